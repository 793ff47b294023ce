"""The editions of every leaflet: those in the register, and those that it lacks yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tukipakki.leaflets.changes import changes
from tukipakki.leaflets.shown import Shown, leaflet_pages, shown_of
from tukipakki.model import Site
from tukipakki.parse.registers import Edition

REGISTER = "data/lehtiset.yml"
# Neither letters that look like digits nor vowels, which would make words.
_SIGNS = "23456789bcdfhjkmnprstvwxz"
_LENGTH = 6
Key = tuple[str, str]


@dataclass(frozen=True)
class Editions:
    """Every edition by its code in the order in which they came, and what each leaflet shows today.

    `pending` are the codes that the register lacks, `withdrawn` those of leaflets that are no more
    though the register does not say so.
    """

    all: Mapping[str, Edition]
    shown: Mapping[Key, Shown]
    pending: tuple[str, ...]
    withdrawn: tuple[str, ...]

    def of(self, key: Key) -> tuple[Edition, ...]:
        """Editions of a leaflet, the oldest first."""
        return tuple(edition for edition in self.all.values() if _key(edition) == key)

    def current(self, key: Key) -> Edition | None:
        """The edition of a leaflet that is given out today."""
        return self.of(key)[-1] if key in self.shown else None


def keeps_editions(site: Site) -> bool:
    """Whether the site has a register of leaflets at all."""
    return REGISTER in site.texts


def editions_of(site: Site) -> Editions:
    """The editions of a site; a leaflet whose text is not in the register gets its code here."""
    found: dict[str, Edition] = dict(site.data.editions)
    shown = {(page.slug, page.lang): shown_of(site, page) for page in leaflet_pages(site)}
    newest = {_key(edition): edition for edition in found.values()}
    pending = []
    for key, each in shown.items():
        last = newest.get(key)
        if last is not None and last.tiiviste == each.digest and last.poistettu is None:
            continue
        earlier = sum(_key(edition) == key for edition in found.values())
        edition = _edition(site, each, last, earlier, found)
        found[edition.id] = edition
        pending.append(edition.id)
    gone = [edition for key, edition in newest.items() if key not in shown and edition.poistettu is None]
    for edition in gone:
        found[edition.id] = edition.model_copy(update={"poistettu": site.today})
    return Editions(found, shown, tuple(pending), tuple(edition.id for edition in gone))


def _key(edition: Edition) -> Key:
    return edition.sivu, edition.kieli


def _edition(
    site: Site, shown: Shown, last: Edition | None, earlier: int, taken: Mapping[str, Edition]
) -> Edition:
    page = shown.page
    code = next(
        code for code in _codes(f"{page.slug} {page.lang} {shown.digest} {earlier}") if code not in taken
    )
    return Edition(
        id=code,
        sivu=page.slug,
        kieli=page.lang,
        pvm=_day(site.today, last),
        otsikko=shown.title,
        tiiviste=shown.digest,
        muutos=list(changes(site, last, shown)) if last else [],
        osat=dict(shown.parts),
        maaraajat=dict(shown.deadlines),
    )


def _day(today: date, last: Edition | None) -> date:
    """An edition is never older than the one before it."""
    return max(today, last.pvm) if last else today


def _codes(text: str) -> Iterator[str]:
    """Codes for a text; the second is for the case that another leaflet has the first."""
    number = 0
    while True:
        value = int.from_bytes(hashlib.sha256(f"{text} {number}".encode()).digest()[:8])
        signs = []
        for _ in range(_LENGTH):
            value, sign = divmod(value, len(_SIGNS))
            signs.append(_SIGNS[sign])
        yield "".join(signs)
        number += 1
