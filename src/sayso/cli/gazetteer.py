"""`sayso gazetteer`: what places sayso knows, a full GeoNames in place of the packaged one, places of the user's own."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def gazetteer() -> None:
    """The places sayso knows: look names up, load a full GeoNames or places of your own."""


@gazetteer.command()
def info() -> None:
    """Say which gazetteer is in use, its hash and where it lies."""
    from sayso.gazetteer import open_gazetteer, own_path

    g = open_gazetteer()
    click.echo(f"name  {g.info['name']}\nhash  {g.info['hash']}\nfile  {g.path}")
    if g.path is not None:
        click.echo(f"size  {g.path.stat().st_size / 1e6:.1f} MB")
    if own_path().exists():
        click.echo(f"own   {own_path()}")


@gazetteer.command()
@click.argument("name")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="At most so many places.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def find(name: str, limit: int, as_json: bool) -> None:
    """List the places of that NAME, likeliest first, without any article around it."""
    import dataclasses
    import json

    from sayso.gazetteer import open_gazetteer

    g = open_gazetteer()
    entries = g.demonym(name) or g.lookup(name)
    note = ""
    if not entries:
        entries, note = g.lookup_sound(name), "  (sounds alike)"
    if not entries:
        raise click.ClickException(f"no place named {name!r}; your own places go in with `sayso gazetteer load --own FILE.tsv`")
    for e in entries[:limit]:
        if as_json:
            row = {k: v for k, v in dataclasses.asdict(e).items() if k not in ("id", "main", "weight")}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            where = ", ".join(x for x in (e.admin2, e.admin1 if e.admin1 != e.name else None, e.country) if x)
            point, people = f"{e.lat:.3f} {e.lon:.3f}", f"{e.population:,} people"
            click.echo(f"{e.geonameid or '-':>10}  {e.name} ({where})  {e.feature}  {point}  {people}  {e.precision}{note}")


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--own",
    is_flag=True,
    help="FILE is a TSV of your own places: name, lat, lon and, if you like, country, feature, aliases, weight, admin1.",
)
@click.option(
    "--admin1", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="admin1CodesASCII.txt, if it is not beside FILE."
)
@click.option("--admin2", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="admin2Codes.txt, if it is not beside FILE.")
@click.option("--everything", is_flag=True, help="Keep all features of the dump, wells and hotels too.")
def load(file: Path, own: bool, admin1: Path | None, admin2: Path | None, everything: bool) -> None:
    """Load a GeoNames dump (allCountries.txt or .zip) in place of the packaged places, or your own places on top.

    Nothing is replaced until all of FILE has been read.
    """
    from sayso.gazetteer import load_own, loaded_path
    from sayso.gazetteer.load import load as load_dump

    if own:
        count = load_own(file)
        click.echo(f"{count} places of your own")
        return
    value = load_dump(file, loaded_path(), admin1, admin2, everything)
    click.echo(f"loaded {file} as {loaded_path()}, hash {value}")


@gazetteer.command()
@click.option("--own", is_flag=True, help="Take away your own places rather than the loaded GeoNames.")
def unload(own: bool) -> None:
    """Go back to the packaged places."""
    from sayso.gazetteer import loaded_path, own_path

    path = own_path() if own else loaded_path()
    if not path.exists():
        raise click.ClickException("nothing is loaded")
    path.unlink()
    click.echo(f"removed {path}")
