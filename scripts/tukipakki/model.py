"""The values everything else passes around; this module imports nothing of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

ORIGINAL = "fi"

# Headings that templates make; pages may link to them, and may not use the ids themselves.
GENERATED_IDS = frozenset(
    {
        "sisalto",
        "lyhyesti",
        "lapsen-osuus",
        "seuraavaksi",
        "lahteet",
        "pykalat",
        "apua-heti",
        "vastaus",
        "tausta",
        "sanat",
        "ei-kiire",
        "kielet",
        "tarkistuslistat",
        "vaiheemme",
    }
)


class Level(StrEnum):
    """How grave a finding is: an error blocks the build, a notice is shown."""

    ERROR = "virhe"
    NOTICE = "huomio"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend: where it is, which check saw it and what to do about it."""

    path: str
    line: int
    check: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.check}]"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address of the web and where it is written."""

    path: str
    line: int
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A Markdown heading of level 1–6; `id` is None when the editor gave none."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """An inline link or image; `start` and `end` are offsets in the page's body."""

    text: str
    target: str
    line: int
    start: int
    end: int
    image: bool = False


@dataclass(frozen=True, slots=True)
class Insertion:
    """A fact taken from data/ by id: `{maaraaika:arvioinnin-aloitus:lyhyt}`."""

    kind: str
    id: str
    form: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to sections of a statute: `LSL 20–21 ja 38 a § 2 mom`.

    `statute` is an id of the register; None when `named` (as written) is not in it, or when no
    statute is named at all and `named` is None. `sections` are ranges of keys, both ends included;
    a single section is a range of one. `field` is the front-matter key that it stands in, "" in
    the body; `start` and `end` are offsets in that text.
    """

    statute: str | None
    named: str | None
    sections: tuple[tuple[str, str], ...]
    subsection: str | None
    item: str | None
    text: str
    line: int
    start: int
    end: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class DiagramNode:
    """A node of a flowchart; the first label line is the step, the rest its details."""

    id: str
    label_lines: tuple[str, ...]
    shape: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiagramEdge:
    """An arrow between two nodes; `label` says when it is followed."""

    source: str
    target: str
    label: str | None
    dotted: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    """A Mermaid drawing with its graph; nodes and edges are empty for other kinds than flowcharts."""

    path: str
    line: int
    lang: str
    kind: str
    title: str
    description: str
    source: str
    nodes: tuple[DiagramNode, ...]
    edges: tuple[DiagramEdge, ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block; `line` is the line of its first content line."""

    language: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table row, heading, field or line of a drawing, as it is read.

    `kind` is text, row, heading, field or drawing; `part` counts the headings above, -1 in a field,
    whose key is `field`. Addresses and ids in `text` are blanked.
    """

    text: str
    line: int
    kind: str
    part: int
    field: str = ""

    def line_at(self, offset: int) -> int:
        """Line of the file at an offset of the text."""
        return self.line if self.field else self.line + self.text.count("\n", 0, offset)

    @property
    def last_line(self) -> int:
        """Line of the file on which the passage ends."""
        return self.line_at(len(self.text))


@dataclass(frozen=True, slots=True)
class Word:
    """A Finnish word form: its lemmas (none: not known) and what it is made of.

    `structure` is the form cut at its compound boundaries, `parts` are the lemmas of those parts,
    `bases` what it is derived from (*ilmoitus*: *ilmoittaa*). `flags`: `p` a passive verb, `n` a
    passive that follows *ei*, `t` a passive participle.
    """

    lemmas: tuple[str, ...] = ()
    structure: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    flags: str = ""

    @property
    def known(self) -> bool:
        """False for a word that is in no list: often a slip of the pen."""
        return bool(self.lemmas)


UNKNOWN_WORD = Word()


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file, parsed.

    `front` is the validated front matter (a translation has inherited what it does not say),
    `own` the keys that this very file gives, `lines` the line of each front-matter key; `prose` is
    the body as long as before, with fences, code and comments blanked; `passages` are what a reader
    reads, in pieces. Of a translation, `stamp` names the text of the original that it was compared
    with, `step_words` are the words of its steps by id and `own_lists` the lengths of its checklists.
    """

    path: str
    slug: str
    lang: str
    type: str
    front: Any
    own: frozenset[str]
    lines: Mapping[str, int]
    body: str
    body_line: int
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    insertions: tuple[Insertion, ...]
    fences: tuple[Fence, ...]
    words: int
    citations: tuple[Citation, ...] = ()
    prose: str = ""
    step_words: Mapping[str, Any] = field(default_factory=dict)
    own_lists: tuple[int, ...] = ()
    passages: tuple[Passage, ...] = ()
    stamp: str | None = None
    previewed: bool = False

    @property
    def prose_lines(self) -> Iterator[tuple[int, str]]:
        """Line number in the file and text of each line of the prose."""
        return enumerate(self.prose.split("\n"), self.body_line)

    @property
    def draft(self) -> bool:
        """True while the page says `julkaise: false`."""
        return not self.front.julkaise

    @property
    def published(self) -> bool:
        """False for a draft, unless the preview shows it to its editor."""
        return self.previewed or not self.draft

    @property
    def folder(self) -> str:
        """Folder from docs/, "" at the top."""
        return self.slug.rpartition("/")[0]

    @property
    def is_index(self) -> bool:
        """True for the page that introduces a folder."""
        return self.slug.rpartition("/")[2] == "index"

    @property
    def url(self) -> str:
        """Address from the root of the site, "" for the Finnish home page."""
        prefix = "" if self.lang == ORIGINAL else f"{self.lang}/"
        path = self.slug.removesuffix("index") if self.is_index else f"{self.slug}/"
        return prefix + path

    def line_of(self, key: str) -> int:
        """Line of a front-matter key, 1 when the key is not in the file."""
        return self.lines.get(key, 1)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that was read, once: pages, facts, words of the interface and settings.

    `broken` holds (slug, lang) of pages that exist but could not be parsed: nothing is said
    about links to them, since their own finding comes first. `drafts` holds those that could
    not be parsed but say `julkaise: false`: their findings never block. `addresses` are those
    written in data/, in the words of the interface and in the settings. `texts` holds, by path, the
    whole text of every page that could be parsed, of data/ and of drawings in docs/; `strings` the
    line and text of each value in data/; `watched_names` the names that must not be published;
    `traces` what a photograph tells of its place or maker.
    """

    root: str
    today: date
    languages: tuple[str, ...]
    pages: Mapping[tuple[str, str], Page]
    broken: frozenset[tuple[str, str]]
    drafts: frozenset[tuple[str, str]]
    files: frozenset[str]
    data: Any
    words: Mapping[str, Mapping[str, str]]
    settings: Any
    findings: tuple[Finding, ...] = ()
    drawings: Mapping[str, Any] = field(default_factory=dict)
    lexicons: Mapping[str, Any] = field(default_factory=dict)
    addresses: tuple[Address, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    strings: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    watched_names: tuple[str, ...] = ()
    traces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Any Finnish word form, in small letters, to what is known of it.
    lemmas: Mapping[str, Word] = field(default_factory=lambda: defaultdict(Word))

    def page(self, slug: str, lang: str) -> Page | None:
        """The page in exactly this language, published or not."""
        return self.pages.get((slug, lang))

    def published(self, lang: str) -> Iterator[Page]:
        """Published pages of a language in order of their address."""
        for key in sorted(self.pages):
            page = self.pages[key]
            if page.lang == lang and page.published:
                yield page

    def nearest(self, slug: str, lang: str) -> Page | None:
        """The published page in this language, or else the Finnish one."""
        for candidate in (lang, ORIGINAL):
            page = self.page(slug, candidate)
            if page is not None and page.published:
                return page
        return None

    def versions(self, slug: str) -> Iterator[Page]:
        """The published language versions of a page, in the order of the site's languages."""
        for lang in self.languages:
            page = self.page(slug, lang)
            if page is not None and page.published:
                yield page
