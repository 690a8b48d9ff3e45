"""Figures of events: which count belongs to which event, and whose side they were on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.codebook.nouns import load_nouns
from sayso.codebook.tolls import TollWords, toll_words
from sayso.find.figures import Count
from sayso.language.story import Story
from sayso.language.wordlist import words as wordlist
from sayso.record import Figure, Mention
from sayso.say.fates import Fate, find_fates
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.public import statement_at

#: how many sentences back a count may look for its event
_BACK = 2
#: frames of acts that may miss whom they are aimed at
_AIMED = wordlist("assault.firearms assault.attack assault.aim assault.shelling assault.strike assault.explosives assault.stab")
#: frames of acts that kill if they succeed
_KILLING = wordlist("assault.kill assault.murder assault.assassinate assault.firearms assault.stab")
_HURT = wordlist("injure hurt harm wound hit strike shoot graze")
#: of these a bullet is the subject and the person the object
_MISSED = wordlist("hit strike")
_UNHURT = wordlist("unhurt unharmed uninjured unscathed")
#: and how many "no one was hurt" may
_BACK_NONE = 8
#: how many sentences before and behind "two men were shot" it may be told that one of them died
_TOLD_BEFORE, _TOLD_AFTER = 3, 5


def figures_of(known: Known, happenings: Sequence[Happening]) -> list[tuple[Figure, ...]]:
    """For each happening its figures; a count goes to one happening only.

    The word that says what became of the people decides: the happening that it triggers, else the nearest one over it in the parse, in its
    sentence, or in the two sentences before. An implied one ("a guard") goes only to a happening of its own sentence.
    """
    words = toll_words()
    out: list[list[Figure]] = [[] for _ in happenings]
    at: dict[int, int] = {}
    for i, h in enumerate(happenings):
        for t in (*range(h.trigger.first, h.trigger.behind), *h.merged):
            at.setdefault(t, i)
    told: dict[tuple[int, str], Fate] = {}
    used: set[tuple[tuple[int, int], str]] = set()
    hurt: dict[int, list[Figure]] = {}
    for fate in settle(known, [f for f in find_fates(known.story, known.counts) if _people(known, f.count)]):
        home = _home(known, happenings, at, fate, words)
        if home is not None:
            first = told.setdefault((home, fate.kind), fate)
            if _single(fate) and first.token != fate.token:
                continue  # the same victim once more ("the injured man … he")
            if first is not fate and known.story.lower[known.story.tokens(fate.count.span)[0]] == "both":
                continue  # the two of whom the row told already
            out[home].append(_figure(known, happenings[home], fate.kind, fate.count, words))
            used.add((fate.count.span, fate.kind))
            if fate.kind == "injured" and _single(fate):
                hurt.setdefault(home, []).append(out[home][-1])
    for home, rows in hurt.items():  # the one who was shot is the one who died: the row tells of one person
        if sum(f.low or 0 for f in out[home] if f.kind == "killed") == 1 and _one_victim(known, happenings[home]):
            out[home] = [f for f in out[home] if f not in rows]
    for i, h in enumerate(happenings):
        word = _attempted(known.story, h)
        if word is not None:  # whom somebody tried to kill is alive
            span = (known.story.start[word], known.story.end[word])
            out[i] = [f for f in out[i] if f.kind != "killed"]
            out[i].append(Figure("killed", 0, 0, span, None, None, "recipient"))
    for i, figure in _unhurt(known, happenings):
        if not any(f.kind in ("injured", "killed") for f in out[i]):
            out[i].append(figure)
    taken = {span for span, _ in used}
    for i, h in enumerate(happenings):
        out[i] += _participants(known, h, taken, words)
    return [tuple(rows) for rows in out]


def _one_victim(known: Known, h: Happening) -> bool:
    """Whether the row tells of a death and of how it came about in two sentences or more, and of nobody else."""
    story = known.story
    sents = {story.sent[t] for t in (h.trigger.token, *h.merged)}
    return len(sents) > 1 and all(m.kind == "person" or story.article.text[m.start : m.end].lower().startswith("one") for m in h.recipients)


def _attempted(story: Story, h: Happening) -> int | None:
    """The word by which a killing is but an attempt: "the ATTEMPTED murder of", "TRIED to kill", "an ATTEMPT on his life"."""
    if h.trigger.frame not in _KILLING or h.merged:
        return None
    i = h.trigger.token
    words = [k for k in story.kids[i] if k < i and story.dep[k] in ("amod", "compound", "nmod")]
    for k in (*words, *range(h.trigger.first, h.trigger.behind)):
        if story.lower[k] in ("attempted", "failed", "foiled", "botched"):
            return int(k)
    for _ in range(3):
        head = story.head[i]
        if story.dep[i] in ("xcomp", "acl") and story.lemma[head] in ("try", "attempt"):
            return int(head)
        if story.dep[i] not in ("conj", "pcomp", "pobj", "prep") or head == i:
            return None
        i = head
    return None


def _unhurt(known: Known, happenings: Sequence[Happening]) -> list[tuple[int, Figure]]:
    """(happening, figure of 0) for the only one who suffered it and of whom the article says that nothing came to pass: "Clark was not
    hit", "the clerk escaped unharmed", "police do not believe that the victim was shot"."""
    story = known.story
    whom: dict[str, list[int]] = {}
    for i, h in enumerate(happenings):
        people = [m for m in h.recipients if m.kind in ("person", "group")]
        if any(story.dep[k] == "neg" for k in story.kids[h.trigger.token]):
            continue
        if h.type == "ASSAULT" and len(people) == 1 and people[0].entity and h.trigger.frame in _AIMED:
            whom.setdefault(people[0].entity, []).append(i)
    if not whom:
        return []
    out: list[tuple[int, Figure]] = []
    for v in range(story.n):
        if story.lemma[v] == "injury" and _none(story, v):
            aimed = [
                i for rows in whom.values() for i in rows if 0 <= story.sent[v] - story.sent[happenings[i].trigger.token] <= _BACK_NONE
            ]
            before = [i for i in aimed if happenings[i].trigger.token < v]
            out += [(i, Figure("injured", 0, 0, (story.start[v], story.end[v]), None, None, "recipient")) for i in before]
            continue
        if story.lower[v] in _UNHURT:
            at, low = v, story.head[v]
        elif story.lemma[v] in _HURT and story.pos[v] == "VERB" and _negated(story, v):
            at, low = v, v
        else:
            continue
        missed = at == v and story.lemma[v] in _MISSED
        slots = ("dobj", "nsubjpass") if missed else ("nsubj", "nsubjpass")
        for x in (at, low):
            for k in story.kids[x]:
                if story.dep[k] not in slots:
                    continue
                for m in known.at_head.get(k, ()):
                    rows = whom.get(m.entity or "", ())
                    if not rows and len(whom) == 1 and _the_one(story, k):
                        rows = next(iter(whom.values()))
                    before = [i for i in rows if happenings[i].trigger.token < v]
                    if before:
                        out.append((before[-1], Figure("injured", 0, 0, (m.start, m.end), None, None, "recipient")))
    return out


def _none(story: Story, v: int) -> bool:
    """True for "no injuries were reported", not for "no other injuries"."""
    words = {story.lower[k] for k in story.kids[v] if k < v}
    return "no" in words and words <= {"no", "immediate", "known"}


def _the_one(story: Story, k: int) -> bool:
    """True for "the victim", "the man": the only one aimed at."""
    noun = load_nouns().get(story.lemma[k])
    return noun is not None and noun.kind == "person" and any(story.lower[x] == "the" for x in story.kids[k] if story.dep[x] == "det")


def _negated(story: Story, v: int) -> bool:
    """Whether the verb, or the opinion that its clause is the content of, is negated."""
    if any(story.dep[k] == "neg" for k in story.kids[v]):
        return True
    h = story.head[v]
    return story.dep[v] == "ccomp" and story.lemma[h] in ("believe", "think") and any(story.dep[k] == "neg" for k in story.kids[h])


def settle(known: Known, fates: list[Fate]) -> list[Fate]:
    """Leave out the injuries of those who died of them: of a victim who is the same entity, or who is told of next ("A man was shot …
    The victim died"); and an inferred count that is the very number of the killed."""
    killed = [f for f in fates if f.kind == "killed" and f.count.high != 0]
    dead = {x for f in killed if (x := _entity(known, f)) is not None}
    numbers = {f.count.low for f in killed if not _single(f)}
    out = []
    for f in fates:
        if f.kind == "injured" and _single(f) and _entity(known, f) in dead:
            continue
        if f.weak and not _single(f) and f.count.low in numbers:
            continue
        out.append(_survivors(known, f, killed))
    introduced: set[str | None] = set()
    for k in [f for f in out if f.kind == "killed" and _single(f)]:
        x = _entity(known, k)
        if not _anaphoric(known, k) or (x is not None and x in introduced):
            introduced.add(x)
            continue
        introduced.add(x)
        before = [f for f in out if f.kind == "injured" and _single(f) and f.token < k.token]
        if before and not any(f.kind == "killed" and _single(f) and before[-1].token < f.token < k.token for f in out):
            out.remove(before[-1])
    return out


def _survivors(known: Known, f: Fate, killed: Sequence[Fate]) -> Fate:
    """Of a number of people of whom it is but inferred that they were injured ("two men were shot") the others, where some are told to have
    died close by."""
    n, sent = f.count.low, known.story.sent
    if f.kind != "injured" or not f.weak or n is None or n < 2 or f.count.high != n:
        return f
    near = [k for k in killed if -_TOLD_BEFORE <= sent[k.token] - sent[f.token] <= _TOLD_AFTER and k.count.low == k.count.high]
    names = {x for k in near if known.story.tag[k.count.token] == "NNP" and (x := _entity(known, k)) is not None}
    dead = max([len(names), *(k.count.low or 0 for k in near)], default=0)
    if not 0 < dead < n:
        return f
    return replace(f, count=replace(f.count, low=n - dead, high=n - dead))


def _single(f: Fate) -> bool:
    return f.count.low == f.count.high == 1 and f.count.of == f.count.span


def _entity(known: Known, f: Fate) -> str | None:
    return next((m.entity for m in known.at_head.get(f.count.token, ()) if m.entity), None)


def _anaphoric(known: Known, f: Fate) -> bool:
    """True for "the victim", "he", "Smith": somebody already told of."""
    story, t = known.story, f.count.token
    if story.tag[t] in ("PRP", "NNP"):
        return True
    return any(story.lower[k] in ("the", "that", "this", "his", "her") for k in story.kids[t] if story.dep[k] in ("det", "poss"))


def _home(known: Known, happenings: Sequence[Happening], at: dict[int, int], fate: Fate, words: TollWords) -> int | None:
    story, takes = known.story, words.takes[fate.kind]

    def fits(i: int) -> bool:
        return happenings[i].type in takes

    none = fate.count.high == 0
    if (i := at.get(fate.token)) is not None and fits(i) and not none:
        return i
    for a in story.ancestors(fate.token):
        if (i := at.get(a)) is not None and fits(i):
            return i
    sentence = story.sent[fate.token]
    near = [(abs(t - fate.token), i) for t, i in at.items() if story.sent[t] == sentence and fits(i) and not (none and t == fate.token)]
    if near:
        return min(near)[1]
    if fate.count.low == fate.count.high == 1 and fate.count.of == fate.count.span:  # implied
        return None
    for back in range(1, (_BACK_NONE if none else _BACK) + 1):
        if sentence - back < 0 or story.kind[fate.token] == "title":
            break
        for t, i in sorted(at.items()):
            if story.sent[t] == sentence - back and fits(i) and story.kind[t] == story.kind[fate.token]:
                if none or _one_voice(known, t, fate.token):
                    return i
    return at.get(fate.token) if none and fate.token in at and fits(at[fate.token]) else None


def _one_voice(known: Known, there: int, here: int) -> bool:
    """Whether a count may go to an event told before: not where another source counts ("Other sources speak of nine deaths")."""
    mine, theirs = statement_at(known, here), statement_at(known, there)
    if mine is None or theirs is None or mine.id == theirs.id:
        return True
    return mine.speaker_entity is not None and mine.speaker_entity == theirs.speaker_entity


def _people(known: Known, count: Count) -> bool:
    """False where what is counted is known to be no person."""
    rows = known.at_head.get(count.token, ())
    if known.story.tag[count.token] == "NNP":
        return any(m.kind == "person" for m in rows)
    return not rows or any(m.kind in ("person", "group", "organization", "country", "other", "figure") for m in rows)


def _figure(known: Known, h: Happening, kind: str, count: Count, words: TollWords) -> Figure:
    of = count.of if count.of != count.span else None
    return Figure(kind, count.low, count.high, count.span, count.hedge, of, _side(known, h, count, words))


def _side(known: Known, h: Happening, count: Count, words: TollWords) -> str:
    """civilian where the noun says so; else the side on which a mention of the event holds the counted people."""
    story = known.story
    first, behind = story.tokens(count.of or count.span)
    nouns = {story.lemma[i] for i in (*range(first, behind), count.token)}
    if nouns & words.civilians:
        return "civilian"
    at = story.start[count.token]

    def holds(rows: tuple[Mention, ...]) -> bool:
        return any(m.start <= at < m.end for m in rows)

    if holds(h.recipients):
        return "recipient"
    return "actor" if holds(h.actors) else "unknown"


def _participants(known: Known, h: Happening, taken: set[tuple[int, int]], words: TollWords) -> list[Figure]:
    """Counts of those who take part: the actors of a protest, an attack, a deployment."""
    if h.type not in words.takes["participants"]:
        return []
    out = []
    for c in known.counts:
        at = known.story.start[c.token]
        if (
            c.span in taken
            or c.part
            or c.total
            or c.high in (0, 1)
            or not any(m.start <= at < m.end and m.end - m.start < 80 for m in h.actors)
        ):
            continue
        taken.add(c.span)
        kind = "displaced" if h.type == "X-DISPLACE" else "participants"
        out.append(Figure(kind, c.low, c.high, c.span, c.hedge, c.of, "actor"))
    return out
