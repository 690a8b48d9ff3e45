"""The patterns of data/furniture.toml: promos, share and newsletter lines, advertisements, cookie notes, credit lines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sayso.errors import SetupError

FILE = "data/furniture.toml"
_KINDS = ("furniture", "credit", "caption")
#: no line longer than this is furniture as a whole
LONGEST = 320


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns: one regular expression for whole lines, with a group a pattern, and one a pattern for what stands in lines."""

    line: re.Pattern[str]
    line_kinds: dict[str, str]
    lists: frozenset[str]
    inline: tuple[tuple[re.Pattern[str], str], ...]
    #: what any inline pattern needs in a line
    hint: re.Pattern[str]


def compile_patterns(text: str, name: str = FILE) -> Patterns:
    """The patterns of a TOML text. Raises SetupError (file, line of the pattern) where one is wrong or misses its examples."""
    try:
        rows: list[dict[str, Any]] = tomllib.loads(text).get("pattern", [])
    except tomllib.TOMLDecodeError as e:
        raise SetupError(f"{name}: {e}") from None
    lines = [i for i, ln in enumerate(text.split("\n"), 1) if ln.strip() == "[[pattern]]"]
    parts, kinds, inline = [], {}, []
    lists: set[str] = set()
    for i, (row, at) in enumerate(zip(rows, lines)):
        where = f"{name}, line {at}"
        kind, scope, match = row.get("kind"), row.get("scope"), row.get("match")
        if kind not in _KINDS or scope not in ("line", "inline") or not isinstance(match, str):
            raise SetupError(f"{where}: kind must be one of {', '.join(_KINDS)}, scope line or inline, match a string")
        flags = "" if row.get("case") else "i"
        source = f"(?{flags}:{match})" if flags else f"(?:{match})"
        try:
            one = re.compile(source)
        except re.error as e:
            raise SetupError(f"{where}: {e}") from None
        hit = one.fullmatch if scope == "line" else one.search
        for example in row.get("examples", []):
            if not hit(example):
                raise SetupError(f"{where}: does not match its example {example!r}")
        for example in row.get("not", []):
            if hit(example):
                raise SetupError(f"{where}: matches {example!r}, which it must not")
        if scope == "line":
            parts.append(f"(?P<p{i}>{source})")
            kinds[f"p{i}"] = kind
            if row.get("list"):
                lists.add(f"p{i}")
        else:
            inline.append((one, kind))
    return Patterns(
        re.compile("|".join(parts)),
        kinds,
        frozenset(lists),
        tuple(inline),
        re.compile(
            r"[(\[©]|Follow |Size:|STORY|Story|ADVERT|Buy |Copyright|Gallery|Image \d|EMBED|enable Java|Copy Link|CLICK TO|Link Copied"
        ),
    )


@cache
def patterns() -> Patterns:
    """The shipped patterns."""
    return compile_patterns(resources.files("sayso.ingest").joinpath(FILE).read_text("utf-8"))


def line_kind(line: str) -> str | None:
    """The kind of a whole line (stripped), or None where it may be story."""
    if len(line) > LONGEST:
        return None
    p = patterns()
    m = p.line.fullmatch(line)
    return p.line_kinds[m.lastgroup] if m and m.lastgroup else None


def opens_list(line: str) -> bool:
    """True for a label over a list of links ("Related:", "Most read")."""
    m = patterns().line.fullmatch(line) if len(line) <= LONGEST else None
    return bool(m and m.lastgroup in patterns().lists)


def inline_parts(line: str) -> list[tuple[int, int, str]]:
    """(start, end, kind) of what stands in a line and is not the story; in order, without overlap."""
    p = patterns()
    if not p.hint.search(line):
        return []
    found = sorted((m.start(), -m.end(), kind) for one, kind in p.inline for m in one.finditer(line))
    out: list[tuple[int, int, str]] = []
    for start, end, kind in found:
        if not out or start >= out[-1][1]:
            out.append((start, -end, kind))
    return out
