"""Mentions to entities: one entity for one actor in the article, with sector, country, role and affiliation.

The order: names to clusters (``naming``), roles and appositions (``roles``), sector and country of the names (``sectors``), descriptions
and pronouns (``coref``), sector and country of the rest. Each step adds to the clusters and says why (``Link``).
"""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook import Codebook
from sayso.codebook.actors import pieces
from sayso.codebook.countries import load_countries
from sayso.find.quotes import Quote
from sayso.language.story import Story
from sayso.record import Entity, Mention, Statement
from sayso.resolve.cluster import ROYAL, Cluster, Link, Look, look
from sayso.resolve.coref import Coref
from sayso.resolve.naming import cluster_names
from sayso.resolve.roles import Roles
from sayso.resolve.sectors import Sectors

_FIRST = frozenset(["i", "me", "my", "mine", "myself"])
_FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
_SECOND = frozenset(["you", "your", "yours", "yourself", "yourselves"])


def resolve_entities(
    story: Story, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], codebook: Codebook
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions with their ``entity`` set, and the entities (ids "x…")."""
    clusters, of_look, looks, _ = cluster_mentions(story, mentions, quotes, codebook)
    entities = tuple(_entity(story, c, looks, clusters) for c in clusters)
    rows = []
    for i, m in enumerate(mentions):
        n = of_look.get(i)
        if n is None:
            rows.append(m)
            continue
        c = clusters[n]
        kind = c.kind if m.form != "pronoun" and c.named and m.form == "name" else m.kind
        if m.form == "pronoun":
            kind = c.kind
        rows.append(replace(m, entity=f"x{n}", kind=kind))
    return tuple(rows), entities


def cluster_mentions(
    story: Story, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], codebook: Codebook
) -> tuple[list[Cluster], dict[int, int], list[Look], list[Link]]:
    """The clusters, the cluster of each mention (by number), the looks, and why each mention was joined (for `sayso explain`)."""
    looks = look(story, mentions, quotes)
    clusters, of_look, links = cluster_names(story, looks, codebook)
    links += Roles(story, looks, clusters, of_look).read()
    sectors = Sectors(story, looks, clusters, of_look, codebook.actors)
    sectors.tell()
    for c in clusters:
        if c.known is not None and c.known.term is not None and c.known.term.note and c.kind == "person":
            c.role_heads.add(c.known.term.note.lower().split()[-1])
        if c.kind == "person" and c.words and c.words[0] in ROYAL:
            c.role_heads.add(c.words[0])
    links += Coref(story, looks, clusters, of_look, sectors).resolve()
    sectors.tell()
    return clusters, of_look, looks, links


def _entity(story: Story, c: Cluster, looks: list[Look], clusters: list[Cluster]) -> Entity:
    text = story.article.text
    surfaces: dict[str, None] = {}
    for i in c.looks:
        m = looks[i].row
        if m.form == "name" or (m.form == "nominal" and not c.named):
            surfaces.setdefault(" ".join(text[m.start : m.end].split()))
    name = c.name
    if c.kind == "country" and c.known is not None and not any(load_countries().by_name.get(pieces(s)) for s in surfaces):
        name = c.known.actor.name
    aliases = tuple(s for s in surfaces if s != name)
    belongs = sorted((n for n in c.affiliations if n != c.number), key=lambda n: clusters[n].kind not in ("organization", "group"))
    affiliation = f"x{belongs[0]}" if belongs else None
    kb: dict[str, str] | None = None
    if c.known is not None:
        kb = {"sayso": c.known.actor.key}
        if c.known.actor.wikidata:
            kb["wikidata"] = c.known.actor.wikidata
    role = c.roles[0] if c.roles else (c.known.term.note or None) if c.known and c.known.term and c.kind == "person" else None
    return Entity(f"x{c.number}", name, c.kind, aliases, role, affiliation, c.sector, c.country, kb)


def resolve_speech(
    story: Story, mentions: tuple[Mention, ...], entities: tuple[Entity, ...], statements: tuple[Statement, ...], quotes: tuple[Quote, ...]
) -> tuple[Mention, ...]:
    """Second pass, once statements are known: I inside a quotation → its speaker, we → whom the speaker speaks for, you → the addressee.

    A quotation that no statement claims goes on with the speaker of the last one in its paragraph.
    """
    spoken = [s for s in statements if s.form != "indirect" and s.speaker_entity]
    if not spoken:
        return mentions
    by_span = {(m.start, m.end): m.entity for m in mentions if m.entity}
    kinds = {x.id: x.kind for x in entities}
    speaks_for = {
        x.id: x.affiliation
        for x in entities
        if x.kind == "person" and x.affiliation and kinds.get(x.affiliation) in ("organization", "group", "country")
    }
    out = []
    for m in mentions:
        word = story.article.text[m.start : m.end].lower() if m.form == "pronoun" and m.entity is None else ""
        if word not in _FIRST and word not in _FIRST_PLURAL and word not in _SECOND:
            out.append(m)
            continue
        inside = [s for s in spoken if any(a <= m.start and m.end <= b for a, b in s.content)]
        if inside:
            s = min(inside, key=lambda s: s.content[-1][1] - s.content[0][0])
        else:
            last = _goes_on(story, m, spoken, quotes)
            if last is None:
                out.append(m)
                continue
            s = last
        to = (by_span.get(s.addressee) if s.addressee else None) if word in _SECOND else s.speaker_entity
        if word in _FIRST_PLURAL and to in speaks_for:
            to = speaks_for[to]
        out.append(replace(m, entity=to, kind=kinds.get(to, m.kind)) if to else m)
    return tuple(out)


def _goes_on(story: Story, m: Mention, spoken: list[Statement], quotes: tuple[Quote, ...]) -> Statement | None:
    """The last statement before the quotation that the mention stands in, in the same paragraph."""
    quote = next((q for q in quotes if q.start <= m.start and m.end <= q.end), None)
    t = story.token_at(m.start)
    if quote is None or t is None:
        return None
    before = [s for s in spoken if s.content[0][0] < quote.start or any(a < quote.end and quote.start < b for a, b in s.content)]
    last = max(before, key=lambda s: (s.content[0][0], s.content[-1][1]), default=None)
    at = story.token_at(last.content[-1][1] - 1) if last is not None else None
    return last if at is not None and story.para[at] == story.para[t] else None
