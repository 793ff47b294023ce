"""What the site makes under a heading that a page has: steps, those of a role, those a family sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tukipakki.model import Heading, Page, Site
from tukipakki.parse.page import STEPS
from tukipakki.processes import steps_of
from tukipakki.render.inline import inline_html
from tukipakki.render.roles import role_table
from tukipakki.render.steps import family_list, process_figure, step_block
from tukipakki.render.words import word

# Takes the lines of the section as they stand and gives them with what is made.
Maker = Callable[[list[str], Page, Site], str]


def with_generated(body: str, page: Page, site: Site) -> str:
    """A page's body with what is made for it; `body` has the lines of `page.body`."""
    for ident, maker in _MAKERS.get(page.type, {}).items():
        heading = next((each for each in _written(page) if each.id == ident), None)
        if heading is not None:
            lines = body.split("\n")
            start = heading.line - page.body_line + 1
            end = _end(heading, page, len(lines))
            made = maker(lines[start:end], page, site)
            return "\n".join([*lines[:start], "", made, "", *lines[end:]])
    return body


def _written(page: Page) -> Iterator[Heading]:
    """Headings that stand in the body, in its order."""
    return iter(sorted((h for h in page.headings if h.line >= page.body_line), key=lambda h: h.line))


def _end(heading: Heading, page: Page, last: int) -> int:
    """Index of the line at which the section of a heading of level 2 ends."""
    later = (h.line for h in _written(page) if h.line > heading.line and h.level <= heading.level)
    return next(later, page.body_line + last) - page.body_line


def _steps(lines: list[str], page: Page, site: Site) -> str:
    """Introduction, drawing and text version, then each step with the guidance written for it."""
    if not steps_of(page):
        return "\n".join(lines)
    before, guidance = _by_step(lines, page)
    blocks = (
        step_block(number, step, guidance.get(step.id, ""), page, site)
        for number, step in enumerate(steps_of(page), 1)
    )
    return "\n\n".join([before, process_figure(page, site), *blocks])


def _by_step(lines: list[str], page: Page) -> tuple[str, Mapping[str, str]]:
    """What stands before the steps, and the text under the heading of each."""
    parts: dict[str, list[str]] = {"": []}
    ids = {step.id for step in steps_of(page)}
    current = ""
    for line in lines:
        ident = line.rpartition("{#")[2].rstrip(" }") if line.startswith("### ") else ""
        if ident in ids:
            current = ident
            parts[current] = []
        else:
            parts[current].append(line)
    return "\n".join(parts.pop("")), {ident: "\n".join(text) for ident, text in parts.items()}


def _role(lines: list[str], page: Page, site: Site) -> str:
    reason = getattr(page.front, "ei_vaiheita", None)
    table = role_table(page.slug.rpartition("/")[2], page, site)
    heading = f"### {word(site, page.lang, 'role.steps')} {{#vaiheemme}}"
    shown = table or (inline_html(reason, page, site) if reason else "")
    return "\n\n".join(["\n".join(lines), *([heading, shown] if shown else [])])


def _family(lines: list[str], page: Page, site: Site) -> str:
    process = site.page(f"prosessit/{page.front.prosessi}", page.lang)
    made = family_list(process, page, site) if process else ""
    return "\n\n".join(["\n".join(lines), made])


_MAKERS: Mapping[str, Mapping[str, Maker]] = {
    "prosessi": {STEPS: _steps},
    "malli": {STEPS: _steps},
    "rooli": {"missa-mukana": _role},
    "mita-nyt": {"mita-tapahtuu": _family},
}
