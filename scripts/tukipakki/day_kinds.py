"""What kind of day each day is, for counting time limits: our own table, by the names of holy days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

FIRST_YEAR = 2024
# How far ahead the calculator answers, counted from the year in which the site is built.
YEARS_AHEAD = 6
SATURDAY, SUNDAY = 5, 6


class Kind(StrEnum):
    """Kinds of days; those of 150/1930 5 § that the law names one by one are kinds of their own."""

    HOLY = "pyhapaiva"
    SUNDAY = "sunnuntai"
    SATURDAY = "arkilauantai"
    INDEPENDENCE = "itsenaisyyspaiva"
    MAY = "vapunpaiva"
    EVE = "aatto"
    WORKING = "arki"


# Name in the library -> our kind and id. The library's own category never decides: it lists both
# eves as public holidays, and leaving them out of a count gives the later, unsafe date.
_NAMES: Mapping[str, tuple[Kind, str]] = {
    "Uudenvuodenpäivä": (Kind.HOLY, "uudenvuodenpaiva"),
    "Loppiainen": (Kind.HOLY, "loppiainen"),
    "Pitkäperjantai": (Kind.HOLY, "pitkaperjantai"),
    "Pääsiäispäivä": (Kind.HOLY, "paasiaispaiva"),
    "Toinen pääsiäispäivä": (Kind.HOLY, "toinen-paasiaispaiva"),
    "Vappu": (Kind.MAY, "vapunpaiva"),
    "Helatorstai": (Kind.HOLY, "helatorstai"),
    "Helluntaipäivä": (Kind.HOLY, "helluntaipaiva"),
    "Juhannusaatto": (Kind.EVE, "juhannusaatto"),
    "Juhannuspäivä": (Kind.HOLY, "juhannuspaiva"),
    "Pyhäinpäivä": (Kind.HOLY, "pyhainpaiva"),
    "Itsenäisyyspäivä": (Kind.INDEPENDENCE, "itsenaisyyspaiva"),
    "Jouluaatto": (Kind.EVE, "jouluaatto"),
    "Joulupäivä": (Kind.HOLY, "joulupaiva"),
    "Tapaninpäivä": (Kind.HOLY, "tapaninpaiva"),
}


class UnknownHoliday(Exception):
    """The library names a day that our table does not know; nothing may be counted before it does."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name of its own: its kind when it falls on Monday to Friday, and its id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the years `first` to `last`; `named` holds those that have a name."""

    first: int
    last: int
    named: Mapping[date, NamedDay]

    def kind(self, day: date) -> Kind:
        """The kind that decides: a holy day, else the weekday, else the name."""
        named = self.named.get(day)
        if named is not None and named.kind is Kind.HOLY:
            return Kind.HOLY
        # An eve or a national day at a weekend is no open question: the weekend is never counted.
        if day.weekday() == SUNDAY:
            return Kind.SUNDAY
        if day.weekday() == SATURDAY:
            return Kind.SATURDAY
        return named.kind if named is not None else Kind.WORKING

    def reasons(self, day: date) -> tuple[str, ...]:
        """Ids of the words that say why a day is not an ordinary working day."""
        kind, named = self.kind(day), self.named.get(day)
        weekend = (str(kind),) if kind in (Kind.SATURDAY, Kind.SUNDAY) else ()
        return weekend + ((named.id,) if named is not None else ())


def days_known(today: date) -> Days:
    """The table of a site that is built today."""
    return day_table(FIRST_YEAR, max(today.year, FIRST_YEAR) + YEARS_AHEAD)


@cache
def day_table(first: int, last: int) -> Days:
    """The table of the years `first` to `last`.

    Raises:
        UnknownHoliday: the library has a day that is not in our table.
    """
    import holidays  # takes 0.15 s to load, and few commands count days

    found = holidays.country_holidays("FI", years=range(first, last + 1), language="fi")
    return Days(first, last, {day: _named(names.split("; ")) for day, names in sorted(found.items())})


def _named(names: list[str]) -> NamedDay:
    """One day of the table; where two names meet, a holy day goes first."""
    unknown = [name for name in names if name not in _NAMES]
    if unknown:
        raise UnknownHoliday(
            f"Kirjasto holidays tuntee päivän ”{unknown[0]}”, jota laskurin taulukossa ei ole; "
            "lisää se tiedostoon scripts/tukipakki/day_kinds.py."
        )
    return min((NamedDay(*_NAMES[name]) for name in names), key=lambda day: day.kind is not Kind.HOLY)
