"""A page's body as Markdown with everything that the site puts into it."""

from __future__ import annotations

from itertools import count

from tukipakki.model import Page, Site
from tukipakki.parse.blocks import parse_blocks
from tukipakki.render.citations import body_pieces
from tukipakki.render.fence import CURRENT
from tukipakki.render.generated import with_generated
from tukipakki.render.insertions import insert_in_body
from tukipakki.render.links import link_pieces
from tukipakki.render.pieces import put


def body_markdown(page: Page, site: Site) -> str:
    """Facts, citations and links across languages in the text; its drawings are this page's from now on."""
    CURRENT.set((site, page, count(1)))
    # Comments are for editors, and a page's source is public.
    comments = ((start, end, "") for start, end in parse_blocks(page.body, 1).comments)
    pieces = [*comments, *link_pieces(page, site), *body_pieces(page, site)]
    return with_generated(insert_in_body(put(page.body, pieces), page, site), page, site)
