"""Every check, on a bad and a good case compared exactly both ways."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import BASE, CASE_DAY
from tukipakki.checks import CHECKS, run_checks
from tukipakki.read import read_site

CASES = Path(__file__).parent / "cases"
# An arrow at the end of a line names the check that must see it; several are parted by commas.
# Where no comment fits on the line, as in a drawing, `^-` on the next line points up.
ARROW = re.compile(r"(?:<!--|#|%%)\s*(?P<way><-|\^-)\s*(?P<names>[a-z0-9, -]+?)\s*(?:-->)?$")
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def expected(root: Path) -> set[tuple[str, int, str]]:
    """Findings that the arrows of a case announce."""
    marks = set()
    # A picture has no lines to mark: the case tells its findings as the tool would print them.
    told = root / "odotettu.txt"
    for line in told.read_text(encoding="utf-8").splitlines() if told.is_file() else ():
        place, number, check = line.split(":")
        marks.add((place, int(number), check.strip()))
    for file in sorted(root.rglob("*")):
        if file.suffix not in {".md", ".yml", ".csv", ".svg"}:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if match := ARROW.search(line):
                place = file.relative_to(root).as_posix()
                at = number if match["way"] == "<-" else number - 1
                marks |= {(place, at, name.strip()) for name in match["names"].split(",")}
    return marks


def found(case: Path, tmp_path: Path) -> tuple[set[tuple[str, int, str]], set[tuple[str, int, str]]]:
    """Announced and seen findings of a case laid over the base site."""
    root = tmp_path / "sivusto"
    shutil.copytree(BASE, root)
    shutil.copytree(case, root, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as environment:
        if (root / "nimet.txt").is_file():
            environment.setenv("TUKIPAKKI_NIMET", str(root / "nimet.txt"))
        findings = run_checks(read_site(root, CASE_DAY))
    return expected(root), {(f.path, f.line, f.check) for f in findings}


@pytest.mark.parametrize("name", NAMES)
def test_bad_case_is_found_exactly_where_the_arrows_point(name: str, tmp_path: Path) -> None:
    announced, seen = found(CASES / name / "huono", tmp_path)
    assert any(check == name for _, _, check in announced), "a bad case must announce its check"
    assert seen == announced


@pytest.mark.parametrize("name", NAMES)
def test_good_case_has_no_findings(name: str, tmp_path: Path) -> None:
    announced, seen = found(CASES / name / "hyva", tmp_path)
    assert announced == set()
    assert seen == set()


def test_every_check_has_a_case() -> None:
    assert {check.name for check in CHECKS} <= set(NAMES)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_docstring_is_the_editors_manual(check: object) -> None:
    text = check.run.__doc__ or ""  # type: ignore[attr-defined]
    assert "Väärin:" in text
    assert "Oikein:" in text
    assert len(check.name.split("-")) >= 2  # type: ignore[attr-defined]
