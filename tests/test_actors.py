"""The actor table: what is shipped is sound, names are found, a date picks the term of office."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from sayso.codebook.actors import KINDS, SECTORS, load_actors, pieces
from sayso.codebook.countries import load_countries
from sayso.errors import CodebookError

HEADER = "id\tname\taliases\tkind\tsector\tcountry\tparent\tfrom\tto\twikidata\tnote\n"


def test_shipped_table_is_sound() -> None:
    table = load_actors()
    assert len({r.key for r in table.rows}) > 4000
    assert not [i for i, n in Counter(r.id for r in table.rows).items() if n > 1]
    known = set(load_countries().names)
    for r in table.rows:
        assert r.kind in KINDS
        assert r.sector is None or r.sector in SECTORS
        assert r.country is None or r.country in known, r
        assert not (r.start and r.end) or r.start[:4] <= r.end[:4], r
        assert all(a.strip() == a and a for a in r.aliases), r


def test_a_date_picks_the_term() -> None:
    table = load_actors()
    terms = {day: table.lookup("Angela Merkel", day) for day in ("2004-01-01", "2010-01-01", "2023-01-01")}
    assert [k and k.sector for k in terms.values()] == [None, "GOV", "ELI"]
    assert terms["2010-01-01"] is not None
    assert terms["2010-01-01"].country == "DEU"


def test_names_are_found_by_folded_words() -> None:
    table = load_actors()
    words = "Envoys of the E.U. met São Tomé and the al - Shabab group , which is armed".split()
    found = [words[a:b] for a, b, _ in table.find(words, [w.lower() for w in words])]
    assert ["E.U."] in found
    assert ["al", "-", "Shabab"] in found
    assert pieces("U.S.") == pieces("US") == ("us",)


def test_short_names_count_in_capitals_only() -> None:
    table = load_actors()
    assert table.lookup("WHO") is not None
    assert table.lookup("who") is None


def test_loading_is_fast() -> None:
    start = time.process_time()
    load_actors()
    assert time.process_time() - start < 0.6  # 0.3 s where nothing else runs


def test_user_table_replaces_and_adds(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(HEADER + "X.ridge\tRidge Guard\tRG|Ridge Men\torganization\tREB\tPER\t\t2001\t\t\t\n", encoding="utf-8")
    known = load_actors([mine]).lookup("Ridge Men", "2005-05-05")
    assert known is not None
    assert (known.actor.id, known.sector, known.country) == ("X.ridge", "REB", "PER")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a\tA\t\tband\tREB\tPER", "kind"),
        ("a\tA\t\tperson\tXXX\tPER", "sector"),
        ("a\tA\t\tperson\tREB\tPeru", "country"),
        ("a\t\t\tperson\tREB\tPER", "name"),
        ("a\tA\t\tperson\tREB\tPER\t\tlately", "from"),
    ],
)
def test_errors_name_file_line_and_column(tmp_path: Path, row: str, column: str) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=re.escape(f"mine.tsv, line 2, column {column}")):
        load_actors([mine])
