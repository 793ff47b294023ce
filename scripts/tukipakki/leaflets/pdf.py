"""PDF/UA of a sheet; the only module that imports WeasyPrint and the face of letters."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

SIDES = 2
# How a sheet may be laid out, the best first: classes of its body, and type sizes in points. The first way
# whose smallest size fits is taken, in its largest size that fits.
LAYOUTS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("one", (13.0, 13.5, 14.0, 14.5, 15.0)),
    ("two", (12.5, 13.0, 13.5)),
    ("two brief", (12.0, 12.5, 13.0, 13.5)),
    ("two titles", (12.0, 12.5, 13.0, 13.5)),
    ("two titles unwritten", (11.5, 12.0, 12.5, 13.0)),
    ("two titles unwritten unworded", (11.5, 12.0)),
)
_FACES = {
    "Regular": (400, "normal"),
    "It": (400, "italic"),
    "Semibold": (600, "normal"),
    "Bold": (700, "normal"),
}
_PANGO = (
    "Lehtisten PDF-tiedostot tarvitsevat Pango-kirjaston; asenna se (Debian ja Ubuntu: "
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; Mac: brew install pango)."
)


class CannotPrint(Exception):
    """There is no PDF; the message is one Finnish sentence."""


def key_of(html: str, style: str) -> str:
    """Names the PDF that this machine makes of a sheet: the same name, the same PDF."""
    own = Path(__file__).read_text(encoding="utf-8")
    parts = (html, style, own, version("weasyprint"), version("font-source-sans-pro"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def pdf_of(html: str, style: str) -> bytes:
    """The sheet, which holds its own pictures, as PDF/UA in the roomiest layout that two sides allow.

    Raises:
        CannotPrint: Pango is missing, the sheet is too long, or WeasyPrint complains of it.
    """
    weasyprint = printer()
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = _fetcher(), FontConfiguration()

    def laid_out(classes: str, size: float) -> Any:
        sized = f"{_font_faces()}\n{style}\nhtml {{ font-size: {size}pt }}"
        source = weasyprint.HTML(
            string=html.replace("<body>", f'<body class="{classes}">', 1), url_fetcher=fetcher
        )
        sheet = weasyprint.CSS(string=sized, font_config=fonts, url_fetcher=fetcher)
        return source.render(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")

    with _complaints() as complaints:
        document = _roomiest(laid_out)
        if document is None:
            raise CannotPrint(f"lehtinen vie yli {SIDES} sivua; lyhennä tekstiä")
        identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
        made: bytes = document.write_pdf(
            finisher=_mark_artifacts, pdf_variant="pdf/ua-1", pdf_identifier=identifier
        )
    if complaints:
        raise CannotPrint(f"WeasyPrint huomauttaa: {'; '.join(dict.fromkeys(complaints))}")
    return made


def _roomiest(laid_out: Callable[[str, float], Any]) -> Any:
    """The first layout of which some size fits, in its largest size that does; None when nothing fits."""
    for classes, sizes in LAYOUTS:
        fitting = None
        for size in sizes:
            document = laid_out(classes, size)
            if len(document.pages) > SIDES:
                break
            fitting = document
        if fitting is not None:
            return fitting
    return None


def printer() -> Any:
    """WeasyPrint.

    Raises:
        CannotPrint: Pango is missing.
    """
    try:
        import weasyprint
    except OSError:
        raise CannotPrint(_PANGO) from None
    return weasyprint


def _fetcher() -> Any:
    """Reads the letters and what stands in the sheet itself, and asks nothing of the network."""
    from weasyprint.urls import URLFetcher

    letters = f"{_faces_folder().as_uri()}/"

    class Fetcher(URLFetcher):  # type: ignore[misc, unused-ignore]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if not url.startswith(("data:", letters)):
                raise ValueError(f"lehtiseen ei haeta mitään osoitteesta {url}")
            return super().fetch(url, headers)

    return Fetcher()


def _faces_folder() -> Path:
    return Path(str(resources.files("font_source_sans_pro"))) / "files"


@cache
def _font_faces() -> str:
    rules = (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{(_faces_folder() / f"SourceSansPro-{name}.ttf").as_uri()}") }}'
        for name, (weight, style) in _FACES.items()
    )
    return "\n".join(rules)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint would write to standard error."""
    logger = logging.getLogger("weasyprint")
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Collect(logging.WARNING)
    before, logger.handlers, logger.propagate = logger.handlers, [handler], False
    try:
        yield found
    finally:
        logger.handlers, logger.propagate = before, True


def _mark_artifacts(document: Any, pdf: Any) -> None:
    """Make feet and page numbers artifacts: WeasyPrint tags them, but leaves them out of the structure."""
    objects = {each.number: each for each in pdf.objects}

    def get(reference: Any) -> Any:
        return objects[int(bytes(reference).split()[0])]

    root = get(pdf.catalog["StructTreeRoot"])
    reached: set[int] = set()
    waiting = list(root["K"])
    while waiting:
        element = get(waiting.pop())
        reached.add(element.number)
        waiting += [kid for kid in element.get("K", []) if not isinstance(kid, int)]
    nums = get(root["ParentTree"])["Nums"]
    elements = dict(zip(nums[::2], nums[1::2], strict=True))
    for number, page in enumerate(objects[int(bytes(r).split()[0])] for r in pdf.page_references):
        parents = elements[number]
        stray = {mcid for mcid, parent in enumerate(parents) if get(parent).number not in reached}
        stream = get(page["Contents"]).stream
        for index, operation in enumerate(stream):
            if isinstance(operation, dict) and operation.get("MCID") in stray:
                # The tag, its properties, and the operator that begins the marked content.
                stream[index - 1 : index + 2] = ["/Artifact", b"", b"BMC"]
        elements[number][:] = [b"null" if n in stray else parent for n, parent in enumerate(parents)]
