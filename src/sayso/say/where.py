"""Where an event happened: the place that its own clause, sentence, paragraph, dateline or the article's focus gives.

Inside the sentence the parse decides: every place is reached from the trigger over a path of dependencies, each step of which has a
price (``PRICES``); the cheapest place wins if it costs no more than ``LIMIT``. A place that hangs on a verb of saying is the speaker's,
one inside the name of an organisation is no place of anything, a country that acts is an actor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.find.toponym_cues import offset_before
from sayso.gazetteer.words import WORDS
from sayso.language.story import Story
from sayso.record import Mention, Place
from sayso.resolve.places import DEMONYM, PART
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.status import Judgement

#: the price of a step from the place up to where its path meets the trigger's, by dependency label
UP = {
    "pobj": 0.1, "dobj": 0.3, "nsubjpass": 0.3, "nsubj": 0.5, "conj": 0.2, "appos": 0.2, "compound": 0.6, "poss": 0.6, "nmod": 0.6,
    "amod": 0.6,
    "prep": 0.1, "pcomp": 0.3, "relcl": 1.4, "acl": 0.6, "advcl": 0.9, "ccomp": 1.2, "xcomp": 0.3, "agent": 0.5, "npadvmod": 0.2,
    "attr": 0.3, "dep": 0.5, "parataxis": 1.5, "dative": 0.5, "oprd": 0.4,
}  # fmt: skip
#: the further price of a place of the verb that "and" joins to the trigger, where the trigger has one of its own
_JOINED = 0.9
#: the same from the trigger up
DOWN = {
    "conj": 0.5, "advcl": 0.5, "xcomp": 0.2, "acl": 0.5, "relcl": 1.0, "ccomp": 1.6, "pobj": 0.2, "dobj": 0.2, "nsubj": 0.2,
    "nsubjpass": 0.2,
    "prep": 0.2, "pcomp": 0.3, "compound": 0.3, "parataxis": 1.6, "agent": 0.2, "attr": 0.3, "dep": 0.8, "amod": 0.3, "appos": 0.4,
}  # fmt: skip
LIMIT = 2.6
#: what the only place of a sentence may cost
ALONE = 3.0
#: what a place of an act of words or policy may cost: who is accused, asked or promised something is seldom told far from where
_SAID = 1.6
#: what a smaller place in the cheapest one may cost: "In Gaza, a boy was shot in a clash near Khan Yunis"
_FINER = 1.5
#: what a place may cost that sets the scene of a sentence
_SCENE = 1.6
#: sentences that a place is carried on over, inside a paragraph
_CARRY = 3
#: prepositions that put things in a place; others ("by Syria", "against Israel", "with Iran") name parties
_IN = frozenset(
    "in at near outside inside around across throughout on through over into to from off along toward towards within between beyond "
    "of via under amid behind above upon".split()
)
#: types of event that the place of the sentence before, or of the whole article, is handed on to: deeds told of over several sentences.
#: Where somebody agreed, refused or accused is seldom where the story is set.
_DEEDS = frozenset(["ASSAULT", "X-HARM", "PROTEST", "COERCE", "X-DISPLACE", "X-ACCESS", "AID", "MOBILIZE", "RETREAT"])
#: types of event that bodies take part in, at a place
_BODILY = _DEEDS | {"CONSULT"}
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_PAST = frozenset(
    ["nationwide", "worldwide", "countrywide", "elsewhere", "ago", "previously", "formerly", "historically", "decades", "annually"]
)
#: names of countries that stand for their adjectives before a noun: of "US soldiers" the US are no place
_ADJECTIVES = frozenset(["US", "U.S.", "UK", "U.K.", "USA", "UAE", "EU", "U.N.", "UN", "USSR"])
#: prepositions that name parties and matters, no places, unless of a border
_ASIDE = frozenset("by against with for about than as like despite between without".split())
#: prepositions of where somebody comes from or is taken to
_GOALS = {"from": 0.6, "to": 0.7}
#: words for the line between two countries
_BORDER = frozenset(["border", "frontier", "borders"])
#: the further price of a name that the gazetteer lacks where nothing beside it says that it is a place
_DOUBT = 1.0
#: words of an interview or of somebody who tells of himself: no telling of what happened where the article is set
_ASKING = frozenset(["you", "your", "i", "my"])
#: why an event that is told as news has no place
UNPLACED = "no place in its sentence, nor one that the article keeps to"
_COARSE = {"country": 0.6, "region": 0.3, "province": 0.15}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that an event may have: its row, the token of its head."""

    place: Place
    mention: Mention
    token: int


def place_of(known: Known, h: Happening, told: bool) -> tuple[str | None, str]:
    """(id of a Place or None, reason: where it was taken from, or why there is none).

    ``told``: whether the article tells it as something that happened just now; only then it is laid to where the article is set.
    """
    story = known.story
    scenes = _scenes(known)
    t = h.trigger.token
    parties = _parties(h)
    own = [x for x in scenes.spots if story.kind[x.token] != "dateline" and x.mention.id not in parties]
    for token in (t, *h.merged):
        limits = (LIMIT, ALONE) if h.type in _BODILY else (_SAID, _SAID)
        found = in_sentence(known, own, token, *limits)
        if found is not None:
            spot = found[0]
            where = "clause" if h.clause[0] <= spot.token < h.clause[1] else "sentence"
            return spot.place.id, f"{_nearness(story, spot)}named in its {where}"
    if h.in_title:
        return None, "no place in the title"
    if h.type not in _DEEDS:
        return None, "no place in its sentence"
    if not told:
        return None, "no place in its sentence, and it is not told as news"
    place, reason = _from_before(known, scenes, t)
    if place is not None and h.type not in ("ASSAULT", "X-HARM") and _from_elsewhere(known, scenes, h, place):
        return None, "no place in its sentence, and who acts is from elsewhere"
    return place, reason


def told_as_news(judgement: Judgement) -> bool:
    """Whether the article tells it as something that happened, and not long ago."""
    return judgement.modality == "actual" and judgement.frame in ("new", "ongoing")


def _nearness(story: Story, spot: Spot) -> str:
    """How the reason begins where the event was not in the place itself: beside it, or on its border with another."""
    first, behind = story.tokens((spot.mention.start, spot.mention.end))
    if offset_before(story, first):
        return "near; "
    words = story.lower[behind : behind + 5]
    if _bordering(story, first) or (words[:1] and words[0] in ("-", "–", "/", "—", "'s", "’s") and set(words[1:4]) & _BORDER):
        return "at its border; "
    return "at its border; " if words[:1] and words[0] in _BORDER and story.dep[behind - 1] in ("compound", "amod", "nmod") else ""


def _bordering(story: Story, i: int) -> bool:
    """Whether "the border between", "its border with" stands before."""
    before = story.lower[max(0, i - 6) : i]
    return bool(before) and before[-1] in ("between", "with", "and", "the") and bool(_BORDER & set(before)) and not {",", "."} & set(before)


def _parties(h: Happening) -> set[str]:
    """Mentions that take part in it and so are no place of it: a country that acts; whoever is spoken to or about."""
    if h.type in _DEEDS:
        return {m.id for m in h.actors if m.kind == "country"}
    return {m.id for m in (*h.actors, *h.recipients)}


def _from_elsewhere(known: Known, scenes: Scenes, h: Happening, place: str) -> bool:
    """Whether the actors belong to another country than the place that would be handed on."""
    there = next((x.place.country for x in scenes.spots if x.place.id == place), None)
    countries = {known.entity[m.entity].country for m in h.actors if m.entity in known.entity} - {None}
    return bool(countries) and there is not None and there not in countries


@dataclass(frozen=True, slots=True)
class Scenes:
    """What is worked out once an article.

    ``at``: sentence → the place its main clause is set in; ``focus``: the only place the story is set in.
    """

    spots: list[Spot]
    at: dict[int, Spot]
    focus: Spot | None


def _scenes(known: Known) -> Scenes:
    kept = known.kept.get("scenes")
    if isinstance(kept, Scenes):
        return kept
    story = known.story
    spots = spots_of(known)
    told = [x for x in spots if story.kind[x.token] == "body"]
    at: dict[int, Spot] = {}
    for sent in dict.fromkeys(story.sent[x.token] for x in told):
        a, b = story.sents[sent]
        root = next((i for i in range(a, b) if story.head[i] == i), a)
        found = in_sentence(known, [x for x in told if story.sent[x.token] == sent], root, _SCENE, _SCENE)
        if found is not None and _size(found[0]) < 4 and found[0].place.lat is not None:
            at[sent] = found[0]
    if told and story.sent[told[0].token] not in at and (only := _lead_spot(known, told)) is not None:
        at[story.sent[only.token]] = only
    scenes = Scenes(spots, at, _focus(story, told, at))
    known.kept["scenes"] = scenes
    return scenes


def _lead_spot(known: Known, told: list[Spot]) -> Spot | None:
    """The place of the first sentence of the story that names any, where all that it names lie in one first-order area and its main clause
    tells of something done there, however deep the place hangs ("ran an operation to catch a smuggler in Daman district, Kandahar")."""
    story = known.story
    sent = story.sent[told[0].token]
    here = [x for x in told if story.sent[x.token] == sent and _size(x) < 4]
    if not here or story.para[here[0].token] != story.para[told[0].token]:
        return None
    if len({(x.place.country, x.place.admin1) for x in here}) != 1 or here[0].place.admin1 is None:
        return None
    first, behind = story.sents[sent]
    root = next((i for i in range(first, behind) if story.head[i] == i), first)
    found = in_sentence(known, here, root, ALONE)
    return found[0] if found is not None and found[0].place.lat is not None else None


def _focus(story: Story, told: list[Spot], at: dict[int, Spot]) -> Spot | None:
    """The place of the lead, if all scenes of the article lie in the same first-order area."""
    if not at:
        return None
    first = min(at)
    lead = at[first]
    if story.para[lead.token] > story.para[told[0].token] + 1:
        return None
    areas = {(x.place.country, x.place.admin1) for x in at.values()}
    return lead if len(areas) == 1 and lead.place.precision in ("exact", "town", "district", "province") else None


def _from_before(known: Known, scenes: Scenes, t: int) -> tuple[str | None, str]:
    """The place that the paragraph has been set in before the trigger's sentence, else the article's only one.

    A sentence that names a place of its own, one that the event did not get, is not told of the place before.
    """
    story = known.story
    sent = story.sent[t]
    here = [x for x in scenes.spots if story.sent[x.token] == sent and story.kind[x.token] != "dateline"]
    if any(_size(x) < 4 for x in here):
        return None, "the places in its sentence are not where it happened"
    first, behind = story.sents[sent]
    if any(_YEAR.match(story.text[i]) or story.lower[i] in _PAST for i in range(first, behind)):
        return None, "its sentence tells of another time and names no place"
    abroad = {x.place.country for x in here}
    for back in range(sent - 1, max(-1, sent - 1 - _CARRY), -1):
        a = story.sents[back][0]
        if story.para[a] != story.para[t] and not (back == sent - 1 and story.para[a] == story.para[t] - 1):
            break
        spot = scenes.at.get(back)
        if spot is not None:
            return (
                spot.place.id,
                "the place that the sentence before is set in" if back == sent - 1 else "the place that its paragraph is set in",
            )
    if known.story.text[behind - 1] == "?" or not _ASKING.isdisjoint(story.lower[first:behind]):
        return None, "somebody asks or speaks of himself"
    if scenes.focus is not None and scenes.focus.token < t and (not abroad or scenes.focus.place.country in abroad):
        return scenes.focus.place.id, "the only place that the article is set in"
    return None, UNPLACED


def spots_of(known: Known) -> list[Spot]:
    """The places that events of the article may have, in text order: names that stand for themselves, no demonyms."""
    story = known.story
    names = [m for m in known.mentions if m.form == "name" and m.kind in ("organization", "person", "group", "other", "document")]
    inside: dict[int, int] = {}
    for m in names:
        inside[m.start] = max(inside.get(m.start, 0), m.end)
    longer = sorted(inside.items())
    out = []
    for p in known.places:
        m_ = known.mention.get(p.mention)
        if m_ is None or p.reason in (DEMONYM, PART) or not (p.name or "")[-1:].isalpha():
            continue
        if any(s <= m_.start and m_.end <= e and e - s > m_.end - m_.start for s, e in longer if s <= m_.start < e):
            continue
        first, behind = story.tokens((m_.start, m_.end))
        if first >= behind:
            continue
        if behind - first == 1 and story.text[first] in _ADJECTIVES and story.dep[first] in ("compound", "amod", "nmod"):
            continue
        top = next((i for i in range(first, behind) if not first <= story.head[i] < behind), behind - 1)
        out.append(Spot(p, m_, top))
    return out


def _first(story: Story, spot: Spot) -> int:
    return story.tokens((spot.mention.start, spot.mention.end))[0]


def in_sentence(known: Known, spots: list[Spot], t: int, limit: float = LIMIT, alone: float = ALONE) -> tuple[Spot, float] | None:
    """The cheapest place of the trigger's sentence with its price; None where all are too dear."""
    story = known.story
    sent = story.sent[t]
    priced: list[tuple[float, int, Spot, bool]] = []
    seen: set[str] = set()
    up_of_t = [t, *story.ancestors(t)]
    for spot in spots:
        if story.sent[spot.token] != sent or spot.token == t or _bracketed(story, t, spot.token):
            continue
        price = _price(known, spot, t, up_of_t)
        if price is None:
            continue
        priced.append((round(price[0], 3), abs(spot.token - t), spot, price[1]))
        if _size(spot) < 4:
            seen.add(spot.mention.id)
    if any(not k[3] and k[0] <= limit for k in priced):
        priced = [(k[0] + _JOINED, *k[1:]) if k[3] else k for k in priced]
    best = min(priced, key=lambda k: k[:2], default=None)
    if best is None or best[0] > (alone if len(seen) == 1 else limit):
        return None
    found = _closest(story, spots, best[2])
    if found is best[2] and _size(found) >= 2:
        finer = [k for k in priced if _size(k[2]) < min(_size(found), 3) and _lies(k[2].place, found.place) and k[0] <= _FINER]
        if finer:
            best = min(finer, key=lambda k: k[:2])
            found = _closest(story, spots, best[2])
    return found, best[0]


def _bracketed(story: Story, t: int, i: int) -> bool:
    """Whether the place stands in brackets that the trigger stands outside of."""
    a, b = (t, i) if t < i else (i, t)
    words = story.text[a:b]
    return words.count("(") > words.count(")") if t < i else words.count(")") > words.count("(")


def _lies(inner: Place, outer: Place) -> bool:
    """Whether one place may lie in the other, as far as both are known."""
    if inner.country is None:
        return True
    return inner.country == outer.country and (outer.admin1 is None or inner.admin1 in (None, outer.admin1))


def _closest(story: Story, spots: list[Spot], chosen: Spot) -> Spot:
    """The smallest place of a chain: "Baiji" of "Baiji, north of Baghdad", "Adil" of "the Adil neighbourhood of western Baghdad",
    "Jericho" of "the West Bank town of Jericho"."""
    sent = [x for x in spots if story.sent[x.token] == story.sent[chosen.token]]
    for _ in range(3):
        behind = story.tokens((chosen.mention.start, chosen.mention.end))[1]
        inner = next((x for x in sent if behind <= _first(story, x) <= behind + 5 and _holds(story, chosen, x)), None)
        if inner is None:
            before = [x for x in reversed(sent) if x.mention.end <= chosen.mention.start]
            held = [x for x in before if not _holds(story, x, chosen)]
            inner = next((x for x in held if _held(story, x, chosen, [y for y in before if y is not x])), None)
        if inner is None:
            break
        chosen = inner
    return chosen


def _holds(story: Story, a: Spot, b: Spot) -> bool:
    """Whether the earlier place holds the later one: "Baghdad's western Amriya", "the Damascus suburb of Zamalka"."""
    words = story.lower[story.tokens((a.mention.start, a.mention.end))[1] : _first(story, b)]
    if _size(b) > _size(a) or not 0 < len(words) <= 5:
        return False
    if words[0] in ("'s", "’s"):
        return all(w in _LINKS or w in WORDS.measures or w in WORDS.kinds for w in words[1:])
    words = [w for w in words if w != "the" and w not in WORDS.prefixes]
    if len(words) != 2 or words[1] != "of" or not (words[0] in WORDS.kinds or words[0] in WORDS.around):
        return False
    if _size(a) == _size(b):  # "the Sarajevo neighbourhood of Dobrinja", but "the Dobrinja neighbourhood of Sarajevo"
        return a.place.geonameid is not None and b.place.geonameid is None
    return True


def _held(story: Story, a: Spot, b: Spot, others: list[Spot]) -> bool:
    """Whether the later place holds the earlier one: "Baiji, north of Baghdad", "Adil district in western Baghdad". ``others``: further
    places that may stand between, "Darwin, in Australia's Northern Territory"."""
    first, behind = story.tokens((a.mention.start, a.mention.end))[1], _first(story, b)
    inside = {i for x in others for i in range(*story.tokens((x.mention.start, x.mention.end)))}
    words = [story.lower[i] for i in range(first, behind) if i not in inside]
    if _size(a) > _size(b) or not 0 < len(words) <= 6 or words[0] == "and":
        return False
    return all(w in _LINKS or w in WORDS.kinds or w in WORDS.around or w in WORDS.facilities for w in words)


def _size(spot: Spot) -> int:
    return 0 if spot.mention.kind == "facility" else _SIZE.get(spot.place.precision or "", 1)


#: what may stand between a place and the larger one that it lies in
_LINKS = (
    WORDS.prefixes
    | WORDS.directions
    | frozenset(f"{w}ernmost" for w in ("north", "south", "east", "west"))
    | frozenset([",", "in", "of", "the", "outside", "near", "'s", "’s", "at", "capital", "refugee", "on", "just", "-"])
)
_SIZE = {"exact": 0, "town": 1, "district": 2, "province": 3, "region": 3, "country": 4}


def _price(known: Known, spot: Spot, t: int, up_of_t: list[int]) -> tuple[float, bool] | None:
    """(what the path from the trigger to the place costs, whether it crosses from one verb to another that "and" joins to it); None
    where the place cannot be the event's."""
    story = known.story
    price = _COARSE.get(spot.place.precision or "", 0.0)
    sent = story.sent[t]
    at = {x: k for k, x in enumerate(up_of_t)}
    i, first = spot.token, True
    seen_prep = crossed = False
    while i not in at:
        dep, h = story.dep[i], story.head[i]
        if h == i:
            return None
        word = story.lower[h]
        if dep == "pobj":
            if word in _ASIDE and not (word in ("between", "with") and story.lower[story.head[h]] in _BORDER):
                price += 2.4 if first else 0.6
            elif word in ("of", "from") and first and _named(known, story.head[h]):
                price += 2.4  # "Senator Orla Finn of Vermont"
            elif word in ("of", "from") and (story.lower[story.head[h]] in WORDS.directions or story.lower[story.head[h]] in WORDS.units):
                price += 0.9
            elif word == "to" and story.lower[story.head[h]] == "according":
                return None
            elif word in _GOALS:
                price += _GOALS[word]
            elif word not in _IN:
                price += 0.8
            seen_prep = True
        elif first and dep == "nsubj":
            price += 1.6
        elif first and dep in ("poss", "compound", "nmod", "amod"):
            if word in WORDS.kinds or word in WORDS.around:
                named = any(story.lower[k] == "of" for k in story.kids[h])
                price += 0.5 if named else -0.5
            elif _is_party(known, h) or (dep != "poss" and _size(spot) >= 3):
                price += 0.9
        if dep in ("nsubj", "nsubjpass") and not first and _is_party(known, i):
            price += 1.0
        price += UP.get(dep, 0.6)
        crossed = crossed or (dep == "conj" and story.pos[i] == "VERB")
        if story.lemma[h] in _SAYING and story.pos[h] == "VERB" and h != t and dep not in ("ccomp", "parataxis"):
            # "In Mosul, police said that …" tells where it happened; "police in Mosul said" and "… said in Mosul" where it was said
            price += -1.2 if dep == "prep" and i == story.sents[sent][0] else 2.0
        first = first and dep in ("conj", "appos", "compound")
        i = h
    meet = at[i]
    for x in up_of_t[:meet]:
        dep, h = story.dep[x], story.head[x]
        price += DOWN.get(dep, 0.6)
    if spot.token < t and not seen_prep:
        price += 0.2
    if spot.place.lat is None and not _located(story, spot.token):
        price += _DOUBT
    return price + 0.012 * abs(spot.token - t), crossed


def _located(story: Story, i: int) -> bool:
    """Whether a preposition of place, a kind of place or an attack on it makes a place of a name that the gazetteer lacks."""
    while story.dep[i] in ("conj", "appos"):
        i = story.head[i]
    h = story.head[i]
    if story.dep[i] == "pobj":
        return story.lower[h] in WORDS.strictly or (story.lower[h] == "of" and story.lower[story.head[h]] in _PLACING)
    if story.dep[i] in ("dobj", "nsubjpass"):
        return story.lemma[h] in WORDS.taken or story.lemma[h] in WORDS.stormed
    return story.lower[h] in _PLACING


#: nouns that make a place of the name beside them
_PLACING = WORDS.around | WORDS.facilities | frozenset(WORDS.kinds) | WORDS.directions | frozenset(f"{w}s" for w in WORDS.kinds)


def _named(known: Known, i: int) -> bool:
    return any(m.kind == "person" and m.form == "name" for m in known.at_head.get(i, ()))


def _is_party(known: Known, i: int) -> bool:
    return any(m.kind in ("person", "organization", "group") for m in known.at_head.get(i, ()))


_SAYING = frozenset("say tell announce report state add claim declare quote note".split())
