"""Findings and the state of the content in words: text, JSON, GitHub annotations, SARIF."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tukipakki.model import ORIGINAL, Finding, Level, Site
from tukipakki.page_types import TYPES
from tukipakki.render.lists import LISTS, TABLES
from tukipakki.render.review import is_overdue, next_review
from tukipakki.render.words import day
from tukipakki.rules import RULES

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")

GROUPS = {
    "r1": "prosessit",
    "r2": "lakiohjeet",
    "r3": "toimintatavat eri tilanteissa",
    "r4": "systeeminen työote",
    "r5": "lehtiset asiakkaille",
    "r6": "roolit ja yhteistyö",
    "r7": "linkit ja sähköiset palvelut",
    "r8": "osaamiskeskusten palvelut",
    "r9": "pilotit ja mallit",
}


def as_text(findings: Sequence[Finding]) -> str:
    """One line a finding and a count at the end."""
    lines = [
        _on_one_line(f"{finding}")
        if finding.level is Level.ERROR
        else _on_one_line(f"{finding} ({finding.level})")
        for finding in findings
    ]
    return "\n".join([*lines, summary(findings)])


def _on_one_line(text: str) -> str:
    """Names of files and quoted values may hold line ends, which a CI reads as commands of its own."""
    return _UNSEEN.sub(" ", text)


def summary(findings: Sequence[Finding]) -> str:
    """”2 virhettä, 1 huomio.”"""
    count = Counter(finding.level for finding in findings)
    errors, notices = count[Level.ERROR], count[Level.NOTICE]
    if not findings:
        return "Kunnossa: ei virheitä eikä huomioita."
    return (
        f"{errors} {'virhe' if errors == 1 else 'virhettä'}, "
        f"{notices} {'huomio' if notices == 1 else 'huomiota'}."
    )


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects: path, line, check, level, message."""
    rows = [
        {
            "path": finding.path,
            "line": finding.line,
            "check": finding.check,
            "level": str(finding.level),
            "message": finding.message,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "\n".join(
        f"::{'error' if f.level is Level.ERROR else 'notice'} "
        f"file={_property(f.path)},line={f.line},title={_property(f.check)}::{_data(f.message)}"
        for f in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0, the format that code hosts read."""
    docs = {rule.name: rule.manual for rule in RULES}
    rules = [
        {"id": name, "fullDescription": {"text": docs.get(name) or name}}
        for name in sorted({finding.check for finding in findings})
    ]
    run = {
        "tool": {"driver": {"name": "tukipakki", "rules": rules}},
        "results": [_sarif_result(finding) for finding in findings],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding) -> Mapping[str, Any]:
    return {
        "ruleId": finding.check,
        "level": "error" if finding.level is Level.ERROR else "note",
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": finding.path},
                    "region": {"startLine": max(finding.line, 1)},
                }
            }
        ],
    }


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def coverage(site: Site) -> str:
    """Pages by type, language and state; overdue reviews; the sources' systems and groups told of."""
    return "\n".join([*_pages(site), "", *_overdue(site), "", *_systems(site)])


def _pages(site: Site) -> Iterator[str]:
    yield f"{'Sivuja tyypeittäin':<22}" + "".join(f"{lang:>6}" for lang in site.languages)
    for name in TYPES:
        counts = [sum(page.type == name for page in site.published(lang)) for lang in site.languages]
        if any(counts):
            yield f"  {name:<20}" + "".join(f"{count:>6}" for count in counts)
    pages = list(site.pages.values())
    reviewed = sum(page.front.tila == "tarkistettu" and page.published for page in pages)
    published = sum(page.published for page in pages)
    yield (
        f"Julkaistu {published}, joista tarkistettu {reviewed} ja luonnoksia "
        f"{published - reviewed}; julkaisematta {len(pages) - published + len(site.drafts)}."
    )


def _overdue(site: Site) -> Iterator[str]:
    late = [page for page in site.pages.values() if is_overdue(page, site.today)]
    yield f"Tarkistus myöhässä: {len(late)}"
    for page in sorted(late, key=lambda page: (next_review(page), page.path)):
        yield f"  {day(next_review(page)):>10}  {page.path}"


def _systems(site: Site) -> Iterator[str]:
    claimed = {
        ident
        for page in site.published(ORIGINAL)
        for ident in page.front.lahteet
        if ident in site.data.systems
    }
    yield f"Lähteiden mallit ja palvelut: {len(claimed)}/{len(site.data.systems)}"
    for group, title in GROUPS.items():
        members = [s.id for s in site.data.systems.values() if s.ryhma == group]
        told = sum(ident in claimed for ident in members)
        yield f"  {group} {title:<32}{told:>4}/{len(members)}"
    roles = sum(site.nearest(f"roolit/{slug}", ORIGINAL) is not None for slug in site.data.roles)
    yield f"Roolien sivuja: {roles}/{len(site.data.roles)}"


def fact_ids(site: Site) -> str:
    """Every insertion with the Finnish words that it puts on a page."""
    data = site.data
    rows = [(f"{{maaraaika:{d.id}}}", d.sanoin[ORIGINAL]) for d in data.deadlines.values()]
    rows += [(f"{{maaraaika:{d.id}:lyhyt}}", d.lyhyt[ORIGINAL]) for d in data.deadlines.values()]
    rows += [(f"{{puhelin:{s.id}}}", f"{s.numero} ({s.nimi[ORIGINAL]})") for s in data.services.values()]
    rows += [(f"{{vakio:{ident}}}", words[ORIGINAL]) for ident, words in data.sentences.items()]
    rows += [(f"{{lista:{name}}}", "luettelo omalla rivillään") for name in LISTS]
    rows += [(f"{{taulukko:{name}}}", "taulukko omalla rivillään") for name in TABLES]
    return "\n".join(f"{ident:<52} {words}" for ident, words in rows)
