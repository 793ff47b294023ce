"""A Diagram to a figure: the drawing, and the same steps as a list."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from tukipakki.engine import Engine
from tukipakki.model import Diagram, DiagramEdge, DiagramNode
from tukipakki.render.drawing import drawing

ARROW = "→"


def draw(engine: Engine, diagram: Diagram, *, ident: str = "kaavio") -> str:
    """The drawing as one SVG element, for a page whose style sheet has the colours.

    Raises:
        EngineError: neither the engine nor the cache can draw it.
    """
    names = f'role="img" aria-labelledby="{ident}-t {ident}-d"'
    return _svg(engine, diagram, ident, names, {})


def _svg(engine: Engine, diagram: Diagram, ident: str, names: str, ways_in: Mapping[str, str]) -> str:
    (left, top, width, height), inner = drawing(engine.svg(diagram.source), diagram, ident, ways_in)
    shown = inner if ways_in else f'<g aria-hidden="true">{inner}</g>'
    return (
        f'<svg class="tp-kaavio" viewBox="{left:g} {top:g} {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" {names}>'
        f'<title id="{ident}-t">{escape(diagram.title)}</title>'
        f'<desc id="{ident}-d">{escape(diagram.description)}</desc>'
        f"{shown}</svg>"
    )


def figure_html(engine: Engine, diagram: Diagram, *, ident: str, words: Mapping[str, str]) -> str:
    """The drawing in a frame that scrolls by keyboard, and its text version below it."""
    # Not the name of the drawing itself, which a screen reader tells right after it.
    name = escape(words["diagram.frame"].format(title=diagram.title))
    frame = f'<div class="tp-figure__scroll" tabindex="0" role="group" aria-label="{name}">'
    figure = _figure(frame, draw(engine, diagram, ident=ident), words)
    return figure + text_version(diagram, words) if diagram.nodes else figure


def linked_figure(
    engine: Engine, diagram: Diagram, ways_in: Mapping[str, str], *, ident: str, words: Mapping[str, str]
) -> str:
    """The drawing with its nodes as links; the frame needs no stop of its own, as the links scroll it.

    Args:
        ways_in: address that a node leads to, by its id.
    """
    names = f'role="group" aria-labelledby="{ident}-t" aria-describedby="{ident}-d"'
    drawn = _svg(engine, diagram, ident, names, ways_in)
    return _figure('<div class="tp-figure__scroll">', drawn, words)


def _figure(frame: str, drawn: str, words: Mapping[str, str]) -> str:
    hint = escape(words["diagram.scroll_hint"])
    return (
        f'<figure class="tp-figure" data-search-exclude><p class="tp-scrollhint">{hint}</p>'
        f"{frame}{drawn}</div></figure>"
    )


def text_version(diagram: Diagram, words: Mapping[str, str]) -> str:
    """Every node with the ways that lead on from it, in the order of the source."""
    steps = "".join(_step(node, diagram, words) for node in diagram.nodes)
    title = escape(words["diagram.as_text"])
    return f'<p class="tp-steps__title">{title}</p><ol class="tp-steps">{steps}</ol>'


def _step(node: DiagramNode, diagram: Diagram, words: Mapping[str, str]) -> str:
    first, *rest = (escape(line) for line in node.label_lines)
    details = "".join(f' <span class="tp-steps__detail">{line}</span>' for line in rest)
    ways = " ".join(f"<span>{escape(way)}</span>" for way in _ways(node, diagram, words))
    onward = f' <span class="tp-steps__go">{ways}</span>' if ways else ""
    classes = f' class="{" ".join(node.classes)}"' if node.classes else ""
    return f"<li{classes}><strong>{first}</strong>{details}{onward}</li>"


def _ways(node: DiagramNode, diagram: Diagram, words: Mapping[str, str]) -> list[str]:
    names = {other.id: other.label_lines[0] for other in diagram.nodes}
    ways = [
        f"{edge.label or words['diagram.leads_to']} {ARROW} {names[edge.target]}"
        for edge in diagram.edges
        if edge.source == node.id
    ]
    return ways or ([words["diagram.ends"]] if _ends(node, diagram.edges) else [])


def _ends(node: DiagramNode, edges: tuple[DiagramEdge, ...]) -> bool:
    """False for a node that is only told to somebody: dotted arrows carry information, not flow."""
    arrivals = [edge for edge in edges if edge.target == node.id]
    return not arrivals or not all(edge.dotted for edge in arrivals)
