"""Markup that pages do not use."""

from __future__ import annotations

import re

from tukipakki.checks.at import At, Findings, line_numbers
from tukipakki.model import ORIGINAL, Page, Site

# A tag, declaration or instruction; also one that goes on over lines or never ends.
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*>?|!(?!--)|\?)")
_ADDRESS = re.compile(r"<(?:https?://[^<>]*|[^<>\s:/]+@[^<>\s]+)>", re.IGNORECASE)
# Never closed, and its name ends as no tag's does: a comparison.
_COMPARISON = re.compile(r"<[a-zA-Z][\w-]*[^\w\s/>-][^>]*")
# What Markdown cannot say: a line break in a table, the language of a word, an abbreviation in full.
_ALLOWED = re.compile(
    r"<(?:br\s*/?|span\s+lang=\"[a-z]{2,3}(?:-[A-Z]{2})?\"|/span|abbr\s+title=\"[^\"<>{}]+\"|/abbr)>"
)
_FENCE_LINE = re.compile(r"[ ]*(?:`{3,}|~{3,})[ \t]*\w*[ \t]*")
_QUOTED_FENCE = re.compile(r"[ \t]*>[ \t>]*(?:`{3,}|~{3,})")
_HIDDEN = "Tätä sivua ei voi piilottaa, sillä jokainen sivu linkittää siihen; poista rivi julkaise: false."
# Pages that the templates of every page lead to.
CORE = ("index", "haku", "apua-heti", "tietoa", "saavutettavuus", "tietosuoja", "turvallinen-selailu")


def raw_html(site: Site) -> Findings:
    """Tekstissä on HTML-merkintä.

    Merkinnät tulevat usein, kun teksti liitetään Wordista tai verkkosivulta. Sallittuja ovat
    rivinvaihto `<br>`, kielen merkintä `<span lang="sv">…</span>` ja lyhenteen selitys
    `<abbr title="…">…</abbr>`.

    Väärin: <p style="color:red">Tärkeää</p>
    Oikein: **Tärkeää**
    """
    for page in site.pages.values():
        if "<" not in page.prose:
            continue
        targets = _angle_targets(page)
        found = [
            match
            for match in _TAG.finditer(page.prose)
            if match.start() not in targets and not _is_text(match[0])
        ]
        lines = line_numbers(page.prose, (match.start() for match in found), page.body_line)
        told = 0
        for match, line in zip(found, lines, strict=True):
            if line != told:
                told = line
                yield At(page.path, line, _html_message(match[0]))


def _angle_targets(page: Page) -> frozenset[int]:
    """Where the addresses of links begin that are written `[teksti](<osoite>)`."""
    return frozenset(
        page.prose.find("<", link.start + 1 + link.image + len(link.text), link.end)
        for link in page.links
        # Over a line break, the renderer may see no link but what stands between the signs.
        if "\n" not in link.text
    )


def _is_text(tag: str) -> bool:
    return any(form.fullmatch(tag) for form in (_ALLOWED, _ADDRESS, _COMPARISON))


def _html_message(tag: str) -> str:
    shown = " ".join(tag.split())[:40]
    if re.match(r"<(?:tel|mailto):", tag, re.IGNORECASE):
        address = shown.strip("<>")
        return f"Osoite ”{shown}” ei näy sivulla; kirjoita [{address.partition(':')[2]}]({address})."
    return (
        f"Tekstissä on HTML-merkintä ”{shown}”; liitä teksti pelkkänä tekstinä ja muotoile "
        "Markdownilla. Jos merkki < kuuluu tekstiin, kirjoita sen tilalle &lt;."
    )


def unread_fence(site: Site) -> Findings:
    """Koodilohko tai kaavio on kirjoitettu niin, ettei sivun rakentaja tunnista sitä.

    Silloin sen sisältö tulisi sivulle tekstinä ja merkintöinä. Alkurivillä saa olla kolmen
    graavisen jälkeen vain yksi sana, ja sisältö alkaa vähintään yhtä kaukaa kuin alkurivi.

    Väärin: ```mermaid {.iso}
    Oikein: ```mermaid
    """
    for page in site.pages.values():
        if page.fences:
            yield from _unread_fences(page)
        for number, text in page.prose_lines if ">" in page.prose else ():
            if _QUOTED_FENCE.match(text):
                yield At(
                    page.path, number, "Koodilohko on lainauksen sisällä; poista rivien alusta merkki >."
                )


def _unread_fences(page: Page) -> Findings:
    lines = page.body.split("\n")
    for fence in page.fences:
        start = fence.line - page.body_line
        opening = lines[start - 1]
        if not _FENCE_LINE.fullmatch(opening):
            yield At(
                page.path,
                fence.line - 1,
                f"Koodilohkon alkurivillä on liikaa; kirjoita pelkkä ```{fence.language}.",
            )
        indent = len(opening) - len(opening.lstrip())
        content = lines[start : start + fence.source.count("\n") + 1] if fence.source else []
        for number, text in enumerate(content, fence.line):
            if text.strip() and text[:indent].strip():
                yield At(
                    page.path,
                    number,
                    f"Koodilohkon rivi alkaa liian vasemmalta; sisennä rivi {indent} välilyönnillä kuten "
                    "lohkon alkurivi.",
                )
                break


def hidden_core_page(site: Site) -> Findings:
    """Sivu, johon jokainen sivu linkittää, puuttuu tai on piilotettu.

    Näitä ovat etusivu, haku, apua heti, tietoa, saavutettavuus, tietosuoja ja turvallinen selailu.

    Väärin: julkaise: false tiedostossa docs/index.md
    Oikein: rivi julkaise: false poistettu
    """
    languages = [lang for lang in site.languages if lang == ORIGINAL or site.page("index", lang)]
    for lang in languages:
        for slug in CORE:
            if (slug, lang) in site.broken:
                continue
            page = site.page(slug, lang)
            path = f"docs/{slug}.md" if lang == ORIGINAL else f"docs/{slug}.{lang}.md"
            if (slug, lang) in site.drafts or (page is not None and page.draft):
                line = page.line_of("julkaise") if page is not None else 1
                yield At(path, line, _HIDDEN)
            elif page is None:
                yield At(path, 1, "Sivu puuttuu, ja jokainen sivu linkittää siihen; palauta tiedosto.")
