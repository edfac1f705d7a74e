"""What Copydesk promises of the whole way, from bytes to record. See docs/contract.md."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.contract import article_from_json, reading_to_json, record_from_json
from copydesk.errors import EvidenceError
from copydesk.samples import sample_path

BROKEN = sample_path("broken-wire")
HTML = sample_path("harbour-strike")
assert BROKEN is not None
assert HTML is not None

# Pieces that pages are made of, whole and cut, with what breaks parsers between them.
PIECES = st.sampled_from(
    [
        *BROKEN.read_bytes().split(b"\n"),
        *HTML.read_bytes().split(b"\n"),
        b"\x00",
        b"\xff\xfe",
        b"<p",
        b"</div></div>",
        b"<![CDATA[",
        b"&#xD800;&#1114112;&bogus;",
        b"<td colspan=9999999999>",
        b"\xed\xa0\x80",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=2000), st.lists(PIECES, max_size=40).map(b"\n".join)))
def test_any_bytes_get_one_answer(page: bytes) -> None:
    """Any bytes give an article or a refusal with its reason, never both, never an exception."""
    reading = copydesk.read(page)
    assert (reading.article is None) != (reading.refusal is None)
    if reading.refusal:
        assert reading.refusal.reason
    assert copydesk.read(page) == reading
    json.dumps(reading_to_json(reading))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=5, max_size=40).map(b"\n".join))
def test_every_span_of_a_record_is_in_its_article(page: bytes) -> None:
    """Whatever a page holds, a record's words are the article's words, also after a round trip."""
    reading = copydesk.read(page)
    if reading.article is None:
        return
    record = copydesk.annotate(reading.article)
    record.check(reading.article.text)
    row = json.loads(json.dumps(reading_to_json(reading, record)))
    article = article_from_json(row["article"])
    assert article == reading.article
    if record.refusal is None:
        assert record_from_json(row, article) == record


def test_stale_evidence_is_found_out() -> None:
    """A record does not read back against an article whose words have moved."""
    assert BROKEN is not None
    reading = copydesk.read(BROKEN.read_bytes())
    assert reading.article is not None
    record = copydesk.annotate(reading.article)
    assert record.statements
    row = json.loads(json.dumps(reading_to_json(reading, record)))
    row["article"]["text"] = "Correction. " + row["article"]["text"]
    with pytest.raises(EvidenceError, match="annotate the article again"):
        record_from_json(row, article_from_json(row["article"]))


def test_nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and recording open no socket."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert HTML is not None
    reading = copydesk.read(HTML.read_bytes(), url="https://tarncourier.example/harbour")
    assert reading.article is not None
    copydesk.annotate(reading.article)


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    """Hash order, working folder and what was read before make no difference."""
    outputs = set()
    for seed, names in (("1", ["broken-wire", "harbour-strike"]), ("2", ["harbour-strike"])):
        done = subprocess.run(
            [sys.executable, "-m", "copydesk", "record", "--format", "json"]
            + [f"sample:{name}" for name in names],
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        outputs.add(done.stdout.splitlines()[-1])
    assert len(outputs) == 1
