"""Words of a text to the terms they are found by: lemma, parts and root of a word, sections of law."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from tukipakki.cited import sections_of
from tukipakki.model import Page, Site, Word
from tukipakki.parse.citable import citations_of

# Cut as overrides/assets/js/etsi.js cuts a question.
WORD = re.compile(r"\d+/\d{4}|[^\W_]+(?:[-'’:][^\W_]+)*-?")
_STEMMED = {"sv": "swedish", "en": "english"}
# `päihde- ja mielenterveyspalvelut`: the first word lacks what the second ends with.
_SUSPENDED = re.compile(r"(?<![\w-])([^\W\d_]{3,})-,? (?:ja|tai|sekä|eli) ([^\W_]+(?:-[^\W_]+)*)")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Lemma:
    """A term with what it is made of and derived from."""

    term: str
    parts: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


Reader = Callable[[str], tuple[Lemma, ...]]


def folded(text: str) -> str:
    """Small letters and one kind of apostrophe, as a question is folded."""
    return text.lower().replace("’", "'")


def words_of(text: str) -> Iterator[str]:
    """Word forms of a text in small letters, numbers too."""
    for match in WORD.finditer(folded(text)):
        yield match[0].rstrip("-")


def reader(site: Site, lang: str, vocabulary: Mapping[str, int]) -> Reader:
    """What tells the lemmas of a form.

    Args:
        vocabulary: how often each form stands on the pages of a language without a lexicon: a
            compound is cut where both halves are words of their own.
    """
    if lang in _STEMMED:
        return cache(lambda form: _stemmed(form, lang, vocabulary))
    return cache(lambda form: _finnish(form, site.lemmas))


def _finnish(form: str, lemmas: Mapping[str, Word]) -> tuple[Lemma, ...]:
    if _NUMBER.search(form):
        return (Lemma(form),)
    word = lemmas[form]
    if not word.known:
        head, _, ending = form.rpartition(":")
        return (Lemma(head if head and ending else form),)
    lasts = [lemma for lemma in word.lemmas if "-" not in lemma[-1:]] or list(word.lemmas)
    parts = tuple(part.strip("-") for part in word.parts if part.strip("-") not in word.lemmas)
    return tuple(Lemma(lemma.replace("--", "-"), parts, word.bases) for lemma in lasts)


def _stemmed(form: str, lang: str, vocabulary: Mapping[str, int]) -> tuple[Lemma, ...]:
    stem = _stem(form.removesuffix("'s"), lang)
    return (
        Lemma(stem, tuple(_stem(part, lang) for part in _halves(form, vocabulary)) if lang == "sv" else ()),
    )


@cache
def _stemmer(lang: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMED[lang])


@cache
def _stem(form: str, lang: str) -> str:
    return str(_stemmer(lang).stemWord(form))


def _halves(form: str, vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    for cut in range(len(form) - 3, 3, -1):
        head, tail = form[:cut], form[cut:]
        if tail in vocabulary:
            for joint in ("", "s"):
                whole = head.removesuffix(joint)
                if (joint == "" or whole != head) and len(whole) > 3 and whole in vocabulary:
                    return whole, tail
    return ()


def suspended(text: str, read: Reader) -> Iterator[Lemma]:
    """The whole of each compound of which only the beginning is written: `päihdepalvelu`."""
    for match in _SUSPENDED.finditer(folded(text)):
        for lemma in read(match[2])[:1]:
            last = (lemma.parts or (lemma.term,))[-1]
            if last:
                yield Lemma(match[1] + last, (match[1], last))


def section_terms(text: str, page: Page, site: Site) -> Iterator[str]:
    """`§lsl 25c` and `§25c` for each section that a text cites, those inside a range too."""
    for citation in citations_of(text, 1, site.lexicons[page.lang], page.front.saados):
        for cited in sections_of(site, citation):
            key = cited.key.rpartition(":")[2].replace(" ", "")
            yield f"§{cited.statute.id} {key}"
            yield f"§{key}"
