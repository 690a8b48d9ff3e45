"""The last step of a reading: ids in text order, rows that nothing refers to left out, global event ids."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sayso.record import Article, Block, Entity, Event, Mention, Model, Place, Reading, Statement, Time


def assemble(
    article: Article,
    blocks: tuple[Block, ...],
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    model: Model,
) -> Reading:
    """Number everything in text order and make event ids global.

    A nominal or pronoun mention stays only where it has an entity that has a sector or a country, or that a name, a statement or an
    event uses, or where an event, a place or a time refers to it: noun phrases that play no part are not worth a row.
    """
    used = {m for e in events for m in (*e.actors, *e.recipients, *e.weapons)}
    used |= {p.mention for p in places} | {t.mention for t in times if t.mention}
    named = {m.entity for m in mentions if m.form == "name"} | {s.speaker_entity for s in statements}
    named |= {m.entity for m in mentions if m.id in used}
    named |= {x.id for x in entities if x.sector or x.country}
    keep = [m for m in mentions if m.form == "name" or m.id in used or (m.entity and m.entity in named)]
    keep.sort(key=lambda m: (m.start, -m.end, m.kind, m.id))
    mid = {m.id: f"m{i}" for i, m in enumerate(keep, 1)}

    wanted = {m.entity for m in keep if m.entity} | {s.speaker_entity for s in statements if s.speaker_entity}
    wanted |= {v.entity for e in events for v in e.chain if v.entity}
    by_id = {x.id: x for x in entities}
    todo = list(wanted)
    while todo:
        x = by_id.get(todo.pop() or "")
        if x is not None and x.affiliation and x.affiliation not in wanted:
            wanted.add(x.affiliation)
            todo.append(x.affiliation)
    first: dict[str, int] = {}
    for m in keep:
        if m.entity:
            first.setdefault(m.entity, m.start)
    kept_entities = sorted((x for x in entities if x.id in wanted), key=lambda x: (first.get(x.id, 1 << 40), x.name or "", x.id))
    xid = {x.id: f"x{i}" for i, x in enumerate(kept_entities, 1)}

    def entity_id(old: str | None) -> str | None:
        return xid.get(old) if old else None

    at = {m.id: m.start for m in keep}
    kept_places = sorted((p for p in places if p.mention in mid), key=lambda p: (at[p.mention], p.id))
    pid = {p.id: f"p{i}" for i, p in enumerate(kept_places, 1)}
    kept_times = sorted(times, key=lambda t: (at.get(t.mention or "", -1), t.id))
    tid = {t.id: f"t{i}" for i, t in enumerate(kept_times, 1)}
    kept_statements = sorted(statements, key=lambda s: (s.content[0][0], -s.content[-1][1], s.cue or (0, 0), s.id))
    sid = {s.id: f"s{i}" for i, s in enumerate(kept_statements, 1)}
    kept_events = sorted(events, key=lambda e: (e.trigger, e.type, e.statement or "", e.local))

    rows = []
    for i, e in enumerate(kept_events, 1):
        key = f"{article.id}\0{article.text_sha256}\0{e.trigger[0]}\0{e.trigger[1]}\0{e.type}\0{i}"
        rows.append(
            replace(
                e,
                id="e" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
                local=f"v{i}",
                actors=tuple(mid[m] for m in e.actors),
                recipients=tuple(mid[m] for m in e.recipients),
                weapons=tuple(mid[m] for m in e.weapons),
                place=pid.get(e.place) if e.place else None,
                time=tid.get(e.time) if e.time else None,
                statement=sid.get(e.statement) if e.statement else None,
                chain=tuple(replace(v, entity=entity_id(v.entity)) for v in e.chain),
            )
        )
    return Reading(
        article=article,
        blocks=blocks,
        mentions=tuple(replace(m, id=mid[m.id], entity=entity_id(m.entity)) for m in keep),
        entities=tuple(replace(x, id=xid[x.id], affiliation=entity_id(x.affiliation)) for x in kept_entities),
        places=tuple(replace(p, id=pid[p.id], mention=mid[p.mention]) for p in kept_places),
        times=tuple(replace(t, id=tid[t.id], mention=mid.get(t.mention) if t.mention else None) for t in kept_times),
        statements=tuple(
            replace(
                s,
                id=sid[s.id],
                speaker_entity=entity_id(s.speaker_entity),
                said=tid.get(s.said) if s.said else None,
                parent=sid.get(s.parent) if s.parent else None,
            )
            for s in kept_statements
        ),
        events=tuple(rows),
        model=model,
    )
