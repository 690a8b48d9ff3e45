"""Labelled speech: transcripts ("VARGA: We left at dawn."), questions and answers, headlines ("Minister: talks failed")."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.codebook.cues import Cue
from sayso.language.story import Story
from sayso.say.contents import Sight
from sayso.say.draft import Draft, Range, spans_of

_COLON = Cue(":", "says")
_QUESTION = Cue(":", "asks")
#: labels that stand before a colon and are nobody's
_NOBODY = frozenset(
    """latest revealed report reports note notes update updated correction clarification related photo photos image video audio
    watch read more here source sources file caption credit breaking exclusive fact facts opinion analysis live also tags
    topics contact email e-mail phone tel date time where when what who why how location venue ps bottom line question
    answer summary background key points takeaway example warning part chapter step total results result standings score
    contributing contributors contributor contributed byline dateline headline headlines reporting writing editing editor editors reporter
    author authors highlights category categories section language copyright length words load-date type newspaper document
    scores republicans democrats via ref references published posted filed re subject to from cc""".split()
)
#: labels that are a source at the head of an article ("Reports: bridge to close")
_SAID = frozenset({"report", "reports", "source", "sources"})
_LONGEST = 9


def drafts_of_labels(sight: Sight) -> Iterator[Draft]:
    """A draft for each paragraph that begins with a name and a colon; in a transcript it reaches to the next such paragraph."""
    story = sight.story
    starts = _paragraphs(story)
    labels = [_label(story, a, b) for a, b in starts]
    names = [story.words(*x) for x in labels if x is not None]
    often = {x for x in names if names.count(x) > 1} if len(names) >= 3 else set()
    k = 0
    while k < len(starts):
        label = labels[k]
        if label is None:
            tail = _tail(sight, *starts[k])
            if tail is not None:
                mark, head = tail
                content = spans_of(story, [(starts[k][0], mark)])
                if content:
                    source = (mark + 1, _last_word(story, *starts[k]) + 1)
                    yield Draft(content, story.chars(mark, mark + 1), mark, source, head, _COLON, "colon")
            k += 1
            continue
        ranges = [(label[1] + 1, starts[k][1])]
        k += 1
        following = next((j for j in range(k, min(k + 4, len(starts))) if labels[j] is not None), None)
        while story.words(*label) in often and following is not None and k < following and _goes_on(story, starts[k]):
            if story.text[ranges[-1][1] - 1] == "?" and story.text[label[0] - 1] == "(":
                break  # an interview's question is over; what stands before the next name is the writer's
            ranges.append(starts[k])
            k += 1
        content = spans_of(story, ranges)
        if content:
            colon = label[1]
            source = (label[0], colon)
            if story.text[label[0] - 1] == "(":
                source = (label[0], next(i for i in range(label[0], colon) if story.text[i] == ")"))
            cue = story.chars(colon, colon + 1) if story.text[colon] != ")" else None
            asks = story.text[ranges[-1][1] - 1] == "?"
            yield Draft(content, cue, colon, source, _head(story, source), _QUESTION if asks else _COLON, "colon")


def _last_word(story: Story, first: int, behind: int) -> int:
    last = behind - 1
    while last > first and story.pos[last] == "PUNCT":
        last -= 1
    return last


def _tail(sight: Sight, first: int, behind: int) -> Range | None:
    """(mark, head of the source) of a headline that ends in its source ("Two soldiers killed near border: ministry")."""
    story, cues = sight.story, sight.cues
    last = _last_word(story, first, behind)
    if behind - first > 25 or last - first < 3 or story.text[behind - 1] in (".", "?", "!", '"', "”"):
        return None
    mark = next((i for i in range(last - 1, max(first + 2, last - 5), -1) if story.text[i] in (":", "-", "–", "—", "--")), None)
    if mark is None or story.end[mark] == story.start[mark + 1]:
        return None
    if any(story.pos[i] not in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PUNCT", "ADP", "PART") for i in range(mark + 1, last + 1)):
        return None
    named = story.pos[last] == "PROPN" and story.ent[last] in ("PERSON", "ORG", "GPE")
    nominal = cues.kinds.get(story.lemma[last]) is not None and story.text[last].islower()
    verb = any(story.pos[i] in ("VERB", "AUX") or story.tag[i] == "VBN" for i in range(first, mark))
    return (mark, last) if (nominal or (named and story.text[mark] == ":")) and verb else None


def _paragraphs(story: Story) -> list[Range]:
    out: list[Range] = []
    for i in range(story.n):
        if not story.told(i):
            continue
        if out and story.para[out[-1][0]] == story.para[i] and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def _goes_on(story: Story, paragraph: Range) -> bool:
    """True for a paragraph of a transcript that can only be more of the same speaker's words."""
    return story.text[paragraph[0]] not in ("(", "[", "*", "-", "_", "#")


def _label(story: Story, first: int, behind: int) -> Range | None:
    """(first token, colon) where the paragraph begins with a speaker's name or role and a colon, with words behind it."""
    if story.text[first] in ('"', "“", "''"):
        first += 1
    if first >= behind:
        return None
    if story.text[first] == "(" and first + 1 < behind and story.text[first + 1] == "(":
        return _bracketed(story, first, behind)
    colon = next((i for i in range(first, min(first + _LONGEST, behind)) if story.text[i] == ":"), None)
    if colon is None or colon == first or colon + 1 >= behind:
        return None
    words = [i for i in range(first, colon) if story.text[i][0].isalpha()]
    if (
        not words
        or ((first > 0 or story.lower[first] not in _SAID) and any(story.lower[i] in _NOBODY for i in words))
        or story.lower[words[-1]].endswith(("image", "photo"))
    ):
        return None
    if any(story.text[i] in (",", ";", ".", "?", "!", '"', "“", "—") and len(story.text[i]) == 1 for i in range(first, colon)):
        if not (story.text[colon - 1] == "." and colon - first == 2):
            return None
    initials = colon - first == 1 and story.text[first] in ("Q", "A")
    if initials:
        return first, colon
    named = all(story.text[i][0].isupper() or story.lower[i] in ("of", "the", "de", "van", "al", "bin", "for", "and") for i in words)
    if not named or any(story.tag[i] in ("VBD", "VBZ", "VBP", "MD", "WRB", "WP") and not story.text[i].isupper() for i in words):
        return None
    if any(story.ent[i] in ("DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "WORK_OF_ART") for i in (first, colon - 1)):
        return None
    if any(story.pos[i] == "ADP" and story.lower[i] not in ("of", "from") for i in words):
        return None  # "Stealth Over Health: …" is a heading
    return first, colon


def _bracketed(story: Story, first: int, behind: int) -> Range | None:
    """The label of an interview that has names in double brackets ("((Lena Ort)) We left."): its name and the last mark behind it."""
    last = next((i for i in range(first + 2, min(first + 12, behind - 1)) if story.text[i] == ")"), None)
    if last is None or last == first + 2 or story.text[last + 1] != ")":
        return None
    mark = last + 2 if last + 2 < behind and story.text[last + 2] == ":" else last + 1
    return (first + 2, mark) if mark + 1 < behind else None


def _head(story: Story, rng: Range) -> int:
    """Head of the label: the last token of its first name-like run."""
    behind = rng[1]
    for i in range(rng[0], rng[1]):
        if story.text[i] in ("(", ","):
            behind = i
            break
    inside = [i for i in range(rng[0], behind) if not rng[0] <= story.head[i] < behind or story.head[i] == i]
    named = [i for i in inside if story.pos[i] in ("PROPN", "NOUN", "PRON")]
    return named[0] if named else behind - 1
