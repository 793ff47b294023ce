"""A code that a telephone reads, as a drawing; the only module that imports segno."""

from __future__ import annotations

import segno


def qr_svg(address: str, title: str) -> str:
    """The address as `<svg>` with a title, as wide as its frame, with the quiet zone around it."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, border=4, svgclass="tp-qr", lineclass=None, title=title)
    return str(drawing).replace("<svg ", '<svg role="img" ', 1)
