"""From the arguments of a command to the inputs: files, folders, globs and ``-``."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.ingest.inputs import STDIN, SUFFIXES, Input, format_of


def find_inputs(
    arguments: Iterable[str],
    on_error: Callable[[InputError], None],
    passed_over: Callable[[str], None] = lambda _: None,
) -> Iterator[Input]:
    """Inputs in the order of the arguments, the files of a folder sorted by path; a file that comes up again is left out.

    In folders and globs a file with a suffix that sayso does not read goes to ``passed_over``; one that was named goes to
    ``on_error``, as does an argument that stands for no file.
    """
    seen: set[str] = set()
    for argument in arguments:
        for item in _of_argument(argument, on_error, passed_over):
            key = STDIN if item.path is None else os.path.realpath(item.path)
            if key not in seen:
                seen.add(key)
                yield item


def _of_argument(argument: str, on_error: Callable[[InputError], None], passed_over: Callable[[str], None]) -> Iterator[Input]:
    if argument == STDIN:
        yield Input(STDIN, None, None)
        return
    if os.path.isdir(argument):
        names: Iterable[str] = _walk(argument)
    elif os.path.exists(argument):
        kind = format_of(argument)
        if kind is None:
            on_error(InputError(argument, f"sayso does not read this kind of file (it reads {', '.join(SUFFIXES)}, gzipped or not)"))
        else:
            yield Input(argument, Path(argument), kind)
        return
    elif glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        names = [n for m in matches for n in (_walk(m) if os.path.isdir(m) else [m])]
        if not matches:
            on_error(InputError(argument, "no file matches"))
    else:
        on_error(InputError(argument, "no such file or folder"))
        return
    for name in names:
        kind = format_of(name)
        if kind is None:
            passed_over(name)
        else:
            yield Input(name, Path(name), kind)


def _walk(folder: str) -> Iterator[str]:
    """Files below the folder, sorted; hidden files and folders are left out."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(at, name)
