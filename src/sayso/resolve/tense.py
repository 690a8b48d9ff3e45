"""Tense: whether the clause that a word stands in looks back or ahead."""

from __future__ import annotations

from sayso.language.story import Story

#: governing words whose infinitive is still to come
_AHEAD = frozenset({
    "plan", "expect", "schedule", "intend", "hope", "aim", "set", "due", "promise", "prepare", "vow", "pledge", "threaten", "want", "agree",
    "propose", "ready", "likely", "going", "need", "vote", "decide", "order", "seek", "slate", "bound",
})  # fmt: skip
#: tenses that look ahead
AHEAD = frozenset({"future", "posterior"})
#: nouns whose infinitive is still to come ("a plan to meet", but "a raid to free them")
_PLANS = _AHEAD | {
    "decision",
    "agreement",
    "proposal",
    "deal",
    "intention",
    "offer",
    "bid",
    "call",
    "commitment",
    "attempt",
    "effort",
    "time",
}
_HAD = frozenset({"had", "'d", "having"})
_WILL = frozenset({"will", "'ll", "shall", "wo", "’ll"})
_WOULD = frozenset({"would", "'d"})
_MODAL = frozenset({"would", "could", "may", "might", "should", "must", "can"})


def tense_of(story: Story, i: int) -> str | None:
    """past, perfect (had fallen, having fallen), future or present by the verb that governs token i; None where no verb does."""
    seen = 0
    at = i
    while seen < 12:
        if story.pos[at] in ("VERB", "AUX") and at != i and (found := tense_of_verb(story, at)):
            return found
        if story.head[at] == at:
            return None
        at = story.head[at]
        seen += 1
    return None


def tense_of_verb(story: Story, v: int) -> str | None:
    """past, perfect, future, posterior (would fall: ahead of a past) or present of the verb group that token v heads; None where its form
    does not tell."""
    tag = story.tag[v]
    helpers = [k for k in story.kids[v] if story.dep[k] in ("aux", "auxpass") and story.pos[k] in ("AUX", "PART", "VERB")]
    words = {story.lower[k] for k in helpers}
    if words & _WILL:
        return "future"
    if words & _MODAL:
        return "past" if "have" in words else "posterior" if words & _WOULD else "future"
    if "to" in words and tag == "VB":
        if "have" in words:
            return "past"
        head = story.head[v]
        if head != v and story.pos[head] in ("VERB", "AUX") and story.lemma[head] not in _AHEAD and story.lemma[head] != "be":
            return tense_of_verb(story, head)
        above = head
        while story.pos[above] not in ("VERB", "AUX") and story.head[above] != above:
            above = story.head[above]
        told = tense_of_verb(story, above) if above != v and story.pos[above] in ("VERB", "AUX") else None
        if head != above and story.lemma[head] not in _PLANS and told is not None:
            return told
        return "posterior" if told in ("past", "perfect") else "future"
    if tag == "VBN" and words & _HAD:
        return "perfect"
    if tag == "VBD" or any(story.tag[k] == "VBD" for k in helpers):
        return "past"
    if tag == "VBN":
        if any(story.lower[k] in ("has", "have", "'ve", "had", "having") for k in helpers) or not helpers:
            return "past"
        return "present"
    if tag == "VBG" and not any(story.tag[k] in ("VBZ", "VBP") for k in helpers):
        return None
    if tag in ("VBZ", "VBP") or any(story.tag[k] in ("VBZ", "VBP") for k in helpers):
        return "present"
    return None
