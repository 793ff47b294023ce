"""Hand-written Mermaid to a Diagram: what the site does not draw is refused with its repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tukipakki.engine import Engine, EngineError
from tukipakki.model import Diagram, DiagramEdge, DiagramNode

CLASSES = ("maaraaika", "kiire", "lapsi", "kumppani", "loppu")
MAX_NODES = 25
_CLASS_LIST = f"{', '.join(CLASSES[:-1])} ja {CLASSES[-1]}"

_BREAK = re.compile(r"<br\s*/?>|\\n|\n", re.IGNORECASE)
_TAG = re.compile(r"<(?!br\s*/?>)[a-z/!?][^>]*>?", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*%%(?!\{)")
_CLASS_LINE = re.compile(r"(?:^|;)\s*class\s+([\w\-,\s]+?)\s+[\w-]+\s*(?:;|$)")

_NO_LINKS = "Kaavio on kuva, joka näkyy myös paperilla: poista kohta ja kirjoita linkki kaavion alle."
_NO_CODE = "Kaaviossa ei saa olla ohjelmakoodia eikä upotettuja tiedostoja: poista kohta."
_NO_COLOURS = f"Värit tulevat sivustolta: poista rivi ja käytä luokkia {_CLASS_LIST}."

# What is refused as written, before the engine sees it; the first that matches a line is said.
_REFUSED = tuple(
    (re.compile(pattern, re.IGNORECASE), repair)
    for pattern, repair in (
        (r"%%\{", _NO_COLOURS),
        (r"^---\s*$", _NO_COLOURS),
        (r"(?:^|;)\s*(?:style|classDef|linkStyle)\b", _NO_COLOURS),
        (r"(?:^|;)\s*(?:click|callback)\b", _NO_LINKS),
        (r"\bhref\b", _NO_LINKS),
        (r"\b(?:javascript|vbscript)\s*:|\bdata:(?=\S)", _NO_CODE),
        (r"<\s*script|\bon[a-z]{3,}\s*=", _NO_CODE),
        (
            r"<\s*img\b|!\[|@\{",
            "Kuvia ja @-määrittelyjä ei piirretä: kirjoita solmu sulkeilla, a[Teksti].",
        ),
        (_TAG.pattern, "Tekstissä saa olla vain rivinvaihto <br/>: poista merkintä."),
        (r'"`', 'Tekstissä ei ole muotoiluja: poista merkki ` ja jätä lainausmerkit, a["Teksti"].'),
    )
)

# What the engine says in English, and what to do about it.
_SYNTAX = (
    ("No Mermaid diagram", "aloita kaavio lajilla, esimerkiksi flowchart TD"),
    ("no Mermaid diagram", "aloita kaavio lajilla, esimerkiksi flowchart TD"),
    ("Unterminated node label", "solmun tekstin lopusta puuttuu sulkumerkki tai lainausmerkki"),
    ("Unterminated flowchart pipe", "nuolen tekstin lopusta puuttuu merkki |"),
    (
        "structural characters",
        'kirjoita teksti lainausmerkkeihin, esimerkiksi a["Teksti (tarkenne)"]',
    ),
    (
        "unexpected node label",
        "samalla solmulla on kaksi tekstiä, tai nuoli puuttuu niiden välistä",
    ),
    ("unexpected end of input", "rivi jää kesken: nuolen päästä puuttuu solmu"),
    ("unexpected end", "sana end on varattu: anna solmulle toinen tunnus"),
)


class DiagramError(Exception):
    """A drawing that cannot be shown; `line` is a line of the page's file."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


def parse_diagram(engine: Engine, source: str, *, path: str, line: int, lang: str) -> Diagram:
    """Read a fence whose first content line is `line` of the page's file.

    Raises:
        DiagramError: the drawing has a fault; the message tells the repair.
    """
    _refuse_written(source, line)
    graph = _call(engine, source, line, "graph")
    title = _required(graph, source, line, "accTitle", "nimi", "accTitle: Ilmoituksen käsittely")
    description = _required(
        graph, source, line, "accDescr", "kuvaus", "accDescr: Ilmoitus kirjataan ja arvioidaan."
    )
    kind = "flowchart" if graph["type"].startswith("flowchart") else str(graph["type"])
    flowchart = kind == "flowchart"
    nodes = tuple(_node(raw) for raw in graph["nodes"]) if flowchart else ()
    edges = tuple(_edge(raw) for raw in graph["edges"]) if flowchart else ()
    diagram = Diagram(path, line, lang, kind, title, description, source, nodes, edges)
    for fault in _faults(diagram, graph) if flowchart else ():
        raise fault
    _call(engine, source, line, "svg")
    return diagram


def _refuse_written(source: str, line: int) -> None:
    for number, text in enumerate(source.split("\n"), line):
        if _COMMENT.match(text):
            continue
        for pattern, repair in _REFUSED:
            if match := pattern.search(text):
                found = match[0].strip(" ;") or text.strip()
                raise DiagramError(number, f"Kaaviossa on ”{found}”. {repair}")


def _call(engine: Engine, source: str, line: int, method: str) -> Any:
    """The engine's graph or svg, with its refusals in Finnish."""
    try:
        return getattr(engine, method)(source)
    except EngineError as error:
        if error.kind == "missing":
            raise DiagramError(line, _missing(error)) from error
        if error.kind == "size":
            raise DiagramError(line, _too_large(engine, source)) from error
        offset = _line_of_error(engine, source, error)
        hint = next((hint for said, hint in _SYNTAX if said in error.detail), None)
        text = source.split("\n")[offset].strip()
        where = f"Kaavion riviä ”{text}” ei voi lukea" if text else "Kaaviota ei voi lukea"
        why = hint or "tarkista sulut, lainausmerkit ja nuolet (nuoli on -->)"
        raise DiagramError(line + offset, f"{where}: {why}.") from error


def _missing(error: EngineError) -> str:
    return (
        "Kaaviota ei voi piirtää tällä koneella: piirtokirjasto merman puuttuu eikä valmista kuvaa "
        f"ole ({error.detail}). Piirrä se Linuxissa (x86_64), macOS:ssä (arm64) tai Windowsissa "
        "ja lisää tiedosto versionhallintaan."
    )


def _too_large(engine: Engine, source: str) -> str:
    try:
        graph = engine.graph(source)
        size = f"{len(graph.get('nodes', ()))} solmua ja {len(graph.get('edges', ()))} nuolta"
    except EngineError:
        size = f"{source.count(chr(10)) + 1} riviä"
    return f"Kaavio on liian suuri piirrettäväksi ({size}). Jaa se vaiheisiin, kaavio kutakin kohti."


def _line_of_error(engine: Engine, source: str, error: EngineError) -> int:
    """Line of the source, from 0: as the engine says, or the first line that brings the error."""
    lines = source.split("\n")
    last = max((number for number, text in enumerate(lines) if text.strip()), default=0)
    if error.offset is not None:
        return min(source.encode()[: error.offset].count(b"\n"), last)
    for number in range(len(lines)):
        try:
            engine.graph("\n".join(lines[: number + 1]))
        except EngineError as again:
            if again.detail == error.detail:
                return number
    return 0


def _required(graph: Mapping[str, Any], source: str, line: int, key: str, name: str, example: str) -> str:
    value = " ".join(str(graph.get(key) or "").split())
    if value:
        return value
    raise DiagramError(
        _line_of(source, line, rf"^\s*{key}\b"),
        f"Kaaviolta puuttuu {name}, jonka ruudunlukija lukee kuvan sijasta. Lisää rivi ”{example}”.",
    )


def _node(raw: Mapping[str, Any]) -> DiagramNode:
    lines = tuple(filter(None, (" ".join(part.split()) for part in _label(raw))))
    return DiagramNode(raw["id"], lines, raw.get("shape", ""), tuple(raw.get("classes", ())))


def _edge(raw: Mapping[str, Any]) -> DiagramEdge:
    label = " ".join(" ".join(_label(raw)).split())
    return DiagramEdge(raw["from"], raw["to"], label or None, raw.get("stroke") == "dotted")


def _label(raw: Mapping[str, Any]) -> list[str]:
    return _BREAK.split(raw.get("label", ""))


def _faults(diagram: Diagram, graph: Mapping[str, Any]) -> Iterator[DiagramError]:
    """Faults of a flowchart, the gravest first."""
    if len(diagram.nodes) > MAX_NODES:
        yield DiagramError(
            diagram.line,
            f"Kaaviossa on {len(diagram.nodes)} solmua, ja luettavaan kaavioon mahtuu {MAX_NODES}. "
            "Jaa kaavio vaiheisiin, esimerkiksi ennen päätöstä ja päätöksen jälkeen.",
        )
    groups = {group["id"] for group in graph.get("subgraphs", ())}
    for node in diagram.nodes:
        for message in _node_faults(node, groups):
            yield DiagramError(_node_line(diagram, node.id), message)
    yield from _class_faults(diagram)
    for raw in graph["edges"]:
        if raw.get("type") not in ("arrow_point", "arrow_open") or raw["stroke"] == "invisible":
            yield DiagramError(
                _node_line(diagram, raw["from"], raw["to"]),
                f"Nuoli {raw['from']}–{raw['to']} on lajia, jota tekstimuoto ei osaa kertoa. "
                "Käytä nuolia --> (etenee) ja -.-> (tieto); kaksi suuntaa on kaksi nuolta.",
            )


def _node_faults(node: DiagramNode, groups: set[str]) -> Iterator[str]:
    if node.id in groups:
        yield f"Nuoli johtaa ryhmään ”{node.id}”: vie nuoli johonkin ryhmän solmuista."
    elif not node.shape:
        yield (
            f"Nuoli viittaa solmuun ”{node.id}”, jolla ei ole tekstiä. "
            f"Tarkista tunnus tai anna solmulle teksti: {node.id}[Teksti]."
        )
    elif not node.label_lines:
        yield f"Solmun ”{node.id}” teksti on tyhjä. Kirjoita sulkeisiin, mitä vaiheessa tehdään."
    elif node.shape == "stadium":
        yield (
            f"Solmun ”{node.id}” muotoa ([ ]) ei käytetä, koska se paisuttaa kuvan. "
            f"Käytä muotoa ( ): {node.id}({node.label_lines[0]})."
        )
    if any(_TAG.search(text) for text in node.label_lines):
        yield f"Solmun ”{node.id}” tekstissä on HTML-merkintä. Poista se: tekstiä ei muotoilla."


def _class_faults(diagram: Diagram) -> Iterator[DiagramError]:
    known = {node.id for node in diagram.nodes}
    for number, text in enumerate(diagram.source.split("\n"), diagram.line):
        for match in _CLASS_LINE.finditer(text):
            for ident in re.split(r"[,\s]+", match[1].strip()):
                if ident not in known:
                    yield DiagramError(
                        number, f"Luokka annetaan solmulle ”{ident}”, jota ei ole. Tarkista tunnus."
                    )
    for node in diagram.nodes:
        for name in node.classes:
            if name not in CLASSES:
                pattern = rf"(?::::|\s){re.escape(name)}\b"
                yield DiagramError(
                    _line_of(diagram.source, diagram.line, pattern),
                    f"Solmun ”{node.id}” luokkaa ”{name}” ei ole. Luokat ovat {_CLASS_LIST}.",
                )
    urgent = [node.id for node in diagram.nodes if "kiire" in node.classes]
    if len(urgent) > 1:
        yield DiagramError(
            _node_line(diagram, urgent[1]),
            f"Luokka kiire on solmuilla {' ja '.join(urgent)}. Jätä se yhdelle: sille, jossa lapsi "
            "on välittömässä vaarassa, jotta se erottuu.",
        )


def _node_line(diagram: Diagram, *idents: str) -> int:
    """First line where all the ids stand, or else where the first of them does."""
    ahead = "".join(rf"(?=.*(?<![\w-]){re.escape(ident)}(?![\w]))" for ident in idents)
    both = _line_of(diagram.source, diagram.line, rf"^(?!\s*acc){ahead}", default=0)
    return both or (_node_line(diagram, idents[0]) if len(idents) > 1 else diagram.line)


def _line_of(source: str, line: int, pattern: str, default: int | None = None) -> int:
    for number, text in enumerate(source.split("\n"), line):
        if not _COMMENT.match(text) and re.search(pattern, text):
            return number
    return line if default is None else default
