"""Keeps the words of the language cases in the base site's table, for machines without Voikko.

Run it after a change of those cases: `python -m tests.case_words`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import BASE, CASE_DAY
from tukipakki.model import Site
from tukipakki.parse.lemmas import Lemmas, format_table
from tukipakki.read import LEMMA_TABLE, read_site
from tukipakki.word_table import site_words

CASES = Path(__file__).parent / "cases"


def language_sites(folder: Path) -> Iterator[Site]:
    """The sites of every case that has a client's page, laid over the base in a folder."""
    for number, case in enumerate(sorted(CASES.glob("*/*"))):
        if any(case.glob("docs/asiakkaille/*.md")):
            root = folder / str(number)
            shutil.copytree(BASE, root)
            shutil.copytree(case, root, dirs_exist_ok=True)
            yield read_site(root, CASE_DAY)


def client_forms(site: Site) -> list[str]:
    """Word forms of a site's pages for clients."""
    return [form for form, path, _ in site_words(site) if path.startswith("docs/asiakkaille/")]


def main() -> None:
    """Write the table anew."""
    raw = {}
    with tempfile.TemporaryDirectory() as folder:
        for site in language_sites(Path(folder)):
            assert isinstance(site.lemmas, Lemmas)
            for form in client_forms(site):
                site.lemmas[form]
            raw.update(site.lemmas.raw)
    file = BASE / LEMMA_TABLE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(format_table(raw), encoding="utf-8")


if __name__ == "__main__":
    main()
