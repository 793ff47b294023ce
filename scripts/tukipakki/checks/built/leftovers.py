"""Marks of templates, insertions and Markdown that a reader should never see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite, Document, line_of

# Code shows marks on purpose.
_CODE = frozenset({"code", "pre", "kbd", "samp", "textarea", "script", "style", "template"})
_READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "content")
_MARK = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{[a-z]+:[a-z0-9-]+|\{:?\s*[#.][\w-]+|\*\*|\]\(|\]\[|^\s*:::|:::$|^\s*(?:!!!|\?\?\?)\s"
    r"|^\s*#{2,6}\s|```|\[\^\w+\]|\bSTX\b|[\x02\x03]|wzxhzdk|\[object Object\]|&(?:amp|lt|gt|nbsp|#\d+);"
)
# Most texts hold none of these, and one look tells.
_SUSPECT = re.compile(r"[{}*\]`#!?&:\x02\x03]|STX|wzx")
_NOTHING = re.compile(r"(?<![\w-])(?:None|undefined|NaN|null)(?![\w-])")
_NO_VALUES = ("None", "undefined", "NaN", "null")


def built_leftover(site: BuiltSite) -> Findings:
    """Sivulla näkyy merkintä, jonka ohjelman piti muuttaa tekstiksi.

    Väärin: <p>Aikaa on {maaraaika:arvioinnin-aloitus}.</p> tai <p>**Tärkeää**</p>
    Oikein: <p>Aikaa on seitsemän arkipäivää.</p>
    """
    for path, document in site.documents.items():
        english = site.language_of(path) == "en"
        for element, text in _shown(document):
            match = _MARK.search(text) if _SUSPECT.search(text) else None
            seen = match[0].strip() if match else _nothing(text, english)
            if seen:
                yield At(
                    path, line_of(element), f"Sivulla näkyy ”{seen}”, joka ei ole lukijalle tarkoitettu."
                )


def _nothing(text: str, english: bool) -> str:
    """A value that is missing; in English "None" is also a word, so there it must stand alone."""
    if english:
        return text.strip() if text.strip() in _NO_VALUES else ""
    match = _NOTHING.search(text) if any(value in text for value in _NO_VALUES) else None
    return match[0] if match else ""


def _shown(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Pieces of text that are read or heard, without code."""
    hidden: set[etree._Element] = set()
    for element in document.elements:
        parent = element.getparent()
        if element.tag in _CODE or parent in hidden:
            hidden.add(element)
        elif element.text and not element.text.isspace():
            yield element, element.text
        if element.tail and not element.tail.isspace() and parent is not None and parent not in hidden:
            yield parent, element.tail
        for name in _READ_ALOUD:
            if (value := element.get(name)) is not None:
                yield element, value
