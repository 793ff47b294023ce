"""Citations in running text: what each string of citations.tsv says, and at what cost."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import BASE, TODAY, MakeSite, page
from tukipakki.model import Citation
from tukipakki.parse.citable import citations_of
from tukipakki.read import read_site

SITE = read_site(BASE, TODAY)
NAMES = SITE.lexicons["fi"]
TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "citations.tsv").read_text(encoding="utf-8").split("\n")
    if "\t" in line
]


def words(citation: Citation) -> str:
    """A citation as the table writes it."""
    owner = citation.statute or (f"!{citation.named}" if citation.named else "?")
    sections = ", ".join(a if a == b else f"{a}–{b}" for a, b in citation.sections)
    parts = f" /{citation.subsection or ''}" if citation.subsection or citation.item else ""
    return f"{owner} {sections}{parts}" + (f".{citation.item}" if citation.item else "")


def read(text: str, default: str | None = None) -> list[str]:
    return [words(citation) for citation in citations_of(text, 1, NAMES, default)]


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 200
    assert len({(default, text) for default, text, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("default", "text", "expected"), TABLE, ids=[row[1] for row in TABLE])
def test_what_a_string_says(default: str, text: str, expected: str) -> None:
    found = read(text.replace("\\n", "\n"), default or None)
    assert (" | ".join(found) or "-") == expected


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_language_reads_the_same(lang: str) -> None:
    """A Swedish page may name a Finnish abbreviation, and the other way round."""
    for default, text, expected in TABLE:
        found = citations_of(text.replace("\\n", "\n"), 1, SITE.lexicons[lang], default or None)
        assert (" | ".join(map(words, found)) or "-") == expected, text


@pytest.mark.parametrize(("default", "text", "expected"), TABLE, ids=[row[1] for row in TABLE])
def test_offsets_and_lines_are_those_of_the_text(default: str, text: str, expected: str) -> None:
    body = f"Alku.\n\n{text.replace(chr(92) + 'n', chr(10))}\n"
    for citation in citations_of(body, 10, NAMES, default or None):
        assert body[citation.start : citation.end] == citation.text
        assert citation.line == 10 + body.count("\n", 0, citation.start)


def test_a_section_is_read_with_the_spaces_that_do_not_break() -> None:
    assert read("LSL\u00a026\u00a0§, 25\u00a0a\u00a0§ 3\u00a0mom") == ["lsl 26", "lsl 25 a /3"]


PIECES = st.sampled_from(
    [
        "LSL",
        "lain",
        "26",
        "25 a",
        " ",
        "§",
        ", ",
        "–",
        " ja ",
        ":n",
        "section ",
        "sections ",
        "703/2023",
        "\n",
        "(",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    for citation in citations_of(text, 1, NAMES, None):
        assert text[citation.start : citation.end] == citation.text
        assert citation.sections


@pytest.mark.parametrize(
    "piece",
    [
        "1, ",
        "26 ja ",
        "LSL ",
        "section ",
        "25 a–",
        "[",
        "<a>",
        "{",
        "LSL 26 § ",
        "lain ",
        "703/2023 ",
        "Act on ",
        "”",
        "26 § i ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        citations_of(text, 1, NAMES, None)
        return time.process_time() - start

    cost(1000)
    short, long = min(cost(20_000) for _ in range(3)), min(cost(160_000) for _ in range(2))
    assert long < max(short, 0.005) * 24, (short, long)


def test_front_matter_words_are_read_with_their_field(make_site: MakeSite) -> None:
    text = page("Sisältö (SHL 36 §).\n", extra="saados: lsl\nensin:\n  - Soita heti.\n  - Katso 26 §.\n")
    site = read_site(make_site({"docs/prosessit/ohjeet/testi.md": text}), TODAY)
    found = site.pages["prosessit/ohjeet/testi", "fi"].citations
    assert [(words(c), c.field, c.line) for c in found] == [
        ("lsl 26", "ensin.1", 11),
        ("shl 36", "", 13),
    ]


def test_the_page_statute_is_inherited_by_its_translation(make_site: MakeSite) -> None:
    body = "Tekstiä (26 §).\n"
    translation = "---\notsikko: Sida\nkuvaus: En sida.\npaivitetty: 2026-11-01\n---\nText (26 §).\n"
    files = {
        "docs/prosessit/ohjeet/testi.md": page(body, extra="saados: lsl\n"),
        "docs/prosessit/ohjeet/testi.sv.md": translation,
    }
    site = read_site(make_site(files), TODAY)
    for lang in ("fi", "sv"):
        assert [words(c) for c in site.pages["prosessit/ohjeet/testi", lang].citations] == ["lsl 26"]


def test_titles_are_no_citations(make_site: MakeSite) -> None:
    site = read_site(make_site({"docs/prosessit/ohjeet/testi.md": page(title="LSL 26 § sanoo")}), TODAY)
    assert site.pages["prosessit/ohjeet/testi", "fi"].citations == ()


def test_the_table_knows_every_form_of_the_issue() -> None:
    texts = "\n".join(text for _, text, _ in TABLE)
    for form in (
        "LSL 25 § 3 mom",
        "lastensuojelulain 38 a §",
        "26 § i barnskyddslagen",
        "section 25(3)",
        "LSL26§",
    ):
        assert re.search(re.escape(form), texts)
