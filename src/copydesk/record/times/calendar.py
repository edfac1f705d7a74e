"""Calendar: the times of an article, and which of them a clause happened at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from copydesk.article.span import Span
from copydesk.record.parse import source_text
from copydesk.record.record import Time
from copydesk.record.times import stretch as s
from copydesk.record.times.stretch import Stretch
from copydesk.record.times.tense import DONE


class Relation(StrEnum):
    """How the deed lies to the time that is told."""

    AT = "at"
    BY = "by"
    BEFORE = "before"
    UNTIL = "until"
    SINCE = "since"
    FROM = "from"
    AFTER = "after"


_DEADLINES = (Relation.BY, Relation.BEFORE, Relation.UNTIL)
# Dependencies along which a time belongs to the same deed: objects, complements, modifiers.
_INNER = frozenset(
    "dobj obj pobj prep attr nsubjpass nsubj oprd dative agent compound amod nmod appos acomp "
    "poss npadvmod advmod pcomp quantmod nummod det".split()
)
_SAYING = frozenset(
    "say tell add state announce note report write stress warn predict claim insist argue "
    "declare explain reply remark comment deny confirm admit suggest".split()
)


# Participles that tell when the noun before them takes place: "the round, scheduled for October".
_DATING = frozenset(
    "schedule hold set plan slate start begin open convene expect conclude end due fix launch "
    "postpone tentatively".split()
)
# Participles that share the time of the deed they stand in: "resumed talks brokered by".
_SHARING = frozenset("broker mediate host hold lead convene sponsor chair facilitate".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A time with what the finder knows of it beyond the record.

    `first` and `last` are tokens, half-open, the preposition within; `root` the token by which
    it hangs in the sentence. `stretch` are the days of the words alone, before a preposition
    turns them ("since 2018" is 2018). `recurs` is True in "the first since 2018".
    """

    time: Time
    stretch: Stretch | None
    relation: Relation
    first: int
    last: int
    root: int
    recurs: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The times of one parsed article, in text order, and its day of publication."""

    doc: Doc
    published: dt.date | None
    found: tuple[Found, ...]

    @property
    def times(self) -> tuple[Time, ...]:
        """All times, in text order."""
        return tuple(item.time for item in self.found)

    def of_clause(self, token: Token) -> Time | None:
        """When the deed that `token` names happened or is to happen; None where not told.

        A deadline is none of it: see `deadline_of`.
        """
        item = self.found_of(token)
        return item.time if item else self._since(token)

    def deadline_of(self, token: Token) -> Time | None:
        """By when the deed that `token` names is to be done; None where not told.

        The deadline of a condition ("unless there is a deal by Friday") and of what was promised
        or agreed count too.
        """
        item = self._best(token, _DEADLINES)
        if item is not None:
            return item.time
        for child in clause_of(token).children:
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")}
            if child.dep_ == "xcomp" or (child.dep_ == "advcl" and marks & {"unless", "if"}):
                span = (child.left_edge.i, child.right_edge.i + 1)
                for inner in self.within(*span):
                    if inner.relation in _DEADLINES:
                        return inner.time
        return None

    def found_of(self, token: Token) -> Found | None:
        """The time of `of_clause`, with its relation and days."""
        return self._best(token, tuple(r for r in Relation if r not in _DEADLINES))

    def within(self, start: int, end: int) -> tuple[Found, ...]:
        """The times that lie in tokens `start` to `end`, half-open."""
        return tuple(x for x in self.found if start <= x.first and x.last <= end)

    def _since(self, token: Token) -> Time | None:
        """ "Have not met since the fighting erupted on April 15": from then to publication."""
        for child in clause_of(token).children:
            if child.dep_ != "advcl" or not any(c.lower_ == "since" for c in child.children):
                continue
            inner = self.found_of(child)
            if inner is None or inner.stretch is None or self.published is None:
                continue
            mark = next(c for c in child.children if c.lower_ == "since")
            whole = s.days(inner.stretch.first, self.published)
            end = inner.time.span.end if inner.time.span else 0
            if whole is not None and end > mark.idx:
                span = Span.of(source_text(self.doc), mark.idx, end)
                return Time(span, whole.value, whole.precision, False)
        return None

    def _best(self, token: Token, relations: tuple[Relation, ...]) -> Found | None:
        sentence = token.sent
        ranked = []
        for item in self.found:
            if item.relation not in relations or item.recurs:
                continue
            if not sentence.start <= item.root < sentence.end:
                continue
            rank = self._attachment(item, token)
            if rank is not None:
                ranked.append((rank, abs(item.first - token.i), item.first, item))
        return min(ranked, key=lambda x: x[:3])[3] if ranked else None

    def _attachment(self, item: Found, token: Token) -> int | None:
        """How closely a time hangs by a deed, 0 the closest; None where it does not."""
        governor = _governor(self.doc, item)
        if token.i in range(item.first, item.last) and governor.i != token.i:
            return None
        if governor.i == token.i:
            return 0
        deed, other = clause_of(token), clause_of(governor)
        is_noun = token.pos_ in ("NOUN", "PROPN")
        if is_noun and (_holds(token, governor) or _dated_by(token, other)):
            return 0
        if deed.i == other.i:
            # A noun other than ours that the time hangs by keeps it for itself.
            if governor.pos_ in ("NOUN", "PROPN"):
                return 1 if _holds(governor, token) or deed.i == token.i else 3
            return 1
        if _leads(item, other, deed):
            return 2
        if not is_noun and _object_dated_by(deed, other):
            return 2
        if other.dep_ == "xcomp" and other.head.i == deed.i:
            # "Appeared to soften on Friday" is one deed; "threatened to walk out on Saturday"
            # may be dated by what was threatened once that day is past.
            over = item.stretch is not None and self.published is not None
            over = over and item.stretch.last < self.published  # type: ignore[union-attr,operator]
            return 2 if deed.lemma_.lower() in DONE else 5 if over else None
        if deed.dep_ == "xcomp" and deed.head.i == other.i and other.lemma_.lower() in DONE:
            return 2
        if _inherits(deed, other):
            return 4
        return None


def _governor(doc: Doc, item: Found) -> Token:
    """The verb or noun that a time modifies."""
    node = doc[item.root]
    for _ in range(8):
        head = node.head
        if head.i == node.i:
            return node
        if item.first <= head.i < item.last or head.pos_ in ("ADP", "SCONJ", "PART", "ADV", "NUM"):
            node = head
            continue
        if head.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON"):
            # "In Geneva on Friday": a place that the time was hung by has no time.
            if head.pos_ == "PROPN" and head.dep_ == "pobj" and node.dep_ != "compound":
                node = head
                continue
            return head
        node = head
    return node


def clause_of(token: Token) -> Token:
    """The verb that heads the clause a token stands in."""
    node = token
    for _ in range(40):
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return node
        if node.head.i == node.i:
            return node
        node = node.head
    return node


def _holds(noun: Token, inner: Token) -> bool:
    """Whether `inner` is a modifier of the noun, verbs apart."""
    node = inner
    for _ in range(12):
        if node.i == noun.i:
            return True
        if node.pos_ in ("VERB", "AUX") or node.dep_ not in _INNER or node.head.i == node.i:
            return False
        node = node.head
    return False


def _dated_by(noun: Token, verb: Token) -> bool:
    """Whether the verb is a participle after the noun that dates it."""
    return (
        verb.dep_ in ("acl", "relcl") and verb.head.i == noun.i and verb.lemma_.lower() in _DATING
    )


def _object_dated_by(deed: Token, verb: Token) -> bool:
    """ "Attend the next round, scheduled for October": the deed's object is dated."""
    if verb.dep_ not in ("acl", "relcl") or verb.lemma_.lower() not in _DATING:
        return False
    noun = verb.head
    return noun.head.i == deed.i or (noun.dep_ == "pobj" and noun.head.head.i == deed.i)


def _leads(item: Found, first: Token, deed: Token) -> bool:
    """Whether the time opens a chain of verbs that the deed continues, or closes it."""
    chain = deed
    for _ in range(6):
        if chain.dep_ != "conj" or chain.head.i == chain.i:
            return False
        chain = chain.head
        if chain.i == first.i:
            own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in deed.children)
            return item.last <= first.i or (not own_subject and item.last <= deed.i)
    return False


def _inherits(deed: Token, other: Token) -> bool:
    """Whether the deed is told inside the clause that has the time, as a side of it.

    "Met on Sunday without agreeing", "on Friday, suggesting that", "agreed ... to meet on Friday"
    do; what somebody said on Friday that others would do does not.
    """
    node = deed
    for _ in range(4):
        if node.head.i == node.i:
            return False
        if node.dep_ == "acl" and node.tag_ == "VBN" and node.lemma_.lower() in _SHARING:
            node = clause_of(node.head)
            if node.i == other.i:
                return True
            continue
        if node.dep_ in ("advcl", "pcomp") or (node.dep_ == "prep"):
            marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
            if marks & {"if", "unless", "until", "before", "after", "because", "since", "although"}:
                return False
            node = clause_of(node.head)
            if node.i == other.i:
                return True
            continue
        if node.dep_ == "xcomp":
            if node.head.lemma_.lower() in _SAYING:
                return False
            node = node.head
            if node.i == other.i:
                return False
            continue
        return False
    return False
