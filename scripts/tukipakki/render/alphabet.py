"""Order and first letters of names in lists."""

from __future__ import annotations

import unicodedata


def sort_key(title: str) -> tuple[str, str]:
    """Order of Finnish and Swedish: å ä ö after z, other accents as their base letter."""
    folded = []
    for char in title.casefold():
        if char in "åäö":
            folded.append("{|}"["åäö".index(char)])
        else:
            folded.append(unicodedata.normalize("NFD", char)[0])
    return "".join(folded), title


def first_letter(name: str) -> str:
    """The letter under which a name stands."""
    return next((char for char in name if char.isalnum()), "#").upper()
