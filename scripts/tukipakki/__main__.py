"""The command line: tukipakki serve | build | check | new | report | saadokset | maaraaika …"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path

from tukipakki import checking, report
from tukipakki.build import Built, CannotWrite, NotASite, build
from tukipakki.checking import CannotCheck
from tukipakki.finnish import FinnishParser, speak_finnish
from tukipakki.guide import PAGES, write_guide
from tukipakki.law_change import CannotChange, law_change, sections_report, work_list, write
from tukipakki.leaflets.lag import lagging
from tukipakki.model import ORIGINAL, Finding, Site
from tukipakki.new import ALIASES, FOLDERS, CannotCreate, create_page
from tukipakki.read import UnusableRoot, read_site
from tukipakki.translations import CannotStamp, stamp, translations_report

OK, FOUND, MISUSE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 when all is well, 1 for findings, 2 for misuse."""
    speak_finnish()
    _print_anything()
    options = parser().parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
    except (
        UnusableRoot,
        CannotWrite,
        NotASite,
        CannotCreate,
        CannotChange,
        CannotCheck,
        CannotStamp,
        Refused,
    ) as error:
        return _say(str(error), MISUSE)
    except KeyboardInterrupt:
        return _say("Keskeytetty; aiempi sivusto on ennallaan.", MISUSE)
    except BrokenPipeError:
        return OK


def _print_anything() -> None:
    """A console of few letters, or a file name that is no text, must not stop the tool."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class Refused(Exception):
    """What was asked cannot be done; the message is one Finnish sentence."""


# What is told in one sentence and without a traceback.
_REFUSALS = (UnusableRoot, CannotWrite, CannotCreate, CannotChange, CannotStamp, Refused)


def _say(text: str, code: int = OK) -> int:
    print(text, file=sys.stderr)
    return code


def _progress(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"”{text}” ei ole päivä, joka on olemassa; kirjoita esimerkiksi 2026-11-25"
        ) from None


def parser() -> FinnishParser:
    """The command line."""
    whole = FinnishParser(
        prog="tukipakki",
        description="Tukipakki: rakentaa ja tarkistaa lastensuojelun tietopankin.",
    )
    common = FinnishParser(add_help=False)
    common.add_argument(
        "--juuri",
        type=Path,
        default=None,
        metavar="KANSIO",
        help="Tukipakin kansio (oletus: tämä tai lähin yläkansio, jossa on mkdocs.yml)",
    )
    common.add_argument(
        "--today",
        type=_day,
        default=None,
        metavar="PÄIVÄ",
        help="mitä päivää tänään on (2026-11-25)",
    )
    commands = whole.add_subparsers(dest="command", required=True, title="Komennot", metavar="KOMENTO")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    serve = add("serve", "Rakenna ja näytä sivusto; päivittyy, kun tallennat.")
    serve.add_argument("--port", type=int, metavar="NUMERO", help="portti (oletus: vapaa alkaen 8000)")
    make = add("build", "Tarkista ja rakenna sivusto kansioon.")
    make.add_argument("--out", type=Path, metavar="KANSIO", help="valmis sivusto (oletus: site)")
    checking.add_arguments(add("check", "Tarkista sisältö."))
    new = add(
        "new",
        "Luo uusi sivu ohjeineen; sivua ei julkaista ennen kuin poistat rivin julkaise: false.",
    )
    new.add_argument(
        "tyyppi",
        choices=[*FOLDERS, *ALIASES],
        metavar="TYYPPI",
        help="; ".join(f"{kind} (docs/{folder}/)" for kind, folder in FOLDERS.items()),
    )
    new.add_argument("nimi", metavar="NIMI", help="tiedoston nimi, esimerkiksi lapsen-kuuleminen")
    tell = add("report", "Näytä, mitä sivustolla on ja mitä puuttuu.")
    tell.add_argument(
        "aihe",
        nargs="?",
        choices=list(_REPORTS),
        metavar="AIHE",
        help="saadokset: pykälät ja niihin viittaavat sivut; kaannokset: mitkä käännökset ovat jäljessä",
    )
    _add_statutes(add)
    _add_translations(add)
    add("tunnukset", "Luettele tiedot, jotka saa sivulle tunnuksella, ja mitä niistä tulee.")
    deadline = add("maaraaika", "Laske määräajan viimeinen päivä.")
    deadline.add_argument("tunnus", metavar="ID", help="määräajan tunnus, esimerkiksi arvioinnin-aloitus")
    deadline.add_argument("paiva", metavar="PÄIVÄ", help="päivä, josta lasketaan: 24.11.2026 tai 2026-11-24")
    deadline.add_argument(
        "--kieli", default=ORIGINAL, metavar="KIELI", help="vastauksen kieli: fi, sv tai en"
    )
    add("ohje", "Kirjoita tarkistusten ohjeet sivulle Näin muokkaat.")
    words = add("sanat", "Päivitä sanataulukko data/haku/lemmat.tsv: sivujen sanat ja niiden perusmuodot.")
    words.add_argument(
        "--tuntemattomat",
        action="store_true",
        help="luettele sanat, joita kukaan ei tunne, ja missä ne ovat; taulukkoa ei muuteta",
    )
    search = add("search", "Hae sivustolta: sama hakemisto ja järjestys kuin selaimessa.")
    search.add_argument("haku", nargs="*", metavar="SANA", help="haku, esimerkiksi ”ilmoituksen määräaika”")
    search.add_argument("--kieli", default=ORIGINAL, metavar="KIELI", help="sivujen kieli: fi, sv tai en")
    search.add_argument("--test", action="store_true", help="kokeile haut tiedostosta data/haku/testit.yml")
    leaflets = add("lehtiset", "Kirjaa lehtisten koodit tiedostoon data/lehtiset.yml ja tee PDF-tiedostot.")
    leaflets.add_argument("--kieli", metavar="KIELI", help="vain tämän kielen PDF-tiedostot: fi, sv tai en")
    part = leaflets.add_mutually_exclusive_group()
    part.add_argument("--kirjaa", action="store_true", help="vain koodit, ei PDF-tiedostoja")
    part.add_argument("--pdf", action="store_true", help="vain PDF-tiedostot; koodien pitää olla kirjattuina")
    add("kaaviot", "Tallenna kaavioiden piirrokset koneille, joilla piirtäjää ei ole.")
    return whole


def _add_statutes(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    law = add("saadokset", "Kirjaa lain muutos rekisteriin ja näytä, mitkä sivut se koskee.")
    law.add_argument(
        "toimi", choices=["muuttui"], metavar="TOIMI", help="muuttui: pykälä sai uuden sanamuodon"
    )
    law.add_argument("pykala", metavar="PYKÄLÄ", help="esimerkiksi ”LSL 26 §” tai ”LSL 61–74 §”")
    law.add_argument("--pvm", type=_day, required=True, metavar="PÄIVÄ", help="mistä alkaen voimassa")
    law.add_argument("--saados", required=True, metavar="N/VVVV", help="muutossäädöksen numero")


def _add_translations(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    stamped = add("kaannokset", "Merkitse ajan tasalle käännös, jonka olet verrannut suomenkieliseen sivuun.")
    stamped.add_argument(
        "polut", nargs="*", metavar="POLKU", help="käännöksen tiedosto, esimerkiksi docs/tietoa.sv.md"
    )
    stamped.add_argument("--kaikki", action="store_true", help="jokainen käännös")


def _site(options: argparse.Namespace) -> Site:
    return read_site(_root(options), options.today or date.today())


def _root(options: argparse.Namespace) -> Path:
    """The folder that was given, or the nearest one upwards that holds mkdocs.yml."""
    if options.juuri is not None:
        return Path(options.juuri).resolve()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), here)


def _serve(options: argparse.Namespace) -> int:
    from tukipakki.serve import NoFreePort, Preview, Watcher, start, with_drafts

    root = _root(options)
    out = root / "build" / "esikatselu"
    preview = Preview(out)

    def rebuild() -> None:
        try:
            findings = _build_and_tell(with_drafts(_site(options)), out).findings
        except (UnusableRoot, CannotWrite, Refused) as error:
            findings = (Finding("mkdocs.yml", 1, "unusable-root", str(error)),)
            _say(str(error))
        except Exception as error:  # the server outlives a fault of ours; the last good site stays
            text = f"Rakentaminen kaatui ({type(error).__name__}: {error}); kerro tästä kehittäjälle."
            findings = (Finding("scripts/tukipakki", 1, "build-crash", text),)
            _say(text)
        preview.update(findings)
        _say(f"Valmis klo {datetime.now():%H.%M}. Sivusto päivittyy, kun tallennat.")

    watcher = Watcher(root)
    rebuild()
    try:
        server, address = start(preview, options.port)
    except NoFreePort as error:
        return _say(str(error), MISUSE)
    print(f"Tukipakki: {address}  (lopeta: Ctrl-C)", flush=True)
    try:
        watcher.run(rebuild)
    except KeyboardInterrupt:
        _say("Palvelin lopetettu.")
    finally:
        server.shutdown()
    return OK


def _build(options: argparse.Namespace) -> int:
    site = _site(options)
    out = options.out.resolve() if options.out else Path(site.root) / "site"
    built = _build_and_tell(site, out)
    if not built.ok:
        return _say("Sivustoa ei rakennettu; aiempi sivusto on ennallaan.", FOUND)
    if missing := lagging(site):
        print(report.as_text(missing), file=sys.stderr)
    print(f"Valmis: {built.pages} sivua kansiossa {out}")
    return OK


def _build_and_tell(site: Site, out: Path) -> Built:
    from tukipakki.mkdocs_plugin import BuildFailed

    try:
        built = build(site, out, _progress)
    except BuildFailed as error:
        raise Refused(f"MkDocs ei rakentanut sivustoa: {error}") from None
    if built.findings:
        print(report.as_text(built.findings), file=sys.stderr)
    return built


def _new(options: argparse.Namespace) -> int:
    site = _site(options)
    kind = ALIASES.get(options.tyyppi, options.tyyppi)
    file = create_page(Path(site.root), kind, options.nimi, site.today)
    print(f"Luotu {file.relative_to(site.root)}. Täytä kentät.")
    print("make serve näyttää sivun vain sinulle, kunnes poistat rivin julkaise: false.")
    return OK


def _report(options: argparse.Namespace) -> int:
    print(_REPORTS.get(options.aihe, report.coverage)(_site(options)))
    return OK


def _statutes(options: argparse.Namespace) -> int:
    site = _site(options)
    change = law_change(site, options.pykala, options.pvm, options.saados)
    write(site, change)
    print(work_list(site, change))
    return OK


def _translations(options: argparse.Namespace) -> int:
    if not options.polut and not options.kaikki:
        raise Refused(
            "Kerro, mikä käännös on ajan tasalla, esimerkiksi docs/tietoa.sv.md, tai käytä --kaikki."
        )
    changed = stamp(_site(options), options.polut, options.kaikki)
    for path in changed:
        print(f"Merkitty ajan tasalle: {path}")
    if not changed:
        print("Merkinnät olivat jo ajan tasalla.")
    return OK


def _deadline(options: argparse.Namespace) -> int:
    from tukipakki.calculate import CannotCount, answer

    try:
        print(answer(_site(options), options.kieli, options.tunnus, options.paiva))
    except CannotCount as error:
        raise Refused(str(error)) from None
    return OK


def _ids(options: argparse.Namespace) -> int:
    print(report.fact_ids(_site(options)))
    return OK


def _guide(options: argparse.Namespace) -> int:
    write_guide(_root(options))
    print(f"Kirjoitettu {' ja '.join(PAGES)}.")
    return OK


def _words(options: argparse.Namespace) -> int:
    from tukipakki.voikko import available
    from tukipakki.word_table import VoikkoMissing, save_table, unknown_words

    site = _site(options)
    if options.tuntemattomat:
        print(unknown_words(site) or "Jokainen sana tunnetaan.")
        return OK
    try:
        count = save_table(site, with_voikko=available())
    except VoikkoMissing as error:
        raise Refused(str(error)) from None
    print(f"Taulukossa data/haku/lemmat.tsv on nyt {count} sanaa.")
    return OK


def _search(options: argparse.Namespace) -> int:
    from tukipakki.search.ask import CannotAsk, answer
    from tukipakki.search.trial import failures, report, try_all

    site = _site(options)
    try:
        if options.test:
            tried = try_all(site)
            print(report(tried))
            missed = list(failures(tried))
            return _say("\n".join(missed), FOUND) if missed else OK
        question = " ".join(options.haku).strip()
        if not question:
            raise Refused("Kirjoita, mitä etsit, esimerkiksi tukipakki search ”ilmoituksen määräaika”.")
        if options.kieli not in site.languages:
            raise Refused(f"Kieltä ”{options.kieli}” ei ole; valitse {', '.join(site.languages)}.")
        print(answer(site, options.kieli, question))
    except CannotAsk as error:
        raise Refused(str(error)) from None
    return OK


def _drawings(options: argparse.Namespace) -> int:
    from tukipakki.drawings import save_drawings

    count = save_drawings(_site(options))
    print(f"Tallennettu {count} piirrosta kansioon data/kaaviot/.")
    return OK


def _leaflets(options: argparse.Namespace) -> int:
    from tukipakki.leaflets.editions import editions_of
    from tukipakki.leaflets.pdf import CannotPrint
    from tukipakki.leaflets.press import CACHE, press, prints, sweep
    from tukipakki.leaflets.register import save_register

    site = _site(options)
    if options.kieli not in (None, *site.languages):
        raise Refused(f"Kieltä ”{options.kieli}” ei ole; valitse {', '.join(site.languages)}.")
    editions = editions_of(site)
    if options.pdf and (missing := lagging(site)):
        return _say("\n".join(map(str, missing)), FOUND)
    save_register(site, editions)
    for code in (*editions.pending, *editions.withdrawn):
        edition = editions.all[code]
        said = "poistettu käytöstä" if edition.poistettu else "uusi koodi"
        print(f"{code}: {said}, {edition.sivu} ({edition.kieli})")
    print(f"Tiedostossa data/lehtiset.yml on nyt {len(editions.all)} koodia.")
    if options.kirjaa:
        return OK
    if not site.settings.osoite:
        _say("Sivuston osoitetta ei tunneta, joten QR-koodi jää pois; anna se muuttujassa TUKIPAKKI_OSOITE.")
    wanted = tuple(prints(site, editions, options.kieli))
    _progress(f"Tehdään PDF-tiedostot kansioon {CACHE.as_posix()}")
    try:
        failed = press(site, wanted, os.cpu_count() or 1)
    except CannotPrint as error:
        raise Refused(str(error)) from None
    sweep(site, editions)
    for each, reason in failed:
        _say(f"{each.page.path}:1: {reason[:1].upper()}{reason[1:]}.")
    print(f"PDF-tiedostoja on {len(wanted) - len(failed)}.")
    return FOUND if failed else OK


_REPORTS: Mapping[str, Callable[[Site], str]] = {
    "saadokset": sections_report,
    "kaannokset": translations_report,
}

_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "serve": _serve,
    "build": _build,
    "check": lambda options: checking.run(options, _root(options), options.today or date.today()),
    "new": _new,
    "report": _report,
    "saadokset": _statutes,
    "kaannokset": _translations,
    "search": _search,
    "kaaviot": _drawings,
    "lehtiset": _leaflets,
    "ohje": _guide,
    "sanat": _words,
    "tunnukset": _ids,
    "maaraaika": _deadline,
}

if __name__ == "__main__":
    sys.exit(main())
