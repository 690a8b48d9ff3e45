"""One event for one happening: which triggers of a sentence, and of title and body, tell of the same act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.codebook.frames import Frame
from sayso.find.triggers import Trigger
from sayso.language.clauses import Clauses
from sayso.language.story import Story
from sayso.say.slots import Roles

VIOLENT = frozenset({"ASSAULT", "X-HARM", "COERCE", "PROTEST"})
#: prepositions that bind harm to its cause: "killed in an ambush", "died during clashes"
_CAUSE = frozenset({"in", "during", "by", "from", "after", "following", "amid", "as", "of", "when", "through", "since"})


_WHEN = frozenset({"when", "after", "as", "while"})


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    trigger: Trigger
    frame: Frame
    roles: Roles
    type: str
    mode: str | None
    merged: list[int] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    aimed: bool = False  # somebody or something is named that the act is aimed at, whether or not it is a party
    told_again: int = 0  # how often the article comes back to it
    into: Draft | None = None  # the draft that took its words over
    gone: str = ""  # why it was dropped, "" if it was not
    doubt: str = ""  # why it is worth a row only where its words surely tell of such an event
    sense: float | None = None  # how likely its words tell of such an event (`sayso.say.sense`)
    turned: dict[int, float] = field(default_factory=dict)  # whom `sayso.say.parties` took out of a role, with the probability


def _result(d: Draft) -> bool:
    """A word for harm done ("kill", "wound", "destroy") that may be the outcome of another act."""
    return d.frame.about in ("harm", "result")


def _cause(d: Draft) -> bool:
    return d.type in ("ASSAULT", "X-HARM", "PROTEST") or d.frame.about == "cause"


def merge_sentence(story: Story, clauses: Clauses, drafts: Sequence[Draft]) -> None:
    """Merge the drafts of one sentence in place: the one that goes gets a reason in ``gone``, the other its tokens and roles."""
    at = {d.trigger.token: d for d in drafts}
    for d in drafts:
        if d.roles.governor is not None:
            at.setdefault(d.roles.governor, d)
    for d in drafts:
        if d.gone:
            continue
        other = _cause_of(story, clauses, d, at) if _result(d) else _subject_of(story, d, at)
        if other is not None and other is not d:
            _join(story, d, other)
    for d in drafts:  # "the rockets fired by X hit Y"
        for w in d.roles.weapons:
            for k in story.kids[w]:
                teller = at.get(k) if story.dep[k] in ("acl", "relcl") else None
                if teller is not None and teller is not d and not teller.gone and not d.gone and d.type == "ASSAULT":
                    d.roles.actors.extend(x for x in at[k].roles.actors if x not in d.roles.actors and x != w)
                    at[k].gone = f"one happening with {story.text[d.trigger.token]}"
                    d.merged.append(k)
    for d in drafts:  # "killed and wounded": one act told with two verbs
        h = story.head[d.trigger.token]
        if d.gone or story.dep[d.trigger.token] != "conj" or h not in at or at[h] is d:
            continue
        other = _kept(at[h])
        if other.gone or other is d or other.type != d.type or other.type not in ("ASSAULT", "X-HARM", "ACCUSE", "SUPPORT"):
            continue
        if "abduct" in (other.mode, d.mode) and other.mode != d.mode:
            continue
        if _result(d) or _result(other) or other.frame.name == d.frame.name or set(other.roles.recipients) & set(d.roles.recipients):
            if not _disjoint(other.roles.actors, d.roles.actors):
                _absorb(other, d, "one act with " + story.text[other.trigger.token])


def _subject_of(story: Story, d: Draft, at: dict[int, Draft]) -> Draft | None:
    """The act that a verb of attack has for its subject: "a suicide attack struck the mosque"."""
    if d.type != "ASSAULT" or story.pos[d.trigger.token] != "VERB":
        return None
    return next((at[k] for k in d.roles.events if k in at and at[k].type == "ASSAULT" and not at[k].gone), None)


def _kept(d: Draft) -> Draft:
    while d.into is not None:
        d = d.into
    return d


def _disjoint(a: list[int], b: list[int]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def _cause_of(story: Story, clauses: Clauses, d: Draft, at: dict[int, Draft]) -> Draft | None:
    v = d.trigger.token
    h, dep = story.head[v], story.dep[v]
    # "exploded, killing five": before its subject, which may be a trigger too ("a car bomb exploded")
    if dep in ("advcl", "xcomp", "ccomp", "dep") and story.tag[v] == "VBG":
        other = at.get(h)
        if other is not None and _cause(other) and not other.gone and other is not d:
            return other
    # "the raid killed five", "a blast which killed five"
    for k in d.roles.events:
        if k in at and not at[k].gone and (at[k].type in VIOLENT or _cause(at[k])):
            return at[k]
    if story.pos[v] in ("VERB", "AUX"):
        for name, k in clauses.preps_of(v):
            if name in _CAUSE:
                for x in (k, clauses.kernel(k), *clauses.spread(k)):
                    if x in at and _cause(at[x]) and not at[x].gone:
                        return at[x]
        # preposition hung on the victims: "killed 12 people in an attack on a convoy"
        for o in clauses.args(v).obj:
            for name, k in clauses.preps_of(o):
                if name in ("in", "during", "by") and k in at and _cause(at[k]) and not at[k].gone:
                    return at[k]
        for k in story.kids[v]:  # "were killed when soldiers opened fire"
            if story.dep[k] == "advcl" and k in at and at[k].frame.about == "cause" and not at[k].gone:
                if any(story.dep[x] in ("mark", "advmod") and story.lower[x] in _WHEN for x in story.kids[k]):
                    return at[k]
        if dep == "conj" and h in at and _cause(_kept(at[h])) and not _kept(at[h]).gone:
            other = _kept(at[h])
            same = set(other.roles.actors) & set(d.roles.actors) or not d.roles.actors
            if same and not _result(other) and other.type in ("ASSAULT", "X-HARM"):
                return other
        if dep == "pcomp":
            p = story.head[v]
            g = story.head[p]
            if g in at and _cause(at[g]) and story.lower[p] in ("in", "by", "after"):
                return at[g]
    return None


def _join(story: Story, result: Draft, cause: Draft) -> None:
    """Result and cause become one event: the verb is its trigger where the cause is a noun."""
    cause_is_verb = story.pos[cause.trigger.token] in ("VERB", "AUX")
    if cause_is_verb or story.pos[result.trigger.token] not in ("VERB", "AUX"):
        keep, drop = cause, result
    else:
        keep, drop = result, cause
    mode = cause.mode or result.mode
    kind = cause.type if cause.type in ("ASSAULT", "X-HARM") else result.type
    if "ASSAULT" in (cause.type, result.type):
        kind = "ASSAULT"
    if cause.type == "X-HARM" and not result.roles.weapons:
        # "a ferry capsized, drowning 20": what met with the accident did not kill
        raised = story.dep[result.trigger.token] == "advcl" and story.head[result.trigger.token] == cause.trigger.token
        if raised or (not result.roles.actors and result.frame.about == "harm"):
            kind = "X-HARM"
    victims = list(result.roles.recipients)
    actors = [k for k in (*cause.roles.actors, *result.roles.actors) if k not in cause.roles.events and k != cause.trigger.token]
    _absorb(keep, drop, f"one happening with {story.text[keep.trigger.token]}")
    keep.type, keep.mode = kind, mode
    both = cause.roles.both
    if not both:
        keep.roles.actors = list(dict.fromkeys(k for k in actors if k not in victims))
        keep.roles.recipients = list(dict.fromkeys([*victims, *(k for k in cause.roles.recipients if k not in keep.roles.actors)]))
    else:
        keep.roles.both = True
        keep.roles.actors = list(cause.roles.actors)
        keep.roles.recipients = list(dict.fromkeys([*cause.roles.recipients, *victims]))


def _absorb(keep: Draft, drop: Draft, why: str) -> None:
    drop.gone, drop.into = why, keep
    keep.merged.extend(x for x in (drop.trigger.token, *drop.merged) if x not in keep.merged)
    for name in ("actors", "recipients", "weapons", "themes"):
        mine: list[int] = getattr(keep.roles, name)
        mine.extend(k for k in getattr(drop.roles, name) if k not in mine)
    for k, slot in drop.roles.how.items():
        keep.roles.how.setdefault(k, slot)
    keep.contexts.extend(c for c in drop.contexts if c not in keep.contexts)
    keep.mode = keep.mode or drop.mode
