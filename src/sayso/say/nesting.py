"""Which drafts are kept, and which statement is part of which."""

from __future__ import annotations

from dataclasses import replace

from sayso.language.story import Story
from sayso.say.draft import Draft, holds, overlap, size
from sayso.say.reporting import lemma_of


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Of drafts with nearly the same content and the same source the first in rank stays."""
    out: list[Draft] = []
    for d in drafts:
        double = False
        for e in out:
            shared = overlap(d.content, e.content)
            if shared and shared >= 0.9 * max(size(d.content), size(e.content)) and (d.head == e.head or d.verb == e.verb):
                double = True
                break
        if not double:
            out.append(d)
    return out


def without_own_speakers(story: Story, drafts: list[Draft]) -> list[Draft]:
    """Nobody stands inside his own words. Of a source and a content that overlap a title in quote marks goes from the content ("said Ort,
    author of “Night Roads”"), a quote that the source ran into goes from the source, and else the source is dropped."""
    return [_parted(story, d) if d.source is not None else d for d in drafts]


def _parted(story: Story, d: Draft) -> Draft:
    if d.source is None or d.head is None:
        return d
    first, behind = story.chars(*d.source)
    at = story.chars(d.head, d.head + 1)[1]
    if not overlap(d.content, ((first, behind),)):
        return d
    kept = tuple(s for s in d.content if not (at <= s[0] < behind and s[1] <= behind + _CLOSING))
    if kept and not overlap(kept, ((first, behind),)):
        return replace(d, content=kept)
    cut = min((s[0] for s in d.content if at <= s[0] < behind), default=first)
    i = next((i for i in range(d.head + 1, d.source[1]) if story.chars(i, i + 1)[0] >= cut), None)
    if i is not None and not overlap(d.content, (story.chars(d.source[0], i),)):
        return replace(d, source=(d.source[0], i))
    return replace(d, source=None, head=None)


#: a comma and closing marks that may stand behind a title where the phrase of the speaker ends
_CLOSING = 3


def without_shells(story: Story, drafts: list[Draft]) -> list[Draft]:
    """ "expressed concern about X" is one statement, of X: the noun says what is expressed, the verb that it is said."""
    shells = {d.verb: d for d in drafts if d.how == "object" and d.verb is not None and lemma_of(story, d.verb) in _SHELLS}
    told = {story.head[d.verb]: d for d in drafts if d.how == "noun" and d.verb is not None and story.dep[d.verb] == "dobj"}
    out = []
    for d in drafts:
        if d.how == "object" and d.verb in told and shells.get(d.verb) is d:
            noun = told[d.verb]
            out.append(replace(d, content=noun.content, cue=(d.cue[0], noun.cue[1]) if d.cue and noun.cue else d.cue))
        elif d.how != "noun" or d.verb is None or story.head[d.verb] not in shells or story.dep[d.verb] != "dobj":
            out.append(d)
    return out


_SHELLS = frozenset({"express", "voice", "raise", "convey", "reiterate", "share", "repeat", "declare", "profess"})
#: what is kept of statements inside a statement: they are voices, or bear on whether a thing happened
_VOICES = frozenset({"clause", "quote", "around", "source", "colon", "carried"})


#: stances that do not bear on whether what is told happened
_LIGHT = frozenset({"says", "asks", "demands"})


def without_asides(story: Story, drafts: list[Draft]) -> list[Draft]:
    """Inside another statement only voices stay, and what is denied, demanded, threatened and the like; not every mention of a wish."""
    kept = []
    for d, parent in zip(drafts, parents_of(drafts)):
        if parent is not None and _restates(story, d, drafts[parent]):
            continue
        if parent is not None and d.how not in _VOICES and d.entry.stance in _LIGHT:
            continue
        if parent is not None and d.entry.act != "speech" and d.entry.certainty == "certain":
            continue
        kept.append(d)
    return kept


def _restates(story: Story, d: Draft, outer: Draft) -> bool:
    """True where the inner cue only spells out the outer one: "declined to SAY whether …", "denied CLAIMS that …" with nobody's claims."""
    if outer.verb is None or d.verb is None:
        return False
    if outer.how in ("to", "ing", "objto") and story.head[d.verb] == outer.verb:
        return True
    return d.how == "noun" and d.head is None and outer.how == "object" and story.head[d.verb] == outer.verb


def parents_of(drafts: list[Draft]) -> list[int | None]:
    """For each draft the index of the smallest draft whose content holds its cue and most of its content."""
    sizes = [size(d.content) for d in drafts]
    hulls = [(d.content[0][0], d.content[-1][1]) for d in drafts]
    out: list[int | None] = []
    for i, d in enumerate(drafts):
        at = d.cue[0] if d.cue is not None else d.content[0][0]
        best: int | None = None
        for j, hull in enumerate(hulls):
            if not hull[0] <= at < hull[1] or sizes[j] <= sizes[i] or (best is not None and sizes[j] >= sizes[best]):
                continue
            if holds(drafts[j].content, at) and overlap(d.content, drafts[j].content) >= 0.7 * sizes[i]:
                best = j
        out.append(best)
    return out
