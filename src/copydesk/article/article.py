"""Article: the clean text of a news page and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from copydesk.dates import Precision


class ParagraphKind(StrEnum):
    """What a kept block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A kept block. `start` and `end` are code points into `Article.text`, half-open.

    `where` is its place in the page as it came: a tag path ("html/body/article/p[3]") or "line 7".
    """

    start: int
    end: int
    kind: ParagraphKind
    where: str


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that the page offers, and where it stands."""

    value: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date of publication or change, with how far it can be trusted.

    `value` is ISO 8601 to its `precision`; `timezone` is an offset ("+02:00") or None where the
    page does not say; `method` names the witness ("json-ld", "meta article:published_time",
    "capture line" ...); `confidence` runs from 0 to 1; `candidates` are all dates found,
    best first.
    """

    value: str
    precision: Precision
    timezone: str | None
    method: str
    confidence: float
    candidates: tuple[DateCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text. `origins` says where each value came from.

    Field names follow schema.org NewsArticle where it has one.
    `reservation` is an AI or text-and-data-mining reservation that the page states (TDMRep,
    robots meta), in its words; `free` is False where the page says it is behind a paywall.
    """

    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    site: str | None = None
    published: PageDate | None = None
    modified: PageDate | None = None
    dateline: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    canonical_url: str | None = None
    free: bool | None = None
    live: bool = False
    reservation: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article.

    `text` holds the kept blocks joined by "\\n": no title in it, and no standfirst where that is
    given apart. `id` is made from the page's digest and the text, so the same page gives the
    same id in any process.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def title(self) -> str | None:
        """The headline, without the name of the site."""
        return self.metadata.title

    @property
    def standfirst(self) -> str | None:
        """The summary set between headline and body, where the page has one apart."""
        return self.metadata.standfirst

    @property
    def authors(self) -> tuple[str, ...]:
        """People who wrote it, in page order; never "Staff", an agency or a date."""
        return self.metadata.authors

    @property
    def published(self) -> PageDate | None:
        """When it was published, as far as the page tells."""
        return self.metadata.published

    @property
    def language(self) -> str | None:
        """ISO 639-1 code of the text's language."""
        return self.metadata.language
