"""An SVG drawing to what in it could run, load or hide something."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

# Elements that run code or bring in another document.
_ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
)
_LOADS = re.compile(
    r"@import|url\(\s*['\"]?(?!\s*['\"]?#)|javascript:|expression\(|\\[0-9a-z]", re.IGNORECASE
)
# Elements of another language would run inside the drawing.
_OTHER_LANGUAGE = re.compile(r"w3\.org/(?:1999/xhtml|1998/Math)", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpe?g|webp);base64,", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SvgFault:
    """A line of a drawing and what stands there, as written."""

    line: int
    what: str


def svg_faults(text: str) -> tuple[SvgFault, ...]:
    """What a drawing may not hold, in order of lines; what is not XML is one fault with an empty `what`."""
    reader = _Reader()
    try:
        reader.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        return (*reader.faults, SvgFault(error.lineno, ""))
    return tuple(reader.faults)


@dataclass(slots=True)
class _Reader:
    """Follows the events of one drawing; expat fetches nothing and limits how entities grow."""

    parser: expat.XMLParserType = field(default_factory=expat.ParserCreate)
    faults: list[SvgFault] = field(default_factory=list)
    # Line and text of the style that is open; None outside one.
    style: list[tuple[int, str]] | None = None

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = lambda name, *_: self._add(f"<!ENTITY {name}")
        self.parser.ProcessingInstructionHandler = lambda target, _: self._add(f"<?{target}")

    def _add(self, what: str) -> None:
        self.faults.append(SvgFault(self.parser.CurrentLineNumber, what))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        if local == "style":
            self.style = []
        if local in _ACTIVE:
            self._add(f"<{name}>")
            return
        for key, value in attributes.items():
            bare = key.rpartition(":")[2].lower()
            # A link, an image or a copy of a shape: only parts of the drawing itself.
            outside = bare in ("href", "src") and not _INSIDE.match(value.strip())
            # Animation could write an address after the drawing has been checked.
            written = bare == "attributename" and value.rpartition(":")[2].lower() in ("href", "src")
            other = key.startswith("xmlns") and _OTHER_LANGUAGE.search(value)
            if bare.startswith("on") or other or outside or written or _LOADS.search(value):
                self._add(f"{key}=")

    def _end(self, _: str) -> None:
        # A style is judged whole: signs written as numbers cut its text in pieces anywhere.
        pieces, self.style = self.style or [], None
        if match := _LOADS.search("".join(text for _, text in pieces)):
            offset = 0
            for line, text in pieces:
                offset += len(text)
                if offset > match.start():
                    self.faults.append(SvgFault(line, match[0]))
                    break

    def _text(self, text: str) -> None:
        if self.style is not None:
            self.style.append((self.parser.CurrentLineNumber, text))
