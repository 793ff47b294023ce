"""Validation of parsed YAML against a schema, with one plain Finnish sentence a fault."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tukipakki.parse.yaml_text import Parsed

Schema = TypeVar("Schema", bound=BaseModel)


# Fields that name who answers; an editor is tempted to write a person there.
ROLE_FIELDS = frozenset({"vastuutaho", "tarkistaja", "omistaja"})
# What a value should look like, by a part of the pattern that it must match.
_FORMS = {
    "^https://": "ei ole verkko-osoite; kirjoita osoite, joka alkaa https://",
    "[0-9]{3,15}": "ei ole puhelinnumero; kirjoita pelkät numerot, esimerkiksi 0401234567",
    r"/\d{4}": "ei ole säädöksen numero; kirjoita numero ja vuosi, esimerkiksi 417/2007",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that the schema refuses."""

    line: int
    check: str
    message: str


def validate(
    parsed: Parsed, schema: type[Schema], inherited: frozenset[str] = frozenset()
) -> tuple[Schema | None, tuple[Fault, ...]]:
    """The validated value, or None and every fault in it.

    Args:
        inherited: fields that a translation takes from its original and must not give itself.
    """
    try:
        return schema.model_validate(parsed.value), ()
    except ValidationError as error:
        return None, tuple(_faults(error, parsed, schema, inherited))


def _faults(
    error: ValidationError, parsed: Parsed, schema: type[BaseModel], inherited: frozenset[str]
) -> Iterator[Fault]:
    items = error.errors(include_url=False)
    # A misspelt field is one fault, not also the lack of what was meant.
    meant = {_meant(str(i["loc"][-1]), schema) for i in items if i["type"] == "extra_forbidden"}
    seen: set[tuple[int, str, str]] = set()
    for item in items:
        # Parts that pydantic adds for branches of a union are no keys of the file.
        path = tuple(p for p in item["loc"] if not (isinstance(p, str) and "[" in p))
        if item["type"] == "missing" and path[-1] in meant:
            continue
        line = parsed.line_of(path)
        check, message = _sentence(item, path, schema, inherited)
        if (line, check, _name(path)) not in seen:
            seen.add((line, check, _name(path)))
            yield Fault(line, check, message)


def _name(path: tuple[str | int, ...]) -> str:
    """”kohderyhma, 1. kohta” for ("kohderyhma", 0)."""
    words = [f"{part + 1}. kohta" if isinstance(part, int) else part for part in path]
    return ", ".join(words)


def _sentence(
    item: Any, path: tuple[str | int, ...], schema: type[BaseModel], inherited: frozenset[str]
) -> tuple[str, str]:
    name = _name(path)
    kind = str(item["type"])
    if kind == "missing":
        return "missing-field", f"Kenttä ”{name}” puuttuu; lisää rivi ”{path[-1]}: …”."
    if kind == "extra_forbidden" and name in inherited:
        return "unknown-field", f"Kenttä ”{name}” tulee suomenkieliseltä sivulta; poista se käännöksestä."
    if kind == "extra_forbidden":
        return "unknown-field", f"Tuntematon kenttä ”{name}”{_hint(str(path[-1]), schema)}"
    if kind == "string_too_short" and not item["input"].strip():
        return "wrong-value", f"Kenttä ”{name}” on tyhjä; täytä se."
    if kind == "string_pattern_mismatch" and path[-1] in ROLE_FIELDS:
        return (
            "wrong-value",
            f"Kentässä ”{name}” pitää olla rooli, ei henkilön nimi; roolit ovat tiedostossa data/roolit.yml.",
        )
    if kind == "value_error":
        return "wrong-value", f"Tiedot eivät sovi yhteen: {item['ctx']['error']}."
    if not name:
        return "wrong-value", f"Kohta ei kelpaa: {_reason(kind, item)}."
    return "wrong-value", f"Kentän ”{name}” arvo ei kelpaa: {_reason(kind, item)}."


def _meant(name: str, schema: type[BaseModel]) -> str | None:
    close = difflib.get_close_matches(name, list(schema.model_fields), n=1)
    return close[0] if close else None


def _hint(name: str, schema: type[BaseModel]) -> str:
    if name == "title":
        return "; sivun otsikko annetaan kentässä ”otsikko”."
    meant = _meant(name, schema)
    return f"; tarkoititko ”{meant}”?" if meant else "; poista se tai tarkista nimi."


def _reason(kind: str, item: Any) -> str:
    value = item["input"]
    context = item.get("ctx", {})
    if kind.startswith("date"):
        if _DATE.fullmatch(str(value)):
            return f"päivää {value} ei ole; tarkista kuukausi ja päivä"
        return f"”{value}” ei ole muotoa vuosi-kuukausi-päivä; kirjoita esimerkiksi 2026-11-25"
    if kind in ("string_type", "string_sub_type"):
        return f"siinä pitää olla tekstiä, mutta nyt siinä on {_kind_of(value)}; kirjoita lainausmerkkeihin"
    if kind == "string_too_short":
        return f"”{value}” on liian lyhyt, vähintään {context['min_length']} merkkiä"
    if kind == "string_too_long":
        return f"se on liian pitkä, enintään {context['max_length']} merkkiä; lyhennä"
    if kind == "string_pattern_mismatch":
        form = next((said for part, said in _FORMS.items() if part in context["pattern"]), None)
        if form:
            return f"”{value}” {form}"
        return f"”{value}” ei ole tunnus; käytä pieniä kirjaimia a–z, numeroita ja yhdysviivoja"
    if kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", " tai ")
        return f"”{value}” ei ole sallittu; valitse {choices}"
    if kind == "list_type":
        return "siinä pitää olla luettelo; kirjoita jokainen kohta omalle rivilleen - viivan perään"
    if kind == "too_short":
        return "luettelo on tyhjä; lisää ainakin yksi kohta"
    if kind in ("dict_type", "model_type"):
        return "siinä pitää olla sisennettyjä kenttiä muodossa nimi: arvo"
    if kind.startswith("bool"):
        return "kirjoita true (kyllä) tai false (ei)"
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
