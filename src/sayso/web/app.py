"""The application: routes, who may do what, headers, errors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sayso._version import __version__
from sayso.errors import SaysoError
from sayso.store.schema import RecordError
from sayso.web import adding, articles, correcting, incidents, review, taking, who
from sayso.web.bench import HERE, Bench, back
from sayso.web.describe import described
from sayso.web.security import COOKIE, HEADERS, SESSION_SECONDS, Gate, User

#: what may be asked for without a login
OPEN = ("/login", "/static/")
SAFE = ("GET", "HEAD", "OPTIONS")
#: bytes of a form; only /add takes more
MOST_FORM = 1_000_000


def create_app(
    path: Path, *, users: dict[str, User] | None = None, hosts: frozenset[str] = frozenset(), reader: Callable[[], Any] | None = None
) -> FastAPI:
    """The workbench over the record at ``path``.

    users    None: loopback only, everybody is a reviewer; else who may log in
    hosts    names in the Host header that are served besides loopback
    reader   makes the Reader for added articles; None for the default one
    """

    def default_reader() -> Any:
        from sayso.reader import Reader

        return Reader()

    gate = Gate(users, hosts | {"127.0.0.1", "localhost", "::1"})
    bench = Bench(path, gate, reader or default_reader)
    app = FastAPI(
        title="sayso workbench",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        description="Read-only answers over one record. An address with .json, .csv or .geojson behind it gives exactly what the page of "
        "the same address shows.",
    )
    app.state.bench = bench
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for part in (incidents, articles, who, review, correcting, adding, taking):
        app.include_router(part.routes(bench))

    def wants_json(request: Request) -> bool:
        return request.url.path.endswith((".json", ".csv", ".geojson")) or "application/json" in (request.headers.get("accept") or "")

    def trouble(request: Request, status: int, title: str, detail: str) -> Response:
        if wants_json(request):
            return JSONResponse({"detail": detail}, status_code=status)
        return bench.page(request, "error.html", status, title=title, detail=detail)

    @app.middleware("http")
    async def guard(request: Request, go: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await _checked(request, go)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    async def _checked(request: Request, go: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host")
        if not gate.host_allowed(host):
            return PlainTextResponse("this workbench is not served under that name (see sayso serve --host)", status_code=421)
        token = request.cookies.get(COOKIE)
        user = gate.user(token)
        if user is None and not request.url.path.startswith(OPEN):
            if wants_json(request):
                return JSONResponse({"detail": "log in first"}, status_code=401)
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?back={quote(here)}", status_code=303)
        if request.method not in SAFE:
            if not gate.origin_allowed(request.headers.get("origin"), host):
                return trouble(request, 403, "Not allowed", "the request comes from another site")
            if request.url.path not in ("/login", "/logout") and not (user and user.may_decide):
                return trouble(request, 403, "Not allowed", "only reviewers may change the record")
            size = request.headers.get("content-length") or ""
            if not size.isdecimal():
                return trouble(request, 411, "Not possible", "the request does not say how long it is")
            if int(size) > (adding.MOST_BYTES if request.url.path == "/add" else MOST_FORM):
                return trouble(request, 413, "Too large", f"{int(size):,} bytes are more than sayso takes at once")
            if not gate.csrf_good(token, await _csrf_of(request)):
                return trouble(request, 403, "Not allowed", "the form is stale; reload the page and send it again")
        return await go(request)

    @app.get("/", include_in_schema=False)
    def start() -> Response:
        return RedirectResponse("/incidents", status_code=307)

    @app.get("/login", include_in_schema=False)
    def login_page(request: Request) -> Response:
        return bench.page(request, "login.html", title="Log in", back=request.query_params.get("back") or "/incidents", bad=None)

    @app.post("/login", include_in_schema=False)
    async def login(request: Request) -> Response:
        form = await request.form()
        name, to = str(form.get("name") or ""), str(form.get("back") or "/incidents")
        address = request.client.host if request.client else "?"
        if not gate.allowed(f"login {address}") or not gate.allowed(f"name {name[:64]}", limit=30):
            return bench.page(request, "login.html", 429, title="Log in", back=to, bad="Too many tries; wait a minute.")
        token = await run_in_threadpool(gate.login, name, str(form.get("password") or ""))
        if token is None:
            return bench.page(request, "login.html", 401, title="Log in", back=to, bad="Name or password is wrong.")
        response = back(to)
        response.set_cookie(COOKIE, token, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return response

    @app.post("/logout", include_in_schema=False)
    def logout(request: Request) -> Response:
        gate.logout(request.cookies.get(COOKIE) or "")
        response = back("/login")
        response.delete_cookie(COOKIE)
        return response

    @app.get("/api", include_in_schema=False)
    def api(request: Request) -> Response:
        return bench.page(request, "api.html", title="JSON interface", **described(app.openapi()))

    @app.exception_handler(RecordError)
    def no_such(request: Request, e: RecordError) -> Response:
        missing = any(f": no {what}" in str(e) for what in ("incident", "actor", "article", "version", "place"))
        return trouble(request, 404 if missing else 400, "Not found" if missing else "Not possible", str(e))

    @app.exception_handler(SaysoError)
    def failed(request: Request, e: SaysoError) -> Response:
        return trouble(request, 400, "Not possible", str(e))

    @app.exception_handler(HTTPException)
    def http(request: Request, e: HTTPException) -> Response:
        return trouble(request, e.status_code, "Not found" if e.status_code == 404 else "Not possible", str(e.detail))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, e: RequestValidationError) -> Response:
        where = "; ".join(f"{'.'.join(str(p) for p in x['loc'])}: {x['msg']}" for x in e.errors())
        return trouble(request, 422, "Not possible", where)

    return app


async def _csrf_of(request: Request) -> str | None:
    """The token of a form or of the X-CSRF header; the body stays readable for the route."""
    if header := request.headers.get("x-csrf"):
        return header
    kind = request.headers.get("content-type") or ""
    if kind.startswith("application/x-www-form-urlencoded"):
        return parse_qs((await request.body()).decode("utf-8", "replace")).get("csrf", [None])[0]
    if kind.startswith("multipart/form-data"):
        await request.body()
        value = (await request.form()).get("csrf")
        return value if isinstance(value, str) else None
    return None
