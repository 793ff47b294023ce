"""Answers to findings: what an editor should do about an external link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from tukipakki.model import Address, Finding, Level
from tukipakki.outside.answer import BUSY, Answer
from tukipakki.outside.places import Wanted, anchor_of
from tukipakki.outside.verdict import LATER, OTHER, Verdict, named, troubled

# Refusals of what is no browser: they say nothing of what a reader will see.
_WALLS = (401, 403, 405, 406, 407, 429, 451, 999)
_FRONT_PAGES = ("", "/fi", "/sv", "/en", "/etusivu", "/index.html", "/index.php")


def findings(
    answers: Sequence[tuple[Wanted, Answer]], drafts: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """One finding a fault, at the first of its places; in a draft it never blocks."""
    found: dict[Verdict, list[Address]] = {}
    for page, answer in answers:
        verdict = judge(page, answer)
        if verdict is not None:
            found.setdefault(verdict, []).extend(page.places)
        for anchor_verdict, places in _missing_anchors(page, answer):
            found.setdefault(anchor_verdict, []).extend(places)
    return tuple(sorted(_finding(verdict, sorted(places), drafts) for verdict, places in found.items()))


def _finding(verdict: Verdict, places: Sequence[Address], drafts: frozenset[str]) -> Finding:
    public = [place for place in places if place.path not in drafts]
    first = (public or places)[0]
    others: dict[str, list[int]] = {}
    for place in places:
        if (place.path, place.line) != (first.path, first.line):
            others.setdefault(place.path, []).append(place.line)
    also = "; ".join(
        f"{path}:{', '.join(map(str, dict.fromkeys(lines)))}" for path, lines in sorted(others.items())
    )
    message = f"{verdict.message} Sama myös: {also}." if also else verdict.message
    level = verdict.level if public else Level.NOTICE
    return Finding(first.path, first.line, verdict.check, message, level)


def judge(page: Wanted, answer: Answer) -> Verdict | None:
    """What is wrong with an address as a whole; None when nothing is."""
    if answer.trouble is not None:
        return troubled(page, answer, answer.trouble)
    if answer.status >= 300:
        return _refused(page, answer)
    if answer.title:
        text = f"{named(page)} avautuu, mutta sivun otsikko on ”{answer.title}”; {OTHER}."
        return Verdict("outside-moved", text)
    return _moved(page, answer)


def _refused(page: Wanted, answer: Answer) -> Verdict:
    code, name = answer.status, _led(page, answer)
    if code in (404, 410):
        gone = (
            f"{name}, mutta sivua ei siellä ole ({code})"
            if answer.final != page.key
            else f"{name} ei ole ({code})"
        )
        return Verdict("outside-gone", f"{gone}; {OTHER}.", Level.ERROR)
    if code == BUSY:
        server = urlsplit(answer.final).hostname
        return Verdict("outside-unsure", f"Palvelin ”{server}” pyysi odottamaan ({code}); {LATER}.")
    if code >= 500 and code not in _WALLS:
        return Verdict("outside-unsure", f"{named(page)}: palvelimessa on vika ({code}); {LATER}.")
    return Verdict(
        "outside-unsure",
        f"{named(page)} ei avaudu tarkistukselle ({code}); katso selaimella, avautuuko se lukijalle.",
    )


def _moved(page: Wanted, answer: Answer) -> Verdict | None:
    if answer.final == page.key:
        return None
    if _is_front(answer.final) and not _is_front(page.key):
        text = f"{named(page)} vie nyt etusivulle ”{answer.final}”, joten sivu on luultavasti poistettu"
        return Verdict("outside-moved", f"{text}; {OTHER}.")
    # Never advise a reader's way out of encryption.
    if not answer.moved or (page.key.startswith("https:") and answer.moved.startswith("http:")):
        return None
    return Verdict("outside-moved", f"{named(page)} on muuttunut pysyvästi; vaihda tilalle ”{answer.moved}”.")


def _is_front(url: str) -> bool:
    split = urlsplit(url)
    return split.path.rstrip("/").lower() in _FRONT_PAGES and not split.query


def _missing_anchors(page: Wanted, answer: Answer) -> Iterator[tuple[Verdict, Sequence[Address]]]:
    for anchor in page.anchors:
        if answer.anchors.get(anchor) is False and not answer.title:
            text = (
                f"{named(page)} avautuu, mutta sivulla ei näy kohtaa #{anchor}; katso selaimella ja korjaa."
            )
            places = [place for place in page.places if anchor_of(place.url) == anchor]
            yield Verdict("outside-anchor", text), places


def _led(page: Wanted, answer: Answer) -> str:
    """The address as the subject of what is said: where it leads, when it leads elsewhere."""
    if answer.final == page.key:
        return f"Osoitetta ”{page.written}”"
    return f"{named(page)} vie osoitteeseen ”{answer.final}”"
