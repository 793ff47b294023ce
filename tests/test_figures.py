"""Figures, amounts, phone numbers and passages of running text."""

from __future__ import annotations

import pytest

from tukipakki.model import Heading
from tukipakki.parse.amounts import amounts
from tukipakki.parse.figures import figures, names_a_date
from tukipakki.parse.passages import body_passages
from tukipakki.parse.phones import national, phones


@pytest.mark.parametrize(
    ("fi", "sv", "en"),
    [
        ("1.1.2026", "den 1 januari 2026", "1 January 2026"),
        ("1. tammikuuta 2026", "1.1.2026", "1 Jan 2026"),
        ("25.11.", "25.11", "25 November"),
        ("klo 9–15", "kl. 9–15", "9 am to 3 pm"),
        ("klo 9.30–12", "kl 9.30–12", "9.30 am to 12 pm"),
        ("klo 0", "kl. 0", "12 am"),
        ("3 391 ja 21,2 %", "3 391 och 21,2 %", "3,391 and 21.2%"),
        ("7. päivä", "7:e dagen", "7th day"),
        ("20–22", "20–22", "20–22"),
        ("WCAG 2.2.", "WCAG 2.2", "WCAG 2.2 and"),
        ("laki 1301/2014", "lag 1301/2014", "Act 1301/2014"),
        ("kolme", "tre", "three"),
    ],
)
def test_each_language_writes_the_same_figures(fi: str, sv: str, en: str) -> None:
    keys = [sorted(figure.key for figure in figures(text)) for text in (fi, sv, en)]
    assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.1.2026", "1 February 2026"),
        ("klo 15", "3 am"),
        ("3 391", "3 392"),
        ("21,2", "212"),
        ("at most 30 may come", "at most 31 may come"),
        ("30", "30, 30"),
    ],
)
def test_other_figures_differ(one: str, other: str) -> None:
    assert [f.key for f in figures(one)] != [f.key for f in figures(other)]


def test_a_whole_date_is_a_day_with_its_year() -> None:
    assert names_a_date("tiistaina 24.11.2026")
    assert names_a_date("on 1 January 2024")
    assert not names_a_date("vuonna 2024 ja 24.11.")


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("7 arkipäivän kuluessa", "fi", {(7, "arkipaiva")}),
        ("7. arkipäivänä", "fi", {(7, "arkipaiva")}),
        ("viimeistään seitsemäntenä arkipäivänä", "fi", {(7, "arkipaiva")}),
        ("seitsemän arkipäivää lasketaan näin", "fi", set()),
        ("30 pv", "fi", {(30, "paiva")}),
        ("3 kk ja 24 h", "fi", {(3, "kuukausi"), (24, "tunti")}),
        ("inom tre månader", "sv", {(3, "kuukausi")}),
        ("högst 30 dagar", "sv", {(30, "paiva")}),
        ("the 7th working day", "en", {(7, "arkipaiva"), (7, "koulun-tyopaiva")}),
        ("a 30-day decision", "en", {(30, "paiva")}),
        ("1 230 päivää", "fi", set()),
        ("1.7 päivää", "fi", set()),
    ],
)
def test_amounts(text: str, lang: str, found: set[tuple[int, str]]) -> None:
    assert {(a.value, a.unit) for a in amounts(text, lang)} == found


@pytest.mark.parametrize(
    "text",
    ["080 005 005", "080-005 005", "+358 80 005 005", "+35880005005", "0035880005005", "(080) 005 005"],
)
def test_a_phone_number_in_any_spacing(text: str) -> None:
    assert [national(number) for _, number in phones(f"Soita {text}.")] == ["080005005"]


@pytest.mark.parametrize(
    "text",
    ["03.04.2026", "417/2007", "2020–2022", "112 §", "112 sivua", "0,5", "LSL 116 §", "000-06", "05/2024"],
)
def test_what_is_no_phone_number(text: str) -> None:
    assert list(phones(text)) == []


def test_passages() -> None:
    text = "Alku\njatkuu.\n\n- yksi\n- kaksi\n  jatkuu\n\n## Otsikko {#id}\n| a | b |\n|---|---|\n| c | d |\n"
    found = list(body_passages(text, 10, (Heading(2, "Otsikko", "id", 17),)))
    assert [(p.line, p.kind, p.part) for p in found] == [
        (10, "text", 0),
        (13, "text", 0),
        (14, "text", 0),
        (17, "heading", 1),
        (18, "row", 1),
        (19, "row", 1),
        (20, "row", 1),
    ]
    assert found[0].line_at(found[0].text.index("jatkuu")) == 11
    assert "{#id}" not in found[3].text
