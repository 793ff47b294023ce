"""Links that are not what they seem to be."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from tukipakki.checks.at import At, Findings
from tukipakki.checks.fields import written_links
from tukipakki.model import Link, Site
from tukipakki.targets import leaves, plain_address

# Link text that is itself an address, and its host.
_SHOWN = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,24})(?:[/?#]\S*)?", re.IGNORECASE)


def disguised_link(site: Site) -> Findings:
    """Linkki johtaa muualle kuin näyttää johtavan.

    Lukijan pitää voida luottaa siihen, minkä osoitteen hän näkee.

    Väärin: [www.kela.fi](https://www.example.org/)
    Oikein: [www.kela.fi](https://www.kela.fi/)
    """
    for page in site.pages.values():
        for link in written_links(page):
            if leaves(plain_address(link.target)) and (why := _disguise(link)):
                yield At(page.path, link.line, f"Linkki ”{link.target[:60]}” {why}.")


def _disguise(link: Link) -> str | None:
    try:
        parts = urlsplit(plain_address(link.target))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None  # malformed-address tells of it
    if parts.username is not None and parts.password is None:
        return f"johtaa palvelimelle {host}, vaikka osoitteessa on ensin muuta; poista @ ja sen edeltä"
    if strange := next((sign for sign in host if not _is_latin(sign)), None):
        return f"näyttää tutulta, mutta ”{strange}” ei ole latinalainen kirjain; kirjoita osoite itse"
    shown = _SHOWN.fullmatch(link.text.strip())
    if shown and not _same_site(shown[1].lower(), host):
        return f"näyttää johtavan osoitteeseen {shown[1]}; kirjoita tekstiin se, mihin linkki johtaa"
    return None


def _is_latin(sign: str) -> bool:
    return not sign.isalpha() or unicodedata.name(sign, "").startswith("LATIN ")


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
