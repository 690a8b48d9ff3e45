"""Incidents for people: what is agreed, by whom, and what is contested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.link.corroborate import span_words
from sayso.record_incidents import Incident, Party, ReportedFigure, Site

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


def _figures(kind: str, rows: Sequence[ReportedFigure], origins: dict[str, str]) -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False)
    for r in rows:
        whose = r.voice or r.article
        table.add_row(
            (r.as_of or "–")[:10], Text(f"{span_words(r.low, r.high)} {kind}", style="bold"), whose, f"in {r.article}",
            origins.get(r.origin or "", ""), Text(r.status or "", style=_COLOUR.get(r.status or "", "")),
        )  # fmt: skip
    return table


def show_incident(i: Incident, out: Console | None = None) -> None:
    """One incident with all its evidence."""
    out = out or console()
    head = Text.assemble(
        (i.type, "bold"), f" {i.mode or ''}  ", (i.status, _COLOUR.get(i.status, "")), "  ", ("DISPUTED" if i.disputed else "", "bold red")
    )
    out.print(Text(i.id, style="dim"), head)
    facts = Table(box=None, padding=(0, 1), show_header=False)
    facts.add_row("when", day_words(i.start, i.end), Text(i.rules.get("day", ""), style="dim"))
    facts.add_row("where", place_words(i.place), Text(i.rules.get("place", ""), style="dim"))
    facts.add_row("who", party_words(i.actors, 6), "")
    facts.add_row("whom", party_words(i.recipients, 6), "")
    for kind, h in i.headline.items():
        facts.add_row(kind, Text(span_words(h.low, h.high), style="bold"), Text(h.rule, style="dim"))
    parts: list[RenderableType] = [facts]
    for line in i.why:
        parts.append(Text(line, style="red" if line.startswith("disputed") else "bold"))
    for kind, rows in i.figures.items():
        if len(rows) > 1:
            parts += [Text(f"{kind} as reported", style="dim"), _figures(kind, rows, {o.id: o.kind for o in i.origins})]
    origins = Table(box=None, padding=(0, 1), show_header=False)
    for o in i.origins:
        origins.add_row(o.kind, o.name or "–", o.why, ", ".join(o.articles[:6]))
    parts += [Text("origins", style="dim"), origins]
    told = Table(box=None, padding=(0, 1), show_header=False)
    for m in i.members:
        status = Text(m.status or "", style=_COLOUR.get(m.status or "", ""))
        told.add_row((m.published or "–")[:10], m.outlet or m.article, status, m.text or "", Text(m.why, style="dim"))
    parts += [Text("told by", style="dim"), told]
    out.print(Padding(Group(*parts), (0, 2)))
