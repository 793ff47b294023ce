"""The glossary: every term of the register by its first letter, with its names in other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from tukipakki.model import Site
from tukipakki.parse.registers import Term
from tukipakki.render.alphabet import first_letter, sort_key
from tukipakki.render.typography import tied
from tukipakki.render.words import word

Explain = Callable[[str], str]


def glossary(site: Site, lang: str, explain: Explain) -> str:
    """Letters and terms; `explain` puts facts into an explanation."""
    letters = dict(_by_letter(site, lang))
    links = "".join(
        f'<li><a href="#kirjain-{number}">{escape(letter)}</a></li>'
        for number, letter in enumerate(letters, 1)
    )
    label = escape(word(site, lang, "glossary.letters"))
    parts = [f'<nav class="tp-letters" aria-label="{label}"><ul>{links}</ul></nav><div class="tp-glossary">']
    for number, (letter, terms) in enumerate(letters.items(), 1):
        rows = "".join(_entry(term, site, lang, explain) for term in terms)
        parts.append(
            f'<section aria-labelledby="kirjain-{number}"><h2 id="kirjain-{number}">{escape(letter)}</h2>'
            f"<dl>{rows}</dl></section>"
        )
    return "".join([*parts, "</div>"])


def _by_letter(site: Site, lang: str) -> Iterator[tuple[str, list[Term]]]:
    letters: dict[str, list[Term]] = {}
    for term in sorted(site.data.terms.values(), key=lambda term: sort_key(term.nimi[lang])):
        letters.setdefault(first_letter(term.nimi[lang]), []).append(term)
    return iter(letters.items())


def _entry(term: Term, site: Site, lang: str, explain: Explain) -> str:
    others = ", ".join(
        f'<span lang="{other}">{escape(term.nimi[other])}</span> '
        f"({escape(word(site, lang, f'language.in_{other}'))})"
        for other in site.languages
        if other != lang and term.nimi[other] != term.nimi[lang]
    )
    lines = [f"<p>{escape(explain(term.selitys[lang]), quote=False)}</p>"]
    if others:
        lines.append(f'<p class="tp-fine">{others}</p>')
    if term.pykala:
        lines.append(f'<p class="tp-fine">{escape(tied(term.pykala[lang]))}</p>')
    return f'<div id="{term.id}"><dt>{escape(term.nimi[lang])}</dt><dd>{"".join(lines)}</dd></div>'
