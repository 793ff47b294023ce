"""Citations as quiet links to the statute that can tell the section's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from tukipakki.cited import Cited, section_words, sections_of
from tukipakki.model import Citation, Page, Site
from tukipakki.parse.citable import citations_of
from tukipakki.parse.registers import Statute
from tukipakki.render.pieces import Piece, put
from tukipakki.render.typography import tied
from tukipakki.render.words import word

# So many headings fit beside a link; the list at the end of the page has the rest.
MOST = 3
# A citation as short as this never breaks over two lines.
SHORT = 20
# Characters that Markdown would read inside an attribute.
_MARKS = str.maketrans({char: f"&#{ord(char)};" for char in "[]*_`|\\{}"})


def body_pieces(page: Page, site: Site) -> Iterator[Piece]:
    """Links for the citations of a page's body."""
    for citation in page.citations:
        if not citation.field:
            yield from _piece(citation, site, page.lang)


def cited_pieces(text: str, site: Site, lang: str, default_statute: str | None) -> Iterator[Piece]:
    """Links for the citations of a short text."""
    for citation in citations_of(text, 1, site.lexicons[lang], default_statute):
        yield from _piece(citation, site, lang)


def cited_html(text: str, site: Site, lang: str) -> str:
    """Words of data/, already escaped, with their citations as links."""
    return tied(put(text, cited_pieces(text, site, lang, None)))


def address(statute: Statute, lang: str) -> tuple[str, str]:
    """Where a reader of a language finds the statute, and the language it is in there."""
    if lang == "sv" and statute.finlex.sv:
        return statute.finlex.sv, "sv"
    return statute.finlex.fi, "fi"


def _piece(citation: Citation, site: Site, lang: str) -> Iterator[Piece]:
    statute = site.data.statutes.get(citation.statute)
    if statute is None:
        return
    href, goal = address(statute, lang)
    attributes = [f'class="tp-cite" href="{escape(href)}" rel="noreferrer"']
    if goal != lang:
        attributes.append(f'hreflang="{goal}"')
    if sections := sections_of(site, citation):
        ids = " ".join(cited.anchor for cited in sections[:MOST])
        attributes.append(f'aria-describedby="{ids}" data-pykala="{_headings(sections, site, lang)}"')
    yield citation.start, citation.end, f"<a {' '.join(attributes)}>{_text(citation.text)}</a>"


def _headings(sections: tuple[Cited, ...], site: Site, lang: str) -> str:
    """What the sections are about, for an attribute."""
    if len(sections) == 1:
        words = sections[0].section.otsikko[lang]
    else:
        words = "; ".join(
            f"{section_words(cited.key, lang)} {cited.section.otsikko[lang]}" for cited in sections[:MOST]
        )
        if len(sections) > MOST:
            words += f"; {word(site, lang, 'law.more', n=len(sections) - MOST)}"
    return escape(words).translate(_MARKS)


def _text(text: str) -> str:
    """The words of a link with spaces that do not break."""
    return re.sub(r"[ \u00a0]", "\N{NO-BREAK SPACE}", text) if len(text) <= SHORT else tied(text)
