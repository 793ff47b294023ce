"""Our scanner and the real renderer see the same links and anchors, on every page of docs/."""

from __future__ import annotations

import html
from itertools import count
from pathlib import Path

import markdown
import pytest
import yaml

from tests.conftest import ROOT, TODAY
from tukipakki.model import Page
from tukipakki.parse.blocks import parse_blocks
from tukipakki.parse.links import find_links
from tukipakki.read import read_site
from tukipakki.render.fence import CURRENT, format_fence

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
    assert [heading.id for heading in page.headings] == ids


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


def test_tricky_text() -> None:
    page = PAGES[0]
    blocks = parse_blocks(TRICKY, 1)
    targets, ids = rendered(TRICKY, page)
    assert sorted(link.target for link in find_links(blocks.prose, 1)) == sorted(targets)
    assert [heading.id for heading in blocks.headings] == ids


def test_twenty_thousand_open_brackets_are_read_at_once() -> None:
    assert find_links("[" * 20_000, 1) == ()
    assert len(find_links("[" * 20_000 + "x](y.md)", 1)) == 1
