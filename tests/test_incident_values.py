"""What an incident says: type, status, parties, tolls, origins and disputes, from members that are written out here."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from sayso.link.corroborate import incident_of
from sayso.link.digest import CountDigest, Digest, EventDigest, PartyDigest, VoiceDigest
from sayso.link.incidents import Cluster
from sayso.link.terms import terms_of
from sayso.record_incidents import Incident

_NUMBER = count()


def named(name: str, kind: str = "organization", sector: str | None = None) -> PartyDigest:
    return PartyDigest(name, kind, tuple(sorted(name.casefold().split())), True, sector=sector)


def described(name: str, kind: str = "group", body: str | None = None) -> PartyDigest:
    words = sorted(set(name.casefold().split()) - {"a", "an", "the", "its", "of"})
    return PartyDigest(name, kind, tuple(words), False, body=body)


def voice(
    name: str, sector: str | None = None, kind: str = "organization", role: str | None = None, body: str | None = None
) -> VoiceDigest:
    return VoiceDigest(kind, name, sector, role, body)


def event(
    article: str, type: str = "ASSAULT", status: str = "reported", by: VoiceDigest | None = None, *, mode: str | None = None,
    actors: tuple[PartyDigest, ...] = (), recipients: tuple[PartyDigest, ...] = (), killed: int | None = None,
    part: bool = False, text: str = "",
) -> EventDigest:  # fmt: skip
    figures = () if killed is None else (CountDigest("killed", killed, killed, (0, 1), part),)
    chain = (by, VoiceDigest("outlet", f"The {article}")) if by else (VoiceDigest("outlet", f"The {article}"),)
    return EventDigest(
        id=f"e{next(_NUMBER)}", article=article, trigger=(0, 5), lemma="attack", text=text, type=type, mode=mode, polarity="positive",
        modality="actual", status=status, frame="new", rank=0, site=None, start=739_000, end=739_000, dated=True, actors=actors,
        recipients=recipients, weapons=(), figures=figures, chain=chain,
        words=(),
    )  # fmt: skip


def incident(*events: EventDigest, days: dict[str, str] | None = None, copies: tuple[tuple[str, ...], ...] = ()) -> Incident:
    days = days or {}
    digests = {
        e.article: Digest(
            e.article, f"The {e.article}", days.get(e.article, "2024-05-01"), 739_000, None, None, e.article, (), 0, terms_of(""), ()
        )
        for e in events
    }
    return incident_of(Cluster("i1", events), digests, {a: g for g in copies for a in g})


POLICE = voice("police", "COP", "group")
ARMY = voice("The army", "MIL")


def test_an_attack_is_its_act_however_many_tell_of_the_dead() -> None:
    i = incident(
        event("a", mode="explosives"), event("a", "X-HARM", killed=3), event("b", "X-HARM", killed=3), event("c", "X-HARM", killed=3)
    )
    assert (i.type, i.mode) == ("ASSAULT", "explosives")
    assert "act" in i.rules["type"]
    assert incident(event("a", "X-HARM", killed=3), event("b", "X-HARM", killed=3)).type == "X-HARM"


def test_a_confirmed_toll_confirms_no_act() -> None:
    i = incident(event("a", status="attributed", by=POLICE), event("b", "X-HARM", "confirmed", POLICE, killed=3))
    assert i.status == "attributed"


def test_the_accused_are_named_as_accused_with_who_says_so_and_their_denial() -> None:
    group = named("Dry River Front")
    i = incident(
        event("a", actors=(described("gunmen"),)),
        event("a", status="accused_by_authorities", by=ARMY, actors=(group,)),
        event("b", status="denied", by=voice("A spokesman", "REB", "person", body="Dry River Front"), actors=(group,)),
    )
    assert [(p.name, p.status) for p in i.actors] == [("gunmen", "reported"), ("Dry River Front", "accused_by_authorities")]
    assert (i.actors[1].said_by, i.actors[1].denied_by) == (("The army",), ("Dry River Front",))
    assert i.status == "reported"
    assert i.disputed
    assert any("Dry River Front denies it (accused by The army)" in w for w in i.why)


def test_who_counts_accuses_or_investigates_did_not_do_it() -> None:
    i = incident(
        event("a"),
        event("a", "X-HARM", "attributed", POLICE, actors=(named("Police", sector="COP"),), killed=2),
        event("b", status="attributed", by=voice("Prosecutors", "JUD"), actors=(named("Prosecutors", sector="JUD"),)),
        event("b", actors=(named("Marwa", kind="place"),)),
    )
    assert i.actors == ()


def test_fighters_stand_for_their_body_and_vague_words_for_nobody() -> None:
    group = named("Dry River Front")
    i = incident(
        event("a", actors=(group,)),
        event("b", actors=(described("its fighters", body="Dry River Front"),)),
        event("c", actors=(described("the attackers"),)),
    )
    assert [(p.name, p.articles) for p in i.actors] == [("Dry River Front", ("a", "b"))]
    assert [p.name for p in incident(event("a", actors=(described("the attackers"),))).actors] == ["the attackers"]


def test_victims_by_name_and_description_rather_than_by_number() -> None:
    i = incident(
        event("a", recipients=(described("least 21 people"), described("a cattle market", "facility"))),
        event("b", "X-HARM", recipients=(described("two of dead"), described("seven more people"))),
        event("c", recipients=(named("cattle market of Bodo", "facility"), named("Niger", "country"))),
    )
    assert sorted(p.name for p in i.recipients) == ["Niger", "cattle market of Bodo"]
    only = incident(event("a", recipients=(described("at least 21 people"),)))
    assert [p.name for p in only.recipients] == ["people"]


def test_parts_are_listed_but_neither_quoted_nor_disputed() -> None:
    i = incident(
        event("a", killed=5, by=POLICE, status="attributed"),
        event("a", "X-HARM", killed=2, by=POLICE, status="attributed"),
        event("b", "X-HARM", killed=1),
        event("c", "X-HARM", killed=7, part=True),
        days={"c": "2024-05-03"},
    )
    assert [bool(r.part) for r in i.figures["killed"]] == [False, True, True, True]
    assert (i.headline["killed"].low, i.disputed) == (5, False)


def test_tolls_at_odds_and_a_toll_that_rises() -> None:
    doctors = voice("the hospital", "MED")
    early, late = event("a", killed=3, by=POLICE, status="attributed"), event("b", killed=5, by=doctors, status="attributed")
    i = incident(early, late)
    assert i.disputed
    assert any("3 (police) against 5 (the hospital)" in w for w in i.why)
    assert not incident(early, late, days={"a": "2024-05-01", "b": "2024-05-04"}).disputed
    later = event("c", killed=5, by=POLICE, status="attributed")
    assert incident(early, late, later, days={"c": "2024-05-03"}).disputed
    assert not incident(early, late, later, days={"b": "2024-05-02", "c": "2024-05-02"}).disputed
    same = replace(late, figures=(CountDigest("killed", 3, None, (0, 1)),))
    assert not incident(early, same).disputed


def test_a_denied_act_has_its_figure_from_the_outlet() -> None:
    group = named("Dry River Front")
    i = incident(event("a", status="denied", by=voice("Dry River Front"), actors=(group,), killed=4), event("b", killed=4))
    assert [r.voice for r in i.figures["killed"]] == ["The a", "The b"]


def test_a_number_told_twice_in_one_event_counts_once() -> None:
    e = event("a", killed=17)
    twice = replace(e, figures=(CountDigest("killed", 17, None, (0, 1)), CountDigest("killed", 17, 17, (5, 6))))
    assert incident(twice).headline["killed"].low == 17
    two = replace(e, figures=(CountDigest("killed", 2, 2, (0, 1)), CountDigest("killed", 3, 3, (5, 6))))
    assert incident(two).headline["killed"].low == 5


def test_origin_kinds() -> None:
    def kinds(*events: EventDigest) -> dict[str | None, str]:
        return {o.name: o.kind for o in incident(*events).origins}

    found = kinds(
        event("a", by=POLICE, status="attributed"),
        event("b", by=voice("the district hospital", "MED"), status="attributed"),
        event("c", by=voice("Ada Linnet", "CVL", "person", role="director of the local hospital"), status="attributed"),
        event("d", by=voice("two residents", "CVL", "group"), status="attributed"),
        event("e", by=voice("Dry River Front"), status="claimed", actors=(named("Dry River Front"),)),
        event("f", by=voice("Northern Press Agency", kind="outlet"), status="attributed"),
    )
    assert found == {
        "police": "authority", "the district hospital": "authority", "Ada Linnet": "authority", "two residents": "witness",
        "Dry River Front": "party", "Northern Press Agency": "agency",
    }  # fmt: skip


def test_an_army_accused_of_the_act_is_a_party() -> None:
    army = named("army", sector="MIL")
    i = incident(
        event("a", status="accused", by=voice("Villagers", "CVL", "group"), actors=(army,)),
        event("b", "X-HARM", "attributed", ARMY, killed=2),
    )
    assert {o.name: o.kind for o in i.origins} == {"Villagers": "witness", "The army": "party"}


def test_copies_are_one_origin_and_say_whose_text_they_are() -> None:
    i = incident(event("a"), event("b"), event("c", by=POLICE, status="attributed"), copies=(("a", "b"),))
    assert i.origins_count == 2
    assert [m.why for m in i.members][1] == "the same text as a"
