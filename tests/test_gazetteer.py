"""The gazetteer: keys, look-ups, build, load."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SetupError
from sayso.gazetteer import Gazetteer, open_gazetteer
from sayso.gazetteer.build import write
from sayso.gazetteer.names import fold, sound
from sayso.gazetteer.sources import Raw
from sayso.gazetteer.tables import region_rows


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@given(st.text(max_size=40))
def test_fold_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("a", "b"), [("Côte d’Ivoire", "Cote d'Ivoire"), ("Saint-Denis", "St. Denis"), ("the Gambia", "Gambia"), ("Şanlıurfa", "Sanliurfa")]
)
def test_fold_meets(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("qandahar", "kandahar"), ("al raqqah", "raqqa"), ("kunduz", "qonduz"), ("jalalabad", "jalal abad"), ("musa qala", "musa qalah")],
)
def test_spellings_meet(a: str, b: str) -> None:
    assert sound(a) == sound(b)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Afghanistan", "AFG", "A.PCLI"),
        ("Qandahar", "AFG", "P.PPL"),
        ("Kiev", "UKR", "P.PPLC"),
        ("Darfur", "SDN", "L.RGN"),
        ("Panjshir Valley", "AFG", "T.VAL"),
        ("Clackamas County", "USA", "A.ADM2"),
        ("Nueva Ecija", "PHL", "A.ADM2"),
        ("U.S.", "USA", "A.PCLI"),
    ],
)
def test_lookup_finds(gazetteer: Gazetteer, name: str, country: str, feature: str) -> None:
    best = gazetteer.lookup(name)[0]
    assert (best.country, best.feature) == (country, feature)


def test_a_country_is_no_pin(gazetteer: Gazetteer) -> None:
    russia = gazetteer.lookup("Russia")[0]
    assert russia.precision == "country"
    assert gazetteer.demonym("Russians")[0].id == russia.id


def test_area_tree(gazetteer: Gazetteer) -> None:
    town = next(e for e in gazetteer.lookup("Sangin") if e.feature[0] == "P")
    assert (town.admin1, town.country) == ("Helmand", "AFG")
    area = gazetteer.area(town.admin1_code)
    assert area is not None
    assert area.precision == "province"


def _few() -> list[Raw]:
    return [
        Raw(1, "Aland", 1.0, 2.0, "AFG", "AF", "A.PCLI", 1000, 9.0, demonyms=["Alander"]),
        Raw(2, "Belltown", 1.5, 2.5, "AFG", "AF.01", "P.PPL", 50, 1.7, names=["Beltowne"]),
    ]


def test_build_is_deterministic(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.sqlite", _few(), "test"), write(tmp_path / "b.sqlite", _few(), "test")
    assert a == b
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.sqlite", "b.sqlite"]
    g = Gazetteer(tmp_path / "a.sqlite")
    assert [e.geonameid for e in g.lookup("beltowne")] == [2]
    assert not g.lookup("beltowne")[0].main
    assert g.info == {"name": "test", "hash": a}


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    write(path, _few(), "test")
    before = path.read_bytes()

    def broken() -> object:
        yield _few()[0]
        raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        write(path, broken(), "test")  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.sqlite"]


def test_own_places_name_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("name\tlat\tlon\taliases\nHill 70\t31.5\t65.5\tPoint Seventy\nNowhere\t131\t2\n")
    with pytest.raises(SetupError, match=r"own\.tsv, line 3: lat 131"):
        region_rows(path)


def test_not_a_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_text("this is no database, only words")
    with pytest.raises(SetupError, match="not a gazetteer"):
        Gazetteer(path)


def _line(*cells: object, **named: object) -> str:
    """A row of 19 columns as GeoNames has them."""
    names = "id name ascii alternates lat lon class code cc cc2 a1 a2 a3 a4 population elevation dem timezone modified".split()
    row: dict[str, object] = dict.fromkeys(names, "")
    row.update(dict(zip(names, cells)))
    row.update(named)
    row["population"] = row["population"] or "0"
    return "\t".join(str(row[n]) for n in names) + "\n"


DUMP = (
    _line(690791, "Ukraine", "Ukraine", "Ukraina", 49, 32, "A", "PCLI", "UA", a1="00", population=44622516)
    + _line(1, "Zelenska Oblast’", "Zelenska Oblast'", "Zelena Oblast,Зеленська область", 48.0, 35.0, "A", "ADM1", "UA", a1="77")
    + _line(2, "Nova Krynytsia", "Nova Krynytsia", "Novaya Krinitsa", 48.1, 35.2, "P", "PPLL", "UA", a1="77", a2="7701")
    + _line(3, "Well Nine", "Well Nine", "", 48.1, 35.2, "H", "WLL", "UA", a1="77")
    + _line(4, "Suha Balka", "Suha Balka", "", 48.3, 35.3, "T", "VAL", "UA", a1="77")
)


@pytest.mark.parametrize("packed", [False, True])
def test_load_a_dump(tmp_path: Path, packed: bool) -> None:
    import zipfile

    from sayso.gazetteer.load import load

    path = tmp_path / "UA.txt"
    path.write_text(DUMP, encoding="utf-8")
    (tmp_path / "admin1CodesASCII.txt").write_text("UA.77\tGreen Oblast\tGreen Oblast\t1\n")
    if packed:
        archive = tmp_path / "UA.zip"
        with zipfile.ZipFile(archive, "w") as z:
            z.write(path, "UA.txt")
        path = archive
    load(path, tmp_path / "g.sqlite")
    g = Gazetteer(tmp_path / "g.sqlite")
    (village,) = g.lookup("Nova Krynytsia")
    assert (village.geonameid, village.country, village.admin1, village.precision) == (2, "UKR", "Zelenska Oblast’", "town")
    assert g.lookup("Green Oblast")[0].geonameid == 1
    assert not g.lookup("Well Nine")
    assert g.lookup("Suha Balka")[0].precision == "region"
    assert g.demonym("Ukrainian")[0].geonameid == 690791
    assert g.lookup("Darfur")[0].country == "SDN"


def test_a_broken_dump_names_its_line(tmp_path: Path) -> None:
    from sayso.errors import InputError
    from sayso.gazetteer.load import load

    path = tmp_path / "UA.txt"
    path.write_text(DUMP + "5\tShort row\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 6: 2 columns"):
        load(path, tmp_path / "g.sqlite")
    assert not (tmp_path / "g.sqlite").exists()
