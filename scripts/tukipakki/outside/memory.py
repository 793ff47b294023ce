"""What was answered on which day: a value, and the text in which it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from tukipakki.outside.answer import Answer
from tukipakki.outside.judging import judge
from tukipakki.outside.places import Wanted

# A weekly run asks for everything again; whatever was at fault is asked for again the next day.
SOUND_DAYS = 6


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer and the day on which it was given."""

    day: date
    answer: Answer


Memory = Mapping[str, Remembered]
EMPTY: Memory = MappingProxyType({})
_TEXT = TypeAdapter(dict[str, Remembered])


def from_text(text: str) -> Memory:
    """The memory in a text; empty when it is not one of ours, since everything can be asked again."""
    try:
        return _TEXT.validate_json(text)
    except ValidationError:
        return EMPTY


def to_text(memory: Memory, today: date) -> str:
    """The text of what is worth remembering still."""
    kept = {key: memory[key] for key in sorted(memory) if 0 <= (today - memory[key].day).days <= SOUND_DAYS}
    return _TEXT.dump_json(kept, indent=1).decode() + "\n"


def recall(memory: Memory, page: Wanted, today: date) -> Answer | None:
    """The answer remembered for a page, unless it is old or tells nothing of a place wanted now."""
    known = memory.get(page.key)
    if known is None:
        return None
    if known.answer.trouble is None and not known.answer.anchors.keys() >= set(page.anchors):
        return None
    sound = judge(page, known.answer) is None and False not in known.answer.anchors.values()
    return known.answer if 0 <= (today - known.day).days <= (SOUND_DAYS if sound else 0) else None
