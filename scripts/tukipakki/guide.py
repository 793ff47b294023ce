"""The parts of the editors' guide that are written from the manuals of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tukipakki.checks import CHECKS
from tukipakki.checks.built import BUILT_CHECKS
from tukipakki.checks.premises import PREMISES
from tukipakki.leaflets.lag import MANUALS as LEAFLETS
from tukipakki.outside.manual import MANUALS
from tukipakki.rules import RULES, Rule

START, END = "<!-- Tästä alkaen: make ohje -->", "<!-- Tähän asti: make ohje -->"

# Module of a check -> heading and id of its family on the page, in order.
_FAMILIES: Mapping[str, tuple[str, str]] = {
    "premises": ("Tiedosto ja kentät", "tiedosto-ja-kentat"),
    "headings": ("Otsikot", "otsikot"),
    "blocks": ("Kappaleet, luettelot ja laatikot", "kappaleet"),
    "pasted": ("Liitetyn tekstin jäljet", "liitetty-teksti"),
    "tables": ("Taulukot", "taulukot"),
    "substance": ("Sivun sisältö", "sivun-sisalto"),
    "links": ("Linkit ja kuvat", "linkit"),
    "link_forms": ("Linkin kirjoittaminen", "linkin-kirjoittaminen"),
    "link_texts": ("Linkkien ja kuvien tekstit", "linkkitekstit"),
    "addresses": ("Osoitteet muualle", "osoitteet"),
    "disguises": ("Osoitteet muualle", "osoitteet"),
    "markup": ("Merkinnät", "merkinnat"),
    "safety": ("Turvallisuus", "turvallisuus"),
    "personal_data": ("Henkilötiedot", "henkilotiedot"),
    "leaks": ("Salasanat ja avaimet", "salasanat"),
    "facts": ("Tiedot tunnuksella", "tunnukset"),
    "citations": ("Pykälät", "pykalaviittaukset"),
    "truth": ("Vanhat nimet, luvut ilman pykälää ja keskeneräinen teksti", "vanhat-nimet"),
    "typed": ("Käsin kirjoitetut tiedot", "kasin-kirjoitetut"),
    "registers": ("Tiedostot kansiossa data", "data"),
    "sources": ("Lähteiden mallit", "lahdetunnukset"),
    "diagrams": ("Kaaviot", "kaaviot"),
    "processes": ("Prosessin vaiheet", "prosessin-vaiheet"),
    "language": ("Selkeä kieli asiakkaan sivuilla", "selkea-kieli"),
    "translations": ("Käännökset", "kaannokset"),
    "tongues": ("Käännökset", "kaannokset"),
    "parallel": ("Käännöksen vertaaminen", "kaannoksen-vertaaminen"),
    "upkeep": ("Ajan tasalla", "ajan-tasalla"),
    "lag": ("Lehtisten koodit", "lehtisten-koodit"),
    "limits": ("Rajat, joita sivu ei ylitä", "rajat"),
    "built": ("Valmis sivusto", "valmis-sivusto"),
    "outside": ("Ulkoiset linkit", "ulkoiset-linkit"),
}
# Page of the guide -> modules whose families stand on it.
_LATER = ("built", "outside")
PAGES: Mapping[str, tuple[str, ...]] = {
    "docs/nain-muokkaat.md": tuple(module for module in _FAMILIES if module not in _LATER),
    "docs/valmis-sivusto.md": _LATER,
}
_EXAMPLE = re.compile(r"^(Väärin|Oikein): (.*)", re.DOTALL)


def write_guide(root: Path) -> None:
    """Write the generated parts of the pages anew."""
    for page in PAGES:
        file = root / page
        file.write_text(with_manuals(file.read_text(encoding="utf-8"), page), encoding="utf-8")


def with_manuals(text: str, page: str) -> str:
    """A page of the guide with the present manuals between its two marks."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{_manuals(PAGES[page])}\n\n{END}{after}"


def _manuals(modules: tuple[str, ...]) -> str:
    """The rules of some modules by family, with their sentences, reasons and examples."""
    parts: list[str] = []
    for module in modules:
        title, ident = _FAMILIES[module]
        rules = [rule for rule in RULES if _module(rule) == module]
        heading = f"## {title} {{#{ident}}}"
        # Two modules may be one family for an editor.
        parts += [heading] if heading not in parts else []
        parts += [part for rule in rules for part in _entry(rule)]
    return "\n\n".join(parts)


def _module(rule: Rule) -> str:
    if rule in PREMISES:
        return "premises"
    if rule in LEAFLETS:
        return "lag"
    if rule in MANUALS:
        return "outside"
    if rule in BUILT_CHECKS:
        return "built"
    run = next(check.run for check in CHECKS if check.name == rule.name)
    return run.__module__.rpartition(".")[2]


def _entry(rule: Rule) -> Iterator[str]:
    yield f"### {rule.name} {{#{rule.name}}}"
    for paragraph in rule.manual.split("\n\n"):
        lines = [_example(line) for line in paragraph.split("\n")]
        # Lines of one sentence are wrapped in the source only.
        yield "\n".join(lines) if "**" in paragraph or lines[0].startswith("- ") else " ".join(lines)


def _example(line: str) -> str:
    match = _EXAMPLE.match(line)
    return f"- **{match[1]}:** {_code(match[2])}" if match else line


def _code(text: str) -> str:
    """A code span around any text, also one with backticks."""
    marks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{marks}{space}{text}{space}{marks}"
