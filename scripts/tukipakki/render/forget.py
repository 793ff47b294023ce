"""The block `{lista:poista-kaikki}`: a button that empties what the site has left in the browser."""

from __future__ import annotations

import json
from html import escape

from tukipakki.model import Site
from tukipakki.render.words import word


def forget_html(site: Site, lang: str, here: str) -> str:
    """On one line, so that Markdown leaves it alone; the script shows the button where it works."""
    words = {
        "nothing": word(site, lang, "forget.nothing"),
        "found": word(site, lang, "forget.found"),
        "failed": word(site, lang, "forget.failed"),
    }
    return (
        f'<div class="tp-forget" data-tp-forget data-words="{escape(json.dumps(words, ensure_ascii=False))}">'
        f'<button class="tp-btn" type="button" hidden>{escape(word(site, lang, "forget.button"))}</button>'
        '<p role="status"></p></div>'
    )
