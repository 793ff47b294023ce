"""Exceptions of a page: which check, and why; the reason stands in the data."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from tukipakki.model import Finding, Level, Page, Site


def without_excused(
    site: Site, findings: Sequence[Finding], excusable: Mapping[str, bool]
) -> Iterator[Finding]:
    """The findings that no exception covers, and a finding for every exception that covers none.

    Args:
        excusable: every name of a check, and whether a page may be excepted from it.
    """
    pages = {page.path: page for page in site.pages.values() if page.front.poikkeukset}
    used: set[tuple[str, str]] = set()
    for finding in findings:
        page = pages.get(finding.path)
        names = {exception.tarkistus for exception in page.front.poikkeukset} if page else set()
        if finding.check in names and excusable.get(finding.check, False):
            used.add((finding.path, finding.check))
        else:
            yield finding
    for page in pages.values():
        yield from _needless(page, used, excusable)


def _needless(page: Page, used: set[tuple[str, str]], excusable: Mapping[str, bool]) -> Iterator[Finding]:
    grave = Level.NOTICE if page.draft else Level.ERROR
    for number, exception in enumerate(page.front.poikkeukset):
        name = exception.tarkistus
        line = page.line_of(f"poikkeukset.{number}.tarkistus")
        if name not in excusable:
            close = difflib.get_close_matches(name, sorted(excusable), n=1)
            hint = f"tarkoititko ”{close[0]}”?" if close else "nimet: tukipakki check --list."
            yield Finding(page.path, line, "unknown-exception", f"Tarkistusta ”{name}” ei ole; {hint}", grave)
        elif not excusable[name]:
            message = f"Tarkistuksesta ”{name}” ei voi poiketa; korjaa löydös ja poista poikkeus."
            yield Finding(page.path, line, "unknown-exception", message, grave)
        elif (page.path, name) not in used:
            message = f"Poikkeus ”{name}” on turha, sillä sivulla ei ole löydöstä; poista poikkeus."
            yield Finding(page.path, line, "unused-exception", message, Level.NOTICE)
