"""Whole pages: what a user sees of a page that is only text, in many languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.article.metadata.pages import STORY

from copydesk.article.article import Metadata
from copydesk.article.read import read_page
from copydesk.page.page import Page

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("whole_pages.toml").read_text("utf-8")
)["case"]
FIELDS = ("title", "agency", "dateline", "language")


def read(case: dict[str, Any]) -> Metadata:
    """What is read of a case's lines."""
    lines = case["lines"] + (STORY if case.get("story") else [])
    page = Page(case["name"], "\n".join(lines), fetched=case.get("fetched"))
    article = read_page(page).article
    assert article is not None
    return article.metadata


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_whole_page(case: dict[str, Any]) -> None:
    """Title, people, agency, place and day are read; what the page does not tell stays empty."""
    told = read(case)
    for field in FIELDS:
        if field in case:
            assert getattr(told, field) == case[field], field
    if "authors" in case:
        assert list(told.authors) == case["authors"]
    for field in ("published", "modified"):
        if field in case:
            date = getattr(told, field)
            assert date is not None, field
            assert date.value == case[field]
    if "method" in case:
        assert told.published is not None
        assert told.published.method == case["method"]
    for field in case.get("none", ()):
        assert not getattr(told, field), field


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_days_are_never_after_the_capture(case: dict[str, Any]) -> None:
    """Whatever a page prints, its day is not after the day behind its capture."""
    told = read({**case, "fetched": "2025-03-01"})
    assert told.published is not None
    assert told.published.value[:10] <= "2025-03-02"
