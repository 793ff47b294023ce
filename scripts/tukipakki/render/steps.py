"""Steps of a process in words: the numbered text version of the drawing, and a block for each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from tukipakki.engine import engine
from tukipakki.model import Diagram, DiagramNode, Page, Site
from tukipakki.process_fields import StepFields
from tukipakki.processes import family_steps, steps_of
from tukipakki.render.diagrams import ARROW, linked_figure
from tukipakki.render.inline import inline_html
from tukipakki.render.process_diagram import process_diagram
from tukipakki.render.review import owner_name
from tukipakki.render.roles import role_link
from tukipakki.render.words import word

IDENT = "vaihekaavio"
_HOW_TO = "https://schema.org/HowTo"
_HOW_TO_STEP = "https://schema.org/HowToStep"


def process_figure(page: Page, site: Site) -> str:
    """The drawing of a page's steps with the same steps as a list right below it."""
    drawer = engine(site.drawings)
    diagram = process_diagram(page, site, drawer)
    title = word(site, page.lang, "diagram.process", title=diagram.title)
    description = word(
        site, page.lang, "diagram.process_steps", n=len(diagram.nodes), text=diagram.description
    )
    diagram = replace(diagram, title=title, description=description)
    ways_in = {f"v{number}": f"#{step.id}" for number, step in enumerate(steps_of(page), 1)}
    words = {"diagram.scroll_hint": word(site, page.lang, "diagram.scroll_hint")}
    return linked_figure(drawer, diagram, ways_in, ident=IDENT, words=words) + _text_version(
        diagram, page, site
    )


def _text_version(diagram: Diagram, page: Page, site: Site) -> str:
    """Every node of the drawing with role, deadline, law and the ways that lead on, in its order."""
    rows = "".join(
        _row(node, step, diagram, page, site)
        for node, step in zip(diagram.nodes, steps_of(page), strict=True)
    )
    title = escape(word(site, page.lang, "diagram.as_text"))
    name = escape(site.words["site.name"][page.lang])
    return (
        f'<div itemscope itemtype="{_HOW_TO}"><meta itemprop="name" content="{escape(diagram.title)}">'
        f'<meta itemprop="publisher" content="{name}"><p class="tp-steps__title">{title}</p>'
        f'<ol class="tp-steps">{rows}</ol></div>'
    )


def _row(node: DiagramNode, step: StepFields, diagram: Diagram, page: Page, site: Site) -> str:
    details = [
        # The roles behind a name stand at the step itself.
        inline_html(step.kuka, page, site) if step.kuka else _who(step, page, site),
        *([_deadline(step, page, site)] if step.maaraaika else []),
        *([_law(step, page, site)] if step.laki else []),
    ]
    shown = "".join(f'<span class="tp-steps__detail">{html}</span>' for html in details)
    ways = "".join(f"<span>{way}</span>" for way in _ways(node, diagram, page, site))
    classes = f' class="{" ".join(node.classes)}"' if node.classes else ""
    name = f'<span itemprop="name">{escape(node.label_lines[0])}</span>'
    return (
        f'<li{classes} itemprop="step" itemscope itemtype="{_HOW_TO_STEP}">'
        f'<strong><a itemprop="url" href="#{step.id}">{name}</a></strong> '
        f'<span class="tp-steps__details">{shown}</span> <span class="tp-steps__go">{ways}</span></li>'
    )


def _ways(node: DiagramNode, diagram: Diagram, page: Page, site: Site) -> Iterator[str]:
    names = {other.id: other.label_lines[0] for other in diagram.nodes}
    onward = [edge for edge in diagram.edges if edge.source == node.id]
    for edge in onward:
        label = edge.label or word(site, page.lang, "diagram.leads_to")
        yield escape(f"{label} {ARROW} {names[edge.target]}")
    if not onward:
        yield escape(word(site, page.lang, "diagram.ends"))


def step_block(number: int, step: StepFields, guidance: str, page: Page, site: Site) -> str:
    """A step under its own heading, as Markdown: what is done, by whom, by when, on which section.

    Args:
        guidance: the page's own longer text on the step, "" when there is none.
    """
    labels = "".join(
        f"<div><dt>{escape(word(site, page.lang, f'step.{key}'))}</dt><dd>{html}</dd></div>"
        for key, html in _labelled(step, page, site)
    )
    return "\n\n".join(
        part
        for part in (
            f"### {number}. {step.otsikko} {{#{step.id}}}",
            f'<p class="tp-step__done">{inline_html(step.tehdaan, page, site)}</p>',
            f'<dl class="tp-step">{labels}</dl>',
            guidance.strip("\n"),
        )
        if part
    )


def _labelled(step: StepFields, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    yield "who", _who(step, page, site)
    if step.maaraaika:
        yield "deadline", _deadline(step, page, site, whole=True)
    if step.laki:
        yield "law", _law(step, page, site)
    if step.asiakirjat:
        yield "documents", ", ".join(inline_html(text, page, site) for text in step.asiakirjat)
    if step.lapselle:
        yield "child_told", inline_html(step.lapselle, page, site)
    if step.lapselta:
        yield "child_asked", inline_html(step.lapselta, page, site)


def _who(step: StepFields, page: Page, site: Site) -> str:
    roles = ", ".join(role_link(slug, page, site) for slug in step.roolit)
    return f"{inline_html(step.kuka, page, site)} ({roles})" if step.kuka else roles


def _deadline(step: StepFields, page: Page, site: Site, *, whole: bool = False) -> str:
    deadline = site.data.deadlines[step.maaraaika]
    words = (deadline.sanoin if whole else deadline.lyhyt)[page.lang]
    return f'<span class="tp-deadline">{escape(words)}</span>'


def _law(step: StepFields, page: Page, site: Site) -> str:
    return inline_html(", ".join(step.laki), page, site)


def family_list(process: Page, page: Page, site: Site) -> str:
    """The steps of a process that a family sees: what happens, who acts, by when, what the child may say.

    Args:
        process: the page that tells the steps, in the language of the family's page.
        page: the family's page, which links are relative to.
    """
    rows = "".join(_family_row(placed.number, placed.step, page, site) for placed in family_steps(process))
    return f'<ol class="tp-family">{rows}</ol>'


def _family_row(number: int, step: StepFields, page: Page, site: Site) -> str:
    who = " · ".join(escape(owner_name(site, slug, page.lang)) for slug in step.roolit)
    lines = [(word(site, page.lang, "step.who"), inline_html(step.kuka, page, site) if step.kuka else who)]
    if step.maaraaika:
        lines.append((word(site, page.lang, "step.deadline"), _deadline(step, page, site, whole=True)))
    if step.lapselta:
        lines.append((word(site, page.lang, "step.child_asked"), inline_html(step.lapselta, page, site)))
    details = "".join(f"<div><dt>{escape(label)}</dt><dd>{html}</dd></div>" for label, html in lines)
    title = escape(step.otsikko)
    text = inline_html(step.perheelle or "", page, site)
    return (
        f'<li><h3 id="{step.id}">{number}. {title}</h3><p>{text}</p><dl class="tp-step">{details}</dl></li>'
    )
