"""Reads docs/, data/, overrides/sanat.yml and mkdocs.yml into one Site: the only disk reader."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from tukipakki.model import ORIGINAL, Address, Finding, Page, Site
from tukipakki.page_types import type_of
from tukipakki.parse.addresses import addresses
from tukipakki.parse.file_kind import HEAD_BYTES, advice_for, is_as_named
from tukipakki.parse.lemmas import Lemmas, own_words, parse_table
from tukipakki.parse.lexicon import Lexicon
from tukipakki.parse.page import PageFaults, parse_page
from tukipakki.parse.registers import (
    Deadline,
    Edition,
    Number,
    OfficeAddress,
    Outdated,
    Region,
    Registers,
    Role,
    SearchTrial,
    Service,
    SourceSystem,
    Statute,
    Synonyms,
    Term,
    Words,
    lexicons,
)
from tukipakki.parse.rows import parse_rows
from tukipakki.parse.schema import validate
from tukipakki.parse.yaml_text import Parsed, YamlError, parse_yaml
from tukipakki.photo import traces_of
from tukipakki.settings import Settings, parse_settings
from tukipakki.voikko import analyse

LEMMA_TABLE = "data/haku/lemmat.tsv"
OWN_WORDS = "data/haku/omat-sanat.txt"
MAX_BYTES = 500_000
MAX_PDF_BYTES = 5_000_000
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Both versions of a passage, as git leaves them where it cannot choose.
_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
# What an editor may publish beside pages; anything else in docs/ is refused.
ASSET_SUFFIXES = frozenset({".svg", ".png", ".jpg", ".webp", ".pdf"})

# What programs leave beside an editor's files: not told of, and never published.
_LEFT_BEHIND = re.compile(
    r"~\$.*|\.~lock\..*#|\.#.*|\..*\.sw[a-p]|\._.*|\.DS_Store|\.git(?:keep|ignore|attributes)|"
    r"\.(?:obsidian|vscode|idea)|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
_ONLY = "kansiossa docs/ saa olla vain sivuja (.md) ja kuvia (.svg, .png, .jpg, .webp) tai .pdf-tiedostoja"
# The repair for a file that may not be published, by its name; the first that fits is said.
_REFUSED = tuple(
    (re.compile(pattern, re.IGNORECASE), repair)
    for pattern, repair in (
        (r"\..*", "sen nimi alkaa pisteellä: siirrä se pois kansiosta docs/"),
        (r".*\.md\.txt", "poista nimen lopusta .txt"),
        (r".*\.(?:md|markdown|mdown|mkd)", "vaihda nimen lopuksi .md"),
        (r".*(?:~|\.(?:bak|old|orig|tmp|rej)(?:\.\w+)?)", "se on varmuuskopio: poista se"),
        (r".*\.(?:docx?|odt|rtf)", "kopioi teksti sivuksi (.md) tai tallenna se PDF-muodossa"),
        (r".*\.(?:xlsx?|xlsm|ods|csv)", "kirjoita tiedot sivulle taulukoksi tai tallenna ne PDF-muodossa"),
        (r".*\.(?:jpeg|gif|heic|bmp|tiff?)", "tallenna kuva muodossa .jpg tai .png"),
        (r".*\.html?", "kirjoita sisältö sivuksi (.md)"),
    )
)
_PHOTOS = frozenset({".jpg", ".png", ".webp"})
_NOTES = frozenset({".yml", ".yaml", ".csv", ".txt", ".md", ".json"})

Item = TypeVar("Item", bound=BaseModel)


class UnusableRoot(Exception):
    """The folder is not a Tukipakki project; the message is one Finnish sentence."""


class _Reader:
    """Collects findings while the files of one project are read."""

    def __init__(self, root: Path, overlay: Mapping[str, str]) -> None:
        self.root = root
        self.overlay = overlay
        self.findings: list[Finding] = []
        self.lines: dict[tuple[str, str], int] = {}
        self.addresses: set[Address] = set()
        self.texts: dict[str, str] = {}
        self.traces: dict[str, tuple[str, ...]] = {}
        self.strings: dict[str, tuple[tuple[int, str], ...]] = {}

    def fault(self, path: str, line: int, check: str, message: str) -> None:
        self.findings.append(Finding(path, line, check, message))

    def text(self, file: Path) -> str | None:
        """Text of a file with LF line ends and without BOM; None after a finding."""
        path = file.relative_to(self.root).as_posix()
        if path in self.overlay:
            return _unix(self.overlay[path])
        if file.is_symlink() and not self._usable_link(file, path):
            return None
        if not file.is_file():
            self.fault(path, 1, "unpublishable-file", "Tämä ei ole tavallinen tiedosto; poista se.")
            return None
        if (size := file.stat().st_size) > MAX_BYTES:
            self.fault(
                path,
                1,
                "large-file",
                f"Tiedosto on liian suuri ({size // 1000} kt, enintään 500 kt); "
                + ("pienennä kuva." if file.suffix == ".svg" else "jaa se useammaksi sivuksi."),
            )
            return None
        return self._decoded(file.read_bytes(), path)

    def _usable_link(self, file: Path, path: str) -> bool:
        try:
            target = file.resolve(strict=True)
        except (OSError, RuntimeError):
            self.fault(
                path,
                1,
                "broken-symlink",
                "Symbolinen linkki ei johda mihinkään; poista se ja tallenna tiedosto itse.",
            )
            return False
        if not target.is_relative_to((self.root / "docs").resolve()):
            self.fault(
                path,
                1,
                "outside-symlink",
                "Symbolinen linkki johtaa kansion docs/ ulkopuolelle; poista linkki ja kopioi tiedosto "
                "sen paikalle.",
            )
            return False
        return True

    def _decoded(self, raw: bytes, path: str) -> str | None:
        if raw.startswith(b"PK\x03\x04"):
            self.fault(
                path,
                1,
                "not-utf8",
                "Tämä on Word-tiedosto, jonka nimi on vaihdettu; kopioi teksti uuteen .md-tiedostoon.",
            )
            return None
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:200]:
            self.fault(
                path,
                1,
                "not-utf8",
                "Tiedosto on UTF-16-muodossa; tallenna se uudelleen merkistöllä UTF-8.",
            )
            return None
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.fault(
                path,
                line,
                "not-utf8",
                "Tiedosto ei ole UTF-8-muodossa; tallenna se nimellä ja valitse koodaukseksi UTF-8.",
            )
            return None
        text = _unix(text)
        return None if self._conflicting(text, path) else text

    def _conflicting(self, text: str, path: str) -> bool:
        starts = [text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text)]
        for line in starts:
            self.fault(
                path,
                line,
                "merge-mark",
                "Tästä alkaa kohta, josta on kaksi versiota; jätä oikea teksti ja poista rivit, joiden "
                "alussa on <<<<<<<, ======= tai >>>>>>>.",
            )
        return bool(starts)


def _unix(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_site(root: Path, today: date, overlay: Mapping[str, str] = MappingProxyType({})) -> Site:
    """Read a project.

    Args:
        root: folder that holds docs/ and mkdocs.yml.
        today: the day that review dates are compared with.
        overlay: texts that stand in for files by their path, to try a change before it is written.

    Raises:
        UnusableRoot: docs/ or mkdocs.yml is missing or mkdocs.yml cannot be read.
    """
    settings = _settings(root)
    reader = _Reader(root, overlay)
    data = _registers(reader)
    names = lexicons(data.statutes, settings.languages)
    pages, broken, drafts = _pages(reader, settings, names)
    files = frozenset(_assets(reader))
    _other_data(reader)
    words = _interface_words(reader)
    drawings = _drawings(reader)
    return Site(
        root=str(root),
        today=today,
        languages=settings.languages,
        pages=pages,
        broken=broken,
        drafts=drafts,
        files=files,
        data=data,
        words=words,
        settings=settings,
        findings=tuple(sorted(reader.findings)),
        drawings=drawings,
        lexicons=names,
        addresses=tuple(sorted({*reader.addresses, *_addresses_of_settings(root, settings)})),
        texts=reader.texts,
        strings=reader.strings,
        watched_names=_watched_names(),
        traces=reader.traces,
        lemmas=_lemmas(root),
    )


def _watched_names() -> tuple[str, ...]:
    """Names that must not be published, one on a line of a file that the environment names."""
    place = os.environ.get("TUKIPAKKI_NIMET", "").strip()
    if not place:
        return ()
    try:
        lines = Path(place).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UnusableRoot(
            f"Nimiluetteloa {place} ei voi lukea; korjaa ympäristömuuttuja TUKIPAKKI_NIMET tai tallenna "
            "luettelo merkistöllä UTF-8."
        ) from None
    return tuple(name for line in lines if (name := line.partition("#")[0].strip()))


_ADVICE = {
    "poistumisosoite": "kirjoita sivuston osoite, joka alkaa https://",
    "palaute": (
        "kirjoita osoite, joka alkaa https:// (sivun paikka siinä on {sivu}), tai mailto: ja "
        "sähköpostiosoite, tai jätä tyhjäksi"
    ),
}


def _settings(root: Path) -> Settings:
    if not (root / "docs").is_dir():
        raise UnusableRoot(
            f"Kansiota docs/ ei ole kansiossa {root}; siirry Tukipakin kansioon ja yritä uudelleen."
        )
    config = root / "mkdocs.yml"
    if not config.is_file():
        raise UnusableRoot(f"Tiedostoa mkdocs.yml ei ole kansiossa {root}; siirry Tukipakin kansioon.")
    try:
        return parse_settings(config.read_text(encoding="utf-8"), address_of_site())
    except ValidationError as error:
        name = ".".join(map(str, error.errors()[0]["loc"]))
        where = (
            "Ympäristömuuttujan TUKIPAKKI_OSOITE"
            if name == "osoite"
            else f"Tiedoston mkdocs.yml kohdan ”{name}”"
        )
        raise UnusableRoot(f"{where} arvo ei kelpaa; {_ADVICE.get(name, 'korjaa se')}.") from None
    except ValueError:
        raise UnusableRoot("Tiedostoa mkdocs.yml ei voi lukea; tarkista sisennys ja lainausmerkit.") from None


def _addresses_of_settings(root: Path, settings: Settings) -> Iterator[Address]:
    """Where the pages lead by the settings; an address that is only the default stands on line 1."""
    lines = (root / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    for url in (settings.poistumisosoite, settings.palaute):
        if url.startswith(("https://", "http://")):
            line = next((number for number, text in enumerate(lines, 1) if url in text), 1)
            yield Address("mkdocs.yml", line, url)


def address_of_site() -> str:
    """Where the site will stand, as the environment tells, with a slash at the end; "" when not."""
    address = os.environ.get("TUKIPAKKI_OSOITE", "").strip().rstrip("/")
    return f"{address}/" if address else ""


def checked_address() -> str:
    """The same for a command that reads no project.

    Raises:
        UnusableRoot: it is no address.
    """
    try:
        return Settings(osoite=address_of_site()).osoite
    except ValidationError:
        raise UnusableRoot("Ympäristömuuttujan TUKIPAKKI_OSOITE arvo ei kelpaa; korjaa se.") from None


Key = tuple[str, str]


def _pages(
    reader: _Reader, settings: Settings, names: Mapping[str, Lexicon]
) -> tuple[Mapping[Key, Page], frozenset[Key], frozenset[Key]]:
    """Parsed pages; keys of those that could not be; keys of unusable drafts."""
    texts, broken = _texts(reader, settings.languages)
    pages: dict[Key, Page] = {}
    drafts: set[Key] = set()
    # Originals first: a translation inherits from its original what it does not say.
    for slug, lang in sorted(texts, key=lambda key: (key[1] != ORIGINAL, key)):
        path, text = texts[slug, lang]
        original = pages.get((slug, ORIGINAL))
        if lang != ORIGINAL and original is None:
            broken.add((slug, lang))
            if (slug, ORIGINAL) not in broken | drafts:
                reader.fault(
                    path,
                    1,
                    "missing-original",
                    "Käännöksellä ei ole suomenkielistä sivua; kirjoita ensin "
                    f"docs/{slug}.md tai korjaa tiedoston nimi.",
                )
            continue
        try:
            pages[slug, lang] = parse_page(text, path, slug, lang, original, names[lang])
            reader.texts[path] = text
        except PageFaults as faults:
            (drafts if faults.draft else broken).add((slug, lang))
            reader.findings.extend(faults.findings)
    return pages, frozenset(broken), frozenset(drafts)


def _texts(reader: _Reader, languages: tuple[str, ...]) -> tuple[dict[Key, tuple[str, str]], set[Key]]:
    """Path and text of every readable page; keys of the unreadable ones."""
    texts: dict[Key, tuple[str, str]] = {}
    broken: set[Key] = set()
    taken: dict[str, str] = {}
    for file in _files(reader.root / "docs"):
        if file.suffix != ".md" or file.name.startswith("."):
            continue
        path = file.relative_to(reader.root).as_posix()
        slug, lang = split_name(path, languages)
        if _unknown_folder(reader, slug, path) or _bad_name(reader, slug, path):
            continue
        if _address_clash(reader, taken, slug, lang, path):
            broken.update((slug, other) for other in languages)
            continue
        text = reader.text(file)
        if text is None:
            broken.add((slug, lang))
        else:
            texts[slug, lang] = (path, text)
    return texts, broken


def _files(folder: Path) -> Iterator[Path]:
    """Files below a folder in a stable order; a symlink that loops is handed over as a file."""
    for entry in sorted(folder.iterdir()):
        if _LEFT_BEHIND.fullmatch(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith("."):
            yield from _files(entry)
        else:
            yield entry


def split_name(path: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """`docs/laki/x.sv.md` -> ("laki/x", "sv")."""
    stem = path.removeprefix("docs/").removesuffix(".md")
    base, dot, suffix = stem.rpartition(".")
    if dot and suffix in languages and suffix != ORIGINAL:
        return base, suffix
    return stem, ORIGINAL


def _address_clash(reader: _Reader, taken: dict[str, str], slug: str, lang: str, path: str) -> bool:
    address = f"{lang}:{slug.removesuffix('/index')}"
    other = taken.setdefault(address, path)
    if other == path:
        return False
    reader.fault(
        path,
        1,
        "address-clash",
        f"Sivulla on sama osoite kuin tiedostolla {other}; poista toinen tai vaihda nimi.",
    )
    return True


def _unknown_folder(reader: _Reader, slug: str, path: str) -> bool:
    if type_of(slug) is not None:
        return False
    reader.fault(
        path,
        1,
        "unknown-folder",
        f"Kansio docs/{slug.rpartition('/')[0]}/ ei kuulu sivustoon; siirrä sivu johonkin kansioista "
        "asiakkaille, laki, prosessit tai roolit.",
    )
    return True


def _bad_name(reader: _Reader, slug: str, path: str) -> bool:
    name = slug.rpartition("/")[2]
    if SLUG.fullmatch(name):
        return False
    if name.endswith(".fi"):
        advice = "poista nimestä .fi: suomenkielinen sivu on pelkkä nimi.md"
    elif "." in name:
        advice = "käännöksen nimi on nimi.sv.md tai nimi.en.md"
    else:
        advice = "käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja"
    reader.fault(path, 1, "bad-file-name", f"Tiedoston nimi ei kelpaa; {advice}.")
    return True


def _assets(reader: _Reader) -> Iterator[str]:
    docs = reader.root / "docs"
    for file in _files(docs):
        path = file.relative_to(reader.root).as_posix()
        hidden = file.name.startswith(".")
        if file.suffix == ".md" and not hidden:
            continue
        if hidden or file.suffix.lower() not in ASSET_SUFFIXES or not file.is_file():
            advice = next((said for name, said in _REFUSED if name.fullmatch(file.name)), _ONLY)
            reader.fault(path, 1, "unpublishable-file", f"Tiedostoa ei voi julkaista; {advice}.")
        elif not file.is_symlink() or reader._usable_link(file, path):
            if not _sound_asset(reader, file, path):
                continue
            if file.suffix.lower() == ".svg" and (text := reader.text(file)) is not None:
                reader.texts[path] = text
            elif file.suffix.lower() in _PHOTOS:
                with file.open("rb") as stream:
                    reader.traces |= {path: found} if (found := traces_of(stream)) else {}
            yield path.removeprefix("docs/")


def _sound_asset(reader: _Reader, file: Path, path: str) -> bool:
    """Whether a file is what its name says and not too big; its finding when not."""
    suffix, size = file.suffix.lower(), file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not is_as_named(suffix, head):
        advice = advice_for(suffix, head)
        reader.fault(path, 1, "unpublishable-file", f"Tiedostoa ei voi julkaista; {advice}.")
        return False
    limit = MAX_PDF_BYTES if suffix == ".pdf" else MAX_BYTES
    # A drawing is text, and its size is told when it is read.
    if size > limit and suffix != ".svg":
        advice = "tallenna se pienempänä" if suffix == ".pdf" else "pienennä kuva"
        reader.fault(
            path,
            1,
            "large-file",
            f"Tiedosto on liian suuri ({size // 1000} kt, enintään {limit // 1000} kt); {advice}.",
        )
        return False
    return True


def _registers(reader: _Reader) -> Registers:
    sentences = _mapping(reader, "data/vakiolauseet.yml", Words)
    return Registers(
        deadlines=_keyed(reader, "data/maaraajat.yml", Deadline),
        services=_keyed(reader, "data/palvelut.yml", Service),
        regions=_regions(reader),
        roles=_keyed(reader, "data/roolit.yml", Role),
        sentences=sentences,
        systems=_systems(reader),
        statutes=_keyed(reader, "data/saadokset.yml", Statute),
        terms=_keyed(reader, "data/termit.yml", Term),
        numbers=_keyed(reader, "data/luvut.yml", Number),
        offices=_keyed(reader, "data/sahkopostit.yml", OfficeAddress),
        outdated=_keyed(reader, "data/vanhentuneet.yml", Outdated),
        plain_words=_plain_words(reader),
        editions=_keyed(reader, "data/lehtiset.yml", Edition),
        synonyms=_listed(reader, "data/haku/synonyymit.yml", Synonyms),
        trials=_listed(reader, "data/haku/testit.yml", SearchTrial),
        lines=reader.lines,
    )


def _other_data(reader: _Reader) -> None:
    """Texts in data/ that no register is read from: notes and lists that an editor has put aside."""
    folder = reader.root / "data"
    for file in _files(folder) if folder.is_dir() else ():
        path = file.relative_to(reader.root).as_posix()
        # Drawings and word lists are made by the tool.
        made = path.startswith(("data/kaaviot/", "data/haku/"))
        known = path in reader.texts or any(finding.path == path for finding in reader.findings)
        if file.suffix in _NOTES and not made and not known and (text := reader.text(file)) is not None:
            reader.texts[path] = text


def _yaml(reader: _Reader, path: str) -> Parsed | None:
    file = reader.root / path
    if not file.is_file():
        return None
    text = reader.text(file)
    if text is None:
        return None
    try:
        parsed = parse_yaml(text)
    except YamlError as error:
        reader.fault(path, error.line, "data-syntax", f"Tiedostoa ei voi lukea: {error.message}.")
        return None
    reader.addresses |= {
        Address(path, line, url)
        for line, value in parsed.texts()
        if "//" in value
        for _, url in addresses(value, line)
    }
    reader.texts[path], reader.strings[path] = text, tuple(sorted(parsed.texts()))
    return parsed


def _checked(
    reader: _Reader, path: str, value: Any, parsed: Parsed, prefix: str, schema: type[Item]
) -> Item | None:
    """One item of a register, validated; lines are found below `prefix`."""
    lines = {
        key.removeprefix(f"{prefix}.") if prefix else key: line
        for key, line in parsed.lines.items()
        if not prefix or key.startswith(f"{prefix}.")
    }
    item, faults = validate(Parsed(value, lines), schema)
    start = parsed.lines.get(prefix, 1)
    for fault in faults:
        reader.fault(path, max(fault.line, start), fault.check, fault.message)
    return item


def _keyed(reader: _Reader, path: str, schema: type[Item]) -> Mapping[str, Item]:
    parsed = _yaml(reader, path)
    if parsed is None:
        return {}
    if not isinstance(parsed.value, list):
        reader.fault(path, 1, "data-syntax", "Tiedoston pitää olla luettelo; aloita kohdat viivalla.")
        return {}
    items: dict[str, Item] = {}
    for number, value in enumerate(parsed.value):
        item = _checked(reader, path, value, parsed, str(number), schema)
        if item is None:
            continue
        key = str(item.id)  # type: ignore[attr-defined]
        if key in items:
            reader.fault(
                path,
                parsed.lines.get(str(number), 1),
                "doubled-id",
                f"Tunnus ”{key}” on kahdesti; anna toiselle oma tunnus.",
            )
        items[key] = item
        reader.lines[path, key] = parsed.lines.get(str(number), 1)
    return items


def _mapping(reader: _Reader, path: str, schema: type[Item]) -> Mapping[str, Item]:
    parsed = _yaml(reader, path)
    if parsed is None:
        return {}
    if not isinstance(parsed.value, dict):
        reader.fault(path, 1, "data-syntax", "Tiedostossa pitää olla tunnuksia ja niiden alla kielet.")
        return {}
    found = {key: _checked(reader, path, value, parsed, key, schema) for key, value in parsed.value.items()}
    return {key: item for key, item in found.items() if item is not None}


def _regions(reader: _Reader) -> Mapping[str, Region]:
    regions: dict[str, Region] = {}
    folder = reader.root / "data" / "alueet"
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        path = file.relative_to(reader.root).as_posix()
        parsed = _yaml(reader, path)
        if parsed is None:
            continue
        region = _checked(reader, path, parsed.value, parsed, "", Region)
        if region is not None:
            regions[file.stem] = region
    return regions


def _systems(reader: _Reader) -> Mapping[str, SourceSystem]:
    path = "data/lahteet.csv"
    file = reader.root / path
    text = reader.text(file) if file.is_file() else None
    reader.texts |= {path: text} if text else {}
    systems: dict[str, SourceSystem] = {}
    rows: list[tuple[int, str]] = []
    found, broken = parse_rows(text, tuple(SourceSystem.model_fields)) if text is not None else ((), ())
    for fault in broken:
        reader.fault(path, fault.line, fault.check, fault.message)
    for number, row in found:
        item, faults = validate(Parsed(dict(row), {}), SourceSystem)
        for fault in faults:
            reader.fault(path, number, fault.check, fault.message)
        rows.append((number, " ".join(row.values())))
        if item is not None:
            systems[item.id] = item
    reader.strings[path] = tuple(rows)
    return systems


def _listed(reader: _Reader, path: str, schema: type[Item]) -> tuple[Item, ...]:
    """Items of a list that have no id; their lines are kept by their place in the list."""
    parsed = _yaml(reader, path)
    if parsed is None:
        return ()
    if not isinstance(parsed.value, list):
        reader.fault(path, 1, "data-syntax", "Tiedoston pitää olla luettelo; aloita kohdat viivalla.")
        return ()
    items: list[Item] = []
    for number, value in enumerate(parsed.value):
        item = _checked(reader, path, value, parsed, str(number), schema)
        if item is not None:
            reader.lines[path, str(len(items))] = parsed.lines.get(str(number), 1)
            items.append(item)
    return tuple(items)


def _plain_words(reader: _Reader) -> Mapping[str, str]:
    path = "data/ammattisanat.yml"
    parsed = _yaml(reader, path)
    try:
        return TypeAdapter(dict[str, str]).validate_python(parsed.value if parsed else {})
    except ValueError:
        advice = "Jokaisella rivillä pitää olla sana, kaksoispiste ja arkinen ilmaus."
        reader.fault(path, 1, "data-syntax", advice)
        return {}


def _interface_words(reader: _Reader) -> Mapping[str, Mapping[str, str]]:
    path = "overrides/sanat.yml"
    parsed = _yaml(reader, path)
    if parsed is None:
        return {}
    try:
        return TypeAdapter(dict[str, dict[str, str]]).validate_python(parsed.value)
    except ValueError:
        reader.fault(
            path,
            1,
            "data-syntax",
            "Käyttöliittymän sanoissa jokaisella avaimella pitää olla kielet.",
        )
        return {}


def _drawings(reader: _Reader) -> Mapping[str, Any]:
    """Drawings made on another machine, for platforms without the drawing engine."""
    folder = reader.root / "data" / "kaaviot"
    drawings: dict[str, Any] = {}
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            drawings[file.stem] = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, OSError, RecursionError):
            reader.fault(
                file.relative_to(reader.root).as_posix(),
                1,
                "data-syntax",
                "Piirrosta ei voi lukea; poista tiedosto ja aja komento tukipakki kaaviot.",
            )
    return drawings


def _lemmas(root: Path) -> Lemmas:
    """Word forms that were analysed before, and Voikko for the rest when one of them is asked for."""
    table, own = (
        file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        for file in (root / LEMMA_TABLE, root / OWN_WORDS)
    )
    return Lemmas(parse_table(table), own_words(own.split("\n")), analyse)
