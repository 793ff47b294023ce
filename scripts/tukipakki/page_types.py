"""Folder -> page type -> fields and required headings, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model, model_validator

from tukipakki.process_fields import Checklist, ChecklistWords, StepFields, StepWords

# Marks a field whose value is words: only these stand in a translation, the rest is inherited.
WORDS = "words"
# Field of a translation: the fingerprint of the original that it was compared with.
STAMP = "alkuperainen"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = Annotated[Text, WORDS]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Audience = Literal["lapsi", "nuori", "vanhempi", "laheinen", "tyontekija", "kumppani", "toimittaja"]


class Strict(BaseModel):
    """Frozen, and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NextStep(Strict):
    """A page to read next and when."""

    sivu: Text
    miksi: Text | None = None


class ChildsPart(Strict):
    """What the child is told and asked, and how the answer comes back."""

    kerrotaan: Text
    kysytaan: Text
    palaute: Text


class DoorLink(Strict):
    """A task on the home page, in the reader's words."""

    sivu: Text
    teksti: Text


class Door(Strict):
    """One of the three doors of the home page."""

    otsikko: Text
    kuvaus: Text
    sivu: Text
    linkit: list[DoorLink]


class Change(Strict):
    """A dated change of the law, on the home page."""

    pvm: date
    teksti: Text


class Deviation(Strict):
    """A check that the page is excepted from, and why."""

    tarkistus: Slug
    syy: Annotated[str, Field(min_length=15)]


class Front(Strict):
    """Fields of every page."""

    otsikko: Words
    kuvaus: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), WORDS]
    kohderyhma: Annotated[list[Audience], Field(min_length=1)]
    vastuutaho: Slug
    paivitetty: Annotated[date, WORDS]
    tila: Literal["luonnos", "tarkistettu"]
    tarkistettu: date | None = None
    tarkistaja: Slug | None = None
    julkaise: bool = True
    # Place in the folder's list, smallest first; pages without it follow by title.
    jarjestys: int = 100
    saados: Slug | None = None
    ensin: Annotated[list[Text], WORDS] = []
    lahteet: dict[str, Slug] = {}
    seuraavaksi: Annotated[list[NextStep], WORDS] = []
    lahdeluettelo: Annotated[list[Text], WORDS] = []
    poikkeukset: list[Deviation] = []

    @model_validator(mode="after")
    def _review_is_complete(self) -> Front:
        given = (self.tarkistettu is not None, self.tarkistaja is not None)
        if self.tila == "tarkistettu" and given != (True, True):
            raise ValueError(
                "tarkistetulla sivulla pitää olla sekä tarkistettu (päivä) että tarkistaja (rooli)"
            )
        if self.tila == "luonnos" and any(given):
            raise ValueError(
                "luonnoksella ei ole kenttiä tarkistettu ja tarkistaja; poista ne tai vaihda tila"
            )
        return self


class SiteFront(Front):
    """docs/*.md: home, about, help."""

    ovet: Annotated[list[Door], WORDS] = []
    muutokset: Annotated[list[Change], WORDS] = []


class Stepped(Front):
    """Pages that may tell their steps as data."""

    vaiheet: Annotated[list[StepFields], WORDS] = []
    tarkistuslistat: Annotated[list[Checklist], WORDS] = []


class ProcessFront(Stepped):
    """docs/prosessit/*.md."""

    tarkoitus: Words
    alkaa: Words
    paattyy: Words
    omistaja: Slug
    maaraajat: list[Slug] = []
    lapsen_aani: Annotated[ChildsPart, WORDS]


class LawFront(Front):
    """docs/laki/*.md."""

    kysymys: Words
    vastaus: Words


class RoleFront(Front):
    """docs/roolit/*.md."""

    lyhyesti: Words
    # Why the role takes part in no step of any process.
    ei_vaiheita: Annotated[Text | None, WORDS] = None


class ClientFront(Front):
    """docs/asiakkaille/*.md."""

    kenelle: Words


class FamilyFront(ClientFront):
    """docs/asiakkaille/mita-nyt/*.md: the process whose steps the page tells to the family."""

    prosessi: Slug


class EasyFront(ClientFront):
    """docs/asiakkaille/selko/*.md: stands beside an ordinary page."""

    rinnalla: Text


class RegionFront(Front):
    """docs/asiakkaille/alueet/*.md: the county whose contacts the page shows."""

    alue: Slug


class ModelFront(Stepped):
    """docs/prosessit/mallit/*.md: where the model comes from and what is not known."""

    lahde: Words
    vuodet: Text
    vaihe: Literal["pilotti", "kaytossa", "paattynyt", "ei-tiedossa"]
    alue: Words
    ei_kerro: Annotated[list[Text], Field(min_length=1), WORDS]
    lapsen_aani: Annotated[ChildsPart | None, WORDS] = None


@dataclass(frozen=True, slots=True)
class PageType:
    """What a folder's pages are: schema, template, headings they must have, length, review cycle.

    `headings` stand in the given order; `review_months` runs from `tarkistettu`, else `paivitetty`;
    `least_words` and `most_words` are counted in the body; a `leaflet` is also given out on paper.
    """

    name: str
    schema: type[Front]
    template: str
    headings: tuple[str, ...] = ()
    review_months: int = 12
    client: bool = False
    leaflet: bool = False
    least_words: int = 0
    most_words: int = 900


_TYPES = (
    PageType("sivusto", SiteFront, "sivusto.html"),
    PageType("hakemisto", Front, "hakemisto.html", most_words=100),
    PageType("prosessi", ProcessFront, "prosessi.html", ("vaiheet",), least_words=150),
    PageType("malli", ModelFront, "malli.html", ("mita-voi-kayttaa",), least_words=150),
    PageType("tilanne", Front, "sivusto.html", ("ensin", "miksi"), least_words=100),
    PageType("tyoohje", Front, "sivusto.html"),
    PageType("perehdytys", Front, "sivusto.html"),
    PageType(
        "laki",
        LawFront,
        "laki.html",
        ("saanto", "virheet", "esimerkki", "muutokset"),
        review_months=6,
        least_words=150,
    ),
    PageType(
        "rooli",
        RoleFront,
        "rooli.html",
        ("mita-teemme", "mita-emme-tee", "yhteys", "mita-saa-kertoa", "missa-mukana"),
        least_words=150,
    ),
    PageType("palvelu", Front, "sivusto.html", review_months=3, least_words=40),
    PageType(
        "asiakasohje",
        ClientFront,
        "asiakasohje.html",
        ("mita-tapahtuu", "oikeutesi"),
        client=True,
        leaflet=True,
        least_words=80,
        most_words=400,
    ),
    PageType(
        "selko", EasyFront, "asiakasohje.html", client=True, leaflet=True, least_words=60, most_words=400
    ),
    PageType(
        "mita-nyt",
        FamilyFront,
        "mita-nyt.html",
        ("mita-tapahtuu", "saat-kysya"),
        client=True,
        leaflet=True,
        least_words=60,
        most_words=400,
    ),
    PageType("alue", RegionFront, "alue.html", review_months=3, client=True),
)

TYPES: Mapping[str, PageType] = {kind.name: kind for kind in _TYPES}

FOLDERS: Mapping[str, str] = {
    "": "sivusto",
    "prosessit": "prosessi",
    "prosessit/mallit": "malli",
    "prosessit/tilanteet": "tilanne",
    "prosessit/ohjeet": "tyoohje",
    "prosessit/perehdytys": "perehdytys",
    "laki": "laki",
    "roolit": "rooli",
    "roolit/palvelut": "palvelu",
    "asiakkaille": "asiakasohje",
    "asiakkaille/selko": "selko",
    "asiakkaille/mita-nyt": "mita-nyt",
    "asiakkaille/alueet": "alue",
}


def type_of(slug: str) -> PageType | None:
    """The type of a page by its folder; None when the folder is not one of ours."""
    folder, _, name = slug.rpartition("/")
    if folder not in FOLDERS:
        return None
    if name == "index" and folder:
        return TYPES["hakemisto"]
    return TYPES[FOLDERS[folder]]


def template_of(slug: str, kind: PageType) -> str:
    """The template of a page; the home and the search page have their own."""
    return {"index": "etusivu.html", "haku": "haku.html"}.get(slug, kind.template)


def word_fields(schema: type[Front]) -> tuple[str, ...]:
    """Names of the fields that a translation gives."""
    return tuple(name for name, info in schema.model_fields.items() if WORDS in info.metadata)


# Fields whose words stand by id or by place in a translation, which never repeats their structure.
_TRANSLATED: Mapping[str, tuple[Any, Any]] = {
    "vaiheet": (dict[Slug, StepWords], {}),
    "tarkistuslistat": (list[ChecklistWords], []),
}


@cache
def translation_schema(schema: type[Front]) -> type[BaseModel]:
    """The same fields, words only, all as required as in the original; plus what each file has itself."""
    fields: dict[str, Any] = {}
    for name in word_fields(schema):
        info = schema.model_fields[name]
        if name in _TRANSLATED:
            fields[name] = _TRANSLATED[name]
            continue
        annotation: Any = Annotated.__class_getitem__((info.annotation, *info.metadata))  # type: ignore[attr-defined]
        fields[name] = (annotation, ... if info.is_required() else info.default)
    fields["julkaise"] = (bool, True)
    fields["poikkeukset"] = (list[Deviation], [])
    fields[STAMP] = (Annotated[str, Field(pattern=r"^[a-z]{8}$")] | None, None)
    return create_model(f"{schema.__name__}Translation", __base__=Strict, **fields)
