"""Tellings of one happening in one article: which rows tell of the same act of violence, and what they lend each other.

A row joins the happening told last that nothing speaks against (another day, place, victim, doer, way or number of dead, or a word
like "another") and that something ties it to: a victim or doer it shares, "the attack" that only points back, or harm told right behind
its cause. What one row says of day, place and victims then holds for the others of its happening that do not say it; deaths, injuries
and damage that the same voice tells right behind their cause are no row of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.language.story import Story
from sayso.language.wordlist import words
from sayso.record import Mention, Place, Statement, Time
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.status import Judgement

_VIOLENT = frozenset({"ASSAULT", "X-HARM"})
#: statuses of what happened
REAL = frozenset({"reported", "confirmed", "claimed", "accused", "accused_by_authorities", "attributed", "possible"})
_BACK = words("the this that these those such his her its their said")
_FRESH = words("another other second third fourth new more further different separate similar several various many two three four five six")
_ELSEWHERE = words("elsewhere separately meanwhile")
#: ways that exclude each other: what is told in one is not the act told in another
_WAYS = {
    "targeted": "kill", "execute": "kill", "firearms": "guns", "explosives": "blast", "suicide-attack": "blast", "drone": "air",
    "aerial": "air", "heavy-weapons": "shells", "abduct": "abduct", "sexual": "sexual", "torture": "torture", "beat": "hand",
    "primitive": "hand", "clash": "clash", "seize": "seize", "coup": "coup", "unconventional": "poison", "blockade": "blockade",
}  # fmt: skip
_ALIKE = frozenset({
    frozenset({"kill", "guns"}), frozenset({"kill", "blast"}), frozenset({"kill", "hand"}), frozenset({"clash", "guns"}),
    frozenset({"clash", "shells"}), frozenset({"blast", "shells"}), frozenset({"guns", "shells"}), frozenset({"air", "shells"}),
    frozenset({"torture", "kill"}), frozenset({"torture", "hand"}), frozenset({"clash", "seize"}),
})  # fmt: skip
#: ways that nothing but their own way fits: an attack may have been a bombing, hardly a kidnapping
_APART = frozenset({"abduct", "sexual", "coup", "seize", "blockade", "torture"})
_FATES = dict.fromkeys(("assault.kill", "assault.murder", "assault.assassinate", "assault.execute", "harm.die"), "killed") | dict.fromkeys(
    ("assault.destroy", "harm.damage"), "damaged"
)
_RESULTS = words("assault.kill assault.injure assault.destroy harm.die harm.suffer harm.damage")
#: acts that one may die of
_WOUNDING = words("assault.firearms assault.stab assault.attack assault.ambush assault.beat assault.strike assault.injure")
#: who dies at the hand of the victim's side, or of their own
_OTHER_SIDE = words("suspect gunman shooter attacker assailant robber intruder burglar officer policeman deputy trooper himself herself")
#: sentences between the wounding and the death
_OUTCOME = 12
#: sentences that harm may stand behind its cause, and that it may where it has no day or place of its own
_NEAR, _ON = 2, 5
#: sentences back that "the attack" may point, and that a doer alone ties
_FAR, _CLOSE = 25, 3
_OWN_TIME = (
    "the time of its own words",
    "the time in its clause",
    "the time of the clause it belongs to",
    "the time of the clause that goes with it",
)


@dataclass(slots=True)
class Telling:
    """One row in the making; ``place`` and ``time`` are ids, with the reason behind each; ``chain`` numbers the acts of violence."""

    h: Happening
    statement: Statement | None
    judgement: Judgement
    place: str | None
    place_reason: str
    time: str | None
    time_reason: str
    chain: int | None = None


@dataclass(slots=True)
class Whom:
    """A participant: what identifies it, whether it has a name, its head noun, whether it points back."""

    key: str
    kind: str
    named: bool
    lemma: str
    back: bool


@dataclass(slots=True)
class Case:
    n: int
    t: Telling
    way: str | None
    whom: list[Whom]
    who: list[Whom]
    day: Time | None  # of its own words
    place: Place | None  # of its own words
    dead: tuple[int, int] | None
    back: bool
    cause: bool  # its words name the cause as told before: "died in the attack"
    fresh: bool
    sent: int
    noun: bool  # the trigger is a noun


@dataclass(slots=True)
class _Chain:
    cases: list[Case] = field(default_factory=list)


def link_tellings(known: Known, tellings: Sequence[Telling], times: Sequence[Time] = ()) -> list[Telling]:
    """The tellings in order, those of one happening with what they lend each other, without those that another took in.

    ``times``: those beside ``known.times``.
    """
    place = {p.id: p for p in known.places}
    time = {t.id: t for t in (*known.times, *times)}
    chains: list[_Chain] = []
    for n, t in enumerate(tellings):
        if t.h.type not in _VIOLENT or t.judgement.status not in REAL:
            continue
        case = case_of(known, n, t, place, time)
        home = next((c for c in reversed(chains) if _joins(known, c, case)), None)
        if home is None:
            chains.append(_Chain([case]))
        else:
            home.cases.append(case)
            chains.remove(home)
            chains.append(home)
    gone: set[int] = _outcomes(known, [c for chain in chains for c in chain.cases])
    for number, chain in enumerate(chains):
        chain.cases = [c for c in chain.cases if c.n not in gone]
        for c in chain.cases:
            c.t.chain = number
        if len(chain.cases) > 1:
            gone |= _take_in(known, chain)
            _lend(known, chain, place, time)
    return [t for n, t in enumerate(tellings) if n not in gone]


# ---------------------------------------------------------------- what a row says
def case_of(known: Known, n: int, t: Telling, place: dict[str, Place], time: dict[str, Time]) -> Case:
    story, h = known.story, t.h
    i = h.trigger.token
    day = time.get(t.time or "")
    noun = story.pos[i] in ("NOUN", "PROPN")
    kids = _beside(story, i)
    fresh = bool(_FRESH & set(kids)) if noun else False
    for k in h.merged:  # "another attack wounded two"
        fresh = fresh or (
            story.pos[k] == "NOUN" and story.dep[k] == "nsubj" and not {"another", "second", "third"}.isdisjoint(_beside(story, k))
        )
    indefinite = noun and ("a" in kids or "an" in kids)
    weapons = [k for m in h.weapons for k in range(*story.tokens((m.start, m.end)))]
    victims = [k for m in h.recipients[:1] for k in range(*story.tokens((m.start, m.end)))[:3]]  # not "a shop and other stores"
    fresh = fresh or any(story.lower[k] in ("another", "second", "third", "other") for k in (*weapons, *victims))
    a = story.sents[story.sent[i]][0]
    fresh = fresh or story.lower[a] in _ELSEWHERE or (story.lower[a] == "in" and "another" in story.lower[a : a + 3])
    return Case(
        n, t, _WAYS.get(h.mode or ""), [_whom(known, m) for m in h.recipients], [_whom(known, m) for m in h.actors],
        day if day is not None and t.time_reason in _OWN_TIME and day.start else None,
        place.get(t.place or "") if "named in" in t.place_reason else None,
        _dead(known, h), noun and bool(_BACK & set(kids)), _points_at_cause(story, h), fresh or indefinite, story.sent[i],
        noun,
    )  # fmt: skip


def _beside(story: Story, i: int) -> list[str]:
    """The words that go with a noun: its article, owner, adjectives, numbers."""
    return [story.lower[k] for k in story.kids[i] if story.dep[k] in ("det", "poss", "amod", "nummod", "predet")]


def _points_at_cause(story: Story, h: Happening) -> bool:
    for k in h.merged:
        if k > h.trigger.token and story.pos[k] == "NOUN" and story.tag[k] == "NN":
            kids = [x for x in story.kids[k] if x != k]
            bare = not any(story.dep[x] in ("prep", "acl", "relcl", "compound", "amod", "poss", "appos") for x in kids)
            if bare and any(story.lower[x] in ("the", "that", "this") for x in kids):
                return True
    return False


def _whom(known: Known, m: Mention) -> Whom:
    story = known.story
    i = story.token_at(m.head[0] if m.head else m.start)
    i = i if i is not None else 0
    x = known.entity.get(m.entity or "")
    named = m.form == "name" or (x is not None and any(o.entity == x.id and o.form == "name" for o in known.mentions))
    dets = [story.lower[k] for k in story.kids[i] if story.dep[k] in ("det", "poss", "predet")]
    for p in story.kids[i]:  # "seven of the nine soldiers"
        if story.lower[p] == "of" and story.tag[i] == "CD":
            for inner in story.kids[p]:
                i = inner
                dets += [story.lower[k] for k in story.kids[inner] if story.dep[k] in ("det", "poss")]
    back = m.form == "pronoun" or bool(_BACK & set(dets)) or "both" in dets
    return Whom(m.entity or f"{story.lemma[i]}", m.kind, named, story.lemma[i], back)


def _dead(known: Known, h: Happening) -> tuple[int, int] | None:
    """Least and most dead that the words of the row count."""
    story = known.story
    if h.trigger.frame not in ("assault.kill", "assault.murder", "harm.die", "assault.assassinate"):
        return None
    for c in known.counts:
        if any(m.start <= story.start[c.token] < m.end for m in h.recipients) and c.low:
            return (c.low, c.high or 10**9)
    return None


# ---------------------------------------------------------------- may one row tell of what another tells
def _joins(known: Known, chain: _Chain, case: Case) -> bool:
    if any(against(known, o, case) for o in chain.cases):
        return False
    return any(_ties(known, o, case) for o in reversed(chain.cases))


def against(known: Known, a: Case, b: Case) -> bool:
    """Whether something says that the two are not one; history that is told beside news is not that news."""
    if a.t.judgement.frame != b.t.judgement.frame and "background" in (a.t.judgement.frame, b.t.judgement.frame):
        return True
    return apart(known, a, b)


def apart(known: Known, a: Case, b: Case) -> bool:
    """Whether day, place, way, parties or the number of dead say that the two are not one."""
    if a.way != b.way:
        if a.way in _APART or b.way in _APART:
            return True
        if a.way and b.way and frozenset({a.way, b.way}) not in _ALIKE:
            return True
    if a.day and b.day and (str(a.day.end) < str(b.day.start) or str(b.day.end) < str(a.day.start)):
        return True
    if a.place and b.place and far_apart(a.place, b.place):
        return True
    for mine, theirs in ((a.whom, b.whom), (a.who, b.who)):
        if _strangers(mine, theirs):
            return True
    return bool(a.dead and b.dead and (a.dead[1] < b.dead[0] or b.dead[1] < a.dead[0]) and not _shared(a.whom, b.whom))


def far_apart(a: Place, b: Place) -> bool:
    """Whether neither place can hold the other."""
    if (a.geonameid is not None and a.geonameid == b.geonameid) or a.name == b.name:
        return False
    if a.country and b.country and a.country != b.country:
        return True
    wide = ("country", "province", "region")
    if a.precision in wide or b.precision in wide:
        fine = b if a.precision in wide else a
        broad = a if fine is b else b
        return broad.precision == "province" and bool(fine.admin1) and bool(broad.admin1) and fine.admin1 != broad.admin1
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.precision == b.precision
    return abs(a.lat - b.lat) > 0.3 or abs(a.lon - b.lon) > 0.3


def _strangers(mine: list[Whom], theirs: list[Whom]) -> bool:
    """Whether both name persons, or both tell things, and none is the same."""
    for kinds, named in ((("person",), True), (("facility", "vehicle"), False), (("organization", "country"), True)):
        a = [x for x in mine if x.kind in kinds and (x.named or not named)]
        b = [x for x in theirs if x.kind in kinds and (x.named or not named)]
        if a and b and not {x.key for x in a} & {x.key for x in b} and not {x.lemma for x in a} & {x.lemma for x in b}:
            return True
    return False


def _shared(a: list[Whom], b: list[Whom]) -> bool:
    return bool({x.key for x in a} & {x.key for x in b})


def _ties(known: Known, a: Case, b: Case) -> bool:
    """Whether something says that b tells of what a tells."""
    story = known.story
    gap = b.sent - a.sent
    if _shared(a.whom, b.whom) and any(x.key in {y.key for y in b.whom} and (x.named or x.kind == "person") for x in a.whom):
        return True
    if b.fresh and gap:
        return story.kind[a.t.h.trigger.token] == "title" and _shared(a.whom, b.whom)
    if any(x.back and x.kind != "other" and x.lemma in {y.lemma for y in a.whom} for x in b.whom):
        return True
    if not b.whom and b.back and gap <= _FAR:
        return True
    if story.kind[a.t.h.trigger.token] == "title" and gap <= _CLOSE and (not b.whom or not a.whom or _shared(a.whom, b.whom)):
        return True
    if b.cause and gap <= _FAR:  # "two guards also died in the attack"
        return True
    if _one_victim_renamed(a, b):
        return True
    if 0 <= gap <= _ON and b.t.h.trigger.frame in _RESULTS and not b.who and not (b.dead and a.dead and gap):
        if b.way is not None and b.way != a.way:  # harm with a cause of its own: "an airstrike killed two"
            return False
        return gap <= _NEAR or b.day is None or b.place is None
    return bool(_shared(a.who, b.who)) and gap <= _CLOSE and not (a.whom and b.whom) and a.t.h.trigger.frame == b.t.h.trigger.frame


def _one_victim_renamed(a: Case, b: Case) -> bool:
    """Whether "the judge", "the prelate" of b can only be the one person that a names: acts of one kind, one person each."""
    if len(b.whom) != 1 or not b.whom[0].back or b.whom[0].named or b.whom[0].kind != "person":
        return False
    named = [x for x in a.whom if x.kind == "person"]
    return len(named) == 1 and named[0].named and fate(a) == fate(b)


def same_voice(a: Telling, b: Telling) -> bool:
    x, y = a.statement, b.statement
    if x is None or y is None:
        return x is y
    return x.id == y.id or (x.speaker_entity is not None and x.speaker_entity == y.speaker_entity)


# ---------------------------------------------------------------- what the rows of one happening do for each other
def _outcomes(known: Known, cases: list[Case]) -> set[int]:
    """Numbers of the rows that tell how one person was shot, stabbed or attacked whose death another row tells: the death takes them in.

    Only where the article tells of one victim in all: "A man was shot … Bernat died at the hospital", "A shooting left one dead … The man
    was shot in the chest".
    """
    cases = sorted((c for c in cases if not c.t.h.in_title), key=lambda c: c.n)
    victims = [c for c in cases if any(x.kind in ("person", "group") for x in c.whom)]
    if any(fate(c) == "damaged" or not _alone(known, c) for c in victims):
        return set()
    dead = [c for c in victims if fate(c) == "killed"]
    gone: set[int] = set()
    for a in victims:
        if a.t.h.trigger.frame not in _WOUNDING or a.fresh or any(x.lemma in _OTHER_SIDE for x in a.whom):
            continue
        for b in dead:
            if any(x.lemma in _OTHER_SIDE for x in b.whom) or abs(b.sent - a.sent) > _OUTCOME or against(known, a, b):
                continue
            h, o = b.t.h, a.t.h
            b.t.h = replace(
                h,
                type="ASSAULT",
                mode=h.mode or o.mode,
                actors=h.actors or o.actors,
                recipients=_also(h.recipients, o.recipients),
                weapons=(*h.weapons, *(m for m in o.weapons if m.id not in {x.id for x in h.weapons})),
                merged=tuple(sorted({*h.merged, o.trigger.token, *o.merged})),
            )
            if b.day is None and a.day is not None:
                b.t.time, b.t.time_reason, b.day = a.t.time, a.t.time_reason, a.day
            if b.place is None and a.t.place is not None:
                b.t.place, b.t.place_reason, b.place = a.t.place, a.t.place_reason, a.place
            gone.add(a.n)
            break
    return gone


def _also(mine: tuple[Mention, ...], more: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Both, nobody twice."""
    out = list(mine)
    for m in more:
        if all(m.id != o.id and (m.entity is None or m.entity != o.entity) for o in out):
            out.append(m)
    return tuple(out)


def _alone(known: Known, c: Case) -> bool:
    """Whether the row's victim is one person."""
    story = known.story
    if len(c.t.h.recipients) != 1 or c.t.h.trigger.frame == "assault.fight":
        return False
    m = c.t.h.recipients[0]
    i = story.token_at(m.head[0] if m.head else m.start)
    return i is not None and (m.kind == "person" or story.lower[i] == "one") and story.tag[i] not in ("NNS", "NNPS")


def _take_in(known: Known, chain: _Chain) -> set[int]:
    """Numbers of the rows that tell harm right behind its cause: the cause takes them in."""
    gone: set[int] = set()
    story = known.story
    for k, b in enumerate(chain.cases):
        if b.t.h.type != "X-HARM" or b.who or b.t.h.in_title or b.t.h.trigger.frame not in _RESULTS or b.t.h.weapons:
            continue
        for a in reversed(chain.cases[:k]):
            if a.n in gone or a.t.h.in_title or not 0 <= b.sent - a.sent <= _NEAR or not same_voice(a.t, b.t):
                continue
            if story.para[a.t.h.trigger.token] != story.para[b.t.h.trigger.token] and b.sent - a.sent > 1:
                continue
            if a.t.judgement.status != b.t.judgement.status or not _adds(known, a, b):
                continue
            h, o = a.t.h, b.t.h
            a.t.h = replace(
                h,
                recipients=_also(h.recipients, tuple(m for m in o.recipients if m.id not in {x.id for x in h.actors})),
                merged=tuple(sorted({*h.merged, o.trigger.token, *o.merged})),
            )
            a.whom += [x for x in b.whom if x.key not in {y.key for y in a.whom}]
            gone.add(b.n)
            break
    chain.cases = [c for c in chain.cases if c.n not in gone]
    return gone


def _adds(known: Known, a: Case, b: Case) -> bool:
    """Whether b's victims are further ones: a has none yet, or both count theirs and tell of different fates."""
    people = [x for x in a.whom if x.kind in ("person", "group")]
    if not people:
        return b.sent > a.sent
    if _shared(a.whom, b.whom) or not b.whom:
        return False
    return fate(a) != fate(b) and counted(known, a.t.h) and counted(known, b.t.h)


def fate(c: Case) -> str:
    """What becomes of the row's victims: killed, damaged or hurt."""
    return _FATES.get(c.t.h.trigger.frame, "hurt")


def counted(known: Known, h: Happening) -> bool:
    """Whether the row says how many suffered it."""
    return any(m.start <= known.story.start[c.token] < m.end for c in known.counts for m in h.recipients)


def _lend(known: Known, chain: _Chain, place: dict[str, Place], time: dict[str, Time]) -> None:
    cases = chain.cases
    day = next((c for c in cases if c.day and c.day.start == c.day.end), None) or next((c for c in cases if c.t.time), None)
    where = min((c for c in cases if c.t.place), key=lambda c: (_breadth(place.get(c.t.place or "")), not c.place, c.n), default=None)
    for c in cases:
        if day is not None and c is not day and (c.t.time is None or c.day is None):
            c.t.time, c.t.time_reason = day.t.time, f"told of the same happening: {_word(known, day)}"
        if where is not None and c is not where and (c.t.place is None or not c.place or _within(where, c, place)):
            c.t.place, c.t.place_reason = where.t.place, f"told of the same happening: {_word(known, where)}"
        if not c.whom and c.back:
            first = next((o for o in cases if o.whom), None)
            if first is not None:
                own = {m.id for m in c.t.h.actors}
                c.t.h = replace(c.t.h, recipients=tuple(m for m in first.t.h.recipients if m.id not in own))


def _within(where: Case, c: Case, place: dict[str, Place]) -> bool:
    return _breadth(place.get(c.t.place or "")) >= 3 > _breadth(place.get(where.t.place or ""))


def _breadth(p: Place | None) -> int:
    return {"exact": 0, "town": 0, "district": 1, "province": 3, "region": 3, "country": 4}.get((p.precision if p else None) or "", 1)


def _word(known: Known, c: Case) -> str:
    return known.story.text[c.t.h.trigger.token]
