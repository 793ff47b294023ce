"""Validation of parsed YAML against a schema, with one plain Finnish sentence a fault."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tukipakki.parse.yaml_text import Parsed

Schema = TypeVar("Schema", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that the schema refuses."""

    line: int
    check: str
    message: str


def validate(parsed: Parsed, schema: type[Schema]) -> tuple[Schema | None, tuple[Fault, ...]]:
    """The validated value, or None and every fault in it (unknown keys first)."""
    try:
        return schema.model_validate(parsed.value), ()
    except ValidationError as error:
        return None, tuple(_faults(error, parsed, schema))


def _faults(error: ValidationError, parsed: Parsed, schema: type[BaseModel]) -> Iterator[Fault]:
    seen: set[tuple[int, str]] = set()
    for item in error.errors(include_url=False):
        # Parts that pydantic adds for branches of a union are no keys of the file.
        path = tuple(p for p in item["loc"] if not (isinstance(p, str) and "[" in p))
        line = parsed.line_of(path)
        check, message = _sentence(item, path, schema)
        if (line, check) not in seen:
            seen.add((line, check))
            yield Fault(line, check, message)


def _sentence(item: Any, path: tuple[str | int, ...], schema: type[BaseModel]) -> tuple[str, str]:
    name = ".".join(str(part) for part in path)
    kind = str(item["type"])
    if kind == "missing":
        return "missing-field", f"Kenttä ”{name}” puuttuu; lisää se."
    if kind == "extra_forbidden":
        return "unknown-field", f"Tuntematon kenttä ”{name}”{_hint(str(path[-1]), schema)}."
    if kind == "value_error":
        return "wrong-value", f"Tiedot eivät sovi yhteen: {item['ctx']['error']}."
    return "wrong-value", f"Kentän ”{name}” arvo ei kelpaa: {_reason(kind, item)}."


def _hint(name: str, schema: type[BaseModel]) -> str:
    if name == "title":
        return "; sivun otsikko annetaan kentässä ”otsikko”"
    close = difflib.get_close_matches(name, list(schema.model_fields), n=1)
    return f"; tarkoititko ”{close[0]}”?" if close else "; poista se tai tarkista nimi"


def _reason(kind: str, item: Any) -> str:
    value = item["input"]
    context = item.get("ctx", {})
    if kind.startswith("date"):
        return f"”{value}” ei ole päivä, joka on olemassa; kirjoita esimerkiksi 2026-11-25"
    if kind in ("string_type", "string_sub_type"):
        return f"siinä pitää olla tekstiä, mutta nyt siinä on {_kind_of(value)}; kirjoita lainausmerkkeihin"
    if kind == "string_too_short" and value:
        return f"”{value}” on liian lyhyt, vähintään {context['min_length']} merkkiä"
    if kind == "string_too_short":
        return "se on tyhjä; kirjoita arvo tai poista kenttä"
    if kind == "string_too_long":
        return f"se on liian pitkä, enintään {context['max_length']} merkkiä; lyhennä"
    if kind == "string_pattern_mismatch":
        return f"”{value}” ei ole tunnus; käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja"
    if kind == "literal_error":
        return f"”{value}” ei ole sallittu; valitse {context['expected'].replace(' or ', ' tai ')}"
    if kind == "list_type":
        return "siinä pitää olla luettelo; kirjoita jokainen kohta omalle rivilleen - viivan perään"
    if kind == "too_short":
        return "luettelo on tyhjä; lisää ainakin yksi kohta"
    if kind in ("dict_type", "model_type"):
        return "siinä pitää olla sisennettyjä kenttiä muodossa nimi: arvo"
    if kind.startswith("bool"):
        return "kirjoita true tai false"
    if kind.startswith("int"):
        return f"”{value}” ei ole kokonaisluku"
    return f"”{value}” on väärää muotoa"


def _kind_of(value: Any) -> str:
    if value is None:
        return "tyhjää"
    if isinstance(value, bool):
        return "true tai false"
    if isinstance(value, int | float):
        return "luku"
    if isinstance(value, list):
        return "luettelo"
    if isinstance(value, dict):
        return "kenttiä"
    return "päivä"
