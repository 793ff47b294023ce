"""A short name of what a page says: it changes when a word does, not when a date or a line break does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from string import ascii_lowercase

from tukipakki.model import Page
from tukipakki.page_types import TYPES, word_fields
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.citable import ADDRESSES, shown_words
from tukipakki.parse.passages import readable

LENGTH = 8
# Words, numbers, ids of facts and the signs that carry meaning; marks of Markdown do not.
_MEANING = re.compile(r"[^\W_]+|[§%€?!]")


def fingerprint(page: Page) -> str:
    """Eight letters from the page's words; never digits, which YAML could take for a number."""
    fields = tuple(name for name in word_fields(TYPES[page.type].schema) if name != "paivitetty")
    texts = [f"{key} {text}" for key, text in shown_words(page.front, fields, ADDRESSES)]
    texts.append(_without_comments(page.body))
    return digest(readable(text) for text in texts)


def digest(texts: Iterable[str]) -> str:
    """Eight letters from the words of texts."""
    words = " ".join(word for text in texts for word in _MEANING.findall(text))
    number = int.from_bytes(hashlib.sha256(words.encode()).digest()[:8])
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ascii_lowercase))
        letters.append(ascii_lowercase[letter])
    return "".join(letters)


def _without_comments(body: str) -> str:
    parts, position = [], 0
    for start, end in parse_blocks(body, 1).comments:
        parts.append(body[position:start])
        position = end
    return " ".join([*parts, body[position:]])
