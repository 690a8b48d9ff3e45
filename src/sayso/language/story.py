"""The parsed article as plain lists: what every stage from `find` to `say` reads.

spaCy's token objects are slow to walk in Python; a ``Story`` copies what rules need once, into lists indexed by token number.
Token numbers are ints throughout; ``n`` tokens; a token range is ``(first, behind_last)``; character spans are those of
``article.text``. There are no white-space tokens, and no tokens of furniture: the parser does not see them.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Any

from sayso.language.lemmas import LEMMAS
from sayso.language.repairs import close_phrases, join_finite, join_hyphens, join_names, open_clauses, part_sentences, repair
from sayso.record import Article, Block, Span

#: kinds of block that tell the story; the others are kept in the text but never analysed
TOLD = frozenset({"title", "body", "caption", "dateline"})


@dataclass(frozen=True, slots=True)
class Story:
    """One article, parsed. All lists have one item a token unless said otherwise."""

    article: Article
    blocks: tuple[Block, ...]
    n: int
    text: list[str]
    lower: list[str]
    lemma: list[str]  # lower-cased lemma
    pos: list[str]  # universal part of speech: NOUN PROPN VERB AUX PRON …
    tag: list[str]  # Penn tag: VBD NNP …
    dep: list[str]  # dependency label (ClearNLP style): nsubj dobj pobj prep …
    head: list[int]  # the head's token number; a root is its own head
    start: list[int]  # first character
    end: list[int]  # behind the last character
    kids: list[list[int]]  # dependents, in text order
    left: list[int]  # first token of the subtree
    right: list[int]  # LAST token of the subtree (inclusive)
    sent: list[int]  # number of its sentence
    kind: list[str]  # kind of its block
    ent: list[str]  # the tagger's entity label or ""
    sents: list[tuple[int, int]]  # token range of each sentence
    para: list[int]  # number of its paragraph (a blank line, or a line break that ends a line, begins one)
    ents: list[tuple[int, int, str]]  # the tagger's entities as (first, behind_last, label)
    doc: Any  # the spaCy Doc, for what is not copied (vectors)

    def chars(self, first: int, behind: int) -> Span:
        """Characters of the (non-empty) token range."""
        return self.start[first], self.end[behind - 1]

    def words(self, first: int, behind: int) -> str:
        """The very characters of the token range."""
        s, e = self.chars(first, behind)
        return self.article.text[s:e]

    def token_at(self, char: int) -> int | None:
        """The token that holds the character, or the next one behind it; None behind the last."""
        i = bisect.bisect_right(self.start, char) - 1
        if i >= 0 and char < self.end[i]:
            return i
        return i + 1 if i + 1 < self.n else None

    def tokens(self, span: Span) -> tuple[int, int]:
        """The smallest token range that covers the character span (empty range where it covers none)."""
        first = bisect.bisect_right(self.end, span[0])
        behind = bisect.bisect_left(self.start, span[1])
        return (first, max(first, behind))

    def subtree(self, i: int) -> tuple[int, int]:
        """Token range of the subtree of i."""
        return self.left[i], self.right[i] + 1

    def told(self, i: int) -> bool:
        """True where the token belongs to the story (not to furniture, byline or credit)."""
        return self.kind[i] in TOLD

    def ancestors(self, i: int) -> list[int]:
        """Heads of i, nearest first, without i."""
        out = []
        while self.head[i] != i:
            i = self.head[i]
            out.append(i)
        return out


def _lemma(token: Any) -> str:
    lemma: str = token.lemma_.lower()
    return LEMMAS.get(token.lower_, lemma) if token.pos_ == "VERB" else lemma


def make_story(
    article: Article, blocks: tuple[Block, ...], doc: Any, start: list[int], para_starts: list[int], end: list[int] | None = None
) -> Story:
    """Copy the parse into lists.

    ``start``, ``end``: first character of each token in the article and the one behind it (by its length, if left out);
    ``para_starts``: sorted characters at which a paragraph begins.
    """
    text = [t.text for t in doc]
    n = len(text)
    end = end or [s + len(w) for s, w in zip(start, text)]
    head = [t.head.i for t in doc]
    ent = [t.ent_type_ for t in doc]
    lemma, pos, tag, dep = [_lemma(t) for t in doc], [t.pos_ for t in doc], [t.tag_ for t in doc], [t.dep_ for t in doc]
    join_hyphens(text, pos, tag, dep, head, start)
    join_names(text, ent, pos, tag, dep, head, start)
    open_clauses(text, pos, tag, dep, head)
    part_sentences(text, dep, head)
    join_finite(text, pos, tag, dep, head)
    close_phrases(text, pos, tag, dep, head)
    repair(text, lemma, pos, tag, dep, head)
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    # edges of the subtrees, reckoned here: spaCy's own are unset in a doc that no parser has seen
    left, right = list(range(n)), list(range(n))
    for i in range(n):
        j = i
        while head[j] != j:
            j = head[j]
            left[j], right[j] = min(left[j], i), max(right[j], i)
    sents = [(s.start, s.end) for s in doc.sents]
    sent = [0] * n
    for k, (a, b) in enumerate(sents):
        for i in range(a, b):
            sent[i] = k
    kind = ["body"] * n
    for b_ in blocks:
        if b_.kind != "body":
            first = bisect.bisect_right(end, b_.start)
            behind = bisect.bisect_left(start, b_.end)
            for i in range(first, behind):
                kind[i] = b_.kind
    para = [max(0, bisect.bisect_right(para_starts, s) - 1) for s in start]
    return Story(
        article=article, blocks=blocks, n=n, text=text, lower=[w.lower() for w in text],
        lemma=lemma, pos=pos, tag=tag, dep=dep,
        head=head, start=start, end=end, kids=kids, left=left, right=right,
        sent=sent, kind=kind, ent=ent, sents=sents, para=para,
        ents=[(e.start, e.end, e.label_) for e in doc.ents], doc=doc,
    )  # fmt: skip
