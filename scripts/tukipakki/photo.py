"""A photograph to what it tells of itself beside the picture: where it was taken and by whom."""

from __future__ import annotations

import struct
import warnings
from typing import BinaryIO

_PLACE = 0x8825  # the table of satellite positions
_PERSONS = (0x013B, 0x9C9D, 0xA430)  # artist, author as Windows writes it, owner of the camera


def traces_of(stream: BinaryIO) -> tuple[str, ...]:
    """What a photograph gives away, in Finnish words; nothing for what is no picture."""
    # Most sites have no photographs, and then this library is not loaded.
    from PIL import Image

    broken = (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error)
    try:
        # Whether the picture is whole is not asked here.
        with warnings.catch_warnings(action="ignore"), Image.open(stream) as image:
            tags = image.getexif()
            place = tags.get_ifd(_PLACE)
            details = tags.get_ifd(0x8769)
    except (*broken, Image.DecompressionBombError):
        return ()
    found = [("kuvauspaikka", bool(place)), ("kuvaaja", any(tags.get(t) or details.get(t) for t in _PERSONS))]
    return tuple(name for name, there in found if there)
