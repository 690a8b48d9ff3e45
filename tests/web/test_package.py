"""What is shipped: the wheel built from the sdist holds every asset, and assets are what their manifest says."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "sayso"
VENDOR = PACKAGE / "web" / "static" / "vendor"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist, with the build back end itself and so without a network."""
    pytest.importorskip("hatchling", reason="the build back end of pyproject.toml is not installed")
    out = tmp_path_factory.mktemp("dist")

    def build(what: str, source: Path) -> Path:
        command = [sys.executable, "-m", "hatchling", "build", "-t", what, "-d", str(out)]
        subprocess.run(command, cwd=source, check=True, capture_output=True)
        return next(out.glob("*.whl" if what == "wheel" else "*.tar.gz"))

    with tarfile.open(build("sdist", ROOT)) as sdist:
        sdist.extractall(out, filter="data")
    return build("wheel", next(p for p in out.iterdir() if p.is_dir()))


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as z:
        shipped = {name: z.read(name) for name in z.namelist() if name.startswith("sayso/")}
    wanted = {f"sayso/{p.relative_to(PACKAGE).as_posix()}": p for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert not sorted(set(wanted) - set(shipped))
    assert any("/templates/" in n for n in shipped)
    assert any("/migrations/" in n for n in shipped)
    assert not [n for n, p in wanted.items() if shipped[n] != p.read_bytes()]


def test_assets_are_what_their_manifest_says_with_version_and_licence() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    there = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()} - {"manifest.json"}
    assert there == set(manifest)
    for name, row in manifest.items():
        digest = base64.b64encode(hashlib.sha384((VENDOR / name).read_bytes()).digest()).decode()
        assert row["integrity"] == f"sha384-{digest}", name
    licences = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    for part in ("htmx-", "maplibre-gl-", "world-atlas-"):
        assert [n for n in manifest if n.startswith(part) and n[len(part)].isdigit()], part
        assert part.rstrip("-") in licences
