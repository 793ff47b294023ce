"""The link that tells of a fault on a page: hidden until it is set, and never more than an address."""

from __future__ import annotations

import re
from dataclasses import replace

import jinja2
import pytest

from tests.conftest import ROOT, TODAY, MakeSite
from tukipakki.model import Site
from tukipakki.read import UnusableRoot, read_site
from tukipakki.render.feedback import feedback_href
from tukipakki.render.view import View

LEAFLET = "asiakkaille/minusta-on-tehty-ilmoitus"
ISSUES = "https://github.com/omistaja/hakemisto/issues/new?title={sivu}"


def told_to(site: Site, palaute: str, osoite: str = "") -> Site:
    return replace(site, settings=site.settings.model_copy(update={"palaute": palaute, "osoite": osoite}))


def href(site: Site, slug: str = LEAFLET, lang: str = "fi") -> str | None:
    page = site.page(slug, lang)
    assert page is not None
    return feedback_href(site, page)


def footer(site: Site, lang: str) -> str:
    page = site.page(LEAFLET, lang)
    assert page is not None
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "overrides"), undefined=jinja2.StrictUndefined
    )
    return templates.get_template("partials/footer.html").render(
        tp=View(site, page, lambda path: path), codes_url=None
    )


def test_the_path_of_the_page_goes_into_the_address(real_site: Site) -> None:
    found = href(told_to(real_site, ISSUES), lang="sv")
    assert (
        found
        == "https://github.com/omistaja/hakemisto/issues/new?title=%2Fsv%2Fasiakkaille%2Fminusta-on-tehty-ilmoitus%2F"
    )


def test_the_path_is_that_on_the_server(real_site: Site) -> None:
    found = href(told_to(real_site, ISSUES, "https://esimerkki.fi/pakki/"))
    assert found is not None
    assert found.endswith("title=%2Fpakki%2Fasiakkaille%2Fminusta-on-tehty-ilmoitus%2F")


def test_an_address_without_a_place_for_the_page_is_used_as_it_is(real_site: Site) -> None:
    assert href(told_to(real_site, "https://esimerkki.fi/palaute")) == "https://esimerkki.fi/palaute"


def test_mail_has_the_pages_address_as_its_subject_and_nothing_else(real_site: Site) -> None:
    site = told_to(real_site, "mailto:palaute@esimerkki.fi", "https://esimerkki.fi/")
    assert href(site, "tietoa") == (
        "mailto:palaute@esimerkki.fi?subject=Virhe%20sivulla%20https%3A%2F%2Fesimerkki.fi%2Ftietoa%2F"
    )
    assert href(told_to(real_site, "mailto:palaute@esimerkki.fi"), "tietoa", "en") == (
        "mailto:palaute@esimerkki.fi?subject=Error%20on%20page%20%2Fen%2Ftietoa%2F"
    )


def test_the_link_is_hidden_until_it_is_set(real_site: Site) -> None:
    assert href(real_site) is None
    assert "Tällä sivulla on virhe" not in footer(real_site, "fi")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fi", "Tällä sivulla on virhe"),
        ("sv", "Det finns ett fel på den här sidan"),
        ("en", "Something on this page is wrong"),
    ],
)
def test_the_footer_asks_in_each_language(lang: str, words: str, real_site: Site) -> None:
    outside = footer(told_to(real_site, ISSUES), lang)
    assert re.search(rf'<a href="https://github[^"]*" rel="noreferrer" class="tp-ulos">{words}</a>', outside)
    mail = footer(told_to(real_site, "mailto:palaute@esimerkki.fi"), lang)
    assert re.search(rf'<a href="mailto:[^"]*" rel="noreferrer">{words}</a>', mail)
    assert "<form" not in outside + mail


@pytest.mark.parametrize(
    "value",
    [
        "palaute@esimerkki.fi",
        "http://esimerkki.fi/",
        "https://",
        "https://esimerkki.fi/{page}",
        "https://esimerkki.fi/a b",
        "mailto:palaute",
        "mailto:palaute@esimerkki.fi?body=hei",
        "mailto:{sivu}@esimerkki.fi",
        "javascript:alert(1)",
    ],
)
def test_a_wrong_value_says_what_to_write(value: str, make_site: MakeSite) -> None:
    root = make_site({})
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("tukipakki: {}", f'tukipakki: {{palaute: "{value}"}}'), encoding="utf-8")
    with pytest.raises(UnusableRoot, match=r"”palaute” arvo ei kelpaa; kirjoita osoite.*\{sivu\}.*mailto:"):
        read_site(root, TODAY)


def test_a_wrong_neutral_address_says_what_to_write(make_site: MakeSite) -> None:
    root = make_site({})
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("tukipakki: {}", "tukipakki: {poistumisosoite: yle.fi}"), encoding="utf-8")
    with pytest.raises(UnusableRoot, match=r"”poistumisosoite” arvo ei kelpaa; kirjoita .*https://"):
        read_site(root, TODAY)
