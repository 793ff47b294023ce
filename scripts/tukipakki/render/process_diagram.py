"""Steps of a process to a Diagram: the same nodes, order and ways that the text tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tukipakki.engine import Engine
from tukipakki.model import Diagram, Page, Site
from tukipakki.parse.diagrams import parse_diagram
from tukipakki.process_fields import StepFields
from tukipakki.processes import FAMILY_ROLES, OWN_ROLES, steps_of
from tukipakki.render.inline import plain
from tukipakki.render.review import owner_name

# Characters that mean something to the drawing's language inside a quoted text.
_SAFE = str.maketrans({'"': "”", "`": "’", "<": "‹", ">": "›", "\\": "/"})
# A node has room for so many characters of who acts.
_MOST_OF_WHO = 45


@dataclass(frozen=True, slots=True)
class Source:
    """Mermaid source of a process, and the number of the step (from 1, 0: none) that each line tells."""

    text: str
    steps: tuple[int, ...]

    def step_at(self, line: int) -> int:
        """The step that a line of the text, from 1, is made of."""
        return self.steps[min(line, len(self.steps)) - 1]


def process_source(page: Page, site: Site) -> Source:
    """The drawing of a page's steps, written as Mermaid."""
    rows = list(_rows(page, site))
    return Source("\n".join(text for text, _ in rows), tuple(number for _, number in rows))


def process_diagram(page: Page, site: Site, engine: Engine) -> Diagram:
    """The drawing of a page's steps; node `v3` is the third step.

    Raises:
        DiagramError: the words of a step cannot be drawn; its line is one of the source.
    """
    source = process_source(page, site).text
    return parse_diagram(engine, source, path=page.path, line=1, lang=page.lang)


def _rows(page: Page, site: Site) -> Iterator[tuple[str, int]]:
    steps = steps_of(page)
    yield "flowchart TD", 0
    yield f"  accTitle: {_safe(plain(page.front.otsikko, page, site))}", 0
    yield f"  accDescr: {_safe(plain(page.front.kuvaus, page, site))}", 0
    nodes = {step.id: f"v{number}" for number, step in enumerate(steps, 1)}
    for number, step in enumerate(steps, 1):
        label = "<br/>".join(_safe(line) for line in _label(number, step, page, site))
        left, right = _brackets(step)
        yield f'  v{number}{left}"{label}"{right}', number
        yield from ((f"  class v{number} {name}", number) for name in _classes(step))
    for number, step in enumerate(steps, 1):
        for way in step.seuraavat:
            when = f'|"{_safe(plain(way.kun, page, site))}"|' if way.kun else ""
            if way.vaihe in nodes:
                yield f"  v{number} -->{when} {nodes[way.vaihe]}", number


def _label(number: int, step: StepFields, page: Page, site: Site) -> Iterator[str]:
    yield f"{number}. {plain(step.otsikko, page, site)}"
    who = plain(step.kuka, page, site) if step.kuka else ""
    if not step.is_decision:
        yield who if 0 < len(who) <= _MOST_OF_WHO else owner_name(site, step.roolit[0], page.lang)
    if step.maaraaika:
        yield site.data.deadlines[step.maaraaika].lyhyt[page.lang]


def _brackets(step: StepFields) -> tuple[str, str]:
    if step.is_decision:
        return "{", "}"
    return ("[", "]") if step.seuraavat else ("(", ")")


def _classes(step: StepFields) -> Iterator[str]:
    first = step.roolit[0]
    if step.maaraaika:
        yield "maaraaika"
    if step.kiire:
        yield "kiire"
    if not step.seuraavat:
        yield "loppu"
    if first in FAMILY_ROLES:
        yield "lapsi"
    elif first not in OWN_ROLES:
        yield "kumppani"


def _safe(text: str) -> str:
    """Words as the drawing's language can hold them: a code of HTML would be one there too."""
    return " ".join(text.translate(_SAFE).replace("%%", "%").replace("#", "♯").split())
