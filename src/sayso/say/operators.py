"""Acts about acts: an agreement, refusal, threat or request takes its other party from what is agreed, refused … to be done.

"Ruritania agreed to send doctors to Sylvania" is an AGREE towards Sylvania beside the AID that is planned. And what somebody says
they will do is an act of its own in PLOVER: cooperative acts in the future tense are AGREE, hostile ones THREATEN, a cooperative act
that "will not" be done is REJECT. The act itself stays an event, planned, threatened or negated.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook.frames import Frames
from sayso.find.triggers import Trigger
from sayso.language.clauses import Clauses
from sayso.language.story import Story
from sayso.language.wordlist import words
from sayso.say.merge import Draft
from sayso.say.slots import Roles, SlotFiller

OPERATORS = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
_INNER = frozenset({"xcomp", "ccomp", "acl", "advcl", "pcomp", "conj"})
_TOWARDS = frozenset({"to", "with", "from", "on", "against", "for", "in", "into", "at", "of", "between"})
_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "would", "shall"})
_COOPERATIVE = frozenset({"RETREAT", "CONCEDE", "AID", "COOPERATE", "SUPPORT", "AGREE", "CONSULT"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "MOBILIZE", "ASSAULT"})
#: what one does about a hostile act without committing it: "will end its sit-in", "will debate the emergency law"
_ABOUT = words(
    "end stop halt debate discuss consider review examine lift ease suspend cancel call avoid face investigate monitor oppose resist "
    "welcome condemn attend cover survive study mull weigh repeal"
)
_SELF = frozenset({"it", "he", "she", "they", "we", "i"})


def inherit(story: Story, clauses: Clauses, drafts: list[Draft]) -> None:
    """Give agreements, refusals, threats and requests without a recipient that of the act they are about."""
    at = {d.roles.governor: d for d in drafts if d.roles.governor is not None} | {d.trigger.token: d for d in drafts}
    for d in drafts:
        if d.type not in OPERATORS or d.roles.recipients:
            continue
        for inner in inner_acts(story, d):
            other = at.get(inner)
            own = [k for k in story.kids[inner] if story.dep[k] in ("nsubj", "nsubjpass")] if story.dep[inner] == "ccomp" else []
            if d.type == "REQUEST" and own and story.lower[own[0]] not in ("it", "there", "this", "i", "we"):
                found = clauses.spread(clauses.real(own[0]))  # "demanded that the minister go"
            elif other is not None:
                found = [k for k in other.roles.recipients if k not in d.roles.actors]
            else:
                a = clauses.args(inner) if story.pos[inner] in ("VERB", "AUX") else None
                found = [*a.iobj, *(k for n, k in a.preps if n in _TOWARDS), *a.obj] if a else []
                found = [k for k in found if k not in d.roles.actors and story.ent[k] not in ("DATE", "TIME")]
            if found:
                for k in found:
                    d.roles.add("recipient", k, "inner")
                break


def inner_acts(story: Story, d: Draft) -> list[int]:
    """Verbs and nouns that say what the act is about, nearest first."""
    out: list[int] = []
    if story.tag[d.trigger.token] == "MD":  # "will not accept": the act that is spoken of carries the modal
        out.append(story.head[d.trigger.token])
    for h in (d.trigger.token, *d.trigger.words):
        for k in story.kids[h]:
            if (
                story.dep[k] in _INNER
                and (story.pos[k] in ("VERB", "AUX") or story.dep[k] == "ccomp")
                and k > d.trigger.token
                and k not in out
                and story.dep[k] != "conj"
            ):
                out.append(k)
            elif story.dep[k] == "prep":
                out.extend(x for x in story.kids[k] if story.dep[x] in ("pcomp", "pobj"))
            elif story.dep[k] == "dobj" and k not in d.trigger.words:
                out.append(k)
    for k in list(out):  # "agreed to sit down and talk with X"
        out.extend(x for x in story.kids[k] if story.dep[x] in ("conj", "xcomp") and story.pos[x] == "VERB")
    return out


def commitments(story: Story, frames: Frames, clauses: Clauses, filler: SlotFiller, drafts: list[Draft]) -> list[Draft]:
    """The acts of committing oneself that future tenses tell of, one for each such act."""
    out = []
    operators = {d.trigger.token for d in drafts if d.type in OPERATORS}
    for d in drafts:
        v = d.trigger.token if story.pos[d.trigger.token] in ("VERB", "AUX") else d.roles.governor
        if v is None or d.frame.about in ("harm", "result") or not d.roles.actors:
            continue
        v = _finite(story, v)
        modal = next((k for k in story.kids[v] if story.tag[k] == "MD" and story.lower[k] in _FUTURE), None)
        if modal is None or any(story.lower[k] == "if" for k in story.kids[v]):
            continue
        if story.lemma[v] in ("like", "love", "prefer"):
            continue  # "I would like to thank": a wish, or the act itself
        teller = filler.teller(v)
        if story.lower[modal] == "would" and teller is None:
            continue
        if teller is not None and teller in operators:
            continue  # "threatened that it would": told already
        subject = clauses.surface_subject(v)[0]
        if teller is not None and subject and not _own(story, clauses, subject[0], teller):
            continue
        negated = next((k for k in story.kids[v] if story.dep[k] == "neg"), None)
        type_ = _type(d, negated is not None)
        about = type_ == "THREATEN" and d.roles.governor is not None and story.lemma[d.roles.governor] in _ABOUT
        if about or story.lemma[d.trigger.token] == "debate":
            continue
        frame = frames.frames.get(f"commitment.{type_.lower()}") if type_ else None
        if type_ is None or frame is None:
            continue
        last = negated if negated is not None and negated == modal + 1 else modal
        trigger = Trigger(modal, modal, last + 1, type_, None, frame.name, (), None, frame.weight)
        roles = Roles(actors=list(d.roles.actors), recipients=[k for k in d.roles.recipients if k not in d.roles.actors])
        if d.roles.both:
            roles.recipients = []
        roles.how = dict(d.roles.how)
        out.append(Draft(replace(trigger), frame, roles, type_, None))
    return out


def _finite(story: Story, v: int) -> int:
    """The verb that carries the auxiliaries: of "will begin to withdraw" it is *begin*."""
    for _ in range(3):
        if any(story.tag[k] == "MD" for k in story.kids[v]):
            return v
        if story.dep[v] in ("xcomp", "conj") and story.pos[story.head[v]] in ("VERB", "AUX"):
            if story.dep[v] == "conj" and any(story.dep[k] in ("nsubj", "nsubjpass") for k in story.kids[v]):
                return v
            v = story.head[v]
        else:
            return v
    return v


def _own(story: Story, clauses: Clauses, subject: int, teller: int) -> bool:
    """Whether somebody speaks of what they do themselves, or an official speaks for them."""
    if story.lower[subject] in _SELF:
        return True
    speaker = clauses.surface_subject(teller)[0]
    return not speaker or story.lower[speaker[0]] not in _SELF


def _type(d: Draft, negated: bool) -> str | None:
    if negated:
        return "REJECT" if d.type in _COOPERATIVE else None
    if d.type in _COOPERATIVE and d.type != "AGREE":
        return "AGREE"
    if d.type in _HOSTILE or d.type == "PROTEST":
        return "THREATEN"
    return None
