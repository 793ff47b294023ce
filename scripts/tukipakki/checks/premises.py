"""Manuals of the findings that come before any check: what could not be read is told once."""

from __future__ import annotations

from dataclasses import dataclass

from tukipakki.model import Level


@dataclass(frozen=True, slots=True)
class Manual:
    """The editors' manual of a finding that no check makes."""

    name: str
    manual: str
    level: Level = Level.ERROR


PREMISES = (
    Manual(
        "empty-page",
        """Tiedosto on tyhjä.

Väärin: docs/laki/uusi.md, jossa ei ole mitään
Oikein: sivupohja komennolla tukipakki new laki uusi""",
    ),
    Manual(
        "front-matter-missing",
        """Sivun tiedot puuttuvat tiedoston alusta.

Väärin: tiedosto, joka alkaa heti tekstillä
Oikein: ensimmäisellä rivillä ---, sitten kentät ja taas ---""",
    ),
    Manual(
        "front-matter-unclosed",
        """Sivun tietojen lopusta puuttuu rivi ---.

Väärin: kentät ja heti perään teksti
Oikein: viimeisen kentän alla rivi ---""",
    ),
    Manual(
        "front-matter-syntax",
        """Sivun tietoja ei voi lukea: kaksoispiste, lainausmerkki tai sisennys on väärin.

Väärin: otsikko: Ohje: osa 2
Oikein: otsikko: "Ohje: osa 2\"""",
    ),
    Manual(
        "missing-field",
        """Pakollinen kenttä puuttuu.

Väärin: sivun tiedot ilman kenttää kuvaus
Oikein: kuvaus: Yksi virke siitä, mihin sivu on.""",
    ),
    Manual(
        "unknown-field",
        """Kenttää ei ole, tai se ei kuulu tähän tiedostoon.

Väärin: title: Ohje
Oikein: otsikko: Ohje""",
    ),
    Manual(
        "wrong-value",
        """Kentän arvo on väärää muotoa.

Väärin: paivitetty: 1.11.2026
Oikein: paivitetty: 2026-11-01""",
    ),
    Manual(
        "unclosed-fence",
        """Koodilohko tai kaavio jää auki, ja loppu sivusta katoaisi siihen.

Väärin: ```mermaid ilman lopettavaa riviä
Oikein: kaavion alla rivi ```""",
    ),
    Manual(
        "unclosed-comment",
        """Toimittajan kommentti jää auki, ja loppu sivusta katoaisi siihen.

Väärin: <!-- tarkista tämä
Oikein: <!-- tarkista tämä -->""",
    ),
    Manual(
        "merge-mark",
        """Samasta kohdasta on kaksi versiota, joita ei ole yhdistetty.

Kun kaksi ihmistä muuttaa samaa kohtaa, molempien tekstit jäävät tiedostoon merkkien väliin.

Väärin: rivit, joiden alussa on <<<<<<<, ======= ja >>>>>>>
Oikein: vain se teksti, joka jää voimaan""",
    ),
    Manual(
        "not-utf8",
        """Tiedoston merkistö ei ole UTF-8, tai tiedosto ei ole tekstiä.

Väärin: Word-tiedosto, jonka nimeksi on vaihdettu sivu.md
Oikein: teksti tallennettuna koodauksella UTF-8""",
    ),
    Manual(
        "large-file",
        """Tiedosto on yli 500 kilotavua (PDF-tiedosto yli 5 megatavua).

Väärin: koko käsikirja yhtenä tiedostona
Oikein: oma sivu jokaiselle asialle""",
    ),
    Manual(
        "broken-symlink",
        """Symbolinen linkki ei johda mihinkään.

Väärin: linkki poistettuun tiedostoon
Oikein: tiedosto itse""",
    ),
    Manual(
        "outside-symlink",
        """Symbolinen linkki johtaa kansion docs/ ulkopuolelle.

Väärin: docs/laki/muistio.md -> oma kotikansio
Oikein: tiedosto kopioituna linkin paikalle""",
    ),
    Manual(
        "missing-original",
        """Käännöksellä ei ole suomenkielistä sivua.

Väärin: docs/laki/uusi.sv.md ilman tiedostoa docs/laki/uusi.md
Oikein: suomenkielinen sivu ensin""",
    ),
    Manual(
        "address-clash",
        """Kahdella tiedostolla on sama osoite.

Väärin: laki/maaraajat.md ja laki/maaraajat/index.md
Oikein: vain toinen niistä""",
    ),
    Manual(
        "unknown-folder",
        """Sivu on kansiossa, joka ei kuulu sivustoon.

Väärin: docs/muistiot/kokous.md
Oikein: docs/prosessit/ohjeet/kokous.md""",
    ),
    Manual(
        "bad-file-name",
        """Tiedoston nimessä on muuta kuin a–z, numeroita ja yhdysviivoja.

Väärin: docs/laki/Määräajat 2026.md
Oikein: docs/laki/maaraajat.md""",
    ),
    Manual(
        "unpublishable-file",
        """Kansiossa docs/ on tiedosto, jota ei voi julkaista, tai sen sisältö on muuta kuin nimi lupaa.

Väärin: docs/laki/luettelo.xlsx
Oikein: sivu (.md), kuva (.svg, .png, .jpg, .webp) tai .pdf""",
    ),
    Manual(
        "data-syntax",
        """Tiedostoa kansiossa data/ ei voi lukea.

Väärin: nimi: Nollalinja: apua väkivaltaan
Oikein: nimi: "Nollalinja: apua väkivaltaan\"""",
    ),
    Manual(
        "doubled-id",
        """Sama tunnus on kahdesti samassa tiedostossa kansiossa data/.

Väärin: kaksi kohtaa, joilla on id: nollalinja
Oikein: jokaisella kohdalla on oma tunnus""",
    ),
    Manual(
        "unknown-exception",
        """Poikkeus nimeää tarkistuksen, jota ei ole tai josta ei voi poiketa.

Väärin: poikkeukset: [{tarkistus: longpage, syy: Taulukko on pitkä.}]
Oikein: poikkeukset: [{tarkistus: long-page, syy: Taulukko kertoo kaikki roolit samalla kertaa.}]""",
    ),
    Manual(
        "unused-exception",
        """Poikkeus on turha: tarkistus ei löydä sivulta mitään.

Väärin: poikkeus, joka jäi sivulle korjauksen jälkeen
Oikein: poikkeus poistettu""",
        Level.NOTICE,
    ),
)
