"""Which actor of a record an entity is: by Wikidata id, else by the id of the actor table, else by kind and name.

A name that others bear too is not enough: a surname alone, a description ("the army") and an organ's bare name ("Interior Ministry") are
one actor within their article only, or, an organ, within its country. Depends on the entity and its article alone, so that it does not
matter in which order articles come.
"""

from __future__ import annotations

import hashlib
import re

from sayso.codebook.countries import load_countries
from sayso.codebook.nouns import load_nouns
from sayso.record import Entity

_WORD = re.compile(r"[^\W_]+")
_LEADING = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "president", "general", "minister", "prime"})
#: kinds that one name may be given by different articles
_KIND = {"group": "organization", "facility": "organization"}


def actor_id(x: Entity, article: str) -> str | None:
    """The actor an entity of the article (its id) is: the actor's id, None for what has no name."""
    if not x.name or x.kind in ("time", "figure", "weapon", "place") or not any(c.isupper() for c in x.name):
        return None
    kb = x.kb or {}
    if kb.get("wikidata"):
        return _hashed(f"wd:{kb['wikidata']}")
    if kb.get("sayso"):
        return _hashed(f"table:{kb['sayso']}")
    words = [w.casefold() for w in _WORD.findall(x.name)]
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    if not words:
        return None
    kind = _KIND.get(x.kind, x.kind)
    key = f"{kind}:{' '.join(words)}"
    if kind == "person" and len(words) == 1:
        key += f"@{article}"
    elif _general(words):
        key += f":{x.country}" if x.country else f"@{article}"
    return _hashed(key)


def _general(words: list[str]) -> bool:
    """All of the name are words for such a thing ("national police", "interior ministry", "rebels")."""
    nouns = load_nouns()
    phrase = " ".join(words)
    return phrase in load_countries().institutions or phrase in nouns or all(w in nouns or w.removesuffix("s") in nouns for w in words)


def _hashed(key: str) -> str:
    return "a" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
