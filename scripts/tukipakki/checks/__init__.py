"""The checks, one list; a check is a generator over the frozen Site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tukipakki.checks import (
    citations,
    diagrams,
    facts,
    headings,
    links,
    markup,
    registers,
    sources,
    translations,
    upkeep,
)
from tukipakki.checks.at import Findings
from tukipakki.model import Finding, Level, Site


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its docstring is the editors' manual, its name that of the function."""

    run: Callable[[Site], Findings]
    level: Level = Level.ERROR

    @property
    def name(self) -> str:
        """`broken-link` for `broken_link`."""
        return self.run.__name__.replace("_", "-")


CHECKS = (
    Check(headings.missing_heading),
    Check(headings.skipped_level),
    Check(headings.heading_without_id),
    Check(headings.bad_heading_id),
    Check(headings.doubled_heading_id),
    Check(links.broken_link),
    Check(links.broken_anchor),
    Check(links.wrong_case_link),
    Check(links.outside_image),
    Check(markup.raw_html),
    Check(markup.hidden_core_page),
    Check(translations.differing_headings),
    Check(translations.differing_links),
    Check(translations.missing_interface_word),
    Check(facts.unknown_fact),
    Check(facts.unread_fact),
    Check(facts.unknown_role),
    Check(facts.unknown_deadline),
    Check(facts.unknown_page),
    Check(diagrams.broken_diagram),
    Check(sources.unknown_source),
    Check(sources.doubled_source),
    Check(sources.thin_source_text),
    Check(citations.bare_section),
    Check(citations.unknown_statute_section),
    Check(citations.unknown_statute),
    Check(citations.repealed_section),
    Check(citations.coming_section, Level.NOTICE),
    Check(citations.changed_law, Level.NOTICE),
    Check(registers.doubled_term),
    Check(registers.wordy_term),
    Check(registers.lost_stem),
    Check(registers.unknown_register_fact),
    Check(registers.unknown_county),
    Check(registers.doubled_county_page),
    Check(upkeep.overdue_review, Level.NOTICE),
)


def run_checks(site: Site) -> tuple[Finding, ...]:
    """Every finding of a site, those of reading it included, in order of file and line.

    What an unpublished page has is shown but never blocks.
    """
    drafts = {page.path for page in site.pages.values() if page.draft}
    found = list(site.findings)
    for check in CHECKS:
        for at in check.run(site):
            shown = at.path in drafts and check.run is not markup.hidden_core_page
            level = Level.NOTICE if shown else check.level
            found.append(Finding(at.path, at.line, check.name, at.message, level))
    return tuple(sorted(set(found)))
