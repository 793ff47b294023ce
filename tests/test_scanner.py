"""Our scanner and the real renderer see the same links and anchors, on every page of docs/."""

from __future__ import annotations

import html
from collections import Counter
from itertools import count
from pathlib import Path

import markdown
import pytest
import yaml

from tests.conftest import ROOT, TODAY
from tests.odd_pages import odd_page
from tukipakki.model import Page
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.links import find_links
from tukipakki.read import read_site
from tukipakki.render.fence import CURRENT, format_fence
from tukipakki.render.pieces import put

SITE = read_site(ROOT, TODAY)
PAGES = [SITE.pages[key] for key in sorted(SITE.pages)]


def extensions() -> tuple[list[str], dict[str, object]]:
    """The Markdown extensions of mkdocs.yml, in its order."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda *_: "")
    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda *_: format_fence)
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=Loader)
    names: list[str] = []
    options: dict[str, object] = {}
    for entry in config["markdown_extensions"]:
        name, values = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
        names.append(name)
        options[name] = values
    return names, options


NAMES, OPTIONS = extensions()


def rendered(body: str, page: Page) -> tuple[list[str], list[str]]:
    """Targets of links and images, and ids of headings, as Markdown makes them."""
    CURRENT.set((SITE, page, count(1)))
    md = markdown.Markdown(extensions=NAMES, extension_configs=OPTIONS)
    seen: tuple[list[str], list[str]] = ([], [])

    class Collect(markdown.treeprocessors.Treeprocessor):
        def run(self, root: object) -> None:
            for element in root.iter():  # type: ignore[attr-defined]
                if element.tag in ("a", "img"):
                    seen[0].append(html.unescape(element.get("href") or element.get("src")))
                if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                    seen[1].append(element.get("id"))

    md.treeprocessors.register(Collect(md), "collect", 1)
    md.convert(body)
    return seen


@pytest.mark.parametrize("page", PAGES, ids=lambda page: Path(page.path).name)
def test_scanner_and_renderer_agree(page: Page) -> None:
    targets, ids = rendered(page.body, page)
    assert [link.target for link in page.links] == targets
    # Steps that are data have headings of their own, which no one writes.
    written = sorted((h for h in page.headings if h.line >= page.body_line), key=lambda h: h.line)
    assert [heading.id for heading in written] == ids


TRICKY = """\
## Otsikko {#otsikko}

[yksi](a.md) ja ![kuva](b.png) ja [kaksi *korostettua*](c.md "nimi") ja [kolme](<d e.md>).
Ei linkkejä: `[koodi](x.md)`, \\[pako](x.md), [pelkkä], [viite][ei] ja <!-- [piilo](x.md) -->.

[![kuva](sisalla.png)](ulkona.md) ja [sulut](https://example.org/a_(b)).

- [luettelossa](f.md#kohta)

| A | B |
|---|---|
| [taulukossa](g.md) | x |

```
[koodissa](x.md)
## ei otsikko {#ei}
```

!!! note "Huom"
    [laatikossa](h.md)
"""


def assert_agreement(text: str) -> None:
    """Scanner and renderer see the same targets as often, and the same heading ids in order."""
    blocks = parse_blocks(text, 1)
    without_comments = put(text, ((start, end, "") for start, end in blocks.comments))
    targets, ids = rendered(without_comments, PAGES[0])
    scanned = find_links(blocks.flow, 1)
    assert Counter(link.target for link in scanned) == Counter(targets), text
    assert len(blocks.headings) == len(ids), text
    # Where an editor gave no id, the renderer makes one up.
    wanted = [heading.id or made for heading, made in zip(blocks.headings, ids, strict=True)]
    assert wanted == ids, text


def test_tricky_text() -> None:
    assert_agreement(TRICKY)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_odd_pages(first: int) -> None:
    for seed in range(first, first + 50):
        assert_agreement(odd_page(seed))


@pytest.mark.kaikki
@pytest.mark.parametrize("first", range(1000, 9000, 500))
def test_many_odd_pages(first: int) -> None:
    for seed in range(first, first + 500):
        assert_agreement(odd_page(seed))


@pytest.mark.parametrize(
    "text",
    [
        "Teksti.\n\n    [sisennetty](x.md)\n\n- a\n\n    [luettelossa](y.md)\n\n        [koodia](z.md)\n",
        "- a\n    - b\n\n        [syvällä](x.md)\n\nTeksti.\n\n    [koodia](y.md)\n",
        '!!! note "H"\n\n    ## Otsikko {#o}\n    [a](x.md)\n\n    ```\n    [koodia](y.md)\n    ```\n',
        "[auki ja\n\nkiinni](x.md) ja [a](y.md)\n\n- [auki\n- kiinni](z.md)\n",
        "| A | B |\n|---|---|\n| [auki | kiinni](x.md) |\n| [a](y.md) | b |\n",
        "[ulompi [sisempi](x.md) loppu](y.md) ja ![kuva ![toinen](a.png)](b.png)\n",
        "Otsikko\n-------\n\nToinen {#t}\n===\n\n- # Kolmas {#k}\n\n> ## Neljäs {#n}\n\n## # Viides {#v}\n",
        "<!-- piilo --> [a](x.md)\n\n- <!-- [b](y.md) -->\n\n    [c](z.md)\n",
        "~~~\n```\n[koodia](y.md)\n~~~\n[a](z.md)\n",
        "1. a\n\n    ## O {#o}\n2. b\n\n    [c](x.md)\n\nsana\n:   [selitys](y.md)\n\n    [jatko](z.md)\n",
        "\\[pako](x.md) [\\[b\\]](y.md) \\\\[c](z.md) [d]( <e f.md> ) [g](h_(i).md 'j')\n",
        "###\n\n## Otsikko ## {#a}\n\n##Tiukka {#b}\n\n    # koodia\n",
    ],
)
def test_places_where_a_link_or_heading_is_or_is_not(text: str) -> None:
    assert_agreement(text)


def test_twenty_thousand_open_brackets_are_read_at_once() -> None:
    assert find_links("[" * 20_000, 1) == ()
    assert len(find_links("[" * 20_000 + "x](y.md)", 1)) == 1
