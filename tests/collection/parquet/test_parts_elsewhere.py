"""Parts of a run are tables to other programs: DuckDB queries them, pandas reads them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas
import pytest
from tests.collection import planted_pages

from copydesk.collection.parquet.tables import TABLES


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of four parts over fifty pages: seven refused, one in quarantine."""
    folder = tmp_path_factory.mktemp("parts")
    source = folder / "in"
    source.mkdir()
    for number in range(50):
        word = "refuse" if number % 7 == 3 else "Berg"
        (source / f"{number:05}.txt").write_text(f"{word} talks {number}")
    (source / "00021.txt").write_text("raises x")
    planted_pages.run(source, folder / "out", workers=1)
    return folder / "out"


def test_duckdb_joins_the_tables(parts: Path) -> None:
    """Each table is a glob; claims join their articles by location and digest."""
    with duckdb.connect() as db:
        for name in TABLES:
            db.execute(f"CREATE VIEW {name} AS FROM read_parquet('{parts / name}/*.parquet')")
        joined = db.execute(
            "SELECT a.language, e.type, e.status, count(*), min(e.evidence = a.text)"
            " FROM events e JOIN articles a USING (location, sha256) GROUP BY ALL"
        ).fetchall()
        assert joined == [("en", "DEMAND", "demanded", 42, True)]
        fates = db.execute(
            "SELECT stage, reason, count(*) FROM refusals GROUP BY ALL ORDER BY stage"
        ).fetchall()
        assert fates == [("quarantine", "exception", 1), ("read", "listing", 7)]
        [(kind,)] = db.execute(
            "SELECT DISTINCT p.kind FROM articles, unnest(paragraphs) t(p)"
        ).fetchall()
        assert kind == "paragraph"


def test_pandas_reads_a_folder_as_one_table(parts: Path) -> None:
    """Every table, the empty ones too, with the columns that it is documented to have."""
    for name, schema in TABLES.items():
        frame = pandas.read_parquet(parts / name)
        assert list(frame.columns) == schema.names
    events = pandas.read_parquet(parts / "events")
    articles = pandas.read_parquet(parts / "articles")
    merged = events.merge(articles, on=["location", "sha256"], suffixes=("", "_of_article"))
    assert len(merged) == len(events) == 42
    assert (merged["evidence"] == merged["text"]).all()
