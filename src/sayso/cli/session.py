"""What commands that read articles share: their options, the settings, the reading itself, and counting what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.reader import Reader
    from sayso.record import Article, Reading
    from sayso.settings import Settings

#: exit codes: all good, the command failed, wrong use, finished but some inputs could not be read
OK, FAILED, USAGE, SOME_FAILED = 0, 1, 2, 3


def reading_options[F: Callable[..., Any]](command: F) -> F:
    """The options of every command that reads articles; they arrive as ``**options`` for ``Session.start``."""
    for option in reversed((
        click.option("--published", metavar="DATE", help="Publication date (ISO) of articles that name none."),
        click.option("--outlet", metavar="NAME", help="Outlet of articles that name none."),
        click.option("--model", metavar="NAME_OR_PATH", help="Another English spaCy pipeline."),
        click.option("--codebook", multiple=True, type=click.Path(), metavar="FILE", help="Frames and cues of your own (TOML)."),
        click.option("--actors", multiple=True, type=click.Path(), metavar="FILE", help="Actors of your own (TSV, see docs/actors.md)."),
        click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Processes that read side by side (default 1)."),
        click.option("--strict", is_flag=True, default=None, help="Stop at the first input that cannot be read."),
    )):  # fmt: skip
        command = option(command)
    return command


@dataclass
class Session:
    """One run of a command that reads articles."""

    settings: Settings
    published: str | None = None
    failures: list[InputError] = field(default_factory=list)
    passed_over: int = 0
    stopped: list[SaysoError] = field(default_factory=list)

    @classmethod
    def start(
        cls,
        published: str | None,
        outlet: str | None,
        model: str | None,
        codebook: tuple[str, ...],
        actors: tuple[str, ...],
        workers: int | None,
        strict: bool | None,
    ) -> Session:
        """Settings with the command's options over them. Raises click.UsageError for a date that is none, SetupError for bad settings."""
        from sayso.ingest.dates import iso
        from sayso.settings import load_settings

        if published is not None and iso(published) is None:
            raise click.UsageError(f"--published {published!r} is no ISO date (2024-05-31 or 2024-05-31T18:00:00Z)")
        given: dict[str, Any] = {"outlet": outlet, "model": model, "workers": workers, "strict": strict}
        settings = load_settings()
        if codebook:
            given["codebook"] = [*settings.codebook, *(Path(p) for p in codebook)]
        if actors:
            given["actors"] = [*settings.actors, *(Path(p) for p in actors)]
        settings = settings.model_copy(update={k: v for k, v in given.items() if v is not None})
        return cls(settings, iso(published) if published else None)

    def fail(self, error: InputError) -> None:
        """Tell of an input that cannot be read; under --strict end the run."""
        self.failures.append(error)
        if self.settings.strict:
            raise error
        click.echo(f"sayso: {error}", err=True)

    def articles(self, paths: Iterable[str], *, distinct: bool = True) -> Iterator[Article]:
        """The articles of the paths; ``distinct`` as for ``read_articles``."""
        from sayso.ingest.articles import read_articles
        from sayso.ingest.fields import Defaults
        from sayso.ingest.paths import find_inputs

        s = self.settings
        inputs = find_inputs(paths, self.fail, self._pass_over)
        return read_articles(inputs, Defaults(self.published, s.outlet, s.max_chars), self.fail, distinct=distinct)

    def reader(self) -> Reader:
        """A Reader as the settings want it."""
        from sayso.reader import Reader

        return Reader(**self._reader_options())

    def readings(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The articles, read, in their order; on several processes where the settings say so."""
        if self.settings.workers > 1:
            from sayso.scale.pool import Pool

            for result in Pool(self.settings.workers, self._reader_options()).results(articles):
                if isinstance(result, InputError):
                    self.fail(result)
                else:
                    yield result
        else:
            yield from self.reader().read_many(articles, on_error=lambda _, e: self.fail(e))

    def exit_code(self) -> int:
        """Tell what was passed over, and what the run's exit code is."""
        if self.passed_over:
            files = "file" if self.passed_over == 1 else "files"
            click.echo(f"sayso: {self.passed_over} {files} of other kinds passed over", err=True)
        return SOME_FAILED if self.failures else OK

    def _pass_over(self, name: str) -> None:
        self.passed_over += 1

    def _reader_options(self) -> dict[str, Any]:
        s = self.settings
        return {"model": s.model, "codebook": tuple(s.codebook), "actors": tuple(s.actors)}
