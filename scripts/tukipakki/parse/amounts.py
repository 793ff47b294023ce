"""Numbers with a unit of time in running text: `7 arkipäivää`, `tre månader`, `30-day`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

# What a unit of data/maaraajat.yml looks like; ordinals and cases included.
UNITS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "arkipaiva": r"arkipäiv\w*|arkipv",
        "koulun-tyopaiva": r"työpäiv\w*|koulupäiv\w*",
        "paiva": r"päiv\w*|pv|vrk|vuorokau\w*|vuorokaut\w*",
        "kuukausi": r"kuukau\w*|kk",
        "vuosi": r"vuo(?:si|tta|den|de\w+)|v",
        "ika": r"vuo(?:tta|tia\w*|den|teen)|v",
        "tunti": r"tun(?:ti|ni)\w*|h",
    },
    "sv": {
        "arkipaiva": r"vardag\w*|arbetsdag\w*",
        "koulun-tyopaiva": r"arbetsdag\w*|skoldag\w*",
        "paiva": r"dag(?:ar|en|arna|ars)?|dygn",
        "kuukausi": r"månad\w*|mån",
        "vuosi": r"år(?:et)?",
        "ika": r"år(?:ig\w*|s)?",
        "tunti": r"timm\w+|h",
    },
    "en": {
        "arkipaiva": r"(?:working|business|week)[- ]?days?",
        "koulun-tyopaiva": r"(?:working|school)[- ]?days?",
        "paiva": r"(?:calendar )?days?",
        "kuukausi": r"months?",
        "vuosi": r"years?",
        "ika": r"years?(?: old| of age)?",
        "tunti": r"hours?",
    },
}
# Beginnings of spelled numbers; only those that time limits have.
_WORDS: Mapping[str, Mapping[str, int]] = {
    "fi": {
        r"kolmekymmen\w+|kolmenkymmen\w+|kolmanne\w*kymmen\w+": 30,
        r"kolm\w+": 3,
        r"seitsem\w+": 7,
    },
    "sv": {r"trettio\w*": 30, r"tre|tredje": 3, r"sju|sjunde": 7},
    "en": {r"thirty|thirtieth": 30, r"three|third": 3, r"seven|seventh": 7},
}
# Words by which a spelled number sets a limit.
_LIMITS: Mapping[str, re.Pattern[str]] = {
    "fi": re.compile(
        r"\b(?:viimeistään|enintään|korkeintaan|kuluessa|kuluttua|sisällä|välein|mennessä)\b", re.IGNORECASE
    ),
    "sv": re.compile(r"\b(?:senast|högst|inom|var tredje)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:within|no later than|not later than|at most|by the|every (?:three|3))\b", re.IGNORECASE
    ),
}
_SENTENCE_END = re.compile(r"[.!?:;]\s+(?=[A-ZÅÄÖ”“\"*\[{])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A typed number with its unit; `sentence` is the one that it stands in."""

    value: int
    unit: str
    text: str
    start: int
    sentence: str


def amounts(text: str, lang: str) -> Iterator[Amount]:
    """Amounts in digits, and those in words that set a limit."""
    if lang not in UNITS:
        return
    for sentence, offset in sentences(text):
        limited = _LIMITS[lang].search(sentence) is not None
        for match in _pattern(lang).finditer(sentence):
            spelled = match["digits"] is None
            if spelled and not limited:
                continue
            value = _value(match, lang)
            for unit, look in UNITS[lang].items():
                if re.fullmatch(look, match["unit"], re.IGNORECASE):
                    yield Amount(value, unit, match[0], offset + match.start(), sentence)


def sentences(text: str) -> Iterator[tuple[str, int]]:
    """Sentences with their offsets; an abbreviation's point ends none, since no capital follows."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.end()], start
        start = end.end()
    yield text[start:], start


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    units = "|".join(UNITS[lang].values())
    words = "|".join(_WORDS[lang])
    return re.compile(
        rf"(?<![\w.,:/–-])(?<!\d[ \u00a0])(?:(?P<digits>\d{{1,3}})(?:\.|:[a-zåäö]+|th|rd)?|(?P<word>{words}))"
        rf"[ \u00a0\n-]{{1,2}}(?P<unit>{units})(?!\w)",
        re.IGNORECASE,
    )


def _value(match: re.Match[str], lang: str) -> int:
    if match["digits"] is not None:
        return int(match["digits"])
    return next(
        value for look, value in _WORDS[lang].items() if re.fullmatch(look, match["word"], re.IGNORECASE)
    )
