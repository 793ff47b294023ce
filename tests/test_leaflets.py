"""Leaflets on paper: codes that follow the text, a register that forgets nothing, and PDFs that can be heard."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from pypdf import PdfReader

from tests.conftest import ROOT, TODAY
from tests.pdf_inspector import faults, look_at
from tukipakki.__main__ import main
from tukipakki.leaflets import pdf
from tukipakki.leaflets.editions import REGISTER, Editions, editions_of
from tukipakki.leaflets.lag import lagging
from tukipakki.leaflets.pdf import CannotPrint, pdf_of
from tukipakki.leaflets.press import prints
from tukipakki.leaflets.register import register_text
from tukipakki.leaflets.sheet import STYLE, sheet_html
from tukipakki.leaflets.shown import leaflet_pages
from tukipakki.leaflets.states import Answer, Leaflets, State
from tukipakki.model import Site
from tukipakki.parse.registers import Edition
from tukipakki.read import read_site

ADDRESS = "https://tukipakki.example.fi/"
LATER = date(2027, 3, 1)
ILMOITUS = ("asiakkaille/minusta-on-tehty-ilmoitus", "fi")
# Looked at in full in every run; the rest with make test-kaikki.
SAMPLES = {
    "asiakkaille/minusta-on-tehty-ilmoitus",
    "asiakkaille/kuka-on-sosiaalityontekija",
    "asiakkaille/mita-nyt/huostaanotto",
}
KEYS = [(page.slug, page.lang) for page in leaflet_pages(read_site(ROOT, TODAY))]
PARAMETERS = [
    pytest.param(key, marks=() if key[0] in SAMPLES else pytest.mark.kaikki, id=f"{key[0][12:]}-{key[1]}")
    for key in KEYS
]


def changed(site: Site, path: str, old: str, new: str, today: date = LATER) -> Site:
    """The site with a change in one file."""
    text = site.texts[path]
    assert old in text, path
    return read_site(Path(site.root), today, MappingProxyType({path: text.replace(old, new)}))


def registered(site: Site, editions: Editions) -> Site:
    """The site after `tukipakki lehtiset`."""
    texts = MappingProxyType({**site.texts, REGISTER: register_text(editions)})
    return read_site(Path(site.root), site.today, texts)


def answers(site: Site) -> dict[str, Answer]:
    return {answer.row.code: answer for answer in Leaflets(site).answers()}


# codes and register


def test_the_register_knows_every_leaflet_as_it_is(real_site: Site) -> None:
    assert [str(finding) for finding in lagging(real_site)] == []
    assert {(e.sivu, e.kieli) for e in real_site.data.editions.values() if not e.poistettu} == set(KEYS)


def test_the_register_is_as_the_command_writes_it(real_site: Site) -> None:
    assert register_text(editions_of(real_site)) == real_site.texts[REGISTER]


def test_a_code_can_be_read_aloud_and_typed(real_site: Site) -> None:
    for code in real_site.data.editions:
        assert re.fullmatch("[2-9bcdfhjkmnprstvwxz]{6}", code)


def test_a_changed_deadline_gives_new_codes_to_exactly_the_leaflets_that_show_it(real_site: Site) -> None:
    path = "data/maaraajat.yml"
    start = real_site.texts[path].index("- id: muutoksenhaku\n")
    old = real_site.texts[path][start : real_site.texts[path].index("\n- id:", start)]
    new = re.sub(r"(lyhyt:\n(?:    \w+: .*\n){3})", lambda m: m[0].replace("30", "14"), old)
    new = re.sub(r"(sanoin:\n(?:    \w+: .*\n){3})", lambda m: m[0].replace("30", "14"), new)
    assert new != old
    site = changed(real_site, path, old, new)
    before = editions_of(real_site)
    showing = {key for key, shown in before.shown.items() if "muutoksenhaku" in shown.deadlines}
    # Also those that say it only in the explanation of a word.
    after = editions_of(site)
    fresh = {(after.all[code].sivu, after.all[code].kieli) for code in after.pending}
    assert showing
    assert showing <= fresh < set(KEYS)
    for key in set(KEYS):
        sheets = [
            sheet_html(s, e.shown[key], real_site.data.editions[before.current(key).id])
            for s, e in ((real_site, before), (site, after))
        ]  # type: ignore[union-attr]
        assert (sheets[0] != sheets[1]) == (key in fresh), key
    code = before.current(ILMOITUS).id  # type: ignore[union-attr]
    told = answers(registered(site, after))
    old_answer = told[code]
    assert old_answer.row.state is State.REPLACED
    assert old_answer.newest is not None
    assert told[old_answer.newest.code].row.state is State.CURRENT
    assert old_answer.newest.code != code
    said = " ".join(text for change in old_answer.changes for text in change.rows)
    assert "Ennen: 30" in said
    assert "Nyt: 14" in said
    assert old_answer.changes[0].date == "1.3.2027"


def test_a_date_or_a_comment_gives_no_new_code(real_site: Site) -> None:
    path = "docs/asiakkaille/minusta-on-tehty-ilmoitus.md"
    assert lagging(changed(real_site, path, "paivitetty: 2026-11-28", "paivitetty: 2027-02-28")) == ()
    assert lagging(changed(real_site, path, "## Oikeutesi", "<!-- Tarkista tämä. -->\n\n## Oikeutesi")) == ()


def test_a_changed_part_is_named_and_nothing_else(real_site: Site) -> None:
    path = "docs/asiakkaille/minusta-on-tehty-ilmoitus.md"
    site = changed(real_site, path, "- Voimmeko saada tulkin?", "- Saammeko tulkin?")
    (finding,) = lagging(site)
    assert (finding.path, finding.check) == (path, "unlisted-leaflet")
    newest = editions_of(site).current(ILMOITUS)
    assert newest is not None
    assert newest.id in finding.message
    assert newest.muutos == ["Muuttunut kohta: ”Kysy ainakin nämä”."]
    assert newest.pvm == LATER


def test_codes_are_the_same_before_and_after_they_are_written_down(real_site: Site) -> None:
    path = "docs/asiakkaille/minusta-on-tehty-ilmoitus.md"
    site = changed(real_site, path, "- Voimmeko saada tulkin?", "- Saammeko tulkin?")
    editions = editions_of(site)
    written = registered(site, editions)
    assert set(written.data.editions) == set(editions.all)
    old, new = [e for e in written.data.editions.values() if (e.sivu, e.kieli) == ILMOITUS]
    assert old.osat == {}, "only the newest edition keeps what the next is compared with"
    assert new.osat


def test_going_back_to_an_old_text_gives_a_new_code(real_site: Site) -> None:
    path = "docs/asiakkaille/minusta-on-tehty-ilmoitus.md"
    there = changed(real_site, path, "- Voimmeko saada tulkin?", "- Saammeko tulkin?")
    back = registered(real_site, editions_of(there))
    codes = [e.id for e in editions_of(back).of(ILMOITUS)]
    assert len(set(codes)) == 3
    assert [answers(back)[code].row.state for code in codes] == ["replaced", "replaced", "current"]


def test_a_leaflet_that_is_gone_is_withdrawn_and_can_come_back(real_site: Site) -> None:
    gone = changed(
        real_site, "docs/asiakkaille/mita-lastensuojelu-on.md", "otsikko:", "julkaise: false\notsikko:"
    )
    editions = editions_of(gone)
    codes = [c for c in editions.withdrawn if editions.all[c].kieli == "fi"]
    assert [editions.all[code].sivu for code in codes] == ["asiakkaille/mita-lastensuojelu-on"]
    assert any(f.path == REGISTER for f in lagging(gone))
    after = registered(gone, editions)
    assert [f for f in lagging(after) if f.path == REGISTER and codes[0] in f.message] == []
    answer = answers(after)[codes[0]]
    assert (answer.row.state, answer.withdrawn, answer.page_url) == (State.WITHDRAWN, "1.3.2027", None)
    back = read_site(ROOT, LATER, MappingProxyType({REGISTER: after.texts[REGISTER]}))
    newest = editions_of(back).current(("asiakkaille/mita-lastensuojelu-on", "fi"))
    assert newest is not None
    assert newest.id != codes[0]
    assert newest.muutos[0] == "Lehtinen on otettu uudelleen käyttöön."


def test_two_leaflets_never_share_a_code(real_site: Site) -> None:
    taken = editions_of(real_site).current(ILMOITUS)
    assert taken is not None
    other = Edition(
        id=taken.id, sivu="x", kieli="sv", pvm=TODAY, otsikko="X", tiiviste="abcdefgh", poistettu=TODAY
    )
    site = replace(real_site, data=replace(real_site.data, editions={taken.id: other}))
    fresh = editions_of(site).current(ILMOITUS)
    assert fresh is not None
    assert fresh.id != taken.id


def test_the_command_writes_the_register(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "docs/asiakkaille", project / "docs/asiakkaille", dirs_exist_ok=True)
    (project / REGISTER).unlink()
    assert main(["lehtiset", "--kirjaa", "--juuri", str(project), "--today", str(TODAY)]) == 0
    assert "uusi koodi" in capsys.readouterr().out
    first = (project / REGISTER).read_bytes()
    assert first.startswith(b"# Jokainen lehtinen")
    assert main(["lehtiset", "--kirjaa", "--juuri", str(project), "--today", str(LATER)]) == 0
    assert (project / REGISTER).read_bytes() == first
    page = project / "docs/asiakkaille/minusta-on-tehty-ilmoitus.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n- Kuka kertoo?\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["lehtiset", "--pdf", "--juuri", str(project), "--today", str(LATER)]) == 1
    assert "[unlisted-leaflet]" in capsys.readouterr().err
    assert (project / REGISTER).read_bytes() == first


# pages


def test_every_code_has_its_answer_on_the_built_site(real_site: Site, built: Path) -> None:
    for edition in real_site.data.editions.values():
        html = (built / f"lehtinen/{edition.id}/index.html").read_text(encoding="utf-8")
        assert f'<html lang="{edition.kieli}"' in html
        assert edition.otsikko.split("?")[0] in html
        assert real_site.words["leaflet.current"][edition.kieli] in html or edition.poistettu
    for lang in real_site.languages:
        prefix = "" if lang == "fi" else f"{lang}/"
        html = (built / f"{prefix}lehtinen/index.html").read_text(encoding="utf-8")
        listed = set(re.findall(r">([2-9a-z]{6})</a>", html))
        assert listed == {e.id for e in real_site.data.editions.values() if e.kieli == lang}


def test_a_leaflet_leads_to_its_code(real_site: Site, built: Path) -> None:
    for key in KEYS:
        page = real_site.page(*key)
        assert page is not None
        edition = editions_of(real_site).current(key) if key == ILMOITUS else None
        html = (built / page.url / "index.html").read_text(encoding="utf-8")
        assert re.search(r'href="(?:\.\./)+lehtinen/[2-9a-z]{6}/"', html)
        assert edition is None or f"lehtinen/{edition.id}/" in html


# sheets and PDFs


@pytest.fixture(scope="module")
def addressed() -> Site:
    """The real site where its address is known."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TUKIPAKKI_OSOITE", ADDRESS)
        return read_site(ROOT, TODAY)


@pytest.fixture(scope="module")
def sheets(addressed: Site) -> dict[tuple[str, str], str]:
    return {(each.page.slug, each.page.lang): each.html for each in prints(addressed, editions_of(addressed))}


@pytest.fixture(scope="module")
def style() -> str:
    return (ROOT / "overrides" / STYLE).read_text(encoding="utf-8")


def words_of(file: Path) -> str:
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_leaflet_on_paper(
    key: tuple[str, str],
    addressed: Site,
    sheets: dict[tuple[str, str], str],
    style: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "lehtinen.pdf"
    file.write_bytes(pdf_of(sheets[key], style))
    assert capfd.readouterr() == ("", "")
    page = addressed.page(*key)
    edition = editions_of(addressed).current(key)
    assert page is not None
    assert edition is not None
    assert faults(file) == []
    reader = PdfReader(file)
    assert len(reader.pages) <= 2
    assert {(round(side.mediabox.width), round(side.mediabox.height)) for side in reader.pages} == {
        (595, 842)
    }
    assert reader.trailer["/Root"]["/Lang"] == page.lang
    assert reader.metadata is not None
    assert reader.metadata.title == edition.otsikko
    assert reader.metadata["/CreationDate"].startswith(f"D:{page.front.paivitetty:%Y%m%d}")
    figures = [e.alt for e in look_at(file).elements if e.tag == "/Figure"]
    assert any(edition.id in alt for alt in figures), "the code for a telephone is named in words"
    text = words_of(file)
    day = page.front.paivitetty
    for wanted in (edition.id, f"{day.day}.{day.month}.{day.year}", "112", "080 005 005"):
        assert wanted in text.replace("\N{NO-BREAK SPACE}", " ")
    child = "0800 96 116" if page.lang == "sv" else "116 111"
    assert child in text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"tukipakki.example.fi/lehtinen/{edition.id}/" in text


def test_the_same_sheet_gives_the_same_bytes(sheets: dict[tuple[str, str], str], style: str) -> None:
    key = ("asiakkaille/kuka-on-sosiaalityontekija", "sv")
    assert pdf_of(sheets[key], style) == pdf_of(sheets[key], style)


def test_a_sheet_fetches_nothing_and_says_what_is_wrong(style: str) -> None:
    sheet = '<!doctype html><html lang="fi"><head><title>T</title></head><body><h1>T</h1>{}</body></html>'
    for spoilt in (
        '<img src="https://esimerkki.fi/kuva.png" alt="Kuva">',
        '<img src="file:///etc/hostname" alt="Kuva">',
        '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">',
    ):
        with pytest.raises(CannotPrint, match="WeasyPrint huomauttaa"):
            pdf_of(sheet.format(spoilt), style)
    with pytest.raises(CannotPrint, match="lyhennä tekstiä"):
        pdf_of(sheet.format("<p>Liian pitkä teksti.</p>" * 600), style)


def test_without_pango_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def no_pango(name: str, *rest: object, **named: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", no_pango)
    with pytest.raises(CannotPrint, match=r"^Lehtisten PDF-tiedostot tarvitsevat Pango-kirjaston"):
        pdf.printer()


def test_without_an_address_there_is_a_code_but_no_qr(real_site: Site) -> None:
    editions = editions_of(real_site)
    edition = editions.current(ILMOITUS)
    assert edition is not None
    html = sheet_html(real_site, editions.shown[ILMOITUS], edition)
    assert "<svg" not in html
    assert f"lehtinen/{edition.id}/" in html


def test_the_inspector_sees_what_is_wrong(tmp_path: Path) -> None:
    """A PDF that is not tagged, and one that lacks each thing in turn."""
    import weasyprint

    untagged = tmp_path / "a.pdf"
    weasyprint.HTML(string="<h1>T</h1><p>x").write_pdf(untagged)
    found = " ".join(faults(untagged))
    for wanted in (
        "no language",
        "no structure tree",
        "untagged TJ",
        "not ours",
        "does not say that it is PDF/UA",
    ):
        assert wanted in found
    footed = tmp_path / "b.pdf"
    page = "<html lang=fi><title>T</title><style>@page { @bottom-left { content: 'alas' } }</style><h1>T</h1><h3>x</h3>"
    weasyprint.HTML(string=page).write_pdf(footed, pdf_variant="pdf/ua-1")
    found = " ".join(faults(footed))
    assert "is not in the structure" in found
    assert "/H3 after level 1" in found
