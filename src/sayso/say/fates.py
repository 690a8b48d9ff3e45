"""What became of the people counted: which word says that they were killed, injured, missing, abducted, detained, displaced.

Two passes: every count looks for its word; then every such word looks for people without a number ("a guard", "his wife"), each of
whom counts one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.codebook.tolls import TollWords, toll_words
from sayso.find.figures import Count, implied
from sayso.language.story import Story
from sayso.say.wounds import bearer


@dataclass(frozen=True, slots=True)
class Fate:
    """``token``: the word that says what became of them (the head of "killed", "dead", "deaths")."""

    count: Count
    kind: str
    token: int
    weak: bool = False  # inferred ("was shot"): true unless they died of it


_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})
_LINKS = frozenset({"be", "remain", "lie", "go", "become"})
_FILLERS = frozenset(
    {"people", "others", "other", "more", "persons", "civilians", "were", "was", "are", "confirmed", "reported", "feared", "left"}
)


def find_fates(story: Story, counts: Sequence[Count]) -> list[Fate]:
    """All fates, in text order of their words; parts of other counts and running totals are left out."""
    words = toll_words()
    out: list[Fate] = []
    counted: dict[int, Count] = {}
    borne = {who: i for i in range(story.n) if story.told(i) and (who := bearer(story, i)) is not None}
    for c in counts:
        counted[c.token] = c
        if c.part or c.total or _whole(story, c.token, counted):
            continue
        if c.toll is not None:
            kind = words.nouns.get(story.lemma[c.toll]) or words.states.get(story.lower[c.toll])
            out += [Fate(c, kind, c.toll)] if kind else []
            continue
        if c.high == 0 and story.lemma[c.token] == "casualty":
            out += [Fate(c, kind, c.token) for kind in ("killed", "injured")]
            continue
        found = _of_count(story, c, words) or (("injured?", borne[c.token]) if c.token in borne else None)
        if found is not None:
            out.append(Fate(c, found[0].rstrip("?"), found[1], found[0].endswith("?")))
    single: dict[int, Fate] = {}
    for v in range(story.n):
        if story.told(v):
            for victim, kind in _victims(story, v, words):
                if victim in counted or any(story.dep[k] == "neg" for k in story.kids[v]):
                    continue
                before = single.get(victim)
                if before is not None and not (before.weak or (kind == "killed" and before.kind == "injured")):
                    continue
                one = implied(story, victim)
                if one is not None:
                    single[victim] = Fate(one, kind.rstrip("?"), v, kind.endswith("?"))
    out += single.values()
    return sorted(out, key=lambda f: (f.token, f.count.span))


def _whole(story: Story, t: int, counted: dict[int, Count]) -> bool:
    """True for the two of "one of the two guards"."""
    of = story.head[t]
    return story.dep[t] == "pobj" and story.lower[of] == "of" and story.head[of] in counted and story.tag[story.head[of]] == "CD"


def _of_count(story: Story, c: Count, words: TollWords) -> tuple[str, int] | None:
    return _beside(story, c, words) or _by_syntax(story, c.token, words)


def _beside(story: Story, c: Count, words: TollWords) -> tuple[str, int] | None:
    """The words right before and behind: "twelve people dead", "30 wounded", "killing twelve"."""
    first, behind = story.tokens(c.span)
    last = max(behind - 1, c.token, story.tokens(c.of)[1] - 1 if c.of else 0)
    end = story.sents[story.sent[first]][1]
    at = last + 1
    while at < min(end, last + 4) and story.lower[at] in _FILLERS:
        at += 1
    if at < end and (kind := words.states.get(story.lower[at])):
        active = any(story.dep[k] == "dobj" for k in story.kids[at])
        if not active and (at == last + 1 or story.lower[at - 1] in _FILLERS):
            return kind, at
    if first and story.pos[first - 1] == "VERB" and story.sent[first - 1] == story.sent[first]:
        kind = words.objects.get(story.lemma[first - 1])
        if kind and story.lemma[c.token] != "life":
            return kind, first - 1
    return None


def _by_syntax(story: Story, t: int, words: TollWords) -> tuple[str, int] | None:
    r = t
    while story.dep[r] == "conj" and story.pos[story.head[r]] in _NOMINAL:
        r = story.head[r]
    dep, head = story.dep[r], story.head[r]
    if story.lemma[t] in words.nouns and story.pos[t] in ("NOUN", "ADJ"):
        other = _of_verb(story, head, "object", words) if dep == "dobj" else None
        return other or (words.nouns[story.lemma[t]], t)
    if dep in ("dobj", "nsubjpass") and (found := _of_verb(story, head, "object", words)):
        return found
    if dep == "dobj" and (lost := words.phrases.get((story.lemma[head], "", story.lemma[t]))):
        return lost, head
    if dep == "nsubj":
        if found := _of_verb(story, head, "subject", words):
            return found
        if story.tag[head] == "VBN" and (found := _of_verb(story, head, "object", words)):
            return found
        for k in story.kids[head]:
            if story.lemma[head] in _LINKS and story.dep[k] in ("acomp", "attr", "oprd") and (state := words.states.get(story.lower[k])):
                return state, k
    if dep == "pobj":
        noun = story.head[head]
        if story.lower[head] == "of" and story.lemma[noun] in words.nouns:
            return words.nouns[story.lemma[noun]], noun
        if story.lower[head] in ("to", "at", "of", "by") and (toll := _toll(story, noun, words)):
            return "killed", toll
    return _below(story, t, words)


def _toll(story: Story, verb: int, words: TollWords) -> int | None:
    """The noun of "the death toll rose to", "the number of dead stood at"."""
    for k in story.kids[verb]:
        if story.dep[k] == "nsubj" and story.lemma[k] == "toll":
            return k
        if story.dep[k] == "nsubj" and story.lemma[k] == "number":
            inner = [x for p in story.kids[k] if story.dep[p] == "prep" for x in story.kids[p]]
            return next((x for x in inner if words.nouns.get(story.lemma[x]) == "killed"), None)
    return None


def _below(story: Story, t: int, words: TollWords) -> tuple[str, int] | None:
    """ "people killed in", "soldiers who died", "wounded soldiers"."""
    for k in story.kids[t]:
        if story.dep[k] in ("acl", "relcl") and story.pos[k] == "VERB":
            passive = story.tag[k] == "VBN"
            if found := _of_verb(story, k, "object" if passive else "subject", words):
                return found
        if story.dep[k] == "amod" and (kind := words.states.get(story.lower[k])):
            return kind, k
    return None


def _of_verb(story: Story, v: int, slot: str, words: TollWords) -> tuple[str, int] | None:
    """(kind, verb): what the verb, or a verb joined to it without a subject of its own, says of the people in its slot.

    A "?" stands behind a kind that is inferred.
    """
    todo, weak = [v], None
    while todo:
        w = todo.pop(0)
        here = slot if w == v else ("object" if story.tag[w] == "VBN" and slot == "object" else "subject")
        if w != v and slot == "object" and any(story.dep[k] == "dobj" for k in story.kids[w]):
            continue
        if (kind := _kind(story, w, here, words)) is not None:
            if not kind.endswith("?"):
                return kind, w
            weak = weak or (kind, w)
        todo += [k for k in story.kids[w] if story.dep[k] == "conj" and not _has_subject(story, k)]
    return weak


def _has_subject(story: Story, v: int) -> bool:
    return any(story.dep[k] in ("nsubj", "nsubjpass") for k in story.kids[v])


def _kind(story: Story, v: int, slot: str, words: TollWords) -> str | None:
    lemma = story.lemma[v]
    if lemma not in words.verbs and lemma not in _LINKS:
        return None
    near = story.lower[v + 1 : min(v + 8, story.sents[story.sent[v]][1])]
    if slot == "object" and (lemma in words.hits or words.objects.get(lemma) == "injured"):
        if any(story.lower[k] in words.deadly for k in story.kids[v] if story.dep[k] in ("advmod", "oprd", "acomp")):
            return "killed"
    for second, place, kind in words.results.get(lemma, ()):
        if place == slot and second in near:
            return kind
    kind_of = words.objects if slot == "object" else words.subjects
    return kind_of.get(lemma) or _phrase(story, v, words) or ("injured?" if slot == "object" and lemma in words.hits else None)


def _phrase(story: Story, v: int, words: TollWords) -> str | None:
    lemma = story.lemma[v]
    for k in story.kids[v]:
        if story.dep[k] == "dobj" and (kind := words.phrases.get((lemma, "", story.lemma[k]))):
            return kind if story.lemma[k] not in ("body", "corpse") else None
        if story.dep[k] in ("prep", "agent"):
            for x in story.kids[k]:
                if story.dep[x] == "pobj" and (kind := words.phrases.get((lemma, story.lower[k], story.lemma[x]))):
                    return kind
    return None


def _victims(story: Story, v: int, words: TollWords) -> Iterable[tuple[int, str]]:
    """(token that heads the phrase, kind) of those of whom the word v says what became of them."""
    pos, lemma = story.pos[v], story.lemma[v]
    if (who := bearer(story, v)) is not None:
        yield from ((x, "injured?") for x in _joined(story, who))
        return
    if pos == "NOUN" and words.nouns.get(lemma) == "killed":
        for k in story.kids[v]:
            if story.dep[k] == "poss":
                yield from ((x, "killed") for x in _joined(story, k))
            if story.dep[k] == "prep" and story.lower[k] == "of":
                yield from ((x, "killed") for p in story.kids[k] if story.dep[p] == "pobj" for x in _joined(story, p))
        return
    if pos not in ("VERB", "AUX") or not (lemma in words.verbs or lemma in _LINKS):
        return
    passive = story.tag[v] == "VBN" and not any(story.lower[k] in _HAVE and story.dep[k] == "aux" for k in story.kids[v])
    passive = passive or any(story.dep[k] == "auxpass" for k in story.kids[v])
    if passive:
        if kind := _kind(story, v, "object", words):
            subject = _subject(story, v)
            yield from ((x, kind) for x in (_joined(story, subject) if subject is not None else ()))
        return
    if kind := _kind(story, v, "subject", words):
        subject = _subject(story, v)
        yield from ((x, kind) for x in (_joined(story, subject) if subject is not None else ()))
        return
    if kind := _kind(story, v, "object", words):
        for k in story.kids[v]:
            if story.dep[k] == "dobj":
                yield from ((x, kind) for x in _joined(story, k))


def _subject(story: Story, v: int) -> int | None:
    """The subject of v, of the verb it is joined to, or the noun that its relative or participial clause hangs on."""
    for _ in range(4):
        own = next((k for k in story.kids[v] if story.dep[k] in ("nsubj", "nsubjpass")), None)
        if own is not None:
            if story.lower[own] in ("who", "that", "which") and story.dep[v] == "relcl":
                return story.head[v]
            return own
        if story.dep[v] == "acl" and story.tag[v] == "VBN":
            return story.head[v]
        if story.dep[v] not in ("conj", "xcomp") or story.head[v] == v:
            return None
        v = story.head[v]
    return None


def _joined(story: Story, t: int) -> list[int]:
    """t and the nouns joined to it."""
    out = [t]
    for k in story.kids[t]:
        if story.dep[k] == "conj" and story.pos[k] in _NOMINAL:
            out += _joined(story, k)
    return out
