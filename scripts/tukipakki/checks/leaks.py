"""Passwords and keys that were left in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings, line_numbers
from tukipakki.model import Site

# What a secret is, a pattern for it, and beginnings without which no text has one: they are
# looked for first, since nearly all texts have none.
_SECRETS = tuple(
    (what, re.compile(pattern), tuple(needles.split("|")))
    for what, pattern, needles in (
        ("yksityinen avain", r"-----BEGIN (?:[A-Z]{2,10} ){0,3}PRIVATE KEY", "-----begin"),
        ("AWS-palvelun avain", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", "akia|asia"),
        (
            "GitHub-palvelun avain",
            r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})",
            "ghp_|gho_|ghu_|ghs_|ghr_|github_pat_",
        ),
        ("GitLab-palvelun avain", r"\bgl(?:pat|dt|rt|ptt)-[\w-]{20}", "glpat-|gldt-|glrt-|glptt-"),
        (
            "Slack-palvelun avain",
            r"\bxox[abeoprs]-[\w-]{10}|\bhooks\.slack\.com/services/\w",
            "xox|hooks.slack",
        ),
        (
            "palvelun avain",
            r"\bAIza[\w-]{35}|\beyJ[\w-]{10,400}\.eyJ[\w-]{10}|\bsk-[\w-]{32}",
            "aiza|.eyj|sk-",
        ),
        ("osoitteeseen kirjoitettu salasana", r"\bhttps?://[^\s/:@]{1,80}:[^\s/:@]{1,80}@", "://"),
        (
            "salasana",
            r"(?i)\b(?:password|passwd|salasana|lösenord|api[_-]?key|access[_-]?token|client[_-]?secret)"
            # A value, not a word of a sentence: in quotes, with a digit or after =.
            r"[\"']?[ \t]{0,3}(?:[:=][ \t]{0,3}(?:[\"'][^\"'\s]{4,80}[\"']|(?=[^\s\d]{0,40}\d)\S{5,80})"
            r"|=[ \t]{0,3}\S{5,80})",
            "passw|salasana|lösenord|key|token|secret",
        ),
    )
)


def leaked_secret(site: Site) -> Findings:
    """Tiedostossa on salasana tai palvelun avain.

    Väärin: salasana: (salasana)
    Oikein: Salasanan saa omalta esihenkilöltä.
    """
    for path, text in site.texts.items():
        found = sorted(_secrets(text))
        told = 0
        for line, (_, what) in zip(line_numbers(text, (start for start, _ in found)), found, strict=True):
            if line != told:
                told = line
                yield At(
                    path,
                    line,
                    f"Tässä on {what}; poista se ja vaihda se uuteen, sillä versionhallinta muistaa vanhan.",
                )


def _secrets(text: str) -> Iterator[tuple[int, str]]:
    small = text.lower()
    for what, pattern, needles in _SECRETS:
        if any(needle in small for needle in needles):
            yield from ((match.start(), what) for match in pattern.finditer(text))
