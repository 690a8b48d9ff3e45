"""When an event happened: the time that its own clause, sentence, paragraph, or the article's focus gives, with the reason.

A time belongs to the verb that governs it. An event takes the time of its own clause, then that of a clause it hangs on (never that of
saying: "police said on Monday that"), then the time that the paragraph was told at, then the day that the article is about.
"""

from __future__ import annotations

import datetime as dt

from sayso.codebook.timewords import timewords
from sayso.language.story import Story
from sayso.record import Time
from sayso.resolve.reckon import ASSUMED
from sayso.resolve.tense import AHEAD, tense_of, tense_of_verb
from sayso.say.happening import Happening
from sayso.say.known import Known

#: dependents that share the time of the clause they hang on
_SHARES = frozenset({
    "conj", "advcl", "xcomp", "pcomp", "prep", "dobj", "pobj", "nsubj", "nsubjpass", "agent", "appos", "attr", "dep",
    "compound", "poss", "nmod", "amod", "oprd", "npadvmod", "dative", "advmod", "parataxis",
})  # fmt: skip
_BEFORE_NOUN = frozenset({"compound", "nmod", "poss", "amod", "nummod"})
_SHUTS = frozenset({")", "]", "--", "-", "–", "—", ":"})
#: types of event whose aftermath is told as news of its own
_DEEDS = frozenset({"ASSAULT", "X-HARM"})
#: types of event that a report goes through scene by scene, on one day until it says otherwise
_SCENES = _DEEDS | {"COERCE", "X-DISPLACE"}
#: sentences that a time is carried on over, inside a paragraph
_CARRY = 3
#: sentences ahead in which "the incident happened on Monday" may date an event
_AHEAD = 6
#: days before publication that an article's focus may lie
_RECENT = 14
#: why an event has no time that may yet be news of the day
UNDATED = "no time in its sentence, its paragraph or the article's lead"
PERFECT = "told as done before, without a time"


def _usable(t: Time) -> bool:
    return t.start is not None and t.timex_type in ("DATE", "TIME", "DURATION") and t.reason != ASSUMED


def _fine(t: Time) -> bool:
    """True of a single day or a part of one."""
    return t.start is not None and t.start == t.end and t.timex_type != "DURATION"


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _top(story: Story, first: int, behind: int) -> int:
    return next((i for i in range(behind - 1, first - 1, -1) if not first <= story.head[i] < behind), behind - 1)


def _clause_verb(story: Story, i: int) -> int:
    """The verb whose clause token i stands in: itself if it is one, else the nearest above; the root where there is none."""
    while story.pos[i] not in ("VERB", "AUX") and story.head[i] != i:
        i = story.head[i]
    return i


def _reports(known: Known, verb: int) -> bool:
    """True of a verb of saying that has a content: its time is that of the saying."""
    story = known.story
    if story.lemma[verb] not in known.codebook.cues.verbs:
        return False
    return any(story.dep[k] in ("ccomp", "parataxis") for k in story.kids[verb]) or story.dep[verb] in ("parataxis", "ccomp")


def _above(known: Known, verb: int) -> list[int]:
    """The verbs whose time the clause of ``verb`` shares, nearest first: those it is joined to or modifies, not those that report it."""
    story, out = known.story, []
    at = verb
    for _ in range(8):
        if story.head[at] == at or not (story.dep[at] in _SHARES or (story.dep[at] == "acl" and story.tag[at] == "VBG")):
            break
        at = _clause_verb(story, story.head[at])
        if story.pos[at] not in ("VERB", "AUX"):
            break
        out.append(at)
    return out


def _argument(story: Story, noun: int, verbs: set[int]) -> bool:
    """True where the noun is an argument of one of the verbs, or stands in a prepositional phrase of it."""
    head = story.head[noun]
    return head in verbs or (story.pos[head] in ("ADP", "SCONJ", "VERB") and story.head[head] in verbs)


def _triggers(known: Known, token: int) -> bool:
    return any(t.token == token for t in known.triggers)


def _in_dateline(story: Story, first: int, behind: int) -> bool:
    """True of the date of a dateline that no block marks: at the head, before any verb, shut by a bracket, dash, colon or line end."""
    if story.kind[first] in ("dateline", "byline", "credit"):
        return True
    if story.start[first] > 600 or (behind < story.n and story.para[behind] == story.para[first] and story.text[behind] not in _SHUTS):
        return False
    for i in range(first - 1, max(first - 7, -1), -1):
        if story.para[i] != story.para[first]:
            break
        if story.pos[i] in ("VERB", "AUX"):
            return False
    return story.lower[first - 1] not in ("on", "of", "since", "until") if first else True


def _clashes(known: Known, verb: int, t: Time) -> bool:
    """True where the verb is told as habit or as still to come, but the time lies before publication: it belongs to a verb above
    ("detained a man who plans raids yesterday")."""
    published = known.story.article.published
    if not published or t.end is None or t.end >= published[:10]:
        return False
    return tense_of_verb(known.story, verb) in ("present", "future", "posterior")


def _later(known: Known, h: Happening, verb: int) -> bool:
    """True of a verb whose time is not that of what its noun names: of saying, or of what came later of a deed."""
    kind = timewords().aftermath.get(known.story.lemma[verb])
    return kind == "news" or (kind is not None and h.type in _DEEDS)


def _fit(known: Known, h: Happening, first: int, behind: int, t: Time) -> tuple[float, str]:
    """How well the time at (first, behind) belongs to the event, 0 for not at all, and how it was told."""
    story = known.story
    top = _top(story, first, behind)
    own = {h.trigger.token, *range(h.trigger.first, h.trigger.behind), *h.merged}
    at, owner = top, None
    for _ in range(12):
        if at in own or (story.pos[at] in ("VERB", "AUX") and not first <= at < behind):
            break
        if story.pos[at] in ("NOUN", "PROPN") and not first <= at < behind and owner is None:
            owner = at
        if story.head[at] == at:
            break
        at = story.head[at]
    verb = _clause_verb(story, h.trigger.token)
    before_noun = owner is not None and story.dep[top] in _BEFORE_NOUN
    if owner is not None and owner not in own and not _argument(story, owner, {verb, *own}) and (before_noun or _triggers(known, owner)):
        return 0.0, ""
    climbed = 0.0
    while story.pos[at] in ("VERB", "AUX") and story.head[at] != at and _clashes(known, at, t):
        at, climbed = _clause_verb(story, story.head[at]), 0.6
    if at in own:
        return (4.2 if before_noun and owner not in own else 5.0 - climbed), "the time of its own words"
    if _later(known, h, at):
        return 0.0, ""
    if at == verb:
        return (0.0, "") if _reports(known, verb) else (3.6 if before_noun else 4.0, "the time in its clause")
    if before_noun:
        return 0.0, ""
    above = _above(known, verb)
    if at in above and not _reports(known, at):
        return 3.0 - 0.1 * above.index(at), "the time of the clause it belongs to"
    if verb in _above(known, at) and not _reports(known, at) and story.dep[at] in ("advcl", "conj", "xcomp", "pcomp"):
        return 2.5, "the time of the clause that goes with it"
    return 0.0, ""


def _possible(known: Known, t: Time, verb: int, tense: str | None) -> bool:
    """False of a time still to come for an act already told as past."""
    published = known.story.article.published
    return not (published and tense in ("past", "perfect") and t.start is not None and t.start > published[:10])


def _in_sentence(known: Known, h: Happening, tense: str | None) -> tuple[Time, str] | None:
    story = known.story
    a, b = story.sents[story.sent[h.trigger.token]]
    best: tuple[float, float, str, Time] | None = None
    for first, behind, t in known.dated:
        if (
            first < a
            or behind > b
            or not _usable(t)
            or _in_dateline(story, first, behind)
            or not _possible(known, t, h.trigger.token, tense)
        ):
            continue
        fit, how = _fit(known, h, first, behind, t)
        if not fit:
            continue
        fit -= 0.0 if _fine(t) else 0.3
        key = (fit, -abs(first - h.trigger.token))
        if best is None or key > best[:2]:
            best = (*key, how, t)
    return (best[3], best[2]) if best else None


def _told_before(known: Known, h: Happening) -> Time | None:
    """The day at which the paragraph was being told: that of the nearest clause before, in up to three sentences back."""
    story = known.story
    token = h.trigger.token
    sent, para = story.sent[token], story.para[token]
    for first, behind, t in reversed(known.dated):
        if first >= story.sents[sent][0]:
            continue
        if story.para[first] != para or sent - story.sent[first] > _CARRY:
            return None
        if not _fine(t) or t.reason == ASSUMED or not _possible(known, t, token, "past") or _in_dateline(story, first, behind):
            continue
        verb = _clause_verb(story, _top(story, first, behind))
        while story.head[verb] != verb and _clashes(known, verb, t):
            verb = _clause_verb(story, story.head[verb])
        if _reports(known, verb) or _later(known, h, verb) or tense_of_verb(story, verb) in ("future", "posterior", "perfect"):
            continue
        return t if h.type in _SCENES or _tells_kin(known, h, story.sent[first]) else None
    return None


def _tells_kin(known: Known, h: Happening, sent: int) -> bool:
    """True where the sentence tells of something of the event's kind too, so that the event goes on from it."""
    return any(known.story.sent[t.token] == sent and _kin(h.type, t.type) for t in known.triggers)


def _kin(one: str, other: str) -> bool:
    """True of types that can tell of one happening."""
    return one == other or (one in _DEEDS and other in _DEEDS)


def _focus(known: Known, h: Happening) -> Time | None:
    """The recent day that the article is about: that of the first trigger of the event's kind in the body that its sentence dates; as
    long as the text has not turned to another day before the event."""
    story = known.story
    published = _day(story.article.published)
    if published is None:
        return None
    for trigger in known.triggers:
        if story.kind[trigger.token] != "body" or not _kin(h.type, trigger.type):
            continue
        if _later(known, h, trigger.token) or _aside(story, trigger.token):
            continue
        alone = Happening(trigger, trigger.type, trigger.mode, (trigger.first, trigger.behind))
        found = _in_sentence(known, alone, "past")
        if found and _fine(found[0]):
            day = _day(found[0].start)
            if day is None or not 0 <= (published - day).days <= _RECENT:
                return None
            return found[0] if h.in_title or not _turned(known, trigger.token, h.trigger.token, day) else None
    return None


def _lead_day(known: Known, h: Happening) -> Time | None:
    """The one day at which the first paragraph is told ("Police raided a farm on Tuesday."), for deeds of the paragraphs behind it, as long
    as the text does not turn to another day."""
    story = known.story
    published = _day(story.article.published)
    lead = next((i for i in range(story.n) if story.kind[i] == "body" and story.told(i)), None)
    if published is None or lead is None:
        return None
    found: list[Time] = []
    for first, behind, t in known.dated:
        if story.kind[first] != "body" or story.para[first] != story.para[lead] or not _fine(t) or t.reason == ASSUMED:
            continue
        if _in_dateline(story, first, behind):
            continue
        verb = _clause_verb(story, _top(story, first, behind))
        if _reports(known, verb) or _later(known, h, verb) or tense_of_verb(story, verb) not in ("past", None):
            continue
        found.append(t)
    days = {t.start for t in found}
    day = _day(found[0].start) if found else None
    if len(days) != 1 or day is None or not 0 <= (published - day).days <= _RECENT:
        return None
    return None if _turned(known, lead, h.trigger.token, day) else found[0]


def _told_beside(known: Known, h: Happening) -> Time | None:
    """The day of a deed that a verb of saying has for its object ("today confirmed the death of X in Orvela Monday"): the one day of the
    sentence behind it that is neither that of the saying nor that of another deed."""
    story = known.story
    token = h.trigger.token
    verb = story.head[token]
    if story.pos[token] != "NOUN" or story.dep[token] not in ("dobj", "nsubjpass") or story.lemma[verb] not in known.codebook.cues.verbs:
        return None
    a, b = story.sents[story.sent[token]]
    published = (story.article.published or "")[:10]
    found: list[Time] = []
    for first, behind, t in known.dated:
        if first <= token or first < a or behind > b or not _fine(t) or t.start == published or not _possible(known, t, token, "past"):
            continue
        at = _top(story, first, behind)
        for _ in range(8):
            at = story.head[at]
            if at in (verb, token) or story.head[at] == at or _triggers(known, at):
                break
        if at in (verb, token) or story.head[at] == at:
            found.append(t)
    return found[0] if len({t.start for t in found}) == 1 else None


def _said_to_happen(known: Known, h: Happening) -> Time | None:
    """The day of a later sentence that dates the deed without naming it: "the incident happened about 2 p.m. on Thursday"."""
    story = known.story
    token = h.trigger.token
    sent = story.sent[token]
    for first, behind, t in known.dated:
        ahead = story.sent[first] - sent
        if ahead <= 0 or not _fine(t) or t.reason == ASSUMED:
            continue
        if ahead > _AHEAD:
            return None
        verb = _clause_verb(story, _top(story, first, behind))
        if story.lemma[verb] not in timewords().happening or tense_of_verb(story, verb) not in ("past", None):
            continue
        subject = next((k for k in story.kids[verb] if story.dep[k] in ("nsubj", "nsubjpass")), None)
        if subject is not None and _possible(known, t, token, "past"):
            return t
    return None


def _turned(known: Known, since: int, token: int, day: dt.date) -> bool:
    """True where a day other than ``day`` (and the day of publication) is told between the two tokens."""
    published = (known.story.article.published or "")[:10]
    for first, _, t in known.dated:
        if (
            min(since, token) < first < max(since, token)
            and _usable(t)
            and t.timex_type != "DURATION"
            and t.start not in (day.isoformat(), published)
        ):
            return True
    return False


def _aside(story: Story, token: int) -> bool:
    """True of what only describes somebody or something ("a leader responsible for attacks", "who plans raids"): it need not have
    happened when the sentence around it did."""
    at = token
    for _ in range(8):
        if (story.dep[at] in ("relcl", "acl", "amod", "compound", "poss") and at != token) or story.dep[at] in ("relcl", "acl"):
            return True
        if story.head[at] == at or (story.pos[at] == "VERB" and story.dep[at] in ("ROOT", "ccomp", "conj")):
            return False
        at = story.head[at]
    return False


def time_of(known: Known, h: Happening) -> tuple[str | None, str]:
    """(id of a Time or None, reason: where it was taken from, or why there is none)."""
    story = known.story
    token = h.trigger.token
    verb = _clause_verb(story, token)
    tense = tense_of_verb(story, verb) or tense_of(story, token)
    if (found := _in_sentence(known, h, tense)) is not None:
        return found[0].id, found[1]
    if h.type in _SCENES and (beside := _told_beside(known, h)) is not None:
        return beside.id, "the time told beside it"
    if h.type in _DEEDS and tense not in AHEAD and (later := _said_to_happen(known, h)) is not None:
        return later.id, "the time at which it is said to have happened"
    if tense == "perfect":
        return None, PERFECT
    if tense in AHEAD:
        return None, "still to come, without a time"
    if not h.in_title:
        if tense == "present" and story.tag[token] not in ("NN", "NNP"):
            return None, "told as a state or habit, without a time"
        if _aside(story, token):
            return None, "told by the way, without a time"
        if tense != "present" and (before := _told_before(known, h)) is not None:
            return before.id, "the time at which its paragraph is told"
    if (focus := _focus(known, h)) is not None:
        return focus.id, "the day the article is about"
    if h.type in _SCENES and not h.in_title and tense != "present" and (lead := _lead_day(known, h)) is not None:
        return lead.id, "the day at which the lead is told"
    return None, UNDATED
