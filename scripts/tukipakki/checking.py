"""The command `tukipakki check`: what to check, what to show, what to repair."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from tukipakki import report
from tukipakki.build import check_folder
from tukipakki.checks import run_checks
from tukipakki.fix import Fixed, fix
from tukipakki.leaflets.lag import UNLISTED, lagging
from tukipakki.model import Finding, Level, Site
from tukipakki.read import checked_address, read_site
from tukipakki.rules import RULES

OK, FOUND, MISUSE = 0, 1, 2
Places = Sequence[Path]


class Placed(Protocol):
    """What stands in a file of the project."""

    @property
    def path(self) -> str:
        """Path from the root of the project."""


class CannotCheck(Exception):
    """What was asked cannot be checked; the message is one Finnish sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    add = parser.add_argument
    add("polut", nargs="*", metavar="POLKU", help="näytä vain näiden tiedostojen löydökset")
    add("--format", choices=list(report.FORMATS), default="text", help="tulostusmuoto")
    add("--strict", action="store_true", help="myös huomio on virhe")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--sivusto", type=Path, metavar="KANSIO", help="tarkista valmis sivusto")
    what.add_argument(
        "--ulkoiset", action="store_true", help="tarkista vain, toimivatko ulkoiset linkit (kysyy verkosta)"
    )
    add("--uudelleen", action="store_true", help="kysy nekin ulkoiset linkit, joiden vastaus on muistissa")
    add("--select", metavar="NIMET", help="vain nämä tarkistukset, pilkulla erotettuina")
    add("--ignore", metavar="NIMET", help="kaikki muut paitsi nämä tarkistukset")
    add("--fix", action="store_true", help="tee turvalliset korjaukset tiedostoihin")
    add("--list", action="store_true", help="luettele tarkistukset")
    add("--explain", metavar="NIMI", help="kerro, mitä tarkistus katsoo ja miten löydös korjataan")


def run(options: argparse.Namespace, root: Path, today: date) -> int:
    """Check and print; the exit code is 1 when something blocks.

    Raises:
        CannotCheck: a check, file or folder of that name does not exist, or the network does not.
    """
    if options.list:
        print("\n".join(_listed()))
        return OK
    if options.explain is not None:
        print(_explained(options.explain))
        return OK
    if options.uudelleen and not options.ulkoiset:
        raise CannotCheck("Valitsin --uudelleen koskee ulkoisia linkkejä; anna myös --ulkoiset.")
    names = _names(options.select, options.ignore)
    if options.sivusto is not None:
        if not options.sivusto.is_dir():
            raise CannotCheck(f"Kansiota {options.sivusto} ei ole; rakenna sivusto ensin.")
        return _tell(check_folder(options.sivusto, checked_address()), names, options)
    places = [_place(path, root) for path in options.polut]
    if options.ulkoiset:
        return _outside(read_site(root, today), names, places, options)
    if options.fix:
        _tell_fixed(fix(root, today, lambda found: found.check in names and _stands_in(found, places, root)))
    site = read_site(root, today)
    findings = run_checks(site)
    if UNLISTED.name in names and not any(found.level is Level.ERROR for found in findings):
        findings += lagging(site)
    return _tell([found for found in findings if _stands_in(found, places, root)], names, options)


def _outside(site: Site, names: frozenset[str], places: Places, options: argparse.Namespace) -> int:
    """External links; exit code 2 also when time ran out, since not all of them were asked."""
    from tukipakki.outside.places import collect
    from tukipakki.outside.run import CannotAsk, check_outside, manners_of

    addresses = [address for address in collect(site) if _stands_in(address, places, Path(site.root))]
    try:
        result = check_outside(site, addresses, manners_of(site), _progress, afresh=options.uudelleen)
    except CannotAsk as error:
        raise CannotCheck(str(error)) from None
    code = _tell(result.findings, names, options)
    if result.unasked:
        print(
            f"Aika loppui: {result.unasked} osoitetta jäi kysymättä; sama komento jatkaa niistä.",
            file=sys.stderr,
        )
        return code or MISUSE
    return code


def _progress(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


def _tell(findings: Iterable[Finding], names: frozenset[str], options: argparse.Namespace) -> int:
    shown = tuple(finding for finding in findings if finding.check in names)
    print(report.FORMATS[options.format](shown))
    return FOUND if any(options.strict or f.level is Level.ERROR for f in shown) else OK


def _stands_in(thing: Placed, places: Places, root: Path) -> bool:
    return not places or any((root / thing.path).is_relative_to(place) for place in places)


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


def _tell_fixed(done: tuple[Fixed, ...]) -> None:
    for fixed in done:
        for finding in fixed.findings:
            print(f"Korjattu {finding.path}:{finding.line} [{finding.check}]", file=sys.stderr)
    count = sum(len(fixed.findings) for fixed in done)
    print(f"Korjattu {count} {'kohta' if count == 1 else 'kohtaa'}.", file=sys.stderr)
