"""Names of persons that the words themselves give away: a given name or a title, and the large words that follow it.

The tagger cuts long names in two ("Mary Ann" | "Delgado Ruiz") and takes foreign surnames for towns; a run of proper nouns of one phrase
that begins with a given name is one name.
"""

from __future__ import annotations

from sayso.codebook.countries import load_countries
from sayso.codebook.names import is_given
from sayso.codebook.nouns import load_nouns
from sayso.language.story import Story

_PARTICLES = frozenset("de del la las los y e al el bin ibn ben von van der den di da do dos du le ter abu ould ag".split())
#: titles that make the large words behind them a person's name
_STRONG = frozenset(
    "mr mrs ms miss dr prof professor sir president senator sen rep gov governor mayor gen general lt lieutenant col "
    "colonel maj capt captain sgt sergeant adm admiral king queen prince princess pope sheikh sheik ayatollah mullah imam "
    "judge justice ambassador minister secretary chancellor premier congressman congresswoman reverend rev bishop "
    "archbishop cardinal señor señora monsignor monseñor monsenor".split()
)
_BODIES = frozenset(["organization", "facility", "site", "group", "document", "vehicle", "weapon"])


def find_persons(story: Story, headline: list[bool]) -> list[tuple[int, int]]:
    """Token ranges of such names (without the title), in text order."""
    out = []
    i, n = 0, story.n
    while i < n:
        if story.pos[i] != "PROPN" or headline[i] or not story.text[i][0].isupper() or not story.told(i):
            i += 1
            continue
        titled = story.lower[i].rstrip(".") in _STRONG
        start = i + 1 if titled else i
        if start >= n or (not titled and not (is_given(story.text[i]) and _begins(story, i))):
            i += 1
            continue
        end = _run(story, start)
        if end > start and _person(story, start, end, titled):
            out.append((start, end))
            i = end
        else:
            i += 1
    return out


def _begins(story: Story, i: int) -> bool:
    """No proper noun of the same phrase stands before i, but for a title or the name of an office, a people, a creed."""
    if i == 0 or story.pos[i - 1] != "PROPN" or story.sent[i - 1] != story.sent[i] or story.dep[i - 1] != "compound":
        return True
    before = story.lower[i - 1].rstrip(".")
    noun = load_nouns().get(before) or load_nouns().get(before.removesuffix("s"))
    return before in _STRONG or story.ent[i - 1] == "NORP" or (noun is not None and noun.kind in ("person", "group"))


def _run(story: Story, a: int) -> int:
    """Behind the large words from a on that hang together."""
    j, n = a, story.n
    while j < n and story.sent[j] == story.sent[a] and j - a < 7:
        word = story.text[j]
        large = j + 1 < n and story.text[j + 1][0].isupper() and story.pos[j + 1] == "PROPN"
        if (
            (story.pos[j] == "PROPN" and word[0].isupper())
            or (j > a and large and (story.lower[j] in _PARTICLES or (word == "-" and story.end[j] == story.start[j + 1])))
            or (j > a and word == "." and len(story.text[j - 1]) == 1)
        ):
            j += 1
        else:
            break
        if j < n and story.para[j] != story.para[a]:
            break
    return j


def _person(story: Story, a: int, b: int, titled: bool) -> bool:
    if b - a < 2 and not titled:
        return False
    words = story.lower[a:b]
    nouns = load_nouns()
    for word in words[1 if len(words) > 1 else 0 :]:
        noun = nouns.get(word)
        if noun is not None and noun.kind in _BODIES and word not in _SURNAMES:
            return False
    if titled and b - a == 1 and (words[0] in nouns or (story.ent[a] in ("GPE", "ORG", "NORP") and load_countries().of(story.text[a]))):
        return False
    if story.dep[b - 1] == "compound" and story.head[b - 1] >= b and story.pos[story.head[b - 1]] == "PROPN":
        return False  # the name goes on: "John Adams Hospital"
    if not titled and "PERSON" not in story.ent[a:b]:
        return load_countries().of(story.text[a]) is None
    return True


#: words that name things and are surnames all the same
_SURNAMES = frozenset(
    "banks bush ford hall house church park parks mill mills cannon cook march field fields rifle pistorius stone gates".split()
)
