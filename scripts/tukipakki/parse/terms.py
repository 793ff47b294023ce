"""Finds terms in running text by their stems, inflected as each language inflects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

# What may follow a stem before the word ends. A compound goes on with another word, which no
# ending is, so that ”huostaanottopäätös” is not taken for ”huostaanotto”.
_FINNISH = (
    r"(?:n|t|ta|tä|a|ä|ja|jä|ia|iä|ita|itä|oja|öjä|jen|ien|iden|itten|tten|den|ten|in|een|seen|siin|ihin"
    r"|[aeiouyäö]n|h[aeiouyäö]n|i?(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi|kse|tta|ttä))?"
    r"(?:ni|si|n?s[aä]|mme|nne|[aeiouyäö]n)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"
)
_SWEDISH = r"(?:en|et|n|t|ar|or|er|r|a|arna|orna|erna|rna|na)?s?"
_ENGLISH = r"(?:es|s)?(?:['’]s?)?"
_ENDINGS = {"fi": _FINNISH, "sv": _SWEDISH, "en": _ENGLISH}
_NO_LETTER_AFTER = r"(?![\w-])"
_WORD_START = re.compile(r"(?<![\w-])\w")
# Letters by which patterns are looked up; no stem is shorter.
_KEY = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: which and from where to where."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the terms of a language; of two that start at the same place the longer one.

    Patterns stand by the first letters of their stems: hundreds of stems tried at every word would
    take most of the time of a build.
    """

    patterns: Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]

    def find(self, text: str) -> Iterator[Found]:
        """Terms of a text in order, none inside another."""
        position = 0
        for start in _WORD_START.finditer(text) if self.patterns else ():
            at = start.start()
            entry = self.patterns.get(text[at : at + _KEY].lower())
            if at < position or entry is None:
                continue
            pattern, terms = entry
            match = pattern.match(text, at)
            if match is not None and match.lastgroup is not None:
                position = match.end()
                yield Found(terms[int(match.lastgroup[1:])], at, position)


def finder(stems: Iterable[tuple[str, str]], lang: str) -> Finder:
    """A finder for (term, stem) pairs."""
    return _finder(tuple(stems), lang)


@cache
def _finder(stems: tuple[tuple[str, str], ...], lang: str) -> Finder:
    by_key: dict[str, list[tuple[str, str]]] = {}
    for term, stem in sorted(stems, key=lambda pair: (-len(pair[1]), pair)):
        by_key.setdefault(stem[:_KEY].lower(), []).append((term, stem))
    ending = _ENDINGS.get(lang, "")
    return Finder({key: _pattern(longest_first, ending) for key, longest_first in by_key.items()})


def _pattern(stems: list[tuple[str, str]], ending: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    choices = "|".join(f"(?P<t{n}>{_stem(stem, ending)})" for n, (_, stem) in enumerate(stems))
    return re.compile(choices), tuple(term for term, _ in stems)


def _stem(stem: str, ending: str) -> str:
    """A stem of one or more words, each of which may be inflected; a sentence may begin with it."""
    words = r"\s+".join(f"{re.escape(word)}{ending}" for word in stem.split())
    first = stem[0]
    if first.islower():
        words = f"[{first}{first.upper()}]{words[1:]}"
    return words + _NO_LETTER_AFTER
