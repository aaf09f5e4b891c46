"""Puts together the typeface of written papers: Tinos (the metrics of Times New Roman), Latin and Vietnamese letters.

In: the subsets in node_modules/@fontsource/tinos. Out: src/parix/official_documents/writing/typefaces (not in git, part of the wheel).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FROM = ROOT / "node_modules" / "@fontsource" / "tinos"
INTO = ROOT / "src" / "parix" / "official_documents" / "writing" / "typefaces"
STYLES = {"Regular": "400-normal", "Bold": "700-normal", "Italic": "400-italic", "BoldItalic": "700-italic"}
SUBSETS = ("latin", "vietnamese")


def main() -> None:
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        for style, weight in STYLES.items():
            parts = [_unpacked(FROM / "files" / f"tinos-{subset}-{weight}.woff", Path(name)) for subset in SUBSETS]
            whole = Merger().merge(parts)
            whole.recalcTimestamp = False  # the same bytes every time
            whole.save(INTO / f"Tinos-{style}.ttf")
    shutil.copy(FROM / "LICENSE", INTO / "LICENSE")


def _unpacked(path: Path, folder: Path) -> str:
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    into = folder / path.with_suffix(".ttf").name
    font.save(into)
    return str(into)


if __name__ == "__main__":
    main()
