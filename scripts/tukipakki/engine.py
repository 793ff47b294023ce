"""The diagram engine: the only module that imports merman, and the cache that stands in for it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

LINE_HEIGHT = 19.0
FONT_SIZE = 15.0
_WRAP_AT = 200
_WRAP_QUESTIONS_AT = 130

# ELK's source-first layers keep a step next to the decision that leads to it.
_FLOWCHART = {
    "htmlLabels": False,
    "look": "classic",
    "wrappingWidth": _WRAP_AT,
    "padding": 10,
    "nodeSpacing": 36,
    "rankSpacing": 28,
    "minNodeWidth": 100,
}
_OPTIONS = {
    "svg": {"pipeline": "resvg-safe", "diagram_id": "kaavio"},
    "resources": {"profile": "interactive"},
    "site_config": {
        "look": "classic",
        "theme": "default",
        "layout": "elk",
        "elk": {"layeringStrategy": "LONGEST_PATH_SOURCE"},
        "htmlLabels": False,
        "fontFamily": "Arial",
        "fontSize": FONT_SIZE,
        "themeVariables": {"fontFamily": "Arial", "fontSize": f"{FONT_SIZE:.0f}px"},
        "flowchart": _FLOWCHART,
    },
}
_OPTIONS_JSON = json.dumps(_OPTIONS, sort_keys=True)
# Raise the last number when the measurer or what is kept of the engine's answer changes.
VERSION = f"merman 0.9.2, {_OPTIONS_JSON}, 1"

# A third of a flowchart, most of a sequence: style sheets, shadows, icons and arrow heads.
_UNREAD = re.compile(
    r"<style>.*?</style>|<defs><(?:filter|symbol) .*?</defs>"
    r'|<marker id="kaavio_flowchart-v2-.*?</marker>',
    re.DOTALL,
)
_KEPT = frozenset({"type", "accTitle", "accDescr", "nodes", "edges", "subgraphs"})
_KEPT_PARTS = frozenset({"id", "label", "shape", "classes", "from", "to", "stroke", "type", "title"})

# Advance widths of Arial, in thousandths of the font size; a letter that is not here is 556.
_ARIAL = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft·ÌÍÎÏìíîï",
    333: "()-`r¡“”",
    355: '"',
    400: "*°",
    469: "^",
    500: "Jcksvxyzçýÿšž",
    584: "+<=>~¬×",
    611: "FTZ¿ßøŽ",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞŠ",
    722: "CDHNRUwÇÐÑÙÚÛÜ",
    778: "GOQÒÓÔÕÖØ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "Æ—…→@",
}
_LENGTHS = (
    "COMPUTED_LENGTH",
    "SIMPLE_B_BOX_WIDTH",
    "RAW_B_BOX_WIDTH",
    "TSPAN_B_BOX_WIDTH",
    "WRAP_PROBE_B_BOX_WIDTH",
    "BOUNDING_CLIENT_RECT_WIDTH",
    "CANVAS_MEASURE_TEXT_WIDTH",
)
_ADVANCE = {letter: width for width, letters in _ARIAL.items() for letter in letters}


class EngineError(Exception):
    """The engine refused: `kind` is syntax, size or missing, `offset` bytes into the source."""

    def __init__(self, kind: str, detail: str, offset: int | None = None) -> None:
        self.kind = kind
        self.detail = detail
        self.offset = offset
        super().__init__(detail)


class Engine(Protocol):
    """What parse and render need: the graph of a drawing and the drawing itself."""

    def graph(self, source: str) -> Mapping[str, Any]:
        """Kind, title, description, nodes and edges as the engine reads them."""

    def svg(self, source: str) -> str:
        """The engine's own SVG, as far as it is of use here."""


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Width of one line in Arial, in pixels."""
    return sum(_ADVANCE.get(letter, 556) for letter in text) * size / 1000


def key(source: str) -> str:
    """Name of a drawing's cache file: changes with the source and with the engine's options."""
    return hashlib.sha256(f"{VERSION}\n{source}".encode()).hexdigest()[:16]


def entry(source: str, by: Engine) -> dict[str, Any]:
    """What the cache file of a drawing holds."""
    return {"graph": by.graph(source), "svg": by.svg(source)}


def engine(entries: Mapping[str, Mapping[str, Any]]) -> Engine:
    """The engine of this machine, or the drawings that another machine left in the cache."""
    return merman_engine() if importlib.util.find_spec("merman") else CachedEngine(entries)


class CachedEngine:
    """Drawings made elsewhere: data/kaaviot/<key>.json, by key."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self._entries = entries

    def graph(self, source: str) -> Mapping[str, Any]:
        """The graph that was kept with the drawing."""
        graph: Mapping[str, Any] = self._entry(source)["graph"]
        return graph

    def svg(self, source: str) -> str:
        """The drawing that was kept."""
        return str(self._entry(source)["svg"])

    def _entry(self, source: str) -> Mapping[str, Any]:
        try:
            return self._entries[key(source)]
        except KeyError:
            raise EngineError("missing", f"data/kaaviot/{key(source)}.json") from None


class MermanEngine:
    """merman with the site's options and Arial's widths (its own measurer knows no font)."""

    def __init__(self) -> None:
        import merman

        self._error = merman.MermanError.Binding
        self._measurer = _measurer()
        services = merman.MermanEngineServices().with_text_measurer(self._measurer)
        self._engine = merman.MermanEngine(options_json=_OPTIONS_JSON, services=services)

    @lru_cache(maxsize=256)  # noqa: B019  (one engine lives as long as the process)
    def graph(self, source: str) -> Mapping[str, Any]:
        """The parsed graph, without what nobody here reads."""
        parsed = json.loads(self._call(self._engine.parse_json, source))
        graph = {name: parsed[name] for name in sorted(_KEPT & parsed.keys())}
        for name in ("nodes", "edges", "subgraphs"):
            if name in graph:
                graph[name] = [_slim(part) for part in graph[name] if isinstance(part, dict)]
        return graph

    @lru_cache(maxsize=256)  # noqa: B019
    def svg(self, source: str) -> str:
        """The drawing, without what nobody here reads."""
        nodes = self.graph(source).get("nodes", ())
        self._measurer.questions = [node.get("label", "") for node in nodes if node.get("shape") == "diamond"]
        return _UNREAD.sub("", self._call(self._engine.render_svg, source))

    def _call(self, operation: Any, source: str) -> str:
        try:
            return str(operation(source, None))
        except self._error as error:
            kind = "size" if error.code_name == "MERMAN_RESOURCE_LIMIT_EXCEEDED" else "syntax"
            span = error.diagnostic.span if error.diagnostic else None
            offset = span.start if span and span.kind != "fallback" else None
            raise EngineError(kind, error.message, offset) from error


@cache
def merman_engine() -> MermanEngine:
    """The one engine of this process.

    Raises:
        EngineError: this machine has no merman.
    """
    if not importlib.util.find_spec("merman"):
        raise EngineError("missing", "merman")
    return MermanEngine()


def _slim(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part[name] for name in sorted(_KEPT_PARTS & part.keys()) if part[name]}


def _measurer() -> Any:
    """A merman text measurer; made in a function because its base class may not be there."""
    import merman

    operations, kinds = (
        merman.MermanTextMeasurementOperation,
        merman.MermanTextMeasurementResultKind,
    )
    kind_of = {operations[name]: kinds.LENGTH for name in _LENGTHS}
    kind_of |= {operations.MEASURE: kinds.METRICS, operations.WRAPPED: kinds.METRICS}

    class Arial(merman.MermanTextMeasurer):  # type: ignore[misc]
        questions: Sequence[str] = ()

        def measure(self, request: Any) -> Any:
            kind = kind_of.get(request.operation)
            if kind is None or (kind is kinds.METRICS and request.max_width is not None):
                return None
            lines = request.text.split("\n")
            width = max(text_width(line, request.font_size) for line in lines)
            if kind is kinds.LENGTH:
                width = _wrap_width(request.text, width, self.questions)
            return merman.MermanTextMeasureResult(
                result_kind=kind,
                width=width,
                height=len(lines) * LINE_HEIGHT * request.font_size / FONT_SIZE,
                length=width,
                line_count=len(lines),
                bbox_left=None,
                bbox_right=None,
                raw_width=None,
            )

    return Arial()


def _wrap_width(text: str, width: float, questions: Sequence[str]) -> float:
    """Width that the engine compares with _WRAP_AT when it breaks a line.

    A single word always fits, or else the engine cuts it in two. Words of a diamond, which is as
    high as it is wide, get narrower lines.
    """
    if " " not in text:
        return min(width, _WRAP_AT - 1)
    in_question = any(text in question for question in questions)
    return width * _WRAP_AT / _WRAP_QUESTIONS_AT if in_question else width
