"""The calculator in a real browser with the network off: the same answers as the Python counting."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Watched
from tests.test_deadlines import GOLDEN, day
from tukipakki.day_kinds import days_known
from tukipakki.deadlines import OutOfRange, count
from tukipakki.model import Site
from tukipakki.render.answers import answer_rows
from tukipakki.render.typography import tied
from tukipakki.render.words import word

PATHS = {"fi": "laki/maaraajat/", "sv": "sv/laki/maaraajat/", "en": "en/laki/maaraajat/"}
SAMPLE = 300

# Fills the form as a reader would and gives the rows of each answer (or the complaint).
ASK = """(questions) => {
  const form = document.querySelector("[data-tp-calc] form");
  const [choice, field] = [form.querySelector("select"), form.querySelector("input")];
  return questions.map(([ident, text]) => {
    choice.value = ident;
    choice.dispatchEvent(new Event("change"));
    field.value = text;
    form.requestSubmit();
    const rows = [...form.querySelectorAll(".tp-calc__row")].map((row) => [
      row.className.split("is-")[1],
      (row.querySelector("strong")?.textContent ?? "").replace(/:$/, ""),
      ...[...row.querySelectorAll("span, li")].map((value) => value.textContent),
    ]);
    return rows.length ? rows : form.querySelector("[role=alert]").textContent;
  });
}"""


def opened(watched: Open, lang: str = "fi", **options: object) -> Watched:
    seen = watched(**options)
    seen.open(PATHS[lang])
    seen.page.wait_for_load_state("networkidle")
    seen.page.context.set_offline(True)
    return seen


def expected(site: Site, lang: str, ident: str, start: date) -> object:
    deadline, days = site.data.deadlines[ident], days_known(site.today)
    try:
        found = count(deadline.laskuri.tapa, deadline.maara, start, days)
    except OutOfRange:
        return word(site, lang, "calc.out_of_range", first=days.first, last=days.last)
    # The block stands in running text, where citations get their no-break spaces.
    rows = answer_rows(site, lang, deadline, found, days)
    return [[row.kind, tied(row.label), *map(tied, row.values)] for row in rows]


def finnish(moment: date) -> str:
    return f"{moment.day}.{moment.month}.{moment.year}"


def test_golden_rows(watched: Open, real_site: Site) -> None:
    seen = opened(watched)
    answers = seen.page.evaluate(ASK, [[ident, start] for ident, start, *_ in GOLDEN])
    for (ident, start, last, later, act_by), rows in zip(GOLDEN, answers, strict=True):
        assert rows == expected(real_site, "fi", ident, day(start))
        said = {kind: value for kind, _, value, *_ in reversed(rows)}
        assert said["day"].split()[1] == last
        assert (said["later"].split()[1] if later else None) == later
        assert (act_by is None) == ("act" not in said)
        assert act_by is None or f"{act_by} mennessä" in said["act"]
    assert seen.errors == []


@pytest.mark.parametrize("lang", PATHS)
def test_the_script_counts_as_python_does(lang: str, watched: Open, real_site: Site) -> None:
    """Random days of all the years that are known, a little beyond them, and both ways of writing."""
    seen = opened(watched, lang)
    dice = random.Random(f"laskuri-{lang}")
    span = (date(2033, 1, 31) - date(2023, 12, 1)).days
    countable = [d.id for d in real_site.data.deadlines.values() if d.laskuri]
    questions = []
    for ident in countable:
        for number in range(SAMPLE):
            start = date(2023, 12, 1) + timedelta(days=dice.randrange(span))
            questions.append((ident, start, finnish(start) if number % 2 else start.isoformat()))
    answers = seen.page.evaluate(ASK, [[ident, text] for ident, _, text in questions])
    differing = [
        (ident, text, rows)
        for (ident, start, text), rows in zip(questions, answers, strict=True)
        if rows != expected(real_site, lang, ident, start)
    ]
    assert differing[:3] == []
    assert seen.errors == []


@pytest.mark.parametrize(
    "text", ["31.2.2026", "29.2.2027", "0.1.2026", "1.13.2026", "24.11.26", "20261124", "x"]
)
def test_impossible_dates(text: str, watched: Open, real_site: Site) -> None:
    seen = opened(watched)
    assert seen.page.evaluate(ASK, [["muutoksenhaku", text]]) == [
        word(real_site, "fi", "calc.bad_date", text=text)
    ]
    field = seen.page.locator("#laskuri-paiva")
    assert field.get_attribute("aria-invalid") == "true"
    expect(field).to_be_focused()


def test_by_keyboard_alone(watched: Open) -> None:
    """Choose, write, Enter; the answer comes into a live region and asks for nothing over the network."""
    seen = opened(watched, width=360)
    before = len(seen.requests)
    seen.page.locator("#laskuri-aika").focus()
    seen.page.keyboard.press("ArrowDown")
    expect(seen.page.locator("#laskuri-aika")).to_have_value("arvioinnin-valmistuminen")
    seen.page.keyboard.press("Tab")
    expect(seen.page.locator("#laskuri-paiva")).to_be_focused()
    seen.page.keyboard.type("30.11.2026")
    seen.page.keyboard.press("Enter")
    answer = seen.page.get_by_role("status").filter(has_text="28.2.2027")
    expect(answer).to_contain_text("Toimi pe 26.2.2027 mennessä")
    seen.page.keyboard.press("Tab")
    expect(seen.page.get_by_role("button", name="Laske")).to_be_focused()
    assert len(seen.requests) == before
    assert seen.page.url.endswith("laki/maaraajat/")
    assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert seen.page.context.cookies() == []
    assert seen.errors == []


def test_another_deadline_asks_for_its_own_date_and_clears_the_answer(watched: Open) -> None:
    seen = opened(watched)
    seen.page.locator("#laskuri-paiva").fill("24.11.2026")
    seen.page.get_by_role("button", name="Laske").click()
    expect(seen.page.locator(".tp-calc__row").first).to_be_visible()
    seen.page.locator("#laskuri-aika").select_option("muutoksenhaku")
    expect(seen.page.locator(".tp-calc__row")).to_have_count(0)
    expect(seen.page.locator("label[for=laskuri-paiva]")).to_contain_text("tiedoksi")
    seen.page.get_by_role("button", name="Laske").click()
    expect(seen.page.locator(".tp-calc__row").first).to_contain_text("muutoksenhakuohjeet ratkaisevat")


@pytest.mark.parametrize("lang", PATHS)
def test_without_script_there_are_worked_examples(lang: str, watched: Open, real_site: Site) -> None:
    seen = watched(width=360, java_script_enabled=False)
    seen.open(PATHS[lang])
    box = seen.page.locator("[data-tp-calc]")
    expect(box.locator("form")).to_be_hidden()
    rows = box.locator("tbody tr")
    examples = [d.laskuri.esimerkit for d in real_site.data.deadlines.values() if d.laskuri]
    expect(rows).to_have_count(sum(map(len, examples)))
    expect(rows.first).to_be_visible()
    expect(box).to_contain_text("2032")


def test_an_answer_fits_a_narrow_window(watched: Open) -> None:
    seen = opened(watched, width=320)
    for ident in ("arvioinnin-aloitus", "kiireellisen-sijoituksen-jatko"):
        seen.page.evaluate(ASK, [[ident, "15.12.2026"]])
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320
