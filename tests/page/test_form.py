"""HTML or text without markup?"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.page.form import find_form
from copydesk.page.page import Form

CASES: list[dict[str, str]] = json.loads(
    (Path(__file__).parent / "cases" / "forms.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_form(case: dict[str, str]) -> None:
    """Fragments of HTML are HTML, and text that mentions tags is text."""
    assert find_form(case["text"]) == case["form"]


def test_declared_form_stands() -> None:
    """What the source said is not guessed again."""
    assert find_form("<p>x</p>", Form.TEXT) is Form.TEXT


@given(st.text(alphabet="<>/p! -=\"'\n", max_size=300))
def test_any_text_has_a_form(text: str) -> None:
    """Every text is one or the other."""
    assert find_form(text) in (Form.HTML, Form.TEXT)


@pytest.mark.parametrize("unit", ["<", "<!--", "<p a=", "<p a ", "<?xml ", "</p", "<p a='"])
def test_time_is_bounded(unit: str) -> None:
    """The worst text costs less than a second."""
    start = time.process_time()
    find_form(unit * 200_000)
    assert time.process_time() - start < 1
