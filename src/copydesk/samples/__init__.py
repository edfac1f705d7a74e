"""Sample pages that ship with the package, so that every command works offline at once.

All outlets and people in them are invented.
"""

from __future__ import annotations

from pathlib import Path

PREFIX = "sample:"

_FOLDER = Path(__file__).parent / "pages"


def sample_names() -> list[str]:
    """The names of the shipped pages, sorted."""
    return sorted(path.name for path in _FOLDER.iterdir() if path.suffix in (".txt", ".html"))


def sample_path(name: str) -> Path | None:
    """The file of a shipped page, by its name with or without suffix; None if there is none."""
    for known in sample_names():
        if name in (known, known.rsplit(".", 1)[0]):
            return _FOLDER / known
    return None
