"""The translations' list of work, and the stamp that says which text one was compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tukipakki.history import NoHistory, changes_since
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import STAMP
from tukipakki.parse.fingerprint import fingerprint
from tukipakki.parse.page import PageFaults, parse_page
from tukipakki.render.words import day
from tukipakki.translated import State, pairs, state_of

_NAMES = {"sv": "ruotsi", "en": "englanti"}
_LINE_END = re.compile(r"\r\n|\r|\n")


class CannotStamp(Exception):
    """A stamp cannot be written; the message is one Finnish sentence."""


def stamp(site: Site, paths: Sequence[str], everything: bool = False) -> tuple[str, ...]:
    """Write into translations which text of the original they were compared with.

    Only the line of that field changes. Returns the files that changed.

    Raises:
        CannotStamp: a path is no translation, or its file cannot be written.
    """
    known = {page.path: (original, page) for original, page in pairs(site)}
    wanted = sorted(known) if everything else [_relative(site, path) for path in paths]
    for path in wanted:
        if path not in known:
            raise CannotStamp(
                f"{path} ei ole käännös; kirjoita käännöksen polku, esimerkiksi docs/tietoa.sv.md."
            )
    return tuple(path for path in wanted if _stamp(site, *known[path]))


def _relative(site: Site, path: str) -> str:
    """A path from the project's root, whether given from there, from here or as a whole."""
    root = Path(site.root)
    place = root / path if (root / path).is_file() else Path(path).resolve()
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else path


def _stamp(site: Site, original: Page, page: Page) -> bool:
    wanted = fingerprint(original)
    if page.stamp == wanted:
        return False
    file = Path(site.root) / page.path
    try:
        raw = file.read_bytes().decode("utf-8")
        file.write_bytes(_stamped(raw, page, wanted).encode("utf-8"))
    except OSError as error:
        raise CannotStamp(f"Tiedostoa {page.path} ei voi muuttaa ({error.strerror}).") from None
    return True


def _stamped(text: str, page: Page, wanted: str) -> str:
    """The text with the stamp in the place of the old one, or below the day of the update."""
    lines = _LINE_END.split(text)
    ends = [*_LINE_END.findall(text), ""]
    new = f"{STAMP}: {wanted}"
    if STAMP in page.lines:
        lines[page.lines[STAMP] - 1] = new
    else:
        at = page.lines["paivitetty"]
        lines.insert(at, new)
        ends.insert(at - 1, ends[at - 1])
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def translations_report(site: Site) -> str:
    """Each language: how many translations are up to date, behind, unstamped or missing, and which."""
    blocks = [_language(site, lang) for lang in site.languages if lang != ORIGINAL]
    return "\n\n".join("\n".join(block) for block in blocks)


def _language(site: Site, lang: str) -> Iterator[str]:
    originals = list(site.published(ORIGINAL))
    by_state: dict[State, list[tuple[Page, Page]]] = {state: [] for state in State}
    for original, page in pairs(site):
        if page.lang == lang:
            by_state[state_of(original, page)].append((original, page))
    missing = [page for page in originals if site.page(page.slug, lang) is None]
    yield (
        f"{_NAMES.get(lang, lang).capitalize()}: ajan tasalla {len(by_state[State.CURRENT])}, jäljessä "
        f"{len(by_state[State.BEHIND])}, ei tiedossa {len(by_state[State.UNKNOWN])}, puuttuu {len(missing)}."
    )
    if by_state[State.BEHIND]:
        yield "Jäljessä:"
    for original, page in by_state[State.BEHIND]:
        yield f"  {page.path} (uusi leima {fingerprint(original)})"
        yield from (f"    {line}" for line in _changes(site, original, page))
    if by_state[State.UNKNOWN]:
        yield f"Ei tiedossa, mihin tekstiin verrattu (kenttä {STAMP} puuttuu):"
    for original, page in by_state[State.UNKNOWN]:
        yield f"  {page.path} (leima {fingerprint(original)})"
    if missing:
        yield "Puuttuu:"
    yield from (f"  {page.path}" for page in missing)


def _changes(site: Site, original: Page, page: Page) -> list[str]:
    """What has changed in the original since the translation was stamped, or why that cannot be told."""
    if page.stamp is None:
        return [
            f"Leimaa ei ole: suomenkielinen sivu on päivitetty {day(original.front.paivitetty)}, käännös "
            f"{day(page.front.paivitetty)}."
        ]

    def is_it(text: str) -> bool:
        try:
            old = parse_page(text.replace("\r\n", "\n"), original.path, original.slug, ORIGINAL, None)
        except PageFaults:
            return False
        return fingerprint(old) == page.stamp

    try:
        return changes_since(Path(site.root), original.path, is_it).splitlines()
    except NoHistory as reason:
        return [f"Muutoksia ei voi näyttää: {reason}."]
