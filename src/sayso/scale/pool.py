"""Reading on several processes: readings in the order of the articles, and a worker that dies fails only what it was reading."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import batched
from multiprocessing import get_context
from typing import Any

from sayso.errors import InputError, SaysoError
from sayso.record import Article, Reading

#: articles that one worker gets at a time
CHUNK = 16
#: chunks that are under way, for each worker
AHEAD = 3
#: a chunk that was under way while a worker died this often is read article by article, to find the one that kills
TRIES = 2

Result = Reading | InputError
_reader: Any = None


def _start(options: dict[str, Any]) -> None:
    global _reader
    from sayso.reader import Reader

    try:
        _reader = Reader(**options)
    except SaysoError as e:  # raised where it can be told: an initializer that fails only breaks the pool
        _reader = e


def _work(articles: tuple[Article, ...]) -> list[Result]:
    if isinstance(_reader, SaysoError):
        raise _reader
    out: list[Result] = []
    for a in articles:
        failed: list[InputError] = []
        out.extend(_reader.read_many([a], on_error=lambda _, e, to=failed: to.append(e)))
        out.extend(failed)
    return out


class Pool:
    """Worker processes (spawned, each with a Reader of its own) that are started anew where one dies."""

    def __init__(self, workers: int, options: dict[str, Any], work: Callable[[tuple[Article, ...]], list[Result]] = _work) -> None:
        self.workers, self.options, self.work = workers, options, work
        self.executor = self._new(workers)

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(self.options,))

    def results(self, articles: Iterable[Article]) -> Iterator[Result]:
        """A reading or an error for every article, in order."""
        todo = batched(articles, CHUNK)
        queue: deque[tuple[tuple[Article, ...], Future[list[Result]]]] = deque()
        tries = 0
        try:
            while True:
                while len(queue) < self.workers * AHEAD and (chunk := next(todo, None)):
                    queue.append((chunk, self.executor.submit(self.work, chunk)))
                if not queue:
                    return
                chunk, future = queue[0]
                try:
                    done = future.result()
                    queue.popleft()
                except BrokenProcessPool:
                    tries += 1
                    self.executor.shutdown(wait=True, cancel_futures=True)
                    done = []
                    if tries >= TRIES:
                        done = [r for a in chunk for r in self._alone(a)]
                        queue.popleft()
                    self.executor = self._new(self.workers)
                    queue = deque((c, f if _fine(f) else self.executor.submit(self.work, c)) for c, f in queue)
                    if not done:
                        continue
                tries = 0
                yield from done
        finally:
            self.executor.shutdown(wait=True, cancel_futures=True)

    def _alone(self, article: Article) -> list[Result]:
        with self._new(1) as executor:
            try:
                return executor.submit(self.work, (article,)).result()
            except BrokenProcessPool:
                return [InputError(article.source or article.id, "the process that read it died")]


def _fine(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
