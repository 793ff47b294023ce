"""Each built page carries the security policy, and its links tell other sites nothing of the reader."""

from __future__ import annotations

from lxml import etree

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built.document import BuiltSite
from tukipakki.policy import PAGE_POLICY
from tukipakki.targets import leaves

_POLICY = "Content-Security-Policy"
# How a link to another site looks: an arrow, the dotted line of a statute, the exit.
_MARKS = frozenset({"tp-ulos", "tp-cite", "tp-exit"})


def built_policy(site: BuiltSite) -> Findings:
    """Sivulta puuttuu suojauskäytäntö (Content-Security-Policy), tai se on toinen kuin sovittu.

    Väärin: sivupohja, jonka head-osassa ei ole suojauskäytäntöä
    Oikein: <meta http-equiv="Content-Security-Policy" content="{{ tp.policy }}">
    """
    for path, document in site.documents.items():
        told = [m.get("content", "") for m in document.all("meta") if m.get("http-equiv") == _POLICY]
        if told != [PAGE_POLICY]:
            yield At(
                path,
                1,
                "Sivulta puuttuu suojauskäytäntö (Content-Security-Policy); lisää sivupohjan head-osaan "
                "meta, jonka sisältö on {{ tp.policy }}.",
            )


def built_outside_link(site: BuiltSite) -> Findings:
    """Linkki toiselle sivustolle on merkitsemättä, tai se kertoo sinne, miltä sivulta lukija tuli.

    Väärin: <a href="https://www.finlex.fi/">
    Oikein: <a class="tp-ulos" rel="noreferrer" href="https://www.finlex.fi/">
    """
    for link in site.links:
        if link.tag == "a" and link.goal is None and leaves(link.raw) and not _is_marked(link.element):
            yield At(
                link.page.path,
                link.line,
                f"Linkki toiselle sivustolle ({link.raw}) on merkitsemättä; lisää siihen "
                'class="tp-ulos" ja rel="noreferrer".',
            )


def _is_marked(link: etree._Element) -> bool:
    """Whether a link tells the reader that it leaves, and tells the other site nothing of the reader."""
    classes = link.get("class", "").split()
    return "noreferrer" in link.get("rel", "").split() and not _MARKS.isdisjoint(classes)
