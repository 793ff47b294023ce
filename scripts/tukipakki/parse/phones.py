"""Phone numbers in running text, in any spacing, with or without the country code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tukipakki.parse.amounts import sentences

EMERGENCY = "112"
_FINLAND = "358"
# Finnish and foreign numbers, and the European helplines 116 xxx; never a personal identity code, whose
# shape is six digits, a sign and four more.
_NUMBER = re.compile(
    r"(?<![\w/.,:+§–-])(?!\d{6}[-+]\d{3}[0-9A-Z]\b)(?:(?:\+|00(?=[1-9]))(?:[ \u00a0()-]{0,2}\d){7,14}+"
    r"|\(?0[1-9]\d{0,2}\)?(?:[ \u00a0-]{0,2}\d){4,9}+"
    r"|116[ \u00a0]?\d{3})(?![\w/])"
)
_EMERGENCY = re.compile(r"(?<![\w/.,:+–-])112(?![\w/–-]|[ \u00a0]?(?:§|[a-z] §)|[.,:]\d)")
# What stands beside 112 when it is called and not counted.
_CALL = re.compile(r"(?<!\w)(?:soit|hätä|ring|nöd|call|emergency|phone)", re.IGNORECASE)


def phones(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of every phone number."""
    for match in _NUMBER.finditer(text):
        yield match.start(), match[0]
    for sentence, offset in sentences(text) if EMERGENCY in text else ():
        if _CALL.search(sentence):
            yield from ((offset + match.start(), match[0]) for match in _EMERGENCY.finditer(sentence))


def national(number: str) -> str:
    """A number as it is dialled in Finland, digits only."""
    plus = number.strip().startswith("+") or number.strip().startswith("00")
    digits = re.sub(r"\D", "", number)
    if plus:
        digits = digits.removeprefix("00")
        return f"0{digits.removeprefix(_FINLAND)}" if digits.startswith(_FINLAND) else f"+{digits}"
    return digits
