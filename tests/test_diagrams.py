"""Drawings: what is refused and why, what is drawn, and that the text says the same."""

from __future__ import annotations

import importlib.util
import json
import re
import xml.etree.ElementTree as ET
from html import escape

import pytest

from tukipakki import engine as engines
from tukipakki.engine import CachedEngine, Engine, EngineError, engine, entry, key, text_width
from tukipakki.model import Diagram
from tukipakki.parse.diagrams import DiagramError, parse_diagram
from tukipakki.render.diagrams import draw, figure_html

HEAD = "flowchart TD\n  accTitle: Käsittely\n  accDescr: Kuvaus\n"
WORDS = {
    "diagram.scroll_hint": "Vieritä kaaviota.",
    "diagram.frame": "Kehys: {title}",
    "diagram.as_text": "Kaavio tekstinä",
    "diagram.leads_to": "Seuraavaksi",
    "diagram.ends": "Päättyy",
}
PROCESS = """\
flowchart TD
  accTitle: Lastensuojeluilmoituksen käsittely
  accDescr {
    Ilmoitus kirjataan
    ja arvioidaan.
  }
  %% kommentti ei näy
  v1["1. Ilmoitus tehdään<br/>viipymättä"]:::maaraaika
  v1 --> v2[2. Ilmoitus kirjataan ja vie eteenpäin]
  v2 --> v3{3. Tarvitseeko lapsi apua?<br/>heti}:::maaraaika
  v3 -->|Kyllä| v4[4. Lapsi turvataan heti]:::kiire
  v3 -->|Ei| v5{5. Tarvitaanko arviointi?}
  v5 -.->|Tieto| v6[6. Lapsi ja huoltaja saavat tiedon]:::lapsi
  v5 -->|Kyllä| v7(7. Asiakkuus alkaa):::loppu
  v4 --> v7
"""


def parse(source: str, line: int = 1, by: Engine | None = None) -> Diagram:
    return parse_diagram(by or engine({}), source, path="docs/x.md", line=line, lang="fi")


def figure(source: str, ident: str = "k1") -> str:
    return figure_html(engine({}), parse(source), ident=ident, words=WORDS)


def svg_of(source: str, ident: str = "k1") -> ET.Element:
    return ET.fromstring(draw(engine({}), parse(source), ident=ident))


def text_of(element: ET.Element) -> list[str]:
    return [" ".join(tspan.text or "" for tspan in text) for text in element.iter("text")]


REFUSED = {
    "no-title": ("flowchart TD\n  accDescr: k\n  a[A]", 1, "puuttuu nimi"),
    "empty-title": ("flowchart TD\n  accTitle:\n  accDescr: k\n  a[A]", 2, "puuttuu nimi"),
    "no-description": ("flowchart TD\n  accTitle: t\n  a[A]", 1, "puuttuu kuvaus"),
    "empty-description": (
        "flowchart TD\n accTitle: t\n accDescr {\n }\n a[A]",
        3,
        "puuttuu kuvaus",
    ),
    "no-kind": ("kaavio\n  a --> b", 1, "flowchart TD"),
    "empty": ("", 1, "flowchart TD"),
    "open-label": (HEAD + "  a[Äiti\n", 4, "puuttuu sulkumerkki"),
    "syntax-after-comment": (HEAD + "  %% äö\n  a[Å] --> b[Ö\n", 5, "puuttuu sulkumerkki"),
    "open-edge-label": (HEAD + "  a[A] -->|Ei b\n", 4, "merkki |"),
    "parentheses": (HEAD + "  a[A]\n  a --> b[B (c)]\n  b --> d[D]\n", 5, "lainausmerkkeihin"),
    "half-edge": (HEAD + "  a[A] -->\n\n", 4, "päästä puuttuu solmu"),
    "reserved-word": (HEAD + "  a[A]\n  end[B]\n", 5, "varattu"),
    "too-many": (HEAD + "\n".join(f"  n{i}[S {i}]" for i in range(26)), 1, "26 solmua"),
    "click": (HEAD + '  a[A]\n  click a "https://x.fi"', 5, "linkki kaavion alle"),
    "click-same-line": (HEAD + "  a[A]; click a f", 4, "linkki kaavion alle"),
    "href": (HEAD + '  a["href"]', 4, "linkki kaavion alle"),
    "javascript": (HEAD + '  a["javascript:alert(1)"]', 4, "ohjelmakoodia"),
    "data": (HEAD + '  a["data:image/png;base64,AA"]', 4, "ohjelmakoodia"),
    "script": (HEAD + '  a["<script>x</script>"]', 4, "ohjelmakoodia"),
    "script-in-title": ("flowchart TD\n accTitle: <SCRIPT>\n a[A]", 2, "ohjelmakoodia"),
    "handler": (HEAD + '  a["<b onclick=f>A"]', 4, "ohjelmakoodia"),
    "image": (HEAD + "  a[\"<img src='https://x.fi/a.png'>\"]", 4, "Kuvia"),
    "image-shape": (HEAD + '  a@{ img: "https://x.fi/a.png" }', 4, "Kuvia"),
    "html": (HEAD + '  a["<b>A</b>"]', 4, "vain rivinvaihto"),
    "encoded-html": (HEAD + '  a["A #lt;b#gt;x"]', 4, "HTML-merkintä"),
    "markdown": (HEAD + '  a["`**A**`"]', 4, "muotoiluja"),
    "style": (HEAD + "  a[A]\n  style a fill:#f00", 5, "Värit tulevat sivustolta"),
    "class-def": (HEAD + "  a[A]\n  classDef lapsi fill:#f00", 5, "Värit tulevat sivustolta"),
    "link-style": (HEAD + "  a[A] --> b[B]\n  linkStyle 0 stroke:red", 5, "Värit tulevat"),
    "init": ('%%{init: {"theme": "dark"}}%%\n' + HEAD + "  a[A]", 1, "Värit tulevat"),
    "config": ("---\nconfig:\n  theme: dark\n---\n" + HEAD + "  a[A]", 1, "Värit tulevat"),
    "stadium": (HEAD + "  a[A]\n  a --> b([Loppu])", 5, "b(Loppu)"),
    "unknown-class": (HEAD + "  a[A]\n  a --> b[B]:::punainen", 5, "luokkaa ”punainen” ei ole"),
    "unknown-class-line": (HEAD + "  a[A]\n  class a punainen", 5, "luokkaa ”punainen” ei ole"),
    "class-of-nobody": (HEAD + "  a[A]\n  class b lapsi", 5, "solmulle ”b”, jota ei ole"),
    "two-urgent": (HEAD + "  a[A]:::kiire\n  a --> b[B]:::kiire", 5, "Jätä se yhdelle"),
    "undefined-node": (HEAD + "  a[A]\n  a --> loppu", 5, "solmuun ”loppu”, jolla ei ole tekstiä"),
    "empty-label": (HEAD + "  a[A]\n  a --> b[ ]", 5, "teksti on tyhjä"),
    "only-breaks": (HEAD + '  a["<br/>"]', 4, "teksti on tyhjä"),
    "two-ways": (HEAD + "  a[A]\n  b[B]\n  a <--> b", 6, "kaksi suuntaa on kaksi nuolta"),
    "invisible": (HEAD + "  a[A] ~~~ b[B]", 4, "tekstimuoto"),
    "to-group": (HEAD + "  subgraph r [Ryhmä]\n  a[A]\n  end\n  b[B] --> r", 4, "ryhmän solmuista"),
}


@pytest.mark.parametrize(("source", "line", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses_with_line_and_repair(source: str, line: int, message: str) -> None:
    with pytest.raises(DiagramError) as refusal:
        parse(source, line=40)
    assert (refusal.value.line, message in refusal.value.message) == (39 + line, True), refusal.value
    assert refusal.value.message.endswith(".")


def test_size_is_refused_with_its_numbers() -> None:
    class Small:
        def graph(self, source: str) -> dict[str, object]:
            return dict(engine({}).graph(source))

        def svg(self, source: str) -> str:
            raise EngineError("size", f"resource limit, {len(source)}")

    with pytest.raises(DiagramError, match=r"7 solmua ja 7 nuolta.*Jaa se vaiheisiin") as refusal:
        parse(PROCESS, line=9, by=Small())
    assert refusal.value.line == 9


def test_engine_itself_refuses_a_huge_drawing() -> None:
    huge = "flowchart TD\n" + "\n".join(f"n{i}[S {i}] --> n{i * 7 % 500}" for i in range(900))
    with pytest.raises(EngineError) as refusal:
        engine({}).svg(huge)
    assert refusal.value.kind == "size"


def test_graph_is_the_engines_own() -> None:
    diagram = parse(PROCESS, line=12)
    assert (diagram.path, diagram.line, diagram.kind) == ("docs/x.md", 12, "flowchart")
    assert diagram.title == "Lastensuojeluilmoituksen käsittely"
    assert diagram.description == "Ilmoitus kirjataan ja arvioidaan."
    assert [node.id for node in diagram.nodes] == ["v1", "v2", "v3", "v4", "v5", "v6", "v7"]
    assert diagram.nodes[0].label_lines == ("1. Ilmoitus tehdään", "viipymättä")
    assert diagram.nodes[2].shape == "diamond"
    assert diagram.nodes[2].classes == ("maaraaika",)
    assert [(edge.source, edge.label, edge.target) for edge in diagram.edges][2] == (("v3", "Kyllä", "v4"))
    assert [edge.target for edge in diagram.edges if edge.dotted] == ["v6"]


def test_comments_may_say_anything() -> None:
    assert parse(HEAD + "  %% click, style ja <b>\n  a[A]").nodes[0].id == "a"


def test_structure_of_the_drawing() -> None:
    svg = svg_of(PROCESS)
    assert [child.tag for child in svg] == ["title", "desc", "g"]
    assert svg.get("aria-labelledby") == "k1-t k1-d"
    assert svg[2].attrib == {"aria-hidden": "true"}
    groups = [group.get("class") for group in svg[2] if group.tag == "g"]
    assert groups == ["edges", "nodes", "edgeLabels"]
    classes = [g.get("class", "") for g in svg.iter("g") if g.get("class", "").startswith("node ")]
    assert "node paatos maaraaika" in classes
    assert "node kiire" in classes
    assert len([path for path in svg.iter("path") if path.get("marker-end")]) == 7
    assert [marker.get("id") for marker in svg.iter("marker")] == ["k1-nuoli"]
    dotted = [path for path in svg.iter("path") if path.get("class") == "flowchart-link dotted"]
    assert len(dotted) == 1


def test_every_label_is_drawn_whole() -> None:
    drawn = text_of(svg_of(PROCESS))
    for node in parse(PROCESS).nodes:
        assert " ".join(node.label_lines) in drawn
    assert sorted(drawn)[-4:] == ["Ei", "Kyllä", "Kyllä", "Tieto"]


def test_last_line_of_a_deadline_is_marked() -> None:
    marked = [tspan.text for tspan in svg_of(PROCESS).iter("tspan") if tspan.get("class")]
    assert marked == ["viipymättä", "heti"]


def test_wrapped_deadline_is_marked_on_all_its_rows() -> None:
    deadline = "kolmessa kuukaudessa siitä kun asia on tullut vireille hyvinvointialueella"
    svg = svg_of(HEAD + f"  a[1. Arviointi<br/>{deadline}]:::maaraaika")
    marked = [tspan.text or "" for tspan in svg.iter("tspan") if tspan.get("class")]
    assert len(marked) > 1
    assert " ".join(marked) == deadline


def test_text_stays_inside_its_box() -> None:
    for group in svg_of(PROCESS).iter("g"):
        for rect in group.findall("rect"):
            widths = [text_width(tspan.text or "") for tspan in group.iter("tspan")]
            assert max(widths) <= float(rect.get("width", 0)) - 8


def test_edge_labels_keep_clear_of_boxes() -> None:
    svg, boxes = svg_of(PROCESS), []
    for group in svg.iter("g"):
        rect = group.find("rect")
        if group.get("class", "").startswith("node ") and rect is not None:
            x, y = (float(n) for n in re.findall(r"-?[\d.]+", group.get("transform", "")))
            boxes.append((x, y, float(rect.get("width", 0)), float(rect.get("height", 0))))
    plates = [g.find("rect") for g in svg.iter("g") if g.get("class") == "edgeLabel"]
    assert len(plates) == 4
    for plate in plates:
        assert plate is not None
        x, y, width, height = (float(plate.get(n, 0)) for n in ("x", "y", "width", "height"))
        for bx, by, bw, bh in boxes:
            apart_x = abs(x + width / 2 - bx) >= (width + bw) / 2
            assert apart_x or abs(y + height / 2 - by) >= (height + bh) / 2


@pytest.mark.parametrize(
    "source",
    [
        PROCESS,
        HEAD + "  subgraph r [Ryhmä]\n  a[A] --- b((B))\n  end\n  b ==> c[(C)]",
        "sequenceDiagram\n accTitle: T\n accDescr: K\n participant A as Äiti\n A->>B: Hei",
        "stateDiagram-v2\n accTitle: T\n accDescr: K\n [*] --> Auki\n Auki --> [*]: Ratkaistu",
    ],
)
def test_markup_is_neutral_and_small(source: str) -> None:
    raw = draw(engine({}), parse(source), ident="k1")
    svg = ET.fromstring(raw)
    tags = {element.tag for element in svg.iter()}
    assert not tags & {"style", "foreignObject", "script", "image", "use", "a", "filter"}
    assert not re.search(r"style=|href|https?:|100%|\d\.\d{3,}", raw)
    roots = {"clusters", "edges", "nodes", "edgeLabels"}
    for element in svg.iter():
        if element.get("class") in roots or element.get("fill") == "#FFF":
            continue  # what CSS overrides: the root groups, and the plates of edge labels
        assert element.get("fill", "none") == "none"
        assert element.get("stroke", "none") == "none"
    assert len(raw.encode()) < 15_000


def test_natural_size_fits_the_column() -> None:
    width = float(svg_of(PROCESS).get("width", "0"))
    assert 300 < width <= 872


def test_two_figures_share_no_id() -> None:
    html = figure(PROCESS, "k1") + figure(PROCESS, "k2")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {ident[:2] for ident in ids} == {"k1", "k2"}
    assert set(re.findall(r"url\(#([^)]+)\)", html)) == {"k1-nuoli", "k2-nuoli"}


def test_frame_is_what_the_theme_expects() -> None:
    html = figure(PROCESS)
    title = "Lastensuojeluilmoituksen käsittely"
    assert html.startswith(
        '<figure class="tp-figure" data-search-exclude><p class="tp-scrollhint">Vieritä kaaviota.'
        '</p><div class="tp-figure__scroll" tabindex="0" role="group" '
        f'aria-label="Kehys: {title}"><svg class="tp-kaavio" viewBox="'
    )
    assert f'<title id="k1-t">{title}</title><desc id="k1-d">Ilmoitus kirjataan' in html
    assert '</g></svg></div></figure><p class="tp-steps__title">Kaavio tekstinä</p>' in html


def test_text_version_says_what_the_drawing_says() -> None:
    diagram = parse(PROCESS)
    listed = ET.fromstring(re.search(r"<ol.*</ol>", figure(PROCESS))[0])  # type: ignore[index]
    assert [item[0].text for item in listed] == [node.label_lines[0] for node in diagram.nodes]
    assert [item.get("class", "") for item in listed] == [" ".join(n.classes) for n in diagram.nodes]
    names = {node.id: node.label_lines[0] for node in diagram.nodes}
    ways = [way.text for item in listed for go in item.findall("span[@class='tp-steps__go']") for way in go]
    expected = [
        f"{edge.label or 'Seuraavaksi'} → {names[edge.target]}"
        for node in diagram.nodes
        for edge in diagram.edges
        if edge.source == node.id
    ]
    assert ways == [*expected, "Päättyy"]
    assert "Kyllä → 4. Lapsi turvataan heti" in ways


def test_information_is_no_end() -> None:
    items = re.findall(r"<li.*?</li>", figure(PROCESS))
    assert "Päättyy" not in items[5]
    assert "Päättyy" in items[6]


def test_other_kinds_have_no_text_version() -> None:
    html = figure("sequenceDiagram\n accTitle: T\n accDescr: K\n A->>B: Hei")
    assert "tp-steps" not in html
    assert "Hei" in html


@pytest.mark.parametrize(
    "label", ['a & b < c "d"', "'; alert(1) //", "]]> --> &amp;", "x #quot;onload y", "a > b"]
)
def test_hostile_labels_never_reach_the_markup(label: str) -> None:
    written = label.replace('"', "#quot;")
    html = figure(f'flowchart TD\n accTitle: {label}\n accDescr: {label}\n a["1. {written}"]')
    ET.fromstring(f"<x>{html.replace(' data-search-exclude', '')}</x>")
    shown = parse(f'{HEAD} a["{written}"]').nodes[0].label_lines[0]
    assert f"1. {escape(shown)}</strong>" in html


def test_title_is_escaped_in_attributes() -> None:
    html = figure('flowchart TD\n accTitle: A" b="c\n accDescr: K\n a[A]')
    assert 'aria-label="Kehys: A&quot; b=&quot;c"' in html


def test_drawing_is_deterministic() -> None:
    first = draw(engine({}), parse(PROCESS), ident="k1")
    fresh = engines.MermanEngine()
    assert draw(fresh, parse(PROCESS, by=fresh), ident="k1") == first


@pytest.mark.parametrize("words", ["Äiti, isä ja å", "Barnet får skydd på ön", "Šamaani žest → €"])
def test_letters_of_our_languages(words: str) -> None:
    assert text_of(svg_of(f'{HEAD} a["{words}"]')) == [words]


def test_long_compound_is_not_cut() -> None:
    word = "lastensuojeluilmoitusmenettely"
    svg = svg_of(f"{HEAD} a{{Onko {word} tarpeen?}}")
    assert word in [tspan.text for tspan in svg.iter("tspan")]


def test_cached_engine_gives_the_same() -> None:
    kept = json.loads(json.dumps({key(PROCESS): entry(PROCESS, engine({}))}))
    cached = CachedEngine(kept)
    assert parse(PROCESS, by=cached) == parse(PROCESS)
    assert draw(cached, parse(PROCESS, by=cached)) == draw(engine({}), parse(PROCESS))


def test_key_follows_source_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(PROCESS)
    assert re.fullmatch(r"[0-9a-f]{16}", before)
    assert key(PROCESS + " ") != before
    monkeypatch.setattr(engines, "VERSION", "toinen")
    assert key(PROCESS) != before


def test_neither_engine_nor_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(DiagramError, match=rf"merman puuttuu.*{key(PROCESS)}\.json") as refusal:
        parse(PROCESS, line=7, by=engine({}))
    assert refusal.value.line == 7
    with pytest.raises(EngineError, match="merman"):
        engines.merman_engine.__wrapped__()
