"""Plain language on clients' Finnish pages: advice for the editor, never a certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from tukipakki.checks.at import At, Findings
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import TYPES
from tukipakki.parse.sentences import Sentence, sentences_of
from tukipakki.parse.words import forms
from tukipakki.render.insertions import UnknownFact, insert
from tukipakki.render.terms import term_finder

# The first leaflets have 14 words in their longest sentence, facts included, and 5 in the median.
MOST_WORDS = 15
# Words that are cut into this many parts or are this long in their basic form stop a reader.
MANY_PARTS, MANY_LETTERS = 4, 25
# A sentence in four of the first leaflets is passive; a page of a few sentences has no share.
MOST_PASSIVE, FEWEST_PASSIVE = 0.3, 5
# "on lain mukaan tehty": as many words may stand between at most.
_NEAR = 3
_ITALIC = re.compile(r"(?<![*\w])[*_](?![*\s])([^*_\n]{1,100})[*_](?![*\w])")


def long_sentence(site: Site) -> Findings:
    """Asiakkaan sivulla on virke, jossa on yli 15 sanaa.

    Pelokas tai väsynyt lukija kadottaa pitkän virkkeen alun. Tunnuksella haettu tieto lasketaan
    niin kuin lukija sen näkee.

    Väärin: Kun hän on saanut ilmoituksen, hän soittaa teille ja sopii ajan, jolloin te voitte tavata hänet.
    Oikein: Hän saa ilmoituksen. Sitten hän soittaa teille. Sovitte ajan, jolloin tapaatte.
    """
    for page in _client_pages(site):
        for sentence in sentences_of(page.prose, page.body_line):
            if (count := _count(sentence.text, site)) > MOST_WORDS:
                yield At(
                    page.path,
                    sentence.line,
                    f"Virkkeessä ”{_beginning(sentence.text)}” on {count} sanaa, enintään {MOST_WORDS} on "
                    "helppo lukea; jaa se kahdeksi virkkeeksi.",
                )


def long_word(site: Site) -> Findings:
    """Asiakkaan sivulla on pitkä yhdyssana, jota sanasto ei selitä.

    Sana on pitkä, kun siinä on vähintään neljä osaa tai perusmuodossa vähintään 25 kirjainta.

    Väärin: Lastensuojeluviranomainen tekee päätöksen.
    Oikein: Lastensuojelun työntekijä tekee päätöksen.
    """
    for page in _client_pages(site):
        for sentence in sentences_of(page.prose, page.body_line):
            for form in sentence.forms:
                # Four parts take at least as many letters as two short words.
                if len(form) < MANY_LETTERS // 2 or not _is_long(form, site) or _is_term(form, site):
                    continue
                yield At(
                    page.path,
                    sentence.line,
                    f"Sana ”{form}” on pitkä ({'|'.join(site.lemmas[form].structure) or form}); sano sama "
                    "useammalla lyhyellä sanalla tai lisää sana sanastoon (data/termit.yml).",
                )


def passive_page(site: Site) -> Findings:
    """Asiakkaan sivulla yli 30 % virkkeistä on passiivissa.

    Passiivi jättää sanomatta, kuka tekee. Lukija haluaa tietää, kuka tulee, kysyy ja päättää.

    Väärin: Lapselta kysytään ja asia kirjataan.
    Oikein: Sosiaalityöntekijä kysyy lapselta ja kirjoittaa vastauksen muistiin.
    """
    for page in _client_pages(site):
        sentences = sentences_of(page.prose, page.body_line)
        passive = [(sentence, form) for sentence in sentences if (form := _passive(sentence, site))]
        if len(passive) < FEWEST_PASSIVE or len(passive) <= MOST_PASSIVE * len(sentences):
            continue
        share = 100 * len(passive) // len(sentences)
        words = ", ".join(f"”{form}”" for form in dict.fromkeys(form for _, form in passive[:4]))
        yield At(
            page.path,
            passive[0][0].line,
            f"Sivun virkkeistä {share} % on passiivissa ({words} …); sano, kuka tekee, kunnes osuus on "
            f"enintään {100 * MOST_PASSIVE:.0f} %.",
        )


def professional_word(site: Site) -> Findings:
    """Asiakkaan sivulla on ammattisana, jota ei ole selitetty.

    Sanaston termit sivusto selittää itse. Muut ammattisanat ovat tiedostossa data/ammattisanat.yml.
    Sano asia arkisanoin, tai selitä sana ja merkitse se siinä kursiivilla.

    Väärin: Interventio aloitetaan heti.
    Oikein: Apu alkaa heti.
    """
    plain = site.data.plain_words
    for page in _client_pages(site) if plain else ():
        seen: set[str] = set()
        for sentence in sentences_of(page.prose, page.body_line):
            for form in sentence.forms:
                word = next((lemma for lemma in site.lemmas[form].lemmas if lemma in plain), None)
                if word is None or word in seen:
                    continue
                seen.add(word)
                if form not in _in_italics(sentence.text) and not _is_term(form, site):
                    yield At(page.path, sentence.line, _say_plainly(form, word, plain[word]))


def _client_pages(site: Site) -> Iterator[Page]:
    for page in site.pages.values():
        if page.lang == ORIGINAL and TYPES[page.type].client:
            yield page


def _is_term(form: str, site: Site) -> bool:
    return any(term_finder(site, ORIGINAL).find(form))


def _count(text: str, site: Site) -> int:
    """Words and numbers of a sentence as the reader sees it."""
    if "{" in text:
        # A fact that does not exist is the business of unknown-fact.
        with suppress(UnknownFact):
            text = insert(text, site, ORIGINAL, html=False)
    words = text.split()
    # A dash between spaces is no word; few sentences are long enough for it to matter.
    return len(words) if len(words) <= MOST_WORDS else sum(any(map(str.isalnum, word)) for word in words)


def _beginning(text: str) -> str:
    words = text.replace("*", "").split()
    return " ".join(words[:4]) + " …"


def _is_long(form: str, site: Site) -> bool:
    word = site.lemmas[form]
    letters = min(map(len, word.lemmas), default=len(form))
    return len(word.structure) >= MANY_PARTS or letters >= MANY_LETTERS


def _passive(sentence: Sentence, site: Site) -> str:
    """The first passive verb of a sentence, "" when it has none."""
    # How many words ago a form of *olla* was.
    ago, before = _NEAR, ""
    for form in sentence.forms:
        word = site.lemmas[form]
        # ”ei tehdä” is passive, but ”ei voi tehdä” is not.
        negative = "n" in word.flags and before in ("ei", "eikä")
        if "p" in word.flags or negative or ("t" in word.flags and ago < _NEAR):
            return form
        ago, before = 0 if "olla" in word.lemmas else ago + 1, form
    return ""


def _in_italics(text: str) -> frozenset[str]:
    return frozenset(form for span in _ITALIC.findall(text) for form in forms(span))


def _say_plainly(form: str, word: str, plain: str) -> str:
    return (
        f"Lukija ei ehkä tunne sanaa ”{form}”; kirjoita sen sijaan ”{plain}” tai selitä sana ja merkitse "
        f"se siinä kursiivilla: *{word}*."
    )
