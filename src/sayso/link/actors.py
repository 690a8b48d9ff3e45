"""Which actor of a record an entity is: by Wikidata id, else by kind and name. Depends on the entity alone."""

from __future__ import annotations

import hashlib
import re

from sayso.record import Entity

_WORD = re.compile(r"[^\W_]+")
_LEADING = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "president", "general", "minister", "prime"})
#: kinds that one name may be given by different articles
_KIND = {"group": "organization", "facility": "organization"}


def actor_id(x: Entity) -> str | None:
    """The actor an entity is: its id, None for what has no name."""
    if not x.name or x.kind in ("time", "figure", "weapon", "place") or not any(c.isupper() for c in x.name):
        return None
    wikidata = (x.kb or {}).get("wikidata")
    words = [w.casefold() for w in _WORD.findall(x.name)]
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    if not words:
        return None
    key = f"wd:{wikidata}" if wikidata else f"{_KIND.get(x.kind, x.kind)}:{' '.join(words)}"
    return "a" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
