"""Whether words that fit a frame tell of such an event in this sentence: what a model sees of a draft.

The codebook's patterns take most words in a sense that does not count ("a burst pipe *flooded* the street", "their views *clashed*")
out by rule; what no list of words can hold, a small linear model weighs: the words of the frame, who acts upon whom, the company the
words keep, what the article is about, who tells it. The model is `data/sense.json`, fitted by `tools/fit_sense.py` on judged events
(docs/sense.md is its card).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from sayso.language.story import Story
from sayso.language.wordlist import words
from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import Participants
from sayso.say.public import is_party, statement_at, within_interview

#: types that are judged alike
FAMILY = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "X-HARM": "harm", "X-DISPLACE": "harm", "X-ACCESS": "harm", "COERCE": "force",
    "SANCTION": "force", "PROTEST": "protest", "ACCUSE": "against", "REQUEST": "against", "REJECT": "against", "THREATEN": "against",
}  # fmt: skip
#: parts of speech whose vectors tell of the matter
_MATTER = frozenset({"NOUN", "VERB", "ADJ"})
#: how many tokens say what an article is about; a text of fewer than the second says nothing of its own beside the sentence
_READ, ARTICLE = 400, 80
#: words that tell of habits
_OFTEN = words(
    "often usually generally always never every each annually yearly commonly typically normally regularly frequently rarely seldom "
    "sometimes whenever anyone someone people everyone per any"
)
#: least probability that overrules a doubt (`sayso.say.public`) in an article
SURE = 0.75
#: whose vectors are weighed, in this order
SLOTS = ("trigger", "subject", "object", "sentence", "article")


@dataclass(frozen=True, slots=True)
class Sense:
    """The model: ``bias``; ``weight`` of each sign; ``dense``: family ("" for all) → weights of the slots' vectors end to end;
    ``frames`` it has seen; ``width`` of a word vector; ``least`` probability that makes an event, in an article and in a short text."""

    bias: float
    weight: dict[str, float]
    dense: dict[str, Any]
    frames: frozenset[str]
    width: int
    least: tuple[float, float]

    def probability(self, known: Known, people: Participants, d: Draft) -> float | None:
        """0…1 that the draft tells of such an event; None where the model cannot tell: a researcher's own frame, a pipeline with other
        word vectors."""
        if d.frame.name not in self.frames or known.story.doc.vocab.vectors_length != self.width:
            return None
        total = self.bias + sum(self.weight.get(name, 0.0) * value for name, value in signs(known, people, d).items())
        seen = vectors(known, d)
        flat = np.concatenate([seen[slot] for slot in SLOTS])
        total += float(flat @ self.dense[""]) + float(flat @ self.dense[FAMILY.get(d.type, "for")])
        return float(1 / (1 + np.exp(-total)))


@cache
def load_sense() -> Sense:
    """The model that comes with sayso."""
    row = json.loads(resources.files("sayso.say").joinpath("data/sense.json").read_text(encoding="utf-8"))
    dense = {family: np.array(numbers, dtype=np.float32) / row["unit"] for family, numbers in row["dense"].items()}
    return Sense(row["bias"], row["weight"], dense, frozenset(row["frames"]), row["width"], tuple(row["least"]))


def weigh_senses(known: Known, people: Participants, drafts: list[Draft]) -> None:
    """Weigh the sense of every draft that is left and mark those as gone that read as another one."""
    model = load_sense()
    least = model.least[1 if known.story.n < ARTICLE else 0]
    for d in drafts:
        if d.gone:
            continue
        d.sense = model.probability(known, people, d)
        if d.doubt and (d.sense is None or least == model.least[1] or d.sense < SURE):
            d.gone = d.doubt
        elif d.sense is not None and d.sense < least:
            d.gone = f"reads as another sense, a view or a habit ({d.sense:.2f})"


def signs(known: Known, people: Participants, d: Draft) -> dict[str, float]:
    """What can be said of the draft in words: name of the sign → strength."""
    s, i, roles = known.story, d.trigger.token, d.roles
    family = FAMILY.get(d.type, "for")
    out: dict[str, float] = {}

    def add(name: str, value: float = 1.0) -> None:
        out[name] = value
        out[f"{family}:{name}"] = value

    out["frame=" + d.frame.name] = 1.0
    out["type=" + d.type] = 1.0
    out[f"mode={d.type}/{d.mode}"] = 1.0
    out["word=" + "+".join(sorted({s.lemma[i], *(s.lemma[k] for k in d.trigger.words)}))] = 1.0
    add("tag=" + s.tag[i])
    add("dep=" + s.dep[i])
    add("in " + s.kind[i])
    add("weight", d.trigger.weight)
    add("merged", min(2, len(d.merged)) / 2)
    add("told again", min(3, d.told_again) / 3)
    for role, tokens in (("actor", roles.actors), ("recipient", roles.recipients)):
        if not tokens:
            add(f"no {role}")
        for k in tokens[:2]:
            m = people.mention(k)
            add(f"{role} {people.kind(k)}")
            add(f"{role} {m.form}")
            add(f"{role} party" if is_party(known, people, k) else f"{role} private")
            if s.ent[k]:
                add(f"{role} ent {s.ent[k]}")
            if s.pos[k] == "PRON":
                add(f"{role} {s.lower[k]}")
            add(f"{role} by {roles.how.get(k, 'resolved')}")
    statement = statement_at(known, i)
    add("told by outlet" if statement is None else f"told in {statement.form}")
    if statement is not None:
        add(f"told by {statement.speaker_kind}")
        add(f"stance {statement.stance}")
    if within_interview(known):
        add("interview")
    if s.n < ARTICLE:
        add("short text")
    add("late", min(s.sent[i], 30) / 30)
    add("first", float(s.sent[i] < 4))
    a, b = s.sents[s.sent[i]]
    add("length", min(b - a, 60) / 60)
    labels = {s.ent[k] for k in range(a, b)}
    for label in ("GPE", "DATE", "PERSON", "ORG", "MONEY", "CARDINAL", "EVENT", "WORK_OF_ART"):
        if label in labels:
            add("near " + label)
    lower = set(s.lower[a:b])
    if "?" in lower:
        add("question")
    if lower & {"i", "we", "my", "our", "me"}:
        add("first person")
    if "you" in lower or "your" in lower:
        add("second person")
    top = i if s.pos[i] in ("VERB", "AUX") else s.head[i]
    add("governor tag=" + s.tag[top])
    add("governor dep=" + s.dep[top])
    out["governor=" + s.lemma[s.head[i]]] = 1.0
    for k in (*s.kids[top], *(s.kids[i] if top != i else ())):
        if s.dep[k] in ("aux", "neg", "auxpass"):
            add("with " + s.lower[k])
        elif s.dep[k] in ("advmod", "npadvmod"):
            out["adverb=" + s.lemma[k]] = 1.0
        elif s.dep[k] in ("prep", "agent"):
            add("preposition " + s.lower[k])
        elif s.dep[k] in ("relcl", "advcl", "ccomp", "xcomp", "acl", "prt"):
            add("clause " + s.dep[k])
        elif s.dep[k] in ("amod", "compound"):
            out["modifier=" + s.lemma[k]] = 1.0
    if not _OFTEN.isdisjoint(lower):
        add("often")
    for role, tokens in (("subject", roles.actors), ("object", [*roles.recipients, *roles.themes])):
        for k in tokens[:2]:
            if s.pos[k] in ("NOUN", "VERB", "ADJ"):
                out[f"{role}={s.lemma[k]}"] = 1.0
            if s.tag[k] in ("NNS", "NNPS") and not any(s.dep[x] in ("det", "poss", "nummod", "amod") for x in s.kids[k]):
                add(f"bare plural {role}")
            if any(s.pos[x] == "NUM" for x in s.kids[k]):
                add(f"counted {role}")
    if s.pos[i] in ("NOUN", "PROPN"):
        add("determined" if any(s.dep[k] in ("det", "poss") for k in s.kids[i]) else "bare")
        if s.tag[i] in ("NNS", "NNPS"):
            add("plural")
    return out


def vectors(known: Known, d: Draft) -> dict[str, Any]:
    """What the words mean: slot → vector of the pipeline's word vectors, of length one, or nought where there are none."""
    s, i, roles = known.story, d.trigger.token, d.roles
    a, b = s.sents[s.sent[i]]
    if "matter" not in known.kept:
        matter = [k for k in range(min(s.n, _READ)) if s.pos[k] in _MATTER and s.told(k)]
        known.kept["matter"] = _mean(s, matter if s.n >= ARTICLE else [])
    return {
        "trigger": _mean(s, [i, *d.trigger.words]),
        "subject": _mean(s, list(roles.actors)),
        "object": _mean(s, [*roles.recipients, *roles.themes]),
        "sentence": _mean(s, [k for k in range(a, b) if s.pos[k] in _MATTER]),
        "article": known.kept["matter"],
    }


def _mean(s: Story, tokens: list[int]) -> Any:
    vocab = s.doc.vocab
    width = vocab.vectors_length
    total = np.zeros(width, dtype=np.float32)
    for k in tokens:
        total += vocab.get_vector(s.lower[k] if s.pos[k] != "PROPN" else s.text[k])
    norm = float(np.sqrt(total @ total))
    return total / norm if norm else total
