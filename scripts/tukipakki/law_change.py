"""A change of the law written into the register, and the work list that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from tukipakki.cited import Cited, Use, deadlines_on, label, named_keys, order, phrase, sections_of, uses
from tukipakki.model import ORIGINAL, Citation, Page, Site
from tukipakki.page_types import TYPES
from tukipakki.parse.citations import find_citations

REGISTER = "data/saadokset.yml"
_ACT = re.compile(r"\d{1,4}/\d{4}")


class CannotChange(Exception):
    """The change cannot be written; the message is one Finnish sentence."""


@dataclass(frozen=True, slots=True)
class LawChange:
    """Sections that an amending act gives a new wording from a day on."""

    sections: tuple[Cited, ...]
    day: date
    act: str


def law_change(site: Site, words: str, day: date, act: str) -> LawChange:
    """The change that an editor tells of.

    Raises:
        CannotChange: the words are no citation of the register's sections, or the act has no number.
    """
    if not _ACT.fullmatch(act):
        raise CannotChange(f"”{act}” ei ole säädöksen numero; kirjoita esimerkiksi --saados 123/2027.")
    citation = _citation(site, words)
    assert citation.statute is not None
    statute = site.data.statutes[citation.statute]
    missing = [key for key in named_keys(citation) if key not in statute.pykalat]
    if missing:
        raise CannotChange(
            f"Pykälää {label(Cited(statute, missing[0]), ORIGINAL)} ei ole tiedostossa {REGISTER}; "
            "lisää se ensin rekisteriin."
        )
    repealed = [key for key in named_keys(citation) if statute.pykalat[key].tila == "kumottu"]
    if repealed:
        raise CannotChange(f"{label(Cited(statute, repealed[0]), ORIGINAL)} on kumottu, eikä se voi muuttua.")
    sections = sections_of(site, citation)
    return LawChange(tuple(s for s in sections if s.section.tila != "kumottu"), day, act)


def _citation(site: Site, words: str) -> Citation:
    for lang in site.languages:
        found = find_citations(words, 1, site.lexicons[lang], None)
        if len(found) == 1 and found[0].text == words.strip():
            if found[0].statute is not None:
                return found[0]
            if found[0].named is not None:
                raise CannotChange(
                    f"Säädöstä ”{found[0].named}” ei ole tiedostossa {REGISTER}; tarkista nimi."
                )
            raise CannotChange(f"Viittauksesta ”{words}” ei näy laki; kirjoita esimerkiksi ”LSL 26 §”.")
    raise CannotChange(f"”{words}” ei ole viittaus pykälään; kirjoita esimerkiksi ”LSL 26 §”.")


def write(site: Site, change: LawChange) -> None:
    """Write the change into the register: only the values change, every other character stays.

    A section whose new wording nobody has read is no longer `tarkistettu`.

    Raises:
        CannotChange: the file cannot be read or written.
    """
    file = Path(site.root) / REGISTER
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8")
        changed = _edited(text, change)
        file.write_bytes(changed.encode("utf-8"))
    except OSError as error:
        raise CannotChange(f"Tiedostoa {REGISTER} ei voi muuttaa ({error.strerror}).") from None


def _edited(text: str, change: LawChange) -> str:
    # The marks of YAML count characters after a byte order mark, which therefore stays aside.
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    edits = [edit for cited in change.sections for edit in _edits(text, cited, change)]
    for start, end, value in sorted(edits, reverse=True):
        text = text[:start] + value + text[end:]
    return mark + text


def _edits(text: str, cited: Cited, change: LawChange) -> Iterator[tuple[int, int, str]]:
    values = {"voimassa": change.day.isoformat(), "muutos": change.act}
    if cited.section.tila == "tarkistettu":
        values["tila"] = "tarkistettava"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    node = _section_node(root, cited)
    fields = {key.value: (key, value) for key, value in node.value}
    for name, value in values.items():
        if name in fields:
            old = fields[name][1]
            start, end = old.start_mark.index, old.end_mark.index
            yield start, end, value if start < end else f" {value}"
        else:
            first = node.value[0][0].start_mark
            after = ", " if node.flow_style else "\n" + " " * first.column
            yield first.index, first.index, f"{name}: {value}{after}"


def _section_node(root: Node, cited: Cited) -> MappingNode:
    assert isinstance(root, SequenceNode)
    for item in root.value:
        fields = _fields(item)
        if fields["id"].value == cited.statute.id:
            section = _fields(fields["pykalat"])[cited.key]
            assert isinstance(section, MappingNode)
            return section
    raise AssertionError(cited.ident)


def _fields(node: Node) -> Mapping[str, Node]:
    assert isinstance(node, MappingNode)
    return {key.value: value for key, value in node.value}


def work_list(site: Site, change: LawChange) -> str:
    """What has to be read again: pages by kind, translations, deadlines."""
    found = uses(site)
    places: dict[str, list[Use]] = {}
    for cited in change.sections:
        for use in found.get(cited.ident, ()):
            places.setdefault(use.page.path, []).append(use)
    pages = {path: site_uses[0].page for path, site_uses in places.items()}
    lines = [
        f"{phrase(change.sections, ORIGINAL)}: uusi sanamuoto {change.day.day}.{change.day.month}."
        f"{change.day.year} alkaen, säädös {change.act}. Muutettu vain tiedostoa {REGISTER}.",
    ]
    for title, chosen in _kinds(pages):
        lines += ["", f"{title} ({len(chosen)})"]
        lines += [f"  {path}  {_where(places[path])}{_draft(pages[path])}" for path in chosen]
    lines += _deadline_lines(site, change)
    if not pages:
        lines += ["", "Mikään sivu ei viittaa pykälään."]
    return "\n".join(
        [
            *lines,
            "",
            "Lue uusi sanamuoto, korjaa sivut ja niiden kenttä ”paivitetty” sekä rekisterin kentät "
            "luettu, tapa ja tila.",
        ]
    )


def _kinds(pages: Mapping[str, Page]) -> Iterator[tuple[str, list[str]]]:
    def kind(page: Page) -> str:
        if page.lang != ORIGINAL:
            return "Käännökset"
        if page.type in ("prosessi", "malli"):
            return "Prosessit"
        return "Lehtiset" if TYPES[page.type].client else "Sivut"

    for title in ("Sivut", "Lehtiset", "Prosessit", "Käännökset"):
        chosen = sorted(path for path, page in pages.items() if kind(page) == title)
        if chosen:
            yield title, chosen


def _where(places: list[Use]) -> str:
    lines = sorted({use.line for use in places if not use.via})
    via = sorted({use.via for use in places if use.via})
    words = [f"rivi {', '.join(map(str, lines))}"] if lines else []
    return "; ".join([*words, *(f"{{{name}}}" for name in via)])


def _draft(page: Page) -> str:
    return "" if page.published else "  (julkaisematta)"


def _deadline_lines(site: Site, change: LawChange) -> list[str]:
    names = sorted({ident for cited in change.sections for ident in deadlines_on(site, cited)})
    if not names:
        return []
    return ["", f"Määräajat tiedostossa data/maaraajat.yml ({len(names)})", *(f"  {name}" for name in names)]


def sections_report(site: Site) -> str:
    """Each section of the register: its state and the pages that cite it."""
    found = uses(site)
    lines: list[str] = []
    for statute in site.data.statutes.values():
        lines += ["", f"{statute.nimi.fi} ({statute.numero})"]
        for key in sorted(statute.pykalat, key=order):
            cited = Cited(statute, key)
            paths = sorted({use.page.path for use in found.get(cited.ident, ())})
            lines.append(f"  {label(cited, ORIGINAL)}  {cited.section.tila}, {_pages(len(paths))}")
            lines += [f"    {path}" for path in paths]
    count = sum(len(statute.pykalat) for statute in site.data.statutes.values())
    head = f"Säädöksiä {len(site.data.statutes)}, pykäliä {count}, joista viitattu {len(found)}."
    return "\n".join([head, *lines])


def _pages(count: int) -> str:
    return "1 sivu" if count == 1 else f"{count} sivua"
