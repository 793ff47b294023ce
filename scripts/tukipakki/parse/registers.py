"""Schemas of the files in data/: the facts that exist once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tukipakki.parse.lexicon import Entry, Lexicon, lexicon_of

Text = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
StatuteNumber = Annotated[str, Field(pattern=r"^\d{1,4}/\d{4}$")]
# "26", "25 a"; where each chapter counts from one, "15:10".
SectionKey = Annotated[str, Field(pattern=r"^(\d{1,2}( [a-z])?:)?\d{1,3}( [a-z])?$")]
Stem = Annotated[str, Field(min_length=3)]
Tel = Annotated[str, Field(pattern=r"^\+?[0-9]{3,15}$")]
Address = Annotated[str, Field(pattern=r"^https://")]
ServiceGroup = Literal["kiire", "lapset", "vakivalta", "kriisi", "rikos"]
SERVICE_GROUPS: tuple[str, ...] = get_args(ServiceGroup)
TrialKind = Literal[
    "perusmuoto", "taivutus", "osa", "yhdyssana", "puhekieli", "virhe", "synonyymi", "pykala", "kysymys"
]
# What parse/fingerprint.py makes of a text.
Digest = Annotated[str, Field(pattern=r"^[a-z]{8}$")]
Group = Literal["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"]


class Strict(BaseModel):
    """Frozen, and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Strict):
    """The same words in every language of the site."""

    fi: Text
    sv: Text
    en: Text

    def __getitem__(self, lang: str) -> str:
        """The words in a language; a language that has none yet reads English."""
        return str(getattr(self, lang, self.en))


class Stems(Strict):
    """Stems by which running text inflects a word; none: the word is never found by itself."""

    fi: list[Stem] = []
    sv: list[Stem] = []
    en: list[Stem] = []

    def __getitem__(self, lang: str) -> tuple[str, ...]:
        """The stems in a language."""
        return tuple(getattr(self, lang, ()))


class Source(Strict):
    """Where a number was read and when that source was dated (None: undated)."""

    nimi: Text
    pvm: Text | None


# How the calculator counts (deadlines.py), and the unit of time that each way needs.
Method = Literal["arkipaivat", "kuukaudet", "kuukausittain", "kalenteripaivat", "valituspaivat"]
UNITS: Mapping[Method, str] = {
    "arkipaivat": "arkipaiva",
    "kuukaudet": "kuukausi",
    "kuukausittain": "kuukausi",
    "kalenteripaivat": "paiva",
    "valituspaivat": "paiva",
}


class Calculation(Strict):
    """How a deadline is counted from a date, and what the calculator calls it and asks for."""

    tapa: Method
    nimi: Words
    paiva: Words
    huomio: Words | None = None
    esimerkit: Annotated[list[date], Field(min_length=1)]


class Deadline(Strict):
    """A statutory time limit in words, and how it is counted."""

    id: Slug
    sanoin: Words
    lyhyt: Words
    saanto: Words
    alkaa: Words
    laskenta: Words
    yksikko: Literal["arkipaiva", "paiva", "kuukausi", "vuosi", "koulun-tyopaiva", "heti", "ika", "tunti"]
    maara: int | None
    # Beginnings of words that stand beside the limit when somebody types it instead of inserting it.
    avainsanat: Stems | None = None
    pykala: Words
    lahde: Text
    ratkaisematta: Words | None = None
    # Why the words must be read against the law again.
    tarkistettava: Words | None = None
    laskuri: Calculation | None = None

    @model_validator(mode="after")
    def _countable(self) -> Self:
        way = self.laskuri
        if way and (self.yksikko != UNITS[way.tapa] or not self.maara or self.maara < 1):
            raise ValueError(
                f"laskuri ”{way.tapa}” tarvitsee yksikön ”{UNITS[way.tapa]}” ja määrän, joka on vähintään 1"
            )
        return self


class Line(Strict):
    """A number that can be called; no number when none has been verified."""

    numero: Text | None
    tel: Tel | None

    @model_validator(mode="after")
    def _number_is_complete(self) -> Self:
        if (self.numero is None) != (self.tel is None):
            raise ValueError("numero ja tel kuuluvat yhteen; anna molemmat tai kirjoita molempiin null")
        return self


class Service(Line):
    """A help line or chat: for whom, in which group, and in which languages' lists it is shown.

    `kielet` are the languages of the pages whose short list has it, `palvelukielet` those it serves in.
    """

    id: Slug
    ryhma: ServiceGroup
    nimi: Words
    kenelle: Words
    lisatieto: Words | None = None
    chat: Words | None = None
    verkko: Address | None = None
    lahde: Source | None
    kielet: list[str]
    palvelukielet: list[Literal["fi", "sv", "en", "uk", "ru"]] = []

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.numero is None and self.verkko is None:
            raise ValueError("palvelulla pitää olla numero tai verkko-osoite")
        return self


class CountyLine(Line):
    """A county's number with what to know of it and where it was read."""

    lisatieto: Words | None
    lahde: Source | None


class Region(Strict):
    """A wellbeing services county and its channels."""

    nimi: Words
    lyhytnimi: Text | None = None
    yhteistyoalue: Words
    kielet: list[Literal["fi", "sv", "se"]]
    verkko: Address
    lastensuojelu: Address | None
    sosiaalipaivystys: CountyLine
    neuvonta: CountyLine | None = None
    huomio: Words | None = None


class Term(Strict):
    """A word that readers may not know, explained in plain words."""

    id: Slug
    nimi: Words
    selitys: Words
    vartalot: Stems
    pykala: Words | None = None
    lahde: Text


class Number(Strict):
    """A number of the sources: what it counts, when, where and who says so."""

    id: Slug
    arvo: Words
    mita: Words
    aika: Words
    alue: Slug | None
    avainsanat: Stems | None = None
    pykala: Words | None = None
    lahde: Source


class OfficeAddress(Strict):
    """An e-mail address that pages may show: a whole one, or `kirjaamo@` for that name at any office."""

    id: Slug
    osoite: Annotated[str, Field(pattern=r"^[a-z0-9._+-]+@([a-z0-9-]+(\.[a-z0-9-]+)+)?$")]
    miksi: Text


class Outdated(Strict):
    """A name or a word that is no longer right: how to find it, what to write instead, since when."""

    id: Slug
    laji: Literal["toimija", "sana"]
    vartalot: Stems
    nyt: Words
    alkaen: date
    lahde: Text


class Synonyms(Strict):
    """Words that readers search with, what they mean in words of the site, and pages they lead to."""

    kieli: Slug
    sanat: Annotated[list[Text], Field(min_length=1)]
    tarkoittaa: list[Text] = []
    sivut: list[Text] = []

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not self.tarkoittaa and not self.sivut:
            raise ValueError(
                "kerro, mitä sanat tarkoittavat (tarkoittaa) tai mille sivuille ne vievät (sivut)"
            )
        return self


class SearchTrial(Strict):
    """A question as a reader types it, and the pages of which any is a right answer.

    `erilla` marks those that were written without seeing the search and are looked at only at the end.
    """

    haku: Text
    kieli: Slug = "fi"
    laji: TrialKind
    sivut: Annotated[list[Text], Field(min_length=1)]
    erilla: bool = False


class Edition(Strict):
    """A version of a leaflet that has been given out; `id` is the code printed on it.

    `tiiviste` names the text that it showed, `muutos` tells a reader what differs from the edition
    before it. Only the newest edition of a leaflet keeps `osat` (a digest by heading) and `maaraajat`
    (what each deadline said), from which the next one's `muutos` is written.
    """

    id: Annotated[str, Field(pattern=r"^[2-9a-z]{6}$")]
    sivu: Text
    kieli: Slug
    pvm: date
    otsikko: Text
    tiiviste: Digest
    muutos: list[Text] = []
    osat: dict[str, Digest] = {}
    maaraajat: dict[Slug, Text] = {}
    poistettu: date | None = None


class Role(Strict):
    """A role's name; what the role does stands on its page in docs/roolit/."""

    id: Slug
    nimi: Words


class SourceSystem(Strict):
    """One of the systems that the project's sources name; the coverage report counts them."""

    id: Annotated[str, Field(pattern=r"^\d{3}-\d{2}$")]
    nimi: Text
    laji: Slug
    ryhma: Group


class SomeWords(Strict):
    """Words that not every language has."""

    fi: Text | None = None
    sv: Text | None = None
    en: Text | None = None


class FinlexAddress(Strict):
    """Where the statute can be read; other languages read the Finnish one."""

    fi: Annotated[str, Field(pattern=r"^https://")]
    sv: Annotated[str, Field(pattern=r"^https://")] | None = None


class Section(Strict):
    """A section of a statute: its heading, the wording in force and how that was checked."""

    otsikko: Words
    voimassa: date | None
    muutos: StatuteNumber | None = None
    luettu: date
    tapa: Text
    tila: Literal["tarkistettu", "tarkistettava", "tulossa", "kumottu"]
    paiva: date | None = None
    korvaa: Text | None = None
    huomio: Words | None = None

    @model_validator(mode="after")
    def _state_is_complete(self) -> Section:
        if self.tila == "tulossa" and self.paiva is None:
            raise ValueError("tulossa oleva pykälä tarvitsee kentän paiva, josta alkaen se on voimassa")
        if self.tila == "kumottu" and self.korvaa is None:
            raise ValueError("kumottu pykälä tarvitsee kentän korvaa: mitä on sen tilalla")
        return self


class Statute(Strict):
    """A statute with the sections of it that the site cites."""

    id: Slug
    numero: StatuteNumber
    nimi: Words
    lyhenne: SomeWords = SomeWords()
    lainavartalo: Stems = Stems()
    finlex: FinlexAddress
    pykalat: dict[SectionKey, Section]


def lexicons(statutes: Mapping[str, Statute], languages: tuple[str, ...]) -> Mapping[str, Lexicon]:
    """For each language the names of all statutes in all languages, its own first."""
    found = {}
    for lang in languages:
        order = sorted(languages, key=lambda other: other != lang)
        found[lang] = lexicon_of(
            entry for other in order for statute in statutes.values() for entry in _entries(statute, other)
        )
    return found


def _entries(statute: Statute, lang: str) -> Iterator[Entry]:
    yield Entry(
        statute=statute.id,
        lang=lang,
        name=statute.nimi[lang],
        abbreviation=getattr(statute.lyhenne, lang, None),
        stems=tuple(getattr(statute.lainavartalo, lang, ())),
        number=statute.numero,
    )


@dataclass(frozen=True, slots=True)
class Registers:
    """The contents of data/, each keyed by id in the order of its file.

    `lines` tells the line of an item by its file and id.
    """

    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    sentences: Mapping[str, Words] = field(default_factory=dict)
    systems: Mapping[str, SourceSystem] = field(default_factory=dict)
    statutes: Mapping[str, Statute] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    offices: Mapping[str, OfficeAddress] = field(default_factory=dict)
    outdated: Mapping[str, Outdated] = field(default_factory=dict)
    # Professional words, each with what clients are told instead.
    plain_words: Mapping[str, str] = field(default_factory=dict)
    # Every edition of a leaflet, by its code, in the order in which they came.
    editions: Mapping[str, Edition] = field(default_factory=dict)
    synonyms: tuple[Synonyms, ...] = ()
    trials: tuple[SearchTrial, ...] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
