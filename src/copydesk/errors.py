"""The errors that Copydesk raises, as a tree.

    CopydeskError
    ├── SourceError        a source cannot be opened or read as what it claims to be
    ├── EvidenceError      an article does not say the words that a record cites
    ├── ContractError      a JSON object is not what the contract asks for
    └── CollectionError    a collection file cannot be opened, read or written

A page that holds no article raises nothing: it gets a `Refusal` (see `copydesk.article.reading`).
Each message says where, what, and what to do.
"""

from __future__ import annotations


class CopydeskError(Exception):
    """What every error of this package is."""


class SourceError(CopydeskError):
    """A source cannot be opened, or is not what it claims to be."""

    def __init__(self, location: str, what: str, remedy: str) -> None:
        super().__init__(location, what, remedy)  # as args, so it survives pickling
        self.location, self.what, self.remedy = location, what, remedy

    def __str__(self) -> str:
        return f"{self.location}: {self.what}; {self.remedy}"


class EvidenceError(CopydeskError):
    """The article does not say these words at this place."""

    def __init__(self, article_id: str, start: int, end: int, exact: str, found: str) -> None:
        super().__init__(article_id, start, end, exact, found)
        self.article_id, self.start, self.end = article_id, start, end
        self.exact, self.found = exact, found

    def __str__(self) -> str:
        return (
            f"{self.article_id}[{self.start}:{self.end}] reads {self.found!r}, "
            f"not {self.exact!r}; annotate the article again"
        )


class ContractError(CopydeskError):
    """A JSON object is not what the contract (docs/contract.md) asks for."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(path, what)
        self.path, self.what = path, what

    def __str__(self) -> str:
        return f"{self.what} @ {self.path}; see docs/contract.md"


class CollectionError(CopydeskError):
    """A collection file cannot be opened, read or written."""

    def __init__(self, path: str, what: str, remedy: str) -> None:
        super().__init__(path, what, remedy)
        self.path, self.what, self.remedy = path, what, remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.remedy}"
