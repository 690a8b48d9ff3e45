"""Names in an article: where they begin and end, and what kind of thing each seems to be.

Sources, in this order of trust: toponyms (``find.toponyms``), the actor table, the tagger's entities (cleaned), and runs of proper nouns
that the tagger missed. What a name finally is, ``resolve.entities`` decides from all of its mentions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.codebook import Codebook
from sayso.codebook.nouns import Noun, load_nouns
from sayso.find.persons import find_persons
from sayso.find.toponyms import Toponym
from sayso.language.story import Story

KIND = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "facility", "NORP": "group", "LAW": "document",
    "WORK_OF_ART": "document", "PRODUCT": "other", "EVENT": "other",
}  # fmt: skip
#: words before a person's name that are no part of it (lower case, without the dot)
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady hon honorable honourable rev reverend fr father sister brother "
    "pastor bishop archbishop cardinal pope imam ayatollah mullah sheikh sheik rabbi saint president vice-president premier "
    "chancellor minister secretary sen senator rep representative gov governor mayor congressman congresswoman councilman "
    "judge justice ambassador king queen prince princess emperor sultan emir gen general lt lieutenant col colonel maj major "
    "capt captain cpl corporal sgt sergeant pvt private adm admiral cmdr commander brig brigadier marshal cadet constable "
    "inspector detective officer sheriff agent ex-president former comrade engineer eng lawyer attorney spokesman spokeswoman "
    "spokesperson actor actress singer don doña dona monsignor msgr monseñor monsenor archpriest taoiseach "
    "chief commissioner prosecutor chairman director deputy".split()
)
#: what a name given to a storm stands behind
STORMS = frozenset("storm hurricane typhoon cyclone superstorm depression tempest".split())
#: offices that are surnames too
_SURNAMES = frozenset("king prince bishop pope judge marshal major baker cook hunter".split())
_JUNK = frozenset(["'s", "’s", "'", "’", '"', "“", "”", "``", "''", ",", ".", ":", ";", "-", "--", "–", "—", "(", ")", "[", "]", "*", "_"])
_ARTICLE = frozenset(["the", "a", "an"])
_INNER = frozenset("of for de del la las los el al bin ibn von van der den di da do dos".split())
#: words that say which fighters, in no organization's name alone
_WHICH = frozenset(
    "urban rural leftist rightist leftwing rightwing left-wing right-wing armed unidentified suspected alleged national regional local "
    "foreign young masked communist marxist maoist islamist paramilitary former other several two three four".split()
)
_FIGURES = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"])
_UPPER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: tokens first..behind, kind of mention; ``label`` the tagger's label or "" (found otherwise), ``sure`` 0…1."""

    first: int
    behind: int
    kind: str
    label: str
    sure: float


def _trim(story: Story, a: int, b: int, label: str) -> tuple[int, int]:
    """Without article, marks and possessive at the ends, and for persons without titles."""
    text, lower = story.text, story.lower
    while a < b and (text[a] in _JUNK or lower[a] in _ARTICLE):
        a += 1
    while b > a and text[b - 1] in _JUNK and not _initial(text, b):
        b -= 1
    if label == "PERSON":
        for k in range(a + 1, b):
            if text[k] in ("the", "a", "an", "who", "that"):  # two phrases that the tagger took for one name
                b = k
                break
        while a < b - 1 and lower[a].rstrip(".") in TITLES:
            a += 1
    return a, b


def _initial(text: list[str], b: int) -> bool:
    return b >= 2 and text[b - 1] == "." and len(text[b - 2]) <= 3


def _broken(story: Story, a: int, b: int) -> int:
    """Where a tagged name runs over a line break or a paragraph, its end; else b."""
    for i in range(a, b - 1):
        if story.para[i] != story.para[i + 1]:
            return i + 1
    return b


def _split_person(story: Story, a: int, b: int) -> list[tuple[int, int]]:
    """Token ranges of the persons: two names that an "and" joins are two."""
    cuts = [i for i in range(a, b) if story.lower[i] in ("and", "&", ",", "/", ";")]
    parts = []
    for cut in [*cuts, b]:
        if cut > a:
            parts.append((a, cut))
        a = cut + 1
    return parts


def _tagged(story: Story) -> list[Name]:
    out = []
    nouns = load_nouns()
    for a, b, label in story.ents:
        kind = KIND.get(label)
        if kind is None or not story.told(a):
            continue
        b = _broken(story, a, b)
        parts = _split_person(story, a, b) if label == "PERSON" else [(a, b)]
        for x, y in parts:
            x, y = _trim(story, x, y, label)
            if x >= y or not any(_UPPER.search(w) for w in story.text[x:y]):
                continue
            if not any(c.isupper() for w in story.text[x:y] for c in w):
                continue
            if y - x == 1 and story.lower[x] in nouns and nouns[story.lower[x]].kind == "none":
                continue
            if label in ("ORG", "PERSON") and _office(story, x, y, nouns):
                continue
            if label in ("ORG", "PERSON", "NORP") and _people(story, y - 1, nouns):  # "Red Column Guerrillas": people of the Red Column
                y -= 1
                if x >= y or all(story.lower[k] in _WHICH or story.lower[k] in nouns for k in range(x, y)):
                    continue
            if y - x == 1 and story.lower[x] in TITLES and y < story.n and story.pos[y] == "PROPN" and story.dep[x] == "compound":
                continue
            out.append(Name(x, y, "other" if _storm(story, x, y) else kind, label, 0.7))
    return out


def _office(story: Story, a: int, b: int, nouns: dict[str, Noun]) -> bool:
    """The words name an office and nobody in it ("Prime Minister", "Secretary of State", the "Supreme" of "Supreme Leader")."""
    end = next((k for k in range(a + 1, b) if story.lower[k] == "of"), b)
    for phrase in (story.lower[a:b], story.lower[a:end], story.lower[a : b + 1] if b - a == 1 else []):
        noun = nouns.get(" ".join(phrase))
        if noun is not None and noun.kind == "person" and phrase[-1].rstrip(".") not in _SURNAMES:
            return len(phrase) > 1
    return False


def _people(story: Story, i: int, nouns: dict[str, Noun]) -> bool:
    """Fighters in the plural, written large."""
    noun = nouns.get(story.lower[i].removesuffix("s")) if story.lower[i].endswith("s") else None
    return noun is not None and noun.kind == "person" and noun.sector in ("REB", "UAF", "CRM", "MIL")


def _storm(story: Story, a: int, b: int) -> bool:
    """ "Hurricane Ana", "Tropical Storm Ben"."""
    return b - a > 1 and any(w in STORMS for w in story.lower[a : b - 1])


def _runs(story: Story, covered: list[bool], headline: list[bool]) -> list[Name]:
    """Runs of proper nouns that nothing covers: the tagger misses names in odd syntax."""
    nouns = load_nouns()
    out, i, n = [], 0, story.n
    while i < n:
        if story.pos[i] != "PROPN" or covered[i] or not story.told(i) or headline[i] or not story.text[i][:1].isupper():
            i += 1
            continue
        j = i + 1
        while j < n and not covered[j] and story.sent[j] == story.sent[i]:
            if story.pos[j] == "PROPN" and story.text[j][:1].isupper():
                j += 1
            elif story.lower[j] in _INNER and j + 1 < n and story.pos[j + 1] == "PROPN" and not covered[j + 1]:
                j += 2
            else:
                break
        a, b = _trim(story, i, j, "PERSON")
        name = _run(story, a, b, a > i, nouns) if a < b else None
        if name is not None:
            out.append(name)
        i = j
    return out


def _run(story: Story, a: int, b: int, titled: bool, nouns: dict[str, Noun]) -> Name | None:
    """The run as a name; None where it is but a noun that is written large ("the Army", "Prime Minister")."""
    if story.ent[a] in _FIGURES:
        return None
    if titled:
        return Name(a, b, "person", "PERSON", 0.4)
    if _office(story, a, b, nouns):
        return None
    if _people(story, b - 1, nouns):
        b -= 1
        if a >= b or all(w in _WHICH or w in nouns for w in story.lower[a:b]):
            return None
    words = story.lower[a:b]
    head = next((k for k in range(a, b - 1) if story.lower[k + 1] in _INNER), b - 1)
    noun = nouns.get(story.lower[head])
    body = noun is not None and noun.kind in ("organization", "group", "site") and len(words) > 1
    if all(w in nouns or w.rstrip(".") in TITLES or w in _INNER for w in words) and (not body or " ".join(words) in nouns):
        return None
    return Name(a, b, "organization" if body else "other", "", 0.4)


def title_cased(story: Story) -> list[bool]:
    """Token → True where it stands in a line whose words are (nearly) all capitalised, so that capitals say nothing."""
    out = [False] * story.n
    for a, b in story.sents:
        words = [i for i in range(a, b) if story.text[i][:1].isalpha() and len(story.text[i]) > 3]
        up = sum(story.text[i][0].isupper() for i in words)
        if len(words) >= 4 and (up >= len(words) - 1 if story.kind[a] == "title" else up == len(words) and len(words) > 5):
            for i in range(a, b):
                out[i] = True
    return out


def find_names(story: Story, toponyms: tuple[Toponym, ...], codebook: Codebook) -> list[Name]:
    """All names, in text order; they do not overlap, but a toponym (a demonym above all) may stand inside a longer name."""
    headline = title_cased(story)
    body = {story.text[i] for i in range(story.n) if not headline[i]} if any(headline) else set()
    nouns = load_nouns()
    found: list[Name] = []
    covered = [False] * story.n

    def take(name: Name) -> None:
        a, b = name.first, name.behind
        if name.label in KIND and any(covered[a:b]):  # what is left of a tagged name beside another
            while a < b and covered[a]:
                a += 1
            while b > a and covered[b - 1]:
                b -= 1
            if a == b or (b - a, name.behind - name.first) == (1, 2) or (a > name.first and name.kind != "person"):
                return
            if name.kind in ("organization", "person") and _office(story, a, b, nouns):
                return
            name = Name(a, b, name.kind, name.label, name.sure)
        if not any(covered[name.first : name.behind]):
            found.append(name)
            covered[name.first : name.behind] = [True] * (name.behind - name.first)

    at_place = {i for t in toponyms if not t.demonym and not t.part for i in range(t.first, t.behind)}
    # "Western Massachusetts", "Deir Ezzor countryside": where the gazetteer knows a part, that part is the name
    tagged = [x for x in _tagged(story) if x.label not in ("GPE", "LOC") or not at_place.intersection(range(x.first, x.behind))]
    known = [Name(a, b, kind, "TABLE", 0.9) for a, b, kind in codebook.actors.find(story.text, story.lower)]
    places = [
        Name(*_trim(story, t.first, t.behind, "GPE"), "country" if t.demonym else t.kind, "DEMONYM" if t.demonym else "GPE", t.score)
        for t in toponyms
        if story.told(t.first)
    ]
    persons = [Name(a, b, "person", "PERSON", 0.85) for a, b in find_persons(story, headline)]
    for name in persons:
        if not any(k.first <= name.first and name.behind <= k.behind and k.kind != "person" for k in known):
            take(name)
    # longest first; at one length the table, then toponyms, then the tagger
    ranked = [(0, x) for x in known] + [(1, x) for x in places] + [(2, x) for x in tagged]
    for rank, name in sorted(ranked, key=lambda r: (r[1].first - r[1].behind, r[0], r[1].first)):
        if rank == 2 and headline[name.first]:
            words = story.text[name.first : name.behind]
            if not any(w in body for w in words) and any(w.lower() in nouns or w.lower() in body for w in words):
                continue
        take(name)
    spans = {(x.first, x.behind) for x in found}
    inside = [p for p in places if (p.first, p.behind) not in spans and p.sure >= 0.5 and not _in_person(p, found)]
    found.extend(inside)
    for p in inside:
        covered[p.first : p.behind] = [True] * (p.behind - p.first)
    found.extend(_runs(story, covered, headline))
    found.sort(key=lambda x: (x.first, -x.behind))
    return found


def _in_person(place: Name, found: list[Name]) -> bool:
    return any(x.kind == "person" and x.first <= place.first and place.behind <= x.behind for x in found)
