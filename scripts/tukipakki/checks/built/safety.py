"""Nothing on a built page runs, styles or fetches what the security policy would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite, Document, line_of
from tukipakki.checks.built.links import css_addresses

# What a browser fetches or sends to by itself; `<a href>` is the reader's own choice.
_FETCHED = (
    "src",
    "srcset",
    "poster",
    "data",
    "action",
    "formaction",
    "ping",
    "background",
    "manifest",
    "xlink:href",
)
_ELSEWHERE = re.compile(r"\s*(?:(?:https?|wss?|ftp):)?[\\/]{2}", re.IGNORECASE)
_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")
_IMPORT = re.compile(r"@import\s+[\"']([^\"'\n]+)")
# In a script any string that starts like an address counts, whatever is done with it: what is
# fetched cannot be told from what is shown without running the script.
_IN_SCRIPT = re.compile(r"[\"'`]((?:(?:https?|wss?):)?//[^\s\"'`]{1,200})", re.IGNORECASE)
# Names of XML vocabularies look like addresses and are never fetched.
_NAMESPACES = ("http://www.w3.org/",)


def built_style(site: BuiltSite) -> Findings:
    """Sivulla on tyyli HTML:n seassa (style); turvasäännöt estävät sen.

    Väärin: <p style="color:red">
    Oikein: <p class="tp-huomio">, ja tyyli on kansiossa overrides/assets/css/.
    """
    for path, document in site.documents.items():
        for element in document.elements:
            if element.tag == "style" or element.get("style") is not None:
                message = "Sivulla on tyyli HTML:n seassa (style); siirrä se kansioon overrides/assets/css/."
                yield At(path, line_of(element), message)


def built_script(site: BuiltSite) -> Findings:
    """Sivulla tai kuvassa on koodia merkintöjen seassa; turvasäännöt estävät sen.

    Väärin: <button onclick="avaa()"> tai <script>avaa()</script>
    Oikein: koodi on tiedostossa kansiossa overrides/assets/js/.
    """
    for path, document in site.documents.items():
        for element in document.elements:
            if _runs(element) or (element.tag == "script" and not element.get("src")):
                message = "Sivulla on koodia HTML:n seassa; siirrä se kansioon overrides/assets/js/."
                yield At(path, line_of(element), message)
    for path, element in _drawings(site):
        if element.tag == "script" or str(element.tag).endswith("}script") or _runs(element):
            yield At(path, line_of(element), "Kuvassa on koodia; tallenna kuva uudelleen ilman sitä.")


def _runs(element: etree._Element) -> bool:
    for name, value in element.attrib.items():
        if str(name).lower().startswith("on"):
            return True
        # Browsers skip control characters and spaces before the colon.
        if ":" in value and re.sub(r"[\x00-\x20]+", "", str(value)[:40]).lower().startswith("javascript:"):
            return True
    return False


def built_other_host(site: BuiltSite) -> Findings:
    """Sivu, tyyli, kuva tai koodi hakee jotain toiselta palvelimelta.

    Silloin joku muu saa tietää, että lukija avasi sivun.

    Väärin: <script src="https://esimerkki.fi/koodi.js">
    Oikein: <script src="assets/js/koodi.js">
    """
    for path, document in site.documents.items():
        for element, raw in _fetched(document):
            if _is_elsewhere(site, raw):
                yield At(path, line_of(element), f"Sivu hakee tiedoston muualta tai lähettää sinne: {raw}.")
    for path, line, raw in _fetched_by_files(site):
        if _is_elsewhere(site, raw):
            yield At(path, line, f"Tiedosto viittaa toiselle palvelimelle: {raw}.")


def _is_elsewhere(site: BuiltSite, raw: str) -> bool:
    if not _ELSEWHERE.match(raw) or raw.startswith(_NAMESPACES):
        return False
    try:
        host = urlsplit(raw.strip().replace("\\", "/")).netloc
    except ValueError:
        return True
    return not site.address or host != urlsplit(site.address).netloc


def _fetched(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for element in document.elements:
        for name, value in element.attrib.items():
            if name in _FETCHED:
                # srcset is a list: "a.png 1x, https://… 2x".
                yield from ((element, part.strip()) for part in str(value).split(","))
            elif name == "href" and element.tag != "a":
                if element.tag != "link" or element.get("rel") not in ("canonical", "alternate"):
                    yield element, str(value)
            elif "url(" in value:
                yield from ((element, match[1]) for match in _IN_CSS.finditer(str(value)))
            elif name == "content" and (element.get("http-equiv") or "").lower() == "refresh":
                yield element, str(value).lower().partition("url=")[2].strip("\"' ")


def _fetched_by_files(site: BuiltSite) -> Iterator[tuple[str, int, str]]:
    for path, text in site.texts.items():
        yield from ((path, line, raw) for line, raw in css_addresses(path, text))
        pattern = {".css": _IMPORT, ".js": _IN_SCRIPT}.get(path[path.rfind(".") :])
        if pattern is not None:
            for match in pattern.finditer(text):
                yield path, text.count("\n", 0, match.start()) + 1, match[1]
    for path, element in _drawings(site):
        if element.tag == "{http://www.w3.org/2000/svg}a":
            continue
        for name, value in element.attrib.items():
            if str(name).rpartition("}")[2] in ("href", "src"):
                yield path, line_of(element), str(value)
            yield from ((path, line_of(element), match[1]) for match in _IN_CSS.finditer(str(value)))
        if str(element.tag).endswith("style"):
            style = "".join(element.itertext())
            for pattern in (_IN_CSS, _IMPORT):
                yield from ((path, line_of(element), match[1]) for match in pattern.finditer(style))


def _drawings(site: BuiltSite) -> Iterator[tuple[str, etree._Element]]:
    """Elements of the SVG files; what is not XML shows nothing in a browser either."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    for path, text in site.texts.items():
        if path.endswith(".svg"):
            root = etree.fromstring(text.encode(), parser)
            yield from ((path, element) for element in (root.iter(etree.Element) if root is not None else ()))
