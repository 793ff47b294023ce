"""Steps of a process: ways that lead somewhere, roles that exist, the same steps in every language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from tukipakki.checks.at import At, Findings, Repair
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.parse.diagrams import MAX_NODES as MAX_STEPS
from tukipakki.process_fields import StepFields
from tukipakki.processes import family_steps, steps_of, steps_of_role


def _processes(site: Site) -> Iterator[tuple[Page, Sequence[StepFields]]]:
    """Originals that tell their steps as data: a translation has no structure of its own."""
    for page in site.pages.values():
        if page.lang == ORIGINAL and (steps := steps_of(page)):
            yield page, steps


def unknown_step(site: Site) -> Findings:
    """Vaiheen kenttä seuraavat johtaa vaiheeseen, jota ei ole, tai kahdella vaiheella on sama tunnus.

    Väärin: seuraavat: [{vaihe: arviointii}]
    Oikein: seuraavat: [{vaihe: arviointi}]
    """
    for page, steps in _processes(site):
        ids = [step.id for step in steps]
        for number, step in enumerate(steps):
            if step.id in ids[:number]:
                line = page.line_of(f"vaiheet.{number}.id")
                yield At(page.path, line, f"Tunnus ”{step.id}” on kahdella vaiheella; vaihda toinen.")
            for place, way in enumerate(step.seuraavat):
                if way.vaihe not in ids:
                    close = difflib.get_close_matches(way.vaihe, ids, n=1)
                    hint = f"tarkoititko ”{close[0]}”?" if close else f"vaiheet ovat {', '.join(ids)}."
                    line = page.line_of(f"vaiheet.{number}.seuraavat.{place}.vaihe")
                    yield At(page.path, line, f"Vaihetta ”{way.vaihe}” ei ole; {hint}")


def unreachable_step(site: Site) -> Findings:
    """Vaiheeseen ei johda yksikään nuoli, tai prosessi ei pääty mihinkään.

    Prosessi alkaa ensimmäisestä vaiheesta. Ainakin yhdestä vaiheesta ei lähde nuolta: siihen se päättyy.

    Väärin: kolmas vaihe, jota ei ole minkään vaiheen kentässä seuraavat
    Oikein: jokaiseen vaiheeseen pääsee ensimmäisestä
    """
    for page, steps in _processes(site):
        by_id = {step.id: step for step in steps}
        reached, ahead = set(), [steps[0].id]
        while ahead:
            ident = ahead.pop()
            if ident in by_id and ident not in reached:
                reached.add(ident)
                ahead += [way.vaihe for way in by_id[ident].seuraavat]
        for number, step in enumerate(steps):
            if step.id not in reached:
                message = f"Vaiheeseen ”{step.id}” ei pääse; lisää se jonkin vaiheen kenttään seuraavat."
                yield At(page.path, page.line_of(f"vaiheet.{number}.id"), message)
        if all(step.seuraavat for step in steps):
            message = "Prosessi ei pääty; jätä kenttä seuraavat pois vaiheelta, johon se päättyy."
            yield At(page.path, page.line_of("vaiheet"), message)


def large_process(site: Site) -> Findings:
    """Prosessissa on niin monta vaihetta, ettei kaaviota voi lukea.

    Väärin: 30 vaihetta yhdellä sivulla
    Oikein: kaksi prosessia, joista ensimmäinen johtaa toiseen
    """
    for page, steps in _processes(site):
        if len(steps) > MAX_STEPS:
            yield At(
                page.path,
                page.line_of("vaiheet"),
                f"Prosessissa on {len(steps)} vaihetta, ja kaavioon mahtuu {MAX_STEPS}; jaa se kahdeksi "
                "prosessiksi, esimerkiksi ennen päätöstä ja päätöksen jälkeen.",
            )


def unknown_step_fact(site: Site) -> Findings:
    """Vaiheen rooli tai määräaika on tuntematon.

    Roolit ovat tiedostossa data/roolit.yml ja määräajat tiedostossa data/maaraajat.yml.

    Väärin: roolit: [sosiaalityontekija]
    Oikein: roolit: [lapsen-asioista-vastaava-sosiaalityontekija]
    """
    roles, deadlines = sorted(site.data.roles), sorted(site.data.deadlines)
    for page, steps in _processes(site):
        for number, step in enumerate(steps):
            for slug in step.roolit:
                if slug not in roles:
                    line = page.line_of(f"vaiheet.{number}.roolit")
                    yield At(page.path, line, f"Roolia ”{slug}” ei ole; {_hint(slug, roles, 'roolit')}")
            if step.maaraaika is not None and step.maaraaika not in deadlines:
                line = page.line_of(f"vaiheet.{number}.maaraaika")
                hint = _hint(step.maaraaika, deadlines, "maaraajat")
                yield At(page.path, line, f"Määräaikaa ”{step.maaraaika}” ei ole; {hint}")
        for number, checklist in enumerate(page.front.tarkistuslistat):
            if checklist.rooli not in roles:
                line = page.line_of(f"tarkistuslistat.{number}.rooli")
                hint = _hint(checklist.rooli, roles, "roolit")
                yield At(page.path, line, f"Roolia ”{checklist.rooli}” ei ole; {hint}")


def _hint(slug: str, known: Sequence[str], file: str) -> str:
    close = difflib.get_close_matches(slug, known, n=1)
    return f"tarkoititko ”{close[0]}”?" if close else f"katso tiedosto data/{file}.yml."


def stray_step_heading(site: Site) -> Findings:
    """Vaiheen otsikko tekstissä ei ole sama kuin sivun tiedoissa tai on väärässä kohdassa.

    Vaiheen tarkempi ohje kirjoitetaan otsikon Vaiheet alle otsikolla, jolla on vaiheen tunnus.

    Väärin: ### Arviointi {#arviointi}, kun vaiheen otsikko on Palvelutarve arvioidaan
    Oikein: ### Palvelutarve arvioidaan {#arviointi}
    """
    for page in site.pages.values():
        steps = {step.id: step for step in steps_of(page)}
        if not steps or (page.lang != ORIGINAL and "vaiheet" not in page.own):
            continue
        for number, line in page.prose_lines:
            ident = line.rpartition("{#")[2].rstrip(" }") if line.startswith("### ") else ""
            if ident not in steps:
                continue
            words = line[4:].rpartition("{#")[0].strip()
            if words != steps[ident].otsikko:
                yield At(
                    page.path,
                    number,
                    f"Vaiheen otsikko on sivun tiedoissa ”{steps[ident].otsikko}”; kirjoita se tähän.",
                    Repair(f"### {words} ", f"### {steps[ident].otsikko} "),
                )


def differing_steps(site: Site) -> Findings:
    """Käännöksen vaiheet eivät ole samat kuin suomenkielisellä sivulla.

    Käännöksessä ovat vain sanat, vaiheen tunnuksen alla. Jokainen vaihe, ehto ja tarkistuslista käännetään.

    Väärin: käännöksestä puuttuu vaihe arviointi
    Oikein: arviointi: {otsikko: Servicebehovet bedöms, tehdaan: …}
    """
    for original, steps in _processes(site):
        for lang in site.languages:
            page = site.page(original.slug, lang)
            if page is None or lang == ORIGINAL:
                continue
            for message in _differences(page, steps):
                yield At(page.path, page.line_of("vaiheet"), message)
            own = page.own_lists
            wanted = tuple(len(each.kohdat) for each in original.front.tarkistuslistat)
            if own != wanted:
                yield At(
                    page.path,
                    page.line_of("tarkistuslistat"),
                    "Tarkistuslistat eivät vastaa suomenkielisiä; käännä jokainen lista ja jokainen kohta.",
                )


def _differences(page: Page, steps: Sequence[StepFields]) -> Iterator[str]:
    words = page.step_words
    known = {step.id for step in steps}
    for ident in words:
        if ident not in known:
            yield f"Vaihetta ”{ident}” ei ole suomenkielisellä sivulla; poista se tai korjaa tunnus."
    for step in steps:
        own = words.get(step.id)
        if own is None:
            yield f"Vaiheen ”{step.id}” sanat puuttuvat; lisää ne kenttään vaiheet."
            continue
        for name in ("kuka", "lapselle", "lapselta", "perheelle"):
            if (getattr(own, name) is None) != (getattr(step, name) is None):
                yield f"Vaiheen ”{step.id}” kenttä ”{name}” on vain toisella kielellä; kirjoita se molempiin."
        if len(own.asiakirjat) != len(step.asiakirjat):
            yield f"Vaiheen ”{step.id}” asiakirjoja on eri määrä kuin suomeksi; käännä jokainen."
        conditions = {way.vaihe for way in step.seuraavat if way.kun is not None}
        if set(own.ehdot) != conditions:
            yield f"Vaiheen ”{step.id}” ehdot ovat {', '.join(sorted(conditions)) or 'tyhjät'}; käännä ne."
        if own.otsikko.rstrip().endswith("?") != step.is_decision:
            yield f"Vaiheen ”{step.id}” otsikko on vain toisella kielellä kysymys; korjaa kysymysmerkki."


def role_without_page(site: Site) -> Findings:
    """Rooli on mukana prosessin vaiheessa, mutta sillä ei ole sivua kansiossa docs/roolit/.

    Lukija näkee roolin nimen prosessissa ja haluaa tietää, kuka se on.

    Väärin: roolit: [ankkuri], kun tiedostoa docs/roolit/ankkuri.md ei ole
    Oikein: sama rooli, ja docs/roolit/ankkuri.md
    """
    for page, steps in _processes(site):
        told: set[str] = set()
        for number, step in enumerate(steps):
            for slug in step.roolit:
                key = f"roolit/{slug}"
                there = site.page(key, ORIGINAL) is not None or (key, ORIGINAL) in site.broken
                if slug in site.data.roles and slug not in told and not there:
                    told.add(slug)
                    line = page.line_of(f"vaiheet.{number}.roolit")
                    yield At(page.path, line, f"Roolilla ”{slug}” ei ole sivua; tee docs/roolit/{slug}.md.")


def role_without_steps(site: Site) -> Findings:
    """Roolin sivu ei kerro, missä vaiheissa rooli on mukana, eikä sitä, miksi se ei ole missään.

    Taulukko Meidän vaiheemme tulee prosessien vaiheista. Jos rooli ei ole yhdessäkään, sivu kertoo syyn.

    Väärin: rooli, joka ei ole minkään vaiheen kentässä roolit, ilman kenttää ei_vaiheita
    Oikein: ei_vaiheita: Kehitämme työtä, mutta emme ole mukana yhden perheen asiassa.
    """
    if not any(_processes(site)):
        return
    for page in site.pages.values():
        if page.type != "rooli" or page.lang != ORIGINAL or not page.published:
            continue
        steps = any(steps_of_role(site, page.slug.rpartition("/")[2], ORIGINAL))
        if not steps and page.front.ei_vaiheita is None:
            yield At(
                page.path,
                page.line_of("otsikko"),
                "Rooli ei ole mukana yhdessäkään vaiheessa; lisää se vaiheeseen tai kirjoita kenttään "
                "ei_vaiheita syy.",
            )
        elif steps and page.front.ei_vaiheita is not None:
            message = "Rooli on mukana prosessien vaiheissa; poista kenttä ei_vaiheita."
            yield At(page.path, page.line_of("ei_vaiheita"), message)


def family_without_steps(site: Site) -> Findings:
    """Perheen sivun prosessia ei ole sivun kielellä, tai siinä ei ole vaihetta, jonka perhe näkee.

    Väärin: prosessi: ilmoitus
    Oikein: prosessi: lastensuojeluilmoitus, jonka vaiheissa on kenttä perheelle
    """
    for page in site.pages.values():
        slug = getattr(page.front, "prosessi", None)
        key = (f"prosessit/{slug}", page.lang)
        if slug is None or key in site.broken:
            continue
        process = site.pages.get(key)
        line = page.line_of("prosessi")
        if process is None:
            names = [each.slug.rpartition("/")[2] for each, _ in _processes(site)]
            close = difflib.get_close_matches(slug, names, n=1)
            hint = f"tarkoititko ”{close[0]}”?" if close else "tee se ensin tai korjaa nimi."
            yield At(page.path, line, f"Prosessia ”{slug}” ei ole tällä kielellä; {hint}")
        elif not any(family_steps(process)):
            message = f"Prosessin ”{slug}” vaiheissa ei ole kenttää perheelle; kirjoita se vaiheisiin."
            yield At(page.path, line, message)
