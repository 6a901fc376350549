"""What README and docs show of other files is what those files say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_generated_parts_of_the_pages_are_current() -> None:
    command = [sys.executable, "scripts/tables", "--check"]
    found = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, f"{found.stdout}{found.stderr}run: make tables"


def test_every_link_of_the_readme_leads_somewhere() -> None:
    import re

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []
