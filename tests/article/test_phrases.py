"""Standing phrases give away what is not the story, and never the story itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from copydesk.article.phrases import find_phrase

CASES = tomllib.loads((Path(__file__).parent / "phrase_cases.toml").read_text("utf-8"))
FOUND = [(reason, text) for reason, texts in CASES["found"].items() for text in texts]


@pytest.mark.parametrize(("reason", "text"), FOUND)
def test_a_standing_phrase_is_found(reason: str, text: str) -> None:
    """Lines as pages print them, in many languages."""
    found = find_phrase(text)
    assert found is not None
    assert found.value == reason


@pytest.mark.parametrize("text", CASES["story"])
def test_a_sentence_of_a_story_is_left_alone(text: str) -> None:
    """Sentences that hold the same words in a story."""
    assert find_phrase(text) is None
