"""Contents of reporting verbs by the parse: complement clauses, infinitives, objects, predicates, subjects of passives."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.codebook.cues import Cue, Cues
from sayso.language.story import Story
from sayso.say.draft import Draft, Range, minus, spans_of
from sayso.say.reporting import cue_span, finite, frames_of, negated, own_clause, passive
from sayso.say.speakers import agent_of, phrase_of, subject_of

_OBJECT = ("dobj", "attr", "npadvmod")
_CLAUSE = ("ccomp", "xcomp", "advcl", "csubj")
_HEAVY = ("punct", "cc", "preconj")


def _infinitive(story: Story, c: int) -> bool:
    return any(story.dep[k] == "aux" and story.tag[k] == "TO" for k in story.kids[c])


def _own_subject(story: Story, c: int) -> bool:
    return any(story.dep[k] in ("nsubj", "nsubjpass", "expl", "csubj") for k in story.kids[c])


def drafts_of_verbs(story: Story, cues: Cues, taken: dict[int, list[Draft]]) -> Iterator[Draft]:
    """Drafts of all reporting verbs but those in ``taken`` (they have their direct speech)."""
    for v in range(story.n):
        if story.pos[v] not in ("VERB", "AUX") or not story.told(v):
            continue
        frames = frames_of(story, cues, v)
        if frames is not None:
            yield from _drafts_of(story, v, frames, v in taken)


def _drafts_of(story: Story, v: int, frames: dict[str, Cue], spoken: bool) -> Iterator[Draft]:
    found = [x for x in _contents(story, v, frames) if not (spoken and x[0] in ("clause", "quote", "around"))]
    if not found:
        return
    ranges = [r for _, rs, _ in found for r in rs]
    is_passive = passive(story, v)
    participle = story.tag[v] == "VBN" and story.dep[v] in ("acl", "amod")
    head = agent_of(story, v) if is_passive or participle else subject_of(story, v)
    if head is not None and any(a <= head < b for a, b in ranges):
        head = None
    hearer = _hearer(story, v, frames, ranges)
    if is_passive and hearer is None and any(f == "clause" for f, _, _ in found):
        hearer = next((k for k in story.kids[v] if story.dep[k] == "nsubjpass" and story.lower[k] != "it"), None)
    for frame, rs, entry in found:
        content = spans_of(story, rs)
        if content:
            source = phrase_of(story, head, v) if head is not None else None
            yield Draft(content, cue_span(story, v), v, source, head, entry, frame, hearer, negated(story, v))


def _hearer(story: Story, v: int, frames: dict[str, Cue], contents: list[Range]) -> int | None:
    for k in story.kids[v]:
        if k > v and story.dep[k] in ("dobj", "dative") and not any(a <= k < b for a, b in contents):
            if story.pos[k] == "ADP":
                return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
            return k
        if k > v and story.dep[k] == "prep" and story.lower[k] == "to" and not any(a <= k < b for a, b in contents):
            return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
    return None


def _contents(story: Story, v: int, frames: dict[str, Cue]) -> list[tuple[str, list[Range], Cue]]:
    """(frame, ranges, cue) of each content that hangs on the verb."""
    out: list[tuple[str, list[Range], Cue]] = []
    kids = story.kids[v]
    clauses = [k for k in kids if story.dep[k] in ("ccomp", "xcomp") and story.pos[k] != "PUNCT"]
    objects = [k for k in kids if k > v and story.dep[k] in ("dobj", "dative")]
    is_passive = passive(story, v)
    subject = next((k for k in kids if story.dep[k] == "nsubjpass"), None)
    for c in clauses:
        rng = story.subtree(c)
        if c > v:
            rng = (max(rng[0], v + 1), rng[1])
            infinitive = _infinitive(story, c)
            if infinitive and not _own_subject(story, c):
                if is_passive and subject is not None:
                    if "passive" in frames:
                        out.append(("passive", [story.subtree(subject), rng], frames["passive"]))
                    elif "objto" in frames:
                        out.append(("passive", [story.subtree(subject), rng], frames["objto"]))
                elif objects and "objto" in frames:
                    out.append(("objto", [(story.left[objects[0]], rng[1])], frames["objto"]))
                elif "to" in frames:
                    out.append(("to", [rng], frames["to"]))
                elif "clause" in frames and frames["clause"].act == "speech":
                    out.append(("clause", [rng], frames["clause"]))
            elif infinitive and "objto" in frames:
                out.append(("objto", [rng], frames["objto"]))
            elif story.tag[c] == "VBG" and not _own_subject(story, c) and story.dep[c] == "xcomp":
                if "ing" in frames:
                    out.append(("ing", [rng], frames["ing"]))
            elif story.dep[c] == "xcomp" and not _own_subject(story, c):
                if "as" in frames:
                    out.append(("as", [rng], frames["as"]))
                elif "passive" in frames and is_passive and subject is not None:
                    out.append(("passive", [story.subtree(subject), rng], frames["passive"]))
            elif "clause" in frames:
                out.append(("clause", [rng], frames["clause"]))
        elif "clause" in frames and story.dep[c] == "ccomp":
            own = own_clause(story, v, [rng])
            out.append(("clause", minus((rng[0], max(rng[1], rng[0])), (max(own[0], rng[1]), own[1])), frames["clause"]))
    if any(f == "clause" for f, _, _ in out):
        first = [x for x in out if x[0] == "clause"]
        merged = ("clause", [r for x in first for r in x[1]], first[0][2])
        out = [x for x in out if x[0] != "clause"] + [merged]
        return out
    if out:
        return out
    if "clause" in frames and (around := _around(story, v)):
        return [("around", around, frames["clause"])]
    for k in kids:
        if story.dep[k] != "prep" or k < v:
            continue
        name = {"to": "to_", "as": "as_"}.get(story.lower[k], story.lower[k])
        if name in frames:
            inner = [x for x in story.kids[k] if story.dep[x] in ("pobj", "pcomp")]
            if inner:
                out.append((name, [(k + 1, story.right[inner[-1]] + 1)], frames[name]))
    if "as" in frames and objects and not is_passive:
        tail = [k for k in kids if k > objects[0] and (story.dep[k] in ("oprd", "attr", "acomp") or story.lower[k] in ("as", "of", "for"))]
        if tail:
            out.append(("as", [(story.left[objects[0]], story.right[tail[-1]] + 1)], frames["as"]))
            return out
    if is_passive and subject is not None and not out:
        for frame in ("passive", "object"):
            if frame in frames and story.lower[subject] != "it":
                out.append(("passive", [story.subtree(subject)], frames[frame]))
                break
    elif objects and "object" in frames and not out:
        o = objects[-1]
        out.append(("object", [story.subtree(o)], frames["object"]))
    return out


def _around(story: Story, v: int) -> list[Range] | None:
    """The clause that a parenthetical or a comment clause stands in: "X, he said, Y", "as she put it, X"."""
    h = story.head[v]
    if not finite(story, v):
        return None
    own = story.subtree(v)
    if story.dep[v] == "parataxis" and h != v:
        return minus(story.subtree(h), own)
    if story.dep[v] == "advcl" and h != v and any(story.dep[k] == "mark" and story.lower[k] == "as" for k in story.kids[v]):
        return minus(story.subtree(h), own)
    return None
