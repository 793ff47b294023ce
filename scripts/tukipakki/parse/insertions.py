"""Facts named by id in running text: `{laji:tunnus}` or `{laji:tunnus:muoto}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tukipakki.model import Insertion

# A word, a colon and an id: no Markdown or Mermaid shape looks like this.
PATTERN = re.compile(r"\{(?P<kind>[a-z]+):(?P<id>[a-z0-9-]+)(?::(?P<form>[a-z-]+))?\}")
# An insertion inside a code span is an example of one; the guide for editors needs them.
OR_CODE = re.compile(rf"(?<!`)(?P<code>`+)(?!`)[^\n]{{1,500}}?(?<!`)(?P=code)(?!`)|{PATTERN.pattern}")

KINDS = ("maaraaika", "puhelin", "luku", "termi", "alue", "vakio", "lista", "taulukko")


def find_insertions(text: str, first_line: int) -> Iterator[Insertion]:
    """Insertions of a text whose first line is `first_line` of its file."""
    line, position = first_line, 0
    for match in OR_CODE.finditer(text):
        if match["code"]:
            continue
        line += text.count("\n", position, match.start())
        position = match.start()
        yield Insertion(match["kind"], match["id"], match["form"], line)
