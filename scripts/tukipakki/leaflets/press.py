"""Makes the PDFs of leaflets into build/lehtiset/: each once, until something of it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tukipakki.leaflets.editions import Editions, Key
from tukipakki.leaflets.pdf import CannotPrint, key_of, pdf_of, printer
from tukipakki.leaflets.sheet import STYLE, sheet_html
from tukipakki.model import Page, Site
from tukipakki.parse.registers import Edition
from tukipakki.targets import EDITIONS

CACHE = Path("build") / "lehtiset"


@dataclass(frozen=True, slots=True)
class Print:
    """A leaflet to be printed: where its PDF is kept, and its address from the site's root."""

    page: Page
    edition: Edition
    html: str
    file: Path
    url: str


def prints(site: Site, editions: Editions, lang: str | None = None) -> Iterator[Print]:
    """What is to be printed of a site, in one language or in all."""
    for key in editions.shown:
        if lang in (None, key[1]):
            yield print_of(site, editions, key)


def print_of(site: Site, editions: Editions, key: Key) -> Print:
    """The print of one leaflet as it is today."""
    shown, edition = editions.shown[key], editions.current(key)
    assert edition is not None, key
    html = sheet_html(site, shown, edition)
    name = key_of(html, _style(site))
    return Print(
        page=shown.page,
        edition=edition,
        html=html,
        file=Path(site.root) / CACHE / f"{name}.pdf",
        url=f"{EDITIONS}/{edition.id}/{shown.page.slug.rpartition('/')[2]}-{edition.id}.pdf",
    )


def press(site: Site, wanted: Iterable[Print], workers: int) -> tuple[tuple[Print, str], ...]:
    """Make the PDFs that are not there yet; gives those that could not be made, with the reason.

    Raises:
        CannotPrint: this machine can print nothing.
    """
    missing = tuple(each for each in wanted if not each.file.is_file())
    if not missing:
        return ()
    printer()
    (Path(site.root) / CACHE).mkdir(parents=True, exist_ok=True)
    job = partial(_press_one, _style(site))
    with ProcessPoolExecutor(max_workers=min(workers, len(missing))) as pool:
        results = pool.map(job, [(each.html, each.file) for each in missing])
        return tuple((each, said) for each, said in zip(missing, results, strict=True) if said)


def _press_one(style: str, job: tuple[str, Path]) -> str:
    """Make one PDF; gives what went wrong, "" when nothing did."""
    html, file = job
    try:
        made = pdf_of(html, style)
    except CannotPrint as error:
        return str(error)
    # Never half a file where a whole one is looked for.
    part = file.with_suffix(".osa")
    part.write_bytes(made)
    part.replace(file)
    return ""


def sweep(site: Site, editions: Editions) -> None:
    """Remove PDFs that no leaflet of today is made of."""
    kept = {each.file.name for each in prints(site, editions)}
    for file in (Path(site.root) / CACHE).glob("*.pdf"):
        if file.name not in kept:
            file.unlink()


def _style(site: Site) -> str:
    return (Path(site.root) / "overrides" / STYLE).read_text(encoding="utf-8")
