"""A date as people write it: 24.11.2026 or 2026-11-24."""

from __future__ import annotations

import re
from datetime import date

_FINNISH = re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")


def parse_day(text: str) -> date | None:
    """The day, or None when the text is no date or the day does not exist."""
    match = _FINNISH.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
