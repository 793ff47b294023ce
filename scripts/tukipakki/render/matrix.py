"""Roles by processes in one table: who takes part in which step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from tukipakki.model import Page, Site
from tukipakki.processes import processes, steps_of
from tukipakki.render.links import page_link
from tukipakki.render.words import word
from tukipakki.targets import relative


def role_matrix(site: Site, lang: str, here: str, plain: Callable[[str], str]) -> str:
    """Roles by processes: the number of each step that the role takes part in, leading to the step.

    Args:
        here: address of the page that the table stands on.
        plain: facts of a text as plain words.
    """
    pages = list(processes(site, lang))
    corner = escape(word(site, lang, "role.role"))
    heads = "".join(
        f'<th scope="col">{page_link(here, lang, page, escape(plain(page.front.otsikko)), site)}</th>'
        for page in pages
    )
    rows = "".join(_row(role, pages, site, lang, here, plain) for role in site.data.roles)
    caption = escape(word(site, lang, "role.matrix"))
    return (
        f'<div class="tp-tablewrap" tabindex="0" role="group" aria-label="{caption}">'
        f'<table class="tp-matrix"><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{corner}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(role: str, pages: list[Page], site: Site, lang: str, here: str, plain: Callable[[str], str]) -> str:
    goal = site.nearest(f"roolit/{role}", lang)
    name = escape(str(site.data.roles[role].nimi[lang]))
    head = name if goal is None else page_link(here, lang, goal, name, site)
    cells = "".join(f"<td>{' '.join(_numbers(role, page, lang, here, plain)) or '–'}</td>" for page in pages)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'


def _numbers(role: str, page: Page, lang: str, here: str, plain: Callable[[str], str]) -> Iterator[str]:
    foreign = f' hreflang="{page.lang}" lang="{page.lang}"' if page.lang != lang else ""
    title = plain(page.front.otsikko)
    for number, step in enumerate(steps_of(page), 1):
        if role in step.roolit:
            name = escape(f"{title}: {number}. {plain(step.otsikko)}")
            href = escape(f"{relative(here, page.url)}#{step.id}")
            yield f'<a href="{href}"{foreign} aria-label="{name}">{number}</a>'
