"""Canonical addresses, language versions and the sitemap tell the same story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite, Document, line_of
from tukipakki.model import ORIGINAL

_SITEMAP = "sitemap.xml"
_SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
_DEFAULT = "x-default"


def _pages(site: BuiltSite) -> Iterator[Document]:
    return (document for document in site.documents.values() if document.is_page)


def _named(document: Document, rel: str) -> list[etree._Element]:
    return [link for link in document.all("link") if link.get("rel") == rel]


def _versions(document: Document) -> Mapping[str, str]:
    """Address by language, as the page tells them."""
    return {e.get("hreflang", ""): e.get("href", "") for e in _named(document, "alternate")}


def built_canonical(site: BuiltSite) -> Findings:
    """Sivun oma osoite (canonical) puuttuu, on väärä tai on sivulla, vaikka osoitetta ei tunneta.

    Väärin: <link rel="canonical" href="https://esimerkki.fi/"> muulla kuin etusivulla
    Oikein: <link rel="canonical" href="https://esimerkki.fi/laki/"> sivulla laki/
    """
    for document in site.documents.values():
        told = [link.get("href", "") for link in _named(document, "canonical")]
        wanted = [site.address + document.url] if site.address and document.is_page else []
        if told != wanted:
            should = f"sen pitää olla {wanted[0]}" if wanted else "sitä ei saa olla"
            yield At(
                document.path, 1, f"Sivun osoite (canonical) on {', '.join(told) or 'poissa'}; {should}."
            )


def built_versions(site: BuiltSite) -> Findings:
    """Sivun kieliversiot (hreflang) eivät vastaa sivuja, tai sivut eivät kerro toisistaan.

    Väärin: suomenkielinen sivu kertoo ruotsinkielisestä, mutta ruotsinkielinen ei suomenkielisestä.
    Oikein: jokainen versio kertoo kaikista versioista, myös itsestään, ja x-default on suomeksi.
    """
    by_address = {site.address + document.url: document for document in _pages(site)} if site.address else {}
    for document in site.documents.values():
        versions = _versions(document)
        if not versions:
            continue
        if problem := _version_problem(site, document, versions, by_address):
            line = line_of(_named(document, "alternate")[0])
            yield At(document.path, line, f"Kieliversiot (hreflang): {problem}.")


def _version_problem(
    site: BuiltSite, document: Document, versions: Mapping[str, str], by_address: Mapping[str, Document]
) -> str:
    if not site.address or not document.is_page:
        return "sivulla ei saa olla niitä"
    if versions.get(site.language_of(document.path)) != site.address + document.url:
        return "sivu ei kerro omaa osoitettaan"
    if versions.get(_DEFAULT) != versions.get(ORIGINAL):
        return "x-default ei ole suomenkielisen sivun osoite"
    for lang, address in versions.items():
        other = by_address.get(address)
        if other is None:
            return f"osoitteessa {address} ei ole sivua"
        if lang != _DEFAULT and site.language_of(other.path) != lang:
            return f"osoitteen {address} kieli ei ole {lang}"
        if _versions(other) != versions:
            return f"sivu {other.path} kertoo toiset versiot"
    return ""


def built_sitemap(site: BuiltSite) -> Findings:
    """Sivukartta (sitemap.xml) ei luettele juuri sivuston sivuja, tai sen kieliversiot ovat toiset.

    Väärin: sivukartassa on poistettu sivu, tai uusi sivu puuttuu siitä.
    Oikein: jokainen sivu on sivukartassa kerran samoin kieliversioin kuin sivulla itsellään.
    """
    if not site.address:
        if _SITEMAP in site.files:
            yield At(_SITEMAP, 1, "Sivukarttaa ei saa olla, kun sivuston osoitetta ei tunneta.")
        return
    listed: dict[str, tuple[int, Mapping[str, str]]] = {}
    for line, address, versions in _listed(site):
        if address in listed:
            yield At(_SITEMAP, line, f"Osoite {address} on sivukartassa kahdesti.")
        listed[address] = (line, versions)
    pages = {site.address + document.url: document for document in _pages(site) if document.is_listed}
    for address, document in pages.items():
        if address not in listed:
            yield At(_SITEMAP, 1, f"Sivu {document.path} puuttuu sivukartasta.")
        elif (told := listed[address])[1] != _versions(document):
            yield At(_SITEMAP, told[0], f"Osoitteen {address} kieliversiot ovat sivulla toiset.")
    for address in listed.keys() - pages.keys():
        yield At(_SITEMAP, listed[address][0], f"Osoitteessa {address} ei ole sivua.")


def _listed(site: BuiltSite) -> Iterator[tuple[int, str, Mapping[str, str]]]:
    """Line, address and versions of every entry; nothing when the file is missing or no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(site.texts.get(_SITEMAP, "<urlset/>").encode(), parser)
    for url in root.findall("s:url", _SPACE) if root is not None else ():
        links = url.findall("x:link", _SPACE)
        versions = {link.get("hreflang", ""): link.get("href", "") for link in links}
        yield line_of(url), url.findtext("s:loc", "", _SPACE).strip(), versions
