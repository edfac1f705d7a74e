"""Phrases: the noun phrase around a noun that stands for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copydesk.record.actors.countries import Naming
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.mention import Draft
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

LEADERS = frozenset(("president", "premier", "king", "chancellor", "emir", "sultan", "minister"))
_NUMBER = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LONGEST = 14


class Article(StrEnum):
    """How a noun phrase is opened."""

    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    OWNED = "owned"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `start` to `end` around `head`; `owner` is the possessor's head."""

    start: int
    end: int
    head: int
    noun: str
    plural: bool
    article: Article
    owner: int | None
    code: str | None
    code_at: int | None
    count: int | None


def read_phrase(w: Words, i: int, noun: str, plural: bool, at: dict[int, Name]) -> Phrase:
    """The noun phrase around token i."""
    start = w.left(i)
    owner = code = code_at = count = None
    article = Article.INDEFINITE
    for k in range(start, i):
        if k in at and at[k].kind is NameKind.COUNTRY and code is None:
            code, code_at = at[k].code, k
        if w.lower[k] in ("the", "this", "that", "these", "those", "both", "such"):
            article = Article.DEFINITE if owner is None else article
        if w.tag[k] in ("PRP$", "WP$") or (w.tag[k] == "POS" and k > start):
            owner = k if w.tag[k] != "POS" else k - 1
            article = Article.OWNED
        count = _NUMBER.get(w.lower[k], count)
    if owner is not None and code is None and owner in at:
        code = at[owner].code
        code_at = owner if code else None
    end = i + 1
    for kid in w.kids[i]:
        if kid != end or w.dep[kid] not in ("prep", "acl", "amod"):
            continue
        if w.lower[kid] == "in" and code is None and noun in lexicon().organisation:
            place = next((at[k] for k in w.kids[kid] if k in at), None)
            if place is not None and place.naming is Naming.CAPITAL:
                code, code_at = place.code, place.start  # "the government in Aden"
        if w.dep[kid] == "prep" and w.lower[kid] not in ("of", "to", "from", "with", "for"):
            continue
        last = max(_subtree_end(w, kid), end)
        if last - end <= _LONGEST and not any(w.text[k] in ",;:“”" for k in range(end, last)):
            for k in range(end, last):
                if code is None and w.lower[kid] in ("of", "from") and k in at and w.head[k] == kid:
                    code = at[k].code
                    code_at = k if code else None
            end = last
    return Phrase(start, end, i, noun, plural, article, owner, code, code_at, count)


def _subtree_end(w: Words, i: int) -> int:
    end, todo = i + 1, [i]
    while todo:
        token = todo.pop()
        end = max(end, token + 1)
        todo += [k for k in w.kids[token] if w.dep[k] not in ("relcl", "punct", "advcl")]
    return end


def new_draft(
    w: Words,
    p: Phrase,
    at: dict[int, Name],
    owner: Draft | None,
    kind: ActorKind,
    sector: str | None,
) -> Draft:
    """An actor told by a noun phrase alone."""
    start = p.start
    while start < p.head and (w.tag[start] in ("DT", "PDT", "PRP$", "WP$")):
        start += 1
    draft = Draft(kind, w.phrase(start, p.end), sector=sector, owner=owner, noun=p.noun)
    draft.plural = p.plural
    draft.gender = lexicon().gender.get(p.noun)
    draft.country = p.code
    draft.country_at = (p.code_at, p.code_at + 1) if p.code_at is not None else None
    if kind is ActorKind.UNNAMED and not p.plural and p.noun not in lexicon().written:
        draft.role_at = (start, p.head + 1)
        words = [k for k in range(start, p.head + 1) if k not in at and w.tag[k] != "POS"]
        draft.role = " ".join(w.text[k] for k in words)
    return draft


def office_nouns(w: Words, draft: Draft) -> frozenset[str]:
    """The office nouns of a person."""
    return frozenset(singular(w.lower[o.head]) for o in draft.offices) | (
        {draft.noun} if draft.noun else frozenset()
    )


def origin(draft: Draft) -> str | None:
    """A country that stands with one of the person's offices."""
    return draft.country or next((o.code for o in draft.offices if o.code), None)
