"""A register kept as a table (CSV): its rows by column, and what is not such a row."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from tukipakki.parse.schema import Fault

Row = tuple[int, Mapping[str, str]]


def parse_rows(text: str, columns: Sequence[str]) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Line and cells of each row; a table whose columns are lost is one fault and has no rows."""
    reader = csv.reader(text.splitlines(keepends=True))
    rows: list[Row] = []
    faults: list[Fault] = []
    line = 1
    try:
        head = next(reader, [])
        if head != list(columns):
            return (), (Fault(1, "data-syntax", _head_message(head, columns)),)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                rows.append((line, dict(zip(columns, cells, strict=True))))
            elif cells:
                faults.append(Fault(line, "data-syntax", _row_message(len(cells), len(columns))))
            line = reader.line_num + 1
    except csv.Error:
        message = "Taulukkoa ei voi lukea tästä eteenpäin; tarkista, että jokainen lainausmerkki on suljettu."
        return (), (Fault(line, "data-syntax", message),)
    return tuple(rows), tuple(faults)


def _head_message(head: Sequence[str], columns: Sequence[str]) -> str:
    if any(";" in cell for cell in head):
        return (
            "Solujen välissä on puolipiste, kuten Excel tallentaa; palauta aiempi tiedosto ja tallenna se "
            "niin, että erottimena on pilkku."
        )
    return f"Ensimmäisen rivin pitää olla {','.join(columns)}; palauta se."


def _row_message(count: int, wanted: int) -> str:
    return (
        f"Rivillä on {count} {'solu' if count == 1 else 'solua'}, mutta sarakkeita on {wanted}; tarkista "
        "pilkut ja lainausmerkit. Solu, jossa on pilkku, kirjoitetaan lainausmerkkeihin."
    )
