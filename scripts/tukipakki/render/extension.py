"""Markdown extension: marks links that leave the site and lets wide tables scroll by keyboard."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as etree

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from tukipakki.targets import leaves


class _Marks(Treeprocessor):
    """Runs after mkdocs has resolved links."""

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            if leaves(link.get("href", "")):
                link.set("class", "tp-ulos")
                link.set("rel", "noreferrer")
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[position] = _framed(child)


def _framed(table: etree.Element) -> etree.Element:
    """The table in a frame that takes focus; its cells know their column's head."""
    # Raw HTML in a head, as that of a citation, is still a placeholder: only its words belong here.
    heads = [HTML_PLACEHOLDER_RE.sub("", "".join(head.itertext())) for head in table.iter("th")]
    frame = etree.Element("div", {"class": "tp-tablewrap", "tabindex": "0", "role": "group"})
    frame.set("aria-label", ", ".join(head for head in heads if head))
    table.set("class", "tp-table")
    for row in table.iter("tr"):
        for cell, head in zip(row, heads, strict=False):
            if cell.tag == "td":
                cell.set("data-l", head)
            else:
                cell.set("scope", "col")
    frame.append(table)
    frame.tail, table.tail = table.tail, None
    return frame


class TukipakkiExtension(Extension):
    """Registers the marks."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.treeprocessors.register(_Marks(md), "tukipakki-marks", -10)


def makeExtension(**options: Any) -> TukipakkiExtension:
    """Entry point that Markdown looks for."""
    return TukipakkiExtension(**options)
