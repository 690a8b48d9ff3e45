"""Events: one row for each happening and each voice that tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.record import Event, Mention, Time
from sayso.say.chain import chain_of, statement_of
from sayso.say.codes import codes_of
from sayso.say.coreference import Telling, link_tellings
from sayso.say.country import set_in_country
from sayso.say.gather import gather
from sayso.say.happening import Happening
from sayso.say.incident import share_incident
from sayso.say.known import Known
from sayso.say.retold import drop_retold
from sayso.say.scene import carry_scene
from sayso.say.status import judge
from sayso.say.tolls import figures_of
from sayso.say.undated import date_by_publication
from sayso.say.victims import one_victim
from sayso.say.when import time_of
from sayso.say.where import place_of, told_as_news


@dataclass(frozen=True, slots=True)
class Built:
    """``events`` in text order (``id`` and ``local`` "v1" …; `assemble` makes ids global); the ``mentions`` and ``times`` that were made
    for them; ``same``: mention → the entity that it turned out to be."""

    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    same: dict[str, str]


def build_events(known: Known) -> Built:
    """The events of an article and what had to be added for them."""
    story = known.story
    happenings, made = gather(known)
    tellings, times = date_by_publication(known, [_telling(known, h) for h in happenings])
    tellings = share_incident(known, link_tellings(known, tellings, times), times)
    tellings = set_in_country(known, carry_scene(known, tellings, times))
    out: list[Event] = []
    rows = list(zip(tellings, figures_of(known, [t.h for t in tellings])))
    for t, figures in drop_retold(known, rows):
        h, statement, judgement = t.h, t.statement, t.judgement
        local = f"v{len(out) + 1}"
        out.append(
            Event(
                id=local,
                local=local,
                trigger=story.chars(h.trigger.first, h.trigger.behind),
                clause=story.chars(*h.clause),
                type=h.type,
                mode=h.mode,
                contexts=h.contexts,
                actors=tuple(m.id for m in h.actors),
                recipients=tuple(m.id for m in h.recipients),
                weapons=tuple(m.id for m in h.weapons),
                place=t.place,
                place_reason=t.place_reason,
                time=t.time,
                time_reason=t.time_reason,
                figures=figures,
                polarity=judgement.polarity,
                modality=judgement.modality,
                frame=judgement.frame,
                statement=statement.id if statement else None,
                status=judgement.status,
                chain=chain_of(known, statement, judgement.voice),
                codes=codes_of(known, h, figures, judgement),
                confidence=h.confidence,
            )
        )
    return Built(tuple(out), made, times, one_victim(known, tellings))


def _telling(known: Known, h: Happening) -> Telling:
    statement = statement_of(known, h)
    if h.type == "X-HARM" and statement is not None and statement.speaker is not None:
        # "Hospital: five dead": who tells of the harm did not suffer it
        h = replace(h, recipients=tuple(m for m in h.recipients if (m.start, m.end) != statement.speaker))
    judgement = judge(known, h, statement)
    return Telling(h, statement, judgement, *place_of(known, h, told_as_news(judgement)), *time_of(known, h))
