"""Victims told by name apart from the verb: "the dead were identified as A, B and C", "among the injured are A and B", "killed three
reporters: A, B and C".

A sentence that says who the victims are adds them to the event whose word stands in it ("those who were KIDNAPPED are"), else to the
violence told last; names in apposition to several victims are recipients beside the phrase that counts them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.language.wordlist import words
from sayso.say.merge import Draft
from sayso.say.participants import Participants

_VIOLENT = frozenset({"ASSAULT", "X-HARM"})
_VICTIMS = words("victim casualty fatality dead deceased slain wounded injured hostage captive kidnapped murdered abducted")
_LINKS = words("be include")
_NAMED = words("identify name")
_NOBODY = words("those they these who the")
#: sentences back in which the violence was told that "the victims" are of
_BACK = 6


def call_roll(people: Participants, drafts: Sequence[Draft]) -> None:
    """Add to each violent draft the victims whom its sentence, or a later one about its victims, names."""
    s = people.s
    live = [d for d in drafts if not d.gone and d.type in _VIOLENT]
    by_sentence: dict[int, list[Draft]] = {}
    for d in live:
        by_sentence.setdefault(s.sent[d.trigger.token], []).append(d)
    for d in live:
        for k in list(d.roles.recipients):
            if s.tag[k] in ("NNS", "NNPS", "CD"):
                _add(d, _beside(people, k), "apposition")
    for sent, (a, b) in enumerate(s.sents):
        for v in range(a, b):
            if not s.told(v) or s.pos[v] not in ("VERB", "AUX") or not (s.lemma[v] in _LINKS or s.lemma[v] in _NAMED):
                continue
            names, side = _equated(people, v)
            if not names:
                continue
            own = next((d for d in by_sentence.get(sent, ()) if d.trigger.token in side), None)
            if own is None and any(s.lemma[k] in _VICTIMS or s.lower[k] in _VICTIMS for k in side):
                before = [d for d in live if sent - _BACK <= s.sent[d.trigger.token] < sent and s.kind[d.trigger.token] == "body"]
                own = next((d for d in reversed(before) if any(people.kind(k) in ("person", "group") for k in d.roles.recipients)), None)
                own = own or (before[-1] if before else None)
            if own is None:
                continue
            own.roles.recipients = [
                k for k in own.roles.recipients if s.lower[k] not in _NOBODY and not (k in side and s.lower[k] in _VICTIMS)
            ]
            _add(own, names, "named")


def _add(d: Draft, tokens: list[int], slot: str) -> None:
    for k in tokens:
        if k not in d.roles.recipients and k not in d.roles.actors:
            d.roles.recipients.append(k)
            d.roles.how.setdefault(k, slot)


def _persons(people: Participants, k: int) -> list[int]:
    return [x for x in people.clauses.spread(k) if people.s.ent[x] == "PERSON" or people.kind(x) == "person"]


def _beside(people: Participants, k: int) -> list[int]:
    """Two or more persons named in apposition to the plural noun k."""
    s = people.s
    out: list[int] = []
    for x in s.kids[k]:
        if s.dep[x] == "appos" and x > k and s.ent[x] == "PERSON":
            out += [p for p in _persons(people, x) if s.ent[p] == "PERSON"]
    return out if len(out) > 1 else []


def _equated(people: Participants, v: int) -> tuple[list[int], set[int]]:
    """(persons named, tokens of the other side) of "the victims were A and B", "identified as A", "among the injured are A"."""
    s = people.s
    named: list[int] = []
    side: set[int] = set()
    for k in s.kids[v]:
        dep = s.dep[k]
        if dep in ("attr", "dobj", "nsubj", "nsubjpass"):
            if s.ent[k] == "PERSON":
                named = named or _persons(people, k)
            else:
                side.update(range(*s.subtree(k)))
        elif dep == "prep" and s.lower[k] == "as" and s.lemma[v] in _NAMED:
            for x in s.kids[k]:
                if s.dep[x] == "pobj" and s.ent[x] == "PERSON":
                    named = _persons(people, x)
        elif dep == "prep" and s.lower[k] in ("among", "including"):
            side.update(range(*s.subtree(k)))
        elif dep in ("acomp", "advmod", "oprd") and s.pos[k] in ("ADJ", "VERB"):
            side.add(k)
    if s.lemma[v] in _NAMED and not any(s.dep[k] == "auxpass" for k in s.kids[v]) and s.tag[v] != "VBN":
        return [], set()
    if s.head[v] != v and s.dep[v] == "auxpass" and v < s.head[v]:
        return [], set()
    if s.dep[v] == "auxpass":  # "also injured were A and B"
        side.add(s.head[v])
        named = named or [p for k in s.kids[s.head[v]] if k > v and s.dep[k] in ("nsubjpass", "attr") for p in _persons(people, k)]
    if named and min(named) < v and s.lemma[v] == "be" and not side & set(range(s.sents[s.sent[v]][0], v)):
        return [], set()  # "A was a victim of": told of A, no roll
    return named, side
