"""The tables of a run: contract objects as rows, and rows as contract objects again.

Each table is a folder of Parquet parts. The columns are what people group and filter by; `body`
holds the whole object as JSON. Rows of one page share its `location` and `sha256`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from copydesk.collection.write import Arrival, place_of
from copydesk.contract import SCHEMA

_PAGE = [("location", pa.string()), ("sha256", pa.string())]
_ARRIVAL = [
    *_PAGE,
    ("bytes", pa.int64()),
    ("url", pa.string()),
    ("fetched", pa.string()),
    ("http_status", pa.int32()),
]
_VERDICT = [
    ("verdict", pa.string()),
    ("verdict_score", pa.float64()),
    ("verdict_reasons", pa.list_(pa.string())),
]
_CLAIM = [*_PAGE, ("article", pa.string()), ("number", pa.int32()), ("id", pa.string())]
_SPAN = [("start", pa.int32()), ("end", pa.int32())]

# Columns that a table of the record takes over from its objects.
_COPIED = {
    "actors": ("name", "kind", "country", "role", "sector", "part_of"),
    "statements": ("kind", "act", "actor"),
    "events": ("type", "move", "status", "reported_by"),
    "meetings": ("kind", "status"),
    "positions": ("actor", "issue", "stance"),
}

TABLES: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            *_ARRIVAL,
            *_VERDICT,
            ("id", pa.string()),
            ("title", pa.string()),
            ("standfirst", pa.string()),
            ("authors", pa.list_(pa.string())),
            ("agency", pa.string()),
            ("site", pa.string()),
            ("published", pa.string()),
            ("language", pa.string()),
            ("text", pa.string()),
            (
                "paragraphs",
                pa.list_(pa.struct([*_SPAN, ("kind", pa.string()), ("where", pa.string())])),
            ),
            ("record_refusal", pa.string()),
            ("body", pa.string()),
        ]
    ),
    "ledger": pa.schema(
        [
            *_PAGE,
            ("number", pa.int32()),
            ("reason", pa.string()),
            ("text", pa.string()),
            ("before_paragraph", pa.int32()),
            ("repeat_of", pa.int32()),
            ("where", pa.string()),
        ]
    ),
    **{
        table: pa.schema(
            [
                *_CLAIM,
                *((column, pa.string()) for column in columns),
                *(
                    [("time", pa.string()), ("place", pa.string()), ("country", pa.string())]
                    if table in ("events", "meetings")
                    else []
                ),
                ("evidence", pa.string()),
                ("body", pa.string()),
            ]
        )
        for table, columns in _COPIED.items()
    },
    "refusals": pa.schema(
        [
            *_ARRIVAL,
            *_VERDICT,
            ("stage", pa.string()),  # "read"; "quarantine" (a page that broke its workers);
            ("reason", pa.string()),  # "source" (a place where no page could be read)
            ("detail", pa.string()),
            ("tries", pa.int32()),
            ("content", pa.binary()),  # zlib, in quarantine
            ("arrival", pa.string()),  # JSON: what else a quarantined page came with
        ]
    ),
}

Rows = dict[str, list[dict[str, Any]]]


def no_rows() -> Rows:
    """Every table, empty."""
    return {table: [] for table in TABLES}


def put_outcome(rows: Rows, arrival: Arrival, outcome: Mapping[str, Any]) -> None:
    """Append the rows of a page that was read: an article with its record, or a refusal."""
    page = {"location": arrival.location, "sha256": arrival.sha256}
    rows["ledger"] += [
        {**page, "number": number, **item} for number, item in enumerate(outcome["set_aside"])
    ]
    verdict = outcome["verdict"]
    head = {
        **arrival_columns(arrival),
        "verdict": verdict["kind"],
        "verdict_score": verdict["score"],
        "verdict_reasons": list(verdict["reasons"]),
    }
    article, refusal = outcome["article"], outcome["refusal"]
    if article is None:
        rows["refusals"].append({**head, **refusal})
        return
    body = {key: value for key, value in article.items() if key not in ("text", "paragraphs")}
    rows["articles"].append(
        {
            **head,
            **{name: article.get(name) for name in TABLES["articles"].names if name in article},
            "published": (article.get("published") or {}).get("value"),
            "record_refusal": None if refusal is None else _json(refusal),
            "body": _json(body),
        }
    )
    for table, columns in _COPIED.items():
        for number, item in enumerate(outcome.get(table, ())):
            place = item.get("place") or {}
            rows[table].append(
                {
                    **page,
                    "article": article["id"],
                    "number": number,
                    "id": item["id"],
                    "time": (item.get("time") or {}).get("value"),
                    "place": place.get("name"),
                    "country": place.get("country"),
                    **{column: item.get(column) for column in columns},
                    "evidence": _evidence(item.get("evidence")),
                    "body": _json(item),
                }
            )


def arrival_columns(arrival: Arrival) -> dict[str, Any]:
    """The columns that tell of a page's arrival."""
    return {
        "location": arrival.location,
        "sha256": arrival.sha256,
        "bytes": arrival.size,
        "url": arrival.url,
        "fetched": arrival.fetched,
        "http_status": arrival.http_status,
    }


def arrival_of(row: Mapping[str, Any]) -> Arrival:
    """The arrival that a row of `articles` or `refusals` tells of."""
    return Arrival(
        place_of(row["location"]),
        row["location"],
        row["sha256"],
        row["bytes"],
        row["url"],
        row["fetched"],
        row["http_status"],
    )


def outcomes(rows: Rows) -> Iterator[tuple[Arrival, dict[str, Any]]]:
    """The pages of a part that were read, with their contract objects as they went in."""
    ledgers = _by_page(rows["ledger"])
    records = {table: _by_page(rows[table]) for table in _COPIED}
    for row in (*rows["articles"], *rows["refusals"]):
        if row.get("stage") in ("quarantine", "source"):
            continue
        key = (row["location"], row["sha256"])
        is_article = "text" in row
        outcome: dict[str, Any] = {
            "schema": SCHEMA,
            "page": {
                name: row[name] for name in ("location", "url", "fetched", "http_status", "sha256")
            },
            "verdict": {
                "kind": row["verdict"],
                "score": row["verdict_score"],
                "reasons": row["verdict_reasons"],
            },
            "article": None,
            "set_aside": [
                {k: v for k, v in item.items() if k not in ("location", "sha256", "number")}
                for item in ledgers.get(key, ())
            ],
        }
        if is_article:
            outcome["article"] = {
                **json.loads(row["body"]),
                "text": row["text"],
                "paragraphs": row["paragraphs"],
            }
            declined = row["record_refusal"]
            outcome["refusal"] = json.loads(declined) if declined else None
            for table, by_page in records.items():
                outcome[table] = [json.loads(item["body"]) for item in by_page.get(key, ())]
        else:
            outcome["refusal"] = {name: row[name] for name in ("stage", "reason", "detail")}
        yield arrival_of(row), outcome


def _by_page(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["location"], row["sha256"]), []).append(row)
    return found


def _evidence(value: Any) -> str | None:
    """The words of an evidence span, or of several."""
    if value is None:
        return None
    spans = value if isinstance(value, list) else [value]
    return " … ".join(span["exact"] for span in spans)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
