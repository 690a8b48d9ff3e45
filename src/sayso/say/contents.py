"""Contents of reporting verbs by the parse: complement clauses, infinitives, objects, predicates, subjects of passives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.codebook.cues import Cue, Cues
from sayso.language.story import Story
from sayso.say.asides import around, condition, fronted, parenthesis, relative, trailing
from sayso.say.draft import Draft, Range, spans_of
from sayso.say.evidence import shown_by
from sayso.say.extent import Governors, Quoted, end_of, start_of, with_quotes
from sayso.say.reporting import bare, cue_span, frames_of, hypothetical, lemma_of, negated, passive
from sayso.say.speakers import agent_of, phrase_of, subject_of


def _own_object(sight: Sight, v: int, frames: dict[str, Cue]) -> bool:
    """True where the verb has what it takes: the clause before it is not its content ("All agree; she unveiled a plan; one was found")."""
    story = sight.story
    if passive(story, v) and any(story.dep[k] == "nsubjpass" and story.lower[k] != "it" for k in story.kids[v]):
        return not frames["clause"].hearer
    heard = frames["clause"].hearer or not any(story.dep[k] == "nsubj" and k < v for k in story.kids[v])
    return any(k > v and story.dep[k] == "dobj" and not heard and story.lower[k] not in ("it", "so") for k in story.kids[v])


def _gerund(story: Story, c: int) -> bool:
    return story.tag[c] == "VBG" and not any(story.dep[k] == "aux" for k in story.kids[c])


def _set_off(story: Story, v: int, behind: int) -> bool:
    """True where a mark stands between a content and the reporting clause behind it ("The road is shut, she said")."""
    return any(story.pos[i] == "PUNCT" or not story.text[i][0].isalnum() for i in range(max(behind - 1, 0), min(v, behind + 2)))


def _infinitive(story: Story, c: int) -> bool:
    return any(story.dep[k] == "aux" and story.tag[k] == "TO" for k in story.kids[c])


def _has_subject(story: Story, c: int) -> bool:
    return any(story.dep[k] in ("nsubj", "nsubjpass", "expl", "csubj") for k in story.kids[c])


@dataclass(slots=True)
class Sight:
    """What the rules look at: the story, the cues, the quotes, and the verbs found to depend on another reporting verb."""

    story: Story
    cues: Cues
    quoted: Quoted
    governors: Governors


def drafts_of_verbs(sight: Sight, taken: dict[int, list[Draft]]) -> Iterator[Draft]:
    """Drafts of all reporting verbs; those in ``taken`` have their direct speech already and only get what else they take."""
    story = sight.story
    for v in range(story.n):
        if story.pos[v] not in ("VERB", "AUX") or not story.told(v):
            continue
        frames = frames_of(story, sight.cues, v)
        if frames is not None:
            yield from _drafts_of(sight, v, frames, v in taken)


def _drafts_of(sight: Sight, v: int, frames: dict[str, Cue], spoken: bool) -> Iterator[Draft]:
    story = sight.story
    if spoken:
        return
    aside = parenthesis(story, v) if "quote" in frames else None
    if aside is not None:
        content = spans_of(story, [with_quotes(story, sight.quoted, r, v) for r in aside[0]])
        entry = frames.get("clause", frames["quote"])
        if content:
            who = phrase_of(story, aside[1], v)
            yield Draft(content, cue_span(story, v), v, who, aside[1], entry, "around", None, negated(story, v))
        return
    found = [x for x in _contents(sight, v, frames) if _counts(sight, v, *x)]
    if not found:
        return
    ranges = [r for _, rs, _ in found for r in rs]
    hearer: int | None = None
    is_passive = passive(story, v)
    participle = story.tag[v] == "VBN" and story.dep[v] in ("acl", "amod")
    asked = story.tag[v] == "VBN" and story.dep[v] == "advcl" and lemma_of(story, v) in _ASKS and not _has_subject(story, v)
    if asked and any(f == "clause" for f, _, _ in found):
        head, hearer = agent_of(story, v), subject_of(story, story.head[v])
    elif is_passive or participle:
        head = agent_of(story, v)
    else:
        head = subject_of(story, sight.governors.get(v, v))
    if head is not None and any(a <= head < b for a, b in ranges):
        head = None
    hearer = hearer or _hearer(story, v, ranges)
    if is_passive and hearer is None and any(f == "clause" for f, _, _ in found):
        hearer = next((k for k in story.kids[v] if story.dep[k] == "nsubjpass" and story.lower[k] != "it"), None)
    inside = sight.quoted.at(v)
    for frame, rs, entry in found:
        parts = [with_quotes(story, sight.quoted, r, v) for r in rs]
        if inside is not None:
            parts = [(max(a, inside[0]), min(b, inside[1])) for a, b in parts]
        content = spans_of(story, [(a, b) for a, b in parts if b > a])
        if content:
            source = phrase_of(story, head, v) if head is not None else None
            if frame == "as" and not negated(story, v) and _false(sight, rs):
                entry = replace(entry, stance="denies", polarity="negative")
            yield Draft(content, cue_span(story, v), v, source, head, entry, frame, hearer, negated(story, v))


def _false(sight: Sight, ranges: list[Range]) -> bool:
    """True where what something is called says that it is not so ("called the report a lie", "dismissed it as nonsense")."""
    last = ranges[-1]
    return any(sight.story.lemma[i] in sight.cues.falsehoods for i in range(last[0] + 1, last[1]))


_ABLE = frozenset({"can", "could", "must", "should", "may", "might"})
_NOBODY = frozenset({"it", "that", "this", "which", "these", "those"})
_EVIDENCE = frozenset({"show", "demonstrate", "illustrate"})
_IMPLIES = frozenset("tell imply mean show suggest indicate demonstrate illustrate reveal".split())
_PERSONS = frozenset({"i", "you", "he", "she", "we", "they", "who"})


def _counts(sight: Sight, v: int, frame: str, ranges: list[Range], entry: Cue) -> bool:
    """True where the verb really tells of somebody's words: no mere possibility, no purpose, no bare fact that speaks for itself."""
    story = sight.story
    if entry.act != "speech" and not _minded(sight, v, entry):
        return False
    if hypothetical(story, v) or _put_to_you(story, v):
        return False
    if frame == "objto" and bare(story, v):
        return False
    if (frame not in ("clause", "quote") or entry.act != "speech") and _describes(sight, v):
        return False
    if frame == "object" and entry.lemma in _CITES and _source_noun(sight, v):
        return False
    if passive(story, v) or frame == "quote":
        return True
    subject = subject_of(story, sight.governors.get(v, v))
    who = story.lower[subject] if subject is not None else None
    if entry.lemma in _EVIDENCE and (subject is None or who in _PERSONS or story.ent[subject] == "PERSON"):
        return False
    if frame == "to" and who in _NOBODY and subject is not None and story.tag[subject] == "DT":
        return False  # "that threatens to make matters worse"
    return not (who in _NOBODY and (entry.lemma in _IMPLIES or bare(story, v)))


def _describes(sight: Sight, v: int) -> bool:
    """True where the verb only says what kind of people are meant ("voters who oppose the plan", "anyone who wants to leave")."""
    story = sight.story
    noun = story.head[v]
    if (
        story.dep[v] != "relcl"
        or noun >= v
        or story.tag[v] not in ("VBP", "VBZ", "VB")
        or sight.cues.kinds.get(story.lemma[noun]) in _VOICED
    ):
        return False
    if any(story.dep[k] in ("det", "poss") and story.lower[k] not in _INDEFINITE for k in story.kids[noun]):
        return False
    if story.text[story.left[v] - 1] == ",":
        return False
    if story.pos[noun] == "PRON":
        return story.lower[noun] in _ANYBODY
    many = story.tag[noun] in ("NNS", "NNPS") or story.lemma[noun] in ("people", "member")
    return (story.pos[noun] == "NOUN" and (many or story.lemma[noun] in sight.cues.kinds)) or story.ent[noun] == "NORP"


_VOICED = ("document", "outlet", "organization")
_INDEFINITE = frozenset({"a", "an", "any", "some", "no", "every", "each", "many", "other", "all"})
_ANYBODY = frozenset(
    {"those", "anyone", "anybody", "everyone", "everybody", "someone", "somebody", "whoever", "some", "many", "all", "one", "ones"}
)
_CITES = frozenset({"cite", "quote", "misquote"})


def _source_noun(sight: Sight, v: int) -> bool:
    """True where the object is a source ("citing witnesses"): it is a voice of the chain, not what is said."""
    story = sight.story
    objects = [k for k in story.kids[v] if k > v and story.dep[k] == "dobj"]
    return any(story.lemma[k] in sight.cues.kinds or story.ent[k] in ("PERSON", "ORG") for k in objects)


def _put_to_you(story: Story, v: int) -> bool:
    """True for the verb of a question to the reader or listener ("What would you estimate?")."""
    s1 = story.sents[story.sent[v]][1]
    return story.text[s1 - 1] == "?" and any(story.dep[k] == "nsubj" and story.lower[k] == "you" for k in story.kids[v])


def _minded(sight: Sight, v: int, entry: Cue) -> bool:
    """True where a thought or a wish is reported of somebody: a finite verb or participle with a subject that is not the reader or
    the writer. Inside a quote "I think" is the speaker's own word and stays."""
    story = sight.story
    if entry.act == "wish" and story.tag[v] == "VBG" and story.dep[v] in ("acl", "appos", "amod"):
        return False
    if bare(story, v) or any(story.dep[k] == "aux" and story.lower[k] in _ABLE for k in story.kids[v]):
        return False
    if passive(story, v):
        return True
    subject = subject_of(story, sight.governors.get(v, v))
    if subject is None or story.lower[subject] in ("you", "one", "whoever", "anyone", "nobody"):
        return False
    return story.lower[subject] not in ("i", "we") or sight.quoted.at(v) is not None


def _hearer(story: Story, v: int, contents: list[Range]) -> int | None:
    for k in story.kids[v]:
        if k > v and story.dep[k] in ("dobj", "dative") and not any(a <= k < b for a, b in contents):
            if story.pos[k] == "ADP":
                return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
            return k
        if k > v and story.dep[k] == "prep" and story.lower[k] == "to" and not any(a <= k < b for a, b in contents):
            return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
    return None


def _contents(sight: Sight, v: int, frames: dict[str, Cue]) -> list[tuple[str, list[Range], Cue]]:
    """(frame, ranges, cue) of each content that hangs on the verb."""
    story = sight.story
    out: list[tuple[str, list[Range], Cue]] = []
    kids = story.kids[v]
    clauses = [k for k in kids if (story.dep[k] in ("ccomp", "xcomp") and story.pos[k] != "PUNCT") or _asked(story, v, k)]
    objects = [k for k in kids if k > v and story.dep[k] in ("dobj", "dative")]
    is_passive = passive(story, v)
    subject = next((k for k in kids if story.dep[k] in ("nsubjpass", "csubjpass", "csubj")), None)
    for c in clauses:
        rng = story.subtree(c)
        if c > v:
            rng = (max(rng[0], v + 1), end_of(story, sight.cues, sight.quoted, v, c, max(rng[0], v + 1), sight.governors))
            infinitive = _infinitive(story, c)
            if infinitive and "clause" in frames and story.left[c] > v and story.tag[story.left[c]] in ("WP", "WRB", "WDT"):
                out.append(("clause", [rng], frames["clause"]))  # "did not know what to do"
            elif infinitive and not _has_subject(story, c):
                if is_passive and subject is not None:
                    if "passive" in frames:
                        out.append(("passive", [story.subtree(subject), rng], frames["passive"]))
                    elif "objto" in frames:
                        out.append(("passive", [story.subtree(subject), rng], frames["objto"]))
                elif objects and "objto" in frames:
                    out.append(("objto", [(story.left[objects[0]], rng[1])], frames["objto"]))
                elif "to" in frames:
                    out.append(("to", [(rng[0], _infinitive_end(story, v, rng[1]))], frames["to"]))
            elif infinitive and "objto" in frames:
                out.append(("objto", [rng], frames["objto"]))
            elif story.tag[c] == "VBG" and not _has_subject(story, c) and story.dep[c] == "xcomp":
                if "ing" in frames:
                    out.append(("ing", [rng], frames["ing"]))
            elif story.dep[c] == "xcomp" and not _has_subject(story, c):
                if "as" in frames:
                    out.append(("as", [rng], frames["as"]))
                elif "passive" in frames and is_passive and subject is not None:
                    out.append(("passive", [story.subtree(subject), rng], frames["passive"]))
            elif "clause" in frames and not _gerund(story, c):
                first = start_of(story, v, c, frames["clause"].hearer)
                parts = [*relative(story, v, c, first), (first, rng[1])]
                parts += fronted(story, v) if story.text[v + 1] == "," else condition(story, v)
                out.append(("clause", parts, frames["clause"]))
        elif "clause" in frames and story.dep[c] == "ccomp" and _set_off(story, v, rng[1]) and not _own_object(sight, v, frames):
            first = min([rng[0], *(story.left[k] for k in kids if k < c and story.dep[k] in ("advcl", "prep", "advmod", "npadvmod"))])
            out.append(("clause", [(first, rng[1])], frames["clause"]))
    if any(f != "clause" for f, _, _ in out):
        out = [x for x in out if x[0] != "clause" or x[1][0][0] > v] or out
    if any(f == "clause" for f, _, _ in out):
        rows = [x for x in out if x[0] == "clause"]
        behind = [x for x in rows if x[1][0][0] > v]
        if behind and len(behind) < len(rows) and story.text[v + 1] != ",":
            rows = behind
        return [("clause", [r for x in rows for r in x[1]], rows[0][2])]
    if out:
        return out
    if "clause" in frames and (inside := _in_document(sight, v, frames["clause"].hearer)):
        return [("clause", [inside], frames["clause"])]
    if "clause" in frames and (beside := around(story, v, frames["clause"].hearer) or trailing(story, v, frames)):
        return [("around", beside, frames["clause"])]
    if shown := shown_by(story, sight.cues, v, frames):
        return [("object", [shown], frames.get("clause") or frames["object"])]
    for k in kids:
        if story.dep[k] != "prep" or k < v:
            continue
        name = {"to": "to_", "as": "as_"}.get(story.lower[k], story.lower[k])
        if name in frames:
            inner = [x for x in story.kids[k] if story.dep[x] in ("pobj", "pcomp")]
            fits = inner and (not frames[name].heads or story.lemma[inner[-1]] in frames[name].heads)
            if fits and (frames[name].act == "speech" or not bare(story, v)):
                out.append((name, [(k + 1, _infinitive_behind(story, v, _object(story, v, inner[-1])[1]))], frames[name]))
    if frames.get("as") is not None and frames["as"].names and not is_passive and (named := _named(story, v, objects)):
        return [("as", named, frames["as"])]
    if "as" in frames and objects and not is_passive:
        tail = [k for k in kids if k > objects[0] and (story.dep[k] in ("oprd", "attr", "acomp") or story.lower[k] in ("as", "of", "for"))]
        if tail:
            end = story.right[tail[-1]] + 1
            if end == tail[-1] + 1 and story.lower[tail[-1]] == "as":
                end = max(story.right[v] + 1, end)
            out.append(("as", [(story.left[objects[0]], end)], frames["as"]))
            return out
    agent = agent_of(story, v) is not None
    if is_passive and subject is not None and not out:
        frame = next((f for f in ("passive", "object", "as") if f in frames), None)
        plain = not agent and frame is not None and frames[frame].medium in ("statement", "report")
        told = story.lower[subject] != "it" and not any(story.dep[k] == "dobj" for k in kids)
        if frame is not None and frames[frame].act == "wish" and frame == "object":
            frame = None  # "was supported by a grant"
        if frame is not None and told and (frame == "passive" or agent) and (not plain or _happens(sight, subject)):
            out.append(("passive", _passive_parts(story, v, subject), frames[frame]))
    elif objects and "object" in frames and not out and not bare(story, v):
        o = objects[-1]
        entry = frames["object"]
        if "clause" in frames and (whole := _subject_of_clause(story, o)):
            return [("clause", [whole], frames["clause"])]
        if (
            story.lemma[o] not in entry.unless
            and (not entry.heads or story.lemma[o] in entry.heads)
            and (not entry.events or _happens(sight, o))
        ):
            out.append(("object", [_object(story, v, o)], frames["object"]))
    return out


def _subject_of_clause(story: Story, o: int) -> Range | None:
    """The clause whose subject the parse takes for an object ("announcing | the leak had been mended"): a finite verb right behind it that
    has no subject."""
    i = story.right[o] + 1
    if i >= story.n or story.sent[i] != story.sent[o] or story.tag[i] not in ("VBD", "VBZ", "VBP", "MD"):
        return None
    k = story.head[i] if story.dep[i] in ("aux", "auxpass") else i
    if any(story.dep[x] in ("nsubj", "nsubjpass", "expl", "csubj") for x in story.kids[k]):
        return None
    return story.left[o], story.right[k] + 1


def _asked(story: Story, v: int, k: int) -> bool:
    """True for a question that the parse takes for an adverbial ("asked the nurses | if a strike was on", "did not say | when …")."""
    if k < v or story.dep[k] != "advcl":
        return False
    if lemma_of(story, v) in _ASKS:
        return story.lower[story.left[k]] in ("if", "whether")
    return lemma_of(story, v) in _LEFT_OPEN and story.lower[story.left[k]] in ("if", "whether", "when", "how") and negated(story, v)


_LEFT_OPEN = frozenset("say know specify disclose reveal announce indicate clarify tell".split())
_ASKS = frozenset("ask wonder inquire enquire query question doubt see".split())


def _named(story: Story, v: int, objects: list[int]) -> list[Range] | None:
    """Object and name of a verb of naming where the parse makes one phrase of them ("called | the plan "a joke""), and a relative object
    ("what the mayor called "a mess"")."""
    pronoun = next((k for k in story.kids[v] if k < v and story.dep[k] in ("dobj", "nsubj") and story.tag[k] in ("WP", "WDT")), None)
    if pronoun is not None and story.lower[pronoun] != "who":
        name = next((k for k in story.kids[v] if k > v and story.dep[k] in ("oprd", "attr", "acomp", "ccomp", "xcomp", "dobj")), None)
        if name is not None:
            return [(pronoun, pronoun + 1), (story.left[name], story.right[name] + 1)]
    for o in objects:
        name = next((k for k in story.kids[o] if k > o and story.dep[k] == "appos" and story.text[story.left[k] - 1] != ","), None)
        if name is not None:
            return [(story.left[o], story.right[name] + 1)]
    return None


def _infinitive_behind(story: Story, v: int, end: int) -> int:
    """Behind the infinitive that goes on from a prepositional object ("called on the army | to withdraw")."""
    for k in story.kids[v]:
        if k > end and story.left[k] == end and story.dep[k] in ("xcomp", "advcl") and _infinitive(story, k):
            return story.right[k] + 1
    return end


def _infinitive_end(story: Story, v: int, end: int) -> int:
    """Behind what follows an infinitive without a break ("refuses to make public | his returns", by a parse that parted them)."""
    for k in story.kids[v]:
        if k >= end and story.left[k] == end and story.dep[k] in ("dobj", "prep", "advmod", "npadvmod", "oprd", "acomp"):
            end = story.right[k] + 1
    return end


#: prepositions behind an object that lead on in the content, not to when, where or to whom it was said
#: endings of nouns that tell of doings and states rather than of things and people
_DOING = re.compile(
    r"(?:tion|sion|ment|ance|ence|ing|ure|ism|cy|ity|ship|age|al|ack|est|aid|ike|eath|urder|icide|an|dea|aim|ate|ttempt|buse|ssault|ttack|risis|ar)s?$"
)
_ANAPHORS = frozenset({"it", "that", "this", "so", "what", "everything", "nothing"})


def _happens(sight: Sight, o: int) -> bool:
    """True where the noun phrase tells of something that happens, or of what was said: by its noun, a clause in it or a pronoun for one."""
    story = sight.story
    if story.pos[o] == "PROPN":
        return False
    if story.lower[o] in _ANAPHORS or story.lemma[o] in sight.cues.nouns or _DOING.search(story.lemma[o]):
        return True
    return any(story.dep[k] in ("acl", "ccomp") and k > o for k in story.kids[o])


_TALKS = frozenset({"discuss", "share", "raise", "debate"})
_REASONS = frozenset("for as over of from against with about between among toward towards into including".split())


def _object(story: Story, v: int, o: int) -> Range:
    """The object with what it is praised or blamed for, without a relative clause behind a comma."""
    first, behind = story.subtree(o)
    for k in story.kids[o]:
        if story.dep[k] in ("relcl", "acl") and story.text[story.left[k] - 1] == "," and story.left[k] > o:
            behind = min(behind, story.left[k] - 1)
    for i in range(o + 1, behind):
        if story.lower[i] in ("in", "on", "at", "via", "during") and story.dep[i] == "prep" and i > first + 1:
            if any(story.lemma[x] in _DOCUMENTS for x in story.kids[i] if story.dep[x] == "pobj") and story.lower[i - 1] != "made":
                behind = i
                break
    for i in range(o + 1, behind):
        if story.lower[i] == "by" and any(story.dep[k] == "pcomp" and story.tag[k] == "VBG" for k in story.kids[i]):
            behind = i  # "defended the plan | by citing a study"
            break
    partner = next((k for k in story.kids[o] if story.lower[k] == "with" and o < k < behind), None)
    if story.lemma[v] in _TALKS:
        return first, partner or behind
    for k in story.kids[v]:
        told = (story.dep[k] == "advcl" and _infinitive(story, k)) or (story.dep[k] == "prep" and _goes_with(story, v, k))
        if k >= behind and told and story.left[k] in (behind, behind + 1) and story.text[story.left[k] - 1] != ",":
            behind = story.right[k] + 1
    return first, behind


def _goes_with(story: Story, v: int, k: int) -> bool:
    """True for a phrase behind an object that is a part of what is said ("praised him | for his work", "did not mention him | by name")."""
    word = story.lower[k]
    if word in _REASONS:
        return True
    noun = next((story.lower[x] for x in story.kids[k] if story.dep[x] == "pobj"), None)
    return (word == "by" and noun == "name") or (word, story.lemma[v]) in _SECOND


#: second object of verbs that compare or lay something on somebody
_SECOND = frozenset(
    {("to", "prefer"), ("to", "liken"), ("to", "compare"), ("on", "blame"), ("to", "link"), ("to", "attribute"), ("to", "tie")}
)


def _passive_parts(story: Story, v: int, subject: int) -> list[Range]:
    """The subject of a passive and what is said of it: "the mayor … of taking bribes", "the strike … as illegal"."""
    out = [story.subtree(subject)]
    for k in story.kids[v]:
        if k > v and story.lower[k] in ("of", "as", "for", "with") and story.dep[k] == "prep":
            out.append(story.subtree(k))
    return out


_DOCUMENTS = frozenset(
    "statement interview post tweet letter email e-mail message report speech briefing conference release memo court remark comment".split()
)


def _in_document(sight: Sight, v: int, hearer: bool) -> Range | None:
    """The clause that the parse hangs on the document of a verb of saying ("said in a statement | that the talks had failed")."""
    story = sight.story
    for k in story.kids[v]:
        if k > v and story.dep[k] in ("prep", "dobj", "dative", "npadvmod"):
            for n in (k, *story.kids[k]):
                if story.dep[n] not in ("pobj", "dobj", "dative", "npadvmod"):
                    continue
                if story.dep[n] == "pobj" and story.lemma[n] not in _DOCUMENTS:
                    continue
                if story.dep[n] in ("dobj", "dative") and not hearer:
                    continue
                for c in story.kids[n]:
                    marked = any(story.dep[x] == "mark" and story.lower[x] == "that" for x in story.kids[c])
                    if c > n and story.dep[c] in ("acl", "ccomp", "relcl") and marked:
                        first = story.left[c]
                        return first, end_of(story, sight.cues, sight.quoted, v, c, first, sight.governors)
    return None
