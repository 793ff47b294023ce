"""What the tests of PDFs need of the machine: Pango and poppler, found, installed, or one sentence and exit code 2."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tukipakki.leaflets.pdf import CannotPrint, printer

PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "poppler-utils"]


def missing() -> str | None:
    """What keeps the tests from running, in one sentence."""
    try:
        printer()
    except CannotPrint as error:
        return str(error)
    if shutil.which("pdftotext") is None:
        return "Lehtisten testit tarvitsevat ohjelman pdftotext; asenna poppler (Debian: poppler-utils)."
    return None


def ensure() -> None:
    """Install what is missing where that can be done.

    Raises:
        SystemExit: code 2, when it could not.
    """
    if missing() and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        for attempt in (["apt-get", "update"], ["apt-get", "install", "-y", *PACKAGES]):
            print(f"Asennetaan: {' '.join(attempt)} …", file=sys.stderr)
            subprocess.run(attempt, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # A library that was missing when Python looked for it is found only by a new Python.
        os.execv(sys.executable, [sys.executable, "-m", "tests.pdf_tools", "--valmis"])
    if sentence := missing():
        print(sentence, file=sys.stderr)
        raise SystemExit(2)


if __name__ == "__main__":
    if "--valmis" in sys.argv:
        if sentence := missing():
            print(sentence, file=sys.stderr)
            raise SystemExit(2)
    else:
        ensure()
