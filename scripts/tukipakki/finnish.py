"""Finnish words for argparse, which translates its own through the module's `_`."""

from __future__ import annotations

import argparse
import difflib

_WORDS = {
    "usage: ": "Käyttö: ",
    "options": "Valitsimet",
    "positional arguments": "Argumentit",
    "show this help message and exit": "näytä tämä ohje",
    "the following arguments are required: %s": "näitä ei annettu: %s",
    "unrecognized arguments: %s": "tuntematonta: %s",
    "expected one argument": "valitsimelle pitää antaa arvo",
    "expected at least one argument": "anna ainakin yksi arvo",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "ei sovi yhteen valitsimen %s kanssa",
    "invalid %(type)s value: %(value)r": "”%(value)s” ei kelpaa",
    "ambiguous option: %(option)s could match %(matches)s": ("%(option)s voi tarkoittaa näitä: %(matches)s"),
    "%(prog)s: error: %(message)s\n": "%(message)s; ohje: %(prog)s --help\n",
}


class FinnishParser(argparse.ArgumentParser):
    """An argument parser that speaks Finnish and answers misuse with one sentence and exit code 2."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """A mistyped word gets the one that was probably meant."""
        choices = [str(choice) for choice in action.choices or ()]
        if not choices or value in choices:
            return
        close = difflib.get_close_matches(str(value), choices, n=1)
        hint = f"tarkoititko ”{close[0]}”?" if close else f"valitse {', '.join(choices)}"
        raise argparse.ArgumentError(action, f"”{value}” ei ole vaihtoehto; {hint}")

    def error(self, message: str) -> None:  # type: ignore[override]
        """One sentence without the usage text."""
        end = "" if message.endswith("?") else "."
        self.exit(2, f"{message[:1].upper()}{message[1:]}{end} Ohje: {self.prog} --help\n")


def speak_finnish() -> None:
    """Put the words in place of gettext, which argparse looks up by this very name."""
    argparse._ = lambda text: _WORDS.get(text, text)  # type: ignore[attr-defined]
