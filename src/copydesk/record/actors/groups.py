"""Groups: delegations, sides, ministers, rebels; several people or parties in one mention."""

from __future__ import annotations

from copydesk.record.actors.countries import countries
from copydesk.record.actors.lexicon import lexicon
from copydesk.record.actors.mention import Draft, Roll
from copydesk.record.actors.names import Name
from copydesk.record.actors.phrases import (
    LEADERS,
    Article,
    Phrase,
    new_draft,
    office_nouns,
    origin,
)
from copydesk.record.actors.words import Words
from copydesk.record.record import ActorKind

PARTIES = frozenset(
    """side delegation country party government nation team neighbour neighbor state capital
    enemy rival foe""".split()
)
_TEAM = frozenset(("delegation", "team", "side", "negotiator", "contingent"))
_PERSONS = frozenset(
    """leader president premier minister general official diplomat men man king negotiator
    presidents admiral commander envoy secretary""".split()
)
_PARTY_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANISATION)


def shared(w: Words, p: Phrase, roll: Roll, at: dict[int, Name]) -> list[Draft]:
    """The several actors that "the two sides" or "the three ministers" stand for, if clear."""
    codes = [at[k].code for k in range(p.start, p.head) if k in at and at[k].code]
    if len(set(codes)) > 1 and p.noun in _TEAM:
        return [_team(w, p, roll, at, code, None) for code in dict.fromkeys(codes) if code]
    if (p.article is Article.INDEFINITE and p.count is None) or p.code:
        return []
    if p.noun in _PERSONS:
        wanted = LEADERS if p.noun == "leader" else frozenset((p.noun,))
        people = [
            draft
            for draft in roll.drafts
            if draft.kind is ActorKind.PERSON and office_nouns(w, draft) & wanted
        ]
        return people if len(people) == p.count else []
    if p.article is Article.OWNED:
        return []
    number = p.count or 2
    teams = list(
        dict.fromkeys(
            draft
            for _, draft in roll.before(p.start)
            if draft.noun in _TEAM and draft.kind is ActorKind.GROUP
        )
    )
    if len(teams) >= number and p.noun in ("delegation", "team", "side"):
        return teams[:number][::-1]
    return _joined(w, p.start, roll, number)


def _joined(w: Words, token: int, roll: Roll, number: int) -> list[Draft]:
    """The last parties told of together before a token: "between Iran and the United States"."""
    for head, draft in roll.before(token):
        if draft.kind not in _PARTY_KINDS or w.dep[head] == "conj":
            continue
        parties = [draft]
        todo = [head]
        while todo:
            for kid in w.kids[todo.pop()]:
                if w.dep[kid] == "conj":
                    parties += [d for d in roll.at.get(kid, []) if d.kind in _PARTY_KINDS]
                    todo.append(kid)
        if len(dict.fromkeys(parties)) == number:
            return parties
    found: list[Draft] = []
    for _, draft in roll.before(token):
        if draft.kind is ActorKind.COUNTRY and draft not in found:
            found.append(draft)
    return found[::-1] if len(found) == number else []


def group(w: Words, p: Phrase, roll: Roll, at: dict[int, Name], owner: Draft | None) -> Draft:
    """Several people: a delegation, two diplomats, the rebels."""
    lex = lexicon()
    if p.noun in _TEAM:
        return _team(w, p, roll, at, p.code, owner)
    if p.article is Article.DEFINITE and p.end == p.head + 1:
        for _, draft in roll.before(p.start):
            if draft.noun == p.noun and draft.plural and (not p.code or p.code == draft.country):
                return draft
    unnamed = p.plural and p.noun in lex.unnamed | lex.written and p.article is not Article.DEFINITE
    kind = ActorKind.UNNAMED if unnamed else ActorKind.GROUP
    sector = lex.person.get(p.noun) or lex.group.get(p.noun)
    return roll.add(new_draft(w, p, at, owner, kind, sector))


def _team(
    w: Words, p: Phrase, roll: Roll, at: dict[int, Name], code: str | None, owner: Draft | None
) -> Draft:
    """A delegation, known by its country or owner, else the last one mentioned."""
    if owner is None and code is None and p.article is Article.INDEFINITE:
        owner = _sender(w, p.head, roll)
    if owner is not None and code is None:
        code = origin(owner)
    body = owner if owner is not None and owner.kind is ActorKind.ORGANISATION else None
    for _, draft in roll.before(p.start):
        if draft.noun not in _TEAM or draft.kind is not ActorKind.GROUP:
            continue
        if body is not None:
            if draft.owner is body:
                return draft
        elif code and draft.country == code:
            return draft
    if owner is None and code is None and p.article is Article.DEFINITE:
        told = _last_team(w, p.start, roll)
        if told is not None:
            return told
    draft = new_draft(w, p, at, owner, ActorKind.GROUP, "GOV")
    if code and body is None:
        _of_country(draft, code)
    return roll.add(draft)


def _last_team(w: Words, token: int, roll: Roll) -> Draft | None:
    """The delegation last told of; of two in one sentence, its subject."""
    last: tuple[int, Draft] | None = None
    for head, draft in roll.before(token):
        if draft.noun not in _TEAM or draft.kind is not ActorKind.GROUP:
            continue
        if last is None:
            last = head, draft
        if w.sentence[head] != w.sentence[last[0]]:
            break
        if w.dep[head] in ("nsubj", "nsubjpass"):
            return draft
    return last[1] if last else None


def other_team(w: Words, i: int, roll: Roll) -> Draft | None:
    """The delegation that "that of the rebels" stands for, after "the army's delegation"."""
    if w.lower[i] not in ("that", "those") or w.lower[i + 1 : i + 2] != ["of"]:
        return None
    whose = [d for k in w.kids[i + 1] for d in roll.at.get(k, []) if w.dep[k] == "pobj"]
    near = [d for h, d in roll.before(i) if w.sentence[h] == w.sentence[i] and d.noun in _TEAM]
    if not whose or not near:
        return None
    draft = Draft(ActorKind.GROUP, f"{whose[0].name} delegation", owner=whose[0], noun="delegation")
    draft.country, draft.sector, draft.plural = whose[0].country, whose[0].sector, False
    return roll.add(draft)


def _sender(w: Words, head: int, roll: Roll) -> Draft | None:
    """Who sends a team: the subject of "Peru had sent a smaller team"."""
    if w.dep[head] != "dobj" or w.lemma[w.head[head]] not in ("send", "name", "form", "dispatch"):
        return None
    for kid in w.kids[w.head[head]]:
        if w.dep[kid] == "nsubj" and kid in roll.at:
            return roll.at[kid][0]
    return None


def _of_country(draft: Draft, code: str) -> None:
    """Name a delegation by its country: "Iran's team" is the Iranian delegation."""
    country = countries()[code]
    adjective = country.adjectives[0] if country.adjectives else country.name
    draft.country = code
    draft.name = f"{adjective} {'side' if draft.noun == 'side' else 'delegation'}"


def settle_teams(roll: Roll) -> None:
    """Name the delegations whose owner's country has come out since, and join those of one."""
    teams: dict[str, Draft] = {}
    for draft in list(roll.drafts):
        if draft.noun not in _TEAM or draft.kind is not ActorKind.GROUP:
            continue
        owner = draft.owner
        if owner is not None and owner.kind is ActorKind.ORGANISATION:
            continue
        country = draft.country or (owner.country if owner is not None else None)
        if country is None:
            continue
        _of_country(draft, country)
        draft.country = country
        first = teams.setdefault(draft.country, draft)
        if first is not draft:
            roll.join(draft, first)
