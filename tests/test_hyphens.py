"""Long words may be cut in headings and table cells, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from tukipakki.model import Site
from tukipakki.render.hyphenation import hyphenate_page
from tukipakki.render.hyphens import SOFT_HYPHEN

LONG = "lastensuojeluilmoitus"
CUT = LONG.replace("suojelu", f"{SOFT_HYPHEN}suojelu{SOFT_HYPHEN}")


def test_only_headings_and_cells_are_cut(real_site: Site) -> None:
    page = (
        f"<!doctype html><title>{LONG}</title><!-- <h1> {LONG} --><h2 id='{LONG}' title='a > {LONG}'>"
        f"Uusi <b>{LONG}</b></h2><p>{LONG}</p><table><tr><th>{LONG}</th>"
        f'<td data-l="{LONG}"><code>{LONG}</code> {LONG}</td></tr></table><p>{LONG} < 3</p>'
    )
    expected = (
        f"<!doctype html><title>{LONG}</title><!-- <h1> {LONG} --><h2 id='{LONG}' title='a > {LONG}'>"
        f"Uusi <b>{CUT}</b></h2><p>{LONG}</p><table><tr><th>{CUT}</th>"
        f'<td data-l="{LONG}"><code>{LONG}</code> {CUT}</td></tr></table><p>{LONG} < 3</p>'
    )
    assert hyphenate_page(page, real_site.lemmas) == expected


def test_short_words_and_other_characters_stay(real_site: Site) -> None:
    page = "<h1>Lastensuojelu ja https://esimerkki.fi/lastensuojeluilmoitus &auml; 26 §</h1>"
    assert hyphenate_page(page, real_site.lemmas) == page


def test_titles_names_and_indexes_keep_their_words_whole(built: Path) -> None:
    cut = 0
    for file in built.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        cut += SOFT_HYPHEN in text
        for whole in re.findall(
            r"<title>.*?</title>|<meta [^>]*>|=\"[^\"]*\"|<nav.*?</nav>", text, re.DOTALL
        ):
            assert SOFT_HYPHEN not in whole, (file, whole)
    assert cut > 10
    for index in built.glob("assets/haku/*.json"):
        assert SOFT_HYPHEN not in index.read_text(encoding="utf-8")
