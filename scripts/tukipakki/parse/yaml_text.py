"""Strict YAML: every value with its line, no aliases, no tags, no doubled keys, no guessed booleans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_DEPTH = 12
# libyaml where the package brings it: a tenth of the time for three quarters of what reading the site takes.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ODD_SPACE = re.compile(r"^[ \-]*[\u00a0\u2007\u202f]|^[ \w-]+:[\u00a0\u2007\u202f]")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# Written as escapes ("\\0", "\\ud800") these pass the reader, and no page can show or even store them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CONSTANTS: Mapping[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}


class YamlError(Exception):
    """The text is not the YAML that we accept; `line` counts from 1 within the text."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Parsed:
    """The value of a YAML text and the line of every key and list item, by dotted path."""

    value: Any
    lines: Mapping[str, int]

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """Line of a value, or of its nearest parent that has one."""
        for end in range(len(path), 0, -1):
            line = self.lines.get(".".join(str(part) for part in path[:end]))
            if line is not None:
                return line
        return 1

    def texts(self) -> Iterator[tuple[int, str]]:
        """Line and text of every value that is text."""
        waiting: list[tuple[tuple[str | int, ...], Any]] = [((), self.value)]
        while waiting:
            path, value = waiting.pop()
            if isinstance(value, str):
                yield self.line_of(path), value
            elif isinstance(value, Mapping):
                waiting += [((*path, key), item) for key, item in value.items()]
            elif isinstance(value, list):
                waiting += [((*path, number), item) for number, item in enumerate(value)]


def parse_yaml(text: str) -> Parsed:
    """Read YAML text.

    Plain `yes`, `no`, `12:30` and the like stay text, as an editor would expect; a date that
    does not exist (2026-02-30) stays text too, so that the schema can say so.

    Raises:
        YamlError: the text is not valid, or uses aliases, tags or the same key twice.
    """
    _refuse_odd_spaces(text)
    try:
        node = _compose(text, _FAST)
    except (yaml.YAMLError, UnicodeEncodeError):
        node = _explained(text)
    lines: dict[str, int] = {}
    return Parsed(None if node is None else _value(node, (), lines), lines)


def _compose(text: str, loader: Any) -> Node | None:
    _refuse_aliases(text, loader)
    node: Node | None = yaml.compose(text, Loader=loader)
    return node


def _explained(text: str) -> Node | None:
    """What is wrong, in our words: they are made of what the loader in Python says."""
    try:
        return _compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _explain(error) from None


def _refuse_odd_spaces(text: str) -> None:
    """A space that only looks like one comes along from a word processor."""
    for number, line in enumerate(text.split("\n"), 1):
        if _ODD_SPACE.match(line):
            raise YamlError(number, "rivillä on erikoisväli; kirjoita sen tilalle tavallinen välilyönti")


def _refuse_aliases(text: str, loader: Any) -> None:
    """Aliases are refused before composing: a dozen lines of them can expand to gigabytes."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(_line(event), "YAML-viittauksia (*nimi) ei käytetä; kirjoita arvo suoraan")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise YamlError(_line(event), "sisäkkäisiä tasoja on liikaa; yksinkertaista rakennetta")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _value(node: Node, path: tuple[str, ...], lines: dict[str, int]) -> Any:
    if path:
        lines.setdefault(".".join(path), node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, str(i)), lines) for i, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node)


def _mapping(node: MappingNode, path: tuple[str, ...], lines: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise YamlError(line, "kentän nimen pitää olla yksi sana")
        key = str(key_node.value)
        if key in result:
            raise YamlError(line, f"kenttä ”{key}” on kahdesti; poista toinen")
        lines[".".join((*path, key))] = line
        result[key] = _value(value_node, (*path, key), lines)
    return result


def _scalar(node: ScalarNode) -> Any:
    text = str(node.value)
    if _INVISIBLE.search(text):
        line = node.start_mark.line + 1
        raise YamlError(line, "arvossa on näkymätön ohjausmerkki; kirjoita rivi uudelleen")
    # None or "", as the loader has it: neither quoted nor a block.
    if node.style:
        return text
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if _INT.fullmatch(text) and len(text) < 16:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if match := _DATE.fullmatch(text):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            return text
    return text


def _explain(error: yaml.YAMLError) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark is not None else 1
    problem = str(getattr(error, "problem", None) or "")
    if problem.startswith("could not find expected ':'"):
        # The reader notices only on the next line that this one was no field.
        line = error.context_mark.line + 1  # type: ignore[attr-defined]
        return YamlError(line, "rivi ei ole muotoa ”nimi: arvo”; kirjoita kaksoispisteen perään välilyönti")
    if "mapping values are not allowed" in problem:
        return YamlError(line, 'arvossa on kaksoispiste ja välilyönti; kirjoita arvo lainausmerkkeihin: "…"')
    if "found character '\\t'" in problem:
        return YamlError(line, "rivillä on sarkain; sisennä välilyönneillä")
    if "while scanning a quoted scalar" in str(getattr(error, "context", "")):
        line = error.context_mark.line + 1  # type: ignore[attr-defined]
        return YamlError(line, "lainausmerkki jää auki; lisää loppuun toinen lainausmerkki")
    if isinstance(error, yaml.reader.ReaderError):
        return YamlError(line, "tekstissä on näkymätön ohjausmerkki; kirjoita rivi uudelleen")
    return YamlError(
        line,
        "kentät eivät ole muotoa ”nimi: arvo”; tarkista sisennys, lainausmerkit ja kaksoispisteet",
    )
