"""sayso turns news into a record: who did what to whom, where, when, and on whose say-so.

import sayso
reader = sayso.Reader()
reading = reader.read("Rebels attacked the port on Thursday, police said.", published="2021-09-03")
"""

from typing import TYPE_CHECKING, Any

from sayso._version import __version__
from sayso.errors import CodebookError, InputError, SaysoError, SetupError
from sayso.record import Article, Reading

if TYPE_CHECKING:
    from sayso.reader import Reader

__all__ = ["Article", "CodebookError", "InputError", "Reader", "Reading", "SaysoError", "SetupError", "__version__"]


def __getattr__(name: str) -> Any:
    """Reader, when it is first asked for: its rules take half a second to load, which `sayso --help` need not wait for."""
    if name == "Reader":
        from sayso.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
