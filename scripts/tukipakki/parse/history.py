"""Tells whether a passage speaks of the past: only then may a name that is no more stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

# A year that is not part of a statute's number.
_YEAR = re.compile(r"(?<![\w/-])(?:1[89]|20)\d{2}(?![\w/])")
_PAST: Mapping[str, re.Pattern[str]] = {
    "fi": re.compile(
        r"\b(?:enti(?:nen|s(?!tä\b)\w+)|aiem(?:min|pi|man|paa|mat)|aikaisem(?:min|pi|man|mat)"
        r"|silloi(?:n|nen|sen)|lakkaut|lakkasi|päättyi|yhdistyi|korva(?:si|sivat|ttiin)|siirtyi|muuttui"
        r"|vanha(?:t|n|a)? nim|vanhentun|tilalle tuli|ei (?:ole )?enää)",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"\b(?:tidigare|före detta|f\.d\.|dåvarande|avskaffa|upphörde|slogs ihop|ersatte|övergick|flyttades"
        r"|gamla namn|föråldra|inte längre)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:former|previous|earlier|abolished|ceased|ended in|merged|replaced|moved (?:from|to)|old name"
        r"|outdated|no longer|used to)",
        re.IGNORECASE,
    ),
}
_NOW: Mapping[str, re.Pattern[str]] = {
    "fi": re.compile(r"\b(?:nyt|nyky)", re.IGNORECASE),
    "sv": re.compile(r"\b(?:nu\b|numera|nuvarande)", re.IGNORECASE),
    "en": re.compile(r"\b(?:now|today|present)\b", re.IGNORECASE),
}


def names_a_year(text: str) -> bool:
    """True when a year or a whole date stands in the text."""
    return _YEAR.search(text) is not None


def tells_past(text: str, lang: str, since: date, present: str) -> bool:
    """True when a text speaks of a name as one that was.

    It names a year before the change, says so in words, or sets the present name beside the old one
    with "now" or a year.

    Args:
        since: the day from which the name is no more.
        present: what is there instead.
    """
    years = [int(year) for year in _YEAR.findall(text)]
    if any(year < since.year for year in years):
        return True
    if lang in _PAST and _PAST[lang].search(text):
        return True
    said_now = bool(years) or (lang in _NOW and _NOW[lang].search(text) is not None)
    return said_now and present.lower() in text.lower()
