"""The incident that a cluster of events amounts to: headline values by named rules, every figure, status, dispute, reasons.

Nothing is averaged and nothing thrown away: a headline value is one of the reported values, and the rule that picked it is named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sayso._version import __version__
from sayso.link.cluster import UNIT
from sayso.link.digest import Digest, EventDigest, PartyDigest, SiteDigest
from sayso.link.incidents import Cluster
from sayso.link.origins import Sourced, find_origins, kind_of, plain
from sayso.link.score import kilometres, reasons, same_party
from sayso.record import FIGURE_KINDS
from sayso.record_incidents import Change, Headline, Incident, Member, Party, ReportedFigure, Site

#: what an incident is, from the strongest word of its members down
_STANDING = (
    "confirmed", "reported", "claimed", "accused_by_authorities", "accused", "attributed", "possible", "planned", "threatened", "requested",
    "hypothetical", "negated", "denied",
)  # fmt: skip
_FINENESS = ("exact", "town", "district", "province", "region", "country", None)
#: figures are at odds only where they were given within these days of each other: a toll that rises is no dispute
_SAME_TIME = 1
#: an authority's figure gives way to a newer one of another origin (no party) after this many days
_STALE = 2


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
        if e.start is not None and e.end is not None and e.status not in ("denied", "negated"):
            votes[e.start, e.end].add(e.article)
            dated[e.start, e.end] |= e.dated
    if not votes:
        return None, None, None
    best = min(votes, key=lambda v: (not dated[v], v[1] - v[0] > 7, -len(votes[v]), v[1] - v[0], v))
    rule = "the only day reported" if len(votes) == 1 else "the day most articles give, read from the text before taken from publication"
    return _day(best[0]), _day(best[1]), rule


def _parties(lists: Sequence[tuple[str, tuple[PartyDigest, ...]]]) -> tuple[Party, ...]:
    """Parties of all members, the same ones joined under their fullest name; nominal ones only where no name is given."""
    groups: list[list[tuple[str, PartyDigest]]] = []
    every = sorted(
        ((a, p) for a, ps in lists for p in ps if p.words), key=lambda x: (not x[1].named, -len(x[1].words), x[1].name, x[1].kind, x[0])
    )  # fmt: skip
    for article, p in every:
        for g in groups:
            if same_party(g[0][1], p) and g[0][1].named == p.named:
                g.append((article, p))
                break
        else:
            groups.append([(article, p)])
    rows = []
    for g in groups:
        names = Counter(p.name for _, p in g)
        name = min(names, key=lambda n: (-names[n], -len(n), n))
        kind = Counter(p.kind for _, p in g).most_common()
        best = min(kind, key=lambda k: (-k[1], k[0]))[0]
        country = min((p.country for _, p in g if p.country), default=None)
        sector = min((p.sector for _, p in g if p.sector), default=None)
        ids = Counter(p.actor for _, p in g if p.actor)
        actor = min(ids, key=lambda a: (-ids[a], a)) if ids else None
        rows.append((g[0][1].named, Party(name, best, country, sector, actor, tuple(sorted({a for a, _ in g})))))
    rows.sort(key=lambda r: (not r[0], -len(r[1].articles), r[1].name))
    return tuple(p for _, p in rows)


def _figures(
    events: Sequence[EventDigest], digests: Mapping[str, Digest], sourced: Sourced, parties: frozenset[str]
) -> dict[str, tuple[ReportedFigure, ...]]:
    """Every reported figure in time order. Rows of one kind in one event add up (record.md); rows of two reports never do."""
    out: dict[str, list[ReportedFigure]] = defaultdict(list)
    for e in events:
        by_kind: dict[str, list[tuple[int | None, int | None, tuple[int, int]]]] = defaultdict(list)
        for f in e.figures:
            by_kind[f.kind].append((f.low, f.high, f.span))
        for kind, rows in by_kind.items():
            lows = [r[0] for r in rows]
            highs = [r[1] for r in rows]
            voice = e.chain[0] if e.chain else None
            out[kind].append(
                ReportedFigure(
                    low=None if all(x is None for x in lows) else sum(x or 0 for x in lows),
                    high=None if any(x is None for x in highs) else sum(x or 0 for x in highs),
                    origin=sourced.of.get(e.id),
                    article=e.article,
                    span=rows[0][2],
                    as_of=(digests[e.article].published or None),
                    voice=voice.name if voice else None,
                    voice_kind=kind_of(voice, parties) if voice else None,
                    status=e.status,
                    event=e.id,
                )
            )
    return {k: tuple(sorted(out[k], key=lambda r: (r.as_of or "9999", r.article, r.span, r.event or ""))) for k in FIGURE_KINDS if k in out}


def _headline(rows: Sequence[ReportedFigure]) -> Headline:
    """The figure to quote: the newest of an authority; a newer one of another origin that is no party where that is stale."""
    sure = [
        r for r in rows if r.status not in ("denied", "negated", "possible", "planned", "threatened", "requested", "hypothetical")
    ] or list(rows)

    # "seven more died, bringing the toll to 19": an article's toll is its largest figure
    sure = [r for r in sure if not any(_more(o, r) for o in sure if o.article == r.article)]

    def newest(some: Sequence[ReportedFigure]) -> ReportedFigure:
        return max(some, key=lambda r: (r.as_of or "", -_width(r), r.low or 0, r.article, r.event or ""))

    authority = [r for r in sure if r.voice_kind == "authority"]
    others = [r for r in sure if r.voice_kind != "party"]
    if authority:
        pick, rule = newest(authority), "newest figure of an authority"
        if others and _apart(newest(others).as_of, pick.as_of) > _STALE and (newest(others).as_of or "") > (pick.as_of or ""):
            pick, rule = newest(others), f"newest figure: the authority's is more than {_STALE} days older"
    elif others:
        pick, rule = newest(others), "newest figure that is not a party's"
    else:
        pick, rule = newest(sure), "newest figure; only parties give one"
    if len({(r.low, r.high) for r in rows}) == 1:
        rule = "all reports agree" if len(rows) > 1 else "the only figure reported"
    return Headline(pick.low, pick.high, rule, pick.article, pick.origin, pick.as_of)


def _more(a: ReportedFigure, b: ReportedFigure) -> bool:
    """Whether a's figure is the larger."""
    return (a.low or 0, a.high or 0) > (b.low or 0, b.high or 0)


def _width(r: ReportedFigure) -> int:
    return (r.high if r.high is not None else 10**9) - (r.low or 0)


def _apart(a: str | None, b: str | None) -> int:
    if not a or not b:
        return 0
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)


def _at_odds(rows: Sequence[ReportedFigure]) -> tuple[ReportedFigure, ReportedFigure] | None:
    """Two figures of different origins, each its origin's newest, given at about the same time, whose ranges don't meet."""
    last: dict[str, ReportedFigure] = {}
    for r in rows:
        if r.status not in ("denied", "negated") and not any(_more(o, r) for o in rows if o.article == r.article):
            last[r.origin or r.article] = r
    each = [r for _, r in sorted(last.items())]
    for i, a in enumerate(each):
        for b in each[i + 1 :]:
            if _apart(a.as_of, b.as_of) > _SAME_TIME:
                continue
            if max(a.low or 0, b.low or 0) > min(a.high if a.high is not None else 10**9, b.high if b.high is not None else 10**9):
                return (a, b) if (a.low or 0) <= (b.low or 0) else (b, a)
    return None


def span_words(low: int | None, high: int | None) -> str:
    """A figure for people: "12", "at least 12", "up to 30", "10 to 12"."""
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}" if low is not None else "some"
    return f"up to {high:,}" if not low else f"{low:,} to {high:,}"


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
    actors = _parties([(e.article, e.actors) for e in events])
    recipients = _parties([(e.article, e.recipients) for e in events])
    parties = frozenset(plain(p.name) for p in (*actors, *recipients))
    sourced = find_origins(events, digests, texts, parties)
    place, place_rule = _site(events)
    start, end, day_rule = _days(events)
    figures = _figures(events, digests, sourced, parties)
    disputes = []
    against = _deniers(events)
    if against:
        disputes.append(f"disputed: denied by {', '.join(against[:4])}")
    for kind, rows in figures.items():
        odds = _at_odds(rows)
        if odds:
            low, high = (f"{span_words(r.low, r.high)} ({r.voice or 'unnamed'})" for r in odds)
            disputes.append(f"disputed: {kind} {low} against {high}")
    types = Counter(e.type for e in events)
    kind = min(types, key=lambda t: (-types[t], t))
    modes = Counter(e.mode for e in events if e.mode and e.type == kind)
    outlets = tuple(sorted({digests[e.article].outlet or e.article for e in events}))
    members = (
        *(_member(e, n, cluster, digests, texts) for n, e in enumerate(events)),
        *(_report(digests[a]) for a in cluster.reports),
    )
    rules = {"place": place_rule, "day": day_rule}
    first = members[0]
    return Incident(
        id=cluster.id,
        type=kind,
        mode=min(modes, key=lambda m: (-modes[m], m)) if modes else None,
        start=start,
        end=end,
        place=place,
        actors=actors,
        recipients=recipients,
        status=min((e.status for e in events), key=lambda s: _STANDING.index(s) if s in _STANDING else 99),
        disputed=bool(disputes),
        why=_reasons(events, outlets, sourced, disputes, place, start),
        members=members,
        origins=sourced.origins,
        outlets=outlets,
        origins_count=len(sourced.origins),
        figures=figures,
        headline={k: _headline(rows) for k, rows in figures.items()},
        rules={k: v for k, v in rules.items() if v},
        history=(
            Change("created", f"first told by {first.outlet or first.article}", None, __version__, first.event),
            *(Change("joined", m.why, None, __version__, m.event) for m in members[1:]),
        ),
    )


def _deniers(events: Sequence[EventDigest]) -> list[str]:
    """Who denies what others tell, named voices first; empty where all deny or none does."""
    denials = [e for e in events if e.status == "denied"]
    if len(denials) == len(events):
        return []
    voices = {e.chain[0].name if e.chain and e.chain[0].name else "a source" for e in denials}
    named = sorted(v for v in voices if any(c.isupper() for c in v[1:]) or (v[:1].isupper() and " " not in v))
    return named or sorted(voices)


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
    first = next((f for f in before if f.article != e.article), before[0])
    if first.article != e.article and first.article in texts.get(e.article, ()):
        return f"the same text as {first.article}"
    pair = (min(e.article, first.article), max(e.article, first.article))
    story = UNIT if e.article == first.article else cluster.stories.get(pair, 0)
    return reasons(first, e, story)
