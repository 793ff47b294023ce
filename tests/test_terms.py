"""Terms: found as each language inflects them, marked once on a page, explained for everybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import TODAY, MakeSite, page
from tukipakki.model import Page, Site
from tukipakki.parse.terms import finder
from tukipakki.read import read_site
from tukipakki.render.insertions import insert
from tukipakki.render.terms import UNMARKED, is_marked, mark, term_finder

LINK = re.compile(r'<a class="tp-term"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fi", "Huostaanotosta päättää toinen.", "huostaanotto"),
        ("fi", "Kun lapsi on huostaanottonsa aikana", "huostaanotto"),
        ("fi", "huostaanottojen määrä", "huostaanotto"),
        ("fi", "huostaanotossakin", "huostaanotto"),
        ("fi", "huostaan otetun lapsen", "huostaanotto"),
        ("fi", "huostaanottopäätös", None),
        ("fi", "huostaanotto-oikeus", None),
        ("fi", "esihuostaanotto", None),
        ("fi", "hyvinvointialueelle", "hyvinvointialue"),
        ("fi", "hyvinvointialueidensa", "hyvinvointialue"),
        ("fi", "sijoittajahyvinvointialue", None),
        ("fi", "asiakassuunnitelmaasi", "asiakassuunnitelma"),
        ("fi", "asiakassuunnitelmissa", "asiakassuunnitelma"),
        ("fi", "lastensuojeluilmoituksen", "lastensuojeluilmoitus"),
        ("fi", "lastensuojeluilmoitukseen", "lastensuojeluilmoitus"),
        ("fi", "lastensuojeluilmoituslomake", None),
        ("fi", "Ennakollisen lastensuojeluilmoituksen", "ennakollinen-lastensuojeluilmoitus"),
        ("fi", "kiireellistä avohuollon tukitoimea", "kiireellinen-avohuollon-tukitoimi"),
        ("fi", "avohuollon tukitoimiin", "avohuollon-tukitoimi"),
        ("fi", "avohuollossa", "avohuolto"),
        ("fi", "palvelutarpeen\narvioinnissa", "palvelutarpeen-arviointi"),
        ("fi", "palvelutarpeen\N{NO-BREAK SPACE}arviointia", "palvelutarpeen-arviointi"),
        ("fi", "THL:n ohje", "thl"),
        ("fi", "uusi kanta asiaan", None),
        ("fi", "Kantaan liitytään", "kanta"),
        ("fi", "lapsen edun mukaista", "lapsen-etu"),
        ("fi", "välittömässä vaarassa", "valiton-vaara"),
        ("fi", "lastensuojelu", None),
        ("sv", "barnskyddsanmälningarna", "lastensuojeluilmoitus"),
        ("sv", "välfärdsområdets", "hyvinvointialue"),
        ("sv", "omhändertagandebeslut", None),
        ("sv", "Bedömningen av servicebehovet", "palvelutarpeen-arviointi"),
        ("sv", "socialjouren", "sosiaalipaivystys"),
        ("en", "child welfare notifications", "lastensuojeluilmoitus"),
        ("en", "the wellbeing services county's duty", "hyvinvointialue"),
        ("en", "Emergency placements", "kiireellinen-sijoitus"),
        ("en", "a sheltered place", None),
    ],
)
def test_forms(lang: str, text: str, found: str | None, real_site: Site) -> None:
    names = [match.term for match in term_finder(real_site, lang).find(text)]
    assert names == ([found] if found else [])


def test_nothing_is_found_without_terms() -> None:
    assert list(finder((), "fi").find("huostaanotto")) == []


def test_the_register_is_large_and_speaks_plainly(real_site: Site) -> None:
    terms = real_site.data.terms.values()
    assert len(terms) >= 80
    for term in terms:
        for lang in real_site.languages:
            assert len(insert(term.selitys[lang], real_site, lang, html=False).split()) <= 30
            assert term.selitys[lang].endswith((".", ".}"))


def home(site: Site) -> Page:
    own = site.page("tietoa", "fi")
    assert own is not None
    return own


def marked(html: str, site: Site) -> str:
    return mark([("x", html)], home(site), site).texts["x"]


def test_only_the_first_use_is_marked(real_site: Site) -> None:
    html = marked("<p>Huostaanotto on raskas. Huostaanotosta päätetään.</p><p>huostaanotto</p>", real_site)
    assert LINK.findall(html) == ["Huostaanotto"]
    assert 'href="#sana-huostaanotto"' in html
    assert 'aria-describedby="selitys-huostaanotto"' in html


def test_the_order_is_that_of_the_texts(real_site: Site) -> None:
    result = mark(
        [("a", "<p>avohuolto</p>"), ("b", "<p>avohuolto, huostaanotto</p>")], home(real_site), real_site
    )
    assert [term.id for term in result.terms] == ["avohuolto", "huostaanotto"]
    assert LINK.findall(result.texts["b"]) == ["huostaanotto"]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Huostaanotto</h2>",
        '<p><a href="x">huostaanotto</a></p>',
        '<p><a href="x">katso <em>huostaanotto</em> ja avohuolto</a></p>',
        "<p><code>huostaanotto</code></p>",
        "<pre>huostaanotto</pre>",
        "<dl><dt>Huostaanotto</dt></dl>",
        "<svg><text>huostaanotto</text></svg>",
        '<ul class="tp-rows"><li>huostaanotto</li></ul>',
        '<p lang="sv">huostaanotto</p>',
        '<p title="huostaanotto">x<br>y &amp; z&nbsp;§ &#8211; <!-- huostaanotto --></p>',
        "<table><tr><th>Huostaanotto</th></tr></table>",
    ],
)
def test_what_is_not_running_text_stays_as_it_is(html: str, real_site: Site) -> None:
    assert marked(html, real_site) == html


def test_a_term_that_is_named_by_id_is_marked_too(make_site: MakeSite) -> None:
    root = make_site(
        {
            "data/termit.yml": "- id: lapsi\n  nimi: {fi: lapsi, sv: barn, en: child}\n"
            "  selitys: {fi: 'Alle 18 \"vuotta\" [x].', sv: Under 18., en: Under 18.}\n"
            "  vartalot: {fi: [], sv: [], en: []}\n  lahde: testi\n",
            "docs/prosessit/ohjeet/toinen.md": page("lapsi ja {termi:lapsi}\n"),
        }
    )
    site = read_site(root, TODAY)
    own = site.page("prosessit/ohjeet/toinen", "fi")
    assert own is not None
    html = mark([("x", insert(own.body, site, "fi", html=True))], own, site).texts["x"]
    assert LINK.findall(html) == ["lapsi"]
    assert 'data-selitys="Alle 18 &quot;vuotta&quot; &#91;x&#93;."' in html
    assert html.startswith("lapsi ja ")


def test_some_pages_are_left_alone(real_site: Site) -> None:
    for page_ in real_site.pages.values():
        assert is_marked(page_) == (page_.slug not in UNMARKED and page_.type != "hakemisto")


def test_every_built_page_explains_exactly_what_it_marks(real_site: Site, built: Path) -> None:
    total = 0
    for lang in real_site.languages:
        for own in real_site.published(lang):
            html = (built / own.url / "index.html").read_text(encoding="utf-8")
            used = re.findall(r'<a class="tp-term" id="kohta-([a-z0-9-]+)"', html)
            listed = re.findall(r'<div id="sana-([a-z0-9-]+)">', html)
            assert sorted(used) == sorted(listed), own.path
            assert len(set(used)) == len(used), own.path
            assert (not used) or is_marked(own), own.path
            assert not re.search(r"<h[1-6][^>]*>(?:(?!</h).)*tp-term", html), own.path
            total += len(used)
    assert total > 200


def test_the_glossary_has_every_term_in_every_language(real_site: Site, built: Path) -> None:
    for lang in real_site.languages:
        own = real_site.page("sanasto", lang)
        assert own is not None
        html = (built / own.url / "index.html").read_text(encoding="utf-8")
        for term in real_site.data.terms.values():
            assert f'<div id="{term.id}"><dt>' in html
