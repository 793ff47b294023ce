"""The names by which running text calls the statutes of the register, in every inflected form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

_SPACE = re.compile(r"\s+")
# A word, or the number of a statute.
_TOKEN = re.compile(r"(?<![\w/.])\d{1,4}/\d{4}(?![\w/])|[^\W\d_]+")
# "Act 703/2023", "laki 612/2021": the word belongs to the name.
_BEFORE_NUMBER = re.compile(r"\b(?:Act|Decree|[Ll]a(?:ki|in|issa)|[Aa]setu(?:s|ksen)|[Ll]ag(?:en)?)\s$")

_CASES = {
    "fi": (
        *("", "n", "a", "ä", "ta", "tä", "na", "nä", "in", "en", "een", "lle", "ksi", "tta", "ttä"),
        *("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä"),
    ),
    "sv": ("", "s", "en", "ens", "et", "ets"),
    "en": ("",),
}
# The head word of a long name in the cases that citations need, and the same after its attribute.
_HEADS = {
    "laki": ("laki", "lain", "lakia", "laissa", "laista", "lakiin", "lailla"),
    "asetus": ("asetus", "asetuksen", "asetusta", "asetuksessa", "asetuksesta", "asetukseen"),
    **dict.fromkeys(("lag", "lagen"), ("lag", "lagen", "lagens")),
    **dict.fromkeys(("förordning", "förordningen"), ("förordning", "förordningen", "förordningens")),
}
_GIVEN = {
    "laki": ("annettu laki", "annetun lain", "annettua lakia", "annetussa laissa", "annettuun lakiin"),
    "asetus": ("annettu asetus", "annetun asetuksen", "annetussa asetuksessa"),
}
# The stem that cases are put to, by the end of the name.
_OBLIQUE = {
    "fi": (("laki", "lai"), ("asetus", "asetukse"), ("kaari", "kaare")),
    "sv": (("lagen", "lag"), ("balken", "balk"), ("förordningen", "förordning")),
    "en": (),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a statute is called in one language."""

    statute: str
    lang: str
    name: str
    abbreviation: str | None
    stems: tuple[str, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Name:
    """A statute named in a text."""

    statute: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Looks up names word by word, so that the cost does not grow with the number of statutes."""

    words: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = field(default_factory=dict)

    def names(self, text: str) -> tuple[Name, ...]:
        """Every name in a text, in order; `lastensuojelulaki (417/2007)` is one."""
        found: list[Name] = []
        for name in self._single(text):
            last = found[-1] if found else None
            end = _joined(text, last, name) if last and last.statute == name.statute else None
            if last and end:
                found[-1] = Name(last.statute, last.start, end)
            else:
                found.append(name)
        return tuple(found)

    def _single(self, text: str) -> Iterator[Name]:
        position = 0
        for token in _TOKEN.finditer(text):
            if token.start() < position:
                continue
            name = self._phrase(text, token) or self._word(text, token)
            if name is not None:
                position = name.end
                yield name

    def _phrase(self, text: str, token: re.Match[str]) -> Name | None:
        for pattern, statute in self.phrases.get(token[0].lower(), ()):
            if match := pattern.match(text, token.start()):
                return Name(statute, token.start(), match.end())
        return None

    def _word(self, text: str, token: re.Match[str]) -> Name | None:
        word = token[0]
        if statute := self.numbers.get(word):
            prefix = _BEFORE_NUMBER.search(text, max(0, token.start() - 20), token.start())
            return Name(statute, prefix.start() if prefix else token.start(), token.end())
        found = self.abbreviations.get(word) or self.words.get(word.lower())
        return Name(found, token.start(), token.end()) if found else None


def _joined(text: str, first: Name, second: Name) -> int | None:
    """Where two names of a statute end when they are one: the second is in brackets or follows at once."""
    gap = text[first.end : second.start]
    if gap in (" ", "\u00a0"):
        return second.end
    if gap in (" (", "\u00a0(") and text[second.end : second.end + 1] == ")":
        return second.end + 1
    return None


def lexicon_of(entries: Iterable[Entry]) -> Lexicon:
    """A lexicon in which earlier entries win: give those of the reader's language first."""
    words: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    numbers: dict[str, str] = {}
    phrases: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for entry in entries:
        numbers.setdefault(entry.number, entry.statute)
        if entry.abbreviation:
            abbreviations.setdefault(entry.abbreviation, entry.statute)
        for form in _forms(entry):
            if form.isalpha():
                words.setdefault(form, entry.statute)
            else:
                first = re.match(r"[^\W\d_]+", form)
                assert first is not None, form
                phrases.setdefault(first[0], []).append((_pattern(form), entry.statute))
    # The longest first: "lag om klientavgifter" before "lag om klient".
    ordered = {key: tuple(sorted(found, key=lambda p: -len(p[0].pattern))) for key, found in phrases.items()}
    return Lexicon(words, abbreviations, numbers, ordered)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, form.split(" "))) + r"(?!\w)", re.IGNORECASE)


def _forms(entry: Entry) -> Iterator[str]:
    """Every form of a statute's name, in small letters."""
    name = _SPACE.sub(" ", entry.name).strip().lower()
    head, _, rest = name.partition(" ")
    if rest and head in _HEADS:
        yield from (f"{form} {rest}" for form in _HEADS[head])
        yield from (f"{rest} {form}" for form in _GIVEN.get(head, ()))
    else:
        for stem in _stems(name, entry.lang):
            yield from (stem + case for case in _CASES.get(entry.lang, ("",)))
    for stem in entry.stems:
        yield from (stem.lower() + case for case in _CASES.get(entry.lang, ("",)))


def _stems(name: str, lang: str) -> Iterator[str]:
    yield name
    oblique = _OBLIQUE.get(lang, ())
    yield from (name.removesuffix(end) + stem for end, stem in oblique if name.endswith(end))
