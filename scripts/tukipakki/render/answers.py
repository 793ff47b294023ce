"""The calculator's answer in words: rows that the command prints and the page's script builds alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tukipakki.day_kinds import Days
from tukipakki.deadlines import Count
from tukipakki.model import Site
from tukipakki.parse.registers import Calculation, Deadline
from tukipakki.render.words import word


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row: its kind ("day", "act", "later", "days", "text", "note"), a label or "", and its values."""

    kind: str
    label: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        """As the command prints it: on one line, a list of days below its label."""
        if self.kind != "days":
            return f"{self.label}: {self.values[0]}" if self.label else self.values[0]
        return "\n".join([f"{self.label}:", *(f"  {value}" for value in self.values)])


def answer_rows(site: Site, lang: str, deadline: Deadline, found: Count, days: Days) -> tuple[AnswerRow, ...]:
    """The answer, most important first; overrides/assets/js/laskuri.js builds the same rows."""
    way = deadline.laskuri
    assert way is not None, deadline.id
    return tuple(_Words(site, lang, days).rows(deadline, way, found))


def weekday_date(site: Site, lang: str, day: date) -> str:
    """”to 24.12.2026”, in the reader's language."""
    weekdays, months = (word(site, lang, f"calc.{key}").split() for key in ("weekdays", "months"))
    return word(
        site,
        lang,
        "calc.date",
        weekday=weekdays[day.weekday()],
        day=day.day,
        month=months[day.month - 1],
        year=day.year,
    )


class _Words:
    """Makes the rows of one language."""

    def __init__(self, site: Site, lang: str, days: Days) -> None:
        self.site, self.lang, self.days = site, lang, days

    def w(self, key: str, **values: object) -> str:
        return word(self.site, self.lang, key, **values)

    def shown(self, day: date) -> str:
        return weekday_date(self.site, self.lang, day)

    def reason(self, day: date) -> str:
        return ", ".join(self.w(f"day.{ident}") for ident in self.days.reasons(day))

    def rows(self, deadline: Deadline, way: Calculation, found: Count) -> Iterator[AnswerRow]:
        inside = way.tapa == "arkipaivat"
        if way.huomio:
            yield AnswerRow("note", "", (way.huomio[self.lang],))
        label = "calc.earlier" if inside and found.later else "calc.last"
        yield AnswerRow("day", self.w(label), (self.shown(found.earlier),))
        if found.act_by:
            yield AnswerRow("act", "", (self.act(way, found, found.act_by),))
        if found.later:
            label = "calc.later_inside" if inside else "calc.later_moved"
            yield AnswerRow("later", self.w(label), (self.shown(found.later),))
        yield from self.left_out(way, found, inside)
        if found.following:
            yield AnswerRow("days", self.w("calc.following"), tuple(map(self.shown, found.following)))
        if found.later and deadline.ratkaisematta:
            yield AnswerRow("text", self.w("deadline.unsettled"), (deadline.ratkaisematta[self.lang],))
        for key, text in (("rule", "saanto"), ("counting", "laskenta"), ("law", "pykala")):
            yield AnswerRow("text", self.w(f"deadline.{key}"), (getattr(deadline, text)[self.lang],))

    def act(self, way: Calculation, found: Count, day: date) -> str:
        """What to do when the last day is not an ordinary working day."""
        if way.tapa == "arkipaivat":
            reason = self.reason(found.earlier)
            return self.w(
                "calc.act_inside", last=self.shown(found.earlier), reason=reason, day=self.shown(day)
            )
        return self.w("calc.act_moved" if found.later else "calc.act_fixed", day=self.shown(day))

    def left_out(self, way: Calculation, found: Count, inside: bool) -> Iterator[AnswerRow]:
        """The skipped days with their reasons; those of the later reading are its own only."""
        label = "calc.skipped" if inside else "calc.moved"
        later = "calc.skipped_later" if inside else "calc.moved_later"
        only_later = tuple(day for day in found.skipped_later if day not in found.skipped)
        for key, left_out in ((label, found.skipped), (later, only_later)):
            if left_out:
                values = tuple(f"{self.shown(day)}: {self.reason(day)}" for day in left_out)
                yield AnswerRow("days", self.w(key), values)
