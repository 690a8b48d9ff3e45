"""Status: what the article commits to. The rule of docs/status.md, over negation, modality, conditions, plans, and over who says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.language.story import Story
from sayso.record import Mention, Statement
from sayso.say.frame import frame_of
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.scope import Operator, Scope, read_scope
from sayso.say.voices import Speaker, holder_of, is_authority, is_party, same_side, speaker_of

#: types of acts against somebody: told of another, they are an accusation
HOSTILE = frozenset({"ASSAULT", "COERCE", "X-ACCESS"})
#: types that a threat can be about
THREATENING = HOSTILE | {"SANCTION", "PROTEST", "MOBILIZE", "THREATEN", "X-DISPLACE"}
#: types whose purpose clause tells of the act itself ("took to the streets to protest")
DONE_WITH_PURPOSE = frozenset({"PROTEST", "REQUEST", "CONSULT", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "X-HARM"})
#: acts that are done by saying so
_BY_WORDS = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST"})
_VOW = frozenset({"vow", "swear", "warn", "threaten"})
_WARN = frozenset({"warn", "threaten", "caution", "vow", "swear", "warning", "threat"})
_ORDER = frozenset({"order", "command", "instigate", "direct", "commission", "incite"})
_MODALITY = {
    "planned": "planned", "threatened": "planned", "requested": "requested", "hypothetical": "hypothetical", "possible": "possible",
}  # fmt: skip
_STANCE_EFFECT = {
    "denies": "deny",
    "demands": "request",
    "promises": "plan",
    "threatens": "threat",
    "doubts": "possible",
    "confirms": "confirm",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """polarity, modality, frame and status of RECORD.md, and the rule that decided (for `sayso explain`)."""

    polarity: str
    modality: str
    frame: str
    status: str
    rule: str
    voice: int | None = None  # token that heads who accuses, threatens, demands …, where no statement tells of it


@dataclass(frozen=True, slots=True)
class _Case:
    """All that the rule looks at."""

    known: Known
    h: Happening
    statement: Statement | None
    speaker: Speaker | None
    scope: Scope
    main: bool  # the event is what the statement says, not an aside in it
    cue: str  # lemma of the statement's cue, or ""


def judge(known: Known, h: Happening, statement: Statement | None) -> Judgement:
    """What the article commits to about the happening; ``statement`` is the innermost one whose content it stands in."""
    scope = read_scope(known.story, h.trigger.token, known.codebook.commitment)
    speaker = speaker_of(known, statement) if statement else None
    case = _Case(known, h, statement, speaker, scope, bool(statement) and _in_main_line(known, h, statement, scope), _cue(known, statement))
    status, negative, rule = _decide(case)
    modality = _MODALITY.get(status, "actual")
    voice = _holder_of_act(case, status) if statement is None else None
    return Judgement("negative" if negative else "positive", modality, frame_of(known, h, status), status, rule, voice)


_ACTS = {
    "accused": ("accuse", "charge"), "accused_by_authorities": ("accuse", "charge"), "threatened": ("threat", "plan"),
    "requested": ("request",), "claimed": ("claim",), "denied": ("deny",), "confirmed": ("confirm",),
}  # fmt: skip


def _holder_of_act(case: _Case, status: str) -> int | None:
    story = case.known.story
    op = next((o for o in case.scope.operators if o.effect in _ACTS.get(status, ())), None)
    head = _holder(story, op) if op is not None else None
    return head if head is not None and story.pos[head] in ("NOUN", "PROPN", "PRON") else None


def _decide(case: _Case) -> tuple[str, bool, str]:
    """(status, polarity is negative, the rule that decided)."""
    ops = _effects(case)
    names = [o.effect for o in ops]
    denial = next((o for o in ops if o.effect == "deny"), None)
    negative = denial is not None or sum(o.effect == "negate" for o in ops) % 2 == 1
    threat = _threat(case, ops)
    if negative and any(o.effect == "claim" and o.slot == "attr" for o in ops):
        return "denied", True, "pleads not guilty"
    if denial is not None:
        return "denied", True, f"deny:{denial.slot}"
    if threat:
        return "threatened", negative, threat
    if _hypothetical(case, ops):
        return "hypothetical", negative, "hypothetical:" + ",".join(n for n in names if n in _CONDITIONAL)
    unreal = next(
        (o for o in ops if o.effect in ("request", "duty", "plan", "purpose", "will", "would", "threat", "possible", "question")), None
    )
    if unreal is not None and unreal.effect in ("request", "duty"):
        return "requested", negative, f"{unreal.effect}:{unreal.slot}"
    if negative and not (unreal is not None and unreal.effect == "possible"):
        voice = case.statement is not None and case.main and not any(o.effect == "negate" and not _inside(case, o.token) for o in ops)
        return ("denied" if voice else "negated"), True, "negate"
    if unreal is not None:
        doubt = next((o for o in ops if o.effect == "possible" and o.slot in ("that", "whether")), None)
        if unreal.effect in ("will", "would") and doubt is not None:
            return "possible", negative, "doubt:" + doubt.slot  # "doubt that he will go"
        if unreal.effect in ("possible", "question"):
            if _whoever(case):
                return "hypothetical", negative, "whoever it may be"
            return "possible", negative, f"{unreal.effect}:{unreal.slot}"
        if unreal.effect in ("will", "would") and case.cue in _WARN:
            return "possible", negative, "warned of"
        return "planned", negative, f"{unreal.effect}:{unreal.slot}"
    return _voice(case, ops)


#: types of acts by words, with the effect that their own words have on what they speak of
_IS_ITSELF = {
    "negate": {"REJECT", "SANCTION", "CONCEDE"}, "deny": {"REJECT"}, "threat": {"THREATEN"}, "request": {"REQUEST"},
    "plan": {"AGREE", "THREATEN", "SUPPORT"},
    "accuse": {"ACCUSE"}, "charge": {"ACCUSE", "COERCE"}, "claim": {"ACCUSE"}, "possible": {"ACCUSE"},
}  # fmt: skip
_UNREAL = frozenset({"request", "duty", "plan", "purpose", "will", "would", "threat", "possible", "question"})
#: what an operator comes to when it is negated itself ("did not plan to", "does not rule out"); "" is nothing
_TURNED = {
    "deny": "possible", "plan": "negate", "threat": "negate", "claim": "", "confirm": "possible", "accuse": "", "charge": "",
    "request": "hypothetical", "negate": "", "author": "deny",
}  # fmt: skip
_OPINION = frozenset({"believe", "think"})
_CONDITIONAL = frozenset({"condition", "conditioned", "hypothetical", "would", "able"})


def _effects(case: _Case) -> list[Operator]:
    """Operators over the event, innermost first, with those that a negation turns; the stance of the statement joins as the outermost."""
    out: list[Operator] = []
    own = range(case.h.trigger.first, case.h.trigger.behind)
    for o in case.scope.operators:
        if o.token in own and o.token != case.h.trigger.token and case.h.type in _IS_ITSELF.get(o.effect, ()):
            continue  # the trigger is this very act ("refused the request": a rejection that took place)
        if _performed(case, o):
            continue
        if (
            o.effect == "plan"
            and o.slot == "obj"
            and case.known.story.lemma[o.token] == "call"
            and case.h.type not in ("PROTEST", "CONSULT")
        ):
            continue  # "called the award a shame"
        if o.effect in _UNREAL and any(x.effect in ("accuse", "charge") and not x.negated for x in out):
            continue  # "plans to impeach him over the raid": what somebody is to be blamed for has happened
        if o.negated:
            turned = _TURNED.get(o.effect, o.effect)
            if o.effect == "possible" and case.known.story.lemma[o.token] in _OPINION:
                turned = "negate"  # "do not believe that he was shot": he was not, they say
            if turned:
                out.append(Operator(turned, o.token, o.slot))
        elif o.effect == "purpose":
            if case.h.type not in DONE_WITH_PURPOSE:
                out.append(o)
        else:
            out.append(o)
    if case.h.type in ("PROTEST", "CONSULT") and not out and _announced(case):
        out.append(Operator("plan", case.h.trigger.token, "announced"))
    outer = [o for o in out if o.effect in ("accuse", "charge", "claim", "deny")]
    if outer or (case.statement is not None and case.main and case.h.type == "ASSAULT" and case.h.trigger.first < case.h.trigger.token):
        # "accused of ordering the murder", "believe that he ordered the murder": the act was done
        out = [o for o in out if not (o.effect == "request" and o.slot == "obj" and case.known.story.lemma[o.token] in _ORDER)]
    s = case.statement
    if s is not None and case.main and (effect := _STANCE_EFFECT.get(s.stance)):
        cue = case.known.story.token_at(s.cue[0]) if s.cue else None
        known_already = cue is not None and any(o.token == cue for o in case.scope.operators)
        if effect == "deny" and any(o.effect in ("negate", "deny") for o in out):
            out = [Operator("deny", o.token, o.slot) if o.effect == "negate" else o for o in out]
        elif effect == "deny" and any(o.effect in ("request", "plan") for o in out):
            pass  # "rejected calls to resign": he was asked to
        elif not known_already and not (effect == "plan" and _past(case)):
            out.append(Operator(effect, cue if cue is not None else case.scope.top, "stance"))
    if s is not None and case.main and _confirming(case):
        out.append(Operator("confirm", case.scope.top, "participle"))
    if s is not None and case.main and s.certainty == "possible" and not any(o.effect == "possible" for o in out):
        out.append(Operator("possible", case.scope.top, "stance"))
    if s is not None and s.form == "direct" and case.main and _imperative(case):
        out.append(Operator("request", case.h.trigger.token, "imperative"))
    return out


def _performed(case: _Case, o: Operator) -> bool:
    """Whether the act takes place by these very words ("I want to thank the nurses", "MPs voted to impeach him"), or took place in vain
    ("failed talks")."""
    story = case.known.story
    if o.effect == "negate" and case.h.type == "CONSULT" and o.slot == "mod" and story.lower[o.token] in ("failed", "fruitless"):
        return True
    s = case.statement
    if s is not None and s.form == "direct" and o.slot == "that" and o.effect in ("request", "plan") and _is_cue(case, o.token):
        return True  # "“We thank them,” she told the crowd": the quoted words say themselves what they ask or promise
    if o.slot != "to" or story.pos[o.token] != "VERB":
        return False
    if story.lemma[o.token] == "vote":
        return case.h.type in ("ACCUSE", "COERCE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT") and story.tag[o.token] in ("VBD", "VBN")
    subject = next((k for k in story.kids[o.token] if story.dep[k] == "nsubj"), None)
    return (
        case.h.type in _BY_WORDS
        and story.lemma[o.token] in ("want", "like", "wish")
        and subject is not None
        and story.lower[subject] in ("i", "we")
    )


def _announced(case: _Case) -> bool:
    """ "announced a march": a ban or a truce holds once it is announced, a march is still to come."""
    story, i = case.known.story, case.h.trigger.token
    return story.dep[i] in ("dobj", "nsubjpass") and story.lemma[story.head[i]] in ("announce", "schedule", "call")


def _confirming(case: _Case) -> bool:
    """ "Confirming earlier reports, the union said …"."""
    s, story = case.statement, case.known.story
    cue = story.token_at(s.cue[0]) if s is not None and s.cue else None
    if cue is None:
        return False
    words = case.known.codebook.commitment.words
    participles = [story.lemma[k] for k in story.kids[cue] if story.dep[k] == "advcl" and story.tag[k] == "VBG"]
    return any(words.get(("verb", w), {}).get("obj") == "confirm" for w in participles)


def _hypothetical(case: _Case, ops: list[Operator]) -> bool:
    effects = {o.effect for o in ops}
    if effects & {"condition", "hypothetical"}:
        return True
    if case.scope.perfect and effects & {"would", "duty"}:
        return True
    if "conditioned" in effects:
        return bool(effects & {"would", "will", "possible", "able", "duty"}) or _finite(case) in ("VBZ", "VBP")
    if "able" in effects:
        return "negate" not in effects
    if "would" in effects:
        # a "would" in reported speech is a "will" of the time: "said it would withdraw"
        return not (case.statement is not None and case.statement.form != "direct" and _reported_past(case))
    return False


def _whoever(case: _Case) -> bool:
    """ "may arrest anyone who …": leave to do something, not the chance that it was done."""
    story = case.known.story
    modal = any(o.effect == "possible" and o.slot == "mod" for o in case.scope.operators)
    heads = [i for m in (*case.h.actors, *case.h.recipients) for i in range(*story.tokens((m.start, m.end)))]
    return modal and any(story.lower[i] in ("anyone", "anybody", "whoever", "everyone") for i in heads)


def _threat(case: _Case, ops: list[Operator]) -> str:
    """The rule by which the event is threatened, or "" where it is not."""
    first = next((o for o in ops if o.effect in ("threat", "plan", "will", "would", "request", "negate", "possible", "purpose")), None)
    if first is None:
        return ""
    story = case.known.story
    if first.effect == "threat":
        return f"threat:{first.slot}"
    if case.h.type not in THREATENING:
        return ""
    if first.effect == "plan" and story.lemma[first.token] in _VOW and case.h.type in HOSTILE | {"SANCTION"}:
        return "vowed"
    s = case.statement
    if s is None or case.speaker is None or first.effect not in ("will", "would", "plan") or not case.main:
        return ""
    own = is_party(case.known, case.speaker, case.h, s.form == "direct")
    if own and (s.stance == "threatens" or case.cue in _WARN):
        return "warned of an act of its own"
    if own and case.h.type in HOSTILE and first.effect != "plan" and any(o.effect in ("condition", "conditioned") for o in ops):
        return "a hostile act of its own, on a condition"
    if own and s.form == "direct" and first.effect == "will" and case.h.type == "ASSAULT":
        return "announced a hostile act"
    return ""


def _voice(case: _Case, ops: list[Operator]) -> tuple[str, bool, str]:
    """The status of what is told as a fact: by whom, and about whom."""
    known, h, s = case.known, case.h, case.statement
    author = next((o for o in ops if o.effect == "author"), None)
    if author is not None and (head := _holder(known.story, author)) is not None:
        # "said it was behind the bombing": the subject is the doer
        h = replace(h, actors=(_stand_in(known, head),))
    told = next((o for o in ops if o.effect in ("confirm", "claim", "accuse", "charge")), None)
    if told is not None and not (told.effect == "claim" and told.slot == "that"):
        if told.effect == "confirm":
            return "confirmed", False, f"confirm:{told.slot}"
        if told.effect == "claim":
            return "claimed", False, f"claim:{told.slot}"
        head = _holder(known.story, told)
        who = holder_of(known, head) if head is not None else case.speaker
        if told.effect == "charge" and who is not None and is_party(known, who, h, False):
            who = None  # "went on trial for": who stands there is the accused
        by_authority = is_authority(known, who) if who is not None else told.effect == "charge"
        return ("accused_by_authorities" if by_authority else "accused"), False, f"{told.effect}:{told.slot}"
    if s is None or case.speaker is None:
        return "reported", False, "own voice"
    if any(o.negated and o.effect in ("claim", "accuse", "charge") and _is_cue(case, o.token) for o in case.scope.operators):
        return "reported", False, "nobody claims it"
    fact = next((o for o in ops if o.effect == "fact"), None)
    if fact is not None and _is_cue(case, fact.token):
        return "reported", False, "taken for a fact"
    if not case.main:
        return "attributed", False, "aside of a statement"
    direct = s.form == "direct"
    if is_party(known, case.speaker, h, direct) or (author is not None and not direct and _pronoun(known, h)):
        return "claimed", False, "a party about itself"
    if h.mode == "clash" and {m.id for m in h.actors} <= {m.id for m in h.recipients}:
        return "attributed", False, "a fight of two sides"
    if s.speaker is None and s.form == "indirect" and s.stance == "says":
        return "attributed", False, "nobody says whose word it is"  # "reportedly"
    if (h.type in HOSTILE or h.trigger.frame == "displace.expel") and _named(known, h):
        if is_authority(known, case.speaker):
            if same_side(known, case.speaker, h):
                return "attributed", False, "an authority about its own side"
            return "accused_by_authorities", False, "an authority about another's hostile act"
        if case.speaker.kind in ("outlet", "document") and same_side(known, case.speaker, h) and h.type == "COERCE":
            return "attributed", False, "an outlet about an arrest"
        return "accused", False, "a source about another's hostile act"
    if s.stance == "accuses" and h.type in HOSTILE:
        return ("accused_by_authorities" if is_authority(known, case.speaker) else "accused"), False, "stance accuses"
    return "attributed", False, "a source tells"


def _pronoun(known: Known, h: Happening) -> bool:
    """ "said they were behind it": who says so means himself."""
    return any(known.story.article.text[m.start : m.end].lower() in ("it", "they", "he", "she") for m in h.actors)


def _stand_in(known: Known, head: int) -> Mention:
    """The mention that the token heads, or one made for it."""
    story = known.story
    span = story.chars(story.left[head], head + 1)
    return next(iter(known.at_head.get(head, ())), Mention("", *span, story.chars(head, head + 1), "other", None, "nominal"))


def _named(known: Known, h: Happening) -> bool:
    """True where an actor is somebody: not "gunmen", "an unknown attacker"."""
    story, nobody = known.story, known.codebook.commitment.lists["nobody.words"]
    for m in h.actors:
        entity = known.entity.get(m.entity or "")
        if m.form == "name" or (entity is not None and entity.name and entity.kind != "group" and m.form == "pronoun"):
            return True
        words = [story.lower[i] for i in range(*story.tokens((m.start, m.end)))]
        lemmas = {story.lemma[i] for i in range(*story.tokens((m.start, m.end)))}
        if not lemmas & nobody and not nobody.intersection(words):
            return True
    return False


def _cue(known: Known, statement: Statement | None) -> str:
    if statement is None or statement.cue is None:
        return ""
    first, behind = known.story.tokens(statement.cue)
    return next((known.story.lemma[i] for i in range(first, behind) if known.story.pos[i] in ("VERB", "NOUN", "AUX")), "")


def _in_main_line(known: Known, h: Happening, statement: Statement | None, scope: Scope) -> bool:
    """True where the event is what the statement says: nothing in its content stands over the place where the climb ended, apart from
    conjuncts; False for relative and adverbial clauses inside it."""
    if statement is None:
        return False
    story = known.story
    top = scope.top

    def inside(i: int) -> bool:
        return any(a <= story.start[i] < b for a, b in statement.content)

    if not inside(top):
        return True
    head = story.head[top]
    if head == top or not inside(head):
        return True
    return story.dep[top] not in ("relcl", "advcl", "acl", "pobj", "pcomp", "appos", "npadvmod", "poss")


def _is_cue(case: _Case, token: int) -> bool:
    s = case.statement
    return s is not None and s.cue is not None and s.cue[0] <= case.known.story.start[token] < s.cue[1]


def _inside(case: _Case, token: int) -> bool:
    s = case.statement
    return s is not None and any(a <= case.known.story.start[token] < b for a, b in s.content)


def _verb(case: _Case) -> int:
    """The verb whose tense tells when the event is: the trigger, or the verb that it hangs on."""
    story = case.known.story
    i = case.h.trigger.token
    while story.pos[i] not in ("VERB", "AUX") and story.head[i] != i:
        i = story.head[i]
    return i


def _finite(case: _Case) -> str:
    return case.known.story.tag[_verb(case)]


def _past(case: _Case) -> bool:
    story = case.known.story
    verb = _verb(case)
    return story.tag[verb] in ("VBD", "VBN") and not any(o.effect in ("will", "would", "possible") for o in case.scope.operators)


def _reported_past(case: _Case) -> bool:
    """True where the cue stands in the past, so that a "would" in the content is a future of that time, and sets no condition itself."""
    s, story = case.statement, case.known.story
    if s is None or s.cue is None:
        return False
    first, behind = story.tokens(s.cue)
    past = any(story.tag[i] in ("VBD", "VBN", "VBG") for i in range(first, behind)) or story.article.text[
        s.cue[0] : s.cue[1]
    ].lower().startswith("accord")
    would = next((o.token for o in case.scope.operators if o.effect == "would"), None)
    return past and would is not None


_NOW = re.compile(r"^[\"“'‘]?\s*(please|don't|do not|let|let's)\b", re.I)


def _imperative(case: _Case) -> bool:
    """True for a bare verb that opens a direct quotation ("Open the gate," they shouted)."""
    story, s = case.known.story, case.statement
    verb = _verb(case)
    if s is None or story.tag[verb] not in ("VB", "VBP") or any(story.dep[k] in ("nsubj", "nsubjpass", "aux") for k in story.kids[verb]):
        return False
    first, _ = story.tokens(s.content[0])
    while first < verb and not story.text[first][0].isalnum():
        first += 1
    return first == verb or _NOW.match(story.article.text[s.content[0][0] : s.content[0][1]]) is not None


def _holder(story: Story, op: Operator) -> int | None:
    """Who denies, threatens, blames …: the subject (of the passive: the "by" phrase) of the operator's word, or the owner of the noun."""
    g = op.token
    passive = False
    for _ in range(6):
        for k in story.kids[g]:
            if story.dep[k] == "agent":
                return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
            if story.dep[k] == "nsubjpass":
                passive = True
            if story.dep[k] == "nsubj" and not passive:
                return k
            if story.dep[k] == "poss":
                return k
            if story.dep[k] == "prep" and story.lower[k] in ("by", "from") and story.pos[g] == "NOUN":
                return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
        if passive or story.head[g] == g or story.dep[g] not in ("conj", "xcomp", "advcl", "dobj", "prep", "pobj"):
            return None
        g = story.head[g]
    return None
