"""Rows of the record from what was read and linked."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from typing import Any

from sayso.link.digest import Digest, digest_from_dict
from sayso.link.terms import terms_from_bytes
from sayso.record import Article, Reading, reading_from_dict, to_dict, to_json
from sayso.record_incidents import Incident

_WORD = re.compile(r"[^\W_]+")


def pack(value: Any) -> bytes:
    """JSON, compressed; level 1: a record is written more often than it is moved."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1)


def unpack(blob: bytes) -> Any:
    """What ``pack`` packed."""
    return json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))


def reading_of(blob: bytes) -> Reading:
    """The reading in a packed row."""
    return reading_from_dict(unpack(blob))


def pack_digest(d: Digest) -> bytes:
    """A digest for its row: a line of JSON, and behind it the numbers of its terms as they are."""
    row = json.dumps(d.to_dict(), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.compress(row + b"\n" + d.terms.to_bytes(), 1)


def digest_of(blob: bytes) -> Digest:
    """The digest in a packed row; older ones are JSON as a whole."""
    row, line, numbers = zlib.decompress(blob).partition(b"\n")
    values = json.loads(row.decode("utf-8", "surrogatepass"))
    return digest_from_dict(values, terms_from_bytes(numbers, values["terms"]) if line else None)


def article_sha(a: Article) -> str:
    """What makes two comings of an article the same: its text and what is known about it, the path it was read from aside."""
    known = [a.text_sha256, a.url, a.outlet, a.title, a.published, list(a.byline), a.credit]
    return hashlib.sha256(json.dumps(known, ensure_ascii=True).encode()).hexdigest()


def model_key(reading: Reading) -> str:
    """What made the reading, as one comparable string."""
    return json.dumps(to_dict(reading.model), sort_keys=True)


def event_rows(reading: Reading, d: Digest) -> list[tuple[Any, ...]]:
    """Rows of ``events`` without their incident, which stands before the last column."""
    times = {t.id: t for t in reading.times}
    by_id = {e.id: e for e in d.events}
    out = []
    for e in reading.events:
        g, t = by_id[e.id], times.get(e.time or "")
        s = g.site
        out.append(
            (
                e.id, reading.article.id, e.local, e.type, e.mode, e.status, e.polarity, e.frame, t.start if t else None,
                t.end if t else None, s.name if s else None, s.country if s else None, s.admin1 if s else None, s.lat if s else None,
                s.lon if s else None, s.precision if s else None, g.text, "; ".join(p.name for p in g.actors),
                "; ".join(p.name for p in g.recipients), json.dumps(to_dict(e.figures), ensure_ascii=False), e.confidence,
            )
        )  # fmt: skip
    return out


def statement_rows(reading: Reading) -> list[tuple[Any, ...]]:
    """Rows of ``statements``; their ids are the article's and the local one."""
    text = reading.article.text
    names = {x.id: x.name for x in reading.entities}
    times = {t.id: t.start for t in reading.times}
    out = []
    for s in reading.statements:
        speaker = names.get(s.speaker_entity or "") or (text[s.speaker[0] : s.speaker[1]] if s.speaker else None)
        content = " … ".join(" ".join(text[a:b].split()) for a, b in s.content)
        out.append(
            (
                f"{reading.article.id}#{s.id}", reading.article.id, s.id, " ".join(speaker.split()) if speaker else None, s.speaker_kind,
                s.stance, s.form, s.polarity, s.certainty, times.get(s.said or ""), reading.article.published, content,
            )
        )  # fmt: skip
    return out


def incident_row(i: Incident) -> tuple[Any, ...]:
    """The row of ``incidents`` (without its number)."""
    p = i.place
    days = sorted(m.published[:10] for m in i.members if m.published)
    killed, injured = i.headline.get("killed"), i.headline.get("injured")
    return (
        i.id, i.type, i.mode, i.start, i.end, i.status, int(i.disputed), p.name if p else None, p.country if p else None,
        p.admin1 if p else None, p.lat if p else None, p.lon if p else None, p.precision if p else None,
        len({m.article for m in i.members}), len(i.outlets), i.origins_count, killed.low if killed else None,
        injured.low if injured else None, days[0] if days else None, days[-1] if days else None,
        zlib.compress(to_json(i).encode("utf-8"), 1),
    )  # fmt: skip


def incident_words(i: Incident) -> str:
    """What full-text search finds an incident by."""
    place = [i.place.name, i.place.admin1, i.place.country] if i.place else []
    said = dict.fromkeys(m.text for m in i.members if m.text)
    parts = [*place, *(p.name for p in (*i.actors, *i.recipients)), *(o.name for o in i.origins), *list(said)[:20]]
    return " ".join(p for p in parts if p)


def fts_query(text: str) -> str:
    """A user's words as an FTS5 query: all of them, the last as a prefix; quoted phrases stay phrases."""
    out = []
    for phrase, word in re.findall(r'"([^"]+)"|(\S+)', text):
        words = _WORD.findall(phrase or word)
        if words:
            out.append('"' + " ".join(words) + '"')
    return " ".join(out) + ("*" if out and not text.rstrip().endswith('"') else "")
