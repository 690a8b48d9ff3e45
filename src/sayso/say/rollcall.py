"""Victims told by name apart from the verb: "the dead were identified as A, B and C", "among the injured are A and B", "killed three
reporters: A, B and C".

A sentence that says who the victims are adds them to the event whose word stands in it ("those who were KIDNAPPED are"), else to the
violence told last; names in apposition to several victims are recipients beside the phrase that counts them. A roll goes on over ages,
ranks and offices ("killing A, 42; B, a baker; and sergeant C"), which parsers lose their way in, so it is read off the words and the names.
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
#: words that open a roll behind those whom it names
_OPENERS = frozenset({":", "including", "namely", "--"})
_SEPARATORS = frozenset({",", ";", "and", "&", ":", "--", "-"})
#: what ends a roll: whatever goes on about somebody else
_ENDS = words("by after when while during who whom whose where which that because but before until since from")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: why "those killed" alone are no event
TOLD_ELSEWHERE = "speaks of victims told elsewhere"
#: words between those named and the opener
_TO_OPENER = 14
#: sentences back in which the violence was told that "the victims" are of
_BACK = 6


def call_roll(people: Participants, drafts: Sequence[Draft]) -> None:
    """Add to each violent draft the victims whom its sentence, or a later one about its victims, names."""
    s = people.s
    live = [d for d in drafts if not d.gone and d.type in _VIOLENT]
    by_sentence: dict[int, list[Draft]] = {}
    for d in live:
        by_sentence.setdefault(s.sent[d.trigger.token], []).append(d)
    names = _names(people)
    for d in live:
        for k in list(d.roles.recipients):
            if s.tag[k] in ("NNS", "NNPS", "CD"):
                _add(d, _beside(people, k), "apposition")
                _add(d, _opened(people, names, d, k), "roll")
            elif k in names and k > d.trigger.token:
                _add(d, _roll(people, names, names[k], s.sents[s.sent[k]][1]), "roll")
        _add(d, _in_front(people, names, d) if d.roles.recipients else _ahead(people, names, d), "roll")
    for sent, (a, b) in enumerate(s.sents):
        for v in range(a, b):
            if not s.told(v) or s.pos[v] not in ("VERB", "AUX") or not (s.lemma[v] in _LINKS or s.lemma[v] in _NAMED):
                continue
            told, side = _equated(people, v)
            if not told:
                continue
            told = list(dict.fromkeys((*told, *(x for k in told if k in names for x in _roll(people, names, names[k], b)))))
            own = next((d for d in by_sentence.get(sent, ()) if d.trigger.token in side), None)
            if own is None and any(s.lemma[k] in _VICTIMS or s.lower[k] in _VICTIMS for k in side):
                before = [d for d in live if sent - _BACK <= s.sent[d.trigger.token] < sent and s.kind[d.trigger.token] == "body"]
                own = next((d for d in reversed(before) if any(people.kind(k) in ("person", "group") for k in d.roles.recipients)), None)
                own = own or (before[-1] if before else None)
            if own is None and s.lemma[v] in _NAMED:
                own = _suffered(people, live, sent, side)
            if own is None:  # "among those killed were A and B", and nothing told before
                own = next((d for d in drafts if d.gone == TOLD_ELSEWHERE and d.trigger.token in side and d.type in _VIOLENT), None)
            if own is None:
                continue
            own.gone = ""
            own.roles.recipients = [
                k for k in own.roles.recipients if s.lower[k] not in _NOBODY and not (k in side and s.lower[k] in _VICTIMS)
            ]
            if len(told) == 1 and s.lemma[v] in _NAMED:  # "the baker was identified as A": one and the same
                own.roles.recipients = [k for k in own.roles.recipients if not _is_told_of(people, k, side)]
            _add(own, told, "named")


def _names(people: Participants) -> dict[int, int]:
    """Head of each person's name → its first token."""
    s = people.s
    out: dict[int, int] = {}
    for m in people.known.mentions:
        if m.kind == "person" and m.form == "name" and m.head is not None:
            i = s.token_at(m.head[1] - 1)
            if i is not None:
                out[i] = s.tokens((m.start, m.end))[0]
    return out


def _roll(people: Participants, names: dict[int, int], first: int, end: int) -> list[int]:
    """Heads of the names listed in [first, end): one an item, behind ranks and offices, in front of ages and what they do."""
    s = people.s
    out: list[int] = []
    fresh, i = True, first
    while i < end:
        low = s.lower[i]
        if low in _SEPARATORS:
            fresh = True
        elif low in _ENDS or s.tag[i] in _FINITE:
            break
        elif i in names:
            behind = s.pos[i + 1] if i + 1 < end else ""
            if fresh and behind not in ("NOUN", "PROPN") and s.text[i + 1 : i + 2] != ["'s"]:
                out.append(i)
            fresh = False
        elif s.pos[i] == "ADP" and low != "as":
            fresh = False
        i += 1
    return out


def _opened(people: Participants, names: dict[int, int], d: Draft, k: int) -> list[int]:
    """The names of a roll that opens behind several victims: "killed three reporters: A, B", "12 workers, including A"."""
    s = people.s
    end = min(s.sents[s.sent[k]][1], k + _TO_OPENER)
    later = any(s.lower[x] == "following" for x in s.kids[k])  # "the following guards died in the attack: A, B"
    for i in range(k + 1, end):
        if s.lower[i] in _OPENERS:
            return _roll(people, names, i + 1, s.sents[s.sent[k]][1])
        if s.lower[i] == "among" and s.lower[i + 1 : i + 2] == ["them"]:
            return _roll(people, names, i + 2, s.sents[s.sent[k]][1])
        if not later and (s.tag[i] in _FINITE or i == d.trigger.token or s.lower[i] in _ENDS):
            return []
    return []


def _ahead(people: Participants, names: dict[int, int], d: Draft) -> list[int]:
    """The names that stand right before a passive whose subject the parser did not find: "In the attack A, B, and C were killed"."""
    s, v = people.s, d.trigger.token
    helpers = [k for k in s.kids[v] if s.dep[k] == "auxpass" and k < v]
    if s.tag[v] != "VBN" or not helpers or any(s.dep[k] in ("nsubj", "nsubjpass", "agent") for k in s.kids[v]):
        return []
    out: list[int] = []
    i = min([k for k in s.kids[v] if s.dep[k] in ("aux", "auxpass")]) - 1
    while i >= s.sents[s.sent[v]][0]:
        if i in names:
            out.append(i)
            i = names[i] - 1
        elif s.lower[i] in ("and", ","):
            i -= 1
        else:
            break
    return sorted(out)


def _in_front(people: Participants, names: dict[int, int], d: Draft) -> list[int]:
    """The names of a roll in front of a passive of which the parser made one victim: "A, a baker; B, her son; and C were killed"."""
    s, v = people.s, d.trigger.token
    helpers = [k for k in s.kids[v] if s.dep[k] in ("aux", "auxpass") and k < v]
    subject = [k for k in s.kids[v] if s.dep[k] == "nsubjpass" and k < v]
    if s.tag[v] != "VBN" or not helpers or not subject:
        return []
    first = min(min(names.get(k, k), s.left[k]) for k in subject)
    if ";" not in s.text[first : helpers[0]]:
        return []
    found = _roll(people, names, first, helpers[0])
    return found if len(found) > 1 else []


def _suffered(people: Participants, live: Sequence[Draft], sent: int, side: set[int]) -> Draft | None:
    """The violence told before whose victim is the one now named: "A baker was shot … The baker was identified as A"."""
    s = people.s
    told = {k for k in side if people.kind(k) in ("person", "group") and s.dep[k] in ("nsubjpass", "nsubj", "dobj")}
    entities = {e for k in told if (e := people.mention(k).entity)}
    lemmas = {s.lemma[k] for k in told}
    for d in reversed(live):
        if sent - _BACK <= s.sent[d.trigger.token] < sent:
            if any(people.mention(k).entity in entities or s.lemma[k] in lemmas for k in d.roles.recipients if s.pos[k] != "PRON"):
                return d
    return None


def _is_told_of(people: Participants, k: int, side: set[int]) -> bool:
    """Whether k is one person without a name, whom the side of the sentence without the name stands for."""
    s = people.s
    if s.tag[k] != "NN" or people.mention(k).form == "name":
        return False
    entity = people.mention(k).entity
    return k in side or any(s.lemma[x] == s.lemma[k] or (entity and people.mention(x).entity == entity) for x in side if s.tag[x] == "NN")


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
            if s.ent[k] == "PERSON" and s.pos[k] == "PROPN":
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
