"""Codes of other schemes: CAMEO, quad class, ACLED event and sub-event type, UCDP type, by the crosswalk of the codebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.codebook.crosswalk import QUAD
from sayso.record import Figure, Mention
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.status import Judgement
from sayso.say.voices import STATE

_NONSTATE = frozenset({"REB", "CRM", "UAF"})
_PEOPLE = frozenset({"CVL", "EDU", "MED", "JRN", "LAB", "REL", "AGR", "BUS", "NGO", "HLH", "PTY", "OPP", "LEG", "ELI"})
_SIDES = frozenset({"state", "nonstate", "civilians"})
#: statuses that tell of something that happened
_TOLD = frozenset({"reported", "confirmed", "attributed", "claimed", "accused", "accused_by_authorities", "possible"})


def codes_of(known: Known, h: Happening, figures: tuple[Figure, ...], judgement: Judgement) -> dict[str, Any]:
    """{"cameo": most specific code | null, "quad": 1…4 | null, "plover": type and mode, "acled": [event type, sub-event type] | null,
    "ucdp": state-based | non-state | one-sided | null}.

    UCDP counts only violence that killed somebody, and is null where a side is unknown.
    """
    crosswalk = known.codebook.crosswalk
    story = known.story
    words = frozenset(story.lemma[i] for i in (*range(h.trigger.first, h.trigger.behind), *h.merged))
    kinds = crosswalk.kinds(story.words(*story.sents[story.sent[h.trigger.token]]))
    actors, recipients = sides(known, h.actors), sides(known, h.recipients)
    cameo = next((r.code[0] for r in crosswalk.cameo[h.type] if r.fits(h.mode, words, kinds, actors, recipients)), None)
    acled = next((list(r.code) for r in crosswalk.acled[h.type] if r.fits(h.mode, words, kinds, actors, recipients)), None)
    return {
        "cameo": cameo,
        "quad": QUAD.get(h.type),
        "plover": f"{h.type}/{h.mode}" if h.mode else h.type,
        "acled": acled,
        "ucdp": _ucdp(h, figures, judgement, actors, recipients),
    }


def sides(known: Known, mentions: Iterable[Mention]) -> frozenset[str]:
    """state, nonstate, civilians: whose side the mentions are on, by the sector of the entity, else by its words."""
    out: set[str] = set()
    for m in mentions:
        entity = known.entity.get(m.entity or "")
        sector = entity.sector if entity else None
        if sector in STATE or (entity is not None and entity.kind == "country" and m.kind == "country"):
            out.add("state")
        elif sector in _NONSTATE:
            out.add("nonstate")
        elif sector in _PEOPLE:
            out.add("civilians")
        else:
            text = known.story.article.text[m.start : m.end]
            if entity is not None and entity.name and m.form == "pronoun":
                text = entity.name
            found = known.codebook.crosswalk.kinds(text) & _SIDES
            out |= {"nonstate"} if "nonstate" in found else {"state"} if "state" in found else found
    return frozenset(out)


def _ucdp(
    h: Happening, figures: tuple[Figure, ...], judgement: Judgement, actors: frozenset[str], recipients: frozenset[str]
) -> str | None:
    dead = any(f.kind == "killed" and (f.low or f.high) for f in figures)
    if h.type != "ASSAULT" or judgement.status not in _TOLD or not (dead or h.mode in ("execute", "targeted")) or not actors:
        return None
    if h.mode == "clash" or (recipients and "civilians" not in recipients):
        both = actors | recipients
        return "state-based" if "state" in both else "non-state" if both == {"nonstate"} else None
    return "one-sided" if "civilians" in recipients and actors & {"state", "nonstate"} else None
