"""What a user installs: the wheel, built as pip builds it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS_LIMIT = 8_000_000  # bytes that the shipped weights may take


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, from a copy of the sources so that the build leaves nothing behind in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT / "dx7bridge", source / "dx7bridge", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    built = subprocess.run(
        [*command, "--wheel-dir", str(folder), str(source)], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("dx7bridge-*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_has_every_module_and_the_type_marker(wheel: zipfile.ZipFile) -> None:
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "dx7bridge").rglob("*.py")}
    assert modules | {"dx7bridge/py.typed"} <= set(wheel.namelist())


def test_the_wheel_has_the_weights_within_eight_megabytes(wheel: zipfile.ZipFile) -> None:
    weights = [entry for entry in wheel.infolist() if entry.filename.startswith("dx7bridge/model/weights/")]
    assert any(entry.filename.endswith(".safetensors") for entry in weights)
    assert sum(entry.file_size for entry in weights) <= WEIGHTS_LIMIT


def test_the_wheel_has_the_license_and_the_command(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
    assert "dx7bridge = dx7bridge.cli:main" in wheel.read(entry_points).decode()


def test_the_wheel_holds_the_package_alone(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dx7bridge"}


def test_the_plain_installation_needs_nothing_under_the_gpl(wheel: zipfile.ZipFile) -> None:
    (metadata,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    required = [
        line for line in wheel.read(metadata).decode().splitlines() if line.startswith("Requires-Dist: dexed")
    ]
    assert required
    assert all("extra ==" in line for line in required)


def test_the_citation_is_of_this_version() -> None:
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)
    packaged = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert cited is not None
    assert packaged is not None
    assert cited[1] == packaged[1]
