"""Words of time: names of months, days, seasons, holidays, units, zones … and what they mean (data/timewords.toml)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.codebook.files import DATA, read_toml, read_tsv
from sayso.errors import CodebookError

FILE = DATA / "timewords.toml"
_TEXT = {
    "seasons": r"SP|SU|FA|WI",
    "parts": r"MO|AF|EV|NI|DT|\d\d:\d\d",
    "units": r"D|W|2W|WE|M|Q|Y|DE|CE|ML|TH|TM|TS",
    "modifiers": r"START|MID|END",
    "sets": r"PT?\d+[HDWMQY]",
    "references": r"(?:PAST|PRESENT|FUTURE)_REF",
    "aftermath": r"court|police|news",
    "happening": r"deed|call",
    "holidays": r"\d\d-\d\d|\d\d-(?:\dst|\dnd|\drd|\dth|last)-[1-7]|easter[+-]\d+|islamic:[a-z]+",
}
_WHOLE = {"months": 12, "weekdays": 17, "numbers": 1000, "ordinals": 99, "decades": 90}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One dict a class. Keys are lower case; ``doubtful`` are those that are common words too, by class."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    parts: dict[str, str]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    modifiers: dict[str, str]
    sets: dict[str, str]
    references: dict[str, str]
    holidays: dict[str, str]
    aftermath: dict[str, str]
    happening: dict[str, str]
    zones: dict[str, float]
    doubtful: frozenset[str]


def _line(path: Path, table: str, key: str) -> str:
    at = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith(f"[{table}]"):
            at = number
        elif at and line.split("=")[0].strip().strip('"') == key:
            return f"{path}, line {number}"
    return str(path)


def load_timewords(path: Path = FILE) -> TimeWords:
    """The table; CodebookError names file and line of a word whose meaning is none."""
    rows: dict[str, Any] = read_toml(path)
    out: dict[str, dict[str, Any]] = {}
    doubtful = set()
    for table in (*_TEXT, *_WHOLE, "zones"):
        if not isinstance(rows.get(table), dict):
            raise CodebookError(f"{path}: no table [{table}]")
        words = out[table] = {}
        for key, value in rows[table].items():
            if table in _TEXT:
                good = isinstance(value, str) and re.fullmatch(_TEXT[table], value) is not None
            elif table == "zones":
                good = isinstance(value, (int, float)) and -12 <= value <= 14
            else:
                good = isinstance(value, int) and 0 < value <= _WHOLE[table]
            if not good:
                raise CodebookError(f"{_line(path, table, key)}: {key} = {value!r} is no value of [{table}]")
            if key.endswith("?"):
                doubtful.add(key[:-1])
            words[key.rstrip("?").lower()] = value
    return TimeWords(**out, doubtful=frozenset(doubtful))


@cache
def timewords() -> TimeWords:
    """The shipped table, loaded once."""
    return load_timewords()


@cache
def moon_feasts(path: Path = DATA / "moonfeasts.tsv") -> dict[str, list[tuple[dt.date, dt.date]]]:
    """First and last day of each feast of the Islamic calendar, by name; CodebookError names file and line of a bad row."""
    out: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for line, row in read_tsv(path, ("feast", "first", "days")):
        try:
            first = dt.date.fromisoformat(row["first"])
            out.setdefault(row["feast"], []).append((first, first + dt.timedelta(int(row["days"]) - 1)))
        except ValueError:
            raise CodebookError(f"{path}, line {line}: no day or no number: {row['first']!r}, {row['days']!r}") from None
    return out
