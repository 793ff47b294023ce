"""References to sections of statutes in running text: `LSL 26 §`, `section 26 of the Child Welfare Act`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tukipakki.model import Citation
from tukipakki.parse.lexicon import Lexicon, Name

# One space, also one that must not break; a line break only where the paragraph goes on.
_SP = r"(?:[ \u00a0\u202f]|\n[ \t]{0,8}(?=[\w§]))"
_DASH = rf"{_SP}?[–-]{_SP}?"
_AND = "ja|sekä|tai|och|samt|eller|and|or"
_SEP = rf"(?:,{_SP}?(?:(?:{_AND}){_SP})?|{_SP}(?:{_AND}){_SP})"
_NUMBER = r"\d{1,3}(?!\d)(?![./:]\d)"
_LETTER = rf"(?:{_SP}?[a-z](?!\w))?"
# In English "section 25 a" may be "section 25, and then a child": the letter counts only when no
# noun can follow it.
_VERB = "and|or|of|is|was|in|to|on|by|for|may|does|says|applies|concerns|governs"
_LETTER_EN = (
    rf"(?:[a-z](?!\w)|{_SP}[b-hj-z](?!\w)|{_SP}a(?!\w)(?!{_SP}[A-Za-z])|{_SP}a(?={_SP}(?:{_VERB})\b))?"
)


def _list(letter: str) -> tuple[str, str]:
    """Patterns of one section or range, and of a list of them (no backtracking: linear time)."""
    one = rf"{_NUMBER}{letter}(?:{_DASH}{_NUMBER}{letter})?+"
    return one, rf"{one}(?:{_SEP}{one}){{0,40}}+"


_ONE, _MANY = _list(_LETTER)
_ONE_EN, _MANY_EN = _list(_LETTER_EN)
_PARTS = rf"\d{{1,2}}(?:(?:{_DASH}|{_SP}(?:{_AND}){_SP})\d{{1,2}})?"
# Finnish and Swedish. A list without its § is consumed too, so that it is not read again.
_SIGN = re.compile(
    rf"(?<![\w./:§–-])(?:(?P<chapter>\d{{1,2}}{_LETTER}){_SP}(?:luvun|luku|kap\.?){_SP})?(?P<list>{_MANY})"
    rf"(?P<sign>{_SP}?§(?!\w)(?::[a-zåäö]+)?"
    rf"(?:{_SP}(?P<sub>{_PARTS}){_SP}(?:mom\b\.?|moment\w*))?"
    rf"(?:{_SP}(?P<item>\d{{1,2}}|[a-z]){_SP}(?:kohd\w+|koht\w+|alakoh\w+|punkt\w*))?)?"
)
_WORD = re.compile(
    rf"(?<!\w)(?:[Cc]hapter{_SP}(?P<chapter>\d{{1,2}}{_LETTER_EN}),?{_SP})?"
    rf"[Ss]ection(?:{_SP}(?P<one>{_ONE_EN})|s{_SP}(?P<many>{_MANY_EN}))"
    rf"(?:\((?P<sub>\d{{1,2}})\)(?:\((?P<item>\d{{1,2}}|[a-z])\))?)?"
    rf"(?:,{_SP}subsections?{_SP}(?P<sub2>{_PARTS}))?"
    rf"(?:,{_SP}(?:paragraph|item|point){_SP}(?P<item2>\d{{1,2}}|[a-z])(?!\w))?"
)
_OF_CHAPTER = re.compile(rf"{_SP}of{_SP}chapter{_SP}(\d{{1,2}})(?!\w)")
_OF = re.compile(rf"{_SP}(?:i|of)(?:{_SP}the)?{_SP}")
# Parts of something else than a statute.
_NOT_LAW = re.compile(
    rf"{_SP}(?:below|above|on{_SP}page|of{_SP}(?:the|this|that|our|your|an?){_SP}(?:\w+{_SP})?"
    r"(?:page|guide|form|handbook|text|site|report|plan|document|list|appendix|agreement|model|manual)\b)"
)
# What may stand between a name and its section: "LSL:n 26 §", "lastensuojelulain (LSL) 26 §".
_GAP = re.compile(rf"(?::[a-zåäö]{{1,4}})?(?:['’]s)?\)?,?{_SP}")
# The same when the name is the text of a link: its address has been blanked.
_WIDE_GAP = re.compile(r"[ ]*\)?,?[ ]+")
# A statute by its look, when the register does not have it.
_UNKNOWN = re.compile(
    r"(?<![\w/])(?P<name>\d{1,4}/\d{4}|[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,4}L"
    r"|(?!(?:jol|mil|täl|sel)lain\b)\w[\w-]+(?:laki|lain|lakia|laissa|lakiin|asetuksen|kaaren)"
    r"|\w[\w-]+(?:lagen|lagens|balken|balkens|förordningen|förordningens)"
    r"|[A-Z]\w+(?:\s[A-Za-z]\w+){0,6}\s(?:Act|Code|Decree))"
    r"(?::[a-zåäö]{1,4})?[ ]*\)?,?\s+$"
)
_UNKNOWN_AFTER = re.compile(
    r"(?P<name>\w[\w-]+(?:lagen|balken|förordningen)|lag(?:en)?\som\s\w+"
    r"|(?:[A-Z][\w-]*|Act\s)(?:\s\w+){0,12}?\s(?:Act|Code|Decree)|Act\s(?:on\s\w+|\d{1,4}/\d{4}))\b"
)
_BREAK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+|>:#]|\d{1,3}\.[ \t]))")
_AND_GAP = re.compile(rf"{_SEP}")
_QUOTES = frozenset("”“\"'’»«")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A section expression before it is known whose sections they are."""

    start: int
    end: int
    chapter: str | None
    sections: str
    subsection: str | None
    item: str | None


def find_citations(
    prose: str, first_line: int, lexicon: Lexicon, default_statute: str | None, named: str | None = None
) -> tuple[Citation, ...]:
    """Citations of a text from which code, comments, links and headings have been blanked.

    Args:
        first_line: the line of the file where the text starts.
        default_statute: the statute of a section that names none, from the page's `saados`.
        named: the same text with the words of links in it; a statute that they name counts as
            named earlier in the paragraph.
    """
    words = prose if named is None else named
    finder = _Finder(prose, words, lexicon.names(words), default_statute)
    found = _shared([seen for mark in _marks(prose) if (seen := finder.citation(mark))], prose)
    return tuple(_with_lines(found, prose, first_line))


def _with_lines(found: list[Citation], prose: str, line: int) -> Iterator[Citation]:
    position = 0
    for citation in found:
        line += prose.count("\n", position, citation.start)
        position = citation.start
        yield replace(citation, line=line)


def _marks(prose: str) -> list[_Mark]:
    signs = (
        _Mark(m.start(), m.end(), m["chapter"], m["list"], m["sub"], m["item"])
        for m in _SIGN.finditer(prose)
        if m["sign"]
    )
    words = (
        _Mark(
            m.start(),
            m.end(),
            m["chapter"],
            m["one"] or m["many"],
            m["sub"] or m["sub2"],
            m["item"] or m["item2"],
        )
        for m in _WORD.finditer(prose)
    )
    return sorted((*signs, *words), key=lambda mark: mark.start)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A citation and whether its statute stands beside it: before it, after it, or not at all."""

    citation: Citation
    beside: Literal["before", "after", ""]


class _Finder:
    """Decides whose sections a mark means: named before it, after it, earlier, or by the page."""

    def __init__(self, prose: str, words: str, names: tuple[Name, ...], default: str | None) -> None:
        self.prose = prose
        self.words = words
        self.names = names
        self.default = default
        self.ends = [name.end for name in names]
        self.starts = {name.start: name for name in names}
        self.breaks = [0, *(match.end() for match in _BREAK.finditer(prose))]

    def citation(self, mark: _Mark) -> _Seen | None:
        """The citation, its line still open; None when it is a quoted word or no law at all."""
        paragraph = self.breaks[bisect_right(self.breaks, mark.start) - 1]
        earlier = self._earlier(mark.start, paragraph)
        chapter = mark.chapter
        owner = self._before(mark, earlier) or self._unknown_before(mark, paragraph) or self._after(mark.end)
        if owner is None:
            if _NOT_LAW.match(self.prose, mark.end):
                return None
            owner = self._from_context(mark, earlier)
        if chapter is None and (of := _OF_CHAPTER.match(self.prose, mark.end)):
            chapter = of[1]
        start, end = min(mark.start, owner.start), max(mark.end, owner.end)
        if self.prose[max(start - 1, 0) : start] in _QUOTES and self.prose[end : end + 1] in _QUOTES:
            return None
        citation = Citation(
            statute=owner.statute,
            named=owner.named,
            sections=tuple(_ranges(mark.sections, chapter)),
            subsection=_flat(mark.subsection),
            item=mark.item,
            text=self.prose[start:end],
            line=0,
            start=start,
            end=end,
        )
        return _Seen(citation, owner.beside)

    def _earlier(self, start: int, paragraph: int) -> Name | None:
        at = bisect_right(self.ends, start) - 1
        return self.names[at] if at >= 0 and self.names[at].start >= paragraph else None

    def _visible(self, name: Name) -> bool:
        return self.prose[name.start : name.end] == self.words[name.start : name.end]

    def _named(self, name: Name) -> str:
        return self.words[name.start : name.end]

    def _before(self, mark: _Mark, name: Name | None) -> _Owner | None:
        """`LSL 26 §`, `Child Welfare Act, section 26`."""
        if name is None:
            return None
        gap = _GAP if self._visible(name) else _WIDE_GAP
        if gap.fullmatch(self.words, name.end, mark.start) is None:
            return None
        start = name.start if self._visible(name) else mark.start
        return _Owner(name.statute, self._named(name), start, mark.end, "before")

    def _unknown_before(self, mark: _Mark, paragraph: int) -> _Owner | None:
        window = self.words[max(paragraph, mark.start - 120) : mark.start]
        unknown = _UNKNOWN.search(window)
        if unknown is None:
            return None
        start = mark.start - len(window) + unknown.start("name")
        visible = self.prose.startswith(unknown["name"], start)
        return _Owner(None, unknown["name"], start if visible else mark.start, mark.end, "before")

    def _after(self, end: int) -> _Owner | None:
        """`26 § i barnskyddslagen`, `section 10 of chapter 15 of the Criminal Code`."""
        if chapter := _OF_CHAPTER.match(self.words, end):
            end = chapter.end()
        of = _OF.match(self.words, end)
        if of is None:
            return None
        if name := self.starts.get(of.end()):
            stop = name.end if self._visible(name) else end
            return _Owner(name.statute, self._named(name), stop, stop, "after")
        unknown = _UNKNOWN_AFTER.match(self.words, of.end())
        return _Owner(None, unknown["name"], end, unknown.end(), "after") if unknown else None

    def _from_context(self, mark: _Mark, earlier: Name | None) -> _Owner:
        if earlier is None:
            return _Owner(self.default, None, mark.start, mark.end, "")
        return _Owner(earlier.statute, self._named(earlier), mark.start, mark.end, "")


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose sections they are, and how far the words that say so reach."""

    statute: str | None
    named: str | None
    start: int
    end: int
    beside: Literal["before", "after", ""]


def _ranges(sections: str, chapter: str | None) -> Iterator[tuple[str, str]]:
    """`20–21, 38 a` -> ("20", "21"), ("38 a", "38 a"); with a chapter "15:10"."""
    prefix = f"{_key(chapter)}:" if chapter else ""
    for part in re.split(rf"{_SEP}", sections):
        first, _, last = re.sub(r"[–-]", "–", part).partition("–")
        keys = [prefix + _key(end) for end in (first, last or first)]
        yield keys[0], keys[1]


def _key(text: str) -> str:
    """A section as the register writes it: `25a` and `25 a` are "25 a"."""
    return re.sub(r"(\d)\s*([a-z])", r"\1 \2", text.strip())


def _flat(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text) if text else None


def _shared(found: list[_Seen], prose: str) -> list[Citation]:
    """`20 § och 34 § i förvaltningslagen`: the name after the last one belongs to both."""
    shared: list[Citation] = []
    later: _Seen | None = None
    for seen in reversed(found):
        if later and later.beside == "after" and not seen.beside:
            own, other = seen.citation, later.citation
            if _AND_GAP.fullmatch(prose, own.end, other.start):
                seen = _Seen(replace(own, statute=other.statute, named=other.named), "after")
        shared.append(seen.citation)
        later = seen
    return shared[::-1]
