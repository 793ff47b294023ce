"""Repairs: only what the checks approve of afterwards is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import TODAY, MakeSite, page
from tukipakki.__main__ import main

PAGE = "docs/prosessit/ohjeet/testi.md"

SPOILED = """\
# Ylin otsikko {#ylin}

Ota mukaan:
• avain
• kortti

## Ilman tunnusta

Katso [tietoa](../../Tietoa.md) (LSL § 26).
"""
MENDED = """\
## Ylin otsikko {#ylin}

Ota mukaan:

- avain
- kortti

## Ilman tunnusta {#ilman-tunnusta}

Katso [tietoa](../../tietoa.md) (LSL 26 §).
"""


def fix(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["check", "--juuri", str(root), "--today", str(TODAY), "--fix", *arguments])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_safe_repairs_are_made_and_leave_nothing_behind(
    ends: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site()
    (root / PAGE).write_bytes(page(SPOILED).replace("\n", ends).encode())
    code, said = fix(root, capsys)
    assert code == 0
    assert (root / PAGE).read_bytes().decode() == page(MENDED).replace("\n", ends)
    assert f"Korjattu {PAGE}:9 [skipped-level]" in said


def test_a_repair_that_brings_a_new_fault_is_not_made(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two headings of the same words would get the same id."""
    text = page("## Sama\n\nTekstiä.\n\n## Sama {#sama}\n\nTekstiä.\n")
    root = make_site({PAGE: text})
    code, said = fix(root, capsys)
    assert code == 1
    assert (root / PAGE).read_text(encoding="utf-8") == text
    assert "Korjattu 0 kohtaa." in said


def test_only_what_was_chosen_is_repaired(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({PAGE: page(SPOILED)})
    fix(root, capsys, "--select", "wrong-case-link")
    assert (root / PAGE).read_text(encoding="utf-8") == page(SPOILED.replace("Tietoa.md", "tietoa.md"))
    other = "docs/tietoa.md"
    before = (root / PAGE).read_text(encoding="utf-8")
    fix(root, capsys, other)
    assert (root / PAGE).read_text(encoding="utf-8") == before


def test_a_clean_site_is_left_alone(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site()
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert fix(root, capsys)[0] == 0
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before
