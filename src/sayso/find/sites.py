"""Named buildings and sites: "Bagra Military Airport", "the Old Mill Bridge". Not in the gazetteer, but where something happens.

A site's name ends in a word for one (``facilities`` of ``gazetteer/data/words.toml``), or the tagger calls it a facility. Schools,
hospitals and the like act as bodies too ("Bagra Hospital said"): their names are sites only where a preposition or an attack puts
something there.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.find.toponym_context import Context
from sayso.gazetteer.words import WORDS

#: sites that are bodies as often
_BODIES = frozenset(
    "hospital clinic university college school library museum church mosque temple synagogue cathedral embassy consulate hotel park plant "
    "refinery factory mine prison jail farm farms theater theatre stadium market garrison".split()
)
_AT = frozenset("in at near outside inside around on into through across by from toward towards to off behind between along".split())
_SMALL = frozenset(["ADJ", "DET", "PRON", "PART", "NUM"])
_OBJECT = frozenset(["dobj", "nsubjpass"])
#: words that may stand between a site and the place that holds it
_LINKS = frozenset([",", "in", "of", "the", "near", "at"])
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Site:
    """Tokens of the name; ``within``: number of the toponym that it lies in ("Bagra" of "Bagra Airport")."""

    first: int
    behind: int
    within: int | None


def find_sites(context: Context, places: list[tuple[int, int, bool]]) -> list[Site]:
    """The sites in text order. ``places``: first token, behind the last, whether it is no demonym, of each toponym, in text order."""
    story = context.story
    spans: list[tuple[int, int]] = []
    for j in range(1, story.n):
        if story.lower[j] in WORDS.facilities and story.text[j][0].isupper() and not context.titled[j] and story.told(j):
            if j + 1 < story.n and story.text[j + 1][0].isupper() and story.sent[j + 1] == story.sent[j] and story.pos[j + 1] == "PROPN":
                continue
            first = _begin(context, j)
            if first < j and (story.lower[j] not in _BODIES or _there(context, first, j)):
                spans.append((first, j + 1))
    taken = {i for a, b in spans for i in range(a, b)}
    for a, b, label in story.ents:
        if label == "FAC" and story.told(a) and not context.titled[a]:
            while a < b and not story.text[a][0].isupper():
                a += 1
            while b > a and not story.text[b - 1][0].isalnum():
                b -= 1
            sure = story.lower[b - 1] in WORDS.street or story.lower[b - 1] in WORDS.facilities or _there(context, a, b - 1, WORDS.strictly)
            if a < b and sure and story.text[b - 1][0].isupper() and taken.isdisjoint(range(a, b)):
                spans.append((a, b))
    whole = {(a, b) for a, b, _ in places}
    return [Site(a, b, _holder(context, a, b, places)) for a, b in sorted(spans) if (a, b) not in whole]


def _begin(context: Context, j: int) -> int:
    """First token of the capitalised run that ends in j."""
    story = context.story
    i = j
    while i > 0 and j - i < _LONGEST and story.sent[i - 1] == story.sent[j] and not context.grouped[i - 1]:
        before = story.text[i - 1]
        if before[0].isupper() and story.pos[i - 1] not in ("ADP", "SCONJ", "PRON"):
            i -= 1
        elif i > 1 and (before == "-" or story.lower[i - 1] in ("of", "al", "bin", "de", "del", "la")) and story.text[i - 2][0].isupper():
            i -= 2
        elif story.pos[i - 1] == "NUM" and before[0].isdigit() and i - 1 > story.sents[story.sent[j]][0] and story.text[i - 2] == "-":
            i -= 1
        else:
            break
    while i < j and (story.pos[i] in ("DET", "CCONJ") or story.ent[i] in ("DATE", "TIME")):
        i += 1
    return i


def _there(context: Context, first: int, j: int, prepositions: frozenset[str] = _AT) -> bool:
    """Whether a preposition of place stands before the name, or an attack has it for its object."""
    story = context.story
    k = first - 1
    while k > 0 and (story.pos[k] in _SMALL or story.lower[k] in ("'s", "’s") or story.ent[k] == "GPE"):
        k -= 1
    if k >= 0 and story.lower[k] in prepositions and story.sent[k] == story.sent[j]:
        return True
    return story.dep[j] in _OBJECT and story.lemma[story.head[j]] in WORDS.taken | WORDS.stormed


def _holder(context: Context, a: int, b: int, places: list[tuple[int, int, bool]]) -> int | None:
    """The toponym that follows at once ("…, Bagra", "… in northern Bagra"), else the owner before it, else the one in the name."""
    story = context.story
    inside = None
    for n, (x, y, place) in enumerate(places):
        if not place or story.sent[x] != story.sent[a]:
            continue
        if a <= x and y <= b and inside is None:
            inside = n
        if 0 < x - b <= 5 and all(
            w in _LINKS or w in WORDS.kinds or w in WORDS.prefixes or w in WORDS.around or w in ("'s", "’s") for w in story.lower[b:x]
        ):
            return n
        if 0 < a - y <= 2 and story.lower[y] in ("'s", "’s"):
            return n
    return inside
