"""Made-up readings for tests of scale and of order: incidents told by several outlets, copies, follow-ups, rising tolls, denials.

Deterministic: the same seed gives the same readings. The stream is as dense as news is: ``per_day`` articles a day, however many
there are, so that a larger stream is a longer one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from sayso.record import (
    Article,
    Entity,
    Event,
    Figure,
    Mention,
    Model,
    Place,
    Reading,
    Statement,
    Time,
    Voice,
)

_HEAD = (
    "al",
    "bar",
    "cor",
    "dur",
    "el",
    "far",
    "gor",
    "har",
    "ib",
    "jal",
    "kor",
    "lam",
    "mor",
    "nur",
    "or",
    "pal",
    "qas",
    "ras",
    "sul",
    "tor",
)
_TAIL = (
    "abad",
    "ben",
    "dana",
    "esk",
    "fiq",
    "gara",
    "hin",
    "ista",
    "jar",
    "kent",
    "lova",
    "mir",
    "nah",
    "ost",
    "pur",
    "rud",
    "sha",
    "tan",
    "vik",
    "zor",
)
_ACTS = (
    ("ASSAULT", "attacked"), ("ASSAULT", "bombed"), ("ASSAULT", "shelled"), ("COERCE", "arrested"), ("PROTEST", "marched"),
    ("AGREE", "signed"), ("X-HARM", "collapsed"), ("THREATEN", "warned"),
)  # fmt: skip
_MODEL = Model("synthetic", "synthetic", {"name": "none", "version": "0", "hash": "0"}, {"name": "none", "hash": "0"})
_COUNTRIES = ("XAA", "XBB", "XCC", "XDD")


def _name(r: random.Random, words: int = 1) -> str:
    # 168,000 different ones: two stories seldom share a name by chance
    return " ".join(
        (r.choice(_HEAD) + r.choice(_TAIL) + r.choice(_HEAD) + r.choice(("", r.choice(_TAIL)))).capitalize() for _ in range(words)
    )


def _vocabulary() -> list[str]:
    r = random.Random(7)
    return sorted({_name(r, 2).replace(" ", "").lower() + r.choice(("ed", "ing", "er", "ly", "")) for _ in range(60_000)})


_VOCABULARY = _vocabulary()


def _sentence(r: random.Random, words: list[str], length: int) -> str:
    return " ".join(r.choice(words) if r.random() < 0.35 else r.choice(_VOCABULARY) for _ in range(length)).capitalize() + "."


class _World:
    def __init__(self, seed: int) -> None:
        r = random.Random(seed)
        self.towns = [
            (n, f"{_name(r)} {_name(r)}", round(r.uniform(-60, 60), 4), round(r.uniform(-170, 170), 4), r.choice(_COUNTRIES))
            for n in range(4000)
        ]
        self.parties = [f"{_name(r)} {r.choice(('Front', 'Army', 'Brigade', 'Union', 'Police'))}" for _ in range(900)]
        self.outlets = [f"{_name(r)} {r.choice(('Times', 'Post', 'Herald', 'Daily'))}" for _ in range(120)]


def readings(articles: int, *, seed: int = 1, per_day: int = 300) -> Iterator[Reading]:
    """So many readings, in order of publication."""
    world = _World(seed)
    made, day = 0, date(2030, 1, 1)
    pending: list[tuple[date, Reading]] = []
    story = 0
    while made < articles:
        today = 0
        while today < per_day:
            story += 1
            for when, reading in _story(world, random.Random(f"{seed}-{story}"), story, day):
                pending.append((when, reading))
                today += 1
        pending.sort(key=lambda x: (x[0], x[1].article.id))
        while pending and pending[0][0] <= day and made < articles:
            yield pending.pop(0)[1]
            made += 1
        day += timedelta(days=1)


def _story(world: _World, r: random.Random, number: int, day: date) -> Iterator[tuple[date, Reading]]:
    town = r.choice(world.towns)
    actor, recipient = r.sample(world.parties, 2)
    kind, verb = r.choice(_ACTS)
    words = [r.choice(_VOCABULARY) for _ in range(25)] + [_name(r) for _ in range(5)]
    killed = r.choice((0, 0, 2, 5, 9, 14))
    teller = min(12, int(r.expovariate(0.35)) + 1)
    wire: str | None = None
    for n in range(teller):
        late = min(6, int(r.expovariate(0.9)))
        outlet = r.choice(world.outlets)
        toll = killed + (late if killed else 0) + (r.choice((0, 0, 3)) if killed else 0)
        copy = wire is not None and r.random() < 0.3
        lead = f"{actor} {verb} {recipient} in {town[1]} on {day.isoformat()}"
        lead += f", killing {toll} people, police said." if toll else ", police said."
        if copy and wire is not None:
            body = wire[: int(len(wire) * r.uniform(0.6, 1.0))]
        else:
            body = " ".join(_sentence(r, words, 18) for _ in range(r.randrange(5, 14)))
            wire = wire or body
        denies = n > 0 and r.random() < 0.08
        when = day + timedelta(days=late)
        yield when, _reading(f"s{number}-{n}", outlet, when, lead, body, town, actor, recipient, kind, verb, day, toll, denies)


def _reading(
    id: str, outlet: str, published: date, lead: str, body: str, town: tuple[int, str, float, float, str], actor: str, recipient: str,
    kind: str, verb: str, day: date, toll: int, denies: bool,
) -> Reading:  # fmt: skip
    text = f"{lead} {body}"
    end = f" {actor} denied it." if denies else ""
    text += end

    def span(words: str, after: int = 0) -> tuple[int, int]:
        at = text.index(words, after)
        return at, at + len(words)

    where, who, whom, when, act = span(town[1]), span(actor), span(recipient), span(day.isoformat()), span(f" {verb} ")
    act = (act[0] + 1, act[1] - 1)
    police = span("police")
    mentions = [
        Mention("m1", *who, None, "group", "x1", "name"), Mention("m2", *whom, None, "group", "x2", "name"),
        Mention("m3", *where, None, "place", "x3", "name"), Mention("m4", *when, None, "time", None, "name"),
        Mention("m5", *police, None, "organization", "x4", "nominal"),
    ]  # fmt: skip
    entities = (
        Entity("x1", actor, "group"), Entity("x2", recipient, "group"), Entity("x3", town[1], "place", country=town[4]),
        Entity("x4", "police", "organization", sector="COP"),
    )  # fmt: skip
    statement = Statement("s1", ((0, len(lead)),), span("said"), police, "x4", "organization")
    figures = (Figure("killed", toll, toll, span(f"{toll} people")),) if toll else ()
    chain = (Voice("organization", "police", "x4", police, "said"), Voice("outlet", outlet))
    events = [
        Event(_id(id, 1), "v1", act, (0, len(lead)), kind, actors=("m1",), recipients=("m2",), place="p1", time="t1", figures=figures,
              statement="s1", status="attributed", chain=chain),
    ]  # fmt: skip
    if denies:
        at = len(text) - len(end) + 1
        clause = (at, len(text))
        events.append(
            Event(_id(id, 2), "v2", span("denied", at), clause, kind, actors=("m1",), recipients=("m2",), place="p1", time="t1",
                  polarity="negative", status="denied", chain=(Voice("group", actor, "x1"), Voice("outlet", outlet))),
        )  # fmt: skip
    return Reading(
        article=Article(id=id, text=text, outlet=outlet, published=published.isoformat(), language="en"),
        blocks=(),
        mentions=tuple(mentions),
        entities=entities,
        places=(Place("p1", "m3", town[1], 1_000_000 + town[0], town[2], town[3], town[4], None, "P.PPL", "town"),),
        times=(Time("t1", "m4", "DATE", day.isoformat(), day.isoformat(), day.isoformat(), "day"),),
        statements=(statement,),
        events=tuple(events),
        model=_MODEL,
    )


def _id(article: str, n: int) -> str:
    return "e" + hashlib.sha256(f"{article}-{n}".encode()).hexdigest()[:16]
