"""The codebook: what counts as what, as data a researcher can read and extend (TOML and TSV in ``data/``).

One table a module: ``frames`` (verbs, nouns → event types and slots), ``cues`` (reporting words), ``actors`` (who is who),
``crosswalk`` (PLOVER → CAMEO, ACLED, UCDP). ``load_codebook`` reads them all, with the user's own files on top.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.codebook.actors import ActorTable, load_actors
from sayso.codebook.commitment import Commitment, load_commitment
from sayso.codebook.crosswalk import Crosswalk, load_crosswalk
from sayso.codebook.cues import Cues, load_cues
from sayso.codebook.files import DATA
from sayso.codebook.frames import Frames, load_frames


@dataclass(frozen=True, slots=True)
class Codebook:
    """All tables. ``version`` is a hash over every file that went in."""

    version: str
    frames: Frames
    cues: Cues
    actors: ActorTable
    crosswalk: Crosswalk
    commitment: Commitment


def load_codebook(extra: Sequence[Path] = (), actors: Sequence[Path] = ()) -> Codebook:
    """The shipped codebook, with the user's frame and cue files (TOML) and actor tables (TSV) on top."""
    digest = hashlib.sha256()
    for path in [*sorted(p for p in DATA.rglob("*") if p.suffix in (".toml", ".tsv")), *extra, *actors]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return Codebook(
        version=digest.hexdigest()[:12],
        frames=load_frames(extra),
        cues=load_cues(extra),
        actors=load_actors(actors),
        crosswalk=load_crosswalk(extra),
        commitment=load_commitment(extra),
    )
