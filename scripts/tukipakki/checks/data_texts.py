"""Sentences of data/ that readers see, as passages of their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tukipakki.model import Passage, Site

# Fields with the words of a fact; those of one row are read together, as they are shown.
_FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "deadlines": ("data/maaraajat.yml", ("sanoin", "saanto", "alkaa", "laskenta", "ratkaisematta")),
    "services": ("data/palvelut.yml", ("nimi", "kenelle", "lisatieto", "chat")),
    "terms": ("data/termit.yml", ("nimi", "selitys")),
    "numbers": ("data/luvut.yml", ("mita", "aika")),
    "roles": ("data/roolit.yml", ("nimi",)),
}


def data_passages(site: Site) -> Iterator[tuple[str, str, Passage]]:
    """File, language and text; the line is that of the fact."""
    for register, (path, fields) in _FIELDS.items():
        for ident, item in getattr(site.data, register).items():
            line = site.data.lines.get((path, ident), 1)
            yield from _of(site, path, line, [getattr(item, name) for name in fields])
    for words in site.data.sentences.values():
        yield from _of(site, "data/vakiolauseet.yml", 1, [words])
    for ident, region in site.data.regions.items():
        lines = [line.lisatieto for line in (region.sosiaalipaivystys, region.neuvonta) if line]
        yield from _of(site, f"data/alueet/{ident}.yml", 1, [region.nimi, region.huomio, *lines])


def _of(site: Site, path: str, line: int, words: Iterable[Any]) -> Iterator[tuple[str, str, Passage]]:
    given = [item for item in words if item is not None]
    for lang in site.languages:
        yield path, lang, Passage(" ".join(item[lang] for item in given), line, "data", -1, "data")
