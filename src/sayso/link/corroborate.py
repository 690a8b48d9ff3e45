"""The incident that a cluster of events amounts to: headline values by named rules, every figure, status, dispute, reasons.

Nothing is averaged and nothing thrown away: a headline value is one of the reported values, and the rule that picked it is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sayso._version import __version__
from sayso.link.cluster import UNIT
from sayso.link.digest import Digest, EventDigest, SiteDigest
from sayso.link.incidents import Cluster
from sayso.link.origins import Sourced, find_origins, name_words
from sayso.link.parties import AGAINST, find_actors, find_recipients, standing
from sayso.link.score import UNREAL, kilometres, reasons
from sayso.link.tolls import at_odds, find_figures, headline, span_words
from sayso.record_incidents import Change, Incident, Member, Party, Site

_FINENESS = ("exact", "town", "district", "province", "region", "country", None)
#: an attack is one where at least this share of its articles tell it as an attack; below, it is the harm that is told
_ACT_SHARE = 0.25


def _day(n: int | None) -> str | None:
    return date.fromordinal(n).isoformat() if n else None


def _site(events: Sequence[EventDigest]) -> tuple[Site | None, str | None]:
    """The most precise of the reported places; among equals, the one that most articles give."""
    by_key: dict[tuple[object, ...], list[SiteDigest]] = defaultdict(list)
    articles: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for e in events:
        s = e.site
        if s is not None:
            key = (s.geonameid,) if s.geonameid is not None else (None, s.name, s.country)
            by_key[key].append(s)
            articles[key].add(e.article)
    if not by_key:
        return None, None
    resolved = [k for k in by_key if by_key[k][0].lat is not None] or list(by_key)

    def support(k: tuple[object, ...]) -> int:
        """Articles whose place is this one or holds it."""
        here = by_key[k][0]
        near = set(articles[k])
        for other in resolved:
            there = by_key[other][0]
            if other != k and (gap := kilometres(here, there)) is not None and there.country == here.country and gap < 50:
                near |= articles[other]
        return len(near)

    best = min(
        resolved,
        key=lambda k: (_FINENESS.index(by_key[k][0].precision) // 3, -support(k), _FINENESS.index(by_key[k][0].precision),
                       -len(articles[k]), str(by_key[k][0].name), str(k)),
    )  # fmt: skip
    s = by_key[best][0]
    rule = "the only place reported" if len(by_key) == 1 else "the most precise place, then the one most articles give"
    return Site(s.name, s.geonameid, s.lat, s.lon, s.country, s.admin1, s.feature, s.precision, rule), rule


def _days(events: Sequence[EventDigest]) -> tuple[str | None, str | None, str | None]:
    """The day that most articles give; read from the text before taken from publication; the narrower first."""
    votes: dict[tuple[int, int], set[str]] = defaultdict(set)
    dated: dict[tuple[int, int], bool] = defaultdict(bool)
    for e in events:
        if e.start is not None and e.end is not None and e.status not in AGAINST:
            votes[e.start, e.end].add(e.article)
            dated[e.start, e.end] |= e.dated
    if not votes:
        return None, None, None
    best = min(votes, key=lambda v: (not dated[v], v[1] - v[0] > 7, -len(votes[v]), v[1] - v[0], v))
    rule = "the only day reported" if len(votes) == 1 else "the day most articles give, read from the text before taken from publication"
    return _day(best[0]), _day(best[1]), rule


def _articles(events: Sequence[EventDigest]) -> int:
    return len({e.article for e in events})


def _type(events: Sequence[EventDigest]) -> tuple[str, str | None, str]:
    """(type, mode, rule): what most articles tell; an attack is its act, however many tell only of the dead."""
    kinds = sorted({e.type for e in events})
    by_type = {t: [e for e in events if e.type == t] for t in kinds}
    rule = "the only type reported" if len(kinds) == 1 else "the type most articles give"
    act = [e for e in by_type.get("ASSAULT", []) if e.status not in UNREAL]
    if "X-HARM" in by_type and act and _articles(act) >= _ACT_SHARE * _articles(events):
        kinds, rule = [t for t in kinds if t != "X-HARM"], "the act rather than its toll"
    kind = min(kinds, key=lambda t: (-_articles(by_type[t]), -len(by_type[t]), t))
    modes: dict[str, list[EventDigest]] = defaultdict(list)
    for e in by_type[kind]:
        if e.mode:
            modes[e.mode].append(e)
    mode = min(modes, key=lambda m: (-_articles(modes[m]), -len(modes[m]), m)) if modes else None
    return kind, mode, rule


def _status(events: Sequence[EventDigest], kind: str) -> tuple[str, str]:
    """(status, rule): the strongest word of a report of the act; a toll that is confirmed confirms no act."""
    act = [e for e in events if e.type == kind] or list(events)
    best = min((e.status for e in act), key=lambda s: (standing(s), s))
    among = {e.status for e in act}
    return best, "all reports agree" if len(among) == 1 else "the strongest word of a report of the act itself"


def _denials(events: Sequence[EventDigest], actors: Sequence[Party]) -> list[str]:
    """Who denies what others tell, with who accuses them; empty where all deny or none does."""
    denials = [e for e in events if e.status == "denied"]
    if len(denials) == len(events) or not denials:
        return []
    out = []
    for p in actors:
        if p.denied_by:
            who = ", ".join(p.denied_by)
            by = f" (accused by {', '.join(p.said_by[:3])})" if p.said_by and p.status in ("accused", "accused_by_authorities") else ""
            out.append(f"disputed: {who} denies it{by}" if who == p.name else f"disputed: {who} denies that {p.name} did it{by}")
    if not out:
        voices = sorted({e.chain[0].name if e.chain and e.chain[0].name else "a source" for e in denials})
        out.append(f"disputed: denied by {', '.join(voices[:4])}")
    return out


def _reasons(
    events: Sequence[EventDigest], outlets: Sequence[str], sourced: Sourced, disputes: Sequence[str], place: Site | None, start: str | None
) -> tuple[str, ...]:  # fmt: skip
    n, m = len(outlets), len(sourced.origins)
    head = f"{n} outlet{'s' * (n != 1)}, {m} origin{'s' * (m != 1)}"
    big = [o for o in sourced.origins if len(o.articles) > 1]
    if m == 1 and n > 1:
        o = sourced.origins[0]
        verb = "rest on" if o.kind in ("agency", "outlet") else "quote"
        head += f": all copy {o.name}" if "carry one text" in o.why and o.name else f": all {verb} {o.name or 'one text'}"
    elif big:
        head += ": " + "; ".join(o.why for o in big[:3])
    out = [head]
    articles = {e.article for e in events}
    if len(events) > 1:
        agree = []
        if place is not None and place.name:
            at = {e.article for e in events if e.site is not None and e.site.geonameid == place.geonameid and e.site.name}
            agree.append(f"{len(at)} of {len(articles)} articles place it in {place.name}")
        if start:
            on = {e.article for e in events if _day(e.start) == start}
            agree.append(f"{len(on)} of {len(articles)} date it to {start}")
        if agree and len(articles) > 1:
            out.append("; ".join(agree))
    return (*out, *disputes)


def incident_of(cluster: Cluster, digests: Mapping[str, Digest], texts: Mapping[str, tuple[str, ...]]) -> Incident:
    """The incident of a cluster. ``texts``: article → the articles that carry its text."""
    events = cluster.events
    kind, mode, type_rule = _type(events)
    status, status_rule = _status(events, kind)
    actors, recipients = find_actors(events, kind), find_recipients(events, kind)
    parties = [name_words(p.name) for p in actors]
    sourced = find_origins(events, digests, texts, parties)
    place, place_rule = _site(events)
    start, end, day_rule = _days(events)
    figures = find_figures(events, digests, sourced, parties)
    disputes = _denials(events, actors)
    for counted, rows in figures.items():
        odds = at_odds(rows)
        if odds:
            low, high = (f"{span_words(r.low, r.high)} ({r.voice or 'unnamed'})" for r in odds)
            disputes.append(f"disputed: {counted} {low} against {high}")
    outlets = tuple(sorted({digests[e.article].outlet or e.article for e in events}))
    members = (
        *(_member(e, n, cluster, digests, texts) for n, e in enumerate(events)),
        *(_report(digests[a]) for a in cluster.reports),
    )
    rules = {"type": type_rule, "place": place_rule, "day": day_rule, "status": status_rule}
    first = members[0]
    return Incident(
        id=cluster.id,
        type=kind,
        mode=mode,
        start=start,
        end=end,
        place=place,
        actors=actors,
        recipients=recipients,
        status=status,
        disputed=bool(disputes),
        why=_reasons(events, outlets, sourced, disputes, place, start),
        members=members,
        origins=sourced.origins,
        outlets=outlets,
        origins_count=len(sourced.origins),
        figures=figures,
        headline={k: headline(rows) for k, rows in figures.items()},
        rules={k: v for k, v in rules.items() if v},
        related=cluster.related,
        history=(
            Change("created", f"first told by {first.outlet or first.article}", None, __version__, first.event),
            *(Change("joined", m.why, None, __version__, m.event) for m in members[1:]),
        ),
    )


def _member(e: EventDigest, n: int, cluster: Cluster, digests: Mapping[str, Digest], texts: Mapping[str, tuple[str, ...]]) -> Member:
    article = digests[e.article]
    why = _member_why(e, n, cluster, texts)
    return Member(e.article, e.id, e.trigger, None, why, article.outlet, article.published, e.type, e.status, e.text)


def _report(article: Digest) -> Member:
    """An article that tells the story though no event was read in it: it has no trigger, and counts for no origin."""
    why = "articles on one story; no event was read in this one"
    return Member(
        article.article, f"report:{article.article}", (0, 0), None, why, article.outlet, article.published, None, None, article.title
    )


def _member_why(e: EventDigest, n: int, cluster: Cluster, texts: Mapping[str, tuple[str, ...]]) -> str:
    if n == 0:
        return "the first to tell it"
    before = cluster.events[:n]
    copy = next((f.article for f in before if f.article != e.article and f.article in texts.get(e.article, ())), None)
    if copy is not None:
        return f"the same text as {copy}"
    first = next((f for f in before if f.article != e.article), before[0])
    pair = (min(e.article, first.article), max(e.article, first.article))
    story = UNIT if e.article == first.article else cluster.stories.get(pair, 0)
    return reasons(first, e, story)
