"""Fields, buttons and links of built pages have a name that a screen reader can say."""

from __future__ import annotations

from lxml import etree

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite, Document, line_of

_SPEAKING = frozenset({"submit", "reset", "button"})
_SILENT = frozenset({"hidden", "image"}) | _SPEAKING


def built_unlabelled_field(site: BuiltSite) -> Findings:
    """Kentällä ei ole nimeä (label).

    Väärin: <input type="search" name="q">
    Oikein: <label for="q">Hae</label> <input type="search" name="q" id="q">
    """
    for path, document in site.documents.items():
        labelled = {e.get("for") for e in document.all("label") if "".join(e.itertext()).strip()}
        for field in document.all("input", "select", "textarea"):
            if field.tag == "input" and field.get("type", "").lower() in _SILENT:
                continue
            inside = any("".join(label.itertext()).strip() for label in field.iterancestors("label"))
            if field.get("id", "") in labelled or inside or _told(document, field):
                continue
            yield At(path, line_of(field), "Kentällä ei ole nimeä; lisää label.")


def built_nameless_button(site: BuiltSite) -> Findings:
    """Painikkeella ei ole nimeä.

    Väärin: <button><svg aria-hidden="true">…</svg></button>
    Oikein: <button aria-label="Sulje"><svg aria-hidden="true">…</svg></button>
    """
    for path, document in site.documents.items():
        for button in document.all("button"):
            if not _named(document, button):
                yield At(path, line_of(button), "Painikkeella ei ole nimeä; kirjoita sille teksti.")
        for button in document.all("input"):
            kind = button.get("type", "").lower()
            # A browser names submit and reset itself, in its own language and not the page's.
            silent = (kind in _SPEAKING and not button.get("value")) or (
                kind == "image" and not button.get("alt")
            )
            if silent and not _told(document, button):
                yield At(path, line_of(button), "Painikkeella ei ole nimeä; kirjoita sille value tai alt.")


def built_nameless_link(site: BuiltSite) -> Findings:
    """Linkillä ei ole tekstiä.

    Väärin: <a href="../"><svg aria-hidden="true">…</svg></a>
    Oikein: <a href="../" aria-label="Etusivu"><svg aria-hidden="true">…</svg></a>
    """
    for path, document in site.documents.items():
        for link in document.all("a"):
            if link.get("href") is not None and not _named(document, link):
                yield At(path, line_of(link), "Linkillä ei ole tekstiä; kirjoita, mihin se vie.")


def _told(document: Document, element: etree._Element) -> bool:
    """Named by an attribute; whether the id of aria-labelledby is there is another check's matter."""
    return any((element.get(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title"))


def _named(document: Document, element: etree._Element) -> bool:
    if _told(document, element) or "".join(element.itertext()).strip():
        return True
    return any((image.get("alt") or "").strip() for image in element.iter("img"))
