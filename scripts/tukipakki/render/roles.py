"""Roles as links, and the table of a role's steps."""

from __future__ import annotations

from html import escape

from tukipakki.model import Page, Site
from tukipakki.process_fields import StepFields
from tukipakki.processes import steps_of_role
from tukipakki.render.inline import plain
from tukipakki.render.links import page_link
from tukipakki.render.review import owner_name
from tukipakki.render.words import word


def role_link(slug: str, page: Page, site: Site) -> str:
    """A role's name, leading to its page when it has one."""
    name = escape(owner_name(site, slug, page.lang))
    goal = site.nearest(f"roolit/{slug}", page.lang)
    return name if goal is None else page_link(page.url, page.lang, goal, name, site)


def role_table(role: str, page: Page, site: Site) -> str:
    """Every step of a role in every process, each row a link; "" for a role without steps."""
    heads = [word(site, page.lang, f"role.{key}") for key in ("process", "step", "deadline")]
    rows = "".join(
        _row(placed.page, placed.number, placed.step, page, site, heads)
        for placed in steps_of_role(site, role, page.lang)
    )
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in heads)
    caption = escape(word(site, page.lang, "role.steps"))
    return (
        f'<div class="tp-tablewrap" tabindex="0" role="group" aria-label="{caption}"><table class="tp-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(process: Page, number: int, step: StepFields, page: Page, site: Site, heads: list[str]) -> str:
    title = f"{number}. {plain(step.otsikko, process, site)}"
    deadline = site.data.deadlines[step.maaraaika].lyhyt[page.lang] if step.maaraaika else ""
    link = page_link(page.url, page.lang, process, escape(title), site, step.id)
    tag = f'<span class="tp-deadline">{escape(deadline)}</span>' if deadline else "–"
    return (
        f'<tr><th scope="row">{escape(plain(process.front.otsikko, process, site))}</th>'
        f'<td data-l="{escape(heads[1])}">{link}</td>'
        f'<td data-l="{escape(heads[2])}">{tag}</td></tr>'
    )
