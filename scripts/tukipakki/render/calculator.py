"""The deadline calculator of a page: a form for its script, and worked examples for those without."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from tukipakki.day_kinds import Days, days_known
from tukipakki.deadlines import OutOfRange, count
from tukipakki.model import Site
from tukipakki.parse.registers import Deadline
from tukipakki.render.answers import AnswerRow, answer_rows, weekday_date
from tukipakki.render.typography import tied
from tukipakki.render.words import word

# Words that the script needs beside calc.* and day.*.
_MORE_WORDS = ("deadline.unsettled", "deadline.rule", "deadline.counting", "deadline.law")
_TEXTS = ("saanto", "laskenta", "pykala", "ratkaisematta")
# Rows of an answer that a worked example shows, by the column they stand in.
_COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("calc.result", ("note", "day", "act", "later")),
    ("calc.left_out", ("days",)),
)


def calculator_html(site: Site, lang: str) -> str:
    """The block `{lista:laskuri}`, on one line so that Markdown leaves it alone."""
    days = days_known(site.today)
    countable = [deadline for deadline in site.data.deadlines.values() if deadline.laskuri]
    data = {
        "words": {key: word(site, lang, key) for key in sorted(_word_keys(site))},
        "deadlines": {deadline.id: _deadline_data(deadline, lang) for deadline in countable},
        "days": _day_data(days),
    }
    attributes = " ".join(f"data-{name}='{_attribute(value)}'" for name, value in data.items())
    return (
        f'<div class="tp-calc" data-tp-calc {attributes}>'
        f"{_form(site, lang, countable)}"
        f'<p class="tp-calc__plain">{_w(site, lang, "calc.no_script")}</p>'
        f"{_examples(site, lang, countable, days)}"
        f'<p class="tp-fine">{_w(site, lang, "calc.known", first=days.first, last=days.last)}</p></div>'
    )


def _w(site: Site, lang: str, key: str, **values: object) -> str:
    return escape(word(site, lang, key, **values), quote=False)


def _attribute(value: object) -> str:
    """JSON for an attribute in single quotes, which double quotes need not be escaped in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escape(text, quote=False).replace("'", "&#39;")


def _word_keys(site: Site) -> Iterator[str]:
    return (key for key in site.words if key.startswith(("calc.", "day.")) or key in _MORE_WORDS)


def _deadline_data(deadline: Deadline, lang: str) -> Mapping[str, Any]:
    way = deadline.laskuri
    assert way is not None
    texts = {key: words[lang] for key in _TEXTS if (words := getattr(deadline, key))}
    note = {"huomio": way.huomio[lang]} if way.huomio else {}
    return {"tapa": way.tapa, "maara": deadline.maara, "paiva": way.paiva[lang]} | note | texts


def _day_data(days: Days) -> Mapping[str, Any]:
    """The named days: kinds by id, and the id of each day."""
    named = days.named.items()
    return {
        "first": days.first,
        "last": days.last,
        "kinds": {day.id: str(day.kind) for _, day in named},
        "named": {moment.isoformat(): day.id for moment, day in named},
    }


def _form(site: Site, lang: str, countable: list[Deadline]) -> str:
    """Hidden until the script runs; nothing in it has a name, so nothing could be sent."""
    options = "".join(
        f'<option value="{d.id}">{escape(d.laskuri.nimi[lang], quote=False)}</option>'
        for d in countable
        if d.laskuri
    )
    first = countable[0].laskuri if countable else None
    date_label = escape(first.paiva[lang], quote=False) if first else ""
    return (
        f'<form hidden novalidate aria-label="{escape(word(site, lang, "calc.label"))}">'
        f'<p><label for="laskuri-aika">{_w(site, lang, "calc.deadline")}</label>'
        f'<select id="laskuri-aika">{options}</select></p>'
        f'<p><label for="laskuri-paiva">{date_label}</label>'
        '<input id="laskuri-paiva" type="text" autocomplete="off" spellcheck="false" size="12"'
        ' aria-describedby="laskuri-ohje laskuri-vika">'
        f'<span class="tp-fine" id="laskuri-ohje">{_w(site, lang, "calc.hint")}</span></p>'
        '<p class="tp-calc__fault" id="laskuri-vika" role="alert"></p>'
        f'<p><button class="tp-btn tp-btn--main" type="submit">{_w(site, lang, "calc.button")}</button></p>'
        f'<div class="tp-calc__answer" role="status"></div>'
        f'<p class="tp-fine">{_w(site, lang, "calc.private")}</p></form>'
    )


def _examples(site: Site, lang: str, countable: list[Deadline], days: Days) -> str:
    labels = [word(site, lang, key) for key in ("calc.deadline", "calc.starts", *(k for k, _ in _COLUMNS))]
    head = "".join(f'<th scope="col">{escape(label, quote=False)}</th>' for label in labels)
    rows = "".join(row for deadline in countable for row in _example_rows(site, lang, deadline, days, labels))
    caption = escape(word(site, lang, "calc.examples"))
    return (
        f'<div class="tp-tablewrap" tabindex="0" role="group" aria-label="{caption}">'
        f'<table class="tp-table"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _example_rows(site: Site, lang: str, deadline: Deadline, days: Days, labels: list[str]) -> Iterator[str]:
    way = deadline.laskuri
    assert way is not None
    for start in way.esimerkit:
        try:
            found = count(way.tapa, deadline.maara or 0, start, days)
        except OutOfRange:
            continue  # an example that the table of days has outgrown
        rows = answer_rows(site, lang, deadline, found, days)
        cells = [
            f'<span class="tp-calc__date">{escape(weekday_date(site, lang, start))}</span>',
            *("<br>".join(_example_line(row) for row in rows if row.kind in kinds) for _, kinds in _COLUMNS),
        ]
        data = "".join(
            f'<td data-l="{escape(label)}">{cell or "–"}</td>'
            for label, cell in zip(labels[1:], cells, strict=True)
        )
        yield f'<tr><th scope="row">{escape(way.nimi[lang], quote=False)}</th>{data}</tr>'


def _example_line(row: AnswerRow) -> str:
    values = escape(tied("; ".join(row.values)), quote=False)
    if row.kind == "day":
        values = f'<b class="tp-deadline">{values}</b>'
    return f"{escape(row.label, quote=False)}: {values}" if row.label else values
