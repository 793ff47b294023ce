"""Bad input: one clear Finnish sentence naming file and line, the right level and exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import FRONT, ROOT, TODAY, MakeSite, page
from tukipakki.__main__ import main
from tukipakki.model import Finding
from tukipakki.report import as_text

PAGE = "docs/prosessit/ohjeet/testi.md"
OTHER = "docs/prosessit/ohjeet/toinen.md"


def front(replace: str, by: str) -> str:
    text = page()
    assert replace in text
    return text.replace(replace, by)


# name: file text, line, check, words that the sentence must hold
TEXTS: dict[str, tuple[str, int, str, str]] = {
    "invalid YAML": (
        front("otsikko: Testisivu", "otsikko: Ohje: osa 2"),
        2,
        "front-matter-syntax",
        "lainausmerkkeihin",
    ),
    "tab": (front("kuvaus:", "\tkuvaus:"), 3, "front-matter-syntax", "sisennä"),
    "open quote": (front("otsikko: Testisivu", 'otsikko: "Testi'), 2, "front-matter-syntax", "lainausmerkki"),
    "unknown key": (front("tila:", "tilla: x\ntila:"), 7, "unknown-field", "tarkoititko ”tila”?"),
    "title": (
        front("otsikko: Testisivu", "title: Testisivu\notsikko: Testisivu"),
        2,
        "unknown-field",
        "otsikko",
    ),
    "doubled key": (
        front("tila: luonnos", "tila: luonnos\ntila: luonnos"),
        8,
        "front-matter-syntax",
        "kahdesti",
    ),
    "wrong type": (front("otsikko: Testisivu", "otsikko: 112"), 2, "wrong-value", "tekstiä"),
    "list expected": (front("[tyontekija]", "tyontekija"), 4, "wrong-value", "luettelo"),
    "closed value": (front("[tyontekija]", "[opettaja]"), 4, "wrong-value", "lapsi"),
    "Finnish date": (front("2026-11-01", "1.11.2026"), 6, "wrong-value", "vuosi-kuukausi-päivä"),
    "misspelt field": (front("kuvaus:", "kuvus:"), 3, "unknown-field", "tarkoititko ”kuvaus”?"),
    "no space after the colon": (
        front("tila: luonnos", "tila:luonnos"),
        7,
        "front-matter-syntax",
        "välilyönti",
    ),
    "no-break space": (front("tila: luonnos", "tila:\u00a0luonnos"), 7, "front-matter-syntax", "erikoisväli"),
    "person as owner": (front("vastuutaho: toimitus", "vastuutaho: Maija M"), 5, "wrong-value", "roolit"),
    "impossible date": (front("2026-11-01", "2026-02-30"), 6, "wrong-value", "2026-02-30"),
    "missing field": (front("kuvaus: Sivu, jota testataan.\n", ""), 1, "missing-field", "kuvaus"),
    "review without reviewer": (front("luonnos", "tarkistettu"), 1, "wrong-value", "tarkistaja"),
    "alias": (front("Testisivu", "&a Testi\nkuvaus2: *a"), 3, "front-matter-syntax", "viittauksia"),
    "unclosed front matter": (
        "---\n" + FRONT.format(title="T") + "Teksti.\n",
        1,
        "front-matter-unclosed",
        "---",
    ),
    "title of blanks": (front("otsikko: Testisivu", 'otsikko: " \u00a0 "'), 2, "wrong-value", "tyhjä"),
    "conflict": (
        front("kuvaus:", "<<<<<<< HEAD\nkuvaus: x\n=======\nkuvaus:"),
        3,
        "merge-mark",
        "kaksi versiota",
    ),
    "code as next page": (
        front("tila:", 'seuraavaksi: [{sivu: "javascript:a()", miksi: kun}]\ntila:'),
        7,
        "markup-in-field",
        "ohjelmakoodia",
    ),
    "no front matter": ("Pelkkä teksti.\n", 1, "front-matter-missing", "---"),
    "empty page": ("\n \n", 1, "empty-page", "tyhjä"),
    "unclosed fence": (page("Teksti.\n\n```\nkoodi\n"), 11, "unclosed-fence", "```"),
    "missing page": (page("[x](puuttuu.md)\n"), 9, "broken-link", "puuttuu.md"),
    "missing anchor": (page("[x](#puuttuu)\n"), 9, "broken-anchor", "#puuttuu"),
    "wrong case": (page("[x](Testi.md)\n"), 9, "wrong-case-link", "kirjainkoko"),
    "unknown insertion": (page("{maaraaika:x}\n"), 9, "unknown-fact", "maaraaika:x"),
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, [*captured.out.splitlines(), *captured.err.splitlines()]


@pytest.mark.parametrize("name", TEXTS)
def test_a_bad_page_gives_one_sentence(
    name: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    text, line, check, words = TEXTS[name]
    root = make_site({PAGE: text})
    code, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert code == 1
    assert lines[0].startswith(f"{PAGE}:{line}: ")
    assert lines[0].endswith(f"[{check}]")
    assert words in lines[0]
    assert lines[1:] == ["1 virhe, 0 huomiota."]


def _utf16(root: Path) -> None:
    (root / PAGE).write_bytes(page().encode("utf-16"))


def _latin1(root: Path) -> None:
    (root / PAGE).write_bytes(page("Tämä on väärä merkistö.\n").encode("latin-1"))


def _large(root: Path) -> None:
    (root / PAGE).write_text(page("a" * 500_001))


def _dangling(root: Path) -> None:
    (root / PAGE).unlink()
    (root / PAGE).symlink_to(root / "ei-ole.md")


def _looping(root: Path) -> None:
    (root / PAGE).unlink()
    (root / PAGE).symlink_to(root / PAGE)


def _escaping(root: Path) -> None:
    (root / "salainen.md").write_text(page())
    (root / PAGE).unlink()
    (root / PAGE).symlink_to(root / "salainen.md")


def _clash(root: Path) -> None:
    (root / "docs/prosessit/ohjeet/index.md").write_text(page(title="Ohjeet"))
    (root / "docs/prosessit/ohjeet.md").write_text(page())


def _case_clash(root: Path) -> None:
    (root / "docs/prosessit/ohjeet/Testi.md").write_text(page())


def _folder(root: Path) -> None:
    (root / PAGE).unlink()
    (root / "docs/uutiset").mkdir()
    (root / "docs/uutiset/testi.md").write_text(page())


def _orphan(root: Path) -> None:
    (root / PAGE).rename(root / PAGE.replace(".md", ".sv.md"))


def _spreadsheet(root: Path) -> None:
    (root / "docs/lista.xlsx").write_bytes(b"PK")


def _named(name: str) -> Callable[[Path], None]:
    return lambda root: (root / PAGE).with_name(name).write_text(page(title="Toinen")) and None


def _pipe(root: Path) -> None:
    (root / PAGE).unlink()
    os.mkfifo(root / PAGE)


def _file(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda root: (root / "docs" / name).write_bytes(content) and None


def _data(name: str, text: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        file = root / "data" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return spoil


def _word(root: Path) -> None:
    (root / PAGE).write_bytes(b"PK\x03\x04" + b"x" * 100)


FILES: dict[str, tuple[Callable[[Path], None], str, int, str]] = {
    "UTF-16": (_utf16, PAGE, 1, "not-utf8"),
    "Latin-1": (_latin1, PAGE, 9, "not-utf8"),
    "over 500 kB": (_large, PAGE, 1, "large-file"),
    "dangling symlink": (_dangling, PAGE, 1, "broken-symlink"),
    "Finnish suffix": (_named("testi2.fi.md"), PAGE.replace("testi", "testi2.fi"), 1, "bad-file-name"),
    "unknown language": (_named("testi.se.md"), PAGE.replace("testi", "testi.se"), 1, "bad-file-name"),
    "copy": (_named("testi - kopio.md"), PAGE.replace("testi", "testi - kopio"), 1, "bad-file-name"),
    "Word file": (_word, PAGE, 1, "not-utf8"),
    "looping symlink": (_looping, PAGE, 1, "broken-symlink"),
    "symlink out of docs": (_escaping, PAGE, 1, "outside-symlink"),
    "a.md and a/index.md": (_clash, "docs/prosessit/ohjeet.md", 1, "address-clash"),
    "names that differ by case": (_case_clash, "docs/prosessit/ohjeet/Testi.md", 1, "bad-file-name"),
    "unknown folder": (_folder, "docs/uutiset/testi.md", 1, "unknown-folder"),
    "translation without original": (_orphan, PAGE.replace(".md", ".sv.md"), 1, "missing-original"),
    "pipe": (_pipe, PAGE, 1, "unpublishable-file"),
    "capital suffix": (_named("testi2.MD"), PAGE.replace("testi.md", "testi2.MD"), 1, "unpublishable-file"),
    "page as picture": (_file("kuva.png", b"<html>"), "docs/kuva.png", 1, "unpublishable-file"),
    "phone picture renamed": (
        _file("kuva.jpg", b"\0\0\0\x18ftypheic"),
        "docs/kuva.jpg",
        1,
        "unpublishable-file",
    ),
    "empty picture": (_file("kuva.png", b""), "docs/kuva.png", 1, "unpublishable-file"),
    "large picture": (_file("kuva.jpg", b"\xff\xd8\xff" + b"0" * 500_000), "docs/kuva.jpg", 1, "large-file"),
    "conflict in a register": (
        _data("luvut.yml", "<<<<<<< HEAD\n[]\n=======\n[]\n>>>>>>> a\n"),
        "data/luvut.yml",
        1,
        "merge-mark",
    ),
    "table of Excel": (
        _data("lahteet.csv", "id;nimi;laji;ryhma\n1;a;b;r1\n2;a;b;r1\n"),
        "data/lahteet.csv",
        1,
        "data-syntax",
    ),
    "row of a table cut short": (
        _data("lahteet.csv", "id,nimi,laji,ryhma\n000-01,a\n"),
        "data/lahteet.csv",
        2,
        "data-syntax",
    ),
    "open quote in a table": (
        _data("lahteet.csv", 'id,nimi,laji,ryhma\n000-01,"' + "a" * 140_000 + "\n"),
        "data/lahteet.csv",
        2,
        "data-syntax",
    ),
    "list of sentences": (_data("vakiolauseet.yml", "- a\n"), "data/vakiolauseet.yml", 1, "data-syntax"),
    "broken drawing": (_data("kaaviot/x.json", "{"), "data/kaaviot/x.json", 1, "data-syntax"),
    "identity code as name": (
        _file("010190-900p.png", b"\x89PNG\r\n\x1a\n"),
        "docs/010190-900p.png",
        1,
        "identity-code",
    ),
    "unpublishable file": (_spreadsheet, "docs/lista.xlsx", 1, "unpublishable-file"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gives_one_sentence(
    name: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, path, line, check = FILES[name]
    root = make_site({PAGE: page()})
    spoil(root)
    code, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert code == 1
    assert lines[0].startswith(f"{path}:{line}: ")
    assert lines[0].endswith(f"[{check}]")
    assert lines[1:] == ["1 virhe, 0 huomiota."]


def test_a_name_cannot_give_commands_to_ci() -> None:
    finding = Finding("docs/a\n::error::b.md", 1, "bad-file-name", "Nimi\u202e ei kelpaa.")
    assert len(as_text([finding]).splitlines()) == 2
    assert "\u202e" not in as_text([finding])


def test_a_console_of_few_letters_is_enough(make_site: MakeSite) -> None:
    root = make_site({PAGE: page("[Määräajat](puuttuu.md)\n")})
    os.close(os.open(os.fsencode(root) + b"/docs/\xff.md", os.O_CREAT))
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "tukipakki", "check", "--juuri", str(root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "[broken-link]" in done.stdout
    assert "[bad-file-name]" in done.stdout
    assert not done.stderr


def test_an_address_of_the_site_cannot_break_out_of_an_attribute(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUKIPAKKI_OSOITE", 'https://example.org/"><script>')
    code, lines = run(capsys, "check", "--juuri", str(make_site({PAGE: page()})))
    assert code == 2
    assert lines == ["Ympäristömuuttujan TUKIPAKKI_OSOITE arvo ei kelpaa; korjaa se."]


def test_an_overlarge_file_is_not_read(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from tukipakki import read

    root = make_site({PAGE: page("a" * 500_001)})
    seen: list[str] = []
    original = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        seen.append(path.name)
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    read.read_site(root, TODAY)
    assert "index.md" in seen
    assert "testi.md" not in seen


@pytest.mark.parametrize("form", ["bom", "crlf"])
def test_bom_and_crlf_are_accepted(
    form: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site()
    raw = page().encode()
    spoiled = b"\xef\xbb\xbf" + raw if form == "bom" else raw.replace(b"\n", b"\r\n")
    (root / PAGE).write_bytes(spoiled)
    code, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert (code, lines) == (0, ["Kunnossa: ei virheitä eikä huomioita."])


@pytest.mark.parametrize("fault", ["otsikko: Ohje: osa 2", "\totsikko: x", 'otsikko: "auki'])
def test_a_draft_that_is_not_even_yaml_does_not_block(
    fault: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({PAGE: front("otsikko: Testisivu", f"julkaise: false\n{fault}")})
    code, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert code == 0
    assert lines[0].endswith("[front-matter-syntax] (huomio)")


def test_a_faulty_register_is_one_finding(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site({PAGE: page("Soita {puhelin:hatanumero}.\n")})
    file = root / "data/palvelut.yml"
    file.write_text("\t" + file.read_text(encoding="utf-8"), encoding="utf-8")
    code, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert code == 1
    assert lines[0].startswith("data/palvelut.yml:1: ")
    assert lines[1:] == ["1 virhe, 0 huomiota."]


def test_a_translation_is_told_what_it_inherits(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    translated = "---\notsikko: Sida\nkuvaus: En sida.\npaivitetty: 2026-11-01\ntila: luonnos\n---\nText.\n"
    root = make_site({PAGE: page(), PAGE.replace(".md", ".sv.md"): translated})
    _, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert "tulee suomenkieliseltä sivulta" in lines[0]
    assert lines[1:] == ["1 virhe, 0 huomiota."]


@pytest.mark.parametrize(
    ("link", "advice"),
    [
        ("apua-heti.md", "kirjoita (../../apua-heti.md)"),
        ("toinen", "kirjoita (toinen.md)"),
        ("toinn.md", "kirjoita (toinen.md)"),
        ("Toinen.md", "kirjoita (toinen.md)"),
    ],
)
def test_the_advice_on_a_link_mends_it(
    link: str, advice: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {PAGE: page(f"[x]({link})\n"), OTHER: page(title="Toinen")}
    root = make_site(files)
    _, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert advice in lines[0]
    target = advice.split("(")[1].rstrip(")")
    (root / PAGE).write_text(page(f"[x]({target})\n"), encoding="utf-8")
    assert run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))[0] == 0


def test_a_draft_that_cannot_be_read_does_not_block(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site({PAGE: front("kuvaus: Sivu, jota testataan.", "julkaise: false")})
    code, lines = run(capsys, "check", "--juuri", str(root), "--today", str(TODAY))
    assert code == 0
    assert lines[0].endswith("[missing-field] (huomio)")
    assert main(["check", "--juuri", str(root), "--strict", "--today", str(TODAY)]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--juuri", "/ei/ole"], "Kansiota docs/ ei ole"),
        (["check", "puuttuu.md"], "Tiedostoa puuttuu.md ei ole"),
        (["check", "--sivusto", "/ei/ole"], "Kansiota /ei/ole ei ole"),
        (["new", "laki", "Väärä Nimi"], "ei kelpaa"),
        (["build", "--out", "README.md"], "on tiedosto"),
        (["build", "--out", "docs"], "sitä korvata"),
    ],
)
def test_misuse_is_one_sentence_and_exit_code_2(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    code, lines = run(capsys, *arguments)
    sentences = [line for line in lines if not line.endswith(" …")]
    assert code == 2
    assert len(sentences) == 1
    assert words in sentences[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "KOMENTO"),
        (["rakenna"], "ei ole vaihtoehto"),
        (["check", "--today", "2026-02-30"], "ei ole päivä"),
        (["check", "--outo"], "Tuntematonta: --outo"),
        (["new", "uutinen", "x"], "tarkoititko ”lehtinen”?"),
    ],
)
def test_wrong_arguments_are_told_in_finnish(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    error = capsys.readouterr().err
    assert stop.value.code == 2
    assert words in error
    assert len(error.splitlines()) == 1


def tool(*arguments: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tukipakki", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def test_no_write_permission(tmp_path: Path, project: Path) -> None:
    closed = tmp_path / "lukittu"
    closed.mkdir(mode=0o500)
    # Root may write everywhere, unless it gives that power away first.
    powerless = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    process = subprocess.run(
        [*powerless, sys.executable, "-m", "tukipakki", "build", "--out", str(closed / "site")],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    closed.chmod(0o700)
    assert process.returncode == 2
    assert "ei voi kirjoittaa" in process.stderr.splitlines()[-1]
    assert "Traceback" not in process.stderr


def test_a_folder_that_cannot_be_made(tmp_path: Path, project: Path) -> None:
    (tmp_path / "tiedosto").write_text("")
    process = tool("build", "--juuri", str(project), "--out", str(tmp_path / "tiedosto" / "site"))
    _, error = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "ei voi kirjoittaa" in error.splitlines()[-1]
    assert "Traceback" not in error


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_old_site_whole(
    tmp_path: Path, project: Path, number: signal.Signals
) -> None:
    out = tmp_path / "ulos" / "site"
    out.mkdir(parents=True)
    (out / "index.html").write_text("vanha")
    process = tool("build", "--juuri", str(project), "--out", str(out))
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Rakennetaan sivut"):
            break
    time.sleep(0.1)
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    assert (out / "index.html").read_text() == "vanha"
    assert "Traceback" not in error
    if number is not signal.SIGKILL:
        assert process.returncode == 2
        assert [folder.name for folder in out.parent.iterdir()] == ["site"]
