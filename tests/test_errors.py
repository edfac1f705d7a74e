"""Errors tell where, what and what to do, and come back whole from another process."""

from __future__ import annotations

import pickle

import pytest

from copydesk.errors import (
    CollectionError,
    ContractError,
    CopydeskError,
    EvidenceError,
    SourceError,
)

ERRORS = [
    SourceError("news.warc.gz", "no such file", "check the path"),
    EvidenceError("a1", 3, 8, "Talks", "talks"),
    ContractError("article.text", "field missing"),
    CollectionError("talks.copydesk", "is not a collection", "name another file"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_survives_pickling(error: CopydeskError) -> None:
    """A worker process can hand any error back."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_stale_evidence_names_both_texts() -> None:
    """The message shows what the article says and what the record says."""
    message = str(EvidenceError("a1", 3, 8, "Talks", "talks"))
    assert "'Talks'" in message
    assert "'talks'" in message
    assert "annotate the article again" in message
