"""Tiny sites for tests, and the real site built once for all of them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from tests.libraries import ensure_libraries
from tukipakki.build import build
from tukipakki.model import Site
from tukipakki.read import read_site

# Not before the newest page of this site, which the tests look at as it is.
TODAY = date(2026, 11, 28)
# The day on which the tiny sites in cases/ are looked at; their dates are counted from it.
CASE_DAY = date(2026, 11, 25)
ROOT = Path(__file__).parent.parent
BASE = Path(__file__).parent / "pohja"
# A page of the small project that tests may change.
SMALL_PAGE = "docs/prosessit/ohjeet/maaraajat.md"

FRONT = """\
otsikko: {title}
kuvaus: Sivu, jota testataan.
kohderyhma: [tyontekija]
vastuutaho: toimitus
paivitetty: 2026-11-01
tila: luonnos
"""

MakeSite = Callable[[Mapping[str, str]], Path]


def page(body: str = "Tekstiä.\n", *, title: str = "Testisivu", extra: str = "") -> str:
    """Text of a page of type sivusto or tyoohje."""
    return f"---\n{FRONT.format(title=title)}{extra}---\n{body}"


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """A project folder with the base site and the given files (path -> text) on top."""

    def make(files: Mapping[str, str] = {}) -> Path:
        root = tmp_path / "sivusto"
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        for path, text in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return root

    return make


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site of few pages and one language with the looks and data of this one, so that it builds fast."""
    root = tmp_path / "projekti"
    for folder in ("data", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    # They lead to pages that are not here.
    for name in ("testit", "synonyymit"):
        (root / f"data/haku/{name}.yml").unlink()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    one_language = re.sub(r"\n +- locale: (?:sv|en)\n +name: \w+", "", settings)
    (root / "mkdocs.yml").write_text(one_language, encoding="utf-8")
    shutil.copytree(BASE / "docs", root / "docs")
    # What every page leads to.
    with (root / "docs/apua-heti.md").open("a", encoding="utf-8") as file:
        file.write("\n## Alueet {#alueet}\n\nSoita omalle alueellesi.\n")
    (root / "docs/sanasto.md").write_text(page(title="Sanasto"), encoding="utf-8")
    (root / SMALL_PAGE).write_text(page(title="Määräajat"), encoding="utf-8")
    return root


@pytest.fixture(scope="session", autouse=True)
def libraries(tmp_path_factory: pytest.TempPathFactory) -> None:
    """axe-core, installed once before any of the test processes needs them."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "npm.lock"):
        ensure_libraries(ROOT)


@pytest.fixture(scope="session")
def real_site() -> Site:
    """The site of this repository, on a fixed day."""
    return read_site(ROOT, TODAY)


@pytest.fixture(scope="session")
def built(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all test processes."""
    # The parent is one test run's only under xdist; without it, it holds the sites of earlier runs.
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    out = shared / "site"
    with FileLock(shared / "site.lock"):
        if not out.is_dir():
            result = build(real_site, out, lambda _: None)
            assert result.ok, "\n".join(map(str, result.findings))
    return out
