"""Mentions: names, noun phrases and pronouns that stand for somebody or something.

Extents. A name stands without leading article, title and possessive. A nominal is the base noun phrase with determiner, number and
modifiers before the head ("two armed men", "the governor's house"), and with an of-phrase that follows the head at once ("members of the
Red Column"); relative clauses, appositions and other prepositional phrases stay outside.
"""

from __future__ import annotations

from sayso.codebook import Codebook
from sayso.codebook.nouns import Noun, load_nouns
from sayso.find.names import Name, find_names
from sayso.find.toponyms import Toponym
from sayso.language.story import Story
from sayso.record import Mention

#: personal pronoun → kind of what it most often stands for
PRONOUNS = {
    **dict.fromkeys("i me my mine myself he him his himself she her hers herself you your yours yourself".split(), "person"),
    **dict.fromkeys("we us our ours ourselves they them their theirs themselves yourselves".split(), "group"),
    **dict.fromkeys("it its itself".split(), "other"),
}
#: dependency labels of noun phrases that stand on their own
_PHRASE = frozenset(
    "nsubj nsubjpass dobj pobj attr conj appos dative agent oprd ROOT poss csubj dep npadvmod meta nmod acomp ccomp advcl".split()
)
_ARGUMENT = frozenset("nsubj nsubjpass dobj pobj attr conj appos dative oprd ROOT".split())
_BEFORE = frozenset("det amod compound nummod poss nmod predet quantmod punct advmod neg".split())
#: parts of speech that do not begin a noun phrase
_LOOSE = frozenset(["PUNCT", "CCONJ", "ADP", "SCONJ"])
_BRACKETS = frozenset("()[]")
_OPENING, _CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
_DAYS = frozenset({"yesterday", "today", "tonight"})
_NOT_NOMINAL = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"])
#: words that stand for people without a noun ("three were wounded", "many fled")
_ALONE = frozenset("those others both some many several most few all others dozens hundreds thousands scores".split())
_PEOPLE = frozenset(
    """wounded injured dead killed missing displaced poor elderly disabled sick unemployed homeless hurt affected bereaved needy accused
    convicted deceased fallen oppressed vulnerable faithful jobless uprooted infected rich wealthy starving stranded trapped""".split()
)
_CROWDS = frozenset("group band gang team squad mob unit column party crew ring network".split())
#: verbs of what happens to a building or how it stands
_STANDS = frozenset("be stand lie remain burn collapse close open catch shake explode blaze crumble reopen house contain hold have".split())
#: prepositions and verbs that take a parliament for its building
_ABOUT = frozenset("outside inside around near into at behind towards toward".split())
_INTO = frozenset("storm enter surround attack bomb burn torch damage evacuate occupy besiege shell hit breach invade ransack".split())
_ACTS = frozenset(["nsubj", "poss", "agent"])
_BOUNDS = frozenset(["least", "most"])
_THE = frozenset(["the", "these", "those"])


def find_mentions(story: Story, toponyms: tuple[Toponym, ...], codebook: Codebook) -> tuple[Mention, ...]:
    """All mentions but times, in text order (ids "m…"); every noun phrase that could take part in an event has one."""
    nouns = load_nouns()
    names = find_names(story, toponyms, codebook)
    in_name = [False] * story.n
    rows: list[tuple[int, int, int, str, str]] = []  # first, behind, head, kind, form
    for name in names:
        in_name[name.first : name.behind] = [True] * (name.behind - name.first)
        rows.append((name.first, name.behind, _head(story, name), name.kind, "name"))
    for i in range(story.n):
        if in_name[i] or not story.told(i):
            continue
        pos = story.pos[i]
        if pos == "PRON":
            kind = PRONOUNS.get(story.lower[i])
            if kind is not None:
                rows.append((i, i + 1, i, kind, "pronoun"))
                continue
        if story.dep[i] not in _PHRASE:
            continue
        if pos in ("NOUN", "PROPN"):
            found = noun_at(story, i, nouns)
            if (found is None and story.dep[i] not in _ARGUMENT) or (found is not None and found.kind == "none"):
                continue
            if story.ent[i] in _NOT_NOMINAL and (found is None or found.kind not in ("person", "group", "organization")):
                continue
            if any(story.lower[k] in ("no", "neither") for k in story.kids[i] if k < i):
                continue
            first, behind = extent(story, i)
            rows.append((first, behind, i, kind_of(story, i, found), "nominal"))
        elif story.dep[i] in _ARGUMENT and _stands_alone(story, i):
            first, behind = extent(story, i)
            rows.append((first, behind, i, "group", "nominal"))
    rows.sort(key=lambda r: (r[0], -r[1], r[2], r[3]))
    out: list[Mention] = []
    seen: set[tuple[int, int, str]] = set()
    for first, behind, head, kind, form in rows:
        s, e = story.chars(first, behind)
        if s < e and (s, e, kind) not in seen:
            seen.add((s, e, kind))
            out.append(Mention(f"m{len(out)}", s, e, (story.start[head], story.end[head]), kind, None, form))
    return tuple(out)


def _head(story: Story, name: Name) -> int:
    """The token of the name that its other tokens depend on; the last one where the parse breaks it up."""
    tops = [i for i in range(name.first, name.behind) if not name.first <= story.head[i] < name.behind or story.head[i] == i]
    tops = [i for i in tops if story.pos[i] != "PUNCT"] or tops
    return tops[-1] if name.kind == "person" or not tops else tops[0]


def noun_at(story: Story, i: int, nouns: dict[str, Noun]) -> Noun | None:
    """The lexicon's word for the head i, with up to two words before it ("prime minister"); plurals as they stand, then singular."""
    lower, lemma = story.lower, story.lemma
    for back in (2, 1):
        if i >= back and story.sent[i - back] == story.sent[i]:
            before = " ".join(lower[i - back : i])
            found = nouns.get(f"{before} {lower[i]}") or nouns.get(f"{before} {lemma[i]}")
            if found is not None:
                return found
    word = lower[i]
    found = nouns.get(story.text[i]) if story.text[i].isupper() else None
    found = found or nouns.get(word) or nouns.get(lemma[i])
    if found is None and story.tag[i] in ("NNP", "NNPS") and word.endswith("s"):
        found = nouns.get(word[:-1])  # the tagger leaves plural proper nouns as they are
    if found is None and "-" in word:
        found = nouns.get(word.rsplit("-", 1)[1])
    return found


def kind_of(story: Story, i: int, noun: Noun | None) -> str:
    """Kind of the mention headed by i: persons in the plural are a group, a site acts (organization) or is acted upon (facility)."""
    if noun is None:
        return "other"
    if noun.kind == "person":
        return "group" if story.tag[i] in ("NNS", "NNPS") or _counted(story, i) else "person"
    if noun.kind == "organization" and noun.sector == "LEG" and _as_house(story, i):
        return "facility"
    if noun.kind == "country" and story.tag[i] in ("NNS", "NNPS"):
        return "group"
    if noun.kind == "organization" and _is_people(story, i):
        return "group"
    if noun.kind == "site":
        h = story.head[i]
        acts = (
            (story.dep[i] in _ACTS and story.lemma[h] not in _STANDS)
            or (story.dep[i] == "pobj" and story.lower[h] == "by")
            or story.dep[i] == "appos"
        )
        return "organization" if acts else "facility"
    return noun.kind


def _as_house(story: Story, i: int) -> bool:
    """A parliament that is but its building: "outside parliament", "stormed the parliament"."""
    h = story.head[i]
    if story.dep[i] == "pobj":
        return story.lower[h] in _ABOUT
    return story.dep[i] in ("dobj", "nsubjpass") and story.lemma[h] in _INTO


def _is_people(story: Story, i: int) -> bool:
    """Organizations in the plural ("three gangs"), and "a group of men"."""
    if story.tag[i] in ("NNS", "NNPS") and story.lower[i] not in load_nouns() and not _lasting(story, i):
        return True
    if story.lemma[i] in _CROWDS and i + 1 < story.n and story.lower[i + 1] == "of":
        for k in story.kids[i + 1]:
            if story.dep[k] == "pobj" and story.tag[k] in ("NNS", "NNPS"):
                noun = noun_at(story, k, load_nouns())
                return noun is not None and noun.kind in ("person", "group")
    return False


def _lasting(story: Story, i: int) -> bool:
    """A plural that the lexicon has with the word before it ("security forces")."""
    return i > 0 and f"{story.lower[i - 1]} {story.lower[i]}" in load_nouns()


def _counted(story: Story, i: int) -> bool:
    return any(story.dep[k] == "nummod" and story.lower[k] not in ("one", "1") for k in story.kids[i])


def extent(story: Story, i: int) -> tuple[int, int]:
    """Token range of the nominal headed by i (see the module's docstring)."""
    return _left(story, i), _right(story, i, 0)


def _left(story: Story, i: int) -> int:
    first = i
    for k in reversed(story.kids[i]):
        if k > i:
            continue
        if story.dep[k] not in _BEFORE or story.right[k] != first - 1 or story.text[k] in _BRACKETS:
            break
        first = story.left[k]
    first = _behind_strays(story, first, i)
    while first < i and (story.pos[first] in _LOOSE or (story.dep[first] == "advmod" and story.head[first] == i)):
        if story.lower[first] == "at" and story.lower[first + 1] in _BOUNDS:
            break
        first += 1
    return first - 1 if first and story.lower[first] in _BOUNDS and story.lower[first - 1] == "at" else first


def _behind_strays(story: Story, first: int, i: int) -> int:
    """Behind what the parse drew in from before the phrase: the end of a bracket, "that yesterday" in front of a subject."""
    closed = [k for k in range(first, i) if story.text[k] in _CLOSING and not _OPENING & set(story.text[first:k])]
    first = closed[-1] + 1 if closed else first
    behind = first + 1 if story.lower[first] == "that" else first
    return behind + 1 if behind < i and story.lower[behind] in _DAYS else first


def _right(story: Story, i: int, depth: int) -> int:
    """Behind the head and an of-phrase that follows it at once."""
    if depth > 3 or i + 1 >= story.n or story.lower[i + 1] != "of" or story.head[i + 1] != i:
        return i + 1
    of = i + 1
    for k in story.kids[of]:
        if k > of and story.dep[k] == "pobj":
            if story.ent[k] in ("DATE", "TIME") or _left(story, k) > of + 1:
                return i + 1
            behind = _right(story, k, depth + 1)
            for c in story.kids[k]:  # "the families of the killed and wounded", "men of the army and the police"
                if story.dep[c] == "conj" and c > k and c - behind <= 4 and _alike(story, k, c):
                    if all(story.pos[x] in ("CCONJ", "DET", "ADJ") or x >= _left(story, c) for x in range(behind, c)):
                        behind = _right(story, c, depth + 1)
            return behind
    return i + 1


def _alike(story: Story, a: int, b: int) -> bool:
    """Two common nouns for things of one kind ("officers and men", but not "unions and houses")."""
    if story.pos[a] != "NOUN" or story.pos[b] != "NOUN":
        return False
    nouns = load_nouns()
    x, y = noun_at(story, a, nouns), noun_at(story, b, nouns)
    return x is None or y is None or x.kind == y.kind or {x.kind, y.kind} <= {"person", "group"}


def _stands_alone(story: Story, i: int) -> bool:
    word = story.lower[i]
    if word in _ALONE:
        return True
    if story.pos[i] == "NUM":
        return story.ent[i] in ("CARDINAL", "") and story.dep[i] in ("nsubj", "nsubjpass", "dobj") and not word.startswith(("19", "20"))
    if word in _PEOPLE and story.pos[i] in ("ADJ", "VERB"):
        return any(story.dep[k] == "det" and story.lower[k] in _THE for k in story.kids[i])
    return False
