"""Facts named by id in running text: `{laji:tunnus}` or `{laji:tunnus:muoto}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tukipakki.model import Insertion

# A word, a colon and an id: no Markdown or Mermaid shape looks like this.
PATTERN = re.compile(r"\{(?P<kind>[a-z]+):(?P<id>[a-z0-9-]+)(?::(?P<form>[a-z-]+))?\}")

KINDS = ("maaraaika", "puhelin", "luku", "termi", "alue", "vakio", "lista", "taulukko")


def find_insertions(text: str, first_line: int) -> Iterator[Insertion]:
    """Insertions of a text whose first line is `first_line` of its file."""
    line, position = first_line, 0
    for match in PATTERN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield Insertion(match["kind"], match["id"], match["form"], line)
