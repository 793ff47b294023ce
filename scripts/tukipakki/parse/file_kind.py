"""What a file holds by its first bytes, whatever its name says."""

from __future__ import annotations

HEAD_BYTES = 12
_BEGINNINGS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".webp": b"RIFF", ".pdf": b"%PDF-"}


def is_as_named(suffix: str, head: bytes) -> bool:
    """True when a file begins as its suffix promises, or nothing is known of that suffix."""
    begins = head.startswith(_BEGINNINGS.get(suffix, b""))
    return begins and (suffix != ".webp" or head[8:12] == b"WEBP")


def advice_for(suffix: str, head: bytes) -> str:
    """How to mend a file that is not what its name says."""
    if head[4:8] == b"ftyp":
        return "se on puhelimen HEIC-kuva, jonka nimi on vaihdettu: tallenna se muodossa .jpg"
    if not head:
        return "se on tyhjä: kopioi se uudelleen"
    what = "PDF-tiedostoa" if suffix == ".pdf" else f"{suffix}-kuvaa"
    return f"sen sisältö ei ole {what}: tallenna se uudelleen siinä ohjelmassa, jolla se on tehty"
