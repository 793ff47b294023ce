"""The files that the search looks in: a core for each language, chunks of postings, texts of pages."""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tukipakki.model import Page, Site
from tukipakki.render.words import word
from tukipakki.search.documents import Document, documents_of
from tukipakki.search.terms import Lemma, Reader, folded, reader, section_terms, suspended, words_of
from tukipakki.search.tongues import TONGUES

# What a word counts in each place, and what a term counts that is only a part or the root of a word.
HEADING, TEXT = 3.0, 1.0
TITLE, DESCRIPTION = 1.0, 0.4
PART, BASE = 0.5, 0.4
# How fast more of the same stops counting, and how much a long section loses (BM25).
_SATURATION, _LENGTH = 1.2, 0.5
_GRADES = 15
# Compressed size of all postings above which they are cut up, and the size of a piece before compression.
WHOLE_LIMIT = 110_000
CHUNK = 36_000
# Compressed size of the forms and lemmas above which they leave the core, and letters of forms in a piece.
LEXICON_LIMIT, LEXICON_PIECE = 90_000, 8_000
# Kinds of pages that lead to others: what they list is found on its own page first.
_LESS = {"hakemisto": 0.55, "sivusto": 0.85, "alue": 0.8}


@dataclass(slots=True)
class _Postings:
    """Term -> place -> weight, gathered while the pages are read."""

    weights: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    lengths: dict[int, int] = field(default_factory=dict)

    def add(self, place: int, counted: Mapping[str, float], length: int) -> None:
        self.lengths[place] = length
        for term, weight in counted.items():
            self.weights[term][place] = weight

    def packed(self) -> dict[str, list[int]]:
        """Each term's places as differences, with a grade of 1–15 in the lowest four bits."""
        mean = sum(self.lengths.values()) / max(1, len(self.lengths)) or 1
        return {term: _packed(self._graded(self.weights[term], mean)) for term in sorted(self.weights)}

    def _graded(self, places: Mapping[int, float], mean: float) -> Iterator[tuple[int, int]]:
        for place in sorted(places):
            weight = places[place]
            slowed = _SATURATION * (1 - _LENGTH + _LENGTH * self.lengths[place] / mean)
            yield place, max(1, min(_GRADES, round(_GRADES * weight / (weight + slowed))))


def _packed(graded: Iterable[tuple[int, int]]) -> list[int]:
    packed, before = [], 0
    for place, grade in graded:
        packed.append((place - before) << 4 | grade)
        before = place
    return packed


def search_files(site: Site, lang: str) -> Iterator[tuple[str, bytes]]:
    """Name (from assets/haku/) and content of each file of a language; the same for the same site."""
    return index_files(list(documents_of(site, lang)), site, lang)


def index_files(documents: Sequence[Document], site: Site, lang: str) -> Iterator[tuple[str, bytes]]:
    """Core, pieces of lexicon and postings, and texts of the given documents."""
    vocabulary = Counter(
        form for document in documents for section in document.sections for form in words_of(section.text)
    )
    read = reader(site, lang, vocabulary)
    synonyms = _synonyms(site, read, lang)
    forms = sorted({*vocabulary, *(form for d in documents for form in _named_forms(d))})
    lexicons = _lexicons(forms, synonyms, read, lang)
    postings = _section_postings(documents, read, site)
    chunks = list(_chunks(postings, lang))
    files = {name: content for _, name, content in chunks}
    for number, document in enumerate(documents):
        rows = [[section.anchor, section.heading, section.text] for section in document.sections]
        files[f"{lang}/{number}.json"] = _json(rows)
    core = _core(documents, read, site, lang)
    core["synonyms"] = sorted([key, terms] for key, terms in synonyms.items())
    core["chunks"] = [[first, name] for first, name, _ in chunks]
    if len(lexicons) == 1:
        core["lexicon"] = lexicons[0][2]
    else:
        core["lexicons"] = [[first, name] for first, name, _ in lexicons]
        files |= {name: _json(content) for _, name, content in lexicons}
    # Files of one build belong together: the browser asks for them by this, so that it never mixes two.
    core["version"] = hashlib.sha256(b"".join(files.values())).hexdigest()[:10]
    yield f"{lang}.json", _json(core)
    yield from files.items()


def _core(documents: Sequence[Document], read: Reader, site: Site, lang: str) -> dict[str, Any]:
    tongue = TONGUES[lang]
    kinds = sorted({document.page.type for document in documents})
    return {
        "pages": [
            [
                d.page.url,
                d.title,
                kinds.index(d.page.type),
                sorted(d.page.front.kohderyhma),
                _standing(d.page),
                len(d.sections),
            ]
            for d in documents
        ],
        "kinds": [word(site, lang, f"type.{kind}") for kind in kinds],
        "titles": _title_postings(documents, read) | _led_postings(documents, site, lang),
        "stops": sorted(tongue.stops),
        "acts": sorted(_acts(site, lang, read)),
        "section_words": list(tongue.section_words),
        "endings": tongue.endings,
        "least_stem": tongue.least_stem,
        "own": sorted(tongue.own),
        "spoken": tongue.spoken,
    }


def _standing(page: Page) -> float:
    """How much a page counts beside others that answer as well."""
    return 0.4 if page.front.kohderyhma == ["toimittaja"] else _LESS.get(page.type, 1.0)


def _lexicons(
    forms: Sequence[str], synonyms: Mapping[str, Sequence[str]], read: Reader, lang: str
) -> list[tuple[str, str, dict[str, Any]]]:
    """First form, name and content of each piece of the lexicon; all in one when that is small enough."""
    # What a synonym means may stand on no page by itself: its parts are known all the same.
    meant = sorted({term for terms in synonyms.values() for term in terms if not term.startswith("→")})
    whole = _Lemmas(read, forms, meant).content
    if len(zlib.compress(_json(whole), 9)) <= LEXICON_LIMIT:
        return [("", "", whole)]
    pieces = _cut(forms)
    firsts = ["", *(piece[0] for piece in pieces[1:])]
    ends = [*firsts[1:], chr(0x10FFFF)]
    return [
        (
            first,
            f"{lang}-s{number}.json",
            _Lemmas(read, piece, [term for term in meant if first <= term < end]).content,
        )
        for number, (first, end, piece) in enumerate(zip(firsts, ends, pieces, strict=True))
    ]


def _cut(forms: Sequence[str]) -> list[list[str]]:
    """Forms in pieces; those that share three letters stay together, for one may be sought by another."""
    pieces: list[list[str]] = [[]]
    size = 0
    for _, some in groupby(forms, key=lambda form: form[:3]):
        alike = list(some)
        length = sum(map(len, alike))
        if pieces[-1] and size + length > LEXICON_PIECE:
            pieces.append([])
            size = 0
        pieces[-1] += alike
        size += length
    return pieces


class _Lemmas:
    """Forms that lead to lemmas, and the lemmas by number with what they are made of and derived from."""

    def __init__(self, read: Reader, forms: Sequence[str], more: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: list[list[Any]] = []
        before = ""
        lines = []
        for form in forms:
            ids = ",".join(_base36(self._number(lemma)) for lemma in read(form))
            common = min(_common(before, form), 70)
            lines.append(f"{chr(48 + common)}{form[common:]}\t{ids}")
            before = form
        for term in more:
            self._number(Lemma(term))
        self.content = {"forms": "\n".join(lines), "lemmas": self._rows}

    def _number(self, lemma: Lemma) -> int:
        number = self._numbers.get(lemma.term)
        if number is None:
            number = self._numbers[lemma.term] = len(self._rows)
            self._rows.append([lemma.term])
        # What was seen first as a part of another word may have parts of its own.
        if len(self._rows[number]) == 1 and (lemma.parts or lemma.bases):
            row = self._rows[number]
            row.append([])
            row[1:] = [[self._number(Lemma(part)) for part in lemma.parts]]
            if lemma.bases:
                row.append([self._number(Lemma(base)) for base in lemma.bases])
        return number


def _counted(text: str, weight: float, read: Reader, into: dict[str, float]) -> int:
    """Add the terms of a text to `into`; gives the number of words."""
    count = 0
    for form in words_of(text):
        count += 1
        for lemma in read(form):
            _add(into, lemma, weight)
    for lemma in suspended(text, read):
        _add(into, lemma, weight)
    return count


def _add(into: dict[str, float], lemma: Lemma, weight: float) -> None:
    into[lemma.term] = into.get(lemma.term, 0) + weight
    for part in lemma.parts:
        into[part] = into.get(part, 0) + weight * PART
    for base in lemma.bases:
        into[base] = into.get(base, 0) + weight * BASE


def _section_postings(documents: Sequence[Document], read: Reader, site: Site) -> dict[str, list[int]]:
    postings = _Postings()
    place = 0
    for document in documents:
        for section in document.sections:
            counted: dict[str, float] = {}
            _counted(section.heading, HEADING, read, counted)
            length = _counted(section.text, TEXT, read, counted)
            for term in section_terms(section.text, document.page, site):
                counted[term] = counted.get(term, 0) + 1.5
            postings.add(place, counted, max(length, 25))
            place += 1
    return postings.packed()


def _title_postings(documents: Sequence[Document], read: Reader) -> dict[str, list[int]]:
    """Term -> pages whose title (or, for less, description) has it; a short title counts more."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, document in enumerate(documents):
        title: dict[str, float] = {}
        count = _counted(document.title, TITLE, read, title)
        counted = {term: weight * min(1.0, 1.2 / math.sqrt(count or 1)) for term, weight in title.items()}
        described: dict[str, float] = {}
        _counted(document.description, DESCRIPTION, read, described)
        for term, weight in described.items():
            counted[term] = max(counted.get(term, 0), min(weight, DESCRIPTION))
        for term, weight in counted.items():
            found[term][number] = min(1.0, weight)
    return {
        term: _packed((page, max(1, round(_GRADES * found[term][page]))) for page in sorted(found[term]))
        for term in sorted(found)
    }


def _led_postings(documents: Sequence[Document], site: Site, lang: str) -> dict[str, list[int]]:
    """`→slug` -> the page itself, for each page that the editors lead words to."""
    led = {slug for item in site.data.synonyms if item.kieli == lang for slug in item.sivut}
    places = {document.page.slug: number for number, document in enumerate(documents)}
    return {f"→{slug}": _packed([(places[slug], _GRADES)]) for slug in sorted(led & places.keys())}


def _named_forms(document: Document) -> Iterator[str]:
    """Forms that stand outside the running text of the sections."""
    yield from words_of(document.title)
    yield from words_of(document.description)
    for section in document.sections:
        yield from words_of(section.heading)


def _synonyms(site: Site, read: Reader, lang: str) -> dict[str, list[str]]:
    """What the editors say of a word, or of words one after another: the terms that it may mean.

    Words one after another are known both as they are written and by their lemmas.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for item in site.data.synonyms:
        if item.kieli != lang:
            continue
        meant = [lemma.term for text in item.tarkoittaa for form in words_of(text) for lemma in read(form)]
        meant += [f"→{slug}" for slug in item.sivut]
        for text in item.sanat:
            forms = list(words_of(text))
            lemmas = [next(iter(read(form))).term for form in forms]
            for key in {" ".join(forms), " ".join(lemmas)} if len(forms) > 1 else {forms[0]}:
                found[key].update(dict.fromkeys(meant))
    return {key: list(terms) for key, terms in found.items()}


def _acts(site: Site, lang: str, read: Reader) -> Iterator[list[str]]:
    """Names of one word that a statute goes by, its lemma too, and its number."""
    for statute in site.data.statutes.values():
        names = [statute.numero, getattr(statute.lyhenne, lang, None), getattr(statute.nimi, lang)]
        for name in filter(None, names):
            name = folded(name)
            if name.replace("/", "").isalnum():
                yield [name, statute.id]
                if "/" not in name:
                    yield from ([lemma.term, statute.id] for lemma in read(name) if lemma.term != name)


def _chunks(postings: Mapping[str, list[int]], lang: str) -> Iterator[tuple[str, str, bytes]]:
    """First term, name and content of each piece; all in one when that is small enough."""
    whole = _json(postings)
    if len(zlib.compress(whole, 9)) <= WHOLE_LIMIT:
        yield "", f"{lang}-0.json", whole
        return
    piece: dict[str, list[int]] = {}
    size = number = 0
    first = ""
    for term, packed in postings.items():
        length = len(_json({term: packed}))
        if piece and size + length > CHUNK:
            yield first, f"{lang}-{number}.json", _json(piece)
            piece, size, number, first = {}, 0, number + 1, term
        piece[term] = packed
        size += length
    yield first, f"{lang}-{number}.json", _json(piece)


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
        if not number:
            return text


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
