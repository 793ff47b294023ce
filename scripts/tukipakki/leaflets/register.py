"""Writes data/lehtiset.yml: every edition that has ever been given out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tukipakki.leaflets.editions import REGISTER, Editions
from tukipakki.model import Site
from tukipakki.parse.registers import Edition

_HEAD = """\
# Jokainen lehtinen, joka on koskaan annettu, ja sen koodi. Tämän kirjoittaa komento tukipakki lehtiset.
# Rivejä ei poisteta: sivu /lehtinen/KOODI/ kertoo vanhan lehtisen lukijalle, mikä on sen tilalla.
# Kentän muutos (mitä lukijalle muuttui edelliseen verrattuna) saa kirjoittaa paremmin.
"""


def save_register(site: Site, editions: Editions) -> None:
    """Write the register anew with the editions that it lacked."""
    file = Path(site.root) / REGISTER
    file.write_text(register_text(editions), encoding="utf-8", newline="\n")


def register_text(editions: Editions) -> str:
    """The register, by leaflet; the editions of one leaflet in the order in which they came."""
    order = {code: number for number, code in enumerate(editions.all)}
    last = {(edition.sivu, edition.kieli): edition.id for edition in editions.all.values()}
    rows = sorted(editions.all.values(), key=lambda each: (each.sivu, each.kieli, order[each.id]))
    blocks = ("\n".join(_lines(each, newest=each.id in last.values())) for each in rows)
    return _HEAD + ("\n".join(blocks) + "\n" if rows else "[]\n")


def _lines(edition: Edition, *, newest: bool) -> Iterator[str]:
    yield f"- id: {_quoted(edition.id)}"
    yield f"  sivu: {edition.sivu}"
    yield f"  kieli: {edition.kieli}"
    yield f"  pvm: {edition.pvm}"
    yield f"  otsikko: {_quoted(edition.otsikko)}"
    yield f"  tiiviste: {edition.tiiviste}"
    if edition.muutos:
        yield "  muutos:"
        yield from (f"    - {_quoted(text)}" for text in edition.muutos)
    if newest:
        for name in ("osat", "maaraajat"):
            if values := getattr(edition, name):
                yield f"  {name}:"
                yield from (f"    {_quoted(key)}: {_quoted(value)}" for key, value in values.items())
    if edition.poistettu is not None:
        yield f"  poistettu: {edition.poistettu}"


def _quoted(text: str) -> str:
    """A string of JSON is one of YAML as well."""
    return json.dumps(text, ensure_ascii=False)
