"""Contrasts of the colour tokens, counted from the style sheet itself."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

TOKENS = (ROOT / "overrides/assets/css/tokens.css").read_text(encoding="utf-8")
_COLOUR = re.compile(r"--tp-([\w-]+): (#[0-9A-Fa-f]{3,6});")

# Text on ground, as the components pair them. AAA for all of it: client pages are made of these.
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "accent", "accent-strong", "amber", "red")
        for ground in ("paper", "surface")
    ),
    *((ink, "sunk") for ink in ("ink", "ink-2", "accent", "accent-strong")),
    *((ink, "accent-soft") for ink in ("ink", "ink-2", "accent", "amber")),
    ("ink", "amber-soft"),
    ("amber", "amber-soft"),
    ("ink", "red-soft"),
    ("red", "red-soft"),
    ("ink", "mark"),
    ("on-accent", "accent"),
    ("strip-ink", "strip"),
    ("strip-red-ink", "strip-red"),
    ("paper", "ink"),
]
# Frames and signs without which a part is not told apart from its ground.
LINES = [
    ("line-strong", "paper"),
    ("line-strong", "surface"),
    ("line-strong", "sunk"),
    ("amber-line", "paper"),
    ("red-line", "paper"),
    ("accent", "paper"),
    ("strip-ink", "strip"),
]


def _block(start: str) -> dict[str, str]:
    """Colours of the first `:root` after a text."""
    begin = TOKENS.index(":root", TOKENS.index(start))
    return dict(_COLOUR.findall(TOKENS[begin : TOKENS.index("}", begin)]))


LIGHT = _block(":root")
SCHEMES = {
    "light": LIGHT,
    "dark": LIGHT | _block("prefers-color-scheme: dark"),
    "print": LIGHT | _block("@media print"),
}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#FFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_aaa_contrast(scheme: str) -> None:
    colours = SCHEMES[scheme]
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert {pair: value for pair, value in found.items() if value < 7} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_are_told_from_their_ground(scheme: str) -> None:
    colours = SCHEMES[scheme]
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in LINES}
    assert {pair: value for pair, value in found.items() if value < 3} == {}
