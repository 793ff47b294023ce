"""Pages that compose links, pictures, headings, lists, tables, code and boxes in odd ways, by seed."""

from __future__ import annotations

import random

_PLAIN = ["lapsi", "perhe", "laki", "26", "§", "työntekijä", "ilmoitus", "(LSL)", "ja,", "tai.", "5", "2–3"]
_ODD = [*_PLAIN, *["a_b", "*", "3", "http", "x&y", "<", ">", "\\*", "\\_", "!", "#", "~", "|", ":"]]


class _Writer:
    """Writes one page; every target is its own, so that a difference tells where it is."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0

    def pick(self, *options: str) -> str:
        """One of them; all have been written, so that each seed gives one page for ever."""
        return self.random.choice(options)

    def words(self, words: list[str] = _PLAIN) -> str:
        return " ".join(self.random.choice(words) for _ in range(self.random.randint(1, 4)))

    def target(self) -> str:
        self.number += 1
        n = self.number
        return self.pick(
            f"s{n}.md",
            f"../k/s{n}.md#kohta",
            f"#k{n}",
            f"https://example.org/{n}?a=1&b=2",
            f"https://example.org/a_({n})",
            f"<v {n}.md>",
            f"tel:{n}",
            f's{n}.md "Nimi"',
            f"s{n}.md 'Nimi'",
            f"mailto:a{n}@example.org",
            f"s_{n}_x.md",
            f"s{n}*.md",
        )

    def link(self) -> str:
        words = self.words()
        text = self.pick(
            words,
            f"**{words}**",
            f"*{words}*",
            f"`k{words}`",
            "a [b] c",
            "\\[x\\]",
            f"![{words}]({self.target()})",
        )
        return f"[{text}]({self.target()})"

    def inline(self) -> str:
        return " ".join(self._piece() for _ in range(self.random.randint(1, 5)))

    def _piece(self) -> str:
        target, link = self.target(), self.link()
        return self.pick(
            self.words(),
            self.words(_ODD),
            link,
            link,
            f"![{self.words()}]({target})",
            f"`[koodi]({target})`",
            f"\\[pako]({target})",
            f"<!-- [piilo]({target}) -->",
            f"**{link}**",
            f"*{link}*",
            "[pelkkä]",
            f"``a ` [k]({target})``",
            f"({link})",
            f"[a] {link}",
            f"{link}]",
            f"!{link}",
        )

    def heading(self) -> str:
        self.number += 1
        words = self.words()
        text = self.pick(words, self.link(), f"`k`{words}", f"{words} ##")
        return f"{'#' * self.random.randint(2, 4)} {text} {{#o{self.number}}}"

    def paragraph(self) -> str:
        return "\n".join(self.inline() for _ in range(self.random.randint(1, 3)))

    def items(self, depth: int) -> str:
        mark = self.pick("- ", "* ", "1. ")
        lines = []
        for _ in range(self.random.randint(1, 3)):
            # An item that is only a comment would be a line of dashes under the one above.
            lines.append(f"{mark}{self.words()} {self.inline()}")
            if depth < 2 and self.random.random() < 0.3:
                lines.append("\n" + _indented(self.block(depth + 1)))
        return "\n".join(lines)

    def table(self) -> str:
        rows = (
            f"| {self.inline().replace('|', '')} | {self.words()} |" for _ in range(self.random.randint(1, 3))
        )
        return "\n".join(["| A | B |", "|---|---|", *rows])

    def fence(self) -> str:
        mark = self.pick("```", "~~~", "````")
        inside = self.pick("~~" if mark[0] == "`" else "``", "x")
        info = self.pick("", "python", "text")
        return f"{mark}{info}\n[koodissa]({self.target()})\n## ei {{#ei}}\n\n{inside}\n{mark}"

    def indented_code(self) -> str:
        return f"{self.words()}\n\n    [sisennetty]({self.target()})\n    ## ei\n\n{self.words()}"

    def box(self, depth: int) -> str:
        return '!!! note "Huom"\n\n' + _indented(self.block(depth + 1))

    def quotation(self) -> str:
        return "\n".join(f"> {self.inline()}" for _ in range(2))

    def comment(self) -> str:
        return f"<!--\n[piilo]({self.target()})\n\n## ei {{#ei}}\n-->"

    def block(self, depth: int = 0) -> str:
        kinds = ["paragraph", "paragraph", "items", "table", "fence", "quotation", "heading"]
        kinds += ["heading", "indented_code", "comment"] if depth == 0 else []
        kinds += ["box"] if depth < 2 else []
        kind = self.random.choice(kinds)
        return str(getattr(self, kind)(*([depth] if kind in ("items", "box") else [])))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else line for line in text.split("\n"))


def odd_page(seed: int) -> str:
    """The page of a seed."""
    writer = _Writer(seed)
    return "\n\n".join(writer.block() for _ in range(writer.random.randint(1, 6))) + "\n"
