"""A second counting of the statutory time limits, written from the rule text alone.

It knows nothing of scripts/tukipakki: what the two disagree on is a fault in one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

Skipped = tuple[tuple[date, str], ...]

DAY = timedelta(days=1)
NEVER_WORKING = {"pyhapaiva", "sunnuntai", "arkilauantai"}


@dataclass(frozen=True)
class Opinion:
    """The last day by the earlier and, where the law is unsettled, by the later reading."""

    earlier: date
    later: date | None
    act_by: date | None
    skipped_earlier: Skipped
    skipped_later: Skipped
    following: tuple[date, ...]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def saturday_from(day: date) -> date:
    """The first Saturday on or after a day."""
    while day.weekday() != 5:
        day += DAY
    return day


def holy_days(year: int) -> set[date]:
    """Holy days by name, whatever their weekday."""
    pascha = easter(year)
    moving = {pascha + timedelta(days=n) for n in (-2, 0, 1, 39, 49)}
    fixed = {date(year, 1, 1), date(year, 1, 6), date(year, 12, 25), date(year, 12, 26)}
    return moving | fixed | {saturday_from(date(year, 6, 20)), saturday_from(date(year, 10, 31))}


def kind_of(day: date) -> str:
    """The kind of a day; the first that fits."""
    if day in holy_days(day.year):
        return "pyhapaiva"
    if day.weekday() == 6:
        return "sunnuntai"
    if day.weekday() == 5:
        return "arkilauantai"
    if (day.month, day.day) == (12, 6):
        return "itsenaisyyspaiva"
    if (day.month, day.day) == (5, 1):
        return "vapunpaiva"
    if (day.month, day.day) == (12, 24) or day + DAY == saturday_from(date(day.year, 6, 20)):
        return "aatto"
    return "arki"


def seventh_working_day(start: date, unsettled_count: bool) -> tuple[date, Skipped]:
    """The seventh working day after the day of receipt, and the days left out before it."""
    day, counted, left_out = start, 0, []
    while counted < 7:
        day += DAY
        kind = kind_of(day)
        if kind == "arki" or (unsettled_count and kind not in NEVER_WORKING):
            counted += 1
        else:
            left_out.append((day, kind))
    return day, tuple(left_out)


def three_months(start: date) -> date:
    """The day with the same number three months on, or the last day of that month (3 §)."""
    year, month = start.year, start.month + 3
    if month > 12:
        year, month = year + 1, month - 12
    for number in range(start.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, start.day)


def moved(day: date) -> tuple[date, Skipped]:
    """The first plain working day on or after a day, and the days passed over (5 §)."""
    passed = []
    while (kind := kind_of(day)) != "arki":
        passed.append((day, kind))
        day += DAY
    return day, tuple(passed)


def working_day_before(day: date) -> date | None:
    """None for a plain working day, else the nearest one before it."""
    if kind_of(day) == "arki":
        return None
    while kind_of(day) != "arki":
        day -= DAY
    return day


def second_opinion(deadline: str, start: date) -> Opinion:
    """Count one time limit; an unknown name raises KeyError."""
    if deadline == "arvioinnin-aloitus":
        first, skipped = seventh_working_day(start, unsettled_count=True)
        second, others = seventh_working_day(start, unsettled_count=False)
        if first == second:
            return Opinion(first, None, working_day_before(first), skipped, (), ())
        return Opinion(first, second, working_day_before(first), skipped, others, ())
    if deadline in ("arvioinnin-valmistuminen", "avohuollon-sijoituksen-arviointi"):
        end = three_months(start)
        after, passed = moved(end)
        chain: tuple[date, ...] = ()
        if deadline == "avohuollon-sijoituksen-arviointi":
            one = three_months(end)
            two = three_months(one)
            chain = (one, two, three_months(two))
        later = after if passed else None
        return Opinion(end, later, working_day_before(end), (), passed, chain)
    if deadline in ("kiireellinen-sijoitus", "kiireellisen-sijoituksen-jatko"):
        end = start + timedelta(days=29)
        return Opinion(end, None, working_day_before(end), (), (), ())
    if deadline in ("muutoksenhaku", "oikaisuvaatimus"):
        end, passed = moved(start + timedelta(days=30))
        return Opinion(end, None, None, passed, (), ())
    raise KeyError(deadline)
