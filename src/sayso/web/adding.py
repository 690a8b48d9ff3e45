"""Adding articles from the browser: uploads or pasted text are read in a thread, with progress; what could not be read is told."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.errors import InputError, SaysoError
from sayso.ingest.articles import read_articles
from sayso.ingest.dates import iso
from sayso.ingest.fields import Defaults
from sayso.ingest.paths import find_inputs
from sayso.record import Article
from sayso.web.bench import Bench, back

#: bytes of one upload
MOST_BYTES = 200_000_000


@dataclass
class Job:
    """One batch of added articles."""

    id: int
    total: int = 0
    done: int = 0
    text: str = "starting"
    finished: bool = False
    quarantine: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "total": self.total,
            "done": self.done,
            "text": self.text,
            "finished": self.finished,
            "quarantine": list(self.quarantine),
        }


class Adder:
    """Runs one job at a time; the reader is loaded with the first."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.jobs: list[Job] = []
        self._lock = threading.Lock()
        self._work = threading.Lock()
        self._reader: Any = None

    def start(self, folder: tempfile.TemporaryDirectory[str], names: dict[str, str], pasted: list[Article]) -> Job:
        """Read the files of the folder and the pasted articles in the background. ``names``: path → the name that was uploaded."""
        with self._lock:
            job = Job(len(self.jobs) + 1)
            self.jobs.append(job)
        threading.Thread(target=self._run, args=(job, folder, names, pasted), daemon=True).start()
        return job

    def _run(self, job: Job, folder: tempfile.TemporaryDirectory[str], names: dict[str, str], pasted: list[Article]) -> None:
        def fail(e: InputError) -> None:
            told = str(e)
            for path, name in names.items():
                told = told.replace(path, name)
            job.quarantine.append(told)

        try:
            with self._work, folder:
                job.text = "reading files"
                articles = list(pasted)
                inputs = find_inputs(sorted(names), fail)
                for a in read_articles(inputs, Defaults(None, None, 1_000_000), fail):
                    source = names.get(a.source or "", a.source)
                    articles.append(_renamed(a, source))
                job.total = len(articles)
                if self._reader is None:
                    job.text = "loading the language pipeline"
                    self._reader = self.bench.reader()
                job.text = f"reading {job.total} article{'s' * (job.total != 1)}"
                readings = []
                for reading in self._reader.read_many(articles, on_error=lambda a, e: fail(e)):
                    readings.append(reading)
                    job.done += 1
                job.text = "linking"
                with self.bench.writing() as record:
                    added = record.add(readings)
                job.text = f"{added.new} new, {added.changed} changed, {added.unchanged} known, {len(job.quarantine)} not read"
        except (SaysoError, OSError) as e:
            job.text = f"failed: {e}"
        finally:
            job.finished = True


def _renamed(a: Article, source: str | None) -> Article:
    from dataclasses import replace

    return replace(a, source=source)


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["add"])
    adder = Adder(bench)

    @router.get("/add", response_class=HTMLResponse, include_in_schema=False)
    def add(request: Request) -> Response:
        last = adder.jobs[-1] if adder.jobs else None
        running = last if last and not last.finished else None
        return bench.page(request, "add.html", title="Add articles", job=running, last=last.state() if last and last.finished else None)

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
        names: dict[str, str] = {}
        for k, f in enumerate(files or []):
            if not f.filename:
                continue
            clean = Path(f.filename).name or "file"
            path = Path(folder.name) / f"{k:05d}-{clean}"
            body = await f.read(MOST_BYTES + 1)
            if len(body) > MOST_BYTES:
                folder.cleanup()
                return bench.page(
                    request, "error.html", 413, title="Too large", detail=f"{clean} is larger than {MOST_BYTES // 1_000_000} MB"
                )
            path.write_bytes(body)
            names[str(path)] = clean
        pasted = []
        if text.strip():
            import hashlib

            key = "pasted-" + hashlib.sha256(f"{outlet}\0{published}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
            day = iso(published) if published else None
            pasted.append(
                Article(id=key, text=text, source="pasted", outlet=outlet or None, title=title or None, published=day, language="en")
            )
        if not names and not pasted:
            folder.cleanup()
            return back("/add", message="There was nothing to add")
        adder.start(folder, names, pasted)
        return back("/add")

    return router
