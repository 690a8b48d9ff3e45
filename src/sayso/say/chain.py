"""The chain of voices behind an event: from the innermost statement outwards to the publishing outlet.

A statement adds its source, and in front of it whom the source cites ("police, citing witnesses, said"); behind it comes the outlet
that was told ("told the Star"). Then the statement that it stands in, the agency that the text is credited to, and the publisher.
"""

from __future__ import annotations

import re

from sayso.codebook.cues import Cues
from sayso.language.story import Story
from sayso.record import Span, Statement, Voice
from sayso.say.happening import Happening
from sayso.say.kinds import is_outlet, kind_of
from sayso.say.known import Known
from sayso.say.speakers import antecedent_of, phrase_of

_CITING = frozenset({"citing", "quoting", "referencing"})
_PRONOUNS = frozenset("he she it they we i who which that his her their its our my you this these those".split())
_DATELINE = re.compile(r"^[^\n]{0,60}?\((?P<a>[A-Z][\w .&/'’-]{1,24})\)\s*(?:-{1,2}|–|—)\s", re.M)


def statement_of(known: Known, h: Happening) -> Statement | None:
    """The innermost statement whose content the trigger stands in; a wish or a plan is no word of anybody's, so that it does not count."""
    at = known.story.start[h.trigger.token]
    inside = [s for s in known.statements if s.act != "wish" and any(a <= at < b for a, b in s.content)]
    return min(inside, key=lambda s: sum(b - a for a, b in s.content), default=None)


def chain_of(known: Known, statement: Statement | None, voice: int | None = None) -> tuple[Voice, ...]:
    """Voices, innermost first; the outlet is always the last. ``voice``: token of who acts by words where there is no statement."""
    out: list[Voice] = [] if voice is None or statement is not None else [_voice_at(known, voice, "acts")]
    by_id = {s.id: s for s in known.statements}
    seen: set[str] = set()
    while statement is not None and statement.id not in seen:
        seen.add(statement.id)
        if statement.act != "wish":
            out += _voices(known, statement)
        statement = by_id.get(statement.parent) if statement.parent else None
    article = known.story.article
    publisher = article.outlet or article.domain
    credit = article.credit or _dateline_agency(known)
    if credit and credit != publisher:
        out.append(Voice("outlet", credit, None, None, "credited"))
    out.append(Voice("outlet", publisher, None, None, "publishes"))
    return tuple(_without_repeats(out))


def _voices(known: Known, s: Statement) -> list[Voice]:
    """Those whom the source cites, the source, and the outlet that was told."""
    story, cues = known.story, known.codebook.cues
    out = [_voice_at(known, k, "cited") for k in _cited(story, s)]
    how = _cue_words(story, s)
    name = None
    if s.speaker is not None:
        x = known.entity.get(s.speaker_entity) if s.speaker_entity else None
        words = story.article.text[s.speaker[0] : s.speaker[1]]
        name = (x.name if x else None) or (None if words.lower() in _PRONOUNS else words)
    out.append(Voice(s.speaker_kind, name, s.speaker_entity, s.speaker, how))
    told = _told(known, s, cues)
    if told is not None:
        out.append(told)
    return out


def _cue_words(story: Story, s: Statement) -> str:
    return story.article.text[s.cue[0] : s.cue[1]].lower() if s.cue is not None else "quoted"


def _voice_at(known: Known, head: int, how: str) -> Voice:
    story = known.story
    rows = known.at_head.get(antecedent_of(story, head), [])
    m = next((m for m in rows if m.entity), rows[0] if rows else None)
    x = known.entity.get(m.entity) if m is not None and m.entity else None
    source = phrase_of(story, head)
    span = story.chars(*source)
    name = (x.name if x else None) or (None if story.lower[head] in _PRONOUNS else story.article.text[span[0] : span[1]])
    return Voice(kind_of(story, known.codebook.cues, head, source, m, x), name, m.entity if m else None, span, how)


def _clause_tokens(story: Story, s: Statement) -> range:
    """Tokens of the sentences in which the cue or the speaker stands."""
    at: Span | None = s.cue or s.speaker
    if at is None:
        return range(0)
    first, behind = story.tokens(at)
    if behind <= first:
        return range(0)
    return range(story.sents[story.sent[first]][0], story.sents[story.sent[behind - 1]][1])


def _cited(story: Story, s: Statement) -> list[int]:
    """Heads of the sources that the speaker cites in the reporting clause."""
    out = []
    for i in _clause_tokens(story, s):
        if story.lower[i] not in _CITING or any(a <= story.start[i] < b for a, b in s.content):
            continue
        for k in story.kids[i]:
            if k > i and story.dep[k] in ("dobj", "pobj", "nsubj"):
                out += [k, *(c for c in story.kids[k] if story.dep[c] == "conj")]
                break
        else:
            noun = next((k for k in range(i + 1, min(i + 6, story.n)) if story.pos[k] in ("NOUN", "PROPN")), None)
            if noun is not None:
                out.append(noun)
    return out


def _told(known: Known, s: Statement, cues: Cues) -> Voice | None:
    """The outlet that the statement was made to ("told the Star", "in an interview with Radio Sela")."""
    story = known.story
    if s.addressee is not None:
        first, behind = story.tokens(s.addressee)
        heads = [i for i in range(first, behind) if not first <= story.head[i] < behind]
        for i in heads:
            voice = _voice_at(known, i, "told")
            if voice.kind == "outlet":
                return voice
    if s.cue is None:
        return None
    first, behind = story.tokens(s.cue)
    for i in _clause_tokens(story, s):
        if story.lower[i] not in ("with", "by", "on") or any(a <= story.start[i] < b for a, b in s.content):
            continue
        carrier = story.head[i]
        if story.lemma[carrier] in ("interview", "carry", "publish", "broadcast", "quote", "air", "statement", "comment", "say"):
            for k in story.kids[i]:
                if story.dep[k] == "pobj" and story.pos[k] == "PROPN" and is_outlet(story.words(*phrase_of(story, k)), cues):
                    return _voice_at(known, k, "told")
    return None


def _dateline_agency(known: Known) -> str | None:
    """The agency in brackets in the dateline of the first lines ("SELA, March 3 (Reuters) - …")."""
    text = known.story.article.text[:600]
    m = _DATELINE.search(text)
    return m["a"] if m and is_outlet(m["a"], known.codebook.cues) else None


def _without_repeats(voices: list[Voice]) -> list[Voice]:
    """Neighbours that are the same source stand once; the publisher's own reports are one voice."""
    out: list[Voice] = []
    for v in voices:
        if out and v.name is not None and v.name == out[-1].name and v.kind == out[-1].kind:
            if v.how in ("publishes", "credited"):
                out[-1] = v
            continue
        out.append(v)
    return out
