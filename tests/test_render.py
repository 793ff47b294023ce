"""Facts, links across languages, review dates, menus: what stands on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import FRONT, ROOT, TODAY, MakeSite, page
from tukipakki.model import Site
from tukipakki.parse.text import plain_text
from tukipakki.read import read_site
from tukipakki.render.inline import inline_html
from tukipakki.render.insertions import UnknownFact, insert
from tukipakki.render.links import link_across_languages
from tukipakki.render.navigation import sort_key
from tukipakki.render.review import is_overdue, next_review
from tukipakki.render.typography import tied
from tukipakki.targets import relative

OTHER = "docs/prosessit/ohjeet/toinen.md"


@pytest.fixture(scope="session")
def site() -> Site:
    return read_site(ROOT, TODAY)


def test_a_deadline_is_inserted_in_each_language(site: Site) -> None:
    words = {
        lang: insert("{maaraaika:arvioinnin-aloitus}", site, lang, html=False) for lang in site.languages
    }
    assert len(set(words.values())) == 3
    assert "arkipäivänä" in words["fi"]
    html = insert("{maaraaika:arvioinnin-aloitus:lyhyt}", site, "fi", html=True)
    assert html.startswith('<span class="tp-deadline">')


def test_a_number_carries_the_date_of_its_source(site: Site) -> None:
    html = insert("{puhelin:lasten-ja-nuorten-puhelin}", site, "fi", html=True)
    assert 'href="tel:116111"' in html
    assert "lähde 11/2025" in html
    assert insert("{puhelin:hatanumero}", site, "fi", html=True).count("lähde") == 0


def test_no_number_is_shown_that_no_source_verifies(site: Site) -> None:
    rows = insert("{lista:alueet}", site, "fi", html=True).split("<li>")
    unverified = [row for row in rows if "ei ole varmistettu" in row]
    silent = [r for r in site.data.regions.values() if r.sosiaalipaivystys.numero is None]
    assert len(unverified) == len(silent) > 0
    assert all('href="tel:112"' in row for row in unverified)


@pytest.mark.parametrize("text", ["{maaraaika:x}", "{outo:x}", "{puhelin:nollalinja:pitka}"])
def test_an_unknown_fact_is_an_error(text: str, site: Site) -> None:
    with pytest.raises(UnknownFact):
        insert(text, site, "fi", html=True)


def test_a_changed_deadline_shows_on_every_page_that_names_it(make_site: MakeSite) -> None:
    root = make_site({OTHER: page("Aloita {maaraaika:arvioinnin-aloitus}.\n")})
    file = root / "data/maaraajat.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("seitsemäntenä", "kahdeksantena"), encoding="utf-8"
    )
    changed = read_site(root, TODAY)
    own = changed.page("prosessit/ohjeet/toinen", "fi")
    assert own is not None
    assert "kahdeksantena" in insert(own.body, changed, "fi", html=False)


TRANSLATED = "---\notsikko: Den andra\nkuvaus: En sida.\npaivitetty: 2026-11-01\n---\n{body}"


def across(make_site: MakeSite, files: Mapping[str, str], slug: str, lang: str) -> str:
    built = read_site(make_site(files), TODAY)
    own = built.page(slug, lang)
    assert own is not None
    return link_across_languages(own.body, own, built)


WORDS = {
    "overrides/sanat.yml": "language.in_fi: {fi: suomeksi, sv: på finska, en: in Finnish}\n"
    "language.in_sv: {fi: ruotsiksi, sv: på svenska, en: in Swedish}\n"
}


def test_a_link_to_a_page_that_only_exists_in_finnish_says_so(make_site: MakeSite) -> None:
    files = {
        OTHER: page("Teksti.\n"),
        OTHER.replace("toinen", "kolmas"): page("Vain suomeksi.\n", title="Kolmas"),
        OTHER.replace(".md", ".sv.md"): TRANSLATED.format(
            body="[tredje](kolmas.md#lahteet) och [hem](toinen.md)\n"
        ),
        **WORDS,
    }
    html = across(make_site, files, "prosessit/ohjeet/toinen", "sv")
    assert (
        '<a href="../../../../prosessit/ohjeet/kolmas/#lahteet" hreflang="fi" lang="fi">tredje</a>'
        '<span class="tp-kieli"> (på finska)</span>'
    ) in html
    assert "[hem](toinen.md)" in html, "a link within the language stays Markdown"


def test_a_finnish_page_may_link_to_a_translation(make_site: MakeSite) -> None:
    files = {
        OTHER: page("[ruotsiksi](toinen.sv.md)\n"),
        OTHER.replace(".md", ".sv.md"): TRANSLATED.format(body="Text.\n"),
        **WORDS,
    }
    html = across(make_site, files, "prosessit/ohjeet/toinen", "fi")
    assert html.startswith(
        '<a href="../../../sv/prosessit/ohjeet/toinen/" hreflang="sv" lang="sv">ruotsiksi</a>'
    )
    assert "(ruotsiksi)" in html


def test_a_translation_inherits_what_it_does_not_say(site: Site) -> None:
    original, swedish = (site.page("prosessit/lastensuojeluilmoitus", lang) for lang in ("fi", "sv"))
    assert original is not None
    assert swedish is not None
    assert swedish.front.omistaja == original.front.omistaja
    assert swedish.front.otsikko != original.front.otsikko


@pytest.mark.parametrize(
    ("folder", "updated", "due"),
    [
        ("prosessit/ohjeet", "2026-11-01", date(2027, 11, 1)),
        ("roolit/palvelut", "2026-11-30", date(2027, 2, 28)),
    ],
)
def test_review_cycles(folder: str, updated: str, due: date, make_site: MakeSite) -> None:
    text = f"---\n{FRONT.format(title='Sivu')}---\nTeksti.\n".replace("2026-11-01", updated)
    built = read_site(make_site({f"docs/{folder}/sivu.md": text}), TODAY)
    own = built.page(f"{folder}/sivu", "fi")
    assert own is not None
    assert next_review(own) == due
    assert not is_overdue(own, due)
    assert is_overdue(own, date.fromordinal(due.toordinal() + 1))


def test_finnish_letters_come_last() -> None:
    assert sorted(["Ötökkä", "Äiti", "Zeniitti", "Åland", "Éclair", "Aamu"], key=sort_key) == [
        "Aamu",
        "Éclair",
        "Zeniitti",
        "Åland",
        "Äiti",
        "Ötökkä",
    ]


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("", "laki/", "laki/"),
        ("laki/maaraajat/", "", "../../"),
        ("laki/maaraajat/", "laki/", "../"),
        ("sv/laki/", "laki/", "../../laki/"),
        ("laki/", "laki/", "./"),
    ],
)
def test_relative_addresses(here: str, there: str, address: str) -> None:
    assert relative(here, there) == address


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("LSL 26 §", "LSL_26_§"),
        ("LSL 38 a § ja SHL 36 §", "LSL_38_a_§ ja SHL_36_§"),
        ("703/2023 56 §", "703/2023_56_§"),
        ("LSL 25 § 3 mom", "LSL_25_§_3_mom"),
        ("Child Welfare Act, section 26", "Child Welfare Act, section_26"),
        ("vuonna 2026 26 lasta", "vuonna 2026 26 lasta"),
    ],
)
def test_citations_do_not_break(text: str, result: str) -> None:
    assert tied(text).replace("\N{NO-BREAK SPACE}", "_") == result


def test_front_matter_words_are_markdown(site: Site) -> None:
    own = site.page("laki/maaraajat", "sv")
    assert own is not None
    html = inline_html("Se *här*: [poliisi](../roolit/poliisi.md), LSL 26 §", own, site)
    assert "<em>här</em>" in html
    assert 'hreflang="fi" lang="fi">poliisi</a>' in html
    assert not html.startswith("<p>")


def test_plain_text_keeps_the_words() -> None:
    text = "## Otsikko {#id}\n\n- **Lihava** ja [linkki](x.md)\n\n| A | B |\n|---|---|\n| c | d |\n\nKuka\n:   Poliisi\n"
    assert plain_text(text) == "Otsikko Lihava ja linkki A B c d Kuka Poliisi"


def test_interface_words_have_the_same_placeholders(site: Site) -> None:
    for key, words in site.words.items():
        names = {lang: set(re.findall(r"\{(\w+)\}", text)) for lang, text in words.items()}
        assert len({frozenset(found) for found in names.values()}) == 1, key


def test_every_interface_word_is_used(site: Site) -> None:
    """Keys that templates and code build (type.*, phase.*, step.*, reader.*) count by their family."""
    sources = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "overrides").rglob("*.js")]
    sources += list((ROOT / "scripts").rglob("*.py"))
    text = "\n".join(Path(source).read_text(encoding="utf-8") for source in sources)
    families = (
        "type.",
        "phase.",
        "nav.",
        "reader.",
        "search.",
        "footer.",
        "language.in_",
        "language.name_",
        "help.strip.",
        "region.languages_",
        "day.",
        "step.",
        "role.",
        "leaflet.short_",
    )
    unused = [key for key in site.words if key not in text and not key.startswith(families)]
    assert unused == []
