"""Finnish words: the committed table, own words, tokens, sentences, soft hyphens, the cost of it all."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case_words import client_forms, language_sites
from tests.conftest import ROOT, TODAY, MakeSite, page
from tukipakki import voikko
from tukipakki.__main__ import main
from tukipakki.checks import language
from tukipakki.model import ORIGINAL, UNKNOWN_WORD, Site, Word
from tukipakki.page_types import TYPES
from tukipakki.parse.lemmas import Lemmas, compound_parts, format_table, own_words, parse_line, parse_table
from tukipakki.parse.sentences import sentences_of
from tukipakki.parse.words import forms, prose_only
from tukipakki.read import LEMMA_TABLE, read_site
from tukipakki.render.hyphens import SOFT_HYPHEN, soft_hyphens
from tukipakki.render.terms import term_finder
from tukipakki.word_table import VoikkoMissing, missing_words, save_table, table_text, unknown_words

needs_voikko = pytest.mark.skipif(not voikko.available(), reason="Voikko has no wheels for this machine")

TABLE = """\
# header
lasten|suojelu|ilmoituksen\tlastensuojeluilmoitus\tlapsi suojelu ilmoitus\tsuojella ilmoittaa
tulosta\ttulo tulos
keskuksessa\tkeskus
päivänä\tpäivä
perhe\tperhe
kuullaan\tkuulla\t\t\tp
sosiaali|työn|tekijälle\tsosiaalityöntekijä\tsosiaali työ tekijä\ttehdä
keski-|pohjan|maalla\tkeski-pohjanmaa
xyzzy
"""
OWN = (
    "vireille|tulo  # selitys\nvireille|tulo|päivä\nwilma\nlasun=asiakassuunnitelma\n# pelkkä selitys\n|\n=\n"
)


def lemmas(table: str = TABLE, own: str = OWN) -> Lemmas:
    """A table and own words on a machine without Voikko."""
    return Lemmas(parse_table(table), own_words(own.split("\n")), lambda form: UNKNOWN_WORD)


def soft(text: str) -> str:
    return soft_hyphens(text, lemmas()).replace(SOFT_HYPHEN, "·")


def test_the_committed_table_knows_most_of_the_site(real_site: Site) -> None:
    """An editor's new words are analysed when they are met; `make sanat` puts them in the table later."""
    assert len(missing_words(real_site)) < len(parse_table(table_text(real_site))) * 0.2


def test_the_table_is_a_function_of_the_site(real_site: Site) -> None:
    texts = {table_text(real_site) for _ in range(2)}
    assert len(texts) == 1
    lines = texts.pop().split("\n")[1:-1]
    assert lines == sorted(lines, key=lambda line: line.partition("\t")[0].replace("|", ""))
    kept = parse_table((ROOT / LEMMA_TABLE).read_text(encoding="utf-8"))
    assert {line for line in lines if line.partition("\t")[0].replace("|", "") in kept} <= set(
        (ROOT / LEMMA_TABLE).read_text(encoding="utf-8").split("\n")
    )


def test_the_words_of_the_site_are_known(real_site: Site) -> None:
    share = unknown_words(real_site).count("\n") / len(parse_table(table_text(real_site)))
    assert share < 0.01


def test_the_words_of_the_cases_are_in_the_table_of_the_base_site(tmp_path: Path) -> None:
    for site in language_sites(tmp_path):
        assert isinstance(site.lemmas, Lemmas)
        missing = {form for form in client_forms(site) if form not in site.lemmas.table}
        assert not missing, f"run python -m tests.case_words ({missing})"


def test_words_of_the_table_do_not_wake_voikko() -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from tukipakki.read import read_site;"
        "site = read_site(Path(), date.max);"
        "[site.lemmas[form] for form in site.lemmas.table];"
        "print('pyvoikko' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_line_of_the_table_comes_back_as_it_was() -> None:
    table = parse_table(TABLE)
    assert format_table({form: parse_line(line) for form, line in table.items()}).split("\n")[1:-1] == sorted(
        TABLE.split("\n")[1:-1], key=lambda line: line.partition("\t")[0].replace("|", "")
    )


@pytest.mark.parametrize(
    ("form", "lemma", "structure"),
    [
        ("lastensuojeluilmoituksen", "lastensuojeluilmoitus", "lasten|suojelu|ilmoituksen"),
        ("vireilletulosta", "vireilletulo", "vireille|tulosta"),
        ("vireilletulopäivänä", "vireilletulopäivä", "vireille|tulo|päivänä"),
        ("wilmassa", "wilma", "wilmassa"),
        ("lasun", "asiakassuunnitelma", "lasun"),
        ("ot-keskuksessa", "ot-keskus", "ot-|keskuksessa"),
        ("perhe-", "perhe", "perhe"),
    ],
)
def test_what_a_form_is(form: str, lemma: str, structure: str) -> None:
    word = lemmas()[form]
    assert (word.lemmas[0], "|".join(word.structure)) == (lemma, structure)


@pytest.mark.parametrize(
    "form", ["xyzzy", "puuttuva", "wilmax", "vireilletulox", "outoeka-keskuksessa", "-", ""]
)
def test_what_nobody_knows(form: str) -> None:
    assert not lemmas()[form].known


def test_a_missing_word_is_analysed_once() -> None:
    asked: list[str] = []

    def analyse(form: str) -> Word:
        asked.append(form)
        return UNKNOWN_WORD

    words = Lemmas(parse_table(TABLE), own_words([]), analyse)
    for form in ("perhe", "uusi", "uusi", "perhe"):
        words[form]
    assert asked == ["uusi"]


@needs_voikko
@pytest.mark.parametrize(
    ("form", "lemma", "structure", "flags"),
    [
        ("hyvinvointialueen", "hyvinvointialue", "hyvin|vointi|alueen", ""),
        ("huostaanotosta", "huostaanotto", "huostaan|otosta", ""),
        ("keski-pohjanmaalla", "keski-pohjanmaa", "keski-|pohjan|maalla", ""),
        ("päihde-", "päihde", "päihde-", ""),
        ("vuotiaana", "vuotias", "vuotiaana", ""),
        ("tehdään", "tehdä", "tehdään", "p"),
        ("tehdä", "tehdä", "tehdä", "n"),
        ("tehty", "tehty", "tehty", "t"),
        ("eu:n", "eu", "eu:n", ""),
    ],
)
def test_what_voikko_says(form: str, lemma: str, structure: str, flags: str) -> None:
    word = voikko.analyse(form)
    assert lemma in word.lemmas
    assert "|".join(word.structure) == structure
    assert flags in word.flags


@needs_voikko
@given(st.text(max_size=30))
@settings(deadline=None, max_examples=50)
def test_voikko_takes_any_text(text: str) -> None:
    assert "".join(voikko.analyse(text).structure) in ("", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Päihde- ja mielenterveyspalvelut", "päihde- ja mielenterveyspalvelut"),
        ("LSL 25 § ja THL:n ohje, EU:n", "ja ohje"),
        ("rikoslain 10 §:ssä, 12-vuotias", "rikoslain vuotias"),
        ("[linkki](../laki/x.md#osa) {puhelin:x} <b>sana</b>", "linkki sana"),
        ("https://a.fi/sivu a.b@c.fi hyvinvointialue.kainuu.fi ja Kela.", "ja kela"),
        ("### broken-link {#broken-link}\nKatso data/alueet/kainuu.yml tai x.md", "katso tai"),
        ("Ankkuri-toiminta – se", "ankkuri-toiminta se"),
        ("!!! note\n    Huomaa", "huomaa"),
    ],
)
def test_forms_of_a_text(text: str, expected: str) -> None:
    assert " ".join(forms(prose_only(text))) == expected
    assert len(prose_only(text)) == len(text)


def test_sentences_and_their_lines() -> None:
    prose = (
        "Yksi. Kaksi kestää\n7. päivään. Kolme\n\n# Otsikko\n- **Neljä.** Viisi?\n  Kuusi\n| A | Seitsemän |\n"
        "| --- | --- |\n{lista:alueet}\n”Kahdeksan!” Yhdeksän {puhelin:x}."
    )
    assert [(s.line, s.text) for s in sentences_of(prose, 10)] == [
        (10, "Yksi."),
        (10, "Kaksi kestää\n7. päivään."),
        (11, "Kolme"),
        (14, "**Neljä.**"),
        (14, "Viisi?"),
        (15, "Kuusi"),
        (16, "Seitsemän"),
        (19, "”Kahdeksan!”"),
        (19, "Yhdeksän {puhelin:x}."),
    ]


@pytest.mark.parametrize(
    "piece", ["a-", "a.", "a@", "(", "](", "<", "{", ". ", ".*", "> ", "*", "Å. ", "[", "a:", "-"]
)
def test_hostile_text_takes_no_more_time_than_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    sentences_of(text, 1)
    soft_hyphens(text, lemmas())
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lastensuojeluilmoituksen teko", "Lasten·suojelu·ilmoituksen teko"),
        ("LASTENSUOJELUILMOITUKSEN", "LASTEN·SUOJELU·ILMOITUKSEN"),
        ("(sosiaalityöntekijälle)", "(sosiaali·työn·tekijälle)"),
        ("Keski-Pohjanmaalla", "Keski-Pohjan·maalla"),
        ("vireilletulosta", "vireille·tulosta"),
        ("päivänä tuntemattomasanaonpitkä", "päivänä tuntemattomasanaonpitkä"),
        (
            "lastensuojeluilmoituksen@x.fi x/lastensuojeluilmoituksen",
            "lastensuojeluilmoituksen@x.fi x/lastensuojeluilmoituksen",
        ),
    ],
)
def test_soft_hyphens_stand_where_a_compound_is_joined(text: str, expected: str) -> None:
    assert soft(text) == expected
    assert soft(expected.replace("·", SOFT_HYPHEN)) == expected


@given(st.text(alphabet="lastensuojeluilmoituksen-/ .ÅÄäé\u00ad", max_size=80))
def test_soft_hyphens_change_nothing_else(text: str) -> None:
    assert soft_hyphens(text, lemmas()).replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")


def test_parts_keep_the_letters_of_the_word() -> None:
    assert compound_parts("Lastensuojeluilmoituksen", lemmas()) == ("Lasten", "suojelu", "ilmoituksen")
    assert compound_parts("xyzzy", lemmas()) == ("xyzzy",)
    assert compound_parts("İ", lemmas()) == ("İ",)


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("Sinua kuullaan.", "kuullaan"),
        ("Päätöstä ei tehdä heti.", "tehdä"),
        ("Hän ei voi tehdä kaikkea.", ""),
        ("Voit tehdä sen.", ""),
        ("Asia on lain mukaan tehty.", "tehty"),
        ("Tehty suunnitelma on sinun.", ""),
        ("Hän kertoo.", ""),
    ],
)
def test_which_sentences_are_passive(real_site: Site, sentence: str, passive: str) -> None:
    table = "kuullaan\tkuulla\t\t\tp\ntehdä\ttehdä\t\t\tn\ntehty\ttehty\t\ttehdä\tt\non\tolla\n"
    site = dataclasses.replace(real_site, lemmas=lemmas(table))
    assert language._passive(sentences_of(sentence, 1)[0], site) == passive


def test_a_slip_is_listed_with_its_place_and_the_word_that_is_meant(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site(
        {
            "docs/roolit/palvelut/koe.md": page("Tekstiä.\n\nPerhetyöntekijä ja perhetyöntekjiä.\n"),
            "data/haku/omat-sanat.txt": "perhetyöntekijä\ntekstiä\nja\n",
        }
    )
    assert main(["sanat", "--tuntemattomat", "--juuri", str(root)]) == 0
    assert (
        "docs/roolit/palvelut/koe.md:11: perhetyöntekjiä (tarkoititko ”perhetyöntekijä”?)"
        in capsys.readouterr().out.split("\n")
    )


@needs_voikko
def test_the_command_writes_the_table(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({"docs/tietoa.md": page("Huostaanotosta.\n")})
    assert missing_words(read_site(root, TODAY))
    assert main(["sanat", "--juuri", str(root)]) == 0
    assert "data/haku/lemmat.tsv" in capsys.readouterr().out
    site = read_site(root, TODAY)
    assert missing_words(site) == ()
    assert "huostaan|otosta\thuostaanotto" in (root / LEMMA_TABLE).read_text(encoding="utf-8")


def test_without_voikko_new_words_are_refused_in_one_sentence(make_site: MakeSite) -> None:
    site = read_site(make_site({"docs/tietoa.md": page("Aivanuusisana.\n")}), TODAY)
    with pytest.raises(VoikkoMissing, match="Python"):
        save_table(site, with_voikko=False)


def test_professional_words_are_not_terms(real_site: Site) -> None:
    finder = term_finder(real_site, ORIGINAL)
    assert [word for word in real_site.data.plain_words if any(finder.find(word))] == []
    assert list(real_site.data.plain_words) == sorted(real_site.data.plain_words)


def test_a_thousand_leaflets_are_read_for_their_language_in_little_time(real_site: Site) -> None:
    leaflets = [p for p in real_site.published(ORIGINAL) if TYPES[p.type].client and p.words > 200]
    assert leaflets
    pages = {}
    for number in range(1000):
        base = leaflets[number % len(leaflets)]
        prose = f"{base.prose}\n{number}."
        pages[f"asiakkaille/x{number}", ORIGINAL] = dataclasses.replace(base, body=prose, prose=prose)
    site = dataclasses.replace(real_site, pages=pages)
    start = time.process_time()
    for check in (
        language.long_sentence,
        language.long_word,
        language.passive_page,
        language.professional_word,
    ):
        list(check(site))
    # Measured 0.8 s; a machine that does much else at once may need more.
    assert time.process_time() - start < 3
