"""Files of the site that are not pages: search indexes, sitemap, settings of hosts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

from tukipakki.leaflets.editions import keeps_editions
from tukipakki.model import ORIGINAL, Site
from tukipakki.policy import headers_file, redirects_file
from tukipakki.process_data import process_files
from tukipakki.search.index import search_files
from tukipakki.targets import EDITIONS


def extra_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file, paths from the site's root."""
    for lang in site.languages:
        for name, content in search_files(site, lang):
            yield f"assets/haku/{name}", content
    yield from process_files(site)
    folders = {page.url.partition("/")[0] for lang in site.languages for page in site.published(lang)} - {""}
    folders |= {EDITIONS} if keeps_editions(site) else set()
    yield "_headers", headers_file(site.settings.base, folders).encode()
    translations = [lang for lang in site.languages if lang != ORIGINAL]
    yield "_redirects", redirects_file(site.settings.base, translations).encode()
    if contact := site.settings.turvallisuus:
        yield ".well-known/security.txt", security_txt(site, contact).encode()
    if address := site.settings.osoite:
        yield "sitemap.xml", sitemap(site, address).encode()
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode()


def security_txt(site: Site, contact: str) -> str:
    """Where holes are told (RFC 9116); it expires, so that a site left alone does not go on promising."""
    address = site.settings.osoite
    rows = [
        f"Contact: {contact}",
        # Less than a year, as the RFC advises.
        f"Expires: {site.today + timedelta(days=364)}T00:00:00Z",
        f"Preferred-Languages: {', '.join(site.languages)}",
        *([f"Canonical: {address}.well-known/security.txt"] if address else []),
    ]
    return "\n".join(rows) + "\n"


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
            # The same on every version, as on the pages: search engines ignore versions that differ.
            original = site.page(page.slug, ORIGINAL)
            if links and original is not None:
                default = escape(address + original.url)
                links += f'<xhtml:link rel="alternate" hreflang="x-default" href="{default}"/>'
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
