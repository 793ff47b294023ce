"""The search tried with the questions of data/haku/testit.yml: how often the right page comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tukipakki.model import ORIGINAL, Site
from tukipakki.parse.registers import SearchTrial
from tukipakki.search.ask import Hit, ask

PLACES = (1, 3, 10)
# Least shares of questions whose right page is among the first 1, 3 and 10; of those that find nothing, most.
TUNED, APART, EMPTY = (0.75, 0.90, 0.96), (0.62, 0.83, 0.93), 0.01


@dataclass(frozen=True, slots=True)
class Tried:
    """A question with the place of its right page (None: not found) and how many pages came."""

    trial: SearchTrial
    place: int | None
    hits: int
    strangers: int


def try_all(site: Site) -> list[Tried]:
    """Every question of the list, asked in its language."""
    by_lang: dict[str, list[SearchTrial]] = defaultdict(list)
    for trial in site.data.trials:
        by_lang[trial.kieli].append(trial)
    return [
        _tried(trial, hits, site)
        for lang, trials in by_lang.items()
        for trial, hits in zip(trials, ask(site, lang, [trial.haku for trial in trials]), strict=True)
    ]


def _tried(trial: SearchTrial, hits: Sequence[Hit], site: Site) -> Tried:
    right = {page.url for slug in trial.sivut if (page := site.page(slug, trial.kieli))}
    place = next((number for number, hit in enumerate(hits, 1) if hit.url in right), None)
    own = {page.url for page in site.published(trial.kieli)}
    return Tried(trial, place, len(hits), sum(hit.url not in own for hit in hits))


def share(tried: Sequence[Tried], most: int) -> float:
    """Share of questions whose right page is among the first `most`."""
    return sum(each.place is not None and each.place <= most for each in tried) / max(1, len(tried))


def groups(tried: Sequence[Tried]) -> Mapping[str, list[Tried]]:
    """The questions by name of group: tuned by language, kept apart, and each kind."""
    found: dict[str, list[Tried]] = defaultdict(list)
    for each in tried:
        found["erillään" if each.trial.erilla else f"viritetyt, {each.trial.kieli}"].append(each)
    for each in tried:
        if each.trial.kieli == ORIGINAL:
            found[f"laji: {each.trial.laji}"].append(each)
    return found


def report(tried: Sequence[Tried]) -> str:
    """A line for each group, then the questions whose page is not among the first three."""
    rows = [f"{'':32}{'n':>4}  {'1.':>5} {'1–3':>5} {'1–10':>5}  tyhjiä"]
    for name, some in groups(tried).items():
        shares = " ".join(f"{100 * share(some, most):4.0f}%" for most in PLACES)
        rows.append(f"{name:32}{len(some):>4}  {shares}  {sum(not each.hits for each in some)}")
    late = [each for each in tried if (each.place is None or each.place > 3) and not each.trial.erilla]
    rows += [
        "",
        *(f"{each.place or '–':>3}  {each.trial.haku} → {', '.join(each.trial.sivut)}" for each in late),
    ]
    return "\n".join(rows).rstrip()


def failures(tried: Sequence[Tried]) -> Iterator[str]:
    """One sentence for each bar that is not reached."""
    for name, bars, some in (
        ("Viritetyistä hauista", TUNED, [each for each in tried if not each.trial.erilla]),
        ("Erillään pidetyistä hauista", APART, [each for each in tried if each.trial.erilla]),
    ):
        for most, least in zip(PLACES, bars, strict=True):
            if some and share(some, most) < least:
                reached = f"{100 * share(some, most):.0f} %, vähintään {100 * least:.0f} %"
                yield f"{name} oikea sivu on {most} ensimmäisen joukossa {reached}."
    empty = sum(not each.hits for each in tried)
    if empty > EMPTY * len(tried):
        yield f"{empty} hakua ei löydä mitään; enintään 1 % saa jäädä tyhjäksi."
    if strangers := sum(each.strangers for each in tried):
        yield f"{strangers} tulosta on väärällä kielellä."
