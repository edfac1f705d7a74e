"""The accounting: every page is an article, a refusal with its reason, or in quarantine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.collection.collection import Collection


@dataclass(frozen=True, slots=True)
class Accounts:
    """Where the pages of a collection went. Revisions count as pages of their own.

    The four counts are taken from four tables: `balanced` compares them.
    """

    pages: int
    articles: int
    refusals: Mapping[str, int]
    quarantined: int
    quarantine: Mapping[str, int]  # by reason; its sum is `quarantined`
    revisions: int  # pages whose place has newer bytes
    unrecorded: int  # articles that the record stage declined
    faults: int  # places in a source where no page could be read
    unfinished_runs: int  # runs that were killed, or one that is going on

    @property
    def balanced(self) -> bool:
        """Whether pages = articles + refusals + quarantined."""
        return self.pages == self.articles + sum(self.refusals.values()) + self.quarantined

    def as_json(self) -> dict[str, object]:
        """The object of the contract, with the further counts behind."""
        return {
            "pages": self.pages,
            "articles": self.articles,
            "refusals": dict(self.refusals),
            "quarantined": self.quarantined,
            "quarantine": dict(self.quarantine),
            "revisions": self.revisions,
            "unrecorded": self.unrecorded,
            "faults": self.faults,
            "unfinished_runs": self.unfinished_runs,
        }


def accounts(collection: Collection) -> Accounts:
    """Count what a collection holds, in one consistent view."""
    with collection.reading() as db:

        def count(source: str) -> int:
            return int(db.execute(f"SELECT count(*) FROM {source}").fetchone()[0])

        def by_reason(table: str) -> dict[str, int]:
            rows = db.execute(
                f"SELECT reason, count(*) FROM {table} GROUP BY reason ORDER BY 2 DESC, 1"
            )
            return {str(reason): int(number) for reason, number in rows}

        return Accounts(
            pages=count("pages"),
            articles=count("articles"),
            refusals=by_reason("refusals"),
            quarantined=count("quarantine"),
            quarantine=by_reason("quarantine"),
            revisions=count("pages WHERE latest = 0"),
            unrecorded=count("articles WHERE record_refusal IS NOT NULL"),
            faults=count("faults"),
            unfinished_runs=count("runs WHERE finished IS NULL"),
        )
