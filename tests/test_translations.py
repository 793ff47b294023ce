"""Translations: when one is behind, who is told and how it is set right again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import jinja2
import pytest

from tests.conftest import ROOT, TODAY, MakeSite, page
from tukipakki.__main__ import main
from tukipakki.checks import run_checks
from tukipakki.model import Page, Site
from tukipakki.parse.fingerprint import fingerprint
from tukipakki.read import read_site
from tukipakki.render.view import View
from tukipakki.translated import State, pairs, state_of

FINNISH = "docs/prosessit/ohjeet/testi.md"
SWEDISH = FINNISH.replace(".md", ".sv.md")
SLUG = "prosessit/ohjeet/testi"
BODY = "Lapsi on täyttänyt 12 vuotta.\n\nToinen kappale.\n"
TRANSLATED = "---\notsikko: Sida\nkuvaus: En sida.\npaivitetty: {day}\n{extra}---\nBarnet har fyllt 12 år.\n"


def translated(extra: str = "", day: str = "2026-11-01") -> str:
    return TRANSLATED.format(extra=extra, day=day)


def original(site: Site) -> Page:
    found = site.page(SLUG, "fi")
    assert found is not None
    return found


def stamp_of(root: Path) -> str:
    return fingerprint(original(read_site(root, TODAY)))


def behind_of(site: Site) -> set[str]:
    return {own.path for first, own in pairs(site) if state_of(first, own) is State.BEHIND}


def notice(site: Site, slug: str, lang: str) -> str:
    """The line under a page's title, as the template writes it."""
    loader = jinja2.FileSystemLoader(ROOT / "overrides")
    own = site.page(slug, lang)
    assert own is not None
    template = jinja2.Environment(loader=loader, autoescape=False).get_template("partials/translation.html")
    return template.render(tp=View(site, own, lambda path: path))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """This repository's content, to be changed."""
    root = tmp_path / "sivusto"
    for folder in ("docs", "data", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.mark.parametrize(
    "change",
    [
        ("---\nLapsi", "---\n\n  Lapsi"),
        ("2026-11-01", "2026-11-02"),
        ("täyttänyt 12", "**täyttänyt**\n12"),
        ("Toinen", "<!-- toimittajalle --> Toinen"),
    ],
)
def test_spaces_dates_and_marks_leave_a_translation_current(
    change: tuple[str, str], make_site: MakeSite
) -> None:
    before = stamp_of(make_site({FINNISH: page(BODY)}))
    assert stamp_of(make_site({FINNISH: page(BODY).replace(*change)})) == before


@pytest.mark.parametrize(
    "change",
    [
        ("12", "15"),
        ("Toinen kappale.", ""),
        ("Sivu, jota testataan.", "Toinen kuvaus."),
        ("Toinen", "{maaraaika:arvioinnin-aloitus}"),
        ("Toinen kappale.", "Toinen kappale (LSL 20 §)."),
        ("tila: luonnos", "tila: luonnos\nensin: [Soita.]"),
    ],
)
def test_words_numbers_facts_and_sections_make_it_behind(
    change: tuple[str, str], make_site: MakeSite
) -> None:
    before = stamp_of(make_site({FINNISH: page(BODY)}))
    assert stamp_of(make_site({FINNISH: page(BODY).replace(*change)})) != before


def test_a_stamp_is_letters_only(make_site: MakeSite) -> None:
    for number in range(40):
        name = stamp_of(make_site({FINNISH: page(f"Teksti {number}.\n")}))
        assert len(name) == 8
        assert name.isalpha()
        assert name.islower()


def test_without_a_stamp_the_days_tell(make_site: MakeSite) -> None:
    later = page(BODY).replace("2026-11-01", "2026-11-10")
    for day, state in (("2026-11-09", State.BEHIND), ("2026-11-10", State.UNKNOWN)):
        site = read_site(make_site({FINNISH: later, SWEDISH: translated(day=day)}), TODAY)
        assert [state_of(*pair) for pair in pairs(site)] == [state]


def test_a_changed_page_is_told_on_its_translations_and_nowhere_else(copy: Path) -> None:
    slug = "laki/maaraajat"
    before = behind_of(read_site(copy, TODAY))
    file = copy / f"docs/{slug}.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Saapumispäivää", "Ensimmäistä päivää"), "utf-8")
    site = read_site(copy, TODAY)
    behind = behind_of(site)
    assert behind - before == {f"docs/{slug}.sv.md", f"docs/{slug}.en.md"}
    assert {f.path for f in run_checks(site) if f.check == "stale-translation"} == behind
    assert "Den finska sidan har ändrats" in notice(site, slug, "sv")
    assert "The Finnish page has changed" in notice(site, slug, "en")
    assert 'href="../../../laki/maaraajat/" hreflang="fi" lang="fi">Määräajat</a>' in notice(site, slug, "sv")
    assert "tp-behind" not in notice(site, slug, "fi")
    assert "tp-behind" not in notice(site, "laki/ilmoitusvelvollisuus", "sv")


def test_the_value_of_the_finding_sets_it_right(make_site: MakeSite) -> None:
    files = {FINNISH: page(BODY), SWEDISH: translated("alkuperainen: abcdefgh\n")}
    (finding,) = run_checks(read_site(make_site(files), TODAY))
    assert (finding.path, finding.line, str(finding.level)) == (SWEDISH, 5, "huomio")
    line = finding.message.split("”")[1]
    files[SWEDISH] = translated(f"{line}\n")
    assert run_checks(read_site(make_site(files), TODAY)) == ()


def test_a_stamp_on_the_original_is_refused(make_site: MakeSite) -> None:
    root = make_site({FINNISH: page(BODY, extra="alkuperainen: abcdefgh\n")})
    (finding,) = run_checks(read_site(root, TODAY))
    assert finding.check == "unknown-field"


def test_a_translation_that_is_behind_is_not_compared_word_by_word(make_site: MakeSite) -> None:
    wrong = translated("alkuperainen: abcdefgh\n").replace("12", "15")
    site = read_site(make_site({FINNISH: page(BODY), SWEDISH: wrong}), TODAY)
    assert [finding.check for finding in run_checks(site)] == ["stale-translation"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("old", ["", "alkuperainen: abcdefgh\n"])
def test_stamping_changes_one_line(
    end: str, old: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({FINNISH: page(BODY)})
    text = "\ufeff" + translated(old).replace("\n", end)
    (root / SWEDISH).write_bytes(text.encode())
    arguments = ["kaannokset", SWEDISH, "--juuri", str(root)]
    assert main(arguments) == 0
    assert f"Merkitty ajan tasalle: {SWEDISH}" in capsys.readouterr().out
    stamped = translated(f"alkuperainen: {stamp_of(root)}\n").replace("\n", end)
    assert (root / SWEDISH).read_bytes().decode() == "\ufeff" + stamped
    assert main(arguments) == 0
    assert "olivat jo ajan tasalla" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], [FINNISH], ["docs/ei-ole.sv.md"]])
def test_only_a_translation_is_stamped(
    arguments: list[str], make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({FINNISH: page(BODY), SWEDISH: translated()})
    assert main(["kaannokset", *arguments, "--juuri", str(root)]) == 2
    assert "docs/tietoa.sv.md" in capsys.readouterr().err
    assert (root / SWEDISH).read_text("utf-8") == translated()


def report(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["report", "kaannokset", "--juuri", str(root), "--today", TODAY.isoformat()]) == 0
    return capsys.readouterr().out


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Testi", "-c", "user.email=testi@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def test_the_report_shows_what_has_changed_since(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({FINNISH: page(BODY)})
    (root / SWEDISH).write_text(translated(f"alkuperainen: {stamp_of(root)}\n"), "utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "yksi")
    (root / FINNISH).write_text(page(BODY.replace("12", "15")), "utf-8")
    git(root, "commit", "-qam", "kaksi")
    (root / FINNISH).write_text(page(BODY.replace("12", "16")), "utf-8")
    text = report(root, capsys)
    assert "Ruotsi: ajan tasalla 0, jäljessä 1, ei tiedossa 0, puuttuu " in text
    assert f"  {SWEDISH} (uusi leima {stamp_of(root)})" in text
    assert "[-12-]{+16+}" in text
    assert "diff --git" not in text
    english = text.partition("Englanti: ajan tasalla 0, jäljessä 0, ei tiedossa 0, puuttuu ")[2]
    assert f"  {FINNISH}\n" in english.partition("Puuttuu:\n")[2]


def test_without_history_the_report_says_so(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    files = {FINNISH: page(BODY), SWEDISH: translated("alkuperainen: abcdefgh\n")}
    root = make_site(files)
    assert "Muutoksia ei voi näyttää: tämä kansio ei ole git-tietovarasto" in report(root, capsys)
    git(root, "init", "-q")
    assert "Muutoksia ei voi näyttää:" in report(root, capsys)
    git(root, "add", ".")
    git(root, "commit", "-qm", "yksi")
    assert "leimaa vastaavaa versiota ei ole gitin historiassa" in report(root, capsys)


def test_without_git_the_report_says_so(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {FINNISH: page(BODY), SWEDISH: translated("alkuperainen: abcdefgh\n")}
    monkeypatch.setenv("PATH", "")
    assert "Muutoksia ei voi näyttää: gitiä ei ole tällä koneella." in report(make_site(files), capsys)
