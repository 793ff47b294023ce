"""The checks, one list; a check is a generator over the frozen Site."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tukipakki.checks import (
    addresses,
    blocks,
    citations,
    diagrams,
    disguises,
    facts,
    headings,
    language,
    leaks,
    limits,
    link_forms,
    link_texts,
    links,
    markup,
    parallel,
    pasted,
    personal_data,
    processes,
    registers,
    safety,
    sources,
    substance,
    tables,
    tongues,
    translations,
    truth,
    typed,
    upkeep,
)
from tukipakki.checks.at import Findings, Repair
from tukipakki.checks.exceptions import without_excused
from tukipakki.checks.premises import PREMISES
from tukipakki.model import Finding, Level, Site


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its docstring is the editors' manual, its name that of the function.

    From a `firm` check no page may be excepted: it guards persons, or the renderer from
    running without end. What an `unfinished`
    check sees is natural on a page that is being written: its editor is shown the page all the same.
    A check of `drafts` blocks on an unpublished page too: other pages lead there, or the repository
    itself would publish what it holds.
    """

    run: Callable[[Site], Findings]
    level: Level = Level.ERROR
    firm: bool = False
    unfinished: bool = False
    drafts: bool = False

    @property
    def name(self) -> str:
        """`broken-link` for `broken_link`."""
        return self.run.__name__.replace("_", "-")

    @property
    def manual(self) -> str:
        """What the check sees, a wrong and a right example."""
        return inspect.cleandoc(self.run.__doc__ or "")


CHECKS = (
    Check(headings.missing_heading),
    Check(headings.skipped_level),
    Check(headings.heading_without_id),
    Check(headings.bad_heading_id),
    Check(headings.doubled_heading_id),
    Check(headings.empty_heading, unfinished=True),
    Check(blocks.glued_block),
    Check(blocks.odd_list_marker),
    Check(blocks.dead_task_list),
    Check(blocks.shallow_indent),
    Check(blocks.indented_code),
    Check(blocks.loose_admonition),
    Check(blocks.unknown_admonition),
    Check(blocks.foreign_block),
    Check(blocks.misspelt_fence),
    Check(blocks.loose_emphasis),
    Check(pasted.empty_item),
    Check(pasted.garbled_text),
    Check(pasted.pasted_mark),
    Check(tables.table_without_head),
    Check(tables.ragged_table_row),
    Check(tables.empty_table_head),
    Check(tables.tab_table),
    Check(substance.doubled_title),
    Check(substance.long_title, Level.NOTICE),
    Check(substance.quoted_value, Level.NOTICE),
    Check(substance.long_page, Level.NOTICE),
    Check(substance.thin_page, unfinished=True),
    Check(substance.repeated_sentence),
    Check(substance.orphan_page, Level.NOTICE),
    Check(limits.long_paragraph, firm=True, drafts=True),
    Check(limits.open_brackets, firm=True, drafts=True),
    Check(limits.deep_nesting, firm=True, drafts=True),
    Check(limits.control_character),
    Check(limits.crowded_page, firm=True, drafts=True),
    Check(links.broken_link),
    Check(links.broken_anchor),
    Check(links.wrong_case_link),
    Check(links.outside_image),
    Check(addresses.unsafe_address, firm=True),
    Check(addresses.local_address),
    Check(addresses.malformed_address),
    Check(disguises.disguised_link, firm=True),
    Check(addresses.insecure_address, Level.NOTICE),
    Check(addresses.malformed_mailto),
    Check(addresses.malformed_tel),
    Check(link_forms.bare_address, Level.NOTICE),
    Check(link_texts.empty_link),
    Check(link_texts.vague_link, Level.NOTICE),
    Check(link_texts.missing_alt),
    Check(link_texts.vague_alt),
    Check(link_forms.reference_link, firm=True),
    Check(link_forms.footnote_mark),
    Check(link_forms.unread_link, firm=True),
    Check(markup.raw_html, firm=True),
    Check(markup.unread_fence, firm=True),
    Check(safety.unsafe_attribute, firm=True),
    Check(safety.markup_in_field, firm=True),
    Check(safety.unsafe_drawing, firm=True),
    Check(safety.photo_trace, firm=True, drafts=True),
    Check(personal_data.identity_code, firm=True, drafts=True),
    Check(personal_data.private_email, firm=True, drafts=True),
    Check(personal_data.listed_name, firm=True, drafts=True),
    Check(leaks.leaked_secret, firm=True, drafts=True),
    Check(markup.hidden_core_page, drafts=True),
    Check(translations.differing_headings),
    Check(translations.differing_links),
    Check(translations.missing_interface_word),
    Check(parallel.differing_facts),
    Check(parallel.differing_numbers),
    Check(parallel.differing_sections),
    Check(tongues.wrong_language),
    Check(parallel.stale_translation, Level.NOTICE),
    Check(facts.unknown_fact),
    Check(facts.unread_fact),
    Check(facts.unknown_role),
    Check(facts.unknown_deadline),
    Check(facts.unknown_page),
    Check(diagrams.broken_diagram),
    Check(processes.unknown_step),
    Check(processes.unreachable_step),
    Check(processes.large_process),
    Check(processes.unknown_step_fact),
    Check(processes.stray_step_heading),
    Check(processes.differing_steps),
    Check(processes.role_without_page),
    Check(processes.role_without_steps),
    Check(processes.family_without_steps),
    Check(sources.unknown_source),
    Check(sources.doubled_source),
    Check(sources.thin_source_text),
    Check(citations.bare_section),
    Check(citations.reversed_section),
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
    Check(registers.unknown_search_page, Level.NOTICE),
    Check(language.long_sentence, Level.NOTICE),
    Check(language.long_word, Level.NOTICE),
    Check(language.passive_page, Level.NOTICE),
    Check(language.professional_word, Level.NOTICE),
    Check(upkeep.overdue_review, Level.NOTICE),
    Check(upkeep.future_date, Level.NOTICE),
    Check(truth.ended_organisation),
    Check(truth.changed_term),
    Check(truth.unfinished_text),
    Check(truth.uncited_duty),
    Check(typed.typed_fact),
    Check(typed.typed_number),
    Check(typed.typed_phone),
    Check(typed.unknown_phone, Level.NOTICE),
)


def run_checks(site: Site) -> tuple[Finding, ...]:
    """Every finding of a site, those of reading it included, in order of file and line.

    What an unpublished page has is shown but does not block, save for a few checks.
    """
    found = [*site.findings, *(finding for finding, _ in run_each(site))]
    excusable = {premise.name: False for premise in PREMISES} | {
        check.name: not check.firm for check in CHECKS
    }
    return tuple(sorted(set(without_excused(site, found, excusable))))


def run_each(site: Site) -> Iterator[tuple[Finding, Repair | None]]:
    """What each check sees, with the repair where it knows a safe one."""
    drafts = {page.path for page in site.pages.values() if page.draft}
    for check in CHECKS:
        for at in check.run(site):
            shown = at.path in drafts and not check.drafts
            level = Level.NOTICE if shown else check.level
            yield Finding(at.path, at.line, check.name, at.message, level), at.repair
