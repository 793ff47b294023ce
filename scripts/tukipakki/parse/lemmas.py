"""What is known of Finnish word forms: the table of data/haku/, the editors' own words, Voikko."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tukipakki.model import UNKNOWN_WORD, Word
from tukipakki.parse.terms import Finder, finder

HEADER = "# muoto\tperusmuodot\tosien perusmuodot\tkantasanat\tpiirteet; tekee komento: tukipakki sanat"
# No word is longer; what is comes from a broken text.
_LONGEST = 80
# A part before a hyphen that need not be a word: "OT-keskus".
_SHORT = 4

Analyse = Callable[[str], Word]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words that the editors have made known, each form with its lemma, or inflected by rule."""

    exact: Mapping[str, str] = field(default_factory=dict)
    compounds: tuple[tuple[tuple[str, ...], str], ...] = ()
    stems: Finder = field(default_factory=lambda: Finder({}))


class Lemmas(dict[str, Word]):
    """Word forms in small letters to what is known of them; asking for any form answers.

    What the table lacks is analysed when it is asked for, once: the answer depends on nothing but
    the form, so that a build does not depend on how fresh the table is.
    """

    def __init__(self, table: Mapping[str, str], own: OwnWords, analyse: Analyse) -> None:
        super().__init__()
        self.table = table
        self._own = own
        self._analyse = analyse
        # Answers of the table and of Voikko; None: neither knows.
        self.raw: dict[str, Word] = {}

    def forget(self) -> None:
        """Start again from the table, so that `raw` tells what is asked from now on."""
        self.clear()
        self.raw.clear()

    def __missing__(self, form: str) -> Word:
        self[form] = word = self._find(form)
        return word

    def _find(self, form: str) -> Word:
        if len(form) > _LONGEST:
            return UNKNOWN_WORD
        if lemma := self._own.exact.get(form):
            return Word((lemma,), (form,))
        word = self._raw(form)
        return word if word.known else self._own_word(form) or self._hyphenated(form) or word

    def _raw(self, form: str) -> Word:
        if form not in self.raw:
            line = self.table.get(form)
            self.raw[form] = self._analyse(form) if line is None else parse_line(line)
        return self.raw[form]

    def _own_word(self, form: str) -> Word | None:
        for parts, tail in self._own.compounds:
            head = "".join(parts)
            if form.startswith(head) and tail in (last := self[form[len(head) :]]).lemmas:
                return _joined(parts, last, head + tail, parts)
        for found in self._own.stems.find(form):
            if (found.start, found.end) == (0, len(form)):
                return Word((found.term,), (form,))
        return None

    def _hyphenated(self, form: str) -> Word | None:
        """A compound written with a hyphen is known when its last part is and the first may be one."""
        head, hyphen, tail = form.rpartition("-")
        if not hyphen:
            return None
        if not tail:
            word = self[head]
            return word if word.known else None
        last = self[tail] if len(head) <= _SHORT or self[head].known else UNKNOWN_WORD
        return _joined((f"{head}-",), last, f"{head}-{last.lemmas[0]}", (head,)) if last.known else None


def _joined(head: tuple[str, ...], last: Word, lemma: str, parts: tuple[str, ...]) -> Word:
    structure = (*head, *last.structure)
    return Word((lemma,), structure, (*parts, *(last.parts or last.lemmas[:1])), last.bases, last.flags)


def parse_table(text: str) -> Mapping[str, str]:
    """Lines of the table by word form; a line is read when its word is asked for."""
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    return {line.partition("\t")[0].replace("|", ""): line for line in lines}


def parse_line(line: str) -> Word:
    """`lasten|suojelun` and four more columns to a word; a line of one column is not known."""
    structure, lemmas, parts, bases, flags = [*line.split("\t"), "", "", "", ""][:5]
    return Word(
        tuple(lemmas.split()), tuple(structure.split("|")), tuple(parts.split()), tuple(bases.split()), flags
    )


def format_table(words: Mapping[str, Word]) -> str:
    """The table's text, sorted by word form."""
    return "\n".join([HEADER, *(_line(form, words[form]) for form in sorted(words))]) + "\n"


def _line(form: str, word: Word) -> str:
    columns = ("|".join(word.structure) or form, *map(" ".join, (word.lemmas, word.parts, word.bases)))
    return "\t".join([*columns, word.flags]).rstrip("\t")


def own_words(lines: Iterable[str]) -> OwnWords:
    """The editors' own words: `wilma`, `vireille|tulo`, `lasun=asiakassuunnitelma`; # is a comment."""
    exact: dict[str, str] = {}
    compounds: list[tuple[tuple[str, ...], str]] = []
    stems: list[tuple[str, str]] = []
    for line in lines:
        form, _, lemma = (part.strip().lower() for part in line.partition("#")[0].partition("="))
        *head, tail = form.split("|")
        if lemma:
            exact[form] = lemma
        elif all(head) and head and tail:
            compounds.append((tuple(head), tail))
        elif len(form) > 1:
            stems.append((form, form))
    return OwnWords(exact, tuple(compounds), finder(stems, "fi"))


def compound_parts(word: str, lemmas: Mapping[str, Word]) -> tuple[str, ...]:
    """A word cut at its compound boundaries, in its own letters; whole when it is not known."""
    structure = lemmas[word.lower()].structure
    if sum(map(len, structure)) != len(word):
        return (word,)
    parts: list[str] = []
    start = 0
    for part in structure:
        parts.append(word[start : start + len(part)])
        start += len(part)
    return tuple(parts)
