"""Made-up readings for tests of scale and of order: a stream of news with a few wars that never stop and many places that seldom make news.

Deterministic: the same seed gives the same readings. What it models of a real stream, because linking's cost hangs on it:

- density: ``per_day`` articles a day, however many there are, so that a larger stream is a longer one;
- concentration: countries, towns, parties and acts are drawn by Zipf's law, parties and towns by country, so that the first country has a
  fifth of all stories, its first town four or five stories on an ordinary day, and the same two parties meet there day after day;
- stories as uneven as they are: told by a Pareto number of articles (half of them by one, some by 60), over days, with copies of a wire
  text, rising tolls and denials;
- words: as common as in the shipped background (``link/data/words.tsv``) with a long tail, words that all stories of a country share for
  ten days, and few that only one story has. Of two articles on the first country within a week a tenth join, as likely as not on
  different stories; of those on the terrorism of MUC-4, which is one such war and little else, a fifth do;
- what else reports tell: arrests that follow, and older stories of the same country that are recalled.

What it does not: articles have about 190 words and 2 events, where real ones of the gold sets have 300 and 5 to 8.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any

from sayso.record import (
    Article,
    Entity,
    Event,
    Figure,
    Mention,
    Model,
    Place,
    Reading,
    Span,
    Statement,
    Time,
    Voice,
)

_HEAD = "al bar cor dur el far gor har ib jal kor lam mor nur or pal qas ras sul tor".split()
_TAIL = "abad ben dana esk fiq gara hin ista jar kent lova mir nah ost pur rud sha tan vik zor".split()
_ACTS = (
    ("ASSAULT", "attacked"), ("ASSAULT", "shelled"), ("COERCE", "arrested"), ("PROTEST", "marched"), ("ASSAULT", "bombed"),
    ("X-HARM", "collapsed"), ("AGREE", "signed"), ("THREATEN", "warned"),
)  # fmt: skip
_MODEL = Model("synthetic", "synthetic", {"name": "none", "version": "0", "hash": "0"}, {"name": "none", "hash": "0"})
_COUNTRIES, _TOWNS, _PARTIES, _OUTLETS = 60, 4000, 900, 120
#: exponent of the number of articles a story has, and the most it has
_ALPHA, _MOST = 1.2, 60
#: shares of a sentence's words: the story's own, the country's, the long tail; the rest are of the background
_OWN, _COUNTRY, _RARE = 0.10, 0.08, 0.12


class _Zipf[T]:
    """Things drawn by Zipf's law, the first most."""

    def __init__(self, things: Sequence[T], exponent: float) -> None:
        self.things = things
        self._sums = list(accumulate((n + 1) ** -exponent for n in range(len(things))))

    def draw(self, r: random.Random) -> T:
        return self.things[min(bisect(self._sums, r.random() * self._sums[-1]), len(self.things) - 1)]


def _name(r: random.Random, words: int = 1) -> str:
    return " ".join(
        (r.choice(_HEAD) + r.choice(_TAIL) + r.choice(_HEAD) + r.choice(("", r.choice(_TAIL)))).capitalize() for _ in range(words)
    )


@dataclass(frozen=True)
class _Town:
    number: int
    name: str
    lat: float
    lon: float
    country: str


@dataclass(frozen=True)
class _Story:
    number: int
    day: date
    town: _Town
    actor: str
    recipient: str
    kind: str
    verb: str
    killed: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Country:
    towns: _Zipf[_Town]
    parties: _Zipf[str]
    number: int
    past: deque[_Story] = field(default_factory=lambda: deque(maxlen=60))


@cache
def _background() -> tuple[list[str], list[int]]:
    """Words of the shipped background, and the running sums of how many articles have them."""
    rows = (line.split("\t") for line in resources.files("sayso.link").joinpath("data/words.tsv").read_text("utf-8").split("\n"))
    counts = sorted((w, int(n)) for w, n in (r for r in rows if len(r) == 2) if w.isalpha())
    return [w for w, _ in counts], list(accumulate(n for _, n in counts))


class _World:
    def __init__(self, seed: int, uneven: float) -> None:
        r = random.Random(seed)
        self.uneven = uneven
        self.acts = _Zipf(_ACTS, uneven)
        self.outlets = [f"{_name(r)} {r.choice(('Times', 'Post', 'Herald', 'Daily'))}" for _ in range(_OUTLETS)]
        self.tail = _Zipf(
            sorted({_name(r, 2).replace(" ", "").lower() + r.choice(("ed", "ing", "er", "ly", "")) for _ in range(40_000)}), 0.7
        )
        self.countries = _Zipf([self._country(r, n) for n in range(_COUNTRIES)], uneven)

    def _country(self, r: random.Random, n: int) -> _Country:
        lat, lon, size = r.uniform(-55, 55), r.uniform(-165, 165), _TOWNS // _COUNTRIES
        towns = [
            _Town(n * size + k, f"{_name(r)} {_name(r)}", round(lat + r.uniform(-3, 3), 4), round(lon + r.uniform(-4, 4), 4), f"X{n:02}")
            for k in range(size)
        ]
        parties = [f"{_name(r)} {r.choice(('Front', 'Army', 'Brigade', 'Union', 'Police'))}" for _ in range(_PARTIES // _COUNTRIES)]
        return _Country(_Zipf(towns, self.uneven), _Zipf(parties, self.uneven), n)

    @lru_cache(maxsize=2 * _COUNTRIES)  # noqa: B019 (a world lives as long as its stream)
    def talk(self, country: int, days: int) -> _Zipf[str]:
        """What a country's reports speak of in these ten days."""
        r = random.Random(f"{country} {days}")
        return _Zipf([r.choice(self.tail.things) for _ in range(40)], 1.0)

    def sentence(self, r: random.Random, story: _Story, country: _Country) -> str:
        common, sums = _background()
        talk = self.talk(country.number, story.day.toordinal() // 10)
        words = []
        for _ in range(20):
            x = r.random()
            if x < _OWN:
                words.append(r.choice(story.words))
            elif x < _OWN + _COUNTRY:
                words.append(talk.draw(r))
            elif x < _OWN + _COUNTRY + _RARE:
                words.append(self.tail.draw(r))
            else:
                words.append(common[bisect(sums, r.random() * sums[-1])])
        return " ".join([words[0].capitalize(), *words[1:]]) + "."


def readings(articles: int, *, seed: int = 1, per_day: int = 300, uneven: float = 1.0) -> Iterator[Reading]:
    """So many readings, in order of publication. The ids of a story's articles begin alike: "s12-".

    ``uneven``: the exponent by which countries, towns, parties and acts are drawn; 0 for news that is spread evenly over the world.
    """
    world = _World(seed, uneven)
    made, day = 0, date(2030, 1, 1)
    pending: list[tuple[date, Reading]] = []
    story = 0
    while made < articles:
        today = 0
        while today < per_day:
            story += 1
            for when, reading in _told(world, random.Random(f"{seed}-{story}"), story, day):
                pending.append((when, reading))
                today += 1
        pending.sort(key=lambda x: (x[0], x[1].article.id))
        while pending and pending[0][0] <= day and made < articles:
            yield pending.pop(0)[1]
            made += 1
        day += timedelta(days=1)


def _told(world: _World, r: random.Random, number: int, day: date) -> Iterator[tuple[date, Reading]]:
    """A new story, told by its articles."""
    country = world.countries.draw(r)
    actor = recipient = country.parties.draw(r)
    while recipient == actor:
        recipient = country.parties.draw(r)
    kind, verb = world.acts.draw(r)
    words = tuple([r.choice(world.tail.things) for _ in range(12)] + [_name(r) for _ in range(5)])
    story = _Story(number, day, country.towns.draw(r), actor, recipient, kind, verb, r.choice((0, 0, 2, 5, 9, 14)), words)
    tellers = min(_MOST, int(r.paretovariate(_ALPHA)))
    wire: str | None = None
    for n in range(tellers):
        late = min(10, int(r.expovariate(0.9 if tellers < 12 else 0.4)))
        if wire is not None and r.random() < 0.3:
            body = wire[: int(len(wire) * r.uniform(0.6, 1.0))]
        else:
            body = " ".join(world.sentence(r, story, country) for _ in range(r.randrange(4, 13)))
            wire = wire or body
        yield day + timedelta(days=late), _reading(world, r, story, country, n, late, body)
    country.past.append(story)


class _Text:
    """A text as it is written, with what stands where."""

    def __init__(self) -> None:
        self.said = ""
        self.mentions: list[Mention] = []
        self.entities: dict[str, Entity] = {}
        self.places: list[Place] = []
        self.times: list[Time] = []

    def next(self) -> int:
        """Where the next word will stand."""
        return len(self.said) + bool(self.said)

    def write(self, words: str) -> Span:
        """Words, and a blank before them; where they stand."""
        start = self.next()
        self.said += (" " if self.said else "") + words
        return start, start + len(words)

    def entity(self, name: str, kind: str, sector: str | None = None, country: str | None = None) -> str:
        """The id of an entity, which a name that was mentioned before keeps."""
        return self.entities.setdefault(name, Entity(f"x{len(self.entities) + 1}", name, kind, sector=sector, country=country)).id

    def _mention(self, span: Span, kind: str, entity: str | None, form: str) -> Mention:
        self.mentions.append(Mention(f"m{len(self.mentions) + 1}", *span, None, kind, entity, form))
        return self.mentions[-1]

    def mention(self, name: str, kind: str, country: str | None = None) -> str:
        """Write a name; the id of its mention."""
        return self._mention(self.write(name), kind, self.entity(name, kind, country=country), "name").id

    def police(self) -> Mention:
        return self._mention(self.write("police"), "organization", self.entity("police", "organization", sector="COP"), "nominal")

    def place(self, town: _Town) -> str:
        m = self.mention(town.name, "place", town.country)
        point = (town.lat, town.lon, town.country, None, "P.PPL", "town")
        self.places.append(Place(f"p{len(self.places) + 1}", m, town.name, 1_000_000 + town.number, *point))
        return self.places[-1].id

    def day(self, day: date) -> str:
        iso = day.isoformat()
        m = self._mention(self.write(iso), "time", None, "name")
        self.times.append(Time(f"t{len(self.times) + 1}", m.id, "DATE", iso, iso, iso, "day"))
        return self.times[-1].id


def _reading(world: _World, r: random.Random, story: _Story, country: _Country, n: int, late: int, body: str) -> Reading:
    id, outlet = f"s{story.number}-{n}", r.choice(world.outlets)
    text, own = _Text(), Voice("outlet", outlet)
    events: list[Event] = []

    def add(trigger: Span, start: int, kind: str, **values: Any) -> None:
        """An event whose clause ends here, told by the outlet unless a chain is given."""
        number, clause = len(events) + 1, (start, len(text.said))
        events.append(Event(_id(id, number), f"v{number}", trigger, clause, kind, **{"chain": (own,), **values}))

    def tell(told: _Story, toll: int) -> tuple[Span, int, dict[str, Any]]:
        """Who did what to whom, where and when: (trigger, where it starts, the event's values)."""
        start = text.next()
        who, act, whom = text.mention(told.actor, "group"), text.write(told.verb), text.mention(told.recipient, "group")
        text.write("in")
        where = text.place(told.town)
        text.write("on")
        values = {"actors": (who,), "recipients": (whom,), "place": where, "time": text.day(told.day)}
        if toll:
            text.write("killing")
            values["figures"] = (Figure("killed", toll, toll, text.write(f"{toll} people")),)
        return act, start, values

    act, start, values = tell(story, story.killed + (late + r.choice((0, 0, 3)) if story.killed else 0))
    content = (start, len(text.said))
    police = text.police()
    cue = text.write("said.")
    chain = (Voice("organization", "police", police.entity, (police.start, police.end), "said"), own)
    add(act, start, story.kind, statement="s1", status="attributed", chain=chain, **values)
    statement = Statement("s1", (content,), (cue[0], cue[1] - 1), (police.start, police.end), police.entity, "organization")
    text.write(body)
    if r.random() < 0.3:  # what followed
        start, doer, act = text.next(), text.police(), text.write("arrested")
        text.write("suspects in")
        where = text.place(story.town)
        text.write("on")
        add(act, start, "COERCE", mode="arrest", actors=(doer.id,), place=where, time=text.day(story.day + timedelta(days=1)))
        text.write("after that.")
    if country.past and r.random() < 0.3:  # what came before
        old = r.choice(country.past)
        act, start, recalled = tell(old, old.killed)
        add(act, start, old.kind, frame="background", **recalled)
        text.write("before.")
    if n > 0 and r.random() < 0.08:
        start, voice = text.next(), Voice("group", story.actor, text.entity(story.actor, "group"))
        text.mention(story.actor, "group")
        denied = {k: v for k, v in values.items() if k != "figures"}
        add(text.write("denied"), start, story.kind, polarity="negative", status="denied", chain=(voice, own), **denied)
        text.write("it.")
    published = (story.day + timedelta(days=late)).isoformat()
    return Reading(
        article=Article(id=id, text=text.said, outlet=outlet, published=published, language="en"),
        blocks=(),
        mentions=tuple(text.mentions),
        entities=tuple(text.entities.values()),
        places=tuple(text.places),
        times=tuple(text.times),
        statements=(statement,),
        events=tuple(events),
        model=_MODEL,
    )


def _id(article: str, n: int) -> str:
    return "e" + hashlib.sha256(f"{article}-{n}".encode()).hexdigest()[:16]
