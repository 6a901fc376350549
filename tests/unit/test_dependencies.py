"""The lock of continuous integration has all that pyproject.toml asks for, at versions that it allows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_has_all_that_the_project_asks_for_at_versions_that_it_allows() -> None:
    lines = (ROOT / "constraints-ci.txt").read_text().splitlines()
    lock = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = table["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    groups += table.get("dependency-groups", {}).values()
    asked = [Requirement(each) for group in groups for each in group if isinstance(each, str)]
    assert len(asked) > 15
    for requirement in asked:
        name = plain(requirement.name)
        assert name in lock, f"{name}: run scripts/dependencies"
        assert requirement.specifier.contains(lock[name]), f"{requirement}: the lock has {lock[name]}"
        assert requirement.specifier, f"{name}: no lowest version"


def test_continuous_integration_uses_the_lock_and_every_package_has_its_licence_listed() -> None:
    assert "PIP_CONSTRAINT" in (ROOT / ".ci" / "run").read_text()
    listed = dict(re.findall(r"^\| (\S+) \| (\S+) \|", (ROOT / "docs" / "dependencies.md").read_text(), re.M))
    lines = (ROOT / "constraints-ci.txt").read_text().splitlines()
    assert {name: version for name, version in listed.items() if name != "package"} == dict(
        line.split("==") for line in lines if not line.startswith("#")
    )
