"""The preview: serves, rebuilds on save, and keeps the last good site while a page is broken."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SMALL_PAGE as PAGE
from tests.conftest import TODAY, page


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(url: str, words: str, *, gone: bool = False) -> str:
    for _ in range(300):
        _, text = get(url)
        if (words in text) is not gone:
            return text
        time.sleep(0.1)
    raise AssertionError(f"{words!r} {'stayed' if gone else 'never came'}")


@pytest.fixture
def served(project: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tukipakki",
            "serve",
            "--juuri",
            str(project),
            "--today",
            str(TODAY),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Tukipakki: http://127.0.0.1:8")
    yield project, line.split()[1], process
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def test_a_broken_page_keeps_the_last_good_site(
    served: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    project, address, _ = served
    file = project / PAGE
    url = address + "prosessit/ohjeet/maaraajat/"
    good = file.read_text(encoding="utf-8")
    status, text = get(url)
    assert status == 200
    assert "tp-preview" not in text
    file.write_text(good.replace("tila: luonnos", "tilla: luonnos"), encoding="utf-8")
    text = wait_for(url, "tp-preview")
    assert f"{PAGE}:" in text
    assert "unknown-field" in text
    assert "<h1>" in text, "the last good page stays"
    file.write_text(good.replace("otsikko: ", "otsikko: Uusi nimi, "), encoding="utf-8")
    wait_for(url, "Uusi nimi, ")
    # The new site is in its place a moment before the findings of the old try are taken away.
    wait_for(url, "unknown-field", gone=True)


def test_addresses(served: tuple[Path, str, subprocess.Popen[str]]) -> None:
    _, address, _ = served
    assert get(address)[0] == 200
    assert get(address + "tietoa/")[0] == 200
    status, text = get(address + "ei/ole/")
    assert status == 404
    assert "Sivua ei" in text
    assert get(address + "../../../etc/passwd")[0] == 404
    assert get(address + "%2e%2e/%2e%2e/mkdocs.yml")[0] == 404
    assert get(address + "%00")[0] == 404


def test_a_taken_port_gives_way(served: tuple[Path, str, subprocess.Popen[str]], project: Path) -> None:
    _, address, _ = served
    port = int(address.rstrip("/").rpartition(":")[2])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) == 0
    result = subprocess.run(
        [sys.executable, "-m", "tukipakki", "serve", "--juuri", str(project), "--port", str(port)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 2
    assert f"Portti {port} on varattu" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_preview_shows_a_draft_to_its_editor(served: tuple[Path, str, subprocess.Popen[str]]) -> None:
    project, address, _ = served
    text = page(
        "Tekstiä.\n\n<!-- muista soittaa Maijalle -->\n", title="Luonnos, uusi", extra="julkaise: false\n"
    )
    (project / "docs/prosessit/ohjeet/uusi-sivu.md").write_text(text, encoding="utf-8")
    shown = wait_for(address + "prosessit/ohjeet/uusi-sivu/", "Luonnos, ")
    assert "tämä näkyy vain sinulle" in shown
    assert "Maijalle" not in shown, "comments are for editors"
    out = project / "site"
    subprocess.run(
        [sys.executable, "-m", "tukipakki", "build", "--juuri", str(project), "--out", str(out)],
        check=True,
        capture_output=True,
    )
    assert (out / "prosessit/ohjeet/maaraajat").exists()
    assert not (out / "prosessit/ohjeet/uusi-sivu").exists()


def test_a_file_that_must_not_be_published_is_seen_at_once(
    served: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    project, address, _ = served
    file = project / "docs/ohje.docx"
    file.write_bytes(b"PK")
    wait_for(address, "unpublishable-file")
    file.unlink()
    wait_for(address, "unpublishable-file", gone=True)
