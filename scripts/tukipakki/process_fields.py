"""Fields of a process in front matter: steps, the ways between them, checklists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1)]
# A node of the drawing has room for so many characters on at most three lines.
Title = Annotated[str, Field(min_length=3, max_length=70)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Strict(BaseModel):
    """Frozen, and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Way(_Strict):
    """Where a step leads, and when."""

    vaihe: Slug
    kun: Text | None = None


class StepFields(_Strict):
    """One step: who does what, by when, on which section, and what the child and the family hear.

    A title that ends with a question mark is a decision: each of its ways has a condition.
    """

    id: Slug
    otsikko: Title
    roolit: Annotated[list[Slug], Field(min_length=1)]
    kuka: Text | None = None
    tehdaan: Text
    maaraaika: Slug | None = None
    laki: list[Text] = []
    asiakirjat: list[Text] = []
    lapselle: Text | None = None
    lapselta: Text | None = None
    perheelle: Text | None = None
    seuraavat: list[Way] = []
    kiire: bool = False

    @property
    def is_decision(self) -> bool:
        """True for a question."""
        return self.otsikko.rstrip().endswith("?")

    @model_validator(mode="after")
    def _ways_are_told_apart(self) -> Self:
        if len(self.seuraavat) > 1 and any(way.kun is None for way in self.seuraavat):
            raise ValueError(
                f"vaiheesta ”{self.id}” lähtee monta nuolta; kirjoita jokaiseen kenttä kun (milloin)"
            )
        if self.is_decision and len(self.seuraavat) < 2:
            raise ValueError(f"vaihe ”{self.id}” on kysymys, joten siitä lähtee vähintään kaksi nuolta")
        return self


class StepWords(_Strict):
    """The words of a step in a translation; `ehdot` are the conditions by the step they lead to."""

    otsikko: Title
    kuka: Text | None = None
    tehdaan: Text
    asiakirjat: list[Text] = []
    lapselle: Text | None = None
    lapselta: Text | None = None
    perheelle: Text | None = None
    ehdot: dict[Slug, Text] = {}


class Checklist(_Strict):
    """What to tick off, for whom."""

    otsikko: Text
    rooli: Slug
    kohdat: Annotated[list[Text], Field(min_length=1)]


class ChecklistWords(_Strict):
    """The words of a checklist in a translation, in the order of the original."""

    otsikko: Text
    kohdat: Annotated[list[Text], Field(min_length=1)]


def translated_steps(steps: Sequence[StepFields], words: Mapping[str, StepWords]) -> list[StepFields]:
    """The steps of the original in a translation's words; a step without words keeps the original's."""
    return [_translated(step, words[step.id]) if step.id in words else step for step in steps]


def _translated(step: StepFields, words: StepWords) -> StepFields:
    ways = [way.model_copy(update={"kun": words.ehdot.get(way.vaihe, way.kun)}) for way in step.seuraavat]
    update = {name: getattr(words, name) for name in StepWords.model_fields if name != "ehdot"}
    return step.model_copy(update={**update, "seuraavat": ways})


def translated_lists(lists: Sequence[Checklist], words: Sequence[ChecklistWords]) -> list[Checklist]:
    """The checklists of the original in a translation's words, as far as there are any."""
    return [
        each.model_copy(update={"otsikko": own.otsikko, "kohdat": own.kohdat})
        for each, own in zip(lists, words, strict=False)
    ] + list(lists[len(words) :])
