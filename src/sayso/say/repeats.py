"""The same happening told twice in one article: title and body, a full telling and a bare "the attack" later on."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import Participants

_BACK = frozenset({"the", "this", "that", "these", "those", "such"})


def drop_repeats(known: Known, people: Participants, drafts: Sequence[Draft]) -> None:
    """Mark title events that the body tells again, and bare noun phrases that only point back, as gone."""
    s = known.story
    live = [d for d in drafts if not d.gone]
    for d in live:
        if s.kind[d.trigger.token] == "title":
            twin = next((o for o in live if s.kind[o.trigger.token] != "title" and not o.gone and _same(known, people, d, o)), None)
            if twin is not None:
                d.gone = f"the body tells it: {s.text[twin.trigger.token]}"
    for n, d in enumerate(live):
        if d.gone or s.pos[d.trigger.token] not in ("NOUN", "PROPN") or d.roles.actors or d.roles.recipients or d.merged:
            continue
        if any(s.lower[k] in _BACK for k in s.kids[d.trigger.token] if s.dep[k] == "det"):
            if any(o.type == d.type and not o.gone for o in live[:n]):
                d.gone = "points back to an event told before"


def _same(known: Known, people: Participants, a: Draft, b: Draft) -> bool:
    if a.type != b.type and not {a.type, b.type} <= {"ASSAULT", "X-HARM"}:
        return False
    if known.story.lemma[a.trigger.token] == known.story.lemma[b.trigger.token]:
        return True
    mine = _who(people, a)
    return bool(mine & _who(people, b))


def _who(people: Participants, d: Draft) -> set[str]:
    out = set()
    for k in (*d.roles.actors, *d.roles.recipients):
        m = people.mention(k)
        out.add(m.entity or people.s.lemma[k])
    return out
