"""Hostile text: what the renderer would let through is found, quickly, and files that hide are not published."""

from __future__ import annotations

import io
import random
import time
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
from mkdocs.structure.files import File, Files

from tests.conftest import ROOT, TODAY, MakeSite, page
from tests.test_scanner import NAMES, OPTIONS
from tukipakki.__main__ import main
from tukipakki.checks import CHECKS, run_checks
from tukipakki.checks.names import NameIndex
from tukipakki.mkdocs_plugin import TukipakkiPlugin
from tukipakki.photo import traces_of
from tukipakki.read import read_site

PAGE = "docs/prosessit/ohjeet/testi.md"

# Each of these reaches the page as HTML or as an attribute when Markdown alone decides.
PASSED_ON = (
    "<script>x()</script>",
    "`a\n\n<script>x()</script>\n\nb`",
    "`a\n<script>x()</script>\nb`",
    "- `a\n- <img src=x onerror=x()> `",
    "\\`<img src=x onerror=x()>\\`",
    "``a` <img src=x onerror=x()> `b",
    "   ```\n<script>x()</script>\n   ```",
    "    ```\n    a\n\n<script>x()</script>\n\n    ```",
    "\t```\n<script>x()</script>\n\t```",
    "~~~ `x\n<script>x()</script>\n~~~",
    "``` a, b\n\n<script>x()</script>\n\n```",
    "> ```\n> a\n```\n<script>x()</script>\n```",
    "```\n<!--\n```\n<script>x()</script>",
    "a <b\nonclick=x()>x</b>",
    '!!! note "<script>x()</script>"\n    a',
    '<span lang="sv" title=">" onclick="x()">a</span>',
    "x\n{: onclick=x() }",
    "x\n{: class=a onclick=x() style='a' }",
    "## x {#a onclick=x()}",
    "*x*{ onclick=x() }",
    "[x](../../tietoa.md){: title='}' onclick=x() }",
    "[x](javascript:x())",
    "[x](&#106;avascript:x())",
    "[x](java&Tab;script:x())",
    "[x](java\nscript:x())",
    "[x](<java\nscript:x()>)",
    "[x](<javascript:x()>)",
    "[x]\n\n[x]: javascript:x()",
    "[x][y]\n\n[y]: javascript:x()",
    "[a\n\nb](<img src=x onerror=x()>)",
    "![x](javascript:x())",
    "<?php x() ?>",
    "<!DOCTYPE x>",
    "<javascript:x()>",
)


@pytest.mark.parametrize("body", PASSED_ON)
def test_what_could_run_is_found(body: str, make_site: MakeSite) -> None:
    findings = run_checks(read_site(make_site({PAGE: page(f"{body}\n")}), TODAY))
    assert [finding for finding in findings if finding.level == "virhe"]


HARMLESS = (
    "`<b>`",
    "``a ` <b>``",
    "```\n<script>\n```",
    "a < b",
    "5 <b, c",
    "<https://www.kela.fi/>",
)


@pytest.mark.parametrize("body", HARMLESS)
def test_what_markdown_shows_as_text_is_none_of_our_business(body: str, make_site: MakeSite) -> None:
    html = markdown.Markdown(extensions=NAMES, extension_configs=OPTIONS).convert(body)
    assert "<b>" not in html
    assert "<script" not in html
    assert run_checks(read_site(make_site({PAGE: page(f"{body}\n")}), TODAY)) == ()


HOSTILE = (
    *"[]@<({`\\!#|",
    "1",
    "1-",
    "](",
    "[](x)",
    "[a][b]",
    "[^1]",
    "<a ",
    "<a b=",
    "a@",
    "a.b@c.",
    "010190-",
    "www.",
    "http://",
    "password: ",
    "eyJ",
    "{a=",
    "Matti ",
    "[a]: b\n",
    "`a",
    "\\`",
    "[x](tel:1)",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_linear_time(
    piece: str, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = tmp_path / "nimet.txt"
    names.write_text("Matti Matti Virtanen\nMatti\n", encoding="utf-8")
    monkeypatch.setenv("TUKIPAKKI_NIMET", str(names))
    root = make_site({PAGE: page(piece * (400_000 // len(piece)))})
    started = time.process_time()
    site = read_site(root, TODAY)
    ours = [check for check in CHECKS if check.run.__module__.rpartition(".")[2] in OURS]
    for check in ours:
        for _ in check.run(site):
            pass
    assert len(ours) > 15
    assert time.process_time() - started < 10


OURS = {"addresses", "link_forms", "link_texts", "markup", "safety", "personal_data"}


def test_a_name_over_a_line_break_is_found() -> None:
    index = NameIndex(["Testaava Lahti", "Onni Mäki", "Aino Niemi", "Eva Lindström"])
    text = "Kysy Testaava\nLahdelta, Onni Mäen, Aino Niemen, Niemi Ainon ja Eva Lindströms."
    assert [text[place:].split()[0] for place in index.places(text)] == [
        "Testaava",
        "Onni",
        "Aino",
        "Niemi",
        "Eva",
    ]
    assert not list(index.places("Testaava lahtelainen, Onni Mäkelä, Aino Niemelä ja Onni, Mäki on korkea."))


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_list_of_names_that_cannot_be_read_is_one_sentence(
    content: bytes | None,
    make_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = tmp_path / "nimet.txt"
    if content is not None:
        names.write_bytes(content)
    monkeypatch.setenv("TUKIPAKKI_NIMET", str(names))
    assert main(["check", "--juuri", str(make_site()), "--today", str(TODAY)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_finding_does_not_repeat_what_must_not_be_told(make_site: MakeSite) -> None:
    secrets = ("010190-900P", "etunimi.sukunimi@example.org", "Kesä2024!")
    body = f"Tunnus {secrets[0]}, osoite {secrets[1]}.\n\nsalasana: {secrets[2]}\n"
    findings = run_checks(read_site(make_site({PAGE: page(body)}), TODAY))
    assert {finding.check for finding in findings} == {"identity-code", "private-email", "leaked-secret"}
    assert not [s for s in secrets for finding in findings if s in finding.message]


REFUSED = (
    (".env", "pisteellä"),
    (".htpasswd", "pisteellä"),
    ("ohje.md~", "varmuuskopio"),
    ("ohje.bak", "varmuuskopio"),
    ("ohje.docx", "PDF"),
    ("lista.xlsx", "taulukoksi"),
    ("kuva.jpeg", ".jpg"),
    ("ohje.md.txt", ".txt"),
    ("ohjelma.exe", "docs/"),
)
SILENT = (
    "~$ohje.docx",
    "~$ohje.md",
    ".~lock.ohje.odt#",
    ".DS_Store",
    "._kuva.png",
    ".ohje.md.swp",
    "Thumbs.db",
    "desktop.ini",
)


@pytest.mark.parametrize(("name", "advice"), REFUSED)
def test_a_file_that_may_not_be_published_is_told(name: str, advice: str, make_site: MakeSite) -> None:
    site = read_site(make_site({f"docs/prosessit/{name}": "x"}), TODAY)
    assert [(f.path, f.check) for f in site.findings] == [(f"docs/prosessit/{name}", "unpublishable-file")]
    assert advice in site.findings[0].message


def test_a_hidden_folder_is_told_once(make_site: MakeSite) -> None:
    site = read_site(make_site({"docs/.salaiset/a.md": "x", "docs/.salaiset/b.md": "x"}), TODAY)
    assert [finding.path for finding in site.findings] == ["docs/.salaiset"]


def test_no_file_is_published_but_those_the_site_knows(make_site: MakeSite) -> None:
    names = [name for name, _ in REFUSED] + list(SILENT)
    root = make_site({f"docs/prosessit/{name}": "x" for name in names})
    (root / "docs/prosessit/kuva.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    site = read_site(root, TODAY)
    assert not [finding for finding in site.findings if finding.path.rpartition("/")[2] in SILENT]
    plugin = TukipakkiPlugin()
    plugin.site = site
    docs = str(root / "docs")
    files = [
        File(f"prosessit/{name}", docs, str(root / "site"), use_directory_urls=True)
        for name in [*names, "kuva.png"]
    ]
    config = SimpleNamespace(docs_dir=docs, theme=SimpleNamespace(custom_dir=str(root / "overrides")))
    kept = plugin.on_files(Files(files), config=config)  # type: ignore[arg-type]
    assert [file.src_uri for file in kept] == ["prosessit/kuva.png"]


def test_a_note_in_data_is_read_too(make_site: MakeSite) -> None:
    site = read_site(make_site({"data/muistio.txt": "Tunnus 010190-900P\n"}), TODAY)
    assert [(f.path, f.check) for f in run_checks(site)] == [("data/muistio.txt", "identity-code")]


def test_an_unpublished_page_must_not_hold_personal_data_either(make_site: MakeSite) -> None:
    text = page("Tunnus 010190-900P\n", extra="julkaise: false\n")
    findings = run_checks(read_site(make_site({PAGE: text}), TODAY))
    assert [(finding.check, finding.level) for finding in findings] == [("identity-code", "virhe")]


@pytest.mark.parametrize("name", ["talo.jpg", "ovi.png"])
def test_a_broken_photograph_is_no_traceback(name: str) -> None:
    whole = (ROOT / "tests/cases/photo-trace/huono/docs/prosessit/ohjeet" / name).read_bytes()
    assert traces_of(io.BytesIO(whole))
    dice = random.Random(4)
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        traces_of(io.BytesIO(bytes(spoilt[: dice.randint(1, len(spoilt))])))
