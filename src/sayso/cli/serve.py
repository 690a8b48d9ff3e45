"""``sayso serve``: the workbench; ``sayso password``: a hash for its users file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; beyond loopback only with --users.")
@click.option("--port", default=8017, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 for any free one.")
@click.option("--users", type=click.Path(path_type=Path, dir_okay=False), help="Users file (TOML): who may log in, and as what.")
@click.option("--name", "names", multiple=True, help="Name under which the workbench is reached (Host header); may be repeated.")
def serve(record: Path, host: str, port: int, users: Path | None, names: tuple[str, ...]) -> None:
    """Open the workbench over RECORD in a browser on this machine: see incidents, question them, correct them."""
    import socket

    import uvicorn

    from sayso.errors import SetupError
    from sayso.store import Record
    from sayso.web.app import create_app
    from sayso.web.security import is_loopback, load_users

    who = load_users(users) if users else None
    if who is None and not is_loopback(host):
        raise SetupError(f"--host {host} is beyond this machine: name a users file with --users (docs/workbench.md)")
    Record(record).close()
    app = create_app(record, users=who, hosts=frozenset({host, *names}))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as e:
            raise SetupError(f"cannot listen on {host} port {port}: {e.strerror or e}") from None
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"sayso: {record} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C ends it)", err=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


@click.command()
@click.password_option(help="Better left to the prompt: what is typed here stays in the shell's history.")
def password(password: str) -> None:
    """Ask for a password and print its argon2 hash, for the users file of `sayso serve`."""
    from sayso.web.security import hash_password

    click.echo(hash_password(password))
