"""Blocks of a body that Markdown would read otherwise than the editor meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tukipakki.checks.at import At, Findings, Repair
from tukipakki.model import Page, Site

ADMONITIONS = ("note", "warning")

_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,3}\.)[ \t]+\S")
_BULLET_OR_ROW = re.compile(r"[-*+][ \t]+\S|\|.*\|[ \t]*$")
_FIRST_NUMBER = re.compile(r"1\.[ \t]+\S")
_NOT_TEXT = re.compile(r"[-*+][ \t]|\d{1,3}\.[ \t]|\||>|#|!!!|:[ \t]| {4}|\t")
_ODD_MARKER = re.compile(
    r"[ \t]*(?P<mark>[•·▪◦‣●–—✓➢→]|o(?=[ \t])|(?:\d{1,2}|[a-z])\)|[-*+](?=\u00a0))[ \t\u00a0]+(?=\S)"
)
_TASK = re.compile(r"[ \t]*(?:[-*+][ \t]*)?\[(?P<tick>[ xX]?)\](?![(:])[ \t]*\S")
_ADMONITION = re.compile(r'!!! (?P<type>[\w-]+)(?: +"[^"]*")? *$')
_FOREIGN = re.compile(
    r"===[ !+]|\?{3}[ +]|:{3}|/{3}|\[TOC\]|\[\[(?!\[)|\{%|\{\{|%%|\+\+\+|\\\w"
    r"|\{:[^}\n]*$|\*\[[^\]\n]{1,80}\]:"
)
_FOREIGN_INLINE = re.compile(r"~~[^~\s][^~\n]*~~|==[^=\s][^=\n]*==|\^\^[^^\s][^^\n]*\^\^")
_DRAWING = re.compile(
    r"(?:flowchart|graph)[ \t]+(?:TD|TB|BT|LR|RL)\b|(?:sequence|state|class)Diagram\b"
    r"|(?:timeline|gantt|mindmap)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two empty ones; `line` is the number of the first in the file."""

    line: int
    lines: tuple[str, ...]

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Line number and text of each line."""
        return enumerate(self.lines, self.line)


def blocks_of(page: Page) -> Iterator[Block]:
    """The blocks of a body, code and comments left out."""
    start = 0
    lines: list[str] = []
    for number, line in page.prose_lines:
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield Block(start, tuple(lines))
            lines = []
    if lines:
        yield Block(start, tuple(lines))


def glued_block(site: Site) -> Findings:
    """Luettelon tai taulukon edestä puuttuu tyhjä rivi.

    Ilman tyhjää riviä luettelo tai taulukko on sivulla samaa kappaletta kuin edellinen rivi.

    Väärin: Ota mukaan: ja heti seuraavalla rivillä - henkilötodistus
    Oikein: Ota mukaan: ja tyhjän rivin jälkeen - henkilötodistus
    """
    for page in site.pages.values():
        for block in blocks_of(page):
            glued = _first_glued(block)
            if glued is not None:
                number, line = glued
                what, shown = ("Taulukon", "taulukko") if line.startswith("|") else ("Luettelon", "luettelo")
                yield At(
                    page.path,
                    number,
                    f"{what} edestä puuttuu tyhjä rivi; lisää se, jotta {shown} näkyy oikein.",
                    Repair(line, f"\n{line}"),
                )


def _first_glued(block: Block) -> tuple[int, str] | None:
    rows = [(number, line) for number, line in block.numbered() if not line.startswith("#")]
    if not rows or _NOT_TEXT.match(rows[0][1]):
        return None
    for (_, before), (number, line) in pairwise(rows):
        # A number may also begin a wrapped line: ”1. tammikuuta”.
        numbered = _FIRST_NUMBER.match(line) and before.rstrip().endswith((":", "."))
        if _BULLET_OR_ROW.match(line) or numbered:
            return number, line
    return None


def is_odd_item(line: str) -> bool:
    """True for an item whose mark Markdown does not know."""
    return _ODD_MARKER.match(line) is not None


def odd_list_marker(site: Site) -> Findings:
    """Luettelon merkki on sellainen, jota Markdown ei tunne.

    Wordista liitetty luettelo jäisi sivulle yhdeksi kappaleeksi.

    Väärin: • henkilötodistus, 1) soita
    Oikein: - henkilötodistus, 1. soita
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            match = _ODD_MARKER.match(line)
            if match is None:
                continue
            mark = match["mark"]
            new = "-" if len(mark) == 1 else f"{mark[:-1]}." if mark[0].isdigit() else "1."
            spaces = re.escape(mark) + r"[ \t\u00a0]+"
            old = re.match(rf"[ \t]*{spaces}", line)
            repair = (
                Repair(old[0], old[0].replace(mark, new, 1).replace("\u00a0", " "))
                if old and not mark[0].isalpha()
                else None
            )
            yield At(
                page.path,
                number,
                f"Merkin ”{mark}” jäljessä on erikoisväli, eikä luetteloa synny; kirjoita tavallinen väli."
                if mark == new
                else f"Merkki ”{mark}” ei tee luetteloa; aloita rivi merkeillä ”{new} ”.",
                repair if repair and line.count(repair.old) == 1 else None,
            )


def dead_task_list(site: Site) -> Findings:
    """Rastiruutu näkyisi sivulla hakasulkeina.

    Sivulla ei ole rastitettavia ruutuja tekstissä: luettelon kohdat riittävät, ja paperilla ne voi rastia.

    Väärin: - [ ] Soita vanhemmalle
    Oikein: - Soita vanhemmalle
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            match = _TASK.match(line)
            if match is not None:
                box = f"[{match['tick']}]"
                yield At(
                    page.path,
                    number,
                    f"Rastiruutu ”{box}” näkyisi hakasulkeina; kirjoita ”- ” ja teksti.",
                    Repair(f"{box} ", "") if line.lstrip().startswith("- ") and f"{box} " in line else None,
                )


def shallow_indent(site: Site) -> Findings:
    """Luettelon sisennys on liian pieni.

    Luettelon kohtaan kuuluva rivi sisennetään neljällä välilyönnillä. Muuten se ei kuulu kohtaan.

    Väärin: kaksi välilyöntiä ja - alakohta
    Oikein: neljä välilyöntiä ja - alakohta
    """
    for page in site.pages.values():
        in_list = False
        for block in blocks_of(page):
            first = block.lines[0]
            in_list = bool(_ITEM.match(first)) or (in_list and first.startswith(" "))
            if not in_list:
                continue
            for number, line in block.numbered():
                indent = len(line) - len(line.lstrip(" "))
                own = number == block.line or _ITEM.match(line.lstrip(" "))
                if indent % 4 and own:
                    deeper = " " * (indent + 4 - indent % 4)
                    yield At(
                        page.path,
                        number,
                        f"Rivin edessä on väärä määrä välilyöntejä ({indent}); kirjoita {len(deeper)}, jotta "
                        "rivi kuuluu luettelon kohtaan.",
                        Repair(line, deeper + line.lstrip(" ")),
                    )


def indented_code(site: Site) -> Findings:
    """Kappale alkaa neljällä välilyönnillä ja näkyisi sivulla koodina.

    Väärin: neljä välilyöntiä ja Soita heti.
    Oikein: Soita heti.
    """
    for page in site.pages.values():
        inside = False
        lines = page.body.split("\n")
        for block in blocks_of(page):
            # As it is written: a comment at its start is blank in the prose and gone on the page.
            first = lines[block.line - page.body_line]
            if not first.startswith(("    ", "\t")):
                inside = any(
                    _ITEM.match(line) or line.startswith(("!!!", ":   ", ": ")) for line in block.lines
                )
            elif not inside:
                yield At(
                    page.path,
                    block.line,
                    "Kappale alkaa neljällä välilyönnillä ja näkyisi koodina; poista ne rivin alusta.",
                )


def loose_admonition(site: Site) -> Findings:
    """Huomiolaatikko on väärää muotoa tai sen teksti ei ole sisennetty.

    Laatikon otsikko on suorissa lainausmerkeissä, ja teksti alkaa neljällä välilyönnillä.

    Väärin: !!! note ”Muista” ja seuraavalla rivillä teksti ilman sisennystä
    Oikein: !!! note "Muista" ja seuraavalla rivillä neljä välilyöntiä ja teksti
    """
    for page in site.pages.values():
        open_box: int | None = None
        for block in blocks_of(page):
            if open_box is not None and not block.lines[0].startswith("    "):
                yield _empty_box(page, open_box)
            open_box = None
            for number, line in block.numbered():
                if not line.startswith("!!!"):
                    continue
                if not _ADMONITION.match(line):
                    yield At(
                        page.path,
                        number,
                        'Huomiolaatikon rivi on väärää muotoa; kirjoita !!! note "Otsikko".',
                    )
                elif number == block.line + len(block.lines) - 1:
                    open_box = number
                elif not block.lines[number - block.line + 1].startswith("    "):
                    yield _empty_box(page, number)
        if open_box is not None:
            yield _empty_box(page, open_box)


def _empty_box(page: Page, number: int) -> At:
    return At(
        page.path,
        number,
        "Huomiolaatikko jää tyhjäksi; sisennä sen teksti neljällä välilyönnillä seuraavalta riviltä alkaen.",
    )


def unknown_admonition(site: Site) -> Findings:
    """Huomiolaatikon laji on tuntematon.

    Lajit ovat note (hyvä tietää) ja warning (vaara).

    Väärin: !!! huomio "Muista"
    Oikein: !!! note "Muista"
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            match = _ADMONITION.match(line)
            if match is not None and match["type"] not in ADMONITIONS:
                yield At(
                    page.path,
                    number,
                    f"Huomiolaatikon lajia ”{match['type']}” ei ole; kirjoita !!! note tai !!! warning.",
                )


def foreign_block(site: Site) -> Findings:
    """Merkintä ei toimi tällä sivustolla ja näkyisi tekstinä.

    Välilehtiä, avattavia laatikoita, muuttujia ja yliviivauksia ei ole.

    Väärin: === "Välilehti", ??? note, {{ muuttuja }}, ~~vanha~~
    Oikein: tavallinen otsikko, kappale tai !!! note "Otsikko"
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            match = _FOREIGN.match(line.lstrip()) or _FOREIGN_INLINE.search(line)
            if match is not None:
                yield At(
                    page.path,
                    number,
                    f"Merkintä ”{match[0].strip()}” ei toimi tällä sivustolla; käytä tavallista otsikkoa, "
                    "kappaletta, luetteloa tai huomiolaatikkoa (!!! note).",
                )


def misspelt_fence(site: Site) -> Findings:
    """Kaavion lohko on nimetty väärin ja näkyisi sivulla koodina.

    Väärin: ```mermeid
    Oikein: ```mermaid
    """
    for page in site.pages.values():
        for fence in page.fences:
            if fence.language == "mermaid":
                continue
            near = difflib.SequenceMatcher(None, fence.language.lower(), "mermaid").ratio() > 0.7
            if near or _DRAWING.match(fence.source.lstrip()):
                yield At(
                    page.path,
                    fence.line - 1,
                    f"Kaavion lohkon nimi ”{fence.language}” ei kelpaa; kirjoita ```mermaid.",
                )


def loose_emphasis(site: Site) -> Findings:
    """Lihavointi jää auki, ja tähdet näkyisivät sivulla.

    Väärin: **Soita heti.
    Oikein: **Soita heti.**
    """
    for page in site.pages.values():
        for block in blocks_of(page):
            if sum(line.count("**") for line in block.lines) % 2:
                number = next(n for n, line in block.numbered() if line.count("**") % 2)
                yield At(
                    page.path,
                    number,
                    "Lihavointi jää auki; kirjoita ** kohdan alkuun ja loppuun ilman välilyöntiä.",
                )
