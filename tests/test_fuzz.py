"""Whatever a file holds: findings and no traceback, and an end in a time that an editor waits."""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import BASE, ROOT, TODAY, page
from tests.hostile import HOSTILE, PLACE
from tukipakki.checks import run_checks
from tukipakki.model import Finding, Level
from tukipakki.read import read_site

REAL = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").rglob("*.md"))]
ODD = [
    "[",
    "](",
    "![",
    "{",
    "}",
    "{maaraaika:",
    "`",
    "```",
    "~~~",
    "<!--",
    "-->",
    "<b",
    "|",
    "***",
    "__",
    "§",
    "26 §",
]
ODD += [
    "\0",
    "\x02",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\u00a0",
    "\t",
    "\r",
    "\r\n",
    "\n\n",
    "---\n",
    "...",
    "&a",
    "*a",
    "!!",
]
ODD += [
    "😀",
    "e\u0301",
    "\u202e",
    ": ",
    "- ",
    "# ",
    "    ",
    "> ",
    "!!! note",
    ":   ",
    "\\",
    '"',
    "'",
    "%",
    "\U0010ffff",
]
# What a page that cannot be read at all is told; nothing else is said about it then.
UNREADABLE = re.compile(r"front-matter-|empty-page|unclosed-|not-utf8|large-file")
QUICK = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=3000)
# CPU seconds: all of it takes 20 to 40.
LIMIT = 90


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base site, in which one page is written over and over."""
    folder = tmp_path_factory.mktemp("fuzz") / "sivusto"
    shutil.copytree(BASE, folder)
    (folder / PLACE).parent.mkdir(parents=True, exist_ok=True)
    return folder


def survive(root: Path, content: bytes) -> tuple[Finding, ...]:
    """Findings of the page; a page that cannot be read has exactly one."""
    (root / PLACE).write_bytes(content)
    found = tuple(finding for finding in run_checks(read_site(root, TODAY)) if finding.path == PLACE)
    if any(UNREADABLE.match(finding.check) for finding in found):
        assert len(found) == 1, found
    for finding in found:
        assert finding.message.strip()
        assert finding.line >= 1
    return found


def mutate(text: str, seed: int) -> str:
    """A page after a few accidents: cut, doubled, swapped, odd characters, deeper indentation."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        lines = text.split("\n")
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((1, 3, 20, 200, 2000)))
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        accident = chance.randrange(6)
        if accident == 0:
            text = text[:start] + text[end:]
        elif accident == 1:
            text = text[:end] + text[start:end] * chance.randint(1, 3) + text[end:]
        elif accident == 2:
            lines[first], lines[second] = lines[second], lines[first]
            text = "\n".join(lines)
        elif accident == 3:
            text = text[:start] + chance.choice(ODD) * chance.choice((1, 2, 30)) + text[start:]
        elif accident == 4:
            depth = "    " * chance.randint(1, 12)
            text = "\n".join([*lines[:first], *(depth + line for line in lines[first:])])
        else:
            other = chance.choice(REAL)
            text = text[:start] + other[: chance.randrange(len(other))]
    return text


mutated = st.builds(mutate, st.sampled_from(REAL), st.integers(0, 2**32))
composed = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=12)), max_size=60).map("".join)
bodies = st.one_of(st.text(max_size=400), composed).map(lambda body: page(body))
fronts = st.one_of(st.text(max_size=200), composed).map(lambda front: f"---\n{front}\n---\nTekstiä.\n")
pages = st.one_of(mutated, bodies, fronts, st.text(max_size=200)).map(
    lambda text: text.encode("utf-8", "ignore")
)
contents = st.one_of(pages, st.binary(max_size=300))


@QUICK
@given(content=contents)
def test_odd_pages_give_findings(content: bytes, root: Path) -> None:
    survive(root, content)


@pytest.mark.kaikki
@LONG
@given(content=contents)
def test_many_odd_pages_give_findings(content: bytes, root: Path) -> None:
    survive(root, content)


@QUICK
@given(
    seed=st.integers(0, 2**32), name=st.sampled_from(sorted(f.name for f in (BASE / "data").glob("*.yml")))
)
def test_odd_registers_give_findings(seed: int, name: str, root: Path) -> None:
    original = (BASE / "data" / name).read_text(encoding="utf-8")
    try:
        (root / "data" / name).write_bytes(mutate(original, seed).encode("utf-8", "ignore"))
        run_checks(read_site(root, TODAY))
    finally:
        (root / "data" / name).write_text(original, encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "---\notsikko: [\n---\n[x](puuttuu.md)\n",
        "---\notsikko: x\n",
        "Teksti [x](puuttuu.md)\n",
        "",
        page() + "\n```\n[x](puuttuu.md)\n",
        page() + "\n<!-- [x](puuttuu.md)\n",
        "---\na: &a x\nb: *a\n---\n## Otsikko\n",
    ],
)
def test_a_page_that_cannot_be_parsed_gives_one_finding(text: str, root: Path) -> None:
    assert len(survive(root, text.encode())) == 1


def _only_some_time() -> None:
    """CPU seconds and not those of the clock: a busy machine is no fault of ours."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def run(arguments: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_only_some_time,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), str(ROOT)])},
    )


def test_hostile_texts_are_refused_or_rendered_soon() -> None:
    """All of them one after another in one process, which is killed when its time is up."""
    result = run(["tests.hostile"])
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    assert len(result.stdout.splitlines()) == len(HOSTILE)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A copy of this project in which a page can be spoiled and the site built."""
    root = tmp_path / "projekti"
    for folder in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy2(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def build_with(root: Path, text: str) -> subprocess.CompletedProcess[str]:
    (root / PLACE).parent.mkdir(parents=True, exist_ok=True)
    (root / PLACE).write_text(text, encoding="utf-8")
    return run(["tukipakki", "build", "--juuri", str(root), "--today", str(TODAY)])


def assert_told(result: subprocess.CompletedProcess[str]) -> None:
    """Built, or refused with findings; never killed, never a traceback."""
    assert result.returncode in (0, 1), result.stderr[-2000:]
    assert "Traceback" not in result.stderr
    if result.returncode:
        assert re.search(rf"^{re.escape(PLACE)}:\d+: .+ \[[a-z0-9-]+\]$", result.stderr, re.MULTILINE)


def test_the_command_refuses_twenty_thousand_brackets(whole: Path) -> None:
    result = build_with(whole, HOSTILE["20 kB of ["])
    assert_told(result)
    assert "[open-brackets]" in result.stderr


@pytest.mark.kaikki
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_every_hostile_text_through_the_command(name: str, whole: Path) -> None:
    assert_told(build_with(whole, HOSTILE[name]))


def test_no_error_level_is_lost(root: Path) -> None:
    """The reading of a page that is refused says so with an error, else it would be built."""
    found = survive(root, HOSTILE["YAML bomb"].encode())
    assert [finding.level for finding in found] == [Level.ERROR]
