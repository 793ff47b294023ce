"""The few settings of mkdocs.yml that the toolkit itself reads."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

# Stands for the path of the page in the address of `palaute`.
PAGE_SLOT = "{sivu}"
_FEEDBACK = re.compile(r"https://[^\s{}/]+(/[^\s{}]*)?|mailto:[^\s{}@?&]+@[^\s{}@?&]+")


class Language(BaseModel):
    """A language of the site, as static-i18n lists it."""

    locale: str
    name: str


class Settings(BaseModel):
    """Options of the plugin `tukipakki`, and the languages of the plugin `i18n`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    julkaisija: str = ""
    poistumisosoite: Annotated[str, Field(pattern=r"^https://")] = "https://www.ilmatieteenlaitos.fi/"
    palaute: str = ""
    # Where holes in the site's security are told: an address of mail or of a page.
    turvallisuus: Annotated[str, Field(pattern=r"^((mailto:|https://)\S+)?$")] = ""
    kielet: tuple[Language, ...] = ()
    # The site's address with a slash at the end, "" when it is not known: TUKIPAKKI_OSOITE.
    osoite: Annotated[str, Field(pattern=r"^(https?://[^/\s\"'<>]+/[^\s\"'<>]*)?$")] = ""

    @field_validator("palaute")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        """A link that can hold the page's address: never the address of a form of ours."""
        plain = value.replace(PAGE_SLOT, "") if value.startswith("https:") else value
        if value and not _FEEDBACK.fullmatch(plain):
            raise ValueError(value)
        return value

    @property
    def base(self) -> str:
        """Path of the site on its server: "/" at the root."""
        return base_of(self.osoite)

    @property
    def languages(self) -> tuple[str, ...]:
        """Language codes, the original first."""
        return tuple(language.locale for language in self.kielet)


class _Lenient(yaml.SafeLoader):
    """Reads mkdocs.yml without running its tags (!ENV, !!python/name)."""


_Lenient.add_multi_constructor("!", lambda *_: None)
_Lenient.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def base_of(address: str) -> str:
    """Path of a site on its server, with slashes at both ends."""
    path = urlsplit(address).path.strip("/")
    return f"/{path}/" if path else "/"


def parse_settings(text: str, address: str) -> Settings:
    """Settings from the text of mkdocs.yml and the site's address, which ends in a slash.

    Raises:
        ValueError: the text is not YAML or an option is unknown or wrong.
    """
    try:
        config = yaml.load(text, Loader=_Lenient) or {}
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    plugins: dict[str, Any] = {}
    for entry in config.get("plugins", []):
        plugins.update(entry if isinstance(entry, dict) else {entry: {}})
    languages = (plugins.get("i18n") or {}).get("languages", [])
    return Settings(
        **(plugins.get("tukipakki") or {}),
        osoite=address,
        kielet=tuple(Language(locale=item["locale"], name=item["name"]) for item in languages),
    )
