"""Counts the last day of a time limit: pure, with every skipped day, and both dates where the law is open."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tukipakki.day_kinds import Days, Kind
from tukipakki.parse.registers import Method

DAY = timedelta(days=1)
# Never a working day; the rest of 150/1930 5 § is open when it falls inside the count.
NOT_WORKING = frozenset({Kind.HOLY, Kind.SUNDAY, Kind.SATURDAY})
REVIEWS_AHEAD = 3


class OutOfRange(Exception):
    """The count leaves the years that the table of days knows."""


@dataclass(frozen=True, slots=True)
class Count:
    """The last day of a time limit.

    `earlier` is the last day; where the law is open it is the safe reading and `later` the other.
    `act_by` is the working day before an `earlier` that is not an ordinary working day.
    `skipped` and `skipped_later` are the days that each reading leaves out or moves over.
    """

    start: date
    earlier: date
    later: date | None = None
    act_by: date | None = None
    skipped: tuple[date, ...] = ()
    skipped_later: tuple[date, ...] = ()
    following: tuple[date, ...] = ()


def count(method: Method, amount: int, start: date, days: Days) -> Count:
    """The last day of a time limit that starts on `start`.

    Raises:
        OutOfRange: the start or a day of the answer is in a year that `days` does not know.
    """
    _known(start, days)
    try:
        return _METHODS[method](amount, start, days)
    except OverflowError:
        raise OutOfRange from None


def _known(day: date, days: Days) -> date:
    if not days.first <= day.year <= days.last:
        raise OutOfRange
    return day


def _working_days(amount: int, start: date, days: Days) -> Count:
    """Working days after the day; eves and national days are counted (earlier) or not (later)."""
    earlier, skipped = _nth(amount, start, days, NOT_WORKING)
    later, skipped_later = _nth(amount, start, days, frozenset(Kind) - {Kind.WORKING})
    if later == earlier:
        return Count(start, earlier, skipped=skipped)
    return Count(start, earlier, later, _act_by(earlier, days), skipped, skipped_later)


def _nth(amount: int, start: date, days: Days, left_out: frozenset[Kind]) -> tuple[date, tuple[date, ...]]:
    """The day on which `amount` days have been counted after `start`, and the days left out."""
    day, left, skipped = start, amount, []
    while left:
        day = _known(day + DAY, days)
        if days.kind(day) in left_out:
            skipped.append(day)
        else:
            left -= 1
    return day, tuple(skipped)


def _months(amount: int, start: date, days: Days) -> Count:
    """Months after the day (150/1930 3 §); whether an authority's own limit moves (5 §) is open."""
    last = _known(_months_after(start, amount), days)
    moved, over = _moved(last, days)
    if moved == last:
        return Count(start, last)
    return Count(start, last, moved, _act_by(last, days), skipped_later=over)


def _months_repeated(amount: int, start: date, days: Days) -> Count:
    """Months after the day, and again from the day of each review."""
    first = _months(amount, start, days)
    following = [first.earlier]
    for _ in range(REVIEWS_AHEAD):
        following.append(_known(_months_after(following[-1], amount), days))
    return Count(
        start,
        first.earlier,
        first.later,
        first.act_by,
        skipped_later=first.skipped_later,
        following=tuple(following[1:]),
    )


def _calendar_days(amount: int, start: date, days: Days) -> Count:
    """Calendar days of which the first is `start` itself; nothing moves."""
    last = _known(start + DAY * (amount - 1), days)
    return Count(start, last, act_by=_act_by(last, days))


def _appeal_days(amount: int, start: date, days: Days) -> Count:
    """Days after the day (150/1930 2 §); the last day moves to the next working day (5 §)."""
    last, over = _moved(_known(start + DAY * amount, days), days)
    return Count(start, last, skipped=over)


def _months_after(start: date, amount: int) -> date:
    """The day with the same number, or the last day of the month if there is none."""
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _moved(day: date, days: Days) -> tuple[date, tuple[date, ...]]:
    """The first ordinary working day from a day on, and the days before it."""
    over = []
    while days.kind(day) is not Kind.WORKING:
        over.append(day)
        day = _known(day + DAY, days)
    return day, tuple(over)


def _act_by(last: date, days: Days) -> date | None:
    """The ordinary working day before a last day that is not one itself."""
    day = last
    while days.kind(day) is not Kind.WORKING:
        day = _known(day - DAY, days)
    return day if day != last else None


_METHODS: Mapping[Method, Callable[[int, date, Days], Count]] = {
    "arkipaivat": _working_days,
    "kuukaudet": _months,
    "kuukausittain": _months_repeated,
    "kalenteripaivat": _calendar_days,
    "valituspaivat": _appeal_days,
}
