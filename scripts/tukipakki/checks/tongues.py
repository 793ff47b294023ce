"""The language that a text is in, known by the small words that every text has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tukipakki.checks.at import At, Findings
from tukipakki.model import Page, Passage, Site

# Words that are in no other language of the site.
_SMALL: Mapping[str, frozenset[str]] = {
    lang: frozenset(words.split("|"))
    for lang, words in {
        "fi": "ja|ei|että|kun|jos|tai|ovat|hän|mutta|myös|joka|ole|voi|sekä|niin|kuin|mitä",
        "sv": "och|att|det|som|är|inte|för|om|av|med|på|du|ett|eller|till|hur|när|din",
        "en": "the|and|of|to|is|you|that|for|not|with|are|or|if|when|how|your|this",
    }.items()
}
_TOLD = {"fi": "suomea", "sv": "ruotsia", "en": "englantia"}
_WORD = re.compile(r"[^\W\d_]+")
# Names of sources are in the language of the source.
_SOURCES = frozenset({"lahdeluettelo", "lahde"})
ENOUGH = 3


def wrong_language(site: Site) -> Findings:
    """Kappale on eri kieltä kuin sivu.

    Ruudunlukija lukee sen väärin ääntäen, eikä lukija saa sitä, minkä kielivalikko lupasi. Yksittäisen
    vieraskielisen kohdan voi merkitä: `<span lang="fi">…</span>`.

    Väärin: suomenkielinen kappale tiedostossa tietoa.sv.md
    Oikein: sama kappale ruotsiksi
    """
    for page in site.pages.values():
        found = [(passage, lang) for passage in page.passages if (lang := _other_language(page, passage))]
        if found:
            passage, lang = found[0]
            more = f" (samoin {len(found) - 1} muuta)" if len(found) > 1 else ""
            yield At(
                page.path,
                passage.line,
                f"Kappale{more} on {_TOLD[lang]}, mutta sivun kieli on {_TOLD[page.lang]}; käännä se.",
            )


def _other_language(page: Page, passage: Passage) -> str | None:
    """The language of a passage that has small words of it and none of the page's own."""
    own = _SMALL.get(page.lang)
    if own is None or passage.kind == "drawing" or passage.field.partition(".")[0] in _SOURCES:
        return None
    words = [word.lower() for word in _WORD.findall(passage.text)]
    if any(word in own for word in words):
        return None
    counts = {lang: sum(word in small for word in words) for lang, small in _SMALL.items()}
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] >= ENOUGH else None
