"""Who may do what in the workbench: passwords, sessions, CSRF tokens, rate limit, Host and Origin checks, headers.

Alone on loopback nobody logs in. Beyond loopback a users file is needed; roles are reader (sees) and reviewer (decides).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
import tomllib
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from sayso.errors import SetupError

ROLES = ("reader", "reviewer")
SESSION_SECONDS = 12 * 3600
COOKIE = "sayso_session"
#: addresses whose tries are kept before old ones are swept out
MOST_TRIED = 10_000

#: no inline script or style, nothing from elsewhere, no frames, forms to ourselves only
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the workbench."""

    name: str
    role: str
    hash: str = ""

    @property
    def may_decide(self) -> bool:
        """True for those whose corrections count."""
        return self.role == "reviewer"


#: who works on loopback, where nobody logs in
LOCAL = User("local", "reviewer")


def is_loopback(host: str) -> bool:
    """True for an address that only this machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def load_users(path: Path) -> dict[str, User]:
    """Users of a TOML file: ``[users.NAME]`` with ``role`` and ``hash`` (argon2, as `sayso password` prints it)."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise SetupError(f"{path}: {e}") from None
    users = {}
    for name, row in rows.get("users", {}).items():
        role, digest = row.get("role"), row.get("hash", "")
        if role not in ROLES:
            raise SetupError(f"{path}: user {name!r} has role {role!r}; it must be {' or '.join(ROLES)}")
        if not str(digest).startswith("$argon2"):
            raise SetupError(f"{path}: user {name!r} has no argon2 hash (make one with `sayso password`)")
        users[name] = User(name, role, digest)
    if not users:
        raise SetupError(f"{path}: no [users.NAME] in it")
    return users


def hash_password(password: str) -> str:
    """The argon2id hash of a password."""
    return PasswordHasher().hash(password)


class Gate:
    """Logins, sessions and rates of one running workbench; safe to use from many threads.

    users   None on loopback: everybody is LOCAL; else name → User
    hosts   names by which the workbench may be addressed (the Host header), without ports
    """

    def __init__(self, users: dict[str, User] | None, hosts: frozenset[str]) -> None:
        self.users, self.hosts = users, hosts
        self._secret = secrets.token_bytes(32)
        self._sessions: dict[str, tuple[str, float]] = {}
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()
        self._hasher = PasswordHasher()
        # checked when the name is unknown, so that the time taken does not tell which names exist
        self._decoy = self._hasher.hash(secrets.token_hex(8))

    def host_allowed(self, header: str | None) -> bool:
        """True where the Host header names this workbench (against DNS rebinding)."""
        name = urlsplit(f"//{header or ''}").hostname or ""
        return name in self.hosts or (is_loopback(name) and self.users is None)

    def origin_allowed(self, origin: str | None, host: str | None) -> bool:
        """True where a request that changes something comes from our own pages."""
        if origin is None or origin == "null":
            return origin is None
        return urlsplit(origin).netloc == (host or "")

    def allowed(self, who: str, limit: int = 10, seconds: float = 60.0) -> bool:
        """False where ``who`` came more than ``limit`` times within ``seconds``."""
        now = time.monotonic()
        with self._lock:
            if len(self._tries) > MOST_TRIED:
                self._tries = {k: v for k, v in self._tries.items() if v and now - v[-1] <= seconds}
            seen = self._tries.setdefault(who, deque())
            while seen and now - seen[0] > seconds:
                seen.popleft()
            if len(seen) >= limit:
                return False
            seen.append(now)
            return True

    def login(self, name: str, password: str) -> str | None:
        """A session token where name and password are right, else None."""
        user = (self.users or {}).get(name)
        try:
            good = self._hasher.verify(user.hash if user else self._decoy, password) and user is not None
        except (Argon2Error, InvalidHashError):
            good = False
        if not good:
            return None
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = time.monotonic()
            self._sessions = {k: v for k, v in self._sessions.items() if v[1] > now}
            self._sessions[self._digest(token)] = (name, now + SESSION_SECONDS)
        return token

    def logout(self, token: str) -> None:
        """Forget the session."""
        with self._lock:
            self._sessions.pop(self._digest(token), None)

    def user(self, token: str | None) -> User | None:
        """Who the session belongs to; LOCAL on loopback."""
        if self.users is None:
            return LOCAL
        if not token:
            return None
        with self._lock:
            name, until = self._sessions.get(self._digest(token), ("", 0.0))
        return self.users.get(name) if time.monotonic() < until else None

    def csrf(self, token: str | None) -> str:
        """The CSRF token of a session: bound to it, so that another session's is of no use."""
        return hmac.new(self._secret, f"csrf:{token or 'local'}".encode(), hashlib.sha256).hexdigest()

    def csrf_good(self, token: str | None, given: str | None) -> bool:
        """True where the given CSRF token is the session's."""
        return bool(given) and hmac.compare_digest(self.csrf(token), given or "")

    @staticmethod
    def _digest(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()
