"""Kinds: what a capitalised run of words names, by its words and those around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import StrEnum

from copydesk.record.actors.lexicon import Body, lexicon
from copydesk.record.actors.signs import is_thing, is_where, office_before, speaks
from copydesk.record.actors.words import Words


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    COUNTRY = "country"  # any naming of one: name, adjective, people, capital, house
    BODY = "body"
    PEOPLE = "people"  # Kurds, Democrats
    PLACE = "place"
    EVENT = "event"
    UNKNOWN = "unknown"


def classify(w: Words, start: int, end: int, titled: bool) -> tuple[NameKind, Body | None]:
    """What a run without title or country names."""
    lex = lexicon()
    last = w.lower[end - 1]
    votes = Counter(w.ent[i] for i in range(start, end) if w.ent[i])
    vote = min(votes, key=lambda kind: (-votes[kind], kind)) if votes else ""
    length = sum(w.space[i] for i in range(start, end - 1)) + 1
    ends = {w.lower[k] for k in (end - 1, start)} if length > 1 else {last}
    if is_platform(w, start, end):
        return NameKind.UNKNOWN, None
    label = w.text[end : end + 1] == [":"] and start == w.bounds[w.sentence[start]][0]
    if label and length == 1 and w.text[start].isupper() and len(w.text[start]) > 3:
        return NameKind.PERSON, None  # "NOVAK: We have no such plan."
    if length == 1 and w.text[start].isupper() and 2 <= len(w.text[start]) <= 7:
        return NameKind.BODY, _body(w, start, end)
    told = start and (w.tag[start - 1] == "NN" or opens_as_maker(w, start - 1))
    before = w.lower[start - 1] if told and w.space[start - 1] else ""
    if before in lex.maker or lex.organisation.get(before) == "JRN":
        body = _body(w, start, end)
        sector = lex.organisation.get(before, "BUS" if before in _TRADES else body.sector)
        return NameKind.BODY, body if body.sector != "UNK" else replace(body, sector=sector)
    if before in _DEALERS and vote != "PERSON" and w.lower[start] not in lex.given:
        return NameKind.BODY, replace(_body(w, start, end), sector="BUS")
    if titled and last not in lex.body_end:
        return NameKind.PERSON, None
    if any(w.lower[k] in ("of", "for", "&") for k in range(start, end)):
        return NameKind.BODY, _body(w, start, end)
    unlike = last in lex.plain_end or is_thing(w, start, end)
    if (
        (last in lex.body_end or last in lex.plain_end)
        and length > 1
        and (vote != "PERSON" or unlike)
    ):
        return NameKind.BODY, _body(w, start, end)
    if office_before(w, start):
        return NameKind.PERSON, None
    following = w.lower[end] if end < len(w) and w.dep[end - 1] == "compound" else ""
    crossing = following in lex.place_end and start > 0 and w.lower[start - 1] == "the"
    if vote == "PERSON" and not titled and (crossing or is_where(w, start, end)):
        return NameKind.PLACE, None
    if vote == "ORG" and last not in lex.body_end and is_where(w, start, end, narrow=True):
        return NameKind.PLACE, None
    if vote == "PERSON" and unlike:
        return NameKind.BODY, _body(w, start, end)
    if vote != "PERSON":
        if last in lex.event_end or following in lex.event_end:
            return NameKind.EVENT, None
        if last in lex.place_end or following in lex.place_end or "lake" in ends:
            return NameKind.PLACE, None
    if length == 1 and last in lex.organisation and not w.text[start].isupper():
        return NameKind.UNKNOWN, None
    within = start and w.lower[start - 1] in ("in", "at", "near", "outside", "from")
    if vote == "PERSON" and length == 1 and w.tag[start] == "NNPS" and not titled:
        return NameKind.PEOPLE, None
    if vote == "PERSON":
        city = length > 1 and w.lower[start] in lex.settlement
        city = city and (within or w.lower[start] == "new")
        return (NameKind.PLACE if city else NameKind.PERSON), None
    if vote in ("GPE", "LOC", "FAC"):
        return (NameKind.PERSON if length > 1 and speaks(w, end) else NameKind.PLACE), None
    if vote == "NORP":
        return NameKind.PEOPLE, None
    if 1 < length <= 4 and speaks(w, end):
        return NameKind.PERSON, None
    if length == 1 and start and w.lower[start - 1] in ("in", "at", "near", "around", "outside"):
        return NameKind.PLACE, None
    the = start > 0 and w.lower[start - 1] == "the"
    if vote == "ORG" or (the and length > 1 and w.dep[end - 1] in ("nsubj", "poss", "pobj")):
        return NameKind.BODY, _body(w, start, end)
    return NameKind.UNKNOWN, None


def is_platform(w: Words, start: int, end: int) -> bool:
    """Whether a name tells where something is posted: "wrote on Facebook", "in a post on X"."""
    text = w.phrase(start, end)
    posted = start > 0 and w.lower[start - 1] in ("on", "via")
    return text in ("X", "X.") or (posted and text.casefold() in _PLATFORMS)


_PLATFORMS = frozenset(
    ("facebook", "instagram", "telegram", "tiktok", "truth social", "twitter", "weibo", "whatsapp",
     "youtube", "linkedin", "bluesky", "threads", "mastodon", "wechat", "signal", "viber")
)  # fmt: skip


# Makers of this and that are companies; unions and services may be anything.
_TRADES = frozenset(
    """maker giant operator provider developer supplier producer carrier chain publisher utility
    platform network""".split()
)


# Who deals may be a person or a company: "the Swiss trader Glenmore".
_DEALERS = frozenset("trader investor dealer financier".split())


def _body(w: Words, start: int, end: int) -> Body:
    """A body that no table knows, its sector told by its words."""
    lex = lexicon()
    sectors = [
        lex.body_end[w.lower[i]]
        for i in range(end - 1, start - 1, -1)
        if w.lower[i] in lex.body_end
    ]
    return Body(w.phrase(start, end), (), sectors[0] if sectors else "UNK", None)


def opens_as_maker(w: Words, i: int) -> bool:
    """Whether a sentence begins with what a company makes: "Steelmaker Norrland has lost"."""
    opens = i == w.bounds[w.sentence[i]][0] and w.dep[i] == "compound"
    return opens and (w.lower[i].endswith("maker") or w.lower[i] in _MAKERS)


_MAKERS = frozenset("brewer retailer insurer lender broadcaster startup start-up regulator".split())
