"""Dates, times and numbers of running text, the same whatever the language that writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SP = r"[ \u00a0\u202f]"
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "fi": (
        "tammi", "helmi", "maalis", "huhti", "touko", "kesä",
        "heinä", "elo", "syys", "loka", "marras", "joulu",
    ),
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
# Swedish and English shorten months to their first letters, and no two begin alike.
_SHORT = 3
_MONTH_NUMBER = {
    name.lower()[:_SHORT] if lang != "fi" else name: number
    for lang, names in _MONTHS.items()
    for number, name in enumerate(names, 1)
}
_NAMES = "|".join(
    # English months by their capital: "at most 30 may come" is no date.
    rf"{name}kuu(?:ta|n)?" if lang == "fi" else rf"(?-i:{name}|{name[:_SHORT]}t?\.?)"
    for lang, names in _MONTHS.items()
    for name in names
)
# 1.1.2026, 25.11., 2026-01-01; "1 January 2026", "den 1 januari 2026", "1. tammikuuta 2026".
_DATE = re.compile(
    rf"(?<![\w.,/])(?:(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    rf"|(?P<day>[0-3]?\d)\.{_SP}?(?P<month>[01]?\d)\.(?:{_SP}?(?P<year>(?:19|20)\d\d))?(?!\d)"
    rf"|(?P<day2>[0-3]?\d)\.?{_SP}(?P<name>{_NAMES})(?:{_SP}(?P<year2>(?:19|20)\d\d))?(?!\w))",
    re.IGNORECASE,
)
# klo 9–15.30, kl. 9–15, 9 am to 3 pm, 9:00, 3.30 pm.
_CLOCK = r"(?P<{0}>[0-2]?\d)(?:[.:](?P<{0}m>[0-5]\d))?"
_TO = rf"(?:{_SP}?[–-]{_SP}?|{_SP}(?:to|till|ja|och|and){_SP})"
_TIME = re.compile(
    rf"(?<![\w.,:/])(?:(?:klo|kl\.?){_SP}{_CLOCK.format('a')}(?:{_TO}(?:(?:klo|kl\.?){_SP})?{_CLOCK.format('b')})?(?!\w)"
    rf"|{_CLOCK.format('c')}(?:{_SP}?(?P<cp>[ap])\.?m\.?)?(?:{_TO}{_CLOCK.format('d')})?{_SP}?(?P<dp>[ap])\.?m\b\.?"
    rf"|(?P<e>[0-2]?\d):(?P<em>[0-5]\d)(?!\d))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w/])(?:\d{1,4}/\d{4}(?!\d)|\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?!\d|[.,]\d)|\d+(?:[.,]\d+)?)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A date, time or number as every language may write it; `text` is how this one does."""

    key: str
    text: str
    start: int


def figures(text: str) -> Iterator[Figure]:
    """Figures of a text: dates, then times, then the numbers that are left."""
    for pattern, read in ((_DATE, _date), (_TIME, _times), (_NUMBER, _number)):
        spans = []
        for match in pattern.finditer(text):
            keys = list(read(match))
            spans += [match.span()] if keys else []
            yield from (Figure(key, " ".join(match[0].split()), match.start()) for key in keys)
        text = _blanked(text, spans)


def names_a_date(text: str) -> bool:
    """True when a whole date with its year stands in the text."""
    return any(match["iso"] or match["year"] or match["year2"] for match in _DATE.finditer(text))


def _date(match: re.Match[str]) -> Iterator[str]:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
    else:
        year = match["year"] or match["year2"] or ""
        day = match["day"] or match["day2"]
        month = match["month"] or str(_month(match["name"]))
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        yield f"{int(day)}.{int(month)}" + (f".{year}" if year else "")


def _month(name: str) -> int:
    finnish = re.sub(r"kuu(?:ta|n)?$", "", name.lower())
    return _MONTH_NUMBER[name.lower()[:_SHORT] if finnish == name.lower() else finnish]


def _times(match: re.Match[str]) -> Iterator[str]:
    end = match["dp"]
    for name, half in (("a", None), ("b", None), ("c", match["cp"] or end), ("d", end), ("e", None)):
        if match[name] is None:
            continue
        hour, minute = int(match[name]), match[f"{name}m"] or "00"
        if half is not None:
            hour = hour % 12 + (12 if half.lower() == "p" else 0)
        yield f"{hour}.{minute}"


def _number(match: re.Match[str]) -> Iterator[str]:
    text = match[0]
    if "/" in text:
        yield text
    elif re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+", text):
        yield re.sub(r"\D", "", text)
    else:
        yield text.replace(",", ".")


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*parts, text[position:]])
