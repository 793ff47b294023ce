"""The engine's SVG to neutral markup: geometry and class names, colours left to the style sheet."""

from __future__ import annotations

import base64
import itertools
import json
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from tukipakki.engine import LINE_HEIGHT, text_width
from tukipakki.model import Diagram, DiagramNode

_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_NODE_ID = re.compile(r"-flowchart-(.+)-\d+$")
_SHAPES = ("rect", "polygon", "circle", "ellipse", "path", "line", "polyline")
_OWN_ID = re.compile("^kaavio|(?<=#)kaavio")
_MIDDLE = "text-anchor:middle"
_BASELINE = 5.25
_BOLD = 1.09

# Attributes that make the drawing readable without our style sheet; any CSS rule is stronger.
_TEXT = 'font-family="Arial,\'Liberation Sans\',Helvetica,sans-serif" font-size="15"'
_EDGES = 'fill="none" stroke="#424C4B" stroke-width="1.5"'
_NODES = f'fill="#1D2625" stroke="#858072" stroke-width="1.25" {_TEXT}'
_LABELS = f'fill="#1D2625" stroke="none" font-weight="700" {_TEXT}'

_PLACE = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "dx", "dy", "transform", "viewBox")
_SIZE = ("width", "height", "rx", "ry", "r", "d", "points", "markerWidth", "markerHeight")
_MANNER = ("refX", "refY", "markerUnits", "orient", "marker-start", "marker-end")
_GEOMETRY = frozenset({*_PLACE, *_SIZE, *_MANNER, "dominant-baseline"})
_PLAIN = frozenset({"g", "text", "tspan", "defs", "marker", *_SHAPES})


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(slots=True)
class _Label:
    rows: list[str]
    x: float
    y: float

    def box(self, y: float | None = None) -> _Box:
        width = max(text_width(row) for row in self.rows) * _BOLD + 10
        height, middle = LINE_HEIGHT * len(self.rows) + 2, self.y if y is None else y
        return _Box(self.x - width / 2, middle - height / 2, self.x + width / 2, middle + height / 2)


@dataclass(frozen=True, slots=True)
class _Edge:
    path: str
    corners: tuple[tuple[float, float], ...]
    dotted: bool
    arrow: bool

    def segments(self) -> Iterator[_Box]:
        for (x1, y1), (x2, y2) in itertools.pairwise(self.corners):
            yield _Box(min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1)


def drawing(
    raw: str, diagram: Diagram, ident: str, ways_in: Mapping[str, str]
) -> tuple[tuple[float, ...], str]:
    """View box and inner markup of a drawing; ids in it start with `ident`.

    `ways_in` gives the address that a node leads to, by its id.
    """
    root = ET.fromstring(raw)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    left, top, width, height = _numbers(root.get("viewBox", "0 0 0 0"))
    flowchart = diagram.kind == "flowchart"
    inner = _flowchart(root, diagram, ident, ways_in) if flowchart else _other_kind(root, ident)
    return (left, top, math.ceil(width), math.ceil(height)), inner


def _flowchart(root: ET.Element, diagram: Diagram, ident: str, ways_in: Mapping[str, str]) -> str:
    groups = [group for group in root.iter("g") if group.get("class")]
    edges = [_edge(path) for path in root.iter("path") if "flowchart-link" in _classes(path)]
    labels = [_label(group) for group in groups if group.get("class") == "edgeLabel"]
    labels = [label for label in labels if label.rows]
    nodes = diagram.nodes
    found = {_node_id(group): group for group in groups if "node" in _classes(group)}
    boxes = [box for group in found.values() if (box := _box(group)) is not None]
    for label in labels:
        _move_to_source(label, labels, edges, boxes)
    # Around links, everything else is silent: the links tell the steps, and the list below the rest.
    hush = ' aria-hidden="true"' if ways_in else ""
    return "".join(
        (
            _arrow_head(ident),
            _group("clusters", _NODES + hush, (_cluster(g) for g in groups if "cluster" in _classes(g))),
            _group("edges", _EDGES + hush, (_edge_markup(edge, ident) for edge in edges)),
            # In the order of the source, which is that of reading: the keyboard follows it.
            _group("nodes", _NODES, (_linked(found, node, ways_in) for node in nodes)),
            _group("edgeLabels", _LABELS + hush, (_label_markup(label) for label in labels)),
        )
    )


def _group(name: str, attributes: str, parts: Iterator[str]) -> str:
    inner = "".join(parts)
    return f'<g class="{name}" {attributes}>{inner}</g>' if inner else ""


def _linked(found: Mapping[str, ET.Element], node: DiagramNode, ways_in: Mapping[str, str]) -> str:
    """A node, as a link when it leads somewhere; its name is its first line."""
    if node.id not in found:
        return ""
    markup = _node(found[node.id], node)
    if node.id not in ways_in:
        return markup
    title = f"<title>{escape(node.label_lines[0])}</title>"
    href = escape(ways_in[node.id])
    return f'<a class="tp-kaavio__vaihe" href="{href}">{title}<g aria-hidden="true">{markup}</g></a>'


def _arrow_head(ident: str) -> str:
    return (
        f'<defs><marker id="{ident}-nuoli" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="8" '
        'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        '<path class="arrowMarker" d="M0 0 10 5 0 10z"/></marker></defs>'
    )


def _edge(path: ET.Element) -> _Edge:
    points = json.loads(base64.b64decode(path.get("data-points", "W10=")))
    corners = _corners([(point["x"], point["y"]) for point in points])
    dotted = "edge-pattern-dotted" in _classes(path)
    return _Edge(_rounded(path.get("d", "")), corners, dotted, "marker-end" in path.attrib)


def _corners(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The points where a line turns; the engine also names those that it only passes."""
    turns = [
        here
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
        if not (abs(before[0] - here[0]) < 1 and abs(here[0] - after[0]) < 1)
    ]
    return (*points[:1], *turns, *points[-1:])


def _edge_markup(edge: _Edge, ident: str) -> str:
    kind = ' dotted" stroke-dasharray="2 5" stroke-linecap="round' if edge.dotted else ""
    head = f' marker-end="url(#{ident}-nuoli)"' if edge.arrow else ""
    return f'<path class="flowchart-link{kind}" d="{edge.path}"{head}/>'


def _label(group: ET.Element) -> _Label:
    x, y = _shift(group)
    return _Label(_rows(group), x, y)


def _label_markup(label: _Label) -> str:
    box = label.box()
    size = f'width="{_n(box.right - box.left)}" height="{_n(box.bottom - box.top)}"'
    plate = f'<rect x="{_n(box.left)}" y="{_n(box.top)}" {size} fill="#FFF"/>'
    return f'<g class="edgeLabel">{plate}{_text(label.rows, label.x, label.y)}</g>'


def _move_to_source(label: _Label, labels: list[_Label], edges: list[_Edge], boxes: list[_Box]) -> None:
    """Bring “Kyllä” near the decision when the engine hung it midway down a long line."""
    own = next(((edge, start) for edge in edges if (start := _hangs_on(edge, label))), None)
    if own is None:
        return
    edge, start = own
    taken = boxes + [other.box() for other in labels if other is not label]
    taken += [part for other in edges if other is not edge for part in other.segments()]
    down = 1 if label.y > start else -1
    nearest = start + down * (LINE_HEIGHT * len(label.rows) / 2 + 9)
    for step in range(int((label.y - nearest) * down) + 1):
        box = label.box(nearest + down * step)
        if not any(box.touches(other) for other in taken):
            label.y = nearest + down * step
            return


def _hangs_on(edge: _Edge, label: _Label) -> float | None:
    """Where the upright part of an edge starts that a label hangs on."""
    for (x1, y1), (x2, y2) in itertools.pairwise(edge.corners):
        if max(abs(x1 - x2), abs(x1 - label.x)) < 2 and min(y1, y2) < label.y < max(y1, y2):
            return y1
    return None


def _node(group: ET.Element, node: DiagramNode) -> str:
    x, y = _shift(group)
    classes = ["node", *(["paatos"] if node.shape == "diamond" else []), *node.classes]
    radius = 18 if node.shape == "round" or "loppu" in node.classes else 3
    shapes = "".join(_shape(part, radius) for part in group.iter() if part.tag in _SHAPES)
    lines = _lines(_rows(group), node.label_lines)
    marked = len(lines[-1]) if "maaraaika" in node.classes else 0
    text = _text([row for line in lines for row in line], 0, 0, marked)
    place = f'transform="translate({_n(x)} {_n(y)})"'
    return f'<g class="{" ".join(classes)}" {place}>{shapes}{text}</g>'


def _cluster(group: ET.Element) -> str:
    rect = next(group.iter("rect"))
    x, y, width = (float(rect.get(name, 0)) for name in ("x", "y", "width"))
    title = _text(_rows(group), x + width / 2, y + 16)
    return f'<g class="cluster">{_shape(rect, 3)}<g class="cluster-label">{title}</g></g>'


def _shape(shape: ET.Element, radius: int) -> str:
    """A shape of a node with its own shift worked into it."""
    dx, dy = _shift(shape)
    if shape.tag == "polygon":
        points = _numbers(shape.get("points", ""))
        moved = (v + (dy if i % 2 else dx) for i, v in enumerate(points))
        return f'<polygon points="{" ".join(_n(v) for v in moved)}" fill="none"/>'
    kept = {name: _rounded(v) for name, v in shape.items() if name in _GEOMETRY}
    if shape.tag == "rect":
        kept = {name: v for name, v in kept.items() if name != "ry"} | {"rx": str(radius)}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
    return f'<{shape.tag}{attributes} fill="none"/>'


def _text(rows: list[str], x: float, y: float, marked: int = 0) -> str:
    first = y + _BASELINE - (len(rows) - 1) / 2 * LINE_HEIGHT
    lines = "".join(
        f'<tspan x="{_n(x)}" y="{_n(first + number * LINE_HEIGHT)}"'
        + (' class="viimeinen">' if number >= len(rows) - marked else ">")
        + f"{escape(row, quote=False)}</tspan>"
        for number, row in enumerate(rows)
    )
    return f'<text text-anchor="middle" stroke="none">{lines}</text>'


def _rows(group: ET.Element) -> list[str]:
    spans = [span for span in group.iter("tspan") if "row" in _classes(span)]
    texts = (" ".join("".join(span.itertext()).split()) for span in spans)
    return [text for text in texts if text]


def _lines(rows: list[str], label_lines: tuple[str, ...]) -> list[list[str]]:
    """The rows of each line of a label, set anew so that none is left with a lonely word."""
    left, lines = list(rows), []
    for line in label_lines:
        count = next((n for n in range(1, len(left) + 1) if " ".join(left[:n]) == line), 0)
        if not count:
            return [[row] for row in rows]
        lines.append(_balanced(line, count))
        del left[:count]
    return lines


def _balanced(line: str, count: int) -> list[str]:
    """Words in `count` rows, the longest of them as short as can be."""
    words = line.split(" ")
    cuts = itertools.combinations(range(1, len(words)), count - 1)
    ways = ([" ".join(words[a:b]) for a, b in itertools.pairwise((0, *cut, len(words)))] for cut in cuts)
    return min(ways, key=lambda rows: max(text_width(row) for row in rows))


def _box(group: ET.Element) -> _Box | None:
    """Where a node stands, if its shape is one whose corners are plain to see."""
    for shape in group:
        if shape.tag == "rect":
            x, y, width, height = (float(shape.get(n, 0)) for n in ("x", "y", "width", "height"))
            xs, ys = [x, x + width], [y, y + height]
        elif shape.tag == "polygon":
            points = _numbers(shape.get("points", ""))
            xs, ys = points[::2], points[1::2]
        else:
            continue
        x, y = (a + b for a, b in zip(_shift(group), _shift(shape), strict=True))
        return _Box(x + min(xs), y + min(ys), x + max(xs), y + max(ys))
    return None


def _other_kind(root: ET.Element, ident: str) -> str:
    """Sequences, states and the rest: the same elements without colours, styles and symbols."""
    inner = "".join(_plain(child, ident) for child in root)
    return f'<g class="nodes" {_NODES}>{inner}</g>'


def _plain(element: ET.Element, ident: str) -> str:
    if element.tag not in _PLAIN:
        return ""
    inner = escape(element.text or "", quote=False) if element.tag in ("text", "tspan") else ""
    inner += "".join(_plain(child, ident) for child in element)
    kept = _plain_attributes(element)
    attributes = "".join(f' {name}="{escape(_OWN_ID.sub(ident, value))}"' for name, value in kept.items())
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>" if inner or attributes else ""


def _plain_attributes(element: ET.Element) -> dict[str, str]:
    kept = {n: v if n == "orient" else _rounded(v) for n, v in element.items() if n in _GEOMETRY}
    if element.get("class"):
        kept["class"] = element.get("class", "")
    if element.tag == "marker":
        kept["id"] = element.get("id", "")
    if element.tag in _SHAPES:
        kept["fill"] = "none"
    if element.tag == "text":
        kept["stroke"] = "none"
        middle = element.get("text-anchor") == "middle" or _MIDDLE in element.get("style", "")
        kept |= {"text-anchor": "middle"} if middle else {}
    return kept


def _classes(element: ET.Element) -> list[str]:
    return element.get("class", "").split()


def _node_id(group: ET.Element) -> str:
    match = _NODE_ID.search(group.get("id", ""))
    return match[1] if match else ""


def _shift(element: ET.Element) -> tuple[float, float]:
    x, y, *_ = (*_numbers(element.get("transform", "")), 0.0, 0.0)
    return x, y


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda match: _n(float(match[0])), text)


def _n(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
