"""Adding articles from the browser: uploads or pasted text are read in a thread, with progress; what could not be read is told."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.errors import InputError, SaysoError
from sayso.ingest.articles import read_articles
from sayso.ingest.dates import iso
from sayso.ingest.fields import Defaults
from sayso.ingest.inputs import SUFFIXES, Input, format_of
from sayso.record import Article, Reading
from sayso.web.bench import Bench, back, who

#: bytes of one request that adds
MOST_BYTES = 200_000_000


@dataclass
class Job:
    """One batch of added articles; ``who`` added them."""

    id: int
    who: str
    total: int = 0
    done: int = 0
    text: str = "waiting"
    finished: bool = False
    failed: list[InputError] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "total": self.total,
            "done": self.done,
            "text": self.text,
            "finished": self.finished,
            "quarantine": [str(e) for e in self.failed],
        }


class Adder:
    """Runs one job at a time; the reader is loaded with the first."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.jobs: list[Job] = []
        self._lock = threading.Lock()
        self._work = threading.Lock()
        self._reader: Any = None

    def start(
        self, folder: tempfile.TemporaryDirectory[str], files: list[Input], pasted: list[Article], who: str, failed: list[InputError]
    ) -> Job:
        """Read the files, which lie in the folder, and the pasted articles in the background. ``failed``: what is known not to be read."""
        with self._lock:
            job = Job(len(self.jobs) + 1, who, failed=failed)
            self.jobs.append(job)
        threading.Thread(target=self._run, args=(job, folder, files, pasted), daemon=True).start()
        return job

    def _run(self, job: Job, folder: tempfile.TemporaryDirectory[str], files: list[Input], pasted: list[Article]) -> None:
        try:
            with self._work, folder:
                job.text = "reading files"
                articles = [*pasted, *read_articles(files, Defaults(None, None, 1_000_000), job.failed.append, distinct=False)]
                job.total = len(articles)
                readings = []
                for reading in self._readings(job, articles):
                    readings.append(reading)
                    job.done += 1
                job.text = "linking"
                with self.bench.writing() as record:
                    added = record.add(readings)
                    record.keep_failures(job.failed, who=job.who)
                job.text = f"{added.new} new, {added.changed} changed, {added.unchanged + added.reread} known, {len(job.failed)} not read"
        except (SaysoError, OSError, sqlite3.Error) as e:
            job.text = f"failed: {e}"
        finally:
            job.finished = True

    def _readings(self, job: Job, articles: list[Article]) -> Iterator[Reading]:
        if not articles:
            return
        if self._reader is None:
            job.text = "loading the language pipeline"
            self._reader = self.bench.reader()
        job.text = f"reading {job.total} article{'s' * (job.total != 1)}"
        yield from self._reader.read_many(articles, on_error=lambda _, e: job.failed.append(e))


def input_of(name: str, path: Path) -> Input:
    """An uploaded file as an input that goes by the name it had. Raises InputError for a kind that sayso does not read."""
    kind = format_of(name)
    if kind is None:
        raise InputError(name, f"sayso does not read this kind of file (it reads {', '.join(SUFFIXES)}, gzipped or not)")
    return Input(name, path, kind)


def pasted_article(text: str, title: str, outlet: str, published: str) -> Article:
    """Pasted text as an article; the same paste again is the same article."""
    key = hashlib.sha256(f"{outlet}\0{published}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Article(
        id=f"pasted-{key}",
        text=text,
        source="pasted",
        outlet=outlet or None,
        title=title or None,
        published=iso(published) if published else None,
        language="en",
    )


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["add"])
    adder = Adder(bench)

    @router.get("/add", response_class=HTMLResponse, include_in_schema=False)
    def add(request: Request) -> Response:
        running = next((j for j in adder.jobs if not j.finished), None)
        done = [j for j in adder.jobs if j.finished][-5:][::-1]
        return bench.page(
            request,
            "add.html",
            title="Add articles",
            job=running,
            done=done,
            suffixes=",".join([*SUFFIXES, ".gz"]),
            quarantined=len(bench.record().quarantine()),
        )

    @router.get("/add/{id}.json", summary="How far an addition is")
    def job(id: int) -> JSONResponse:
        if not 0 < id <= len(adder.jobs):
            return JSONResponse({"detail": "no such addition"}, status_code=404)
        return JSONResponse(adder.jobs[id - 1].state())

    @router.post("/add", include_in_schema=False)
    async def post(
        request: Request,
        files: Annotated[list[UploadFile] | None, Form()] = None,
        text: Annotated[str, Form()] = "",
        published: Annotated[str, Form()] = "",
        outlet: Annotated[str, Form()] = "",
        title: Annotated[str, Form()] = "",
    ) -> Response:
        folder = tempfile.TemporaryDirectory(prefix="sayso-add-")
        inputs: list[Input] = []
        failed: list[InputError] = []
        for k, f in enumerate(files or []):
            if not f.filename:
                continue
            name = Path(f.filename.replace("\\", "/")).name or "file"
            path = Path(folder.name) / f"{k:05d}"
            try:
                inputs.append(input_of(name, path))
            except InputError as e:
                failed.append(e)
                continue
            with open(path, "wb") as out:
                while part := await f.read(1_000_000):
                    out.write(part)
        pasted = [pasted_article(text, title.strip(), outlet.strip(), published)] if text.strip() else []
        if not inputs and not pasted and not failed:
            folder.cleanup()
            return back("/add", message="There was nothing to add")
        adder.start(folder, inputs, pasted, who(bench.user(request)), failed)
        return back("/add")

    return router
