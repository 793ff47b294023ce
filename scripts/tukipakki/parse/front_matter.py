"""The block between two `---` lines at the top of a page, split off and read strictly."""

from __future__ import annotations

from dataclasses import dataclass

from tukipakki.parse.yaml_text import Parsed, YamlError, parse_yaml


class FrontMatterError(Exception):
    """The page has no usable front matter; `line` is a line of the file."""

    def __init__(self, line: int, check: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.check = check
        self.message = message


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's fields and its body; `body_line` is the line of the file where the body starts."""

    fields: Parsed
    body: str
    body_line: int


def split_page(text: str) -> SplitPage:
    """Separate front matter and body. Line numbers of fields are lines of the file.

    Raises:
        FrontMatterError: nothing there, not closed, or not valid YAML.
    """
    if not text.strip():
        raise FrontMatterError(
            1,
            "empty-page",
            "Sivu on tyhjä; luo sivupohja komennolla ”tukipakki new” tai poista tiedosto.",
        )
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise FrontMatterError(
            1,
            "front-matter-missing",
            "Sivun tiedot puuttuvat; ensimmäisen rivin pitää olla --- ja sen alla kentät.",
        )
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise FrontMatterError(
            1,
            "front-matter-unclosed",
            "Sivun tiedot jäävät auki; lisää rivi --- viimeisen kentän alle.",
        )
    fields = _fields("\n".join(lines[1:end]))
    body = "\n".join(lines[end + 1 :])
    if not body.strip() and not fields.value:
        raise FrontMatterError(1, "empty-page", "Sivu on tyhjä; kirjoita kentät ja teksti.")
    return SplitPage(fields, body, end + 2)


def _fields(text: str) -> Parsed:
    try:
        parsed = parse_yaml(text)
    except YamlError as error:
        raise FrontMatterError(
            error.line + 1, "front-matter-syntax", f"Sivun tietoja ei voi lukea: {error.message}."
        ) from None
    if not isinstance(parsed.value, dict):
        raise FrontMatterError(
            2,
            "front-matter-syntax",
            "Sivun tietoja ei voi lukea: kirjoita jokainen kenttä omalle rivilleen muodossa nimi: arvo.",
        )
    return Parsed(parsed.value, {key: line + 1 for key, line in parsed.lines.items()})
