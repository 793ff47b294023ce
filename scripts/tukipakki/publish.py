"""Files of the site that are not pages: search indexes, libraries, sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from tukipakki.model import ORIGINAL, Site
from tukipakki.search.index import index_json


def extra_files(site: Site, libraries: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file, paths from the site's root.

    Args:
        libraries: content of front-end libraries by their place under assets/.
    """
    for lang in site.languages:
        yield f"assets/haku/{lang}.json", index_json(site, lang).encode()
    for place, content in libraries.items():
        yield f"assets/{place}", content
    if address := site.settings.osoite:
        yield "sitemap.xml", sitemap(site, address).encode()
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode()


def sitemap(site: Site, address: str) -> str:
    """The sitemap with language versions; the date of a page is that of its text."""
    rows = []
    for lang in site.languages:
        for page in site.published(lang):
            versions = list(site.versions(page.slug))
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{other.lang}" href="{escape(address + other.url)}"/>'
                for other in versions
                if len(versions) > 1
            )
            if links and page.lang == ORIGINAL:
                links += (
                    f'<xhtml:link rel="alternate" hreflang="x-default" href="{escape(address + page.url)}"/>'
                )
            rows.append(
                f"<url><loc>{escape(address + page.url)}</loc>"
                f"<lastmod>{page.front.paivitetty.isoformat()}</lastmod>{links}</url>"
            )
    body = "\n".join(rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{body}\n</urlset>\n"
    )
