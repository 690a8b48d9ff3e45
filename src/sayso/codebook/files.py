"""Reading codebook files: TOML and TSV, with errors that name file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.errors import CodebookError

DATA = Path(__file__).resolve().parent / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """The file as a dict; CodebookError names the file and the line that TOML complains about."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise CodebookError(f"{path}: {e.strerror or e}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise CodebookError(f"{path}: {e}") from None


def read_tsv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a TSV file with a header line; "#" lines and empty lines are comments.

    ``columns`` are the columns that must be there; further ones are given too. Short rows are filled with "".
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise CodebookError(f"{path}: {e}") from None
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.rstrip("\r").split("\t")]
        if header is None:
            header = cells
            missing = [c for c in columns if c not in header]
            if missing:
                raise CodebookError(f"{path}, line {number}: no column {', '.join(missing)}; the file has {', '.join(header)}")
            continue
        if len(cells) > len(header):
            raise CodebookError(f"{path}, line {number}: {len(cells)} cells, but {len(header)} columns")
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells))))
