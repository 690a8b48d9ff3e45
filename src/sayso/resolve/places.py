"""Toponyms to places: all candidates of the gazetteer, weighed over the whole article."""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook import Codebook
from sayso.find.toponyms import Toponym
from sayso.gazetteer import Entry, Gazetteer
from sayso.gazetteer.names import fold
from sayso.gazetteer.words import WORDS
from sayso.language.story import Story
from sayso.record import Candidate, Entity, Mention, Place
from sayso.resolve.homes import Home, home_of
from sayso.resolve.senses import Group, Votes, decide, undecided

#: the reason of a place row that is a demonym, the "Afghan" of "Afghan forces": where somebody is from, not where something is
DEMONYM = "demonym"
#: the reason of a place row inside the name of an organisation, the "Ghazni" of "Ghazni University": no place of an event
PART = "part of the name of an organization"


#: how well known a town must be for a site with its name to be taken for one in it
_KNOWN = 4.8


def resolve_places(
    story: Story,
    toponyms: tuple[Toponym, ...],
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    gazetteer: Gazetteer,
    codebook: Codebook,
) -> tuple[Place, ...]:
    """One Place a place mention (ids "p…"), resolved or null with reason and candidates."""
    rows = _rows(story, toponyms, mentions)
    groups, group_of = _groups(story, toponyms, rows, gazetteer)
    home = home_of(story.article, gazetteer)
    decide(groups + _at_home(groups, home), Votes({home.country: 0.7}) if home and home.country else Votes())
    out: list[Place] = []
    for n, (mention, t) in enumerate(rows):
        name = story.article.text[mention.start : mention.end]
        place = _place(f"p{n}", mention, name, t, groups[group_of[n]])
        if place.geonameid is None and place.lat is None and t.within is not None:
            holder = toponyms[t.within]
            area = _chosen(holder, rows, groups, group_of)
            if area is not None and t.part == "site" and t.first <= holder.first < t.behind and area.weight < _KNOWN:
                area = None  # "Bradley Airport" need not lie in some village of Bradley
            place = _held(place, area)
        out.append(place)
    return tuple(set_scenes(story, rows, out))


def _chosen(t: Toponym, rows: list[tuple[Mention, Toponym]], groups: list[Group], group_of: list[int]) -> Entry | None:
    for (_, x), k in zip(rows, group_of):
        same = x is t or (x.first < t.behind and t.first < x.behind and not x.part)
        if same and groups[k].best >= 0:
            return groups[k].entries[groups[k].best]
    return None


def _held(place: Place, area: Entry | None) -> Place:
    """An unknown place of a known area has the area's point, and says so."""
    if area is None:
        return place
    reason = f"{place.reason}; the point is that of {area.name}, named with it"
    admin1 = area.name if area.feature == "A.ADM1" else area.admin1
    return replace(place, lat=area.lat, lon=area.lon, country=area.country, admin1=admin1, precision=area.precision, reason=reason)


def set_scenes(story: Story, rows: list[tuple[Mention, Toponym]], places: list[Place]) -> list[Place]:
    """Unknown places of a sentence that begins with where it is set ("In Ghazni province, rebels shelled Tarji") lie there."""
    scene: dict[int, Place] = {}
    for (_, t), p in zip(rows, places):
        k = story.sent[t.first]
        start = story.sents[k][0]
        if p.lat is not None and not t.demonym and not t.part and k not in scene and story.lower[start] == "in":
            if all(w in WORDS.kinds or w in WORDS.prefixes or w in ("the", "of") for w in story.lower[start + 1 : t.first]):
                scene[k] = p
    out = []
    for (_, t), p in zip(rows, places):
        at = scene.get(story.sent[t.first])
        if p.lat is None and at is not None and not t.demonym and t.part != "organization":
            reason = f"{p.reason}; the point is that of {at.name}, where its sentence is set"
            p = replace(p, lat=at.lat, lon=at.lon, country=at.country, admin1=at.admin1, precision=at.precision, reason=reason)
        out.append(p)
    return out


def _rows(story: Story, toponyms: tuple[Toponym, ...], mentions: tuple[Mention, ...]) -> list[tuple[Mention, Toponym]]:
    """The mentions that are places, each with its toponym; a name that no toponym found gets one of its own."""
    at = {story.chars(t.first, t.behind): t for t in toponyms}
    out = []
    for m in mentions:
        if m.form != "name" or m.kind not in ("place", "country", "facility"):
            continue
        t = at.get((m.start, m.end))
        if t is None:
            first, behind = story.tokens((m.start, m.end))
            t = None
            if m.kind != "facility":
                t = next((x for x in toponyms if x.first < behind and first < x.behind and not x.demonym), None)
            if t is None:
                name = story.article.text[m.start : m.end]
                t = Toponym(first, behind, m.kind, name="" if fold(name) in WORDS.not_places else name)
        out.append((m, t))
    return out


def _groups(
    story: Story, toponyms: tuple[Toponym, ...], rows: list[tuple[Mention, Toponym]], gazetteer: Gazetteer
) -> tuple[list[Group], list[int]]:
    """The sense groups, and the number of the group of each row.

    A name that stands once with what holds it ("Dover, Delaware") has that sense wherever it stands bare.
    """
    held: dict[tuple[str, bool], tuple[str, ...]] = {}
    holders_of: list[tuple[str, ...]] = []
    for _, t in rows:
        codes = _holders(t, toponyms, gazetteer)
        holders_of.append(codes)
        if codes:
            held.setdefault((fold(t.name), False), codes)
    groups: list[Group] = []
    number: dict[tuple[str, bool, str, tuple[str, ...]], int] = {}
    out = []
    for (_, t), codes in zip(rows, holders_of):
        key = fold(t.name)
        if not codes and not t.demonym:
            codes = held.get((key, False), ())
        k = number.get((key, t.demonym, t.cue, codes))
        if k is None:
            k = number[key, t.demonym, t.cue, codes] = len(groups)
            groups.append(_group(t, codes, gazetteer))
        else:
            groups[k].count += 1
        out.append(k)
    return groups, out


def _at_home(groups: list[Group], home: Home | None) -> list[Group]:
    """The outlet's home as a group of its own; a bare mention of that name is the home too."""
    if home is None or not home.entries:
        return []
    ids = {e.id for e in home.entries}
    for g in groups:
        if not g.cue and not g.holders and not g.demonym and fold(g.name) == home.name:
            entries = [e for e in g.entries if e.id in ids]
            if entries:
                g.entries, g.at_home = entries, True
                g.count += 2
                return []
    extra = Group(home.name, list(home.entries), "", 3)
    extra.at_home = True
    return [extra]


def _holders(t: Toponym, toponyms: tuple[Toponym, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Codes of the areas that the words behind a name put it in, as far as one of its places lies there."""
    if t.within is None:
        return ()
    holder = toponyms[t.within]
    codes = [e.code for e in _entries(holder, gazetteer)[0] if e.feature[0] == "A" and e.code]
    inner = [e.code for e in _entries(t, gazetteer)[0]]
    held = tuple(c for c in codes if any(x.startswith(c + ".") or x == c for x in inner))
    return held or (tuple(codes) if t.cue else ())


def _entries(t: Toponym, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], bool]:
    """(candidates, True where only the sound of the name gave them)."""
    if t.demonym:
        return gazetteer.demonym(t.name), False
    found = gazetteer.lookup(t.name)
    if not found:
        key = fold(t.name)
        for ending in (" city", " town", " village", " province", " district", " county", " region", " state", " area", " river"):
            if key.endswith(ending):
                found = gazetteer.lookup_key(key[: -len(ending)])
        for article in ("al ", "el ", "ar ", "as ", "ad ", "at ", "an ", "greater ", "downtown ", "central "):
            if not found and key.startswith(article):
                found = gazetteer.lookup_key(key[len(article) :])
    if not found and len(t.name) > 4:
        alike = gazetteer.lookup_sound(t.name)
        if alike:
            return alike, True
    return found, False


def _group(t: Toponym, codes: tuple[str, ...], gazetteer: Gazetteer) -> Group:
    entries, by_sound = _entries(t, gazetteer)
    g = Group(t.name, list(entries[:60]), t.cue, 1, codes, t.demonym, by_sound, t.first)
    g.linked = bool(codes)
    return g


def _place(id: str, mention: Mention, name: str, t: Toponym, g: Group) -> Place:
    if not g.entries:
        return Place(id, mention.id, name, reason="not in the gazetteer")
    if g.best < 0:
        if g.sound:
            return Place(id, mention.id, name, reason="not in the gazetteer; only names that sound alike, elsewhere", candidates=_others(g))
        return Place(id, mention.id, name, reason="no place of that name lies in the area named with it", candidates=_others(g))
    if undecided(g):
        return Place(
            id, mention.id, name, reason="places of that name come out alike, and nothing here tells them apart", candidates=_others(g)
        )
    e = g.entries[g.best]
    return Place(
        id, mention.id, name, e.geonameid, e.lat, e.lon, e.country, e.admin1 if not e.is_country else None, e.feature, e.precision,
        _reason(t, g, e), _others(g),
    )  # fmt: skip


def _reason(t: Toponym, g: Group, e: Entry) -> str:
    if g.demonym:
        return DEMONYM
    if t.part == "organization":
        return PART
    if g.linked:
        return "in the area named with it"
    reason = "only place of that name" if len(g.entries) == 1 else f"likeliest of {len(g.entries)} by size and the article's other places"
    if g.sound:
        reason = "a spelling that sounds alike; " + reason
    if e.approximate:
        reason += "; the point is that of the area around it"
    return reason


def _others(g: Group) -> tuple[Candidate, ...]:
    """The best losing candidates, four at most."""
    order = sorted((k for k in range(len(g.entries)) if k != g.best), key=lambda k: (-g.scores[k], k))[:4]
    out = []
    for k in order:
        e = g.entries[k]
        why = "outside the area named with it" if g.scores[k] < -20 else "less likely by size and the article's other places"
        out.append(
            Candidate(
                e.geonameid, f"{e.name}, {e.admin1}, {e.country}" if e.admin1 else f"{e.name}, {e.country}", round(g.scores[k], 2), why
            )
        )
    return tuple(out)
