"""Texts that a hostile or unlucky editor might save: each must be refused or rendered, and soon.

Run as a script it reads, checks and, where nothing refuses them, renders them, and prints what each
of them cost.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.conftest import BASE, FRONT, TODAY
from tukipakki.checks import run_checks
from tukipakki.model import Level
from tukipakki.read import read_site

PLACE = "docs/prosessit/ohjeet/testi.md"
# A fifth of the largest page that is read: what grows with the square of it still takes minutes.
SIZE = 100_000


def _page(body: str) -> str:
    return f"---\n{FRONT.format(title='Testisivu')}---\n{body}"


def _front(line: str) -> str:
    front = FRONT.format(title="Testisivu")
    if line.startswith("kuvaus:"):
        front = front.replace("kuvaus: Sivu, jota testataan.\n", "")
    return f"---\n{front}{line}\n---\nTekstiä.\n"


def _bodies() -> Iterator[tuple[str, str]]:
    yield "20 kB of [", "[" * 20_000
    yield "10,000 ![", "![" * 10_000
    yield "5,000 headings", "".join(f"## Otsikko {n} {{#o{n}}}\n\nTekstiä.\n\n" for n in range(5000))
    yield "5,000 equal headings", "## Otsikko\n\n" * 5000
    yield "120 nested lists", "".join(f"{'    ' * n}- kohta\n" for n in range(120))
    yield "120 nested boxes", "".join(f"{'    ' * n}!!! note\n\n" for n in range(120))
    yield "2,000 quotes in one line", ">" * 2000 + " x"
    yield "200 growing quotes", "\n".join("> " * n + "x" for n in range(200))
    yield "a line of 50,000 words", "a " * (SIZE // 2)
    yield "a row of 20,000 cells", "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n|" + "b|" * 20_000
    yield "20,000 items", "- a\n" * 20_000
    yield "10,000 rows", "| a | b |\n|---|---|\n" + "| a | b |\n" * 10_000
    yield "10,000 fences", "```\na\n```\n\n" * 10_000
    yield "10,000 links", "[a](b.md) " * 10_000
    yield "long fence", "```python\n" + "(" * SIZE + "\n```\n"
    yield "long diagram", "```mermaid\nflowchart TD\n" + "a-->b\n" * (SIZE // 6) + "```\n"
    yield "NUL", "Tekstiä \0 ja \x02wzxhzdk:0\x03.\n"
    marks = [
        "{",
        "(",
        "<",
        "|",
        "*",
        "`",
        "1",
        "§",
        "_",
        "&",
        "!",
        ">",
        "#",
        "~",
        "\\",
        ":",
        "-",
        "+",
        "=",
        '"',
        "'",
        ")",
        "]",
        "}",
        "@",
        "%",
    ]
    runs = ("<a ", "<!--", "<![CDATA[", "<?", "</a>", "**a", "*_", "***a", "`a", "[a](", "[a][", "[a]: b\n")
    runs += ("![a](b) ", "{#a} ", "<http://a ", "&#1;", "a  \n", "a_b_", "<b>a", "{maaraaika:", "LSL 26 § ")
    runs += ("section 26 of ", "1.1.2026 ", "a@b ", "|a\n", "a\n: b\n", "**a** ", "```a b ")
    for mark in (*marks, *runs):
        yield f"only {mark!r}", mark * (SIZE // len(mark))


def _fronts() -> Iterator[tuple[str, str]]:
    bomb = "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))
    yield "YAML bomb", bomb
    yield "YAML merge bomb", "a: &a {b: c}\nd:\n  <<: [*a, *a, *a]"
    yield "YAML 5,000 deep", "a: " + "[" * 5000
    yield "YAML 2,000 deep by indentation", "\n".join(" " * n + "a:" for n in range(2000))
    yield "YAML 10,000 keys", "\n".join(f"a{n}: 1" for n in range(10_000))
    yield "YAML lone surrogate", 'kuvaus: "a \\ud800 b"'
    yield "YAML NUL", 'kuvaus: "a \\0 b"'
    yield "YAML long scalar", "kuvaus: " + "a" * SIZE
    yield "YAML long number", "kuvaus: " + "9" * 10_000
    yield "YAML brackets in a title", "kuvaus: '" + "[" * SIZE + "'"
    yield "YAML tag", "kuvaus: !!python/object/apply:os.system [ls]"
    yield "YAML key that is a list", "? [a, b]\n: c"


HOSTILE: Mapping[str, str] = {
    **{name: _page(f"Tekstiä.\n\n{body}\n") for name, body in _bodies()},
    **{name: _front(text) for name, text in _fronts()},
    "only dashes": "---\n" * 100_000,
    "only spaces": " " * SIZE,
}


def refusals(root: Path, text: str) -> tuple[str, ...]:
    """Names of the checks that stop a page with this text from being published."""
    (root / PLACE).write_text(text, encoding="utf-8")
    findings = run_checks(read_site(root, TODAY))
    return tuple(sorted({f.check for f in findings if f.level is Level.ERROR and f.path == PLACE}))


def measure(names: list[str]) -> Iterator[tuple[str, float, float, tuple[str, ...]]]:
    """Name, CPU seconds of reading and checking, CPU seconds of rendering, who refused."""
    from tests.test_scanner import PAGES, rendered

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "sivusto"
        shutil.copytree(BASE, root)
        (root / PLACE).parent.mkdir(parents=True, exist_ok=True)
        for name in names:
            start = time.process_time()
            refused = refusals(root, HOSTILE[name])
            checked = time.process_time()
            if not refused:
                rendered(HOSTILE[name].split("---\n", 2)[2], PAGES[0])
            yield name, checked - start, time.process_time() - checked, refused


def main(names: list[str]) -> None:
    """Print one line for each."""
    for name, checking, rendering, refused in measure(names or list(HOSTILE)):
        told = ", ".join(refused) or "rakennetaan"
        print(f"{name[:40]:<42}{checking:>6.2f} s {rendering:>6.2f} s  {told}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
