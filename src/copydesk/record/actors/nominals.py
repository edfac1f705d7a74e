"""Nominals: people, bodies and groups told by a noun: "the ministry", "two diplomats", "his team"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copydesk.record.actors.countries import countries
from copydesk.record.actors.lexicon import lexicon, singular
from copydesk.record.actors.mention import Draft, MentionKind, Roll
from copydesk.record.actors.names import Name, NameKind
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
    singer writer artist soldier house""".split()
)
_BOTH = frozenset(("two", "both", "three", "four", "five", "six"))
_NUMBER = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PARTIES = frozenset(
    (
        "side",
        "delegation",
        "country",
        "party",
        "government",
        "nation",
        "team",
        "neighbour",
        "neighbor",
        "state",
        "capital",
    )
)
_LEADERS = frozenset(("president", "premier", "king", "chancellor", "emir", "sultan", "minister"))
_TEAM = frozenset(("delegation", "team", "side", "negotiator", "contingent"))
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


def find_nominals(w: Words, at: dict[int, Name], roll: Roll, taken: set[int]) -> None:
    """Add mentions of known actors by a noun, and actors told by a noun alone."""
    lex = lexicon()
    for i in range(len(w)):
        if w.tag[i] not in ("NN", "NNS", "NNP", "NNPS") or i in taken or i in at:
            continue
        word = w.lower[i]
        plural = w.tag[i] in ("NNS", "NNPS") or word == "people"
        noun = singular(word) if plural else word
        team = noun in lex.group and (plural or noun not in lex.person)
        someone = noun in lex.person or noun in lex.relational
        body = noun in lex.organisation and not plural
        several = plural and (noun in _PARTIES or noun in lex.organisation or noun == "leader")
        if not (team or someone or body or several) or not _stands(w, i):
            continue
        phrase = _phrase(w, i, noun, plural, at)
        if noun in _SHY and not _acts(w, i) and not (phrase.code or phrase.owner is not None):
            continue
        drafts = _resolve(w, phrase, roll, at, body=body, team=team, someone=someone)
        for draft in drafts:
            roll.mention(draft, phrase.start, phrase.end, i, MentionKind.NOMINAL)


def _stands(w: Words, i: int) -> bool:
    """Whether the noun at token i stands for somebody, and is no part of another noun's name."""
    if w.dep[i] not in _ROLES:
        return False
    if w.dep[i] == "pobj" and w.lower[w.head[i]] not in _PREPS:
        return w.lower[w.head[i]] == "to"
    return not (i + 1 < len(w) and w.text[i + 1] == "-" and w.glued(i))


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


def _phrase(w: Words, i: int, noun: str, plural: bool, at: dict[int, Name]) -> Phrase:
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
        if kid != end or w.dep[kid] not in ("prep", "acl") or w.lower[kid] in ("on", "after"):
            continue
        last = max(_subtree_end(w, kid), end)
        if last - end <= _LONGEST and not any(w.text[k] in ",;:“”" for k in range(end, last)):
            for k in range(end, last):
                if code is None and w.lower[kid] in ("of", "from", "in") and k in at:
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


def _resolve(
    w: Words, p: Phrase, roll: Roll, at: dict[int, Name], *, body: bool, team: bool, someone: bool
) -> list[Draft]:
    """Whom a noun phrase means: actors known already, or a new one."""
    if p.plural and p.noun in _PARTIES | {"leader"} or p.plural and p.count:
        shared = _shared(w, p, roll, at)
        if shared:
            return shared
        if p.noun in ("country", "nation", "state", "capital", "party", "neighbour", "neighbor"):
            return []
        if p.noun == "side" and p.article is not Article.OWNED and not p.code:
            return []
    if p.noun == "side" and not p.code and p.owner is None:
        return []
    owner = _owner(w, p, roll)
    if someone and not p.plural:
        return [_person(w, p, roll, owner)]
    if body and not p.plural:
        return [_body(w, p, roll, owner)]
    if p.noun in lexicon().organisation and p.noun not in lexicon().person and not team:
        return []
    return [_group(w, p, roll, owner)]


def _shared(w: Words, p: Phrase, roll: Roll, at: dict[int, Name]) -> list[Draft]:
    """The several actors that "the two sides", "the three ministers" stand for."""
    codes = [at[k].code for k in range(p.start, p.head) if k in at and at[k].code]
    if len(codes) > 1 and p.noun in _TEAM:
        return [_team(w, p, roll, code, None) for code in dict.fromkeys(codes) if code]
    if p.article is Article.INDEFINITE and p.count is None or p.code:
        return []
    if p.noun in ("leader", "president", "premier", "minister", "general", "official", "diplomat"):
        wanted = _LEADERS if p.noun == "leader" else frozenset((p.noun,))
        people = [
            d
            for d in roll.drafts
            if d.kind is ActorKind.PERSON and _nouns(w, d) & wanted and d.mentions
        ]
        return people if len(people) == p.count else []
    if p.article is Article.OWNED:
        return []
    number = p.count or 2
    recent: list[Draft] = []
    teams = [d for _, d in roll.before(p.start) if d.noun in _TEAM and d.kind is ActorKind.GROUP]
    pool = teams if len(dict.fromkeys(map(id, teams))) >= number else []
    for draft in pool or [d for _, d in roll.before(p.start) if d.kind is ActorKind.COUNTRY]:
        if draft not in recent:
            recent.append(draft)
        if len(recent) == number:
            return recent[::-1]
    return []


def _nouns(w: Words, draft: Draft) -> frozenset[str]:
    """The office nouns of a person."""
    return frozenset(singular(w.lower[o.head]) for o in draft.offices) | (
        {draft.noun} if draft.noun else frozenset()
    )


def _owner(w: Words, p: Phrase, roll: Roll) -> Draft | None:
    """Whose it is, where a noun or name says so; pronouns stand for the nearest that fits."""
    if p.owner is None:
        return None
    if w.tag[p.owner] in ("PRP$", "WP$"):
        return owner_of(w, p.owner, roll)
    found = roll.at.get(p.owner)
    return found[0] if found else None


def owner_of(w: Words, pronoun: int, roll: Roll) -> Draft | None:
    """Whom a possessive pronoun stands for: the nearest before it that fits, subjects first."""
    word = w.lower[pronoun]
    persons = (ActorKind.PERSON, ActorKind.UNNAMED)
    things = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)
    wanted = {"his": persons, "her": persons, "its": things}.get(word, persons + things)
    here = w.sentence[pronoun]
    best: tuple[int, Draft] | None = None
    for head, draft in roll.before(pronoun):
        distance = here - w.sentence[head]
        if distance > 2:
            break
        if draft.kind not in wanted or (
            draft.gender and {"his": "F", "her": "M"}.get(word) == draft.gender
        ):
            continue
        score = 4 * distance - 3 * (w.dep[head] in ("nsubj", "nsubjpass", "ROOT", "appos"))
        if best is None or score < best[0]:
            best = (score, draft)
    return best[1] if best else None


def _person(w: Words, p: Phrase, roll: Roll, owner: Draft | None) -> Draft:
    """One person told by a noun: somebody named, or known by that noun, or new."""
    lex = lexicon()
    before = roll.before(p.start)
    if p.article is not Article.INDEFINITE and p.noun not in lex.relational:
        for _, draft in before:
            if draft.kind is ActorKind.PERSON and _fits(w, p, draft, owner):
                return draft
            if draft.kind is ActorKind.UNNAMED and draft.noun == p.noun and not draft.plural:
                if (not p.code or p.code == draft.country) and (
                    owner is None or owner is draft.owner
                ):
                    return draft
        later = [
            d
            for d in roll.drafts
            if d.kind is ActorKind.PERSON and p.noun in _nouns(w, d) and d.mentions
        ]
        if len(later) == 1 and p.noun in _LEADERS and _fits(w, p, later[0], owner):
            return later[0]
        if p.code and owner is None and p.article is Article.DEFINITE:
            same = {
                id(d): d for _, d in before if d.kind is ActorKind.PERSON and _code(d) == p.code
            }
            if len(same) == 1 and p.noun in ("mediator", "diplomat", "leader", "envoy", "official"):
                return next(iter(same.values()))
    return roll.add(_new(w, p, owner, ActorKind.UNNAMED, lex.person.get(p.noun)))


def _code(draft: Draft) -> str | None:
    """A country that stands with one of the person's offices."""
    return draft.country or next((o.code for o in draft.offices if o.code), None)


def _fits(w: Words, p: Phrase, draft: Draft, owner: Draft | None) -> bool:
    """Whether a named person can be meant by "the foreign minister"."""
    nouns = _nouns(w, draft)
    same = p.noun in nouns or (
        p.noun.startswith("spokes") and any(n.startswith("spokes") for n in nouns)
    )
    if not same:
        return False
    theirs = _code(draft)
    if p.code and theirs and theirs != p.code:
        return False
    if owner is not None and owner.kind is ActorKind.PERSON:
        return False
    # a further word of the office must not contradict: "the defense minister" is no foreign minister
    words = {w.lower[k] for k in range(p.start, p.head) if w.tag[k] in ("NN", "NNP", "JJ")}
    words -= {"former", "then", "new", "top", "senior", "said"}
    words = {x for x in words if x in lexicon().portfolio or x in ("deputy", "prime", "vice")}
    role = {w.lower[k] for o in draft.offices for k in range(o.start, o.end)}
    return words <= role


def _body(w: Words, p: Phrase, roll: Roll, owner: Draft | None) -> Draft:
    """A body told by a noun: "the ministry", "Sudan's army"."""
    kinds = (ActorKind.ORGANISATION, ActorKind.GROUP)
    modifiers = _modifiers(w, p)
    if p.article is not Article.INDEFINITE and (owner is None or owner.kind is ActorKind.COUNTRY):
        for _, draft in roll.before(p.start):
            if draft.kind not in kinds:
                continue
            if draft.noun == p.noun and (not p.code or draft.country in (p.code, None)):
                if modifiers <= set(draft.name.casefold().split()) or not modifiers:
                    return draft
            if p.code or modifiers:
                continue
            general = p.noun in ("group", "movement", "organisation", "organization", "faction")
            armed = p.noun in ("militia", "insurgency") and draft.sector in ("REB", "MIL")
            if draft.kind is ActorKind.ORGANISATION:
                if general and draft.sector in ("REB", "NGO", "UNK", "MIL", "IGO") or armed:
                    return draft
                if p.noun == "bloc" and draft.sector == "IGO":
                    return draft
                if p.noun in ("agency", "bank", "company", "party") and draft.noun == p.noun:
                    return draft
    sector = lexicon().organisation.get(p.noun)
    return roll.add(_new(w, p, owner, ActorKind.ORGANISATION, sector))


def _modifiers(w: Words, p: Phrase) -> set[str]:
    """Words before the noun that tell it from others of its kind."""
    return {
        w.lower[k]
        for k in range(p.start, p.head)
        if w.tag[k] in ("NN", "NNP", "NNS", "JJ") and k != p.owner and k != p.code_at
    } - {"own", "new", "same", "whole"}


def _group(w: Words, p: Phrase, roll: Roll, owner: Draft | None) -> Draft:
    """Several people: a delegation, two diplomats, the rebels."""
    lex = lexicon()
    if p.noun in _TEAM:
        return _team(w, p, roll, p.code, owner)
    if p.article is Article.DEFINITE:
        for _, draft in roll.before(p.start):
            if draft.noun == p.noun and draft.plural and (not p.code or p.code == draft.country):
                return draft
    unnamed = p.plural and p.noun in lex.unnamed and p.article is not Article.DEFINITE
    kind = ActorKind.UNNAMED if unnamed else ActorKind.GROUP
    sector = lex.person.get(p.noun) or lex.group.get(p.noun)
    return roll.add(_new(w, p, owner, kind, sector))


def _team(w: Words, p: Phrase, roll: Roll, code: str | None, owner: Draft | None) -> Draft:
    """A delegation, known by its country or owner, else the last one mentioned."""
    if owner is not None and code is None:
        code = owner.country or _code(owner)
    for _, draft in roll.before(p.start):
        if draft.noun not in _TEAM or draft.kind is not ActorKind.GROUP:
            continue
        if owner is not None and owner.kind is ActorKind.ORGANISATION:
            if draft.owner is owner:
                return draft
        elif (code and draft.country == code) or (
            code is None and owner is None and p.article is Article.DEFINITE
        ):
            return draft
    draft = _new(w, p, owner, ActorKind.GROUP, "GOV")
    draft.country = code
    if code and (owner is None or owner.kind is not ActorKind.ORGANISATION):
        adjective = countries()[code].adjectives[:1] or (countries()[code].name,)
        draft.name = f"{adjective[0]} {'delegation' if p.noun != 'side' else 'side'}"
    return roll.add(draft)


def _new(w: Words, p: Phrase, owner: Draft | None, kind: ActorKind, sector: str | None) -> Draft:
    """An actor told by a noun phrase alone."""
    start = p.start
    while start < p.head and (w.tag[start] in ("DT", "PDT", "PRP$", "WP$")):
        start += 1
    draft = Draft(kind, w.phrase(start, p.end), sector=sector, owner=owner, noun=p.noun)
    draft.plural = p.plural
    draft.gender = lexicon().gender.get(p.noun)
    draft.country = p.code
    draft.country_at = (p.code_at, p.code_at + 1) if p.code_at is not None else None
    if kind is ActorKind.UNNAMED and not p.plural:
        draft.role_at = (start, p.head + 1)
        words = [k for k in range(start, p.head + 1) if k != p.code_at and w.tag[k] != "POS"]
        draft.role = " ".join(w.text[k] for k in words)
    return draft
