"""Words of the interface and dates, in the reader's language."""

from __future__ import annotations

from datetime import date
from html import escape

from tukipakki.model import Site

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ur"})


def word(site: Site, lang: str, key: str, **values: object) -> str:
    """An interface word; `{name}` in it is replaced by the value of `name`.

    Raises:
        KeyError: overrides/sanat.yml has no such word in this language.
    """
    text = site.words[key][lang]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def day(moment: date) -> str:
    """23.11.2026, the same in all three languages."""
    return f"{moment.day}.{moment.month}.{moment.year}"


def day_html(moment: date) -> str:
    """A date that machines read as well."""
    return f'<time datetime="{moment.isoformat()}">{escape(day(moment))}</time>'
