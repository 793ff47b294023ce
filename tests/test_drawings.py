"""The drawings kept for platforms without the engine are those of today's pages."""

from __future__ import annotations

from tukipakki.drawings import drawings_of
from tukipakki.engine import CachedEngine
from tukipakki.model import Site
from tukipakki.parse.diagrams import parse_diagram
from tukipakki.render.diagrams import draw
from tukipakki.render.insertions import insert


def test_kept_drawings_are_current(real_site: Site) -> None:
    assert dict(real_site.drawings) == dict(drawings_of(real_site)), "run: tukipakki kaaviot"


def test_every_drawing_can_be_shown_without_the_engine(real_site: Site) -> None:
    kept = CachedEngine(real_site.drawings)
    for page in real_site.pages.values():
        for fence in page.fences:
            if fence.language == "mermaid":
                source = insert(fence.source, real_site, page.lang, html=False)
                diagram = parse_diagram(kept, source, path=page.path, line=fence.line, lang=page.lang)
                assert draw(kept, diagram).startswith("<svg")
