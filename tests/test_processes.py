"""One source of a process: what changes in a step changes in everything that is made of it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from tests.conftest import FRONT, TODAY, MakeSite
from tukipakki.checks import run_checks
from tukipakki.engine import engine
from tukipakki.model import Page, Site
from tukipakki.process_data import ProcessData, process_data, process_files
from tukipakki.processes import steps_of
from tukipakki.read import read_site
from tukipakki.render.generated import with_generated
from tukipakki.render.matrix import role_matrix
from tukipakki.render.process_diagram import process_diagram, process_source
from tukipakki.render.roles import role_table
from tukipakki.render.steps import family_list, process_figure

LANGUAGES = ("fi", "sv", "en")
WORDS = {
    "fi": ("Huoli herää", "Tarvitaanko apua?", "Perhe saa apua", "Asia päättyy", "Kyllä", "Ei"),
    "sv": ("Oron väcks", "Behövs hjälp?", "Familjen får hjälp", "Ärendet avslutas", "Ja", "Nej"),
    "en": ("A concern arises", "Is help needed?", "The family gets help", "The matter ends", "Yes", "No"),
}
PROCESS = """\
tarkoitus: Lapsi saa apua.
alkaa: Huoli herää.
paattyy: Perhe saa apua.
omistaja: poliisi
lapsen_aani: {kerrotaan: Kaikki., kysytaan: Toiveet., palaute: Heti.}
vaiheet:
  - id: huoli
    otsikko: Huoli herää
    roolit: [koulu]
    tehdaan: Ota huoli puheeksi.
    perheelle: Joku huolestuu.
    seuraavat: [{vaihe: kysymys}]
  - id: kysymys
    otsikko: Tarvitaanko apua?
    roolit: [poliisi, koulu]
    tehdaan: Arvioi.
    maaraaika: DEADLINE
    laki: [LSL 26 §]
    perheelle: Työntekijä arvioi.
    seuraavat: [{vaihe: apu, kun: Kyllä}, {vaihe: loppu, kun: Ei}]
  - id: apu
    otsikko: Perhe saa apua
    roolit: [koulu]
    tehdaan: Auta.
    perheelle: Saat apua.
  - id: loppu
    otsikko: Asia päättyy
    roolit: [poliisi]
    tehdaan: Kerro perheelle.
    perheelle: Asia päättyy.
"""
TRANSLATED = """\
---
otsikko: {title}
kuvaus: {title} i korthet.
paivitetty: 2026-11-01
tarkoitus: A
alkaa: B
paattyy: C
lapsen_aani: {{kerrotaan: A., kysytaan: B., palaute: C.}}
vaiheet:
  huoli: {{otsikko: "{0}", tehdaan: A., perheelle: A.}}
  kysymys: {{otsikko: "{1}", tehdaan: A., perheelle: B., ehdot: {{apu: "{4}", loppu: "{5}"}}}}
  apu: {{otsikko: "{2}", tehdaan: A., perheelle: C.}}
  loppu: {{otsikko: "{3}", tehdaan: A., perheelle: D.}}
---
## Steg {{#vaiheet}}

{body}
"""
BODY = "Tässä on viiden sanan virke. " * 40
ROLE = "## Missä {{#missa-mukana}}\n\nAlussa.\n"

Views = Mapping[tuple[str, str], str]


@pytest.fixture
def site(make_site: MakeSite, real_site: Site) -> Site:
    front = FRONT.format(title="Huolesta apuun")
    roles = ("poliisi", "koulu")
    deadline = next(iter(real_site.data.deadlines))
    files = {
        "docs/prosessit/testi.md": f"---\n{front}{PROCESS.replace('DEADLINE', deadline)}---\n"
        f"## Vaiheet {{#vaiheet}}\n\n{BODY}\n\n### Perhe saa apua {{#apu}}\n\nPitempi ohje.\n",
        **{
            f"docs/prosessit/testi.{lang}.md": TRANSLATED.format(*WORDS[lang], title=f"Oro {lang}", body=BODY)
            for lang in ("sv", "en")
        },
    }
    made = read_site(make_site(files), TODAY)
    names = {
        slug: real_site.data.roles["koulu-ja-opiskeluhuolto" if slug == "koulu" else slug] for slug in roles
    }
    data = replace(made.data, roles=names, deadlines=real_site.data.deadlines)
    return replace(made, data=data, words=real_site.words, drawings=real_site.drawings)


def with_steps(site: Site, change: Callable[[list[dict[str, object]]], None]) -> Site:
    """The site with the steps of the process changed in every language alike, as an edit of the file would."""
    pages = dict(site.pages)
    for lang in LANGUAGES:
        page = site.pages["prosessit/testi", lang]
        steps = [step.model_dump() for step in steps_of(page)]
        change(steps)
        made = [type(steps_of(page)[0]).model_validate(step) for step in steps]
        pages["prosessit/testi", lang] = replace(page, front=page.front.model_copy(update={"vaiheet": made}))
    return replace(site, pages=pages)


def process(site: Site, lang: str) -> Page:
    return site.pages["prosessit/testi", lang]


def views(site: Site) -> Views:
    """Everything that is made of the process, by its name and language."""
    made: dict[tuple[str, str], str] = {}
    for lang in LANGUAGES:
        page = process(site, lang)
        figure, _, text = process_figure(page, site).partition("</figure>")
        made["diagram", lang] = figure
        made["text", lang] = text
        made["role table", lang] = role_table("poliisi", page, site) + role_table("koulu", page, site)
        made["matrix", lang] = role_matrix(site, lang, "matriisi/", lambda text: text)
        made["family", lang] = family_list(page, page, site)
        made["json", lang] = json.dumps(
            _in(lang, process_data(process(site, "fi"), site).model_dump()), ensure_ascii=False
        )
    return made


def _in(lang: str, value: object) -> object:
    """The data in one language."""
    if isinstance(value, dict):
        return value[lang] if set(value) == set(LANGUAGES) else {k: _in(lang, v) for k, v in value.items()}
    return [_in(lang, part) for part in value] if isinstance(value, list) else value


def title(steps: list[dict[str, object]]) -> None:
    steps[2]["otsikko"] = "UUSI NIMI"


def role(steps: list[dict[str, object]]) -> None:
    steps[2]["roolit"] = ["poliisi"]


def order(steps: list[dict[str, object]]) -> None:
    steps[2], steps[3] = steps[3], steps[2]


def edge(steps: list[dict[str, object]]) -> None:
    steps[2]["seuraavat"] = [{"vaihe": "loppu"}]


def deadline(steps: list[dict[str, object]]) -> None:
    steps[1]["maaraaika"] = "muutoksenhaku"


EVERY = ("diagram", "text", "role table", "matrix", "family", "json")
# Where no one reads it: who comes next is not in lists of a role, a deadline not in the table of numbers.
SHOWN: Mapping[Callable[[list[dict[str, object]]], None], tuple[str, ...]] = {
    title: EVERY,
    role: EVERY,
    order: EVERY,
    edge: ("diagram", "text", "json"),
    deadline: ("diagram", "text", "role table", "family", "json"),
}


@pytest.mark.parametrize("change", SHOWN)
def test_one_change_shows_everywhere(site: Site, change: Callable[[list[dict[str, object]]], None]) -> None:
    before, after = views(site), views(with_steps(site, change))
    for lang in LANGUAGES:
        changed = {name for name in EVERY if before[name, lang] != after[name, lang]}
        assert changed == set(SHOWN[change]), lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_drawing_and_text_say_the_same(site: Site, lang: str) -> None:
    page = process(site, lang)
    html = process_figure(page, site)
    svg = ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    drawn = [a[0].text for a in svg.iter() if a.tag.endswith("a") and a.get("href")]
    told = re.findall(r'<span itemprop="name">([^<]*)</span></a></strong>', html)
    titles = [f"{number}. {words}" for number, words in enumerate(WORDS[lang][:4], 1)]
    assert drawn == told == titles
    diagram = process_diagram(page, site, engine(site.drawings))
    edges = [(e.source, e.target, e.label) for e in diagram.edges]
    ways = [
        (f"v{number}", f"v{[s.id for s in steps_of(page)].index(way.vaihe) + 1}", way.kun)
        for number, step in enumerate(steps_of(page), 1)
        for way in step.seuraavat
    ]
    assert edges == ways
    lines = len([e for e in svg.iter() if "flowchart-link" in (e.get("class") or "")])
    assert lines == len(ways)
    for source, target, label in ways:
        row = html.split("<li")[int(source[1:])]
        assert f"{titles[int(target[1:]) - 1]}</span>" in row
        assert label is None or f"{label} →" in row


def test_each_step_has_its_heading_and_its_longer_guidance(site: Site) -> None:
    page = process(site, "fi")
    text = with_generated(page.body, page, site)
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert headings == [f"{n}. {step.otsikko} {{#{step.id}}}" for n, step in enumerate(steps_of(page), 1)]
    assert text.index("{#apu}") < text.index("Pitempi ohje.") < text.index("{#loppu}")


def hostile(text: str) -> Callable[[list[dict[str, object]]], None]:
    def change(steps: list[dict[str, object]]) -> None:
        steps[0]["otsikko"] = text

    return change


HOSTILE = (
    "<script>alert(1)</script>",
    '"]; click v1 "https://paha.example"',
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,paha",
    "%%{init: {}}%%",
    "#quot;#lt;script#gt;",
    "`**lihava**`",
    "</svg><iframe>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_words_or_refused(site: Site, text: str) -> None:
    hurt = with_steps(site, hostile(text))
    page = process(hurt, "fi")
    found = [f for f in run_checks(hurt) if f.check == "broken-diagram" and f.path == page.path]
    if found:
        assert all(finding.line == page.line_of("vaiheet.0.otsikko") for finding in found)
        return
    html = process_figure(page, hurt)
    tree = ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"script", "img", "image", "iframe", "foreignObject", "style"}
    assert all(not (a.get("href") or "#").startswith(("http", "data", "java")) for a in tree.iter())
    assert not re.search("<(script|img|iframe)", html)


def test_the_line_of_the_source_names_its_step(site: Site) -> None:
    source = process_source(process(site, "fi"), site)
    assert [source.step_at(n) for n, _ in enumerate(source.text.split("\n"), 1)] == list(source.steps)


def test_the_data_of_a_process_is_what_its_schema_says(site: Site) -> None:
    files = dict(process_files(site))
    schema = json.loads(files["data/prosessit/skeema.json"])
    data = json.loads(files["data/prosessit/testi.json"])
    assert set(files) == {"data/prosessit/skeema.json", "data/prosessit/testi.json"}
    assert schema["title"] == "ProcessData"
    assert set(schema["required"]) == set(data)
    assert ProcessData.model_validate(data).vaiheet[1].seuraavat[0].kun == {
        lang: WORDS[lang][4] for lang in LANGUAGES
    }


def _numbers(html: str) -> Iterator[str]:
    yield from re.findall(r'aria-label="([^"]*)"', html)


def test_the_matrix_leads_to_each_step(site: Site) -> None:
    html = role_matrix(site, "fi", "matriisi/", lambda text: text)
    names = list(_numbers(html))[1:]
    assert names == [
        "Huolesta apuun: 2. Tarvitaanko apua?",
        "Huolesta apuun: 4. Asia päättyy",
        "Huolesta apuun: 1. Huoli herää",
        "Huolesta apuun: 2. Tarvitaanko apua?",
        "Huolesta apuun: 3. Perhe saa apua",
    ]
    assert 'href="../prosessit/testi/#kysymys"' in html
