"""The search: what is found by what is typed, in the index and by the ranking that readers get."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import CASE_DAY, ROOT, TODAY, MakeSite, page
from tukipakki.__main__ import main
from tukipakki.model import Site
from tukipakki.read import read_site
from tukipakki.search import index
from tukipakki.search.ask import Hit, ask
from tukipakki.search.documents import documents_of
from tukipakki.search.index import search_files
from tukipakki.search.trial import failures, groups, try_all

Ask = Callable[..., list[Hit]]
GUIDE = "docs/prosessit/ohjeet/{}.md"
PAGES = {
    GUIDE.format("paihteet"): page(
        "## Palvelut {#palvelut}\n\nPäihde- ja mielenterveyspalvelut auttavat koko perhettä.\n",
        title="Tuki perheelle",
    ),
    GUIDE.format("huostaanotto"): page(
        "Tästä päättää viranhaltija.\n\n## Kesto {#kesto}\n\nHuostaanotto on voimassa toistaiseksi.\n",
        title="Huostaanotto",
    ),
    GUIDE.format("ilmoitus"): page(
        "Ilmoitus tehdään viipymättä (LSL 25 §). Poliisille ilmoitetaan myös.\n\n"
        "## Muu viranomainen {#ennen}\n\nViranomaisen ilmoituksesta säädetään erikseen (LSL 25 d §).\n",
        title="Ilmoittaminen",
    ),
    GUIDE.format("piirros"): page(
        "## Vaiheet {#vaiheet}\n\n```mermaid\nflowchart TD\n  a[Kirahvi]\n```\n\nKulku on `leopardi`.\n",
        title="Kulku",
    ),
    "data/haku/synonyymit.yml": "- {kieli: fi, sanat: [sossu, vie lapset], tarkoittaa: [huostaanotto]}\n",
}


@pytest.fixture
def searchable(make_site: MakeSite) -> Callable[[Mapping[str, str]], Site]:
    """A tiny site with the ranking and the words of this one."""

    def make(files: Mapping[str, str]) -> Site:
        root = make_site(files)
        for name in ("overrides/sanat.yml", "overrides/assets/js/etsi.js"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
        return read_site(root, CASE_DAY)

    return make


@pytest.fixture
def small(searchable: Callable[[Mapping[str, str]], Site]) -> Ask:
    site = searchable(PAGES)

    def one(question: str, *, typing: bool = False) -> list[Hit]:
        (hits,) = ask(site, "fi", [question], typing=typing)
        return hits

    return one


def first(hits: list[Hit]) -> str:
    return hits[0].url.rstrip("/").rpartition("/")[2] if hits else ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("huostaanotto", "huostaanotto"),
        ("HUOSTAANOTTO", "huostaanotto"),
        ("huostaanotossa", "huostaanotto"),
        ("huostaanotoistakin", "huostaanotto"),
        ("huostaan otto", "huostaanotto"),
        ("huostan otto", "huostaanotto"),
        ("huostaanoto", "huostaanotto"),
        ("sossu", "huostaanotto"),
        ("sossun", "huostaanotto"),
        ("vie lapset", "huostaanotto"),
        ("kuka päättää huostaanotosta", "huostaanotto"),
        ("päihdepalvelut", "paihteet"),
        ("päihdepalveluihin", "paihteet"),
        ("mielenterveys", "paihteet"),
        ("LSL 25 §", "ilmoitus"),
        ("lsl25d", "ilmoitus"),
        ("25 d §", "ilmoitus"),
        ("lastensuojelulaki 25", "ilmoitus"),
    ],
)
def test_the_right_page_comes_first(question: str, wanted: str, small: Ask) -> None:
    assert first(small(question)) == wanted


def test_a_hit_tells_the_section_that_answers(small: Ask) -> None:
    hit = small("huostaanoton kesto")[0]
    assert (hit.anchor, hit.heading, hit.title) == ("kesto", "Kesto", "Huostaanotto")
    assert small("25 d §")[0].anchor == "ennen"


def test_a_word_may_go_on_only_while_it_is_typed(small: Ask) -> None:
    assert first(small("huosta", typing=True)) == "huostaanotto"
    assert first(small("huostaan ot", typing=True)) == "huostaanotto"


def test_drawings_and_code_are_not_found(small: Ask) -> None:
    assert small("kirahvi") == []
    assert small("leopardi") == []


@pytest.mark.parametrize(
    "question",
    ["a" * 10_000, "(.*[", "\\", "👶", "مساعدة", "<b>", "§", "§ §", "''", "-", "\u0000", "ja", "   "],
)
def test_odd_questions_are_answered(question: str, small: Ask) -> None:
    assert isinstance(small(question), list)


def test_what_is_far_from_every_word_finds_nothing(small: Ask) -> None:
    assert small("xyzzyxyzzy") == []


def test_big_indexes_are_cut_up_and_answer_the_same(
    searchable: Callable[[Mapping[str, str]], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = searchable(PAGES)
    questions = ["huostaanotossa", "LSL 25 §", "päihdepalvelut", "poliisille", "huostan otto", "sossun luona"]
    whole = ask(site, "fi", questions)
    assert sum(name.startswith("fi-") for name, _ in search_files(site, "fi")) == 1
    monkeypatch.setattr(index, "WHOLE_LIMIT", 100)
    monkeypatch.setattr(index, "CHUNK", 400)
    monkeypatch.setattr(index, "LEXICON_LIMIT", 100)
    monkeypatch.setattr(index, "LEXICON_PIECE", 100)
    pieces = {name: content for name, content in search_files(site, "fi") if name.startswith("fi-")}
    for kind in ("fi-s", "fi-"):
        assert sum(name.startswith(kind) for name in pieces) > 3
    assert all(len(content) < 1_000 for content in pieces.values())
    assert ask(site, "fi", questions) == whole


def test_the_index_is_the_same_each_time(real_site: Site) -> None:
    for lang in real_site.languages:
        assert list(search_files(real_site, lang)) == list(search_files(real_site, lang))


def test_each_language_has_its_own_pages(real_site: Site) -> None:
    for lang in real_site.languages:
        core = json.loads(dict(search_files(real_site, lang))[f"{lang}.json"])
        assert [row[0] for row in core["pages"]] == [d.page.url for d in documents_of(real_site, lang)]
        assert {d.page.lang for d in documents_of(real_site, lang)} == {lang}


def test_every_heading_of_a_hit_stands_on_its_page(real_site: Site) -> None:
    for document in documents_of(real_site, "fi"):
        anchors = [section.anchor for section in document.sections]
        assert anchors[0] == ""
        assert len(anchors) == len(set(anchors))


# ---- the questions of data/haku/testit.yml


def test_the_list_of_questions_is_as_long_as_promised(real_site: Site) -> None:
    trials = real_site.data.trials
    assert len({(trial.kieli, trial.haku) for trial in trials}) == len(trials)
    assert sum(trial.erilla for trial in trials) == 90
    assert sum(trial.kieli == "fi" for trial in trials) >= 200
    for lang in ("sv", "en"):
        assert sum(trial.kieli == lang for trial in trials) >= 30


def test_the_bars_are_reached(real_site: Site) -> None:
    assert list(failures(try_all(real_site))) == []


def test_the_report_tells_each_group(real_site: Site) -> None:
    tried = try_all(real_site)
    assert {"erillään", "viritetyt, fi", "viritetyt, sv", "viritetyt, en"} <= groups(tried).keys()


def word_forms() -> list[tuple[str, str, frozenset[str]]]:
    """Word, kind and right pages of tests/word_forms.tsv."""
    lines = (Path(__file__).parent / "word_forms.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(word, kind, frozenset(pages.split())) for word, kind, _, _, pages in rows]


@pytest.mark.parametrize("kind", ["perusmuoto", "muoto"])
def test_forms_of_running_text_find_their_pages(kind: str, real_site: Site) -> None:
    rows = [row for row in word_forms() if row[1] == kind]
    assert len(rows) >= 120
    slugs = {page.url: page.slug for page in real_site.published("fi")}
    answers = ask(real_site, "fi", [word for word, _, _ in rows])
    lost = [
        word
        for (word, _, right), hits in zip(rows, answers, strict=True)
        if not right & {slugs[hit.url] for hit in hits[:10]}
    ]
    assert len(lost) <= 0.05 * len(rows), lost


# ---- the command


def test_the_command_answers_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "huostaanoton", "päättyminen", "--juuri", str(ROOT), "--today", str(TODAY)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].startswith("1. ")
    assert rows[2].strip().startswith("/")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [([], "Kirjoita, mitä etsit"), (["poliisi", "--kieli", "de"], "Kieltä ”de” ei ole")],
)
def test_the_command_refuses_in_a_sentence(
    arguments: list[str],
    told: str,
    searchable: Callable[[Mapping[str, str]], Site],
    capsys: pytest.CaptureFixture[str],
) -> None:
    site = searchable(PAGES)
    assert main(["search", *arguments, "--juuri", site.root, "--today", str(CASE_DAY)]) == 2
    assert told in capsys.readouterr().err


def test_the_command_says_when_nothing_is_found(
    searchable: Callable[[Mapping[str, str]], Site], capsys: pytest.CaptureFixture[str]
) -> None:
    site = searchable(PAGES)
    assert main(["search", "xyzzyxyzzy", "--juuri", site.root, "--today", str(CASE_DAY)]) == 0
    assert "ei löytynyt mitään" in capsys.readouterr().out


def test_a_missing_ranking_is_told_in_a_sentence(
    searchable: Callable[[Mapping[str, str]], Site], capsys: pytest.CaptureFixture[str]
) -> None:
    site = searchable(PAGES)
    (Path(site.root) / "overrides/assets/js/etsi.js").unlink()
    assert main(["search", "poliisi", "--juuri", site.root, "--today", str(CASE_DAY)]) == 2
    assert "palauta tiedosto historiasta" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wanted", "code"), [("prosessit/ohjeet/huostaanotto", 0), ("prosessit/ohjeet/paihteet", 1)]
)
def test_the_trial_fails_under_its_bars(
    wanted: str,
    code: int,
    searchable: Callable[[Mapping[str, str]], Site],
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = f'- {{haku: "huostaanotossa", kieli: fi, laji: taivutus, sivut: [{wanted}]}}\n'
    site = searchable({**PAGES, "data/haku/testit.yml": row})
    arguments = ["search", "--test", "--juuri", site.root, "--today", str(CASE_DAY)]
    assert main(arguments) == code
    assert ("vähintään 75 %" in capsys.readouterr().err) == bool(code)
