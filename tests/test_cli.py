"""The command line as an editor meets it."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT, TODAY, MakeSite, page
from tukipakki.__main__ import main
from tukipakki.checks import run_checks
from tukipakki.model import Level
from tukipakki.new import FOLDERS
from tukipakki.read import read_site
from tukipakki.render.insertions import insert

PAGE = "docs/prosessit/ohjeet/testi.md"
COMMANDS = [
    "serve",
    "build",
    "check",
    "new",
    "report",
    "saadokset",
    "kaannokset",
    "kaaviot",
    "lehtiset",
    "maaraaika",
    "tunnukset",
]
ENGLISH = re.compile(r"\b(usage|options|arguments|show|error|invalid|required|the)\b", re.IGNORECASE)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_finnish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"] if command else ["--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    assert text.startswith("Käyttö: tukipakki")
    assert ENGLISH.findall(text.replace("--today", "").replace("--out", "")) == []


def test_this_repository_is_clean() -> None:
    # A translation may be behind: its page says so, and nobody has to write three languages at once.
    findings = [f for f in run_checks(read_site(ROOT, TODAY)) if f.check != "stale-translation"]
    assert [str(finding) for finding in findings] == []


def check(capsys: pytest.CaptureFixture[str], root: object, *arguments: str) -> tuple[int, str]:
    code = main(["check", "--juuri", str(root), "--today", str(TODAY), *arguments])
    return code, capsys.readouterr().out


def test_formats_tell_the_same(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({PAGE: page("## Otsikko, 100 %\n\nTekstiä.\n")})
    assert check(capsys, root)[0] == 1
    code, text = check(capsys, root, "--format", "json")
    row = json.loads(text)[0]
    assert code == 1
    assert (row["path"], row["line"], row["check"], row["level"]) == (
        PAGE,
        9,
        "heading-without-id",
        "virhe",
    )
    _, text = check(capsys, root, "--format", "github")
    assert text.startswith(f"::error file={PAGE},line=9,title=heading-without-id::")
    assert "100 %25" in text
    _, text = check(capsys, root, "--format", "sarif")
    result = json.loads(text)["runs"][0]["results"][0]
    assert result["ruleId"] == "heading-without-id"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 9


def test_a_notice_blocks_only_when_strict(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({PAGE: page().replace("2026-11-01", "2024-11-01")})
    code, text = check(capsys, root)
    assert code == 0
    assert "[overdue-review] (huomio)" in text
    assert check(capsys, root, "--strict")[0] == 1


def test_paths_choose_what_is_shown(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({PAGE: page("## Otsikko\n"), "docs/tietoa.md": page("## Toinen\n", title="Tietoa")})
    _, text = check(capsys, root, "docs/tietoa.md")
    assert "tietoa.md" in text
    assert "testi.md" not in text


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_new_page_is_a_draft_that_blocks_nothing(
    kind: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site()
    assert main(["new", "--juuri", str(root), "--today", str(TODAY), kind, "uusi-sivu"]) == 0
    assert (root / "docs" / FOLDERS[kind] / "uusi-sivu.md").is_file()
    findings = run_checks(read_site(root, TODAY))
    assert findings, "empty fields are shown"
    assert {finding.level for finding in findings} == {Level.NOTICE}
    capsys.readouterr()
    assert main(["new", "--juuri", str(root), kind, "uusi-sivu"]) == 2
    assert "on jo olemassa" in capsys.readouterr().err


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_new_page_filled_in_passes(kind: str, make_site: MakeSite) -> None:
    root = make_site()
    main(["new", "--juuri", str(root), "--today", str(TODAY), kind, "uusi-sivu"])
    file = root / "docs" / FOLDERS[kind] / "uusi-sivu.md"
    text = file.read_text(encoding="utf-8").replace('""', '"Täytetty."')
    text = re.sub(r"\njulkaise: false.*", "", text).replace(
        "lapsen-asioista-vastaava-sosiaalityontekija", "poliisi"
    )
    text = re.sub(r"<!--.*?-->", "Tässä on viiden sanan virke. " * 33, text)
    file.write_text(text, encoding="utf-8")
    assert [str(f) for f in run_checks(read_site(root, TODAY))] == []


def test_report_counts_pages_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--juuri", str(ROOT), "--today", str(TODAY)]) == 0
    text = capsys.readouterr().out
    assert re.search(r"Lähteiden mallit ja palvelut: \d+/119", text)
    assert re.search(r"Roolien sivuja: \d+/36", text)
    assert all(f"r{number} " in text for number in range(1, 10))
    assert "Tarkistus myöhässä: 0" in text


def test_report_lists_what_is_overdue(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--juuri", str(ROOT), "--today", "2027-08-01"])
    text = capsys.readouterr().out
    assert re.search(r"\d+\.5\.2027  docs/laki/maaraajat\.md", text)


def test_every_id_that_is_listed_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tunnukset", "--juuri", str(ROOT)]) == 0
    lines = capsys.readouterr().out.splitlines()
    site = read_site(ROOT, TODAY)
    assert len(lines) > 30
    for line in lines:
        assert "{" not in insert(line.split()[0], site, "sv", html=False)
