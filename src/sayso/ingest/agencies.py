"""News agencies by the forms that datelines and credit lines have them in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _forms() -> dict[str, str]:
    text = resources.files("sayso.ingest").joinpath("data/agencies.toml").read_text("utf-8")
    return {form: name for name, forms in tomllib.loads(text)["agencies"].items() for form in forms}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(f) for f in sorted(_forms(), key=len, reverse=True)) + r")(?![\w-])")


def agency(form: str) -> str | None:
    """The agency's name for a form that it goes by, or None."""
    return _forms().get(form.strip())


def agencies_in(text: str) -> list[str]:
    """Names of the agencies that stand in the text, in order, each once."""
    return list(dict.fromkeys(_forms()[m.group()] for m in _pattern().finditer(text)))
