"""Clusters: the mentions of one thing while it is being resolved, and what each mention looks like to the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.codebook.actors import Known, pieces
from sayso.find.quotes import Quote
from sayso.language.story import Story
from sayso.record import Mention


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention joined a cluster: the rule, and how sure it is (0…1). ``to`` is an earlier mention of the cluster."""

    mention: str
    to: str
    rule: str
    score: float


@dataclass(slots=True)
class Look:
    """A mention as the rules see it. Token numbers are those of the story; ``words`` are folded."""

    row: Mention
    first: int
    behind: int
    head: int
    words: tuple[str, ...]
    plural: bool
    definite: str  # "the", "this", "a", "poss", "bare"
    quote: int  # number of the quotation it stands in, or -1
    sent: int


@dataclass(slots=True)
class Cluster:
    """The mentions of one thing (numbers into the list of looks), and what is known of it."""

    number: int
    kind: str
    looks: list[int] = field(default_factory=list)
    named: bool = False
    words: tuple[str, ...] = ()  # of the best name
    name: str | None = None
    gender: str = ""  # "m", "f" or ""
    plural: bool = False
    roles: list[str] = field(default_factory=list)  # as the article has them, the first one first
    role_heads: set[str] = field(default_factory=set)  # lemmas of their heads ("president", "spokesman")
    affiliations: list[int] = field(default_factory=list)  # numbers of clusters
    heads: set[str] = field(default_factory=set)  # lemmas of the heads of its nominals
    hints: list[tuple[str, int]] = field(default_factory=list)  # (noun phrase, token) that tell its sector
    known: Known | None = None
    sector: str | None = None
    country: str | None = None


#: titles that are the whole role ("Queen Sofia" is "the queen")
ROYAL = frozenset("king queen prince princess pope emperor empress sultan emir imam ayatollah pastor judge".split())
_DEMONSTRATIVE = frozenset(["this", "these", "that", "those", "such"])
_INDEFINITE = frozenset(["a", "an", "another", "some", "several", "any", "many", "few", "no", "every", "each", "more"])


def look(story: Story, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> list[Look]:
    """The mentions as the rules see them, in the same order."""
    out = []
    k = 0
    for m in mentions:
        first, behind = story.tokens((m.start, m.end))
        behind = max(behind, first + 1)
        first = min(first, story.n - 1)
        head = behind - 1
        if m.head is not None:
            found = story.token_at(m.head[0])
            head = found if found is not None else head
        while k < len(quotes) and quotes[k].end <= m.start:
            k += 1
        inside = k < len(quotes) and quotes[k].start <= m.start and m.end <= quotes[k].end
        text = story.article.text[m.start : m.end]
        out.append(
            Look(
                m, first, behind, head, pieces(text) if m.form == "name" else (), story.tag[head] in ("NNS", "NNPS"),
                _definite(story, first, head) if m.form == "nominal" else "", k if inside else -1, story.sent[head],
            )
        )  # fmt: skip
    return out


def _definite(story: Story, first: int, head: int) -> str:
    for k in story.kids[head]:
        if k > head:
            break
        if story.dep[k] == "poss":
            return "poss"
        if story.dep[k] == "det":
            word = story.lower[k]
            if word == "the":
                return "the"
            if word in _DEMONSTRATIVE:
                return "this"
            if word in _INDEFINITE:
                return "a"
    return "bare"
