"""Every start day of 2024–2030 against a second implementation, written blind from the rule text alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tukipakki.day_kinds import Days, days_known
from tukipakki.deadlines import Count, count
from tukipakki.model import Site

second = pytest.importorskip("tests.second_opinion", reason="toista toteutusta ei ole vielä")

DEADLINES = [
    "arvioinnin-aloitus",
    "arvioinnin-valmistuminen",
    "avohuollon-sijoituksen-arviointi",
    "kiireellinen-sijoitus",
    "kiireellisen-sijoituksen-jatko",
    "muutoksenhaku",
    "oikaisuvaatimus",
]


def every_day(first: int, last: int) -> Iterator[date]:
    day = date(first, 1, 1)
    while day.year <= last:
        yield day
        day += timedelta(days=1)


def with_kinds(skipped: tuple[date, ...], days: Days) -> tuple[tuple[date, str], ...]:
    return tuple((day, str(days.kind(day))) for day in skipped)


def ours(found: Count, days: Days) -> tuple[object, ...]:
    return (
        found.earlier,
        found.later,
        found.act_by,
        with_kinds(found.skipped, days),
        with_kinds(found.skipped_later, days),
        found.following,
    )


def theirs(found: object) -> tuple[object, ...]:
    names = ("earlier", "later", "act_by", "skipped_earlier", "skipped_later", "following")
    return tuple(getattr(found, name) for name in names)


def test_no_deadline_is_left_without_a_second_opinion(real_site: Site) -> None:
    assert {d.id for d in real_site.data.deadlines.values() if d.laskuri} == set(DEADLINES)


@pytest.mark.parametrize("ident", DEADLINES)
def test_every_start_day_is_counted_alike(ident: str, real_site: Site) -> None:
    deadline = real_site.data.deadlines[ident]
    days = days_known(real_site.today)
    differing = [
        f"{start}: {mine} | {other}"
        for start in every_day(2024, 2030)
        if (mine := ours(count(deadline.laskuri.tapa, deadline.maara, start, days), days))
        != (other := theirs(second.second_opinion(ident, start)))
    ]
    assert differing[:5] == []


def test_every_day_is_of_the_same_kind(real_site: Site) -> None:
    days = days_known(real_site.today)
    differing = [d for d in every_day(2024, 2031) if str(days.kind(d)) != second.kind_of(d)]
    assert differing[:5] == []
