"""Outlets by domain, for articles that have an address and no outlet's name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, str]:
    text = resources.files("sayso.ingest").joinpath("data/outlets.toml").read_text("utf-8")
    return {domain: name for name, domains in tomllib.loads(text)["outlets"].items() for domain in domains}


def outlet_of(domain: str | None) -> str | None:
    """The name of the outlet that a domain or one of its parents belongs to, or None."""
    while domain and "." in domain:
        if domain in _table():
            return _table()[domain]
        domain = domain.partition(".")[2]
    return None
