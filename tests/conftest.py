"""Shared fixtures: the pipeline and the reader are loaded once a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.language.pipeline import Pipeline
from sayso.language.story import Story
from sayso.reader import Reader
from sayso.record import Article, Block


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def pipeline(reader: Reader) -> Pipeline:
    return reader.pipeline


@pytest.fixture(scope="session")
def story(pipeline: Pipeline) -> Callable[..., Story]:
    """story(text, blocks=(), **article fields) -> the parsed article."""

    def make(text: str, blocks: tuple[Block, ...] = (), **fields: object) -> Story:
        article = Article(id="test", text=text, **fields)  # type: ignore[arg-type]
        return next(pipeline.parse([(article, blocks)]))

    return make
