"""The processes of the site and the steps of each, in one order for everything that is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.process_fields import StepFields

# Roles of the authority that owns the processes, and of those whom they are for; others are partners.
OWN_ROLES = frozenset(
    {
        "lapsen-asioista-vastaava-sosiaalityontekija",
        "lastensuojelun-tyopari-ja-tiimi",
        "perhesosiaalityo",
        "sosiaalipaivystys",
    }
)
FAMILY_ROLES = frozenset({"lapsi-ja-nuori", "vanhempi-ja-laheinen"})
FAMILY_FOLDER = "asiakkaille/mita-nyt"


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step with the page that tells it and its number there, from 1."""

    page: Page
    number: int
    step: StepFields


def steps_of(page: Page) -> Sequence[StepFields]:
    """The steps that a page tells as data, none on most pages."""
    steps: Sequence[StepFields] = getattr(page.front, "vaiheet", ())
    return steps


def step_line(page: Page, number: int, field: str = "otsikko") -> int:
    """Line of a field of the step with this number (from 1), in a translation that of its words."""
    ident = steps_of(page)[number - 1].id
    keys = (f"vaiheet.{number - 1}.{field}", f"vaiheet.{ident}.{field}", f"vaiheet.{ident}")
    return next((page.lines[key] for key in keys if key in page.lines), page.line_of("vaiheet"))


def processes(site: Site, lang: str) -> Iterator[Page]:
    """Published pages with steps, each in this language or else in Finnish, in order of their address."""
    for original in site.published(ORIGINAL):
        if steps_of(original):
            yield site.nearest(original.slug, lang) or original


def steps_of_role(site: Site, role: str, lang: str) -> Iterator[PlacedStep]:
    """Every step that a role takes part in, process by process."""
    for page in processes(site, lang):
        for number, step in enumerate(steps_of(page), 1):
            if role in step.roolit:
                yield PlacedStep(page, number, step)


def family_steps(page: Page) -> Iterator[PlacedStep]:
    """The steps that a family sees, numbered among themselves."""
    seen = (step for step in steps_of(page) if step.perheelle is not None)
    for number, step in enumerate(seen, 1):
        yield PlacedStep(page, number, step)


def family_page(site: Site, process: Page, lang: str) -> Page | None:
    """The page that tells a process to the family."""
    return site.nearest(f"{FAMILY_FOLDER}/{process.slug.rpartition('/')[2]}", lang)
