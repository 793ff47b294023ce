"""Counting time limits: golden rows, impossible dates, the table of days, and what the command says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

import pytest

from tests.conftest import ROOT, TODAY, MakeSite, page
from tukipakki import day_kinds
from tukipakki.__main__ import main
from tukipakki.checks import run_checks
from tukipakki.day_kinds import Kind, UnknownHoliday, day_table, days_known
from tukipakki.deadlines import _METHODS, Count, OutOfRange, count
from tukipakki.model import Site
from tukipakki.parse.dates import parse_day
from tukipakki.parse.registers import UNITS, Method
from tukipakki.read import read_site
from tukipakki.render.insertions import insert

DAYS = days_known(TODAY)

# Start -> last day | later date | day to act by, as the issue gives them.
GOLDEN = [
    ("arvioinnin-aloitus", "24.11.2026", "3.12.2026", None, None),
    ("arvioinnin-aloitus", "27.11.2026", "8.12.2026", None, None),
    ("arvioinnin-aloitus", "15.12.2026", "24.12.2026", "28.12.2026", "23.12.2026"),
    ("arvioinnin-aloitus", "21.12.2026", "31.12.2026", "4.1.2027", None),
    ("arvioinnin-aloitus", "23.12.2026", "5.1.2027", "7.1.2027", None),
    ("arvioinnin-aloitus", "17.6.2027", "28.6.2027", "29.6.2027", None),
    ("arvioinnin-aloitus", "1.12.2027", "10.12.2027", "13.12.2027", None),
    ("arvioinnin-valmistuminen", "30.11.2026", "28.2.2027", "1.3.2027", "26.2.2027"),
    ("muutoksenhaku", "24.11.2026", "28.12.2026", None, None),
    ("oikaisuvaatimus", "24.11.2026", "28.12.2026", None, None),
    ("kiireellinen-sijoitus", "1.12.2026", "30.12.2026", None, None),
    ("kiireellisen-sijoituksen-jatko", "31.12.2026", "29.1.2027", None, None),
    # A matter that comes in at a weekend, Easter, and a moved day that falls on an eve again.
    ("arvioinnin-aloitus", "28.11.2026", "8.12.2026", None, None),
    ("arvioinnin-aloitus", "24.3.2027", "6.4.2027", None, None),
    ("muutoksenhaku", "23.11.2029", "27.12.2029", None, None),
    ("kiireellinen-sijoitus", "2.12.2026", "31.12.2026", None, None),
    ("kiireellinen-sijoitus", "3.12.2026", "1.1.2027", None, "31.12.2026"),
    ("avohuollon-sijoituksen-arviointi", "30.11.2027", "29.2.2028", None, None),
]


def day(text: str) -> date:
    found = parse_day(text)
    assert found is not None, text
    return found


def counted(site: Site, ident: str, start: date) -> Count:
    deadline = site.data.deadlines[ident]
    return count(deadline.laskuri.tapa, deadline.maara, start, days_known(site.today))


@pytest.mark.parametrize(("ident", "start", "last", "later", "act_by"), GOLDEN)
def test_golden_rows(
    ident: str, start: str, last: str, later: str | None, act_by: str | None, real_site: Site
) -> None:
    found = counted(real_site, ident, day(start))
    assert found.earlier == day(last)
    assert found.later == (day(later) if later else None)
    assert found.act_by == (day(act_by) if act_by else None)


def test_every_skipped_day_is_told(real_site: Site) -> None:
    found = counted(real_site, "arvioinnin-aloitus", date(2026, 12, 23))
    left_out = {(d.day, d.month): DAYS.reasons(d) for d in found.skipped}
    assert left_out == {
        (25, 12): ("joulupaiva",),
        (26, 12): ("tapaninpaiva",),
        (27, 12): ("sunnuntai",),
        (1, 1): ("uudenvuodenpaiva",),
        (2, 1): ("arkilauantai",),
        (3, 1): ("sunnuntai",),
    }
    only_later = set(found.skipped_later) - set(found.skipped)
    assert only_later == {date(2026, 12, 24), date(2027, 1, 6)}


def test_reviews_follow_one_another(real_site: Site) -> None:
    found = counted(real_site, "avohuollon-sijoituksen-arviointi", date(2026, 11, 30))
    assert found.following == (date(2027, 5, 28), date(2027, 8, 28), date(2027, 11, 28))


def test_the_earlier_date_is_never_later_and_the_day_to_act_by_is_an_ordinary_one(real_site: Site) -> None:
    countable = [d.id for d in real_site.data.deadlines.values() if d.laskuri]
    assert len(countable) == 7
    start = date(2024, 1, 1)
    while start.year < 2031:
        for ident in countable:
            found = counted(real_site, ident, start)
            assert found.later is None or found.later > found.earlier
            act = found.act_by or found.earlier
            assert act <= found.earlier
            assert DAYS.kind(act) is Kind.WORKING
        start += timedelta(days=1)


def test_each_way_of_counting_has_its_unit_and_its_function() -> None:
    assert set(get_args(Method)) == set(UNITS) == set(_METHODS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.11.2026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("4. 1. 2027", date(2027, 1, 4)),
        (" 24.11.2026 ", date(2026, 11, 24)),
        ("29.2.2028", date(2028, 2, 29)),
        *(
            (bad, None)
            for bad in ("29.2.2027", "31.4.2026", "0.1.2026", "1.13.2026", "24.11.26", "24/11/2026")
        ),
        *(
            (bad, None)
            for bad in ("20261124", "2026-W48-2", "2026-1-1", "", "eilen", "٢٤.١١.٢٠٢٦", "1.1.0000")
        ),
    ],
)
def test_dates_as_people_write_them(text: str, expected: date | None) -> None:
    assert parse_day(text) == expected


# The table of days


def test_kinds_of_days() -> None:
    kinds = {
        "24.12.2026": Kind.EVE,
        "24.12.2028": Kind.SUNDAY,
        "18.6.2027": Kind.WORKING,
        "25.6.2027": Kind.EVE,
        "26.6.2027": Kind.HOLY,
        "6.12.2026": Kind.SUNDAY,
        "6.12.2027": Kind.INDEPENDENCE,
        "1.5.2026": Kind.MAY,
        "1.5.2027": Kind.SATURDAY,
        "27.3.2027": Kind.SATURDAY,
        "28.3.2027": Kind.HOLY,
        "6.1.2027": Kind.HOLY,
        "31.12.2026": Kind.WORKING,
    }
    assert {text: DAYS.kind(day(text)) for text in kinds} == kinds
    assert DAYS.reasons(day("6.12.2026")) == ("sunnuntai", "itsenaisyyspaiva")


def test_every_year_has_the_same_names() -> None:
    names = {entry.id for entry in DAYS.named.values()}
    assert len(names) == 15
    for year in range(DAYS.first, DAYS.last + 1):
        assert {entry.id for moment, entry in DAYS.named.items() if moment.year == year} == names


def test_a_name_that_the_table_does_not_know_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_kinds, "_NAMES", {k: v for k, v in day_kinds._NAMES.items() if k != "Vappu"})
    with pytest.raises(UnknownHoliday, match="Vappu"):
        day_table(2033, 2033)


def test_every_reason_has_its_word(real_site: Site) -> None:
    day_words = {key.removeprefix("day.") for key in real_site.words if key.startswith("day.")}
    assert day_words == {entry.id for entry in DAYS.named.values()} | {"sunnuntai", "arkilauantai"}


def test_nothing_is_counted_beyond_the_years_that_are_known(real_site: Site) -> None:
    assert (DAYS.first, DAYS.last) == (2024, 2032)
    for start in (date(2023, 12, 31), date(2032, 12, 30), date(9999, 12, 31), date(1, 1, 1)):
        for ident in ("arvioinnin-aloitus", "arvioinnin-valmistuminen", "muutoksenhaku"):
            with pytest.raises(OutOfRange):
                counted(real_site, ident, start)


# The register


def test_a_way_of_counting_must_fit_its_unit(make_site: MakeSite) -> None:
    root = make_site()
    file = root / "data/maaraajat.yml"
    extra = (
        "  laskuri:\n    tapa: kuukaudet\n    nimi: {fi: A, sv: A, en: A}\n"
        "    paiva: {fi: P, sv: P, en: P}\n    esimerkit: [2026-11-24]\n"
    )
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "\n" + extra, encoding="utf-8")
    findings = [str(f) for f in run_checks(read_site(root, TODAY))]
    assert any("data/maaraajat.yml:1:" in f and "tarvitsee yksikön ”kuukausi”" in f for f in findings)
    file.write_text(file.read_text(encoding="utf-8").replace("kuukaudet", "viikot"), encoding="utf-8")
    findings = [str(f) for f in run_checks(read_site(root, TODAY))]
    assert any("[wrong-value]" in f and "”viikot” ei ole sallittu" in f for f in findings)


def test_a_changed_amount_changes_the_answer_in_every_language(make_site: MakeSite) -> None:
    root = make_site({"docs/tietoa.md": page("{lista:laskuri}\n")})
    text = (ROOT / "data/maaraajat.yml").read_text(encoding="utf-8")
    (root / "overrides").mkdir(exist_ok=True)
    words = (ROOT / "overrides/sanat.yml").read_text(encoding="utf-8")
    (root / "overrides/sanat.yml").write_text(words, encoding="utf-8")
    for amount, expected in ((7, "to 3.12.2026"), (8, "pe 4.12.2026")):
        changed = text.replace("yksikko: arkipaiva\n  maara: 7", f"yksikko: arkipaiva\n  maara: {amount}")
        (root / "data/maaraajat.yml").write_text(changed, encoding="utf-8")
        site = read_site(root, TODAY)
        shown = insert("{lista:laskuri}", site, "fi", html=True)
        first = re.search(r'<th scope="row">Arvioinnin aloitus</th>.*?<b[^>]*>(.*?)</b>', shown)
        assert first is not None
        assert first[1] == expected
        swedish = insert("{lista:laskuri}", site, "sv", html=True)
        assert expected.replace("to ", "tors ").replace("pe ", "fre ") in swedish


def test_what_is_to_be_reread_says_so(real_site: Site) -> None:
    marked = {d.id for d in real_site.data.deadlines.values() if d.tarkistettava}
    assert marked == {
        "yhteydenpidon-rajoitus",
        "liikkumisvapauden-rajoitus",
        "eristaminen",
        "erityinen-huolenpito",
        "terapiatakuu",
    }
    for lang, past in (("fi", "Ennen vuoden 2026"), ("sv", "Före ändringen"), ("en", "Before the 2026")):
        table = insert("{taulukko:maaraajat}", real_site, lang, html=True)
        assert table.count("Finlex") == len(marked)
        restrictions = marked - {"terapiatakuu"}
        assert all(real_site.data.deadlines[ident].saanto[lang].startswith(past) for ident in restrictions)


# The command


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["maaraaika", "--juuri", str(ROOT), "--today", str(TODAY), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_tells_both_dates(capsys: pytest.CaptureFixture[str]) -> None:
    code, text, _ = ask(capsys, "arvioinnin-aloitus", "15.12.2026")
    assert code == 0
    assert "Toimi aikaisemman mukaan: to 24.12.2026" in text
    assert "ma 28.12.2026" in text
    assert "la 19.12.2026: lauantai" in text
    assert "to 24.12.2026: jouluaatto" in text
    assert "LSL 26 §" in text
    assert "vuoden 2032 loppuun" in text
    assert ask(capsys, "arvioinnin-aloitus", "2026-12-15")[1] == text


def test_three_months_that_end_on_a_sunday(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = ask(capsys, "arvioinnin-valmistuminen", "30.11.2026")
    assert "Viimeinen päivä: su 28.2.2027" in text
    assert "Toimi pe 26.2.2027 mennessä" in text
    assert "toimi aikaisemman mukaan" in text


@pytest.mark.parametrize("ident", ["muutoksenhaku", "oikaisuvaatimus"])
def test_the_decision_decides_about_appeals(ident: str, capsys: pytest.CaptureFixture[str]) -> None:
    for lang, first in (
        ("fi", "Päätöksen omat muutoksenhakuohjeet ratkaisevat"),
        ("sv", "Beslutets egna anvisningar"),
        ("en", "The decision's own appeal instructions decide"),
    ):
        code, text, _ = ask(capsys, ident, "24.11.2026", "--kieli", lang)
        assert code == 0
        assert text.startswith(first)
        assert "28.12.2026" in text or "28 Dec 2026" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("arvioinnin-aloitus", "31.2.2026"), "”31.2.2026” ei ole päivä, joka on olemassa"),
        (("arvioinnin-aloitus", "huomenna"), "”huomenna” ei ole päivä"),
        (("arvioinnin-alku", "1.2.2026"), "tarkoititko ”arvioinnin-aloitus”"),
        (("jotain-muuta", "1.2.2026"), "laskettavat: arvioinnin-aloitus"),
        (("jalkihuollon-paattyminen", "1.2.2026"), "ei lasketa päivästä"),
        (("eristaminen", "1.2.2026"), "ei lasketa päivästä"),
        (("opiskeluhuollon-keskustelu", "1.2.2026"), "ei lasketa päivästä"),
        (("muutoksenhaku", "1.1.2033"), "tuntee vain vuodet 2024–2032"),
        (("muutoksenhaku", "20.12.2032"), "tuntee vain vuodet 2024–2032"),
        (("muutoksenhaku", "1.1.2026", "--kieli", "de"), "valitse fi, sv, en"),
    ],
)
def test_impossible_questions_get_one_sentence(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, error = ask(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert said in error
    assert error.count("\n") == 1
