"""The reader: an article in, a reading out. Read ``_understand`` to see how sayso works."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sayso._version import __version__
from sayso.assemble import assemble
from sayso.codebook import Codebook, load_codebook
from sayso.errors import InputError
from sayso.find.figures import find_figures
from sayso.find.mentions import find_mentions
from sayso.find.quotes import find_quotes
from sayso.find.times import find_times
from sayso.find.toponyms import find_toponyms
from sayso.find.triggers import find_triggers
from sayso.gazetteer import Gazetteer, open_gazetteer
from sayso.ingest.blocks import completed, mark_blocks
from sayso.language.pipeline import Pipeline
from sayso.language.story import Story
from sayso.record import Article, Model, Reading
from sayso.resolve.entities import resolve_entities, resolve_speech
from sayso.resolve.places import resolve_places
from sayso.resolve.settle import settle_countries, settle_identity, settle_speakers
from sayso.resolve.times import resolve_times
from sayso.say.events import build_events
from sayso.say.explain import Explained, Turned, explain
from sayso.say.known import Known, index
from sayso.say.statements import build_statements

#: the most characters that are parsed together; memory grows with them (about 5 kB a character), speed does not
BATCH_CHARS = 40_000


class Reader:
    """Reads articles. Loading takes seconds (language pipeline, gazetteer, codebook), so make one and keep it.

    model      name or path of an English spaCy pipeline; None for the one that comes with sayso
    codebook   further codebook files (TOML) on top of the shipped ones
    actors     further actor tables (TSV)
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        codebook: Sequence[Path] = (),
        actors: Sequence[Path] = (),
        pipeline: Pipeline | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self.pipeline = pipeline or Pipeline(model)
        self.codebook: Codebook = load_codebook(codebook, actors)
        self.gazetteer = gazetteer or open_gazetteer()
        self.model = Model(__version__, self.codebook.version, self.pipeline.info, self.gazetteer.info)

    def read(
        self,
        text: str | Article,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        url: str | None = None,
        id: str | None = None,
    ) -> Reading:
        """One article, read. ``published`` is an ISO day or datetime; spans in the result are characters of ``text``."""
        article = text if isinstance(text, Article) else None
        if article is None:
            key = id or url or "text-" + hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
            article = Article(id=key, text=str(text), url=url, outlet=outlet, title=title, published=published, language="en")
        return next(self.read_many([article]))

    def read_many(
        self,
        articles: Iterable[Article],
        *,
        batch_size: int = 16,
        on_error: Callable[[Article, InputError], None] | None = None,
    ) -> Iterator[Reading]:
        """Readings in the order of the articles, streaming: no more than ``batch_size`` articles are held at a time (fewer of long ones).

        An article that cannot be read raises InputError, or goes to ``on_error`` and is left out.
        """
        for batch in _batches(articles, batch_size):
            marked = [(a, mark_blocks(a)) for a in batch]
            stories = self.pipeline.parse(((completed(a, blocks), blocks) for a, blocks in marked), batch_size)
            for article, story in zip(batch, stories):
                try:
                    yield self._understand(story)
                except InputError as e:
                    if on_error is None:
                        raise
                    on_error(article, e)
                except Exception as e:  # a fault in a rule must not end a run over a million articles
                    if on_error is None:
                        raise
                    on_error(article, InputError(article.source or article.id, f"sayso failed on article {article.id!r}: {e!r}"))

    def explain(self, article: Article) -> tuple[list[Explained], list[Turned]]:
        """The events of an article with the frame, slots and rules that made them, and what was turned down and why."""
        story = next(self.pipeline.parse([(article, mark_blocks(article))]))
        return explain(self._know(story))

    def _understand(self, story: Story) -> Reading:
        known = self._know(story)
        built = build_events(known)
        mentions = (*known.mentions, *built.mentions)
        mentions, statements, events = settle_identity(mentions, known.statements, built.events, built.same)
        rows = (mentions, known.entities, known.places, (*known.times, *built.times), statements, events)
        return assemble(story.article, story.blocks, *rows, self.model)

    def _know(self, story: Story) -> Known:
        """Everything but the events."""
        codebook, gazetteer = self.codebook, self.gazetteer
        # find: what stands there
        quotes = find_quotes(story)
        spans = find_times(story)
        toponyms = find_toponyms(story, gazetteer, codebook)
        mentions = find_mentions(story, toponyms, codebook)
        counts = find_figures(story)
        triggers = find_triggers(story, codebook)
        # resolve: what it means
        mentions, entities = resolve_entities(story, mentions, quotes, codebook)
        places = resolve_places(story, toponyms, mentions, entities, gazetteer, codebook)
        entities = settle_countries(story, mentions, entities, places)
        time_mentions, times = resolve_times(story, spans, quotes)
        # say: who said and did what
        known = Known(story, codebook, quotes, (*mentions, *time_mentions), entities, places, times, (), triggers, counts)
        statements = build_statements(index(known))
        mentions = resolve_speech(story, mentions, entities, statements, quotes)
        statements = settle_speakers(mentions, statements)
        known = Known(story, codebook, quotes, (*mentions, *time_mentions), entities, places, times, statements, triggers, counts)
        return index(known)


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Lists of at most ``size`` articles and BATCH_CHARS characters; an article that is longer stands alone."""
    batch: list[Article] = []
    chars = 0
    for article in articles:
        if batch and (len(batch) == size or chars + len(article.text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(article)
        chars += len(article.text)
    if batch:
        yield batch
