"""Statements: contents, speakers, stance, nesting, and the chain of voices."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.codebook.cues import load_cues
from sayso.errors import CodebookError
from sayso.reader import Reader
from sayso.record import Reading, Statement


def rows(reading: Reading) -> list[tuple[str | None, str]]:
    """(speaker, content) of each statement."""
    text = reading.article.text
    return [(said(text, s), " … ".join(text[a:b] for a, b in s.content)) for s in reading.statements]


def said(text: str, s: Statement) -> str | None:
    return text[s.speaker[0] : s.speaker[1]] if s.speaker else None


CASES = [
    # complement clauses, inverted and parenthetical order
    ("The harbour master said that the ferry had sunk.", [("The harbour master", "that the ferry had sunk")]),
    ("The ferry has sunk, the harbour master said on Friday.", [("the harbour master", "The ferry has sunk")]),
    ("The ferry, said the harbour master, has sunk.", [("the harbour master", "The ferry … has sunk")]),
    ("Lena Ort, the mayor of Sela, said the road was closed.", [("Lena Ort, the mayor of Sela", "the road was closed")]),
    # sources
    ("According to the mayor, the road is closed.", [("the mayor", "the road is closed")]),
    ("The road is closed, according to a report by the council.", [("a report by the council", "The road is closed")]),
    # direct speech: split, over paragraphs, signed, labelled
    ('"We left," said Lena Ort. "Nobody helped us."', [("Lena Ort", '"We left," … "Nobody helped us."')]),
    ('"The dam," Ort said, "will never hold."', [("Ort", '"The dam," … "will never hold."')]),
    ('Lena Ort said: "We left at dawn.\n\n"Nobody helped us."', [("Lena Ort", '"We left at dawn. … "Nobody helped us."')]),
    ("“We left at dawn.” — Lena Ort", [("Lena Ort", "“We left at dawn.”")]),
    # headlines
    ("Six hurt in Sela blaze, police say", [("police", "Six hurt in Sela blaze")]),
    ("Two miners killed near Delma: ministry", [("ministry", "Two miners killed near Delma")]),
    # infinitives, noun phrases, passives without a source, adverbs
    ("The rebels vowed to retake Sela.", [("The rebels", "to retake Sela")]),
    ("The army denied the accusation.", [("The army", "the accusation")]),
    ("The mayor is alleged to have fled.", [(None, "The mayor … to have fled")]),
    ("The mayor has reportedly fled.", [(None, "The mayor has … fled")]),
    ("Asked if the bridge was safe, Lena Ort said no.", [(None, "if the bridge was safe")]),
    ("As Ort told the Sela Post, the river had risen.", [("Ort", "the river had risen")]),
    # wishes and stands, in would-forms too; names for things
    ("The mayor wants the army to leave Sela.", [("The mayor", "the army to leave Sela")]),
    ("The mayor would like to leave Sela.", [("The mayor", "to leave Sela")]),
    ("Lena Ort opposes the dam.", [("Lena Ort", "the dam")]),
    ("The pilots are wary of the plan.", [("The pilots", "the plan")]),
    ('Lena Ort called the plan "a joke".', [("Lena Ort", 'the plan "a joke"')]),
    ('He lived in what the mayor called "the poor quarter".', [("the mayor", 'what … "the poor quarter"')]),
    ("In a poll, half of all miners preferred Ort.", [("a poll", "half of all miners preferred Ort")]),
    # the whole content: a subject that the parse mistakes, a relative pronoun, a condition in front, joined clauses
    ("The council said the plan for it, drawn up in May, was dead.", [("The council", "the plan for it, drawn up in May, was dead")]),
    ("The dam, which the mayor said was safe, broke in May.", [("the mayor", "which … was safe")]),
    ("If it rains, Lena Ort said the march would be put off.", [("Lena Ort", "If it rains … the march would be put off")]),
    ("The mayor said it was shut and that the dam had gone.", [("The mayor", "it was shut and that the dam had gone")]),
    (
        "A poll found that half of all miners support Ort, while a third support the mayor.",
        [("A poll", "that half of all miners support Ort, while a third support the mayor")],
    ),
    # and nothing else: when and to whom it was said, what another says, what the speaker did besides
    ("The mayor told two of her aides on Monday that the road was shut.", [("The mayor", "that the road was shut")]),
    ("The mayor said last week she would resign.", [("The mayor", "she would resign")]),
    (
        "The mayor said the dam was safe, while engineers said it was cracked.",
        [("The mayor", "the dam was safe"), ("engineers", "it was cracked")],
    ),
    (
        "The army says it will stay in Sela and tells people to leave.",
        [("The army", "it will stay in Sela"), ("The army", "people to leave")],
    ),
    ("The mayor insists the road must stay open, and has promised more buses.", [("The mayor", "the road must stay open")]),
    ("All the ports agree; last month the union unveiled a plan for a strike.", [("the union", "a plan for a strike")]),
    ("On Friday, the mayor told a joke.", []),
    ("The bridge will be shut, according to the mayor, and has been closed before.", [("the mayor", "The bridge will be shut")]),
    ("The bridge was weak, and it fell in May, according to the council.", [("the council", "The bridge was weak, and it fell in May")]),
    ("The mayor defended the plan by citing a study.", [("The mayor", "the plan")]),
    ("The mayor never mentioned Ort by name.", [("The mayor", "Ort by name")]),
    ("The mayor proposed some counter-measures.", [("The mayor", "some counter-measures")]),
    ("The villagers expressed concern about the dam.", [("The villagers", "the dam")]),
    # what kind of people is meant is nobody's stand; what is left open is named
    ("Voters who oppose the dam came to Sela.", []),
    ("The army did not say when it would leave.", [("The army", "when it would leave")]),
    ("The mayor did not know what to do.", [("The mayor", "what to do")]),
    # titles are no quotes; a second verb of saying has its own quote; "put it"
    ('In his book, "The Long Night," Ort suggested a new road.', []),
    (
        '"We left," Ort said. Dahl added that the guards had been "very rude to everybody here."',
        [("Ort", '"We left,"'), ("Dahl", 'that the guards had been "very rude to everybody here."')],
    ),
    ('As the mayor put it: "The dam is gone."', [("the mayor", '"The dam is gone."')]),
    ("Reports: Bridge to close in Sela", [("Reports", "Bridge to close in Sela")]),
    ("Quiet Over Speed: The new trains of Delma\n\nThe mayor said they were late.", [("The mayor", "they were late")]),
    # an object that is a subject; what another was found to be; who speaks and who does not
    ("The city issued a statement announcing the leak had been mended.", [("a statement", "the leak had been mended")]),
    ("Ort killed eight men; one of them was found in a ravine.", []),
    ('Chairman Karl Dahl in opening the hall said, "We are here to stay."', [("Chairman Karl Dahl", '"We are here to stay."')]),
    (
        '"Dahl was loved by all of us", reads a council statement, "a kind man and a fine singer".',
        [("a council statement", '"Dahl was loved by all of us" … "a kind man and a fine singer"')],
    ),
    (
        "((WN)) When did you join?\nThe union was founded in May.\n((Lena Ort)) We joined in May.\n((WN)) Why?\n((Lena Ort)) It was time.",
        [("WN", "When did you join?"), ("Lena Ort", "We joined in May"), ("WN", "Why?"), ("Lena Ort", "It was time")],
    ),
    ("That conviction was related to his work.", []),
    ("On Friday Dahl Motors announced the plant would be shut.", [("Dahl Motors", "the plant would be shut")]),
    ("Each gave according to his ability.", []),
    # an offer of goods and a state of war are no statements, of words they are
    ("The shop offers a range of hats.", []),
    ("The mayor offered an apology.", [("The mayor", "an apology")]),
    ("Delma declared war on Sela.", []),
    # a second reporting verb has the second quote; quoted words in a relative clause are the writer's
    ('"We left," Ort said, adding, "Nobody helped us."', [("Ort", '"We left,"'), ("Ort", '"Nobody helped us."')]),
    # what follows is the writer's
    ("Ort said the shaft was safe, with some papers claiming it was not.", [("Ort", "the shaft was safe"), ("some papers", "it was not")]),
    ("Ort said the shaft was safe; though she also remarked that it leaked.", [("Ort", "the shaft was safe"), ("she", "that it leaked")]),
    ("Police, citing witnesses, said the ferry had sunk.", [("Police", "the ferry had sunk")]),
    ("The minister discussed the strike with the miners.", [("The minister", "the strike")]),
    # other senses
    ("The council denied funding for the dam.", []),
    ("A judge dismissed the lawsuit.", []),
    ("The model takes account of the tides.", []),
    ("Most miners said they were content, compared with a third last year.", [("Most miners", "they were content")]),
    ("The ferry sank as the mayor lamented the storm.", [("the mayor", "the storm")]),
    ("The fire left burns over reportedly 85% of his body.", [(None, "85% of his body")]),
    ("Speaking in Sela, a union leader, Lena Ort, said the pit was flooded.", [("a union leader, Lena Ort", "the pit was flooded")]),
    # no statements: titles and words in quote marks
    ('The film "A Long Way Home" won the prize.', []),
    ('The so-called "green line" divides the city.', []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_statements(reader: Reader, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert rows(reader.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "stance", "polarity"),
    [
        ("The army denied that it had shelled Sela.", "denies", "negative"),
        ("The rebels claimed they had taken Sela.", "claims", "positive"),
        ("The minister confirmed that two men had died.", "confirms", "positive"),
        ("The minister accused the rebels of shelling Sela.", "accuses", "positive"),
        ("The minister urged the rebels to leave Sela.", "demands", "positive"),
        ("The minister promised to rebuild Sela.", "promises", "positive"),
        ("The rebels threatened to burn Sela.", "threatens", "positive"),
        ("Police declined to say whether the men had been armed.", "declines", "negative"),
        ("Police did not say whether the men had been armed.", "declines", "negative"),
        ("Experts doubt that the bridge will hold.", "doubts", "positive"),
        ("The mayor did not mention the strike.", "declines", "negative"),
        ("The mayor made no mention of the strike.", "declines", "negative"),
        ("Ort called the report a lie.", "denies", "negative"),
        ("Ort called the report a triumph.", "says", "positive"),
        ("There is no truth to the report.", "denies", "negative"),
        ("Ort is not sure whether the dam will hold.", "doubts", "positive"),
        ("The mayor does not want to leave.", "doubts", "negative"),
        ("((Sela Post)) Will the dam hold?\n\n((Lena Ort)) It will.", "asks", "positive"),
        ("The judge asked whether the men had been armed.", "asks", "positive"),
    ],
)
def test_stance(reader: Reader, text: str, stance: str, polarity: str) -> None:
    first = reader.read(text).statements[0]
    assert (first.stance, first.polarity) == (stance, polarity)


def test_neither_is_a_negation(reader: Reader) -> None:
    (s,) = reader.read("Neither the council nor the union would endorse the result.").statements
    assert (s.stance, s.polarity) == ("declines", "negative")


def test_setting(reader: Reader) -> None:
    reading = reader.read('"We left," Lena Ort told Radio Sela on Tuesday.', published="2024-05-02")
    (s,) = reading.statements
    text = reading.article.text
    assert s.addressee is not None
    assert text[s.addressee[0] : s.addressee[1]] == "Radio Sela"
    assert {t.id: t.value for t in reading.times}[s.said or ""] == "2024-04-30"
    assert (s.form, s.speaker_kind) == ("direct", "person")


def test_chain_runs_from_the_innermost_voice_to_the_publisher(reader: Reader) -> None:
    text = "Reuters reported that police, citing witnesses, said gunmen had killed two farmers near Delma."
    reading = reader.read(text, outlet="The Sela Herald")
    outer, inner = reading.statements
    assert inner.parent == outer.id
    (event,) = [e for e in reading.events if text[e.trigger[0] : e.trigger[1]] == "killed"]
    assert [(v.kind, v.name, v.how) for v in event.chain] == [
        ("group", "witnesses", "cited"),
        ("group", "police", "said"),
        ("outlet", "Reuters", "reported"),
        ("outlet", "The Sela Herald", "publishes"),
    ]
    assert event.statement == inner.id


def test_a_quoted_source_speaks_inside_the_one_who_quotes(reader: Reader) -> None:
    reading = reader.read("The agency quoted a doctor as saying that the shelling wounded five people.")
    assert [speaker for speaker, _ in rows(reading)] == ["The agency", "a doctor"]
    assert reading.statements[1].parent == reading.statements[0].id


def test_a_plan_is_nobodys_word(reader: Reader) -> None:
    reading = reader.read("Sela plans to bomb the camp, the minister said.", outlet="The Sela Herald")
    assert [s.act for s in reading.statements if s.parent is None] == ["speech"]
    reading = reader.read("The army wants to bomb the camp.", outlet="The Sela Herald")
    (s,) = reading.statements
    assert s.act == "wish"
    assert [e.statement for e in reading.events] == [None]


SOUP = st.lists(
    st.sampled_from(
        ['"', "“", "”", "''", "‘", "’", "'", "«", "»", ",", ".", ":", "—", "\n\n", "he said", "Lena Ort told the Post", "that",
         "the dam broke", "according to", "We left", "denied", "not", "as", "?", "(", ")", "police", "-"]
    ),
    max_size=24,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOUP)
@example(["according to", '"', "police", '"'])
@example(['"', '"', "denied", "he said", '"', "that"])
def test_soup_of_quote_marks_is_read(reader: Reader, words: list[str]) -> None:
    reading = reader.read(" ".join(words))
    text = reading.article.text
    ids = {s.id for s in reading.statements}
    for s in reading.statements:
        assert s.content
        assert all(0 <= a < b <= len(text) for a, b in s.content)
        assert all(x[1] <= y[0] for x, y in zip(s.content, s.content[1:]))
        assert s.parent is None or (s.parent in ids and s.parent != s.id)
        assert s.speaker is None or all(s.speaker[1] <= a or b <= s.speaker[0] for a, b in s.content)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A poll shows Lena Ort leading Dahl by six points, 46 percent to 40 percent.",
         [("A poll", "Lena Ort leading Dahl by six points, 46 percent to 40 percent")]),
        ("Records show no payment to the firm.", [("Records", "no payment to the firm")]),
        ("The footage showed officers dragging a man from the car, while others looked on.",
         [("The footage", "officers dragging a man from the car")]),
        ("The study suggests a link between the dust and the disease.", [("The study", "a link between the dust and the disease")]),
        ("The photo shows a tall tree.", []),
        ("The bus showed a new number.", []),
    ],
)  # fmt: skip
def test_what_polls_records_and_footage_show(reader: Reader, text: str, wanted: list[tuple[str, str]]) -> None:
    assert rows(reader.read(text)) == wanted


def test_a_title_in_a_speakers_phrase_is_none_of_his_words(reader: Reader) -> None:
    text = """“The dam was never safe, and we knew it well,” said Lena Ort, the author of “Night Roads.” “Nobody listened to us.”"""
    (s,) = reader.read(text).statements
    said = [text[a:b] for a, b in s.content]
    assert said[0].startswith("“The dam")
    assert not any("Night" in x for x in said)
    assert s.speaker is not None
    assert text[slice(*s.speaker)].startswith("Lena Ort")


@pytest.mark.parametrize("marks", [1, 3, 5, 7])
def test_odd_numbers_of_marks_lose_no_statement(reader: Reader, marks: int) -> None:
    quotes = " ".join(f'"Line {n} is cut," Ort said.' for n in range(4))
    broken = "".join(c for k, c in enumerate(quotes.split('"')) for c in ([c, '"'] if k < marks else [c]))
    assert broken.count('"') == marks
    reading = reader.read(broken + "\n\nThe mayor said the road was closed.")
    assert rows(reading)[-1] == ("The mayor", "the road was closed")


def test_a_mistake_in_a_cue_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[cue.verb]]\ntakes = "clause"\nlemmas = "vouch"\n\n[[cue.verb]]\ntakes = "claus"\nlemmas = "vouch"\n')
    with pytest.raises(CodebookError, match=r"mine\.toml, line 5: frame 'claus'"):
        load_cues([path])


def test_a_users_cue_wins(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[cue.verb]]\ntakes = "clause"\nstance = "claims"\nlemmas = "say"\n')
    assert load_cues([path]).verbs["say"]["clause"].stance == "claims"
    assert load_cues().verbs["say"]["clause"].stance == "says"
