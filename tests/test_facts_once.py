"""A fact stands once: changing one shows on exactly the right pages, in every language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import FRONT, ROOT, TODAY, MakeSite
from tukipakki.build import build
from tukipakki.model import Site
from tukipakki.read import read_site
from tukipakki.render.insertions import insert

TERM, NUMBER, SERVICE, COUNTY = "huostaanotto", "lapsia-sosiaalityontekijalla", "nollalinja", "kymenlaakso"
SECTION, DEADLINE = "25 c", "muutoksenhaku"
# What the search page asks for is named by a digest of the index, which holds every page's words.
DIGEST = re.compile(r"\?v=[0-9a-f]{10}")

Pages = Mapping[str, str]


def html_of(folder: Path) -> Pages:
    return {
        file.relative_to(folder).as_posix(): DIGEST.sub("", file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.html"))
        # The codes of leaflets follow from what these pages show: tests/test_leaflets.py.
        if "lehtinen" not in file.relative_to(folder).parts
    }


def edit(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, file
    file.write_text(after, encoding="utf-8")


def mutate(root: Path) -> None:
    """One of each kind of fact gets words that stand nowhere else."""

    def term(text: str) -> str:
        start = text.index(f"- id: {TERM}\n")
        head, body = text[:start], text[start:]
        for lang in ("fi", "sv", "en"):
            body = re.sub(rf'(\n    {lang}: )"[^"\n]*"', rf'\1"UUSISELITYS {lang}."', body, count=1)
        return head + body

    def deadline(text: str) -> str:
        start = text.index(f"- id: {DEADLINE}\n")
        end = text.index("  lyhyt:", start)
        said = re.sub(r'(\n    (fi|sv|en): )"[^"\n]*"', r'\1"UUSIAIKA \2"', text[start:end])
        return text[:start] + said + text[end:]

    def section(text: str) -> str:
        start = text.index(f'"{SECTION}":')
        heading = re.sub(r'(fi|sv|en): "[^"\n]*"', r'\1: "UUSIOTSIKKO \1"', text[start:].split("\n")[1])
        rest = text[start:].split("\n", 2)
        return text[:start] + "\n".join([rest[0], heading, rest[2]])

    edit(root / "data/termit.yml", term)
    edit(root / "data/maaraajat.yml", deadline)
    edit(root / "data/saadokset.yml", section)
    edit(
        root / "data/luvut.yml",
        lambda text: text.replace(
            '{fi: "30", sv: "30", en: "30"}', '{fi: "UUSI30", sv: "UUSI30", en: "UUSI30"}'
        ),
    )
    edit(root / "data/palvelut.yml", lambda text: text.replace('tel: "080005005"', 'tel: "080999999"'))
    edit(root / f"data/alueet/{COUNTY}.yml", lambda text: text.replace('"05 220 6000"', '"05 999 9999"'))


@pytest.fixture(scope="module")
def both(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pages, Pages]:
    """Every page of the real site before and after the changes."""
    root = tmp_path_factory.mktemp("muutettu") / "sivusto"
    root.mkdir()
    for name in ("docs", "data", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy2(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    mutate(root)
    out = root.parent / "valmis"
    result = build(read_site(root, TODAY), out, lambda _: None)
    assert result.ok, "\n".join(map(str, result.findings))
    return html_of(built), html_of(out)


def with_text(pages: Pages, text: str) -> set[str]:
    return {path for path, html in pages.items() if text in html}


def languages(paths: set[str]) -> set[str]:
    return {path.split("/")[0] if path[:3] in ("sv/", "en/") else "fi" for path in paths}


def places(site: Site, wanted: Callable[[str], bool]) -> set[str]:
    """Files of the built pages whose source text fits."""
    return {
        f"{page.url}index.html"
        for lang in site.languages
        for page in site.published(lang)
        if wanted((ROOT / page.path).read_text(encoding="utf-8"))
    }


def changed(both: tuple[Pages, Pages]) -> set[str]:
    before, after = both
    assert before.keys() == after.keys()
    return {path for path in before if before[path] != after[path]}


def pages_of_term(pages: Pages, ident: str) -> set[str]:
    return {path for path in pages if f'id="sana-{ident}"' in pages[path]} | {
        path for path in pages if path.endswith("sanasto/index.html")
    }


def test_a_changed_term(both: tuple[Pages, Pages]) -> None:
    expected = pages_of_term(both[0], TERM)
    assert with_text(both[1], "UUSISELITYS") == expected
    assert languages(expected) == {"fi", "sv", "en"}
    for lang in ("fi", "sv", "en"):
        assert languages(with_text(both[1], f"UUSISELITYS {lang}")) == {lang}


def test_a_changed_number(both: tuple[Pages, Pages], real_site: Site) -> None:
    """Where it is named, and where a term that names it is explained."""
    expected = places(real_site, lambda text: f"{{luku:{NUMBER}" in text or "{taulukko:luvut}" in text)
    assert expected
    expected |= pages_of_term(both[0], "lapsen-asioista-vastaava-sosiaalityontekija")
    assert with_text(both[1], "UUSI30") == expected
    assert languages(expected) == {"fi", "sv", "en"}


def test_a_changed_service(both: tuple[Pages, Pages]) -> None:
    expected = with_text(both[0], "tel:080005005")
    assert with_text(both[1], "tel:080999999") == expected
    assert with_text(both[1], "tel:080005005") == set()
    assert languages(expected) == {"fi", "sv", "en"}


def test_a_changed_county(both: tuple[Pages, Pages], real_site: Site) -> None:
    expected = places(
        real_site, lambda text: "{lista:alueet}" in text or f'otsikko: "{{alue:{COUNTY}}}"' in text
    )
    assert with_text(both[1], "05\N{NO-BREAK SPACE}999\N{NO-BREAK SPACE}9999") == expected
    assert languages(expected) == {"fi", "sv", "en"}


def test_a_changed_section(both: tuple[Pages, Pages]) -> None:
    expected = with_text(both[0], 'id="pykala-lsl-25-c"')
    assert with_text(both[1], "UUSIOTSIKKO") == expected
    for lang in ("fi", "sv", "en"):
        assert languages(with_text(both[1], f"UUSIOTSIKKO {lang}")) == {lang}


def test_a_changed_deadline(both: tuple[Pages, Pages], real_site: Site) -> None:
    expected = places(real_site, lambda text: f"{{maaraaika:{DEADLINE}}}" in text)
    assert with_text(both[1], "UUSIAIKA") == expected
    for lang in ("fi", "sv", "en"):
        assert languages(with_text(both[1], f"UUSIAIKA {lang}")) == {lang}


def test_no_other_page_changes(both: tuple[Pages, Pages]) -> None:
    expected = set().union(
        *(
            with_text(both[1], text)
            for text in (
                "UUSISELITYS",
                "UUSI30",
                "UUSIOTSIKKO",
                "UUSIAIKA",
                "tel:080999999",
                "05\N{NO-BREAK SPACE}999\N{NO-BREAK SPACE}9999",
            )
        )
    )
    assert changed(both) == expected


def test_a_new_county_is_in_the_list_with_its_page(make_site: MakeSite) -> None:
    text = (ROOT / "tests/pohja/data/alueet/kainuu.yml").read_text(encoding="utf-8")
    front = FRONT.format(title='"{alue:savo}"')
    files = {
        "data/alueet/savo.yml": text.replace("Kainuun", "Savon").replace("Kajanalands", "Savolax"),
        "docs/asiakkaille/alueet/savo.md": f"---\n{front}alue: savo\n---\nSoita.\n",
        "overrides/sanat.yml": (ROOT / "overrides/sanat.yml").read_text(encoding="utf-8"),
    }
    site = read_site(make_site(files), TODAY)
    assert site.findings == ()
    rows = insert("{lista:alueet}", site, "fi", html=True, here="apua-heti/")
    assert '<a href="../asiakkaille/alueet/savo/">Savon hyvinvointialue</a>' in rows
    assert "<b>Kainuun hyvinvointialue</b>" in rows, "a county without a page is only named"
    swedish = insert("{lista:alueet}", site, "sv", html=True, here="sv/apua-heti/")
    assert 'href="../../asiakkaille/alueet/savo/" hreflang="fi">Savolax' in swedish
    assert "(på finska)" in swedish


def test_every_county_has_a_page_and_every_bilingual_one_a_swedish_page(real_site: Site) -> None:
    for slug, region in real_site.data.regions.items():
        for lang in set(region.kielet) & set(real_site.languages):
            page = real_site.page(f"asiakkaille/alueet/{slug}", lang)
            assert page is not None, (slug, lang)
            assert page.front.alue == slug


def test_a_county_without_a_verified_number_gives_112(real_site: Site, built: Path) -> None:
    for slug, region in real_site.data.regions.items():
        html = (built / f"asiakkaille/alueet/{slug}/index.html").read_text(encoding="utf-8")
        box = html[html.index('<h2 id="apua-heti">') :].split("</section>")[0]
        number = region.sosiaalipaivystys.tel
        if number is None:
            assert "umeroa ei ole varmistettu – soita 112" in box
        else:
            assert f'href="tel:{number}"' in box
            assert "lähde" in box


def test_a_number_carries_its_time_and_source(real_site: Site) -> None:
    assert insert("{luku:soite-vireilletulot-2024}", real_site, "fi", html=True) == "3\N{NO-BREAK SPACE}391"
    told = insert("{luku:soite-vireilletulot-2024:lahde}", real_site, "en", html=True)
    assert told.startswith('3,391 <small class="tp-lahde">(in 2024, source: Innokylä')
    table = insert("{taulukko:luvut}", real_site, "sv", html=True)
    assert table.count("<tr id=") == len(real_site.data.numbers)
    assert "Mellersta Österbottens välfärdsområde" in table
    assert "hela landet" in table


@pytest.mark.parametrize("group", ["kiire", "lapset", "vakivalta", "kriisi", "rikos"])
def test_the_services_page_has_each_service_once(group: str, real_site: Site) -> None:
    rows = insert(f"{{lista:palvelut-{group}}}", real_site, "fi", html=True)
    services = [s for s in real_site.data.services.values() if s.ryhma == group]
    assert rows.count("<li") == len(services) > 0
    for service in services:
        assert f"<strong>{service.nimi['fi']}</strong>" in rows
