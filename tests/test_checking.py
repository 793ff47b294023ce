"""The command check: choosing, listing and explaining checks, and exceptions with their reasons."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, TODAY, MakeSite, page
from tukipakki.__main__ import main
from tukipakki.checks import CHECKS
from tukipakki.guide import PAGES, with_manuals
from tukipakki.rules import RULES

PAGE = "docs/prosessit/ohjeet/testi.md"
TWO = page("## Otsikko\n\n**Auki.\n")


def check(capsys: pytest.CaptureFixture[str], root: object, *arguments: str) -> tuple[int, str, str]:
    code = main(["check", "--juuri", str(root), "--today", str(TODAY), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_checks_can_be_selected_and_ignored(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({PAGE: TWO})
    _, out, _ = check(capsys, root, "--select", "loose-emphasis")
    assert "[loose-emphasis]" in out
    assert "[heading-without-id]" not in out
    _, out, _ = check(capsys, root, "--ignore", "loose-emphasis, heading-without-id")
    assert out.startswith("Kunnossa")


def test_an_unknown_check_is_misuse(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site()
    for option in ("--select", "--ignore", "--explain"):
        code, _, err = check(capsys, root, option, "loose-emphasi")
        assert code == 2
        assert "tarkoititko loose-emphasis?" in err


def test_every_rule_is_listed_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(rule.name for rule in RULES)
    assert len(CHECKS) >= 45


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_explained(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = rule.name  # type: ignore[attr-defined]
    assert main(["check", "--explain", name]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"{name} (")
    assert "Väärin:" in text
    assert "Oikein:" in text
    assert len(name.split("-")) >= 2 or name == "not-utf8"


def exception(name: str, reason: str) -> str:
    return f"poikkeukset:\n  - tarkistus: {name}\n    syy: {reason}\n"


def test_an_exception_with_its_reason_is_respected(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    given = exception("loose-emphasis", "Sivu näyttää, miltä tähdet näyttävät.")
    root = make_site({PAGE: page("**Auki.\n", extra=given)})
    assert check(capsys, root)[:2] == (0, "Kunnossa: ei virheitä eikä huomioita.\n")


def test_an_exception_without_a_reason_is_refused(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({PAGE: page("**Auki.\n", extra="poikkeukset:\n  - tarkistus: loose-emphasis\n")})
    code, out, _ = check(capsys, root)
    assert code == 1
    assert "[missing-field]" in out
    assert "syy" in out


def test_nothing_is_excepted_from_reading(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    given = exception("missing-original", "Käännös tuli ennen suomenkielistä sivua.")
    root = make_site({PAGE: page(extra=given)})
    code, out, _ = check(capsys, root)
    assert code == 1
    assert "ei voi poiketa" in out


def test_a_translation_has_exceptions_of_its_own(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    given = exception("loose-emphasis", "Sivu näyttää, miltä tähdet näyttävät.")
    swedish = "---\notsikko: Test\nkuvaus: En sida.\npaivitetty: 2026-11-01\n{}---\n**Auki.\n"
    files = {PAGE: page("**Auki.\n", extra=given), PAGE.replace(".md", ".sv.md"): swedish.format("")}
    code, out, _ = check(capsys, make_site(files))
    assert (code, out.count("[loose-emphasis]")) == (1, 1)
    files[PAGE.replace(".md", ".sv.md")] = swedish.format(given)
    assert check(capsys, make_site(files))[0] == 0


@pytest.mark.parametrize("page", PAGES)
def test_the_guide_says_what_the_manuals_say(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert text == with_manuals(text, page), "run: make ohje"


def test_the_guide_has_every_rule() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    assert all(f"### {rule.name} {{#{rule.name}}}" in text for rule in RULES)
