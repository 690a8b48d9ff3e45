"""One row for one happening and each voice: later tellings that tell nothing of their own go, and the first takes in what they add.

`repeats` sees the words before anybody knows whose they are; here voice, status, day, place and parties are known. A later row is the
same happening told again where nothing speaks against it (another day, place, party, way, number) and

* it only points back: a definite noun ("the ban", "his death", "Thursday's crash") is a mention of a happening, not a telling of it,
  whoever speaks; or
* the same voice tells it with the same word or another word of its frame, and a party that both rows have ties them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.language.story import Story
from sayso.language.wordlist import words
from sayso.record import Figure, Mention
from sayso.say.coreference import Case, Telling, Whom, apart, case_of, counted, fate, same_voice
from sayso.say.happening import Happening
from sayso.say.known import Known

Row = tuple[Telling, tuple[Figure, ...]]

_VIOLENT = frozenset({"ASSAULT", "X-HARM"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
#: acts by words: whom they are addressed to tells them apart
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
#: statuses of a row that says of a happening no more than that it is so
_PLAIN = frozenset({"reported", "attributed"})
_PERSONS = words("person group organization country place")
_THINGS = words("facility vehicle weapon other")
#: damage to things, which is told for itself
_MATERIAL = frozenset({"harm.damage", "assault.destroy"})
#: pronouns whose referent is not known (an entity's key is never one of these)
_ANYBODY = words("he she they it his her their its him them one those who which that this")
_FORMER = words("previous earlier past former similar recent prior last such many several numerous other")
#: victims beside those told of
_FURTHER = words("other others another more dozen dozens scores several many some")
_DEFINITE = words("the this that these those such his her its their")
#: words for one sort of happening, where frames are wider than that
_SORTS = tuple(
    words(w)
    for w in (
        "crash collide collision accident incident derail derailment pileup wreck overturn capsize sink sinking tragedy disaster",
        "fire blaze burn inferno wildfire ignite",
        "quake earthquake tremor",
        "storm hurricane cyclone typhoon tornado disaster landfall hit strike",
        "flood flooding deluge disaster",
        "outbreak epidemic pandemic virus disease infect infection",
        "stampede crush tragedy incident disaster",
        "collapse disaster incident",
        "die death dead kill killing murder assassinate assassination slay slaying execute execution homicide",
        "attack assault incident strike raid bombing bomb blast explosion explode shooting shoot stabbing stab airstrike massacre violence "
        "ambush rampage clash fighting fight unrest riot kill killing tragedy detonate",
        "arrest detention detain capture apprehend apprehension custody jail imprison imprisonment",
        "ban prohibit prohibition outlaw forbid bar",
        "block blockade blockage closure close shut shutdown",
        "suspend suspension prorogation prorogue",
        "meet meeting summit talk hold conference negotiation negotiate convention session gathering",
        "sue suit lawsuit complaint file case",
        "sign deal agreement accord treaty pact agree signing",
        "resign resignation quit departure",
        "withdraw withdrawal pullout leave exit",
        "protest demonstration demonstrate rally march unrest riot",
        "sentence sentencing jail",
        "evacuate evacuation",
        "rescue airlift",
        "kidnap abduct kidnapping abduction",
        "injure injury injured wound wounded wounding",
    )
)


def drop_retold(known: Known, rows: Sequence[Row]) -> list[Row]:
    """The rows (telling, its figures) in order, without those that tell again what another tells."""
    place = {p.id: p for p in known.places}
    time = {t.id: t for t in known.times}
    kept: list[tuple[Case, Row]] = []
    for n, (t, figures) in enumerate(rows):
        case = case_of(known, n, t, place, time)
        home = next((k for k, (c, r) in enumerate(kept) if _retells(known, c, r, case, figures)), None)
        if home is None:
            kept.append((case, (t, figures)))
        else:
            kept[home] = _taken_in(kept[home], (case, (t, figures)))
    return [row for _, row in sorted(kept, key=lambda k: k[0].n)]


def _retells(known: Known, first: Case, row: Row, later: Case, figures: tuple[Figure, ...]) -> bool:
    a, b = first.t, later.t
    if _adds_nothing(known, first, later, row[1], figures):
        return True
    if not _kin(a, b) or a.judgement.polarity != b.judgement.polarity or later.fresh:
        return False
    if not _bears(row[1], figures) or not _one_sort(known, a.h, b.h) or apart(known, first, later):
        return False
    if _points_back(known, first, later) and not _announced(known, b):
        if not same_voice(a, b) and ((later.who and not first.who) or (later.whom and not first.whom)):
            return False  # somebody says who did it, or to whom
        return b.judgement.status in _PLAIN and _fit(first, later, tied=False)
    past = "background" in (a.judgement.frame, b.judgement.frame) and a.judgement.frame != b.judgement.frame
    if past and {a.h.type, b.h.type} <= _VIOLENT:
        return False
    if not same_voice(a, b) and not (b.judgement.rule == "aside" and a.judgement.status == "reported"):
        return False
    if same_voice(a, b) and a.judgement.status != b.judgement.status:
        return False
    if first.sent == later.sent and not later.noun and known.story.lemma[a.h.trigger.token] != known.story.lemma[b.h.trigger.token]:
        return False  # "looted the shops and set them on fire"
    return _fit(first, later, tied=True)


def _adds_nothing(known: Known, first: Case, later: Case, before: tuple[Figure, ...], figures: tuple[Figure, ...]) -> bool:
    """Whether the same voice goes on about one act of violence and counts nobody: "… with passengers trapped for hours"."""
    a, b = first.t, later.t
    if a.chain is None or a.chain != b.chain or not same_voice(a, b) or b.h.trigger.frame in _MATERIAL:
        return False
    if (a.h.mode and b.h.mode and a.h.mode != b.h.mode) or (first.sent == later.sent and not later.noun):
        return False
    ours, theirs = ({x.key for x in first.who}, {x.key for x in first.whom}), ({x.key for x in later.who}, {x.key for x in later.whom})
    if ours[0] & theirs[1] or ours[1] & theirs[0] or (ours[0] and theirs[0] and not ours[0] & theirs[0]):
        return False  # the other side strikes back, or others do
    if fate(first) != fate(later) and later.whom and not ours[1] & theirs[1] and any(x.lemma in _FURTHER for x in later.whom):
        return False  # "… while others were wounded"
    if _former(known, first) or (counted(known, b.h) and not counted(known, a.h)):
        return False
    mine = {(f.kind, f.low, f.high) for f in before}
    return all((f.kind, f.low, f.high) in mine for f in figures)


def _former(known: Known, case: Case) -> bool:
    """ "similar to their previous raids": what is told next is another."""
    story, i = known.story, case.t.h.trigger.token
    return any(story.lower[k] in _FORMER for k in story.kids[i])


def _kin(a: Telling, b: Telling) -> bool:
    """Whether the types may name one happening."""
    if {a.h.type, b.h.type} <= _VIOLENT:
        return True
    return a.h.type == b.h.type and (a.h.mode == b.h.mode or a.h.mode is None or b.h.mode is None)


def _one_sort(known: Known, a: Happening, b: Happening) -> bool:
    """Whether the words of the two name the same sort of act."""
    story = known.story
    mine, theirs = _lemmas(story, a), _lemmas(story, b)
    return bool(mine & theirs) or any(mine & sort and theirs & sort for sort in _SORTS)


def _lemmas(story: Story, h: Happening) -> set[str]:
    return {story.lemma[k] for k in (h.trigger.token, *h.merged, *h.trigger.words)} | {
        story.lemma[k] for k in range(h.trigger.first, h.trigger.behind) if story.pos[k] in ("NOUN", "PROPN")
    }


def _announced(known: Known, t: Telling) -> bool:
    """Whether another voice tells of it by the noun itself: "announced his death", "the ban was confirmed"."""
    if t.statement is None or t.statement.cue is None:
        return False
    story = known.story
    a, b = story.tokens(t.statement.cue)
    return a <= story.head[t.h.trigger.token] < b


def _bears(first: tuple[Figure, ...], later: tuple[Figure, ...]) -> bool:
    """Whether the later row's figures are those of the first, or of kinds that the first does not count."""
    mine = {(f.kind, f.low, f.high) for f in first}
    kinds = {f.kind for f in first}
    return all(f.kind not in kinds or (f.kind, f.low, f.high) in mine for f in later)


def _points_back(known: Known, first: Case, case: Case) -> bool:
    """Whether the trigger is a noun with a definite article, a possessive or a day of its own ("Thursday's crash")."""
    story, i = known.story, case.t.h.trigger.token
    if story.pos[i] not in ("NOUN", "PROPN") or case.t.h.merged or case.t.h.trigger.first != i:
        return False
    if story.tag[i] == "NNS" and story.tag[first.t.h.trigger.token] == "NN":
        return False  # "one of the attacks"
    if any(story.lower[k] in ("a", "an", "another", "new", "second", "other") for k in story.kids[i]):
        return False
    return any((story.dep[k] == "det" and story.lower[k] in _DEFINITE) or story.dep[k] == "poss" for k in story.kids[i] if k < i)


def _fit(first: Case, later: Case, tied: bool) -> bool:
    """Whether the parties agree: no role of the later row has others than the first; ``tied``: one party at least is shared."""
    mutual = first.t.h.type in _MUTUAL or first.t.h.mode == "sign" or "clash" in (first.t.h.mode, later.t.h.mode)
    if tied and not mutual and first.t.h.type in _SPOKEN:
        known = {x.key for x in first.whom}
        if (bool(first.whom) != bool(later.whom) and first.sent != later.sent) or any(x.named and x.key not in known for x in later.whom):
            return False
    pairs = [([*first.who, *first.whom], [*later.who, *later.whom])] if mutual else [(first.who, later.who), (first.whom, later.whom)]
    shared = False
    for ours, theirs in pairs:
        for kinds in (_PERSONS, _THINGS):
            mine = [x for x in ours if x.kind in kinds]
            others = [x for x in theirs if x.kind in kinds and x.lemma not in _ANYBODY]
            if not mine or not others:
                continue
            if not any(_alike(x, y) for x in mine for y in others):
                return False
            shared = True
    return shared or not tied


def _alike(a: Whom, b: Whom) -> bool:
    return a.key == b.key or (a.lemma == b.lemma and (b.back or (a.named and b.named)))


def _taken_in(first: tuple[Case, Row], later: tuple[Case, Row]) -> tuple[Case, Row]:
    """The fuller of the two rows (of equals the first), with what the other knows of roles, day, place and figures that it does not."""
    (case, (t, figures)), (other, (o, more)) = (later, first) if _fuller(later[0], first[0]) else (first, later)
    t.h = replace(
        t.h,
        mode=t.h.mode or (o.h.mode if o.h.type == t.h.type else None),
        actors=_further(t.h.actors, o.h.actors, t.h.recipients),
        recipients=_further(t.h.recipients, o.h.recipients, t.h.actors),
        weapons=_further(t.h.weapons, o.h.weapons, ()),
    )
    case.who, case.whom = case.who or other.who, case.whom or other.whom
    if t.time is None and o.time is not None:
        t.time, t.time_reason = o.time, o.time_reason
    if t.place is None and o.place is not None:
        t.place, t.place_reason = o.place, o.place_reason
    kinds = {f.kind for f in figures}
    return case, (t, (*figures, *(f for f in more if f.kind not in kinds)))


def _fuller(later: Case, first: Case) -> bool:
    """Whether the later of two tellings in one sentence, by words of one frame, names whom the first leaves open."""
    return first.sent == later.sent and first.t.h.trigger.frame == later.t.h.trigger.frame and bool(later.whom) > bool(first.whom)


def _further(mine: tuple[Mention, ...], theirs: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A role that one of the rows leaves open is filled from the other."""
    if mine:
        return mine
    taken = {m.entity or m.id for m in others}
    return tuple(m for m in theirs if (m.entity or m.id) not in taken)
