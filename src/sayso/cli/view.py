"""A reading for people: the text with its evidence highlighted, then events, figures and statements with who says so."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sayso.record import Event, Figure, Reading, Span, Voice

#: columns from which on events fit into a table
WIDE = 110
STATUS_STYLES = {
    "reported": "bold", "confirmed": "bold green", "attributed": "cyan", "claimed": "yellow", "accused": "yellow",
    "accused_by_authorities": "yellow", "possible": "magenta", "planned": "blue", "threatened": "red", "requested": "blue",
    "hypothetical": "magenta", "denied": "red", "negated": "red",
}  # fmt: skip
_BLOCK_STYLES = {
    "title": "bold", "byline": "dim italic", "dateline": "dim", "credit": "dim italic", "caption": "dim", "furniture": "dim strike",
}  # fmt: skip
_MENTION_STYLES = {"person": "green", "organization": "green", "group": "green", "time": "magenta"}


def show(reading: Reading, console: Console | None = None) -> None:
    """Print the reading to the console (standard output)."""
    console = console or Console(highlight=False)
    console.print(Panel(Group(_head(reading), Text(), highlighted(reading)), title=_title(reading), title_align="left", border_style="dim"))
    for part in (_events(reading, console.width >= WIDE), _figures(reading), _statements(reading)):
        if part is not None:
            console.print(part)
    console.print()


def highlighted(reading: Reading) -> Text:
    """The article's text: blocks, names, places and times, statements, figures and triggers styled, rows' ids behind their words."""
    article = reading.article
    text = Text(article.text)
    for b in reading.blocks:
        text.stylize(_BLOCK_STYLES.get(b.kind, ""), b.start, b.end)
    places = {p.mention for p in reading.places}
    for m in reading.mentions:
        style = "blue" if m.id in places else _MENTION_STYLES.get(m.kind, "") if m.form == "name" else ""
        if style:
            text.stylize(style, m.start, m.end)
    for s in reading.statements:
        for a, b_ in s.content:
            text.stylize("italic", a, b_)
        if s.cue:
            text.stylize("underline", *s.cue)
    for e in reading.events:
        text.stylize(f"reverse {STATUS_STYLES.get(e.status, '')}", *e.trigger)
        for f in e.figures:
            text.stylize("bold yellow", *f.span)
    labels = sorted([(e.trigger[1], e.local) for e in reading.events] + [(s.content[-1][1], s.id) for s in reading.statements])
    out, at = Text(), 0
    for place, label in labels:
        out.append_text(text[at:place])
        out.append(f"[{label}]", "dim")
        at = place
    out.append_text(text[at:])
    return out


def _title(reading: Reading) -> Text:
    a = reading.article
    return Text(a.title or a.url or a.source or a.id, "bold")


def _head(reading: Reading) -> Text:
    a = reading.article
    published = a.published or f"no date ({a.published_reason or 'none given'})"
    parts = [a.outlet or a.domain or "outlet unknown", published, ", ".join(a.byline)]
    parts.append(f"credited to {a.credit}" if a.credit else "")
    return Text(" · ".join(p for p in parts if p), "dim")


#: columns that get more or less than an equal share of the width; 0: what they need
_SHARE = {"": 0, "status": 0, "says": 0, "speaker": 2, "what": 2, "in the words": 2, "content": 6}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim", expand=True)
    for name in columns:
        table.add_column(name, overflow="fold", ratio=_SHARE.get(name, 2) or None)
    return table


def _events(reading: Reading, wide: bool) -> RenderableType | None:
    if not reading.events:
        return Text("No events found.", "dim")
    if not wide:
        return Group(Text("Events", "bold"), *(_event(reading, e) for e in reading.events))
    table = _table("Events", "", "what", "who", "to whom", "where", "when", "who says so", "status")
    for e in reading.events:
        what = Text.assemble((_words(reading, e.trigger), "bold"), f"\n{_kind(e)}")
        who, whom = (Text(", ".join(_named(reading, m) for m in ids) or "–") for ids in (e.actors, e.recipients))
        table.add_row(Text(e.local, "dim"), what, who, whom, _place(reading, e), _time(reading, e), Text(says_so(e.chain)), _status(e))
    return table


def _event(reading: Reading, e: Event) -> RenderableType:
    """One event on a narrow terminal: what and how sure, who and whom, where and when, who says so."""
    who, whom = (", ".join(_named(reading, m) for m in ids) or "–" for ids in (e.actors, e.recipients))
    first = Text.assemble((_words(reading, e.trigger), "bold"), ("  " + _kind(e), "dim"), "  ", _status(e))
    parties = Text(f"{who} → {whom}") if e.actors or e.recipients else Text("nobody named", "dim")
    about = Text(" · ").join((_place(reading, e), _time(reading, e)))
    table = Table.grid(padding=(0, 1))
    table.add_row(Text(e.local.rjust(4), "dim"), first)
    for line in (parties, about, Text(f"says {says_so(e.chain)}", "dim")):
        table.add_row("", line)
    return table


def _kind(e: Event) -> str:
    return e.type + (f"/{e.mode}" if e.mode else "")


def _figures(reading: Reading) -> RenderableType | None:
    rows = [(e, f) for e in reading.events for f in e.figures]
    if not rows:
        return None
    table = _table("Figures", "", "figure", "in the words", "who says so", "status")
    for e, f in rows:
        table.add_row(Text(e.local, "dim"), amount(f), Text(_words(reading, f.span)), Text(says_so(e.chain)), _status(e))
    return table


def _statements(reading: Reading) -> RenderableType | None:
    if not reading.statements:
        return None
    table = _table("Statements", "", "speaker", "says", "content")
    for s in reading.statements:
        speaker = _words(reading, s.speaker) if s.speaker else s.speaker_kind
        name = next((x.name for x in reading.entities if x.id == s.speaker_entity and x.name), None)
        who = f"{speaker} ({name})" if name and name.casefold() not in speaker.casefold() else speaker
        how = s.stance + (" not" if s.polarity == "negative" and s.stance != "denies" else "")
        what = " … ".join(_words(reading, c) for c in s.content)
        table.add_row(Text(s.id, "dim"), Text(who), Text(how), Text(what if len(what) <= 240 else what[:239] + "…", "italic"))
    return table


def says_so(chain: tuple[Voice, ...]) -> str:
    """The chain of voices in a line, the innermost first."""
    return " ← ".join(v.name or v.kind for v in chain) or "–"


def amount(figure: Figure) -> Text:
    """A figure with its bounds: "12 killed", "12 or more killed", "30 at most injured"."""
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        size = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    else:
        size = f"{low:,} or more" if low is not None else f"{high or 0:,} at most"
    return Text(f"{size} {figure.kind}", "bold yellow")


def _status(e: Event) -> Text:
    return Text(e.status.replace("_", " "), STATUS_STYLES.get(e.status, ""))


def _place(reading: Reading, e: Event) -> Text:
    place = next((p for p in reading.places if p.id == e.place), None)
    if place is None:
        return Text(e.place_reason or "–", "dim")
    parts = [place.name or "", place.admin1 if place.admin1 != place.name else None, place.country]
    return Text(", ".join(p for p in parts if p), "blue")


def _time(reading: Reading, e: Event) -> Text:
    time = next((t for t in reading.times if t.id == e.time), None)
    if time is None:
        return Text(e.time_reason or "–", "dim")
    days = time.start if time.start == time.end else f"{time.start} to {time.end}"
    return Text((days if time.start else time.value) or "–", "magenta")


def _named(reading: Reading, mention: str) -> str:
    m = next(m for m in reading.mentions if m.id == mention)
    name = next((x.name for x in reading.entities if x.id == m.entity and x.name), None)
    words = _words(reading, (m.start, m.end))
    return words if name is None or name.casefold() in words.casefold() or m.form == "name" else f"{words} ({name})"


def _words(reading: Reading, span: Span) -> str:
    return " ".join(reading.article.text[span[0] : span[1]].split())
