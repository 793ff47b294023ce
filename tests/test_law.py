"""Sections on pages: links, headings, notes on changed law, and the work list of a change."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from tests.conftest import BASE, ROOT, TODAY, MakeSite, page
from tukipakki.__main__ import main
from tukipakki.checks import run_checks
from tukipakki.cited import Cited, label, order, phrase, sections_on
from tukipakki.model import Page, Site
from tukipakki.read import read_site
from tukipakki.render.citations import body_pieces, cited_html
from tukipakki.render.inline import inline_html
from tukipakki.render.law import groups, notices, unread
from tukipakki.render.pieces import put

TEST = "docs/prosessit/ohjeet/testi.md"
SLUG = "prosessit/ohjeet/testi"
REGISTER = "data/saadokset.yml"
WORDS = {"overrides/sanat.yml": (ROOT / "overrides/sanat.yml").read_text(encoding="utf-8")}
SV = "---\notsikko: Sida\nkuvaus: En sida.\npaivitetty: {day}\n---\n{body}"


def site_of(make_site: MakeSite, files: dict[str, str]) -> Site:
    return read_site(make_site({**WORDS, **files}), TODAY)


def body_html(site: Site, lang: str = "fi", slug: str = SLUG) -> str:
    own = site.pages[slug, lang]
    return put(own.body, body_pieces(own, site))


def test_a_citation_is_a_link_that_knows_its_heading(make_site: MakeSite) -> None:
    html = body_html(site_of(make_site, {TEST: page("Katso LSL 26 §.\n")}))
    assert html == (
        'Katso <a class="tp-cite" href="https://www.finlex.fi/fi/laki/ajantasa/2007/20070417" '
        'rel="noreferrer" aria-describedby="pykala-lsl-26" data-pykala="Lastensuojeluasian vireilletulo">'
        "LSL\u00a026\u00a0§</a>.\n"
    )


def test_code_links_headings_and_diagrams_stay_as_they_are(make_site: MakeSite) -> None:
    body = (
        "## LSL 26 § {#a}\n\n`LSL 26 §` ja [LSL 26 §](https://www.finlex.fi/)\n\n"
        "```mermaid\nflowchart TD\n  a[LSL 26 §]\n```\n\n<!-- LSL 26 § -->\n"
    )
    assert body_html(site_of(make_site, {TEST: page(body)})) == body


def test_every_reader_gets_the_statute_in_their_language(make_site: MakeSite) -> None:
    files = {
        TEST: page("LSL 26 §\n"),
        TEST.replace(".md", ".sv.md"): SV.format(
            day="2026-11-01", body="BskL 26 § och 34 § i förvaltningslagen\n"
        ),
        TEST.replace(".md", ".en.md"): SV.format(day="2026-11-01", body="Child Welfare Act, section 26\n"),
    }
    site = site_of(make_site, files)
    swedish = body_html(site, "sv")
    assert "finlex.fi/sv/laki/ajantasa/2007/20070417" in swedish
    assert 'finlex.fi/fi/laki/ajantasa/2003/20030434" rel="noreferrer" hreflang="fi"' in swedish, (
        "no Swedish address"
    )
    english = body_html(site, "en")
    assert 'finlex.fi/fi/laki/ajantasa/2007/20070417" rel="noreferrer" hreflang="fi"' in english
    assert "section\u00a026</a>" in english
    assert "in Finnish" not in english, "said once on the page, not after each"


def test_a_long_list_tells_the_first_headings(make_site: MakeSite) -> None:
    html = body_html(site_of(make_site, {TEST: page("LSL 20–27 §\n")}))
    assert 'aria-describedby="pykala-lsl-20 pykala-lsl-21 pykala-lsl-25"' in html
    assert "ja 4 muuta" in html


def test_headings_of_the_register_cannot_break_the_page(make_site: MakeSite) -> None:
    root = make_site({**WORDS, TEST: page("LSL 26 § ja *LSL 27 §*\n")})
    file = root / REGISTER
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "Lastensuojeluasian vireilletulo", "A <b> & [x](y) *z* `k` '"
        ),
        encoding="utf-8",
    )
    html = markdown.markdown(body_html(read_site(root, TODAY)))
    assert html.count("<a ") == 2
    assert "<b>" not in html
    assert "<em>" in html
    assert 'data-pykala="A &lt;b&gt; &amp; &#91;x&#93;(y) &#42;z&#42; &#96;k&#96; &#x27;"' in html


def test_front_matter_words_and_facts_have_links(make_site: MakeSite) -> None:
    site = site_of(make_site, {TEST: page(extra="saados: lsl\n")})
    own = site.pages[SLUG, "fi"]
    html = inline_html("Katso 26 § ja [sivu](../../index.md), SHL 36 §", own, site)
    assert html.count('class="tp-cite"') == 2
    assert html.count("<a ") == 3
    assert 'aria-describedby="pykala-lsl-26"' in cited_html("LSL 26 §", site, "fi")


def test_a_table_head_keeps_its_words_only() -> None:
    from tukipakki.render.extension import TukipakkiExtension

    text = '| Ala (<a href="#x">LSL 25 §</a>) |\n|---|\n| a |\n'
    html = markdown.markdown(text, extensions=["tables", TukipakkiExtension()])
    assert 'data-l="Ala (LSL 25 §)"' in html
    assert 'aria-label="Ala (LSL 25 §)"' in html


def test_the_end_of_a_page_lists_its_sections(make_site: MakeSite) -> None:
    site = site_of(
        make_site, {TEST: page("703/2023 4 §, LSL 26 §, 25 a § ja LSL 25 §. LSL 64 § on kumottu.\n")}
    )
    found = groups(site, site.pages[SLUG, "fi"])
    assert [(group.name, [row.label for row in group.rows]) for group in found] == [
        ("Lastensuojelulaki", ["25\u00a0§", "25\u00a0a\u00a0§", "26\u00a0§", "64\u00a0§"]),
        ("Laki sosiaali- ja terveydenhuollon asiakastietojen käsittelystä", ["4\u00a0§"]),
    ]
    assert found[0].rows[3].state == "kumottu, tilalla 417/2007 61 a §"


def text_of(site: Site, lang: str = "fi") -> list[str]:
    own = site.pages[SLUG, lang]
    said = (*notices(site, own), *unread(site, own))
    return [f"{n.title} {'; '.join(n.rows)} {n.text}".strip() for n in said]


def test_a_page_says_once_that_a_section_is_unread(make_site: MakeSite) -> None:
    site = site_of(make_site, {TEST: page("LSL 52 a §, LSL 61–62 § ja taas LSL 61 §.\n")})
    assert text_of(site) == [
        "Ei vielä verrattu voimassa olevaan lakiin: LSL\u00a052\u00a0a, 61, 62\u00a0§ Muutosta ei ole luettu."
    ]


def test_changed_law_is_told_in_every_language_by_each_pages_own_date(make_site: MakeSite) -> None:
    files = {
        TEST: page("SHL 36 §\n").replace("2026-11-01", "2024-06-01"),
        TEST.replace(".md", ".sv.md"): SV.format(day="2024-06-01", body="SVL 36 §\n"),
        TEST.replace(".md", ".en.md"): SV.format(day="2026-11-01", body="Social Welfare Act, section 36\n"),
    }
    site = site_of(make_site, files)
    assert text_of(site) == [
        "Laki on muuttunut päivityksen jälkeen: SHL\u00a036\u00a0§, 1.1.2025 (muutos 955/2023)"
    ]
    assert text_of(site, "sv") == [
        "Lagen har ändrats efter uppdateringen: SVL\u00a036\u00a0§, 1.1.2025 (ändring 955/2023)"
    ]
    assert text_of(site, "en") == [], "the translation was compared with the new wording"


def test_a_change_to_come_is_told_as_one(make_site: MakeSite) -> None:
    root = make_site({**WORDS, TEST: page("LSL 26 §\n")})
    change(root, "LSL 26 §", "2027-03-01", "12/2027")
    assert text_of(read_site(root, TODAY)) == [
        "Laki muuttuu: LSL\u00a026\u00a0§, 1.3.2027 alkaen (muutos 12/2027)"
    ]


def test_labels_and_order() -> None:
    site = read_site(BASE, TODAY)
    lsl, rl = site.data.statutes["lsl"], site.data.statutes["rikoslaki"]
    assert [label(Cited(lsl, "26"), lang) for lang in ("fi", "sv", "en")] == [
        "LSL 26 §",
        "BskL 26 §",
        "Child Welfare Act, section 26",
    ]
    assert label(Cited(rl, "15:10"), "fi") == "RL 15 luku 10 §"
    assert (
        phrase([Cited(lsl, "25 a"), Cited(lsl, "26"), Cited(rl, "15:10")], "fi")
        == "LSL 25 a, 26 §; RL 15 luku 10 §"
    )
    assert sorted(["26", "25 d", "25", "38", "25 a", "9"], key=order) == [
        "9",
        "25",
        "25 a",
        "25 d",
        "26",
        "38",
    ]


# The work list


def change(root: Path, words: str, day: str, act: str) -> int:
    return main(
        [
            "saadokset",
            "muuttui",
            words,
            "--pvm",
            day,
            "--saados",
            act,
            "--juuri",
            str(root),
            "--today",
            str(TODAY),
        ]
    )


FILES = {
    TEST: page("Lista LSL 20–27 §.\n"),
    "docs/prosessit/ohjeet/toinen.md": page("Vain LSL 25 §.\n"),
    "docs/prosessit/ohjeet/kolmas.md": page("Lastensuojelulain 26 §.\n"),
    "docs/prosessit/ohjeet/kolmas.sv.md": SV.format(day="2026-11-01", body="26 § i barnskyddslagen.\n"),
    "docs/prosessit/ohjeet/kolmas.en.md": SV.format(day="2026-11-01", body="Nothing.\n"),
    "docs/prosessit/ohjeet/neljas.md": page(
        "Bare `LSL 26 §`.\n", extra="saados: shl\nensin:\n  - SHL 36 §\n"
    ),
    "docs/prosessit/ohjeet/viides.md": page("Sivun laki: 26 §.\n", extra="saados: lsl\n"),
    "docs/prosessit/ohjeet/luonnos.md": page("LSL 26 §.\n", extra="julkaise: false\n"),
    "docs/tietoa.md": page(
        extra='lahdeluettelo:\n  - "[Lastensuojelulaki 417/2007](https://www.finlex.fi/), 25–26 §"\n'
    ),
}
CITING = {
    TEST,
    "docs/prosessit/ohjeet/kolmas.md",
    "docs/prosessit/ohjeet/kolmas.sv.md",
    "docs/prosessit/ohjeet/viides.md",
    "docs/prosessit/ohjeet/luonnos.md",
    "docs/tietoa.md",
}


def listed(text: str) -> set[str]:
    return set(re.findall(r"docs/\S+\.md", text))


def test_a_change_of_the_law_lists_exactly_the_pages_that_cite_it(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({**WORDS, **FILES})
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert change(root, "LSL 26 §", "2026-12-01", "123/2026") == 0
    text = capsys.readouterr().out
    assert listed(text) == CITING
    assert "luonnos.md  rivi 10  (julkaisematta)" in text
    assert "Käännökset (1)" in text
    assert "arvioinnin-aloitus" in text, "a deadline rests on it"
    changed = {file.relative_to(root).as_posix() for file, raw in before.items() if file.read_bytes() != raw}
    assert changed == {REGISTER}


def test_those_pages_say_so_and_no_others(make_site: MakeSite) -> None:
    root = make_site({**WORDS, **FILES})
    change(root, "LSL 26 §", "2026-11-20", "123/2026")
    site = read_site(root, TODAY)

    def telling(own: Page) -> bool:
        return any("päivityksen jälkeen" in n.title or "uppdateringen" in n.title for n in notices(site, own))

    assert {own.path for own in site.pages.values() if telling(own)} == CITING
    assert {f.path for f in run_checks(site) if f.check == "changed-law"} == CITING


def test_only_the_values_of_the_row_change(make_site: MakeSite) -> None:
    root = make_site(WORDS)
    before = (root / REGISTER).read_text(encoding="utf-8").split("\n")
    change(root, "SHL 36 §", "2027-01-01", "5/2027")
    after = (root / REGISTER).read_text(encoding="utf-8").split("\n")
    assert len(before) == len(after)
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("      voimassa: 2025-01-01", "      voimassa: 2027-01-01"),
        (
            "      muutos: 955/2023  # muutos, jossa on huomautus",
            "      muutos: 5/2027  # muutos, jossa on huomautus",
        ),
        ("      tila: tarkistettu", "      tila: tarkistettava"),
    ]


def test_a_register_on_one_line_and_a_range_can_change(make_site: MakeSite) -> None:
    root = make_site(WORDS)
    assert change(root, "150/1930 5 §", "2027-01-01", "5/2027") == 0
    assert change(root, "BskL 61–74 §", "2027-01-01", "6/2027") == 0
    statutes = read_site(root, TODAY).data.statutes
    assert statutes["maaraaikalaki"].pykalat["5"].muutos == "5/2027"
    changed = [key for key, section in statutes["lsl"].pykalat.items() if section.muutos == "6/2027"]
    assert changed == ["61", "62", "74"], "the repealed one stays"


@pytest.mark.parametrize(
    ("words", "day", "act", "said"),
    [
        ("LSL 26", "2027-01-01", "5/2027", "ei ole viittaus pykälään"),
        ("§ 26", "2027-01-01", "5/2027", "ei ole viittaus pykälään"),
        ("", "2027-01-01", "5/2027", "ei ole viittaus pykälään"),
        ("LSL 26 § ja SHL 36 §", "2027-01-01", "5/2027", "ei ole viittaus pykälään"),
        ("26 §", "2027-01-01", "5/2027", "ei näy laki"),
        ("kotikuntalain 3 §", "2027-01-01", "5/2027", "ei ole tiedostossa"),
        ("LSL 226 §", "2027-01-01", "5/2027", "lisää se ensin rekisteriin"),
        ("LSL 64 §", "2027-01-01", "5/2027", "on kumottu"),
        ("LSL 26 §", "2027-01-01", "2027", "ei ole säädöksen numero"),
        ("LSL 26 §", "2027-02-30", "5/2027", "ei ole päivä"),
    ],
)
def test_misuse_is_one_sentence(
    words: str, day: str, act: str, said: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site(WORDS)
    before = (root / REGISTER).read_bytes()
    try:
        code = change(root, words, day, act)
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    assert code == 2
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert (root / REGISTER).read_bytes() == before


def test_the_report_lists_sections_and_their_pages(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({**WORDS, **FILES})
    assert main(["report", "saadokset", "--juuri", str(root), "--today", str(TODAY)]) == 0
    text = capsys.readouterr().out
    block = text.split("  LSL 26 §  ")[1].split("  LSL 27 §")[0]
    assert block.startswith("tarkistettu, 6 sivua")
    assert listed(block) == CITING
    with pytest.raises(SystemExit) as stop:
        main(["report", "saadoxet", "--juuri", str(root)])
    assert stop.value.code == 2


def test_mutating_a_row_shows_on_exactly_the_right_pages(make_site: MakeSite) -> None:
    root = make_site({**WORDS, **FILES})
    file = root / REGISTER
    text = (
        file.read_text(encoding="utf-8")
        .replace("Anhängiggörande", "Nytt namn")
        .replace("Lastensuojeluasian vireilletulo", "Uusi nimi")
    )
    file.write_text(text, encoding="utf-8")
    site = read_site(root, TODAY)
    wanted = {"fi": "Uusi nimi", "sv": "Nytt namn"}
    telling = {
        own.path
        for own in site.pages.values()
        if any(row.heading == wanted.get(own.lang) for g in groups(site, own) for row in g.rows)
    }
    assert telling == CITING
    assert all(sections_on(site, site.pages[key]) is not None for key in site.pages)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tila: tarkistettu\n", "tila: luettu\n", "ei ole sallittu"),
        ("numero: 417/2007", "numero: 417-2007", "numero"),
        ("      paiva: 2027-01-01\n", "", "tulossa"),
        ("      korvaa: 417/2007 61 a §\n", "", "korvaa"),
        ("  lyhenne: {fi: LSL", "  lyhene: {fi: LSL", "lyhenne"),
        ('    "26":\n', '    "26 §":\n', "26 §"),
    ],
)
def test_a_wrong_register_is_refused_with_its_line(
    old: str, new: str, said: str, make_site: MakeSite
) -> None:
    root = make_site(WORDS)
    file = root / REGISTER
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    findings = [f for f in read_site(root, TODAY).findings if f.path == REGISTER]
    assert findings
    assert findings[0].line > 1
    assert any(said in finding.message for finding in findings), findings
