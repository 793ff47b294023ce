"""Finds the names of a list in running text, also when Finnish inflects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Case endings after a stem, with the vowel that may join them and the suffixes that may follow.
_ENDING = re.compile(
    r"[aeiouyäöå]{0,2}(?:n|ta|tä|a|ä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|tta|ttä|h[aeiouyäö]n|"
    r"seen|t|en|iin|jen|ien|s|ksen|kset|a|lta)?(?:kin|kaan|kään|ko|kö|han|hän|ni|si|nsa|nsä)?|['’](?:s|n|in|lle)"
)
# Strong grade and weak grade of the last consonant.
_GRADES = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nt", "nn"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("k", ""),
    ("p", "v"),
    ("t", "d"),
)
_GAP = " \t\n\u00a0"
_VOWELS = "aeiouyäöå"


def stems(name: str) -> tuple[str, ...]:
    """Beginnings that the inflected forms of a name share: meikäläinen -> meikäläinen, meikäläis, …"""
    found = [name]
    if name.endswith("nen"):
        return (name, f"{name[:-3]}s")
    body = name.rstrip(_VOWELS)
    last = name[len(body) :]
    if len(last) == 1 and len(body) > 2:
        weak = next(
            (body.removesuffix(strong) + soft for strong, soft in _GRADES if body.endswith(strong)), ""
        )
        for form in (body, weak):
            if len(form) > 1:
                # Niemi : Niemen, Mäki : Mäen; other vowels stay.
                found += [form + last, *([form + "e"] if last == "i" else [])]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Name:
    """The parts of a name before its last, the stems of the last, and what may stand between them."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    between: str = _GAP


class NameIndex:
    """Names by the beginnings of their words, so that each word of a text is looked up once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[_Name]] = {}
        for name in names:
            parts = tuple(_WORD.findall(name.casefold()))
            if not parts:
                continue
            self._add(_Name(parts[:-1], stems(parts[-1])))
            if len(parts) > 1:
                turned = (parts[-1], *parts[:-1])
                self._add(_Name(turned[:-1], stems(turned[-1]), _GAP + ","))

    def _add(self, name: _Name) -> None:
        # A single word may be inflected itself; of several, the first stands as it is.
        for key in {name.first[0]} if name.first else {stem[:3] for stem in name.last}:
            self._names.setdefault(key, []).append(name)

    def places(self, text: str) -> Iterator[int]:
        """Where names begin, in order."""
        folded = text.casefold() if len(text.casefold()) == len(text) else text.lower()
        words = list(_WORD.finditer(folded))
        for number, word in enumerate(words):
            names = (*self._names.get(word[0], ()), *self._names.get(word[0][:3], ()))
            if any(_stands(name, words, number, folded) for name in names):
                yield word.start()


def _stands(name: _Name, words: list[re.Match[str]], number: int, text: str) -> bool:
    parts = words[number : number + len(name.first) + 1]
    if len(parts) <= len(name.first) or any(p[0] != f for p, f in zip(parts, name.first, strict=False)):
        return False
    gaps = (text[a.end() : b.start()] for a, b in pairwise(parts))
    return all(len(gap) < 4 and not gap.strip(name.between) for gap in gaps) and _inflected(
        parts[-1][0], name.last
    )


def _inflected(word: str, of: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) and _ENDING.fullmatch(word, len(stem)) for stem in of)
