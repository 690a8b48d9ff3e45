"""The crosswalk: its tables are whole, its loader names mistakes, and typical events get their codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.crosswalk import ACLED, QUAD, Crosswalk, load_crosswalk
from sayso.errors import CodebookError
from sayso.reader import Reader
from sayso.record import TYPES


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    return load_crosswalk()


def test_tables_are_whole(crosswalk: Crosswalk) -> None:
    assert set(QUAD) == {t for t in TYPES if not t.startswith("X-")}
    assert {r.code[0][:2] for rows in crosswalk.cameo.values() for r in rows} == {f"{i:02}" for i in range(1, 21)}
    told = {r.code[1] for rows in crosswalk.acled.values() for r in rows}
    assert told == {sub for subs in ACLED.values() for sub in subs}
    last = {t: crosswalk.cameo[t][-1] for t in QUAD}
    assert all(not (r.modes or r.words or r.near or r.without) for r in last.values()), "every PLOVER type has a general code"


def test_kinds_of_sentence(crosswalk: Crosswalk) -> None:
    kinds = crosswalk.kinds("Police fired tear gas at protesters who pelted them with stones.")
    assert {"protest", "riot", "intervene", "state"} <= kinds
    assert "ied" not in crosswalk.kinds("He tried and died.")
    assert "ied" in crosswalk.kinds("Two IEDs went off.")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[[crosswalk.cameo]]\ntype = "ATTACK"\ncameo = "190"\n', "ATTACK"),
        ('[[crosswalk.cameo]]\ntype = "ASSAULT"\ncameo = "999"\n', "999"),
        ('[[crosswalk.acled]]\ntype = "ASSAULT"\nevent = "Riots"\nsub = "Grenade"\n', "Grenade"),
        ('[[crosswalk.acled]]\ntype = "ASSAULT"\nnear = "fog"\nevent = "Riots"\nsub = "Mob violence"\n', "fog"),
        ('[[crosswalk.acled]]\ntype = "ASSAULT"\nactor = "them"\nevent = "Riots"\nsub = "Mob violence"\n', "them"),
        ('[crosswalk.cues]\nfog = ["Mist"]\n', "fog"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(table)
    with pytest.raises(CodebookError, match=rf"my\.toml.*{message}"):
        load_crosswalk([path])


def test_own_rows_come_first(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text('[[crosswalk.cameo]]\ntype = "ASSAULT"\nwords = "ambush"\ncameo = "190"\n[crosswalk.cues]\nprotest = ["gherao"]\n')
    own = load_crosswalk([path])
    assert own.cameo["ASSAULT"][0].code == ("190",)
    assert "protest" in own.kinds("The gherao lasted a day.")


@pytest.mark.parametrize(
    ("text", "sub", "quad"),
    [
        ("Warplanes bombed a rebel camp near Tolva on Friday.", "Air/drone strike", 4),
        ("Police arrested three smugglers in Lorim.", "Arrests", 4),
        ("Thousands of nurses marched peacefully through Lorim.", "Peaceful protest", 4),
        ("Gunmen kidnapped two engineers near the dam.", "Abduction/forced disappearance", 4),
        ("A suicide bomber blew himself up in the market, killing nine people.", "Suicide bomb", 4),
    ],
)
def test_typical_events(reader: Reader, text: str, sub: str, quad: int) -> None:
    codes = [e.codes for e in reader.read(text).events]
    assert any(c["acled"] and c["acled"][1] == sub and c["quad"] == quad for c in codes), codes
