"""Nominals: people, bodies and groups told by a noun: "the ministry", "two diplomats"."""

from __future__ import annotations

from copydesk.record.actors.groups import PARTIES, group, other_team, shared
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.mention import Draft, MentionKind, Roll
from copydesk.record.actors.names import Name, NameKind
from copydesk.record.actors.phrases import (
    LEADERS,
    Article,
    Phrase,
    new_draft,
    office_nouns,
    origin,
    read_phrase,
)
from copydesk.record.actors.pronouns import owner_of
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

_ROLES = frozenset(
    ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "conj", "poss", "agent", "ROOT", "appos")
)
_PREPS = frozenset(
    "by to with from between for against of among under than via through after on including as "
    "behind toward towards upon".split()
)
# Nouns that are people or bodies only where they act, own or are somebody's.
_SHY = frozenset(
    """source member figure player party side power force head chief leader executive office bank
    agency department company firm union panel committee mission group movement community family
    court command unit fellow woman man author coach manager anchor daily weekly magazine channel
    leadership supporter mother father husband wife son daughter brother sister mission citizen
    relative elder observer participant victim volunteer owner convoy crowd tribe contingent front
    service commission council ally partner people person doctor student driver worker teacher
    singer writer artist soldier house parent voter tenant homeowner commuter""".split()
)


# Of these, those that are somebody only where they act, whosever they are.
_DOERS = frozenset("mission unit power house service".split())
# "The next president" is nobody yet.
_OTHERS = frozenset(("next", "future", "potential", "possible", "would"))


def find_nominals(w: Words, at: dict[int, Name], roll: Roll, taken: set[int]) -> None:
    """Add mentions of known actors by a noun, and actors told by a noun alone."""
    lex = lexicon()
    for i in range(len(w)):
        if w.tag[i] in ("DT", "WDT", "IN") and (team := other_team(w, i, roll)) is not None:
            end = max(k for k in w.kids[i + 1] if w.dep[k] == "pobj") + 1
            roll.mention(team, i, end, i, MentionKind.NOMINAL)
            continue
        if w.tag[i] not in ("NN", "NNS", "NNP", "NNPS") or i in taken:
            continue
        if i in at and at[i].kind is not NameKind.UNKNOWN:
            continue
        word = w.lower[i]
        plural = w.tag[i] in ("NNS", "NNPS") or word == "people"
        noun = singular(word) if plural else word
        several_of_them = noun in lex.group and (plural or noun not in lex.person)
        written = noun in lex.written and _is_source(w, i)
        someone = written or noun in lex.person or noun in lex.relational
        body = noun in lex.organisation and not plural
        several = plural and (noun in PARTIES or noun in lex.organisation or noun == "leader")
        if not (several_of_them or someone or body or several) or not _stands(w, i):
            continue
        phrase = read_phrase(w, i, noun, plural, at)
        if w.lower[phrase.start] in ("no", "any", "neither", "each", "every", "either"):
            continue
        if any(w.lower[k] in _OTHERS for k in range(phrase.start, i)):
            continue
        border = noun == "side" and w.dep[i] == "pobj" and w.lower[w.head[i]] == "on"
        if border or _is_nobody_yet(w, phrase):
            continue
        named = _body_beside(w, phrase, at, roll)
        if named is not None:
            roll.mention(named, phrase.start, phrase.end, i, MentionKind.NOMINAL)
            continue
        owned = (phrase.code or phrase.owner is not None) and noun not in _DOERS
        if noun in _SHY and not _acts(w, i) and not owned and not _again(phrase, roll):
            continue
        one = _one_of_them(w, i, at, roll) if plural else None
        if one is not None:
            head = w.head[w.head[i]]
            roll.mention(one, head, phrase.end, head, MentionKind.NOMINAL)
            continue
        drafts = _resolve(w, phrase, roll, at, body=body, team=several_of_them, someone=someone)
        for draft in drafts:
            roll.mention(draft, phrase.start, phrase.end, i, MentionKind.NOMINAL)


def _one_of_them(w: Words, i: int, at: dict[int, Name], roll: Roll) -> Draft | None:
    """The person named in "one of its lawmakers, Arne Holt": no group besides."""
    above = w.head[i]
    if w.dep[i] != "pobj" or w.lower[above] != "of" or w.lower[w.head[above]] != "one":
        return None
    beside = [k for head in (w.head[above], i) for k in w.kids[head] if w.dep[k] == "appos"]
    drafts = [d for k in beside for d in roll.at.get(k, []) if d.kind is ActorKind.PERSON]
    return drafts[0] if drafts else None


def _body_beside(w: Words, p: Phrase, at: dict[int, Name], roll: Roll) -> Draft | None:
    """The body that a noun only says the kind of: "the regional bloc SADC", "the IGAD bloc"."""
    name = at.get(p.head + 1)
    if name is None or name.start != p.head + 1 or name.kind is not NameKind.BODY:
        name = at.get(p.head - 1)
        if p.noun not in _GENERAL or p.plural or name is None or name.kind is not NameKind.BODY:
            return None
    return next((d for k in range(name.start, name.end) for d in roll.at.get(k, [])), None)


_GENERAL = frozenset("bloc union movement group militia alliance company firm organisation".split())
# Who is appointed, sought or sent is somebody only once it is done.
_MAKING = frozenset(
    "appoint name elect choose pick find seek need want become hire nominate recruit await".split()
)
_FOUNDING = frozenset("open establish create form build found launch set".split())
_SENDING = frozenset(("send", "dispatch", "invite", "propose"))


def _is_nobody_yet(w: Words, p: Phrase) -> bool:
    """Whether a noun stands for nobody in particular: "appoint a successor", "would send an envoy".

    Nor does an "opposition to the plan" or an empty chair.
    """
    after = w.lower[p.head + 1 : p.head + 2]
    against = after in (["to"], ["from"], ["against"])
    if p.noun == "opposition" and (against or p.owner is not None):
        return True
    one = w.lower[p.start] == "one"
    if (p.noun == "chair" and (one or p.start == p.head)) or (one and w.dep[p.head] == "ROOT"):
        return True
    if p.article is not Article.INDEFINITE or p.plural or p.code:
        return False
    bare = w.tag[p.head] == "NN" and not any(
        w.tag[k] in ("DT", "CD") for k in range(p.start, p.head)
    )
    if (
        bare
        and p.noun not in lexicon().organisation
        and w.dep[p.head] in ("dobj", "pobj", "conj", "appos")
    ):
        return True  # "asked for justice", "later a senator, now president"
    verb = w.head[p.head]
    if w.dep[p.head] not in ("dobj", "oprd", "attr"):
        return False
    if w.lemma[verb] in _MAKING or (w.lemma[verb] in _FOUNDING and w.tag[verb] == "VB"):
        return True
    open_ = w.tag[verb] == "VB" or any(w.dep[k] == "neg" for k in w.kids[verb])
    return w.lemma[verb] in _SENDING and open_


def _again(p: Phrase, roll: Roll) -> bool:
    """Whether "the drivers" have been told of before as drivers."""
    return p.article is Article.DEFINITE and any(
        draft.noun == p.noun and draft.plural == p.plural for _, draft in roll.before(p.start)
    )


def _stands(w: Words, i: int) -> bool:
    """Whether the noun at token i stands for somebody, and is no part of another noun's name."""
    if w.dep[i] not in _ROLES:
        return False
    if w.dep[i] == "pobj" and w.lower[w.head[i]] not in _PREPS:
        return w.lower[w.head[i]] == "to"
    return not (i + 1 < len(w) and w.text[i + 1] == "-" and w.glued(i))


def _is_source(w: Words, i: int) -> bool:
    """Whether the noun at token i says something: "according to several studies"."""
    above = w.head[i]
    if w.dep[i] == "pobj":
        return w.lemma[w.head[above]] == "accord"
    return w.dep[i] == "nsubj" and w.lemma[above] in ("say", "show", "find", "suggest", "conclude")


def _acts(w: Words, i: int) -> bool:
    """Whether the noun at token i does something, is told something or is a source."""
    if w.dep[i] in ("nsubj", "nsubjpass", "dative"):
        return True
    above = w.head[i]
    if w.dep[i] == "pobj":
        return w.dep[above] == "agent" or w.lemma[w.head[above]] == "accord"
    return w.dep[i] == "dobj" and w.lemma[above] in (
        "tell",
        "urge",
        "ask",
        "accuse",
        "warn",
        "send",
    )


def _resolve(
    w: Words, p: Phrase, roll: Roll, at: dict[int, Name], *, body: bool, team: bool, someone: bool
) -> list[Draft]:
    """Whom a noun phrase means: actors known already, or a new one."""
    told = p.article is not Article.INDEFINITE or p.noun in PARTIES
    if p.plural and (p.noun in PARTIES | {"leader"} or (p.count and told)):
        together = shared(w, p, roll, at)
        if together:
            return together
        if p.noun in ("country", "nation", "state", "capital", "party", "neighbour", "neighbor"):
            return []
        if p.noun == "side" and p.article is not Article.OWNED and not p.code:
            return []
    if p.noun == "side" and not p.code and p.owner is None:
        return []
    owner = _owner(w, p, roll)
    if someone and not p.plural:
        return [_person(w, p, roll, at, owner)]
    if body and not p.plural:
        return [_body(w, p, roll, at, owner)]
    if p.noun in lexicon().organisation and p.noun not in lexicon().person and not team:
        return []
    return [group(w, p, roll, at, owner)]


def _owner(w: Words, p: Phrase, roll: Roll) -> Draft | None:
    """Whose it is, where a noun or name says so; pronouns stand for the nearest that fits."""
    if p.owner is None:
        return None
    if w.tag[p.owner] in ("PRP$", "WP$"):
        return owner_of(w, p.owner, roll)
    found = roll.at.get(p.owner)
    return found[0] if found else None


def _person(w: Words, p: Phrase, roll: Roll, at: dict[int, Name], owner: Draft | None) -> Draft:
    """One person told by a noun: somebody named, or known by that noun, or new."""
    lex = lexicon()
    if p.article is not Article.INDEFINITE and p.noun not in lex.relational:
        for head, draft in roll.before(p.start):
            if draft.kind is ActorKind.PERSON and _fits(w, p, draft, owner):
                return draft
            near = w.sentence[p.head] - w.sentence[head] <= _NEAR
            if near and draft.kind is ActorKind.PERSON and _is_kind_of(w, p, draft, owner):
                return draft
            same = draft.kind is ActorKind.UNNAMED and draft.noun == p.noun and not draft.plural
            whose = p.code in (None, draft.country) and owner in (None, draft.owner)
            if same and whose:
                return draft
        later = [
            d
            for d in roll.drafts
            if d.kind is ActorKind.PERSON and p.noun in office_nouns(w, d) and d.mentions
        ]
        if len(later) == 1 and p.noun in LEADERS and _fits(w, p, later[0], owner):
            return later[0]
        if p.code and owner is None and p.article is Article.DEFINITE:
            fellows = {
                id(d): d
                for _, d in roll.before(p.start)
                if d.kind is ActorKind.PERSON and origin(d) == p.code
            }
            if len(fellows) == 1 and p.noun in (
                "mediator",
                "diplomat",
                "leader",
                "envoy",
                "official",
            ):
                return next(iter(fellows.values()))
    return roll.add(new_draft(w, p, at, owner, ActorKind.UNNAMED, lex.person.get(p.noun)))


_NEAR = 3  # sentences within which a kind of office tells who is meant
# What a person's office makes him, told of again: an ambassador is "the diplomat".
_KINDS = {
    "diplomat": frozenset("ambassador envoy consul minister negotiator representative".split()),
    "lawmaker": frozenset("senator deputy mp legislator congressman congresswoman member".split()),
    "politician": frozenset("senator deputy mp leader mayor governor lawmaker".split()),
    "officer": frozenset("general colonel major captain lieutenant sergeant commander".split()),
    "cleric": frozenset("bishop archbishop imam ayatollah priest cardinal".split()),
    "official": frozenset("minister adviser secretary commissioner governor spokesman".split()),
}


def _is_kind_of(w: Words, p: Phrase, draft: Draft, owner: Draft | None) -> bool:
    """Whether "the diplomat" may mean a person of such an office."""
    if p.article is not Article.DEFINITE or owner is not None or p.end > p.head + 1:
        return False
    kinds = _KINDS.get(p.noun, frozenset())
    return bool(kinds & office_nouns(w, draft)) and not _modifiers(w, p)


def _fits(w: Words, p: Phrase, draft: Draft, owner: Draft | None) -> bool:
    """Whether a named person can be meant by "the foreign minister"."""
    nouns = office_nouns(w, draft)
    same = p.noun in nouns or (
        p.noun.startswith("spokes") and any(n.startswith("spokes") for n in nouns)
    )
    if not same:
        return False
    theirs = origin(draft)
    if p.code and theirs and theirs != p.code:
        return False
    if owner is not None and owner.kind is ActorKind.PERSON:
        return False
    # a further word must not contradict: "the defense minister" is no foreign minister
    words = {w.lower[k] for k in range(p.start, p.head) if w.tag[k] in ("NN", "NNP", "JJ")}
    words -= {"former", "then", "new", "top", "senior", "said"}
    words = {x for x in words if x in lexicon().portfolio or x in ("deputy", "prime", "vice")}
    role = {w.lower[k] for o in draft.offices for k in range(o.start, o.end)}
    return words <= role


def _body(w: Words, p: Phrase, roll: Roll, at: dict[int, Name], owner: Draft | None) -> Draft:
    """A body told by a noun: "the ministry", "Peru's army"."""
    kinds = (ActorKind.ORGANISATION, ActorKind.GROUP)
    modifiers = _modifiers(w, p)
    if p.article is not Article.INDEFINITE and (owner is None or owner.kind is ActorKind.COUNTRY):
        for _, draft in roll.before(p.start):
            if draft.kind in kinds and _same_body(p, draft, modifiers):
                return draft
    sector = lexicon().organisation.get(p.noun)
    draft = new_draft(w, p, at, owner, ActorKind.ORGANISATION, sector)
    if draft.name == "Commission" and any(d.name == "European Union" for d in roll.drafts):
        draft.name, draft.sector = "European Commission", "IGO"
    return roll.add(draft)


def _same_body(p: Phrase, draft: Draft, modifiers: set[str]) -> bool:
    """Whether "the ministry", "the group" can mean a body told of before."""
    land = not p.code or draft.country in (p.code, None)
    if draft.noun == p.noun and land and modifiers <= set(draft.name.casefold().split()):
        return True
    if p.code or modifiers or draft.kind is not ActorKind.ORGANISATION:
        return False
    return draft.sector in _MEANS.get(p.noun, ())


# What sectors a general noun may stand for.
_BANDS = ("REB", "NGO", "UNK", "MIL", "IGO")
_MEANS = {
    "group": _BANDS,
    "movement": _BANDS,
    "organisation": _BANDS,
    "organization": _BANDS,
    "faction": _BANDS,
    "militia": ("REB", "MIL"),
    "insurgency": ("REB",),
    "bloc": ("IGO",),
    "company": ("BUS",),
    "firm": ("BUS",),
    "lender": ("BUS",),
    "bank": ("BUS",),
    "retailer": ("BUS",),
    "insurer": ("BUS",),
    "automaker": ("BUS",),
    "carmaker": ("BUS",),
    "manufacturer": ("BUS",),
    "airline": ("BUS",),
    "union": ("LAB",),
}


def _modifiers(w: Words, p: Phrase) -> set[str]:
    """Words before the noun that tell it from others of its kind."""
    return {
        w.lower[k]
        for k in range(p.start, p.head)
        if w.tag[k] in ("NN", "NNP", "NNS", "JJ") and k != p.owner and k != p.code_at
    } - {"own", "new", "same", "whole"}
