"""The word forms of running text, as the lemma table keys them; and which text is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A word with its inner hyphens, the ending of an abbreviation, and the hyphen of "päihde- ja …".
_WORD = re.compile(r"(?<!\w)(?<![\d§%]:)[^\W\d_]+(?:[-’'][^\W\d_]+)*(?::[^\W\d_]{1,4}\b)?(?:-(?![\w-]))?")
# Ids and facts, targets of links, tags, addresses, kinds of notes; each bounded, since texts may be
# hostile.
_NO_PROSE = re.compile(
    r"^ {0,40}(?:!!!|\?\?\?)\+? {0,4}\w{1,40}|\{[^{}\n]{0,200}\}|\]\([^()\n]{0,500}\)|<[^<>\n]{0,500}>|https?://[^\s)>\]]{1,500}"
    r"|(?<![\w.@-])[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}(?:@[\w.-]{1,80}|\.(?:fi|com|eu|net|org)\b(?:/[^\s)]{0,300})?)",
    re.MULTILINE,
)


def prose_only(text: str) -> str:
    """The text as long as before, with what is no prose blanked."""
    return _NO_PROSE.sub(lambda match: " " * len(match[0]), text)


def forms(text: str) -> Iterator[str]:
    """Forms of a text without addresses and ids, in small letters and in order.

    Single letters and abbreviations written in capitals (`LSL`, `THL:n`) are not words.
    """
    for word in _WORD.findall(text):
        head = word.partition(":")[0]
        if len(head) > 1 and not head.isupper():
            yield word.lower()
