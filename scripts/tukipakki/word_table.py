"""Keeps the lemma table of data/haku/ and lists the words that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import TYPES, word_fields
from tukipakki.parse.citable import ADDRESSES, shown_words
from tukipakki.parse.lemmas import Lemmas, format_table
from tukipakki.parse.words import forms, prose_only
from tukipakki.read import LEMMA_TABLE

NO_VOIKKO = (
    "Uusia sanoja on, mutta Voikkoa ei voi asentaa tähän Pythoniin; aja komento Python-versiolla "
    "3.11, 3.12 tai 3.13."
)
# Files of data/ by the register that holds them, where their words are names or sentences.
_FILES = {
    "deadlines": "data/maaraajat.yml",
    "services": "data/palvelut.yml",
    "roles": "data/roolit.yml",
    "sentences": "data/vakiolauseet.yml",
    "statutes": "data/saadokset.yml",
    "terms": "data/termit.yml",
    "numbers": "data/luvut.yml",
}
# How alike a slip and the right word are at least.
_NEAR = 0.85
Place = tuple[str, str, int]


class VoikkoMissing(Exception):
    """New words cannot be analysed on this machine; the message is one Finnish sentence."""


def site_words(site: Site) -> Iterator[Place]:
    """Every Finnish word form of pages and registers with its file and line, in order."""
    for key in sorted(site.pages):
        if key[1] == ORIGINAL:
            yield from _page_words(site.pages[key])
    for name, path in _FILES.items():
        for ident, item in getattr(site.data, name).items():
            line = site.data.lines.get((path, ident), 1)
            yield from _words(" ".join(_finnish(item)), path, line)
    for name, region in site.data.regions.items():
        yield from _words(" ".join(_finnish(region)), f"data/alueet/{name}.yml", 1)


def _page_words(page: Page) -> Iterator[Place]:
    yield from _words(page.front.otsikko, page.path, page.line_of("otsikko"))
    for key, text in shown_words(page.front, tuple(sorted(page.own)), ADDRESSES):
        name = key.partition(".")[0]
        if name in _worded(page):
            yield from _words(text, page.path, page.line_of(name))
    for number, text in page.prose_lines:
        yield from _words(text, page.path, number)


def _worded(page: Page) -> frozenset[str]:
    return frozenset(word_fields(TYPES[page.type].schema)) - {"otsikko"}


def _words(text: str, path: str, line: int) -> Iterator[Place]:
    for form in forms(prose_only(text)):
        yield form, path, line


def _finnish(value: Any) -> Iterator[str]:
    """Every Finnish text of an item of a register."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _finnish(item)
    elif hasattr(type(value), "model_fields"):
        text = getattr(value, ORIGINAL, None)
        if isinstance(text, str):
            yield text
            return
        for name in type(value).model_fields:
            yield from _finnish(getattr(value, name))


def table_text(site: Site) -> str:
    """The table that holds just the words of the site and what was needed to know them."""
    return format_table(_asked(site).raw)


def missing_words(site: Site) -> tuple[str, ...]:
    """Words that the table lacks though the site needs them, sorted."""
    lemmas = _asked(site)
    return tuple(sorted(lemmas.raw.keys() - lemmas.table.keys()))


def _asked(site: Site) -> Lemmas:
    """The words of the site, each asked for just now."""
    lemmas = site.lemmas
    assert isinstance(lemmas, Lemmas)
    lemmas.forget()
    for form, _, _ in site_words(site):
        lemmas[form]
    return lemmas


def save_table(site: Site, *, with_voikko: bool) -> int:
    """Write the table anew; gives the number of word forms.

    Args:
        with_voikko: whether there is a Voikko that can tell of new words.

    Raises:
        VoikkoMissing: there are new words, and nothing here to analyse them.
    """
    if not with_voikko and missing_words(site):
        raise VoikkoMissing(NO_VOIKKO)
    text = table_text(site)
    file = Path(site.root) / LEMMA_TABLE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return text.count("\n") - 1


def unknown_words(site: Site) -> str:
    """Words that nobody knows: each place on its own line, with the word that may be meant."""
    places: dict[str, dict[str, None]] = {}
    known: set[str] = set()
    for form, path, line in site_words(site):
        if site.lemmas[form].known:
            known.add(form)
        else:
            places.setdefault(form, {})[f"{path}:{line}"] = None
    return "\n".join(
        f"{place}: {form}{_meant(form, sorted(known))}" for form in sorted(places) for place in places[form]
    )


def _meant(form: str, known: list[str]) -> str:
    near = get_close_matches(form, known, n=1, cutoff=_NEAR)
    return f" (tarkoititko ”{near[0]}”?)" if near else ""
