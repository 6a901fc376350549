"""What a user installs: the wheel, built as pip builds it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from servers import Program

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS_LIMIT = 17_000_000  # bytes that the shipped weights may take


# What an installed bridge may not need: the training's, and what finds this checkout.
NOT_INSTALLED = re.compile(
    r"(torch|functorch|torchgen|sklearn|scipy|matplotlib|training|dx7bridge|__editable__)", re.I
)


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints; a failure shows it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DX7"))}
    environment |= {"HOME": str(cwd), "XDG_DATA_HOME": str(cwd), "XDG_CONFIG_HOME": str(cwd)}
    found = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, f"{found.stdout}{found.stderr}"
    return found.stdout


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as pip builds it, with the environment's own tools."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (sdist,) = folder.glob("dx7bridge-*.tar.gz")
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "wheel", *options, sdist, cwd=folder)
    (path,) = folder.glob("dx7bridge-*.whl")
    return path


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(wheel_file)


@pytest.fixture(scope="module")
def installed(wheel_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of a new environment, outside the checkout, with the wheel and without torch."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home / "env", cwd=home)
    python = home / "env" / "bin" / "python"
    options = ("--quiet", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel_file, cwd=home)
    packages = home / "packages"  # those of this environment, without what is not to be needed
    packages.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not NOT_INSTALLED.match(entry.name) and entry.suffix != ".pth":
            (packages / entry.name).symlink_to(entry)
    (purelib,) = (home / "env" / "lib").glob("python3*/site-packages")
    (purelib / "packages.pth").write_text(f"{packages}\n")
    return python.parent


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


def test_the_wheel_carries_the_clients_and_the_documentation(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for folder in ("max_patches", "pd_patches", "sc_examples", "touchosc", "docs"):
        ours = {f"dx7bridge/clients/{p.relative_to(ROOT)}" for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert ours
        assert ours <= names


def test_links_and_pictures_of_the_description_work_outside_the_checkout(wheel: zipfile.ZipFile) -> None:
    (metadata,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    text = wheel.read(metadata).decode()
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert any("docs/pictures/" in target for target in targets)
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
    assert "Project-URL: Repository, https://" in text


def test_what_is_installed_samples_and_installs_a_client(installed: Path, tmp_path: Path) -> None:
    dx7bridge = installed / "dx7bridge"
    with pytest.raises(AssertionError, match="No module named 'torch'"):
        run(installed / "python", "-c", "import torch", cwd=tmp_path)
    run(dx7bridge, "sample", "--count", "2", "--seed", "7", "--output", tmp_path / "two.syx", cwd=tmp_path)
    assert (tmp_path / "two.syx").stat().st_size == 4104
    assert "DX7Bridge" in run(dx7bridge, "clients", "install", "sc", cwd=tmp_path)
    placed = tmp_path / "SuperCollider" / "Extensions" / "DX7Bridge" / "Classes" / "DX7Bridge.sc"
    assert placed.read_bytes() == (ROOT / "sc_examples/DX7Bridge/Classes/DX7Bridge.sc").read_bytes()


def test_what_is_installed_serves(installed: Path, tmp_path: Path) -> None:
    options = ("--output", "none", "--listen", "127.0.0.1:0", "--no-advertise", "--folder", str(tmp_path))
    bridge = Program(
        [installed / "dx7bridge", "serve", *options],
        env={"PYTHONPATH": "", "HOME": str(tmp_path)},
    )
    try:
        line = bridge.wait_for(r"listening for OSC on 127\.0\.0\.1:\d+")
        port = int(line.split("127.0.0.1:")[1].split(";")[0])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(60)
            client.sendto(b"/dx7/sample\0,\0\0\0", ("127.0.0.1", port))
            heard = b""
            while b"/dx7/done" not in heard and b"/dx7/fail" not in heard:
                heard = client.recv(65536)
        assert b"/dx7/done" in heard, heard
    finally:
        bridge.end()


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
