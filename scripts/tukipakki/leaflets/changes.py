"""What differs between two editions of a leaflet, said to its reader."""

from __future__ import annotations

from collections.abc import Iterator

from tukipakki.leaflets.shown import HELP, LEAD, STATE, WORDS, Shown
from tukipakki.model import Site
from tukipakki.parse.registers import Edition
from tukipakki.render.words import word

_PARTS = {LEAD: "leaflet.lead_changed", HELP: "leaflet.help_changed", WORDS: "leaflet.words_changed"}

_STATES = {"luonnos": "leaflet.state_draft", "tarkistettu": "leaflet.state_reviewed"}


def changes(site: Site, last: Edition, shown: Shown) -> Iterator[str]:
    """One sentence for each deadline and part that is new, gone or other than it was."""
    lang = shown.page.lang
    if last.poistettu is not None:
        yield word(site, lang, "leaflet.returned")
    for ident, words in shown.deadlines.items():
        before = last.maaraajat.get(ident, words)
        if before != words:
            yield word(site, lang, "leaflet.deadline_changed", old=before, new=words)
    if shown.parts[STATE] != last.osat.get(STATE):
        yield word(site, lang, _STATES[shown.page.front.tila])
    for name, value in shown.parts.items():
        before = last.osat.get(name, "")
        if before == value or name == STATE:
            continue
        if name in _PARTS:
            yield word(site, lang, _PARTS[name])
        else:
            yield word(site, lang, "leaflet.part_changed" if before else "leaflet.part_new", part=name)
    for name in last.osat:
        if name not in shown.parts and name not in _PARTS:
            yield word(site, lang, "leaflet.part_gone", part=name)
