"""`python -m generators [--pictures]`: write the client files, and the pictures of them."""

from __future__ import annotations

import sys
from pathlib import Path

from generators import max_package, touchosc

ROOT = Path(__file__).resolve().parent.parent


def write(root: Path = ROOT) -> None:
    """All client files below `root`."""
    for path, content in max_package.files().items():
        target = root / max_package.FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    folder = root / touchosc.FOLDER
    folder.mkdir(exist_ok=True)
    for name, document in touchosc.layouts().items():
        document.save(folder / name, validate=True)


def main() -> None:
    write()
    if "--pictures" in sys.argv[1:]:
        from PIL.Image import Dither

        from generators.pd_screen import missing, panel_picture
        from generators.pictures import pictures

        folder = ROOT / "docs" / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        for name, image in pictures().items():
            image.save(folder / name, optimize=True)
        if absent := missing():
            sys.stderr.write(f"pd-panel.png is left as it is: not installed (Debian's names): {absent}\n")
            return
        panel_picture().quantize(256, dither=Dither.NONE).save(folder / "pd-panel.png", optimize=True)


if __name__ == "__main__":
    main()
