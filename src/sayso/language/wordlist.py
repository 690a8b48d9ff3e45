"""Word lists in code, written as text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of the text, split at white space."""
    return frozenset(text.split())
