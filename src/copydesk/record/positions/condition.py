"""Condition: the words on which a stance hangs."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from copydesk.article.span import Span
from copydesk.record.clauses import clause_of
from copydesk.record.parse import source_text
from copydesk.record.positions.lexicon import lexicon
from copydesk.record.record import Event

# Where a condition ends: with the sentence, the quotation, or where its speaker is named.
_END = re.compile(
    r"[.;!?](?=[\s”\"\'’]|$)|[”\"](?=[\s,.]|$)|,\s*[”\"]|\n"
    r"|,\s(?=(?:who|which|a|an|the|he|she)\s)"
    r"|,\s(?=(?:[^,.;]{1,60}\s)?(?:said|says|told|added|warned|according)\b)"
)
_MARKS = frozenset(("if", "unless", "until", "once", "provided", "providing"))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in lexicon().openings)
    return re.compile(rf"(?<![\w-])[“\"]?(?:{words})(?![\w-])", re.IGNORECASE)


def is_firm(condition: Span) -> bool:
    """Whether a condition opens with words that tie the deed to it: "only if", "unless"."""
    words = " ".join(condition.exact.lower().lstrip('“" ').split())
    return words.startswith(lexicon().firm)


def inside_condition(token: Token) -> str | None:
    """The word that opens the condition in which a token stands; None where it stands in none."""
    node = token
    for _ in range(12):
        if node.dep_ in ("ccomp", "pcomp") and node.head.lower_ in ("provided", "providing"):
            return str(node.head.lower_)
        if node.dep_ == "advcl":
            for child in node.children:
                if child.dep_ not in ("mark", "advmod"):
                    continue
                when = child.lower_ == "when" and child.i > 0
                if child.lower_ in _MARKS or (when and child.nbor(-1).lower_ == "only"):
                    return child.lower_
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def condition_of(doc: Doc, event: Event, trigger: Token) -> Span | None:
    """The condition of an event: its own, or one that its clause has."""
    if event.condition is not None:
        return event.condition if _opening().match(event.condition.exact.strip()) else None
    return clause_condition(doc, trigger)


def clause_condition(doc: Doc, token: Token) -> Span | None:
    """The condition in the clause of a token: "if", "unless", "only after ..."; None if none."""
    verb = clause_of(token)
    text = source_text(doc)
    low, high = (
        doc[token.sent.start].idx,
        doc[token.sent.end - 1].idx + len(doc[token.sent.end - 1].text),
    )
    for found in _opening().finditer(text, low, high):
        at = doc.char_span(found.start(), found.end(), alignment_mode="expand")
        if at is None:
            continue
        words = " ".join(found.group().lower().strip('“"').split())
        firm = words in lexicon().firm and (_under(at.root, verb) or _said_of(at.root, verb))
        if not firm and not _hangs(at.root, verb, token):
            continue
        end = _END.search(text, found.end(), high)
        stop = end.start() if end else high
        if end and text[end.start()] in '”"' and text[found.start()] in '“"':
            stop = end.start() + 1
        if found.start() < verb.idx < stop and at.root.head.i == verb.i:
            continue  # "asked if he would call": the verb is the clause's own
        exact = text[found.start() : stop].rstrip(" ,")
        if len(exact.split()) >= 3:
            return Span.of(text, found.start(), found.start() + len(exact))
    return None


def _under(mark: Token, verb: Token) -> bool:
    """Whether a mark stands under a verb with no other verb between but its own."""
    own = 0
    for node in mark.ancestors:
        if node.i == verb.i:
            return True
        if node.pos_ in ("VERB", "AUX"):
            own += 1
            if own > 1 or node.dep_ in ("ccomp", "relcl"):
                return False
    return False


def _said_of(mark: Token, verb: Token) -> bool:
    """Whether a mark hangs by the verb that tells of a deed told before it.

    "She said that her country is ready to talk, provided that ...": the parser hangs it by "said".
    """
    told = next((n for n in (verb, *verb.ancestors) if n.dep_ == "ccomp"), None)
    return told is not None and verb.i < mark.i and mark.head.i == told.head.i < told.i


def _hangs(mark: Token, verb: Token, token: Token) -> bool:
    """Whether the clause that a mark opens hangs by the verb of the deed."""
    node = mark
    for _ in range(8):
        if node.head.i == node.i:
            return node.i == verb.i
        above = node.head
        if above.i in (verb.i, token.i):
            return node.dep_ in ("advcl", "prep", "mark", "advmod", "pcomp", "cc", "dep", "ccomp")
        if node.dep_ in ("ccomp", "relcl", "acl") and node.i != mark.i:
            return False
        node = above
    return False
