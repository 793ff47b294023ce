"""Keeps the drawings of every diagram in data/kaaviot/, for machines without the engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tukipakki.engine import entry, key, merman_engine
from tukipakki.model import Site
from tukipakki.processes import steps_of
from tukipakki.render.insertions import insert
from tukipakki.render.process_diagram import process_source


def drawings_of(site: Site) -> Mapping[str, Mapping[str, Any]]:
    """A cache entry for each drawing of the published pages, by its key."""
    drawer = merman_engine()
    steps = {
        process_source(page, site).text for page in site.pages.values() if page.published and steps_of(page)
    }
    sources = steps | {
        insert(fence.source, site, page.lang, html=False)
        for page in site.pages.values()
        if page.published
        for fence in page.fences
        if fence.language == "mermaid"
    }
    return {key(source): entry(source, drawer) for source in sorted(sources)}


def save_drawings(site: Site) -> int:
    """Write the cache anew and take away what no page uses; gives the number of drawings."""
    folder = Path(site.root) / "data" / "kaaviot"
    folder.mkdir(parents=True, exist_ok=True)
    drawings = drawings_of(site)
    for old in folder.glob("*.json"):
        if old.stem not in drawings:
            old.unlink()
    for name, drawing in drawings.items():
        text = json.dumps(drawing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return len(drawings)
