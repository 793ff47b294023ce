"""Reads a PDF as a screen reader does, and says what it would stumble on (PDF/UA-1, the parts we make)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

# Operators that put something on the paper.
PAINTING = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"f",
    b"F",
    b"f*",
    b"S",
    b"s",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"Do",
    b"sh",
    b"EI",
}
GROUPING = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/NonStruct", "/L", "/LI", "/LBody"}


@dataclass
class Element:
    """An element of the structure tree."""

    tag: str
    parent: str
    alt: str
    attributes: Any
    kids: int


@dataclass
class Seen:
    """A PDF taken apart."""

    reader: PdfReader
    elements: list[Element] = field(default_factory=list)
    # Marked content that the structure reaches, by the number of its page's object.
    reached: dict[int, set[int]] = field(default_factory=dict)
    annotations: set[int] = field(default_factory=set)


def look_at(file: Path) -> Seen:
    """Walk the structure tree of a file."""
    seen = Seen(PdfReader(file))
    root = seen.reader.trailer["/Root"].get("/StructTreeRoot")
    for kid in _kids(root) if root else ():
        _walk(kid.get_object(), "", seen)
    return seen


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    return list(kids) if isinstance(kids, list) else [kids]


def _walk(element: Any, parent: str, seen: Seen) -> None:
    tag, kids = str(element["/S"]), _kids(element)
    seen.elements.append(Element(tag, parent, str(element.get("/Alt", "")), element.get("/A"), len(kids)))
    for kid in kids:
        if isinstance(kid, int):
            seen.reached.setdefault(element.raw_get("/Pg").idnum, set()).add(int(kid))
            continue
        inner = kid.get_object()
        if inner.get("/Type") == "/OBJR":
            seen.annotations.add(inner.raw_get("/Obj").idnum)
        else:
            _walk(inner, tag, seen)


def faults(file: Path) -> list[str]:
    """Everything that is wrong, as sentences; none when all is well."""
    seen = look_at(file)
    return [*_document(seen), *_structure(seen), *_content(seen), *_fonts(seen)]


def _document(seen: Seen) -> Iterator[str]:
    root, reader = seen.reader.trailer["/Root"], seen.reader
    if not root.get("/Lang"):
        yield "no language"
    if not (root.get("/MarkInfo") or {}).get("/Marked"):
        yield "not marked as tagged"
    if not (root.get("/ViewerPreferences") or {}).get("/DisplayDocTitle"):
        yield "the window would show the file's name instead of the title"
    if not (reader.metadata and reader.metadata.title):
        yield "no title"
    xmp = root["/Metadata"].get_data() if "/Metadata" in root else b""
    if b"pdfuaid:part" not in xmp and b"pdfua/ns/id" not in xmp:
        yield "does not say that it is PDF/UA"
    if not reader.outline:
        yield "no bookmarks"


def _structure(seen: Seen) -> Iterator[str]:
    tags = [element.tag for element in seen.elements]
    if not tags or tags[0] != "/Document":
        yield "no structure tree"
    if tags.count("/H1") != 1:
        yield f"{tags.count('/H1')} main headings"
    level = 0
    for tag in tags:
        if tag[:2] == "/H" and tag[2:].isdigit():
            if int(tag[2:]) > level + 1:
                yield f"{tag} after level {level}"
            level = int(tag[2:])
    for element in seen.elements:
        if element.tag == "/Figure" and not element.alt.strip():
            yield "a figure without words"
        if element.tag == "/LI" and element.parent != "/L":
            yield f"a list item in {element.parent}"
        if element.tag in ("/TH", "/TD") and element.parent not in ("/TR", "/TH", "/TD"):
            yield f"a cell in {element.parent}"
        if element.tag == "/TD" and not (element.attributes or {}).get("/Headers"):
            yield "a cell without its head"
    if tags.count("/Table") and not tags.count("/TH"):
        yield "a table without heads"


def _content(seen: Seen) -> Iterator[str]:
    for number, page in enumerate(seen.reader.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"side {number}: the tab key does not follow the structure"
        open_marks: list[int | None] = []
        there: set[int] = set()
        for operands, operator in ContentStream(page.get_contents(), seen.reader).operations:
            if operator in (b"BMC", b"BDC"):
                mcid = operands[1].get("/MCID") if operator == b"BDC" else None
                open_marks.append(None if mcid is None else int(mcid))
                if mcid is not None:
                    there.add(int(mcid))
                elif operands[0] != "/Artifact":
                    yield f"side {number}: {operands[0]} is neither tagged nor an artifact"
            elif operator == b"EMC":
                open_marks.pop()
            elif operator in PAINTING and not open_marks:
                yield f"side {number}: untagged {operator.decode()}"
        stray = there - seen.reached.get(page.indirect_reference.idnum, set())
        if stray:
            yield f"side {number}: content {sorted(stray)} is not in the structure"
        for annotation in page.get("/Annots", []):
            if annotation.idnum not in seen.annotations:
                yield f"side {number}: a link outside the structure"
            if not annotation.get_object().get("/Contents"):
                yield f"side {number}: a link that does not say where it leads"


def _fonts(seen: Seen) -> Iterator[str]:
    for page in seen.reader.pages:
        for font in (page["/Resources"].get("/Font") or {}).values():
            own = font.get_object()
            inner = own["/DescendantFonts"][0].get_object() if "/DescendantFonts" in own else own
            name = str(own["/BaseFont"])
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys():
                yield f"{name} is not embedded"
            if "/ToUnicode" not in own:
                yield f"the letters of {name} cannot be read"
            if "Source-Sans-Pro" not in name:
                yield f"{name} is not ours: another machine would print other letters"
