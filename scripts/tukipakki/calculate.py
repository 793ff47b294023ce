"""Answers `tukipakki maaraaika`: a deadline's id and a date in, the answer in words out."""

from __future__ import annotations

import difflib

from tukipakki.day_kinds import Days, days_known
from tukipakki.deadlines import Count, OutOfRange, count
from tukipakki.model import Site
from tukipakki.parse.dates import parse_day
from tukipakki.parse.registers import Deadline
from tukipakki.render.answers import answer_rows, weekday_date
from tukipakki.render.words import word


class CannotCount(Exception):
    """The question has no answer; the message is one Finnish sentence."""


def answer(site: Site, lang: str, ident: str, day: str) -> str:
    """The answer as lines of text, the start and the result first.

    Raises:
        CannotCount: no such deadline, language or day, or the table of days does not reach.
    """
    if lang not in site.languages:
        raise CannotCount(f"Kieltä ”{lang}” ei ole; valitse {', '.join(site.languages)}.")
    if "calc.last" not in site.words:
        raise CannotCount(
            "Tiedostossa overrides/sanat.yml ei ole laskurin sanoja; tarkista valitsin --juuri."
        )
    deadline, days = _deadline(site, ident), days_known(site.today)
    found = _count(deadline, day, days)
    way = deadline.laskuri
    assert way is not None
    rows = answer_rows(site, lang, deadline, found, days)
    # An answer that begins with a note begins with it here too: what the note says goes first.
    notes = [str(row) for row in rows if row.kind == "note"]
    head = f"{way.nimi[lang]}. {way.paiva[lang]}: {weekday_date(site, lang, found.start)}"
    known = word(site, lang, "calc.known", first=days.first, last=days.last)
    return "\n".join([*notes, head, *(str(row) for row in rows if row.kind != "note"), known])


def _deadline(site: Site, ident: str) -> Deadline:
    known: dict[str, Deadline] = dict(site.data.deadlines)
    countable = [name for name, deadline in known.items() if deadline.laskuri]
    if ident in countable:
        return known[ident]
    if ident in known:
        raise CannotCount(f"Määräaikaa ”{ident}” ei lasketa päivästä; laskettavat: {', '.join(countable)}.")
    close = difflib.get_close_matches(ident, countable, n=1)
    hint = f"tarkoititko ”{close[0]}”?" if close else f"laskettavat: {', '.join(countable)}."
    raise CannotCount(f"Määräaikaa ”{ident}” ei ole; {hint}")


def _count(deadline: Deadline, text: str, days: Days) -> Count:
    start = parse_day(text)
    if start is None:
        raise CannotCount(
            f"”{text}” ei ole päivä, joka on olemassa; kirjoita esimerkiksi 24.11.2026 tai 2026-11-24."
        )
    assert deadline.laskuri is not None
    try:
        return count(deadline.laskuri.tapa, deadline.maara or 0, start, days)
    except OutOfRange:
        raise CannotCount(
            f"Laskuri tuntee vain vuodet {days.first}–{days.last}; tätä aikaa se ei osaa laskea."
        ) from None
