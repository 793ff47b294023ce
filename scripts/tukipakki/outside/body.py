"""What can be read from the beginning of somebody else's HTML page."""

from __future__ import annotations

import re
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterable, Mapping
from email.message import Message
from html import unescape

# Attributes by whatever means: a place found too many hides a fault, one too few invents one.
_ID = re.compile(r"""[\s"'/](?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_GONE = re.compile(
    r"\b404\b|sivua ei (?:enää )?(?:ole|löy)|ei löytynyt|hittades inte|hittas inte|finns inte|not found",
    re.IGNORECASE,
)
_WAYS = {"gzip": 47, "x-gzip": 47, "deflate": 47}


def is_html(content_type: str) -> bool:
    """True for the types in which browsers look for a place by its id."""
    return content_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def unpacked(raw: bytes, encoding: str, limit: int) -> tuple[bytes, bool] | None:
    """At most `limit` bytes of the content and whether that is all; None when it cannot be read."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return raw[:limit], len(raw) <= limit
    if encoding not in _WAYS:
        return None
    machine = zlib.decompressobj(_WAYS[encoding])
    try:
        content = machine.decompress(raw, limit)
    except zlib.error:
        return None
    return content, machine.eof


def text_of(content: bytes, content_type: str) -> str:
    """The page in letters: by its own charset, or UTF-8, or else one byte a letter."""
    header = Message()
    header["content-type"] = content_type
    charset = header.get_content_charset() or ""
    # Python knows stranger charsets than the web; some of them are slow on hostile bytes.
    name = charset if charset.startswith(("iso-8859-", "windows-125")) else "utf-8"
    try:
        # The beginning of a page may end in the middle of a letter.
        return getincrementaldecoder(name)().decode(content)
    except (LookupError, UnicodeError):
        return content.decode("latin-1")


def title_of_missing(text: str) -> str:
    """The title of a page that says it is not there; "" for any other."""
    match = _TITLE.search(text)
    title = " ".join(unescape(match[1]).split()) if match else ""
    return title if _GONE.search(title) else ""


def found_anchors(text: str, anchors: Iterable[str], whole: bool) -> Mapping[str, bool | None]:
    """Which places the page has; of what was not read nothing is said."""
    ids = {unescape(next(filter(None, match.groups()), "")) for match in _ID.finditer(text)}
    return {anchor: True if anchor in ids else False if whole else None for anchor in anchors}
