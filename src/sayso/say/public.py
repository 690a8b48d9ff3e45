"""What is worth a row: acts between parties of public life, not the views, habits and private life that people tell of.

An act by words or policy needs somebody who stands for an institution, a group or an office; in an interview, or in the words of
somebody who speaks for himself, only what happened and whom it happened to counts.
"""

from __future__ import annotations

from sayso.language.story import Story
from sayso.language.wordlist import words
from sayso.record import Statement
from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import ACTING, Participants

#: types of acts by words
_TALKS = words("conference briefing interview")
_PRESS = words("reporter journalist correspondent interviewer newsman newspaper broadcaster")
_WORDS = frozenset({"SUPPORT", "REJECT", "REQUEST", "ACCUSE", "COOPERATE", "AGREE", "CONSULT"})
#: types of acts that are news whoever tells of them
_VIOLENT = words("ASSAULT PROTEST COERCE X-HARM X-DISPLACE X-ACCESS MOBILIZE")
_SELF = words("i me my myself mine we us our ours ourselves you your yours yourself")
_WE = words("we us our ours ourselves")
#: acts that only those in power can do
_OFFICIAL = frozenset({"RETREAT", "SANCTION", "MOBILIZE", "CONCEDE"})
#: verbs that tell of a view where nobody is addressed
_VIEWS = words("support favor favour advocate oppose defend")
#: verbs of choosing somebody for an office
_FOR_OFFICE = words("nominate endorse back support propose recommend select choose pick nomination endorsement")
#: what a candidate gives up, and is no party to
_RUNS = words("campaign candidacy bid race run")
_ANY = frozenset({"any", "every", "whichever", "whatever"})
#: questions that make an interview
_QUESTIONS = 3

#: reasons that hold unless the words surely tell of such an event (`sayso.say.sense`)
DOUBTFUL = frozenset(
    {
        "no party of public life", "somebody's views, aimed at no party", "speaks to whoever listens",
        "nobody knows between whom", "between private persons", "nobody in particular",
    }
)  # fmt: skip


def private(known: Known, people: Participants, d: Draft) -> bool:
    """Whether everybody who takes part is a pronoun that stands for nobody known ("they would never force me to work")."""
    everybody = (*d.roles.actors, *d.roles.recipients)
    return bool(everybody) and all(
        people.s.pos[k] == "PRON" and known.entity.get(people.mention(k).entity or "") is None and people.s.lower[k] != "we"
        for k in everybody
    )


def unfit(known: Known, people: Participants, d: Draft) -> str:
    """Why an act of words or policy is not worth a row: nobody does it, it is aimed at nobody, or it is private; "" if it is."""
    roles, main = d.roles, _main(people, d)
    if d.mode == "legal" and roles.recipients and people.s.pos[d.trigger.token] == "VERB":
        return ""  # a charge or a trial is public whoever "he" is
    if not roles.actors and not roles.recipients and d.type in ("RETREAT", "CONSULT") and grounded(people, d):
        return ""
    if not roles.actors and not (roles.recipients and main) and d.type not in ("SANCTION", "CONCEDE", "RETREAT"):
        return "nobody does it"
    if not roles.recipients and not main and d.trigger.weight < 0.9 and d.type not in ("RETREAT", "MOBILIZE"):
        return "aimed at nobody"
    towards = any(people.acts(k) for k in roles.recipients)
    if not towards and d.type in _WORDS and all(people.s.pos[k] == "PRON" and not _stands(known, people, k) for k in roles.actors):
        return "somebody's views, aimed at no party"
    everybody = (*roles.actors, *roles.recipients)
    if any(people.s.lower[k] in ("i", "me", "my", "myself") and not _stands(known, people, k) for k in everybody):
        return "a private person speaks of himself"
    if all(people.s.pos[k] == "PRON" and people.s.lower[k] != "we" and not _stands(known, people, k) for k in everybody):
        return "nobody knows between whom"
    parties = [k for k in everybody if _public(known, people, k)]
    if not parties:
        return "between private persons"
    if d.type == "CONSULT" and roles.recipients and not any(people.acts(k) for k in roles.recipients):
        if not any(_office(known, people, k) for k in roles.actors):
            return "no office, institution or country takes part"
    return ""


def _stands(known: Known, people: Participants, k: int) -> bool:
    """Whether a pronoun stands for an institution or somebody in office."""
    entity = known.entity.get(people.mention(k).entity or "")
    return entity is not None and (entity.kind in ("country", "organization") or entity.role is not None or entity.sector is not None)


def _office(known: Known, people: Participants, k: int) -> bool:
    m = people.mention(k)
    entity = known.entity.get(m.entity or "")
    return (
        m.kind in ("country", "place")
        or (entity is not None and (entity.sector is not None or entity.role is not None))
        or m.form == "name"
    )


def _main(people: Participants, d: Draft) -> bool:
    """Whether the trigger, or the verb that carries it, heads the sentence or what somebody says in it."""
    s, i = people.s, d.trigger.token
    top: int | None = i if s.pos[i] in ("VERB", "AUX") else d.roles.governor
    if s.tag[i] == "MD" or (s.pos[i] == "ADJ" and s.dep[i] == "acomp"):
        top = s.head[i]
    if top is None:
        return False
    for _ in range(4):
        if s.dep[top] == "ROOT" or s.head[top] == top:
            return True
        imperative = s.dep[top] == "advcl" and s.tag[top] == "VB" and not any(s.dep[k] == "aux" for k in s.kids[top])
        if (s.dep[top] not in ("ccomp", "conj", "xcomp") and not imperative) or s.pos[s.head[top]] not in ("VERB", "AUX", "ADJ"):
            return False
        top = s.head[top]
    return False


def _public(known: Known, people: Participants, k: int) -> bool:
    """Whether somebody stands for an institution, a group, a country or an office."""
    m = people.mention(k)
    if m.kind in ("organization", "country", "group", "place", "facility") or m.form == "name":
        return True
    if people.s.tag[k] in ("NNS", "NNPS") and people.kind(k) in ACTING:
        return True  # "the stokers": more than one
    entity = known.entity.get(m.entity or "")
    return entity is not None and (entity.sector is not None or entity.role is not None or entity.affiliation is not None)


def grounded(people: Participants, d: Draft) -> bool:
    """Whether a bare noun tells of a happening: "clashes erupted", "a blast in the market", not "an end to war and hunger"."""
    s, i = people.s, d.trigger.token
    g = s.head[i]
    occur = people.frames.classes.get("occur", frozenset())
    if s.dep[i] in ("nsubj", "nsubjpass", "attr", "dobj", "ROOT") and (g == i or s.lemma[g] in occur):
        return True
    if s.dep[i] in ("nsubj", "nsubjpass") and d.type in ("RETREAT", "CONSULT"):
        return True
    for name, k in people.clauses.preps_of(i):
        if name in ("in", "at", "near", "on", "outside", "inside", "around", "across") and (
            s.ent[k] or people.kind(k) in ("place", "facility")
        ):
            return True
    return any(s.ent[k] in ("DATE", "GPE", "LOC", "FAC") or (s.ent[k] == "PERSON" and s.dep[k] == "compound") for k in s.kids[i])


def no_public_party(known: Known, people: Participants, d: Draft) -> str:
    """Why nobody of public life takes part in an act by words; "" if somebody does."""
    everybody = (*d.roles.actors, *d.roles.recipients)
    if not everybody or d.type in _OFFICIAL or d.mode == "legal":
        return ""
    outlet = (known.story.article.outlet or "").lower()
    if d.type in ("CONSULT", "REQUEST", "COOPERATE") and outlet and any(people.s.lower[k] == outlet for k in everybody):
        return "an outlet at its work"
    for k in everybody:
        kids = people.s.kids[k]
        if any(people.s.lower[x] in _ANY and people.s.dep[x] == "det" for x in kids) and not any(people.s.ent[x] for x in kids):
            return "nobody in particular"
    if people.s.lemma[d.trigger.token] == "discuss" and not d.merged and not d.roles.recipients and len(d.roles.actors) < 2:
        if not d.roles.actors or people.s.tag[d.roles.actors[0]] not in ("NNS", "NNPS", "PRP"):
            return "nobody to discuss it with"
    # relief goes to camps, hospitals and schools as well
    relief = d.type == "AID" and any(people.kind(k) == "facility" for k in d.roles.recipients)
    if not relief and not any(is_party(known, people, k) for k in everybody):
        return "no party of public life"
    return ""


def told_in_talk(known: Known, people: Participants, d: Draft) -> str:
    """Why what is told in an interview, or by somebody who speaks for himself, is no event; "" if it is one."""
    s, i = people.s, d.trigger.token
    if s.kind[i] == "title":
        return ""
    statement = statement_at(known, i)
    if within_interview(known) and s.start[i] >= known.kept["talk begins"]:
        if _asked(s, i):
            return "a question of an interview"
        if not _told_as_past(people, d):
            return "a view or a habit told in an interview"
    elif statement is None or statement.form == "indirect":
        return ""
    everybody = (*d.roles.actors, *d.roles.recipients)
    if d.type in _VIOLENT:
        if d.type in ("ASSAULT", "X-HARM") or not everybody:
            return ""
        own = all(s.lower[k] in _SELF for k in everybody)
        return "a private person speaks of himself" if own and not speaks_for_many(known, statement) else ""
    others = [k for k in everybody if s.pos[k] != "PRON"]
    if any(is_party(known, people, k) for k in others) or speaks_for_many(known, statement):
        return ""
    return "a private person's talk"


def to_press(people: Participants, d: Draft) -> str:
    """Why a meeting is but somebody who talks to the press, or of his own life and work; "" if it is a meeting of parties."""
    s, i = people.s, d.trigger.token
    if d.type != "CONSULT":
        return ""
    others = (*d.roles.actors, *d.roles.recipients)
    for k in (i, *d.trigger.words):
        if len(set(others)) < 2 and s.lemma[k] in _TALKS and any(s.lemma[x] in ("press", "news") for x in s.kids[k] if x < k):
            return "a press conference"
    if any(s.lemma[people.clauses.kernel(k)] in _PRESS for k in others):
        return "somebody talks to the press"
    one = len(d.roles.actors) == 1 and s.tag[d.roles.actors[0]] in ("NNP", "PRP", "NN") and people.kind(d.roles.actors[0]) == "person"
    if s.lemma[i] == "discuss" and one and all(k in d.roles.actors for k in d.roles.recipients):
        return "one person alone discusses it"
    return ""


def addressed(people: Participants, d: Draft) -> list[int]:
    """The recipients of an act of words or policy that somebody can be: no mistakes, virtues or meetings, nor who acts, nor the aid that
    is given. A protest or a sanction may be aimed at a thing; a plan may be turned down."""
    s, classes = people.s, people.frames.classes
    own = {m.entity for k in d.roles.actors if (m := people.mention(k)).entity}
    out = []
    for k in d.roles.recipients:
        kernel = people.clauses.kernel(k)
        lemma = s.lemma[kernel]
        if s.tag[k] in ("PRP$", "WP$", "WDT", "WP", "RB", "JJ", "PRP") and people.mention(k).entity in own and not d.roles.both:
            continue
        if lemma in classes["no_party"] or (d.type == "RETREAT" and lemma in _RUNS):
            continue
        if d.roles.how.get(k) == "for" and s.lemma[d.trigger.token] in _FOR_OFFICE:
            continue  # "nominated him for president"
        if d.mode == "resign" and s.dep[k] == "pobj" and s.lower[s.head[k]] == "as":
            continue  # "stepped down as minister"
        if d.type in _WORDS and d.roles.how.get(k) == "on" and lemma in classes["platform"]:
            continue  # "vented their anger on Facebook"
        named = s.pos[k] == "PROPN" or s.ent[k] in ("PERSON", "ORG", "GPE", "NORP")
        thing = people.kind(k) in ("facility", "vehicle")
        if d.type in ("PROTEST", "COERCE", "SANCTION"):
            thing = thing or d.mode not in ("restrict", "ban")
        elif d.type in ("AID", "AGREE"):
            thing = thing or lemma in classes["beneficiary"]
        elif d.type in ("REJECT", "REQUEST"):
            thing = thing or lemma in classes["truce"] or (d.type == "REJECT" and lemma in classes["proposal"] - classes["assertion"])
        if people.acts(k) or named or thing:
            out.append(k)
        elif d.type == "COERCE":  # "restricted the firm's operations"
            owners = [people.clauses.real(x) for x in s.kids[k] if s.dep[x] == "poss" and people.acts(people.clauses.real(x))]
            out += [x for x in owners if x not in out and people.mention(x).entity not in own]
    if d.type == "AID" and any(people.kind(k) in ("person", "group") for k in out):
        out = [k for k in out if people.kind(k) != "place" or d.roles.how.get(k) != "to"]  # "was flown to Orvela"
    return out


def of_things(people: Participants, d: Draft) -> str:
    """Why an act done to things alone is no event: a view, or a rule nobody is known to have made; "" if it is one."""
    s, i = people.s, d.trigger.token
    if d.type in ("SUPPORT", "REJECT") and s.lemma[i] in _VIEWS and s.pos[i] == "VERB" and not d.merged and not addressed(people, d):
        return "a view of things"
    if d.type == "COERCE" and d.mode == "restrict" and s.pos[i] == "VERB" and not d.roles.actors and d.roles.recipients:
        if all(people.kind(k) == "other" for k in d.roles.recipients):
            return "nobody is restricted"
    return ""


def figurative(people: Participants, d: Draft) -> str:
    """Why words of war tell of no fight: one with a thing or a state of affairs; "" if they do."""
    others = [k for k in d.roles.recipients if k not in d.roles.actors]
    if d.mode == "clash" and people.s.pos[d.trigger.token] == "VERB" and others and not d.merged:
        if not any(people.acts(k) or people.kind(k) in ("facility", "vehicle", "weapon") for k in others):
            return "a fight with no people"
    return ""


def statement_at(known: Known, token: int) -> Statement | None:
    """The innermost statement that the token stands in; no wishes."""
    at = known.story.start[token]
    inside = [x for x in known.statements if x.act != "wish" and any(a <= at < b for a, b in x.content)]
    return min(inside, key=lambda x: sum(b - a for a, b in x.content), default=None)


def speaks_for_many(known: Known, statement: Statement | None) -> bool:
    """Whether the speaker is an institution or holds an office: "we attacked" of a spokesman claims it for his side."""
    if statement is None:
        return False
    if statement.speaker_kind in ("organization", "group"):
        return True
    entity = known.entity.get(statement.speaker_entity or "")
    if entity is None:
        return statement.speaker is None or statement.speaker_kind in ("anonymous", "document")
    return entity.kind in ("organization", "country", "group") or bool(entity.sector or entity.role or entity.affiliation)


def within_interview(known: Known) -> bool:
    """Whether the article is an interview or a transcript: questions and answers with labels."""
    if "talk begins" not in known.kept:
        text = known.story.article.text
        colon = [x for x in known.statements if x.form != "direct" and (x.cue is None or text[x.cue[0] : x.cue[1]] == ":")]
        asked = sum(x.stance == "asks" for x in colon)
        known.kept["talk begins"] = min(x.content[0][0] for x in colon) if asked >= _QUESTIONS else None
    return known.kept["talk begins"] is not None


def _asked(s: Story, i: int) -> bool:
    """Whether the sentence of i is a question."""
    last = i
    while last + 1 < s.n and s.sent[last + 1] == s.sent[i]:
        last += 1
    return any(s.text[k] == "?" for k in range(max(i, last - 2), last + 1))


def _told_as_past(people: Participants, d: Draft) -> bool:
    """Whether the verb of the trigger, or the one that carries the noun, tells of what has happened."""
    s, i = people.s, d.trigger.token
    top = i
    for _ in range(6):
        if s.pos[top] in ("VERB", "AUX") or s.head[top] == top:
            break
        top = s.head[top]
    helpers = {s.lower[k] for k in s.kids[top] if s.dep[k] in ("aux", "auxpass")}
    if s.tag[top] == "VBD":
        return True
    if s.tag[top] in ("VBN", "VBG"):
        return bool(helpers & {"was", "were", "had", "has", "have", "'ve", "been"}) or (not helpers and s.dep[top] in ("acl", "advcl"))
    return s.tag[top] == "VB" and "did" in helpers


def is_party(known: Known, people: Participants, k: int) -> bool:
    """Whether k stands for a state, an organ of it, an organization, an office, a party or a group of public life."""
    s, m = people.s, people.mention(k)
    entity = known.entity.get(m.entity or "")
    ranked = entity is not None and bool(entity.sector or entity.role or entity.affiliation)
    if m.form == "pronoun" or s.pos[k] == "PRON":
        if s.lower[k] in _WE:
            statement = statement_at(known, k)
            return statement is None or speaks_for_many(known, statement)
        return ranked or (entity is not None and entity.kind in ("organization", "country", "group"))
    if m.kind in ("organization", "country"):
        return True
    if any(s.ent[x] in ("GPE", "NORP", "ORG") for x in s.kids[k]):
        return True  # "Ruritania's actions"
    if s.lemma[k] in people.frames.classes["private"]:
        return False
    if m.kind == "person":
        return ranked or s.tag[k] in ("NNS", "NNPS")
    if m.kind == "group":
        return True
    if m.kind == "place":
        return m.form == "name"
    return people.acts(k)
