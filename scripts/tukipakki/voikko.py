"""Voikko's analysis of a Finnish word form: the only module that imports pyvoikko."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from typing import Any

from tukipakki.model import UNKNOWN_WORD, Word

_TAG = re.compile(r"\[[^\]]*\]")
_ROOT = re.compile(r"\[Xp\]([^\[]*)\[X\]")
# Where a compound is joined: between words, and inside a word that the lexicon holds whole.
_JOINTS = frozenset({"[Bc]", "[Bm]"})
# From the tag to the tag that ends it stands what is not written: the lemma and the like.
_UNWRITTEN = frozenset({"[Xp]", "[Xr]", "[Xs]", "[Xj]"})


def available() -> bool:
    """Whether Voikko is on this machine: it has no wheels for every one."""
    return find_spec("pyvoikko") is not None


def analyse(form: str) -> Word:
    """What Voikko knows of a form in small letters; unknown also where Voikko is not installed."""
    return _word(form, _readings(form)) or _after_number(form) or UNKNOWN_WORD


def _word(form: str, readings: list[Any]) -> Word | None:
    if not readings:
        return None
    likeliest = _structure(min(readings, key=_unlikely).FSTOUTPUT)
    kept = [reading for reading in readings if _structure(reading.FSTOUTPUT) == likeliest]
    lemmas = _unique(_plain(reading.BASEFORM) for reading in kept)
    parts = _unique(_plain(part.BASEFORM) for reading in kept for part in reading.COMPOUND_PARTS or ())
    roots = _unique(_plain(root) for reading in kept for root in _ROOT.findall(reading.FSTOUTPUT))
    return Word(
        lemmas,
        likeliest if "".join(likeliest) == form else (form,),
        parts,
        tuple(root for root in roots if root not in {*lemmas, *parts}),
        "".join(sorted({_flag(reading) for reading in kept})),
    )


def _unlikely(reading: Any) -> tuple[int, int]:
    """A word cut into fewer parts is likelier (*aikuinen*), then one with fewer derivations."""
    return len(_structure(reading.FSTOUTPUT)), reading.FSTOUTPUT.count("[Xj]")


def _after_number(form: str) -> Word | None:
    """A word that stands only after a number: *12-vuotias*."""
    word = _word(f"1-{form}", _readings(f"1-{form}"))
    if word is None or len(word.structure) < 2:
        return None
    lemmas = tuple(lemma.removeprefix("1-") for lemma in word.lemmas)
    return Word(lemmas, word.structure[1:], word.parts[2:], word.bases, word.flags)


def _readings(form: str) -> list[Any]:
    try:
        return list(_library()(form)) if available() else []
    except (ValueError, IndexError, KeyError):  # a form that the library cannot cut up
        return []


@cache
def _library() -> Any:
    from pyvoikko import analyse

    return analyse


def _unique(words: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _plain(lemma: str) -> str:
    """A lemma in small letters without the lexicon's marks."""
    return lemma.lower().replace("=", "").replace("--", "-").rstrip("-")


def _structure(output: str) -> tuple[str, ...]:
    """The written form cut at its joints, from `[Ln][Xp]lapsi[X]la[Sg][Nm]sten[Bh][Bc]…`."""
    parts = [""]
    written = True
    position = 0
    for tag in _TAG.finditer(output):
        if written:
            parts[-1] += output[position : tag.start()]
        position = tag.end()
        if tag[0] in _UNWRITTEN:
            written = False
        elif tag[0] == "[X]":
            written = True
        elif tag[0] in _JOINTS and parts[-1]:
            parts.append("")
    parts[-1] += output[position:] if written else ""
    return tuple(part for part in parts if part)


def _flag(reading: Any) -> str:
    """`p` for a passive verb, `n` for one that needs *ei*, `t` for a passive participle."""
    if reading.PERSON == "4":
        return "n" if reading.NEGATIVE == "true" else "p"
    past = reading.PARTICIPLE == "past_passive" and reading.SIJAMUOTO == "nimento"
    return "t" if past else ""
