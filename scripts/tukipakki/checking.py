"""The command `tukipakki check`: what to check, what to show, what to repair."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tukipakki import report
from tukipakki.build import check_folder
from tukipakki.checks import RULES, run_checks
from tukipakki.fix import Fixed, fix
from tukipakki.model import Finding, Level
from tukipakki.read import address_of_site, read_site
from tukipakki.settings import base_of

OK, FOUND = 0, 1


class CannotCheck(Exception):
    """What was asked cannot be checked; the message is one Finnish sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    add = parser.add_argument
    add("polut", nargs="*", metavar="POLKU", help="näytä vain näiden tiedostojen löydökset")
    add("--format", choices=list(report.FORMATS), default="text", help="tulostusmuoto")
    add("--strict", action="store_true", help="myös huomio on virhe")
    add("--sivusto", type=Path, metavar="KANSIO", help="tarkista valmis sivusto")
    add("--select", metavar="NIMET", help="vain nämä tarkistukset, pilkulla erotettuina")
    add("--ignore", metavar="NIMET", help="kaikki muut paitsi nämä tarkistukset")
    add("--fix", action="store_true", help="tee turvalliset korjaukset tiedostoihin")
    add("--list", action="store_true", help="luettele tarkistukset")
    add("--explain", metavar="NIMI", help="kerro, mitä tarkistus katsoo ja miten löydös korjataan")


def run(options: argparse.Namespace, root: Path, today: date) -> int:
    """Check and print; the exit code is 1 when something blocks.

    Raises:
        CannotCheck: a check, file or folder of that name does not exist.
    """
    if options.list:
        print("\n".join(_listed()))
        return OK
    if options.explain is not None:
        print(_explained(options.explain))
        return OK
    names = _names(options.select, options.ignore)
    if options.sivusto is not None:
        if not options.sivusto.is_dir():
            raise CannotCheck(f"Kansiota {options.sivusto} ei ole; rakenna sivusto ensin.")
        findings: Iterable[Finding] = check_folder(options.sivusto, base_of(address_of_site()))
    else:
        places = [_place(path, root) for path in options.polut]
        if options.fix:
            _tell(fix(root, today, lambda finding: _chosen(finding, names, places, root)))
        findings = run_checks(read_site(root, today))
        findings = [finding for finding in findings if _chosen(finding, names, places, root)]
    shown = tuple(finding for finding in findings if finding.check in names)
    print(report.FORMATS[options.format](shown))
    return FOUND if any(options.strict or f.level is Level.ERROR for f in shown) else OK


def _chosen(finding: Finding, names: frozenset[str], places: list[Path], root: Path) -> bool:
    if finding.check not in names:
        return False
    file = root / finding.path
    return not places or any(file.is_relative_to(place) for place in places)


def _place(path: str, root: Path) -> Path:
    place = (root / path).resolve()
    if not place.exists():
        raise CannotCheck(f"Tiedostoa {path} ei ole; tarkista polku.")
    return place


def _names(select: str | None, ignore: str | None) -> frozenset[str]:
    every = frozenset(rule.name for rule in RULES)
    chosen = frozenset(_known(name) for name in _split(select)) or every
    return chosen - {_known(name) for name in _split(ignore)}


def _split(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _known(name: str) -> str:
    every = [rule.name for rule in RULES]
    if name in every:
        return name
    close = difflib.get_close_matches(name, every, n=1)
    hint = f"tarkoititko {close[0]}?" if close else "nimet näet komennolla tukipakki check --list."
    raise CannotCheck(f"Tarkistusta ”{name}” ei ole; {hint}")


def _listed() -> Iterable[str]:
    width = max(len(rule.name) for rule in RULES)
    for rule in sorted(RULES, key=lambda rule: rule.name):
        yield f"{rule.name:<{width}}  {rule.level:<6}  {rule.manual.splitlines()[0]}"


def _explained(name: str) -> str:
    known = _known(name)
    rule = next(rule for rule in RULES if rule.name == known)
    return f"{rule.name} ({rule.level})\n\n{rule.manual}"


def _tell(done: tuple[Fixed, ...]) -> None:
    for fixed in done:
        for finding in fixed.findings:
            print(f"Korjattu {finding.path}:{finding.line} [{finding.check}]", file=sys.stderr)
    count = sum(len(fixed.findings) for fixed in done)
    print(f"Korjattu {count} {'kohta' if count == 1 else 'kohtaa'}.", file=sys.stderr)
