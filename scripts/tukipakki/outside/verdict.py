"""What is said of an external link, and what of one that gave no answer at all."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from tukipakki.model import Level
from tukipakki.outside.answer import Answer, Trouble
from tukipakki.outside.places import Wanted

OTHER = "etsi sivun uusi osoite tai poista linkki"
LATER = "katso selaimella tai aja komento myöhemmin uudelleen"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fault of an address; two equal ones are one fault with many places."""

    check: str
    message: str
    level: Level = Level.NOTICE


def troubled(page: Wanted, answer: Answer, trouble: Trouble) -> Verdict:
    """What an editor should do about an address without an answer."""
    name = named(page)
    # What holds for a whole server is one fault, however many of its pages we lead to.
    server = f"Palvelin ”{urlsplit(answer.final).hostname}”"
    if answer.final and page.parts and urlsplit(answer.final).hostname != page.parts.host:
        server = f"{name} vie palvelimelle ”{urlsplit(answer.final).hostname}”, joka"
    return {
        Trouble.MALFORMED: Verdict(
            "outside-gone",
            f"{name} ei ole kelvollinen verkko-osoite; "
            "kopioi se selaimen osoiteriviltä ilman käyttäjätunnusta.",
            Level.ERROR,
        ),
        Trouble.PRIVATE: Verdict(
            "outside-unsafe",
            f"{server} on sisäverkossa tai omalla koneella, eikä lukija pääse sinne; "
            "vaihda julkiseen osoitteeseen.",
            Level.ERROR,
        ),
        # The asker's own organisation may see its public server by an inner number.
        Trouble.PRIVATE_NAME: Verdict(
            "outside-unsure",
            f"{server} on tämän koneen verkossa sisäinen, eikä siltä kysytty; kokeile muusta verkosta.",
        ),
        Trouble.NOT_WEB: Verdict(
            "outside-unsafe",
            f"{name} vie muualle kuin verkkosivulle: ”{answer.detail}”; {OTHER}.",
            Level.ERROR,
        ),
        Trouble.LOOP: Verdict(
            "outside-unsure",
            f"{name} ohjautuu kehää; katso selaimella ja vaihda tilalle osoite, johon pääset.",
        ),
        Trouble.NAME: Verdict(
            "outside-gone",
            f"{server} ei ole olemassa; tarkista osoitteen kirjoitusasu tai poista linkki.",
            Level.ERROR,
        ),
        Trouble.LOOKUP: Verdict("outside-unsure", f"{server} ei ole juuri nyt tavoitettavissa; {LATER}."),
        Trouble.CONNECT: Verdict("outside-unsure", f"{server} ei vastaa; {LATER}."),
        Trouble.CERTIFICATE: Verdict(
            "outside-unsafe",
            f"{server} ei todista aitouttaan (varmenne ei kelpaa: {answer.detail}); "
            "selain varoittaa lukijaa, joten poista linkki tai kerro viasta sivun ylläpidolle.",
            Level.ERROR,
        ),
        Trouble.TLS: Verdict(
            "outside-unsafe",
            f"{server} ei todistanut aitouttaan tarkistukselle; katso, varoittaako selain.",
        ),
        Trouble.SLOW: Verdict("outside-unsure", f"{name} ei vastannut ajoissa; {LATER}."),
        Trouble.BROKEN: Verdict(
            "outside-unsure", f"{name}: palvelin katkaisi yhteyden tai vastasi epäselvästi; {LATER}."
        ),
    }[trouble]


def named(page: Wanted) -> str:
    """The address as the subject of a sentence."""
    return f"Osoite ”{page.written}”"
