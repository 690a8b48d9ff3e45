"""The data model as JSON Schema (draft 2020-12), made from the dataclasses of `record` and `record_incidents`.

Every key is required: a field that is not known is null, never left out. Further keys are allowed, since fields may be added.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from typing import Any

from sayso import record as r
from sayso import record_incidents as ri

DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: what can be asked for, and the class at its root
ROOTS: dict[str, type] = {"reading": r.Reading, "incident": ri.Incident, "actor": ri.Actor, "decision": ri.Decision}

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_ENUMS: dict[tuple[type, str], tuple[str, ...]] = {
    (r.Block, "kind"): r.BLOCK_KINDS,
    (r.Mention, "kind"): r.MENTION_KINDS,
    (r.Mention, "form"): ("name", "nominal", "pronoun"),
    (r.Entity, "kind"): r.MENTION_KINDS,
    (r.Place, "precision"): r.PRECISIONS,
    (r.Time, "timex_type"): ("DATE", "TIME", "DURATION", "SET"),
    (r.Anchor, "kind"): ("published", "span"),
    (r.Statement, "speaker_kind"): r.SPEAKER_KINDS,
    (r.Statement, "form"): ("direct", "indirect", "mixed"),
    (r.Statement, "stance"): r.STANCES,
    (r.Statement, "medium"): ("speech", "interview", "post", "statement", "report", "document"),
    (r.Statement, "polarity"): ("positive", "negative"),
    (r.Statement, "certainty"): ("certain", "probable", "possible"),
    (r.Statement, "act"): ("speech", "thought"),
    (r.Voice, "kind"): r.SPEAKER_KINDS,
    (r.Figure, "kind"): r.FIGURE_KINDS,
    (r.Figure, "side"): ("actor", "recipient", "civilian", "unknown"),
    (r.Event, "type"): r.TYPES,
    (r.Event, "status"): r.STATUSES,
    (r.Event, "polarity"): ("positive", "negative"),
    (r.Event, "modality"): ("actual", "possible", "planned", "hypothetical", "requested"),
    (r.Event, "frame"): ("new", "ongoing", "background", "future"),
    (ri.Incident, "type"): r.TYPES,
    (ri.Incident, "status"): r.STATUSES,
    (ri.Origin, "kind"): ri.ORIGIN_KINDS,
    (ri.Change, "what"): ri.CHANGES,
    (ri.Decision, "what"): ri.DECISIONS,
}
_PATTERNS: dict[tuple[type, str], str] = {
    (r.Time, "start"): _DAY,
    (r.Time, "end"): _DAY,
    (r.Article, "published"): r"^\d{4}-\d{2}-\d{2}",
    (r.Article, "text_sha256"): r"^[0-9a-f]{64}$",
    (r.Entity, "country"): r"^[A-Z]{3}$",
    (r.Place, "country"): r"^[A-Z]{3}$",
    (r.Mention, "id"): r"^m\d+$",
    (r.Mention, "entity"): r"^x\d+$",
    (r.Entity, "id"): r"^x\d+$",
    (r.Entity, "affiliation"): r"^x\d+$",
    (r.Place, "id"): r"^p\d+$",
    (r.Place, "mention"): r"^m\d+$",
    (r.Time, "id"): r"^t\d+$",
    (r.Time, "mention"): r"^m\d+$",
    (r.Statement, "id"): r"^s\d+$",
    (r.Statement, "parent"): r"^s\d+$",
    (r.Statement, "said"): r"^t\d+$",
    (r.Statement, "speaker_entity"): r"^x\d+$",
    (r.Event, "local"): r"^v\d+$",
    (r.Event, "place"): r"^p\d+$",
    (r.Event, "time"): r"^t\d+$",
    (r.Event, "statement"): r"^s\d+$",
    (r.Voice, "entity"): r"^x\d+$",
}
_RANGES: dict[tuple[type, str], tuple[float, float]] = {
    (r.Event, "confidence"): (0, 1),
    (r.Place, "lat"): (-90, 90),
    (r.Place, "lon"): (-180, 180),
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one line of ``name``: reading, incident, actor or decision. Raises KeyError for another name."""
    root = ROOTS[name]
    defs: dict[str, Any] = {}
    top = _object(root, defs)
    return {"$schema": DRAFT, "title": f"sayso {name}", **top, "$defs": dict(sorted(defs.items()))}


def _object(cls: type, defs: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    names = [f.name for f in dataclasses.fields(cls)]
    properties = {n: _field(cls, n, hints[n], defs) for n in names}
    doc = re.sub(r"``(.+?)``", r"\1", " ".join((cls.__doc__ or "").split()))
    return {"description": doc, "type": "object", "required": names, "properties": properties}


def _field(cls: type, name: str, hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    out = _of(hint, defs)
    null = "anyOf" in out and {"type": "null"} in out["anyOf"]
    plain = out["anyOf"][0] if null else out
    if values := _ENUMS.get((cls, name)):
        plain = {"enum": list(values)}
    elif pattern := _PATTERNS.get((cls, name)):
        plain = {**plain, "pattern": pattern}
    elif bounds := _RANGES.get((cls, name)):
        plain = {**plain, "minimum": bounds[0], "maximum": bounds[1]}
    return {"anyOf": [plain, {"type": "null"}]} if null else plain


def _of(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of(next(a for a in args if a is not type(None)), defs), {"type": "null"}]}
    if origin is tuple:
        if args == (int, int):
            if "Span" not in defs:
                item = {"type": "integer", "minimum": 0}
                defs["Span"] = {
                    "description": "[start, end): Unicode code points of article.text",
                    "type": "array", "prefixItems": [item, item], "items": False, "minItems": 2,
                }  # fmt: skip
            return {"$ref": "#/$defs/Span"}
        return {"type": "array", "items": _of(args[0], defs)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(args[1], defs)}
    if dataclasses.is_dataclass(hint):
        cls = typing.cast(type, hint)
        if cls.__name__ not in defs:
            defs[cls.__name__] = {}
            defs[cls.__name__] = _object(cls, defs)
        return {"$ref": f"#/$defs/{cls.__name__}"}
    if hint is Any:
        return {}
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]}
