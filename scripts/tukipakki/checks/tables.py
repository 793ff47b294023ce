"""Tables: each has a head, and every row as many cells as the head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.checks.blocks import blocks_of, is_odd_item
from tukipakki.model import Page, Site

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# Cells kept apart by a tab or by spaces; a table with bars may be padded.
_COLUMNS = re.compile(r"[^\s|](?: {4,}| ?\t\s*)[^\s|{]")
Rows = list[tuple[int, str]]


def _tables(page: Page) -> Iterator[Rows]:
    """Rows of each table: lines that follow each other and begin with a bar."""
    for block in blocks_of(page):
        rows: Rows = []
        for number, line in block.numbered():
            if line.lstrip().startswith("|"):
                rows.append((number, line.strip()))
            elif rows:
                yield rows
                rows = []
        if rows:
            yield rows


def _cells(row: str) -> list[str]:
    inner = row.removeprefix("|")
    if _CELL_END.search(inner[-1:]) and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in _CELL_END.split(inner)]


def _has_head(rows: Rows) -> bool:
    return len(rows) > 1 and bool(_RULE.match(rows[1][1])) and not _RULE.match(rows[0][1])


def table_without_head(site: Site) -> Findings:
    """Taulukolla ei ole otsikkoriviä.

    Ruudunlukija lukee jokaisen solun edellä sarakkeen otsikon. Otsikkorivin alla on viivarivi.

    Väärin: | 1 | Soita |
    Oikein: | Vaihe | Mitä teet | ja sen alla | --- | --- |
    """
    for page in site.pages.values():
        for rows in _tables(page):
            if not _has_head(rows):
                cells = len(_cells(rows[0][1]))
                yield At(
                    page.path,
                    rows[0][0],
                    "Taulukolla ei ole otsikkoriviä; kirjoita ensin sarakkeiden otsikot ja niiden alle "
                    f"rivi |{' --- |' * cells}.",
                )


def ragged_table_row(site: Site) -> Findings:
    """Taulukon rivillä on eri määrä soluja kuin otsikkorivillä.

    Ylimääräinen solu katoaa sivulta sanomatta mitään.

    Väärin: | Vaihe | Kuka | ja sen alla | 1 | työntekijä | heti |
    Oikein: jokaisella rivillä yhtä monta pystyviivaa.
    """
    for page in site.pages.values():
        for rows in _tables(page):
            if not _has_head(rows):
                continue
            wanted = len(_cells(rows[0][1]))
            for number, row in rows[1:]:
                count = len(_cells(row))
                if count != wanted:
                    yield At(
                        page.path,
                        number,
                        f"Rivillä on {count} {'solu' if count == 1 else 'solua'}, otsikkorivillä {wanted}; "
                        "tarkista pystyviivat (tekstin oma pystyviiva kirjoitetaan \\|).",
                    )


def empty_table_head(site: Site) -> Findings:
    """Taulukon sarakkeelta puuttuu otsikko.

    Väärin: | | Milloin |
    Oikein: | Mitä | Milloin |
    """
    for page in site.pages.values():
        for rows in _tables(page):
            if _has_head(rows) and not all(_cells(rows[0][1])):
                yield At(
                    page.path,
                    rows[0][0],
                    "Taulukon sarakkeelta puuttuu otsikko; kirjoita jokaiseen otsikkorivin soluun sana.",
                )


def tab_table(site: Site) -> Findings:
    """Taulukko on liitetty taulukkolaskennasta, ja sarakkeet ovat kadonneet.

    Väärin: rivit, joiden solujen välissä on sarkain tai monta välilyöntiä
    Oikein: | Vaihe | Kuka | ja viivarivi | --- | --- |
    """
    for page in site.pages.values():
        lines = page.body.split("\n")
        for block in blocks_of(page):
            # As they are written: code is blank in the prose.
            written = [(number, lines[number - page.body_line]) for number, _ in block.numbered()]
            rows = [number for number, line in written if _is_spaced_row(line)]
            if len(rows) > 1:
                yield At(
                    page.path,
                    rows[0],
                    "Sarkaimista tai välilyönneistä ei synny taulukkoa; kirjoita solut pystyviivojen väliin: "
                    "| solu | solu |.",
                )


def _is_spaced_row(line: str) -> bool:
    return bool(_COLUMNS.search(line)) and not line.lstrip().startswith("|") and not is_odd_item(line)
