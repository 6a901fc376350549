"""The pages: what they show of other files is current, links lead somewhere, examples run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dx7bridge.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(ROOT.glob("docs/*.md"))]


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_generated_parts_of_the_pages_are_current() -> None:
    command = [sys.executable, "scripts/tables", "--check"]
    found = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, f"{found.stdout}{found.stderr}run: make tables"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")) if "://" not in t]
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_index_names_every_page_of_the_docs() -> None:
    text = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    others = {page.name for page in ROOT.glob("docs/*.md")} - {"README.md"}
    assert {name for name in others if f"]({name})" not in text} == set()


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_the_python_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    found = blocks(page, "python")
    assert found
    for block in found:
        exec(compile(block, page, "exec"), names)


def test_the_shell_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        line for block in blocks("README.md", "sh") for line in block.splitlines() if "dx7bridge " in line
    ]
    assert lines
    for line in lines:
        found = CliRunner().invoke(main, shlex.split(line)[1:])
        assert found.exit_code == 0, f"{line}: {found.output}"


def test_the_modules_of_the_figures_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    figure = text.split("```mermaid", 1)[1].split("```", 1)[0]
    named = re.findall(r"\b((?:osc|engine|outputs)/\w+)", figure)
    assert named
    assert [name for name in named if not list((ROOT / "dx7bridge").glob(f"{name}*"))] == []
