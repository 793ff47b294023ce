"""Processes as JSON for other systems: data/prosessit/<slug>.json, with a schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.process_fields import Checklist, StepFields
from tukipakki.processes import processes, steps_of
from tukipakki.render.inline import plain
from tukipakki.render.review import owner_name

FOLDER = "data/prosessit"
# Words by language: fi always, sv and en where the page has them.
Words = dict[str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RoleData(_Strict):
    """A role by its id and name."""

    id: str
    nimi: Words


class DeadlineData(_Strict):
    """By when, in words."""

    id: str
    sanoin: Words
    pykala: Words


class WayData(_Strict):
    """The step that follows, and when."""

    vaihe: str
    kun: Words | None


class StepData(_Strict):
    """A step: who does what, by when, on which section, and what the child and the family hear."""

    id: str
    numero: Annotated[int, Field(ge=1)]
    otsikko: Words
    roolit: Annotated[list[RoleData], Field(min_length=1)]
    kuka: Words | None
    tehdaan: Words
    maaraaika: DeadlineData | None
    laki: list[str]
    asiakirjat: list[Words]
    lapselle: Words | None
    lapselta: Words | None
    perheelle: Words | None
    seuraavat: list[WayData]


class ListData(_Strict):
    """Things to tick off, by role."""

    otsikko: Words
    rooli: RoleData
    kohdat: list[Words]


class ProcessData(_Strict):
    """A process with its steps, in every language that the page has."""

    id: str
    otsikko: Words
    kuvaus: Words
    paivitetty: str
    tila: str
    osoite: Words
    vaiheet: Annotated[list[StepData], Field(min_length=1)]
    tarkistuslistat: list[ListData]


def process_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of each process, and of their schema, paths from the site's root."""
    found = list(processes(site, ORIGINAL))
    if found:
        yield f"{FOLDER}/skeema.json", _bytes(ProcessData.model_json_schema())
    for page in found:
        name = page.slug.rpartition("/")[2]
        yield f"{FOLDER}/{name}.json", _bytes(process_data(page, site).model_dump())


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def process_data(page: Page, site: Site) -> ProcessData:
    """A process of the Finnish page `page` with the words of its translations."""
    versions = {each.lang: each for each in site.versions(page.slug)}
    return ProcessData(
        id=page.slug.rpartition("/")[2],
        otsikko=_plain({lang: each.front.otsikko for lang, each in versions.items()}, versions, site),
        kuvaus=_plain({lang: each.front.kuvaus for lang, each in versions.items()}, versions, site),
        paivitetty=page.front.paivitetty.isoformat(),
        tila=page.front.tila,
        osoite={lang: each.url for lang, each in versions.items()},
        vaiheet=[_step(number, versions, site) for number in range(len(steps_of(page)))],
        tarkistuslistat=[_list(number, versions, site) for number in range(len(page.front.tarkistuslistat))],
    )


def _plain(words: Mapping[str, str], versions: Mapping[str, Page], site: Site) -> Words:
    return {lang: plain(text, versions[lang], site) for lang, text in words.items()}


def _step(number: int, versions: Mapping[str, Page], site: Site) -> StepData:
    steps = {lang: steps_of(page)[number] for lang, page in versions.items()}
    step = steps[ORIGINAL]

    def told(name: str) -> Words | None:
        if getattr(step, name) is None:
            return None
        return _plain({lang: getattr(each, name) or "" for lang, each in steps.items()}, versions, site)

    return StepData(
        id=step.id,
        numero=number + 1,
        otsikko=_plain({lang: each.otsikko for lang, each in steps.items()}, versions, site),
        roolit=[_role(slug, versions, site) for slug in step.roolit],
        kuka=told("kuka"),
        tehdaan=_plain({lang: each.tehdaan for lang, each in steps.items()}, versions, site),
        maaraaika=_deadline(step, versions, site),
        laki=step.laki,
        asiakirjat=[
            _plain({lang: each.asiakirjat[n] for lang, each in steps.items()}, versions, site)
            for n in range(len(step.asiakirjat))
        ],
        lapselle=told("lapselle"),
        lapselta=told("lapselta"),
        perheelle=told("perheelle"),
        seuraavat=[_way(n, steps, versions, site) for n in range(len(step.seuraavat))],
    )


def _way(number: int, steps: Mapping[str, StepFields], versions: Mapping[str, Page], site: Site) -> WayData:
    ways = {lang: step.seuraavat[number] for lang, step in steps.items()}
    when = {lang: way.kun for lang, way in ways.items() if way.kun is not None}
    return WayData(vaihe=ways[ORIGINAL].vaihe, kun=_plain(when, versions, site) or None)


def _role(slug: str, versions: Mapping[str, Page], site: Site) -> RoleData:
    return RoleData(id=slug, nimi={lang: owner_name(site, slug, lang) for lang in versions})


def _deadline(step: StepFields, versions: Mapping[str, Page], site: Site) -> DeadlineData | None:
    if step.maaraaika is None:
        return None
    deadline = site.data.deadlines[step.maaraaika]
    return DeadlineData(
        id=step.maaraaika,
        sanoin={lang: deadline.sanoin[lang] for lang in versions},
        pykala={lang: deadline.pykala[lang] for lang in versions},
    )


def _list(number: int, versions: Mapping[str, Page], site: Site) -> ListData:
    lists: Mapping[str, Checklist] = {
        lang: page.front.tarkistuslistat[number] for lang, page in versions.items()
    }
    own = lists[ORIGINAL]
    return ListData(
        otsikko=_plain({lang: each.otsikko for lang, each in lists.items()}, versions, site),
        rooli=_role(own.rooli, versions, site),
        kohdat=[
            _plain({lang: each.kohdat[n] for lang, each in lists.items()}, versions, site)
            for n in range(len(own.kohdat))
        ],
    )
