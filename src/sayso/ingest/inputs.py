"""What a file can be read as: its format by suffix (or, for standard input, by its first bytes), and its bytes, unpacked and capped."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError

SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl"}
STDIN = "-"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|meta|div|p|h1)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: its name as given, where it lies (None: standard input) and its format (None: to be told by its bytes)."""

    source: str
    path: Path | None
    format: str | None


def format_of(name: str) -> str | None:
    """text, html or jsonl by the file's suffix (``.gz`` behind it or not, in any case), or None."""
    low = name.lower()
    low = low.removesuffix(".gz")
    return next((f for s, f in SUFFIXES.items() if low.endswith(s)), None)


def open_bytes(item: Input) -> BinaryIO:
    """The input's bytes as a stream, unpacked where they are gzipped. Raises InputError."""
    try:
        raw: BinaryIO = sys.stdin.buffer if item.path is None else open(item.path, "rb")  # noqa: SIM115 (the caller closes it)
    except OSError as e:
        raise InputError(item.source, (e.strerror or str(e)).lower()) from None
    head = io.BufferedReader(raw)  # type: ignore[type-var]
    if head.peek(2)[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=head)  # type: ignore[return-value]
    return head


def read_all(stream: BinaryIO, source: str, most: int) -> bytes:
    """All bytes of the stream. Raises InputError where there are more than ``most`` or the packing is broken."""
    try:
        data = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as e:
        raise InputError(source, f"cannot be read: {e}") from None
    if len(data) > most:
        raise InputError(source, f"more than {most:,} bytes, too large for one article")
    return data


def read_lines(stream: BinaryIO, source: str, most: int) -> Iterator[tuple[int, bytes | None]]:
    """(line number from 1, bytes without the line feed); None in place of a line longer than ``most`` bytes. Raises InputError."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(most + 1)
            if not line:
                return
            if len(line) > most and not line.endswith(b"\n"):
                while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield number, None
                continue
        except (OSError, EOFError, zlib.error) as e:
            raise InputError(source, f"cannot be read: {e}", f"line {number}") from None
        yield number, line.rstrip(b"\n")


def sniff(data: bytes) -> str:
    """The format of bytes without a name: jsonl where the first line is a JSON object, html where they open with markup, else text."""
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{"):
        try:
            if isinstance(json.loads(head.split(b"\n", 1)[0]), dict):
                return "jsonl"
        except ValueError:
            pass
    return "html" if _HTML.match(head[:20_000]) else "text"
