"""Incidents for people: what is agreed, by whom, and what is contested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.link.parties import standing
from sayso.link.tolls import span_words
from sayso.record_incidents import Incident, Member, Party, ReportedFigure, Site

#: the colour of a status: what is told in an outlet's own voice or confirmed, what somebody says, what may be, what is denied
_COLOUR = {
    "confirmed": "green", "reported": "green", "claimed": "cyan", "accused_by_authorities": "cyan", "accused": "cyan", "attributed": "cyan",
    "possible": "yellow", "planned": "yellow", "threatened": "yellow", "requested": "yellow", "hypothetical": "yellow",
    "denied": "red", "negated": "red",
}  # fmt: skip


def console() -> Console:
    """Standard output: coloured on a terminal, plain and wide enough not to cut lines where it is piped."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=160, no_color=True, highlight=False)


def place_words(place: Site | None) -> str:
    """A place for people: name, province, country."""
    if place is None:
        return "–"
    parts = [place.name, place.admin1 if place.admin1 != place.name else None, place.country]
    return ", ".join(p for p in parts if p) or "–"


def day_words(start: str | None, end: str | None) -> str:
    """A day or a span of days."""
    if start is None:
        return "–"
    return start if end in (None, start) else f"{start} – {end}"


def party_words(parties: Sequence[Party], most: int = 3) -> str:
    """Names of parties, the best attested first."""
    names = [p.name for p in parties]
    return (", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")) or "–"


def figure_words(incident: Incident) -> str:
    """Headline figures, and beside each the range that was reported."""
    out = []
    for kind, head in incident.headline.items():
        said = {span_words(r.low, r.high) for r in incident.figures[kind]}
        first = span_words(head.low, head.high)
        rest = sorted(said - {first}, key=lambda s: (len(s), s))
        out.append(f"{first} {kind}" + (f" (also {', '.join(rest[:3])})" if rest else ""))
    return "; ".join(out) or "–"


def show_list(incidents: Iterable[Incident], out: Console | None = None) -> None:
    """A table, one incident a row."""
    out = out or console()
    table = Table(box=None, padding=(0, 1), header_style="bold", expand=False)
    for name in ("id", "type", "when", "where", "who → whom", "figures", "status", "outlets", "origins"):
        table.add_column(name, overflow="fold", justify="right" if name in ("outlets", "origins") else "left")
    n = 0
    for i in incidents:
        n += 1
        status = Text(i.status, style=_COLOUR.get(i.status, ""))
        whom = f"{party_words(i.actors, 2)} → {party_words(i.recipients, 2)}"
        if i.disputed:
            status.append(" disputed", style="bold red")
        table.add_row(
            i.id, i.type + (f" {i.mode}" if i.mode else ""), day_words(i.start, i.end), place_words(i.place),
            whom, figure_words(i), status, str(len(i.outlets)), str(i.origins_count),
        )  # fmt: skip
    out.print(table if n else "No incidents.")


def actor_words(p: Party) -> str:
    """An actor with the word by which it is one: "Free Plains Front, accused by the army; denies it"."""
    by = f" by {_names(p.said_by)}" if p.said_by else ""
    said = {"accused": f"accused{by}", "accused_by_authorities": f"accused{by}", "claimed": "claims it", "denied": ""}.get(
        p.status or "", ""
    )
    if p.status == "attributed" and p.said_by:
        said = f"according to {_names(p.said_by)}"
    elif p.status in ("possible", "planned", "threatened"):
        said = f"{p.status}{by}"
    denied = ""
    if p.denied_by:
        denied = "denies it" if p.denied_by == (p.name,) else f"denied by {_names(p.denied_by)}"
    rest = "; ".join(x for x in (said, denied) if x)
    return p.name + (f", {rest}" if rest else "")


def _names(names: Sequence[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _head(i: Incident) -> Text:
    disputed = ("  DISPUTED" if i.disputed else "", "bold red")
    mode = f" {i.mode}" if i.mode else ""
    return Text.assemble((i.type, "bold"), mode, "  ", (i.status, _COLOUR.get(i.status, "")), disputed, "  ", (i.id, "dim"))


def _facts(i: Incident) -> Table:
    """Headline values, each with its rule."""
    table = Table(box=None, padding=(0, 1), show_header=False)

    def row(what: str, value: str, rule: str | None = "", style: str = "") -> None:
        table.add_row(what, Text(value, style=style), Text(rule or "", style="dim"))

    row("when", day_words(i.start, i.end), i.rules.get("day"))
    row("where", place_words(i.place), i.rules.get("place"))
    for n, p in enumerate(i.actors[:5]):
        row("who" if n == 0 else "", actor_words(p), _articles(p.articles))
    for n, p in enumerate(i.recipients[:5]):
        row("whom" if n == 0 else "", p.name, _articles(p.articles))
    for role, parties in (("actors", i.actors[5:]), ("recipients", i.recipients[5:])):
        if parties:
            row("", f"+{len(parties)} {role}")
    for kind, h in i.headline.items():
        row(kind, span_words(h.low, h.high), h.rule, "bold")
    row("status", i.status, i.rules.get("status"))
    return table


def _articles(articles: Sequence[str]) -> str:
    return f"in {len(articles)} articles" if len(articles) > 1 else ""


def _tolls(kind: str, rows: Sequence[ReportedFigure], outlet: dict[str, str], whole: bool) -> Table:
    """Figures in time order; the same figure of the same voice once, with all outlets that give it. Parts only where all is shown."""
    table = Table(box=None, padding=(0, 1), show_header=False)
    folded: dict[tuple[object, ...], list[ReportedFigure]] = {}
    for n, r in enumerate(rows):
        if whole or not r.part:
            key = (n,) if whole else (r.low, r.high, (r.voice or "").casefold(), r.status)
            folded.setdefault(key, []).append(r)
    for same in folded.values():
        r = same[0]
        own = r.voice_kind in ("outlet", None) and r.voice in (None, outlet.get(r.article))
        voice = "in its own words" if own else f"{r.voice} ({r.voice_kind})"
        outlets = dict.fromkeys(outlet.get(o.article, o.article) for o in same)
        status = Text(r.status or "", style=_COLOUR.get(r.status or "", ""))
        table.add_row(
            (r.as_of or "–")[:10],
            Text(f"{span_words(r.low, r.high)} {kind}", style="bold"),
            voice,
            _names(list(outlets)),
            status,
            r.part or "",
        )
    return table


def _told(members: Sequence[Member], whole: bool) -> Table:
    """Who told it: one row an article with what it tells first and by what words; copies of a text stand behind the first that had it."""
    table = Table(box=None, padding=(0, 1), show_header=False)
    if whole:
        for m in members:
            status = Text(m.status or "", style=_COLOUR.get(m.status or "", ""))
            table.add_row(
                (m.published or "–")[:10], m.outlet or m.article, status, m.text or "", Text(m.why, style="dim"), Text(m.event, style="dim")
            )
        return table
    articles: dict[str, list[Member]] = {}
    for m in members:
        articles.setdefault(m.article, []).append(m)
    copies: dict[str, list[str]] = {}
    for article, mine in articles.items():
        text = next((m.why.removeprefix(_COPY) for m in mine if m.why.startswith(_COPY)), article)
        copies.setdefault(text if text in articles else article, []).append(article)
    for article, same in copies.items():
        mine = articles[article]
        first = mine[0]
        outlets = dict.fromkeys(articles[a][0].outlet or a for a in same)
        statuses = sorted({m.status for m in mine if m.status}, key=standing)
        words = Text(", ").join(Text(s, style=_COLOUR.get(s, "")) for s in statuses)
        more = f" (and {len(mine) - 1} more)" if len(mine) > 1 else ""
        copied = f"\n  = {', '.join(list(outlets)[1:])}" if len(outlets) > 1 else ""
        table.add_row((first.published or "–")[:10], next(iter(outlets)) + copied, Text((first.text or "")[:110] + more), words)
    return table


#: how a member says that its article is a copy (link/corroborate.py)
_COPY = "the same text as "


def show_incident(i: Incident, out: Console | None = None, *, whole: bool = False) -> None:
    """One incident: what is agreed, by whom, what is contested. ``whole``: every member and every figure, unfolded."""
    out = out or console()
    outlet = {m.article: m.outlet or m.article for m in i.members}
    parts: list[RenderableType] = [_facts(i)]
    for line in i.why:
        parts.append(Text(line, style="red" if line.startswith("disputed") else "bold"))
    for kind, rows in i.figures.items():
        if len(rows) > 1:
            parts += [Text(f"{kind} as reported", style="dim"), _tolls(kind, rows, outlet, whole)]
    origins = Table(box=None, padding=(0, 1), show_header=False)
    for o in i.origins:
        origins.add_row(o.kind, o.name or "–", ", ".join(dict.fromkeys(outlet.get(a, a) for a in o.articles)), Text(o.why, style="dim"))
    parts += [Text("origins", style="dim"), origins, Text("told by", style="dim"), _told(i.members, whole)]
    if i.related:
        parts.append(Text(f"the same articles tell {', '.join(i.related[:6])}", style="dim"))
    out.print(_head(i))
    out.print(Padding(Group(*parts), (0, 2)))
