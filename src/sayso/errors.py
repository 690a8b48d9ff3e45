"""Errors that sayso raises on purpose; each message is one line that says what, where and why."""

from __future__ import annotations


class SaysoError(Exception):
    """Base of all; str() is one line for the user."""


class SetupError(SaysoError):
    """The installation or the settings do not allow the work (no pipeline, no gazetteer, a bad codebook)."""


class CodebookError(SetupError):
    """A codebook file is wrong; the message names file and line."""


class InputError(SaysoError):
    """One input could not be read.

    ``source``: file or address; ``place``: a line, an offset, or None; ``cause``: why.
    """

    def __init__(self, source: str, cause: str, place: str | None = None) -> None:
        self.source, self.cause, self.place = source, cause, place
        super().__init__(f"{source}{', ' + place if place else ''}: {cause}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str | None]]:
        """Pickled by its parts, so that it survives the way back from a worker process."""
        return type(self), (self.source, self.cause, self.place)
