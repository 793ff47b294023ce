"""Spaces that must not break: between a section and its sign, between a statute and its section."""

from __future__ import annotations

import re

_TIES = (
    # 26 § · 38 a § · 25–26 §
    (re.compile(r"(?<=\d) (?=(?:[a-z] )?§)"), "\N{NO-BREAK SPACE}"),
    (re.compile(r"(?<=[0-9\N{NO-BREAK SPACE}][a-z]) (?=§)"), "\N{NO-BREAK SPACE}"),
    # LSL 26 · BskL 26 · 703/2023 56 · § 3 mom
    (re.compile(r"\b(LSL|SHL|BskL|SVL|\d{1,4}/\d{4}) (?=\d)"), "\\1\N{NO-BREAK SPACE}"),
    (re.compile(r"§ (?=\d+ mom)"), "§\N{NO-BREAK SPACE}"),
    (re.compile(r"(?<=\d) (?=mom\b)"), "\N{NO-BREAK SPACE}"),
    (re.compile(r"\b(section|sections) (?=\d)"), "\\1\N{NO-BREAK SPACE}"),
)


def tied(text: str) -> str:
    """The text with no-break spaces in its citations."""
    for pattern, replacement in _TIES:
        text = pattern.sub(replacement, text)
    return text
