"""Checks of the built HTML: what a browser would meet."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from tukipakki.checks.at import At, Findings
from tukipakki.checks.built import addresses, controls, leftovers, links, privacy, safety, structure
from tukipakki.checks.built.document import BuiltSite, is_utf8
from tukipakki.model import Finding, Level


@dataclass(frozen=True, slots=True)
class BuiltCheck:
    """A check of a built site: its docstring is the manual, its name that of the function."""

    run: Callable[[BuiltSite], Findings]
    level: Level = Level.ERROR

    @property
    def name(self) -> str:
        """`built-link` for `built_link`."""
        return self.run.__name__.replace("_", "-")

    @property
    def manual(self) -> str:
        """What the check sees, a wrong and a right example."""
        return inspect.cleandoc(self.run.__doc__ or "")


def built_unreadable_page(site: BuiltSite) -> Findings:
    """Sivua ei voi lukea: se on tyhjä, muuta kuin UTF-8-merkistöä tai liian syvästi sisäkkäinen.

    Väärin: tyhjä tiedosto laki/index.html
    Oikein: sivusto on rakennettu uudelleen komennolla tukipakki build.
    """
    for path in sorted(site.pages.keys() - site.documents.keys()):
        text = site.pages[path]
        if not text.strip():
            what = "Sivu on tyhjä"
        elif not is_utf8(text):
            what = "Sivu ei ole UTF-8-muodossa"
        else:
            what = "Sivun elementtejä on yli 2000 sisäkkäin"
        yield At(path, 1, f"{what}; korjaa lähde ja rakenna sivusto uudelleen.")


BUILT_CHECKS = (
    BuiltCheck(built_unreadable_page),
    BuiltCheck(structure.built_page_language),
    BuiltCheck(structure.built_title),
    BuiltCheck(structure.built_doubled_title),
    BuiltCheck(structure.built_main_heading),
    BuiltCheck(structure.built_heading_order),
    BuiltCheck(structure.built_empty_heading),
    BuiltCheck(structure.built_doubled_id),
    BuiltCheck(structure.built_image_text),
    BuiltCheck(structure.built_table_head),
    BuiltCheck(links.built_link),
    BuiltCheck(links.built_anchor),
    BuiltCheck(links.built_link_language),
    BuiltCheck(links.built_phone_link),
    BuiltCheck(links.built_mail_link),
    BuiltCheck(links.built_far_page),
    BuiltCheck(links.built_id_reference),
    BuiltCheck(controls.built_unlabelled_field),
    BuiltCheck(controls.built_nameless_button),
    BuiltCheck(controls.built_nameless_link),
    BuiltCheck(safety.built_style),
    BuiltCheck(safety.built_script),
    BuiltCheck(safety.built_other_host),
    BuiltCheck(privacy.built_policy),
    BuiltCheck(privacy.built_outside_link),
    BuiltCheck(leftovers.built_leftover),
    BuiltCheck(addresses.built_canonical),
    BuiltCheck(addresses.built_versions),
    BuiltCheck(addresses.built_sitemap),
)


def check_built(site: BuiltSite) -> tuple[Finding, ...]:
    """Findings of a built site in order of file and line."""
    found = {
        Finding(at.path, at.line, check.name, at.message, check.level)
        for check in BUILT_CHECKS
        for at in check.run(site)
    }
    return tuple(sorted(found))
