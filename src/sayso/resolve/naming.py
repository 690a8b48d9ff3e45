"""Names of one article to clusters: the same name, a surname after the full name, an acronym, a people's name and its country."""

from __future__ import annotations

from collections import Counter

from sayso.codebook import Codebook
from sayso.codebook.countries import load_countries
from sayso.codebook.names import gender_of
from sayso.codebook.nouns import load_nouns
from sayso.find.names import STORMS
from sayso.language.story import Story
from sayso.resolve.cluster import Cluster, Link, Look

_SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "los", "las", "y", "el", "al", "du", "des", "e", "da", "do"]
)
_GENERIC = frozenset(
    "corp corporation inc co company ltd limited group plc llc ag sa gmbh holdings holding party movement organization organisation "
    "international university agency news airlines airways bank newspaper magazine foundation institute club fc cartel".split()
)
#: names and peoples that belong to a state and are not the state
_PARTS_OF_STATES = frozenset(
    [(w,) for w in "england scotland wales scottish scots welsh english".split()] + [("northern", "ireland"), ("northern", "irish")]
)
_OFFICES = frozenset("president minister chancellor king queen secretary governor chairman commander senator mayor emir premier".split())
_KINDS = ("person", "organization", "group", "country", "place", "facility", "document", "vehicle", "weapon", "other")


def cluster_names(story: Story, looks: list[Look], codebook: Codebook) -> tuple[list[Cluster], dict[int, int], list[Link]]:
    """Clusters of the name mentions, the cluster of each of these looks, and the links made."""
    day = (story.article.published or "")[:10] or None
    groups: dict[tuple[str, ...], list[int]] = {}
    for i, x in enumerate(looks):
        if x.row.form == "name" and x.words:
            groups.setdefault(x.words, []).append(i)
    clusters: list[Cluster] = []
    by_words: dict[tuple[str, ...], Cluster] = {}
    for words, members in groups.items():
        kind = _vote(story, looks, members, words)
        c = Cluster(len(clusters), kind, list(members), True, words)
        c.name = _best_surface(story, looks, members)
        c.plural = all(looks[i].plural for i in members) and kind in ("group", "organization")
        clusters.append(c)
        by_words[words] = c
    merged = _Merger(clusters, looks)
    _known_actors(story, clusters, codebook, day, merged)
    _brackets(story, looks, by_words, merged)
    _acronyms(clusters, looks, merged)
    _storms(looks, merged)
    _parts_of_persons(clusters, looks, merged)
    _parts_of_organizations(clusters, looks, merged)
    _known_surnames(story, codebook, day, merged)
    kept, of_look = merged.result()
    for c in kept:
        if c.kind == "person":
            c.gender = _title_gender(story, looks, c) or gender_of(c.name or "")
    return kept, of_look, merged.links


def _vote(story: Story, looks: list[Look], members: list[int], words: tuple[str, ...]) -> str:
    """The kind that most mentions of the name have; headlines count a third; a title before it makes it a person."""
    countries = load_countries()
    if words in countries.by_name or words in countries.by_people:
        kinds = {looks[i].row.kind for i in members}
        if kinds <= {"country", "place", "group", "organization", "other", "person"}:
            if words in countries.by_name:
                return "country"
            return "group" if all(looks[i].plural and story.dep[looks[i].head] not in ("amod", "compound") for i in members) else "country"
    votes: Counter[str] = Counter()
    if any(_names_a_house(story, looks[i]) for i in members) and not any(story.ent[looks[i].head] == "GPE" for i in members):
        return "organization"
    if len(words) > 1 and any(_aged(story, looks[i]) for i in members):
        return "person"
    for i in members:
        weight = 1 if story.kind[looks[i].head] == "title" else 3
        votes[looks[i].row.kind] += weight
    top = max(votes.values())
    return next(k for k in _KINDS if votes.get(k) == top)


def _aged(story: Story, x: Look) -> bool:
    """ "Ana Lund, 33," and "Ana Lund, a 33-year-old": a person, whatever the tagger says."""
    t = x.behind
    if t + 2 >= story.n or story.text[t] != ",":
        return False
    t += 2 if story.lower[t + 1] in ("a", "the") else 1
    years = story.text[t]
    if not (years.isascii() and years.isdigit() and len(years) < 4 and 1 < int(years) < 110) or t + 1 >= story.n:
        return False
    old = story.lower[t + 1 : t + 5] == ["-", "year", "-", "old"] or story.lower[t + 1 : t + 3] == ["years", "old"]
    return old or (x.row.kind in ("person", "organization", "other") and story.text[t + 1] in (",", "."))


def _names_a_house(story: Story, x: Look) -> bool:
    """The name stands right before the noun that it names: "Cafe Roma restaurant", "the Lund Bros company"."""
    t = x.behind
    if t >= story.n or story.dep[x.head] != "compound" or story.head[x.head] != t or story.pos[t] != "NOUN":
        return False
    noun = load_nouns().get(story.lemma[t])
    # "the Trump administration", "the Lund family" have the name of a person
    return noun is not None and noun.kind in ("organization", "site") and noun.sector == "BUS" and x.row.kind in ("person", "other")


def _best_surface(story: Story, looks: list[Look], members: list[int]) -> str:
    texts = Counter(" ".join(story.article.text[looks[i].row.start : looks[i].row.end].split()) for i in members)
    mixed = [t for t in texts if not t.isupper() or len(t) < 6]
    return max(mixed or list(texts), key=lambda t: texts[t])


class _Merger:
    """Union of clusters; the smaller number stays."""

    def __init__(self, clusters: list[Cluster], looks: list[Look]) -> None:
        self.clusters, self.looks, self.links = clusters, looks, list[Link]()
        self.to = list(range(len(clusters)))

    def find(self, n: int) -> int:
        while self.to[n] != n:
            n = self.to[n]
        return n

    def same(self, a: Cluster, b: Cluster) -> bool:
        return self.find(a.number) == self.find(b.number)

    def join(self, a: Cluster, b: Cluster, rule: str, score: float, kind: str | None = None) -> None:
        """b joins a; the better name (more words) and a's kind stay."""
        a, b = self.clusters[self.find(a.number)], self.clusters[self.find(b.number)]
        if a is b:
            return
        first, second = (a, b) if a.number < b.number else (b, a)
        self.links.append(Link(self.looks[b.looks[0]].row.id, self.looks[a.looks[0]].row.id, rule, score))
        kind = kind or a.kind
        if len(b.words) > len(a.words) and not (a.known and a.kind == "country"):
            name, words = b.name, b.words
        else:
            name, words = a.name, a.words
        first.kind, first.name, first.words = kind, name, words
        first.looks = sorted(first.looks + second.looks)
        first.known = a.known or b.known
        first.plural = a.plural and b.plural
        self.to[second.number] = first.number

    def alive(self) -> list[Cluster]:
        return [c for c in self.clusters if self.to[c.number] == c.number]

    def result(self) -> tuple[list[Cluster], dict[int, int]]:
        kept = self.alive()
        of_look: dict[int, int] = {}
        for n, c in enumerate(kept):
            c.number = n
            for i in c.looks:
                of_look[i] = n
        return kept, of_look


def _known_actors(story: Story, clusters: list[Cluster], codebook: Codebook, day: str | None, merged: _Merger) -> None:
    """What the table knows; names that it gives one actor are one. A person's single name waits (``_known_surnames``)."""
    countries = load_countries()
    by_key: dict[str, Cluster] = {}
    for c in clusters:
        if c.kind in ("document", "vehicle", "weapon"):
            continue
        iso = countries.by_name.get(c.words) or (countries.by_people.get(c.words) if c.kind in ("country", "group") else None)
        if iso is not None and c.kind in ("country", "group"):
            c.country = iso
            if c.kind == "group" or c.words in _PARTS_OF_STATES:
                continue  # "Americans" are people, not the state
            c.known = codebook.actors.known(iso, day)
            key = iso
        else:
            known = codebook.actors.lookup((c.name or "").removeprefix("The ").removeprefix("the "), day)
            if known is None or (known.actor.kind == "person" and (len(c.words) == 1 or c.kind not in ("person", "other"))):
                continue
            if c.kind == "place" and known.actor.kind not in ("place", "country", "facility"):
                if c.words in countries.by_capital:
                    continue
            if c.kind == "person" and known.actor.kind != "person" and len(c.words) == 1:
                continue
            c.known, c.country = known, known.country
            c.kind = known.actor.kind
            key = known.actor.key
        if key in by_key:
            merged.join(by_key[key], c, "table", 0.95)
        else:
            by_key[key] = c


def _known_surnames(story: Story, codebook: Codebook, day: str | None, merged: _Merger) -> None:
    """Single names that belong to no full name of the article, and that the table knows of a person ("Mandela")."""
    by_key = {c.known.actor.key: c for c in merged.alive() if c.known is not None}
    for c in merged.alive():
        if len(c.words) == 1 and c.known is None and c.kind in ("person", "other", "organization", "place"):
            known = codebook.actors.lookup(c.name or "", day, "person")
            if known is None and day is not None:  # "President Lund": the one of that name who was president that day
                office = next((t for t in (_title_before(story, merged.looks[i]) for i in c.looks) if t), None)
                key = codebook.actors.officer(c.words[0], office, day) if office else None
                known = codebook.actors.known(key, day) if key else None
            if known is None:
                continue
            c.known, c.country, c.kind = known, known.country, "person"
            other = by_key.setdefault(known.actor.key, c)
            if other is not c:
                merged.join(other, c, "table", 0.9)


def _title_before(story: Story, x: Look) -> str | None:
    """The office that stands right before the name: "president", of "prime minister" the last word."""
    word = story.lower[x.first - 1] if x.first and story.sent[x.first - 1] == story.sent[x.first] else ""
    return word if word in _OFFICES else None


def _brackets(story: Story, looks: list[Look], by_words: dict[tuple[str, ...], Cluster], merged: _Merger) -> None:
    """ "National Relief Front (NRF)", "NRF (National Relief Front)" and, as old agency copy has it, "Nrf [National Relief Front]"."""
    names = [x for x in looks if x.row.form == "name" and x.words]
    starts = {x.first: x for x in names}
    for x in names:
        opening = x.behind
        if opening + 1 < story.n and story.text[opening] in ("(", "["):
            inner = starts.get(opening + 1) or starts.get(opening + 2)
            if inner is None or inner.behind >= story.n or story.text[inner.behind] not in (")", "]"):
                continue
            a, b = by_words[x.words], by_words[inner.words]
            if "person" in (a.kind, b.kind) and a.kind != b.kind and len(inner.words) > 1 and len(x.words) > 1:
                continue
            short, long = (x, inner) if len(x.words) < len(inner.words) else (inner, x)
            if len(short.words) > 3 or len(long.words) < 2 or "country" in (a.kind, b.kind):
                continue
            first, *others = short.words
            fits = _abbreviates(first, long.words) and all(w in long.words for w in others)
            if others and not (fits and short.row.form == "name" and story.text[short.first].isupper()):
                continue
            square = story.text[opening] == "["
            if fits or square:
                kind = next((k for k in (by_words[long.words].kind, a.kind, b.kind) if k in ("organization", "group")), None)
                if kind is None:
                    kind = "organization" if fits else by_words[long.words].kind
                merged.join(by_words[long.words], by_words[short.words], "acronym in brackets", 0.95 if fits else 0.8, kind)


def _abbreviates(short: str, long: tuple[str, ...]) -> bool:
    """The letters of the acronym begin most words of the name, in order."""
    initials = [w[0] for w in long]
    k = 0
    for letter in short:
        while k < len(initials) and initials[k] != letter:
            k += 1
        if k == len(initials):
            return False
        k += 1
    return len(short) >= 2


def _acronyms(clusters: list[Cluster], looks: list[Look], merged: _Merger) -> None:
    """An acronym anywhere, of exactly the first letters of a name in the article."""
    long: dict[str, list[Cluster]] = {}
    for c in merged.alive():
        if len(c.words) > 1 and c.kind in ("organization", "group", "other", "place"):
            for letters in {"".join(w[0] for w in c.words), "".join(w[0] for w in c.words if w not in _SMALL)}:
                long.setdefault(letters, []).append(c)
    for c in merged.alive():
        if len(c.words) == 1 and len(c.words[0]) >= 3 and c.kind not in ("country",) and (c.name or "").isupper():
            for other in long.get(c.words[0], ())[:1]:
                if not merged.same(other, c) and not (other.known and c.known):
                    merged.join(other, c, "acronym", 0.85, "organization" if other.kind in ("other", "place") else None)


def _subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    k = 0
    for word in long:
        if k < len(short) and (short[k] == word or (len(short[k]) == 1 and word.startswith(short[k]))):
            k += 1
    return k == len(short)


def _storms(looks: list[Look], merged: _Merger) -> None:
    """ "Ana" after "Hurricane Ana" is the storm."""
    storms = {c.words[-1]: c for c in merged.alive() if len(c.words) > 1 and any(w in STORMS for w in c.words[:-1])}
    for c in merged.alive() if storms else ():
        storm = storms.get(c.words[-1])
        if storm is not None and storm is not c and (len(c.words) == 1 or any(w in STORMS for w in c.words[:-1])):
            merged.join(storm, c, "name of a storm", 0.8, "other")


def _parts_of_persons(clusters: list[Cluster], looks: list[Look], merged: _Merger) -> None:
    """A surname, a first name or a shorter form of a person's full name."""
    countries = load_countries()
    full = [c for c in merged.alive() if c.kind == "person" and len(c.words) > 1]
    for c in sorted(merged.alive(), key=lambda c: -len(c.words)):
        if c.kind == "country" or (c.known and c.kind != "person"):
            continue
        thing = c.kind in ("document", "weapon", "vehicle")  # the tagger takes a surname behind a quotation for a title
        if thing and len(c.words) > 1:
            continue
        if len(c.words) > 1 and c.kind not in ("person", "other"):
            continue
        if len(c.words) == 1 and (c.name or "").isupper() and 1 < len(c.words[0]) <= 5:
            continue
        if c.words in countries.by_capital and c.kind == "place":
            continue
        best, score = None, 0.0
        for f in full:
            if f is c or merged.same(f, c) or len(f.words) <= len(c.words) or not _subsequence(c.words, f.words):
                continue
            if thing and c.words[-1] != f.words[-1]:
                continue
            if c.words[-1] == f.words[-1]:
                s = 0.9
            elif len(c.words) == 1 and c.words[0] in f.words[1:] and len(f.words) > 2:
                s = 0.75
            elif len(c.words) > 1 and c.words[0] == f.words[0]:
                s = 0.8
            elif len(c.words) == 1 and c.words[0] == f.words[0]:
                s = 0.6
            else:
                continue
            if c.kind != "person":
                s -= 0.15
            before = looks[f.looks[0]].first < looks[c.looks[0]].first
            if not before:
                s -= 0.1
            distance = abs(looks[c.looks[0]].sent - looks[f.looks[0]].sent)
            s -= min(distance, 50) / 1000
            if s > score:
                best, score = f, s
        if best is not None and score >= 0.45:
            merged.join(best, c, "part of a full name", score, "person")


def _parts_of_organizations(clusters: list[Cluster], looks: list[Look], merged: _Merger) -> None:
    """A short form of an organization's name ("Boltan" for "Boltan Steel Corp.", "Lake Council" for "Lake Fishery Council"), or a long one
    that holds it whole."""
    bodies = [c for c in merged.alive() if c.kind in ("organization", "group", "facility") and c.words]
    nouns, countries = load_nouns(), load_countries()
    for c in [*bodies, *(c for c in merged.alive() if c.kind in ("person", "other") and len(c.words) == 1 and not c.known)]:
        alone = (
            len(c.words) == 1
            and not c.known
            and not (c.name or "").isupper()
            and c.words[0] not in nouns
            and c.words not in countries.by_name
            and c.words not in countries.by_people
        )
        found = []
        for f in bodies:
            if f is c or merged.same(f, c) or len(f.words) <= len(c.words) or (c.known and f.known):
                continue
            n = len(c.words)
            where = next((k for k in range(len(f.words) - n + 1) if f.words[k : k + n] == c.words), -1)
            if where < 0:
                if n >= 2 and c.words[-1] == f.words[-1] and c.words[-1] in nouns and _subsequence(c.words, f.words):
                    found.append((f, 0.6))
                continue
            rest = f.words[:where] + f.words[where + n :]
            if c in bodies and (n >= 2 or (where == 0 and all(w in _GENERIC or w in _SMALL for w in rest))):
                found.append((f, 0.75))
            elif alone and where == 0 and looks[f.looks[0]].first < looks[c.looks[0]].first:
                found.append((f, 0.55))
        if len(found) == 1:
            merged.join(found[0][0], c, "part of an organization's name", found[0][1], found[0][0].kind)


_MALE = frozenset(
    "mr sir king prince lord father brother pope imam don emperor sultan emir sheikh mullah ayatollah baron duke count congressman "
    "spokesman chairman businessman policeman monsignor señor senor herr monsieur".split()
)
_FEMALE = frozenset(
    "mrs ms miss queen princess lady dame sister madam madame empress duchess baroness countess congresswoman spokeswoman chairwoman "
    "businesswoman policewoman actress señora senora frau doña dona mother".split()
)


def _title_gender(story: Story, looks: list[Look], c: Cluster) -> str:
    for i in c.looks:
        first = looks[i].first
        if first:
            before = story.lower[first - 1].rstrip(".")
            if before in _MALE:
                return "m"
            if before in _FEMALE:
                return "f"
    return ""
