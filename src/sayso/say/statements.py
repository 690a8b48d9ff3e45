"""Statements: what somebody is said to have said; content, cue, speaker, stance."""

from __future__ import annotations

from sayso.language.story import Story
from sayso.record import Mention, Statement
from sayso.say.contents import Sight, drafts_of_verbs
from sayso.say.draft import Draft
from sayso.say.extent import Quoted
from sayso.say.kinds import kind_of
from sayso.say.known import Known
from sayso.say.labels import drafts_of_labels
from sayso.say.loose import with_loose
from sayso.say.nesting import parents_of, without_asides, without_doubles, without_own_speakers, without_shells
from sayso.say.nominal import drafts_of_adverbs, drafts_of_nouns
from sayso.say.quoted import drafts_of_quotes
from sayso.say.setting import hearer_of, medium_of, said_of
from sayso.say.sources import drafts_of_sources
from sayso.say.speakers import antecedent_of


def drafts_of(known: Known) -> list[Draft]:
    """All drafts, in text order."""
    story, cues = known.story, known.codebook.cues
    spoken, loose = drafts_of_quotes(story, cues, known.quotes)
    taken: dict[int, list[Draft]] = {}
    for d in spoken:
        if d.verb is not None:
            taken.setdefault(d.verb, []).append(d)
    sight = Sight(story, cues, Quoted(story, known.quotes), {})
    made = [
        *spoken,
        *drafts_of_labels(sight),
        *drafts_of_sources(sight),
        *drafts_of_verbs(sight, taken),
        *drafts_of_nouns(sight),
        *drafts_of_adverbs(sight),
    ]
    drafts = without_shells(story, without_doubles(made))
    drafts = without_own_speakers(story, without_asides(story, with_loose(story, drafts, loose)))
    return sorted(drafts, key=lambda d: (d.content[0][0], -d.content[-1][1], d.cue or (0, 0)))


def build_statements(known: Known) -> tuple[Statement, ...]:
    """All statements, in text order (ids "s…"), nested ones with their parent."""
    story, cues = known.story, known.codebook.cues
    drafts = drafts_of(known)
    quoted = Quoted(story, known.quotes)
    parents = parents_of(drafts)
    out = []
    for i, (d, parent) in enumerate(zip(drafts, parents), 1):
        mention = _mention_of(known, d.head)
        entity = known.entity.get(mention.entity) if mention is not None and mention.entity else None
        stance, polarity, certainty = _judged(d)
        kind = kind_of(story, cues, d.head, d.source, mention, entity)
        out.append(
            Statement(
                id=f"s{i}",
                content=d.content,
                cue=d.cue,
                speaker=story.chars(*d.source) if d.source else None,
                speaker_entity=mention.entity if mention else None,
                speaker_kind=kind,
                addressee=hearer_of(known, d),
                form=_form(story, quoted, d),
                stance=stance,
                medium=medium_of(story, cues, d, kind),
                polarity=polarity,
                certainty=certainty,
                said=said_of(known, d),
                parent=f"s{parent + 1}" if parent is not None else None,
                act=d.entry.act,
            )
        )
    return tuple(out)


def _mention_of(known: Known, head: int | None) -> Mention | None:
    if head is None:
        return None
    rows = known.at_head.get(head) or known.at_head.get(antecedent_of(known.story, head), [])
    return next((m for m in rows if m.entity), rows[0] if rows else None)


def _judged(d: Draft) -> tuple[str, str, str]:
    stance, polarity = d.entry.stance, d.entry.polarity
    if d.negated:
        if stance in ("denies", "declines"):
            polarity = "positive"
            stance = "says"
        elif d.entry.act != "speech":
            stance, polarity = "doubts", "negative"
        else:
            stance, polarity = "declines", "negative"
    return stance, polarity, d.entry.certainty


def _form(story: Story, quoted: Quoted, d: Draft) -> str:
    """direct where all words stand in quote marks, indirect where none does, else mixed."""
    marked = plain = False
    for span in d.content:
        for i in range(*story.tokens(span)):
            if story.text[i][0].isalnum():
                if quoted.at(i) is not None:
                    marked = True
                else:
                    plain = True
    return "mixed" if marked and plain else "direct" if marked else "indirect"
