"""A collection of the sample talks: fifteen articles on one negotiation, some of them copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import copydesk
from copydesk.cli import main

TALKS = Path(copydesk.__file__).parent / "samples" / "talks"


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection's file; tests only read it."""
    file = tmp_path_factory.mktemp("talks") / "talks.copydesk"
    added = CliRunner().invoke(main, ["add", str(TALKS), "--to", str(file)])
    assert added.exit_code == 0, added.output
    return file
