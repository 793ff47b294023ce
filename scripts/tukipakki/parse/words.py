"""The word forms of running text, as the lemma table keys them; and which text is no prose."""

from __future__ import annotations

import re
from sys import intern

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
# A word with its inner hyphens, the ending of an abbreviation, and the hyphen of "päihde- ja …".
_WORD = re.compile(
    rf"[{_LETTER}]+(?:[-’'][{_LETTER}]+)*(?::[{_LETTER}]{{1,4}}(?![{_LETTER}]))?(?:-(?![\w-]))?"
)
# Ids and facts, targets of links, tags, addresses, endings of numbers ("10 §:ssä"), kinds of notes and
# headings that are names of the tool; each bounded, since texts may be hostile.
_MARKUP = re.compile(
    r"\{[^{}\n]{0,200}\}|\]\([^()\n]{0,500}\)|<[^<>\n]{0,500}>|https?://[^\s)>\]]{1,500}"
    r"|[\d§%]:\w{1,6}|^ {0,40}(?:!!!|\?\?\?)\+? {0,4}\w{1,40}"
    r"|^#{1,6} ([a-z0-9-]{1,60}) \{#\1\}$",
    re.MULTILINE,
)
_ENDS = "fi|com|eu|net|org|md|yml|csv|tsv|txt|svg|png|jpg|webp|pdf"
_HOST = re.compile(rf"@|\.(?:{_ENDS})\b")
_ADDRESS = re.compile(
    r"(?<![\w./@-])[\w-]{1,60}(?:[./][\w-]{1,60}){0,6}"
    rf"(?:@[\w.-]{{1,80}}|\.(?:{_ENDS})\b(?:/[^\s)]{{0,300}})?)"
)


def prose_only(text: str) -> str:
    """The text as long as before, with what is no prose blanked."""
    text = _MARKUP.sub(_spaces, text)
    return _ADDRESS.sub(_spaces, text) if _HOST.search(text) else text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def forms(text: str) -> tuple[str, ...]:
    """Forms of a text without addresses and ids, in small letters and in order.

    Single letters and abbreviations written in capitals (`LSL`, `THL:n`) are not words. Forms are
    interned: the sentences of a thousand pages are kept, and their words are few.
    """
    return tuple(
        [
            intern(word.lower())
            for word in _WORD.findall(text)
            if len(word) > 1 and (word[1].islower() or not _is_abbreviation(word))
        ]
    )


def _is_abbreviation(word: str) -> bool:
    head = word.partition(":")[0]
    return len(head) == 1 or head.isupper()
