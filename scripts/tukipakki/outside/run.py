"""The whole errand: remembered answers, the rest asked by threads, findings out of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from tukipakki.model import Address, Finding, Site
from tukipakki.outside.answer import Answer, Trouble
from tukipakki.outside.crew import ask_all
from tukipakki.outside.judging import findings
from tukipakki.outside.manners import Manners
from tukipakki.outside.memory import EMPTY, Memory, Remembered, from_text, recall, to_text
from tukipakki.outside.network import resolve, trust
from tukipakki.outside.places import Wanted, wanted

FILE = Path("build") / "ulkoiset.json"
_NOBODY = (Trouble.NAME, Trouble.LOOKUP, Trouble.CONNECT)
_STEP = 10

Tell = Callable[[str], None]


class CannotAsk(Exception):
    """The links were not all asked; the message is one Finnish sentence."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, and how many addresses there was no time for."""

    findings: tuple[Finding, ...]
    unasked: int


def manners_of(site: Site) -> Manners:
    """Our manners, with the site's address in our name so that a server's keeper can reach us."""
    manners = Manners(resolve, trust())
    address = site.settings.osoite
    named = address and address.isascii() and address.isprintable()
    return replace(manners, agent=f"{manners.agent} (+{address})") if named else manners


def check_outside(
    site: Site, places: Sequence[Address], manners: Manners, tell: Tell, *, afresh: bool = False
) -> Result:
    """Ask for every address that is not remembered.

    Args:
        tell: hears how far we are.
        afresh: ask for everything, whatever is remembered.

    Raises:
        CannotAsk: there is no network, or the user stopped us; what was answered is remembered.
    """
    pages = wanted(places)
    file = Path(site.root) / FILE
    memory = _load(file)
    known = {} if afresh else _recalled(memory, pages, site.today)
    unknown = [page for page in pages if page.key not in known]
    tell(f"Ulkoisia osoitteita {len(pages)}, muistissa {len(known)}, kysytään {len(unknown)}")
    fresh: dict[str, Answer] = {}
    try:
        for page, answer in _told(ask_all(unknown, manners), len(unknown), tell):
            fresh[page.key] = answer
    except KeyboardInterrupt:
        raise CannotAsk(
            f"Keskeytetty: {len(fresh)}/{len(unknown)} osoitetta kysyttiin, ja vastaukset ovat tallessa "
            "seuraavaa kertaa varten."
        ) from None
    finally:
        offline = _offline(fresh.values(), known.values(), manners)
        _save(file, memory, {} if offline else fresh, site.today)
    if offline:
        raise CannotAsk("Yksikään palvelin ei vastannut; tarkista verkkoyhteys ja aja komento uudelleen.")
    drafts = frozenset(page.path for page in site.pages.values() if page.draft)
    answers = {**known, **fresh}
    answered = [(page, answers[page.key]) for page in pages if page.key in answers]
    return Result(findings(answered, drafts), len(pages) - len(answered))


def _recalled(memory: Memory, pages: Sequence[Wanted], today: date) -> dict[str, Answer]:
    return {page.key: answer for page in pages if (answer := recall(memory, page, today)) is not None}


def _told(
    answers: Iterator[tuple[Wanted, Answer]], total: int, tell: Tell
) -> Iterator[tuple[Wanted, Answer]]:
    for number, answered in enumerate(answers, 1):
        yield answered
        if number % _STEP == 0 and number < total:
            tell(f"Kysytty {number}/{total}")


def _offline(fresh: Iterable[Answer], known: Iterable[Answer], manners: Manners) -> bool:
    """True when it is our network that is missing, not all those servers.

    When nobody answered, a server that has answered before tells: its name leads somewhere still.
    """
    fresh = list(fresh)
    servers = {urlsplit(answer.final).hostname for answer in fresh if answer.trouble in _NOBODY}
    if not servers or any(answer.trouble not in _NOBODY for answer in fresh):
        return False
    before = [urlsplit(answer.final).hostname or "" for answer in known if answer.trouble is None][:3]
    return not any(_leads_somewhere(host, manners) for host in before) if before else len(servers) > 1


def _leads_somewhere(host: str, manners: Manners) -> bool:
    try:
        return bool(manners.resolve(host, 443))
    except OSError:
        return False


def _load(file: Path) -> Memory:
    try:
        return from_text(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError):
        return EMPTY


def _save(file: Path, memory: Memory, fresh: Mapping[str, Answer], today: date) -> None:
    """Whole or not at all: a half-written memory would be an empty one."""
    old = {key: value for key, value in memory.items() if key not in fresh}
    new = {key: Remembered(today, answer) for key, answer in fresh.items() if not answer.passing}
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".uusi")
    draft.write_text(to_text({**old, **new}, today), encoding="utf-8")
    draft.replace(file)
