"""The few settings of mkdocs.yml that the toolkit itself reads."""

from __future__ import annotations

from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field


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
    kielet: tuple[Language, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Language codes, the original first."""
        return tuple(language.locale for language in self.kielet)


class _Lenient(yaml.SafeLoader):
    """Reads mkdocs.yml without running its tags (!ENV, !!python/name)."""


_Lenient.add_multi_constructor("!", lambda *_: None)
_Lenient.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def parse_settings(text: str) -> Settings:
    """Settings from the text of mkdocs.yml.

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
        kielet=tuple(Language(locale=item["locale"], name=item["name"]) for item in languages),
    )
