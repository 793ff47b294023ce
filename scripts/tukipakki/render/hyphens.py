"""Soft hyphens at the compound boundaries of long Finnish words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tukipakki.model import Word
from tukipakki.parse.lemmas import compound_parts

SOFT_HYPHEN = "\u00ad"
# Shorter words fit on the line of a narrow screen.
_LONG = 14
# A word that may have hyphens, not what stands inside a tag, an entity or an address.
_WORD = re.compile(rf"(?<![\w./@&#-])[^\W\d_](?:-?[^\W\d_]){{{_LONG - 1},}}(?![\w@]|-\w|\.\w|/\w)")
_HARD = "-"


def soft_hyphens(text: str, lemmas: Mapping[str, Word]) -> str:
    """A text in which words of 14 letters or more may be cut where a compound is joined.

    Give it plain text or the text between tags: it knows no HTML. Words that have soft hyphens
    already stay as they are.
    """
    return _WORD.sub(lambda match: _cut(match[0], lemmas), text)


def _cut(word: str, lemmas: Mapping[str, Word]) -> str:
    parts = compound_parts(word, lemmas)
    # A hyphen that is written is a place to cut as it is.
    return "".join(
        part if number == len(parts) or part.endswith(_HARD) else part + SOFT_HYPHEN
        for number, part in enumerate(parts, 1)
    )
