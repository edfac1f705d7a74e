"""Delegations: who leads and who belongs to the teams that an article tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from copydesk.record.actors.cast import Cast, MentionKind
from copydesk.record.clauses import clause_of
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.meetings.parties import actors_of, is_both, of_word, side_of, subject_of
from copydesk.record.meetings.status import noun_status
from copydesk.record.record import ActorKind, MeetingStatus
from copydesk.record.times.frame import Way
from copydesk.record.times.tense import verb_way

# Who is asked, told or hoped to come is no member yet.
_UNSURE = frozenset(
    "insist demand want urge ask invite hope call press refuse decline reject propose suggest "
    "offer let allow consider".split()
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a team: `owner` is whose team it is, an actor; `way` tells the tense."""

    owner: str
    person: str
    leads: bool
    sentence: tuple[int, int]
    way: Way | None


def find_seats(doc: Doc, cast: Cast) -> list[Seat]:
    """Every seat that the article tells of, in text order, none twice in a sentence."""
    seats: list[Seat] = []
    for token in doc:
        lemma = token.lemma_.lower()
        words = lexicon()
        if token.pos_ in ("VERB", "AUX"):
            if lemma in words.led:
                seats += _led(cast, token)
            elif lemma in words.includes:
                seats += _included(cast, token)
            elif lemma in words.accompanies:
                seats += _accompanied(cast, token)
            elif lemma in words.represents:
                seats += _represented(cast, token)
            if lemma in words.sends:
                seats += _sent(cast, token)
            if lemma in words.attends:
                seats += _attending(cast, token)
        if token.lower_ == "including":
            seats += _including(cast, token)
        if token.lower_ == "under":
            seats += _under(cast, token)
        if token.lower_ == "that" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            seats += _that_of(doc, cast, token)
        if token.lower_ == "whose" and token.head.lemma_.lower() in words.team:
            seats += _whose(cast, token)
    seats += _chief_negotiators(doc, cast)
    return list(dict.fromkeys(seats))


def persons_in(cast: Cast, tokens: Iterable[Token]) -> list[str]:
    """The persons named (not merely meant) in some tokens, in text order."""
    at = sorted(t.i for t in tokens)
    if not at:
        return []
    inside = set(at)
    return list(
        dict.fromkeys(
            m.actor
            for m in cast.mentions
            if m.head in inside
            and m.kind is MentionKind.NAME
            and cast.actor(m.actor).kind is ActorKind.PERSON
        )
    )


def _phrase(head: Token) -> list[Token]:
    """The tokens of a noun phrase without the clauses that hang by it."""
    out, queue = [], [head]
    while queue:
        node = queue.pop()
        out.append(node)
        queue += [
            c
            for c in node.children
            if c.dep_ not in ("relcl", "acl", "prep", "poss", "advcl", "ccomp")
            and c.pos_ not in ("VERB", "AUX")
        ]
    return out


def _people(cast: Cast, head: Token) -> list[str]:
    """The persons of a noun phrase; one meant by a pronoun or an office if none is named."""
    named = persons_in(cast, _phrase(head))
    if named:
        return named
    return [a for a in actors_of(cast, head) if cast.actor(a).kind is ActorKind.PERSON]


def _listed(cast: Cast, word: Token) -> list[str]:
    """The persons named after "includes" or "including", up to where another clause begins.

    Read along the line: in long lists of offices and names the parser loses its way.
    """
    doc = word.doc
    stop = word.i + 1
    while stop < word.sent.end:
        token = doc[stop]
        if token.text in (";", "—", "–", ":") or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP"):
            break
        stop += 1
    return persons_in(cast, doc[word.i + 1 : stop])


def _way(verb: Token) -> Way | None:
    return verb_way(verb) or (verb_way(clause_of(verb.head)) if verb.head.i != verb.i else None)


def _seat(
    cast: Cast, owner: str | None, persons: list[str], leads: bool, verb: Token
) -> Iterator[Seat]:
    for n, person in enumerate(persons):
        yield Seat(
            owner or side_of(cast, person),
            person,
            leads and n == 0,
            (verb.sent.start, verb.sent.end),
            _way(verb),
        )


def _owner(cast: Cast, team: Token) -> str | None:
    """Whose team a noun names: "Iran's team", "the American side", "the delegation of Peru"."""
    for child in team.children:
        if child.dep_ == "poss" and child.lower_ not in ("whose",):
            found = actors_of(cast, child)
            if found:
                return side_of(cast, found[0]) if child.pos_ == "PRON" else found[0]
    for child in team.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < team.i:
            for actor in (*of_word(cast, child.text), *cast.all_of_token(child.i)):
                if cast.actor(actor).kind is not ActorKind.PERSON and actor != cast.of_head(team.i):
                    return actor
    for child in team.children:
        if child.lower_ in ("of", "from"):
            for inner in child.children:
                for actor in actors_of(cast, inner):
                    if cast.actor(actor).kind is not ActorKind.PERSON:
                        return actor
    own = cast.of_head(team.i)
    if own is not None and cast.actor(own).kind is not ActorKind.PERSON:
        return cast.whole(own) or side_of(cast, own)
    return None


def _is_team(token: Token) -> bool:
    return token.lemma_.lower() in lexicon().team and token.pos_ in ("NOUN", "PROPN")


def _agents(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _subject(verb: Token) -> Token | None:
    """The noun that is a verb's subject, its own or the shared one."""
    node = verb
    for _ in range(5):
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.lower_ in ("who", "which", "that") and node.dep_ == "relcl":
                    return node.head
                return child
        if node.dep_ in ("acl",) and node.tag_ in ("VBN", "VBG"):
            return node.head
        if node.dep_ not in ("conj", "xcomp", "advcl") or node.head.i == node.i:
            return None
        node = node.head
    return None


def _led(cast: Cast, verb: Token) -> Iterator[Seat]:
    agents = list(_agents(verb))
    subject = _subject(verb)
    if agents and subject is not None and is_both(subject):
        yield from _each_for(cast, verb, agents)
        return
    if agents and subject is not None:
        country = [a for a in actors_of(cast, subject) if not _is_person(cast, a)]
        if _is_team(subject):
            owner = _owner(cast, subject) or _sender(cast, subject)
        elif subject.pos_ == "PROPN" and country:
            owner = country[0]
        else:
            return
        for agent in agents[:1]:
            yield from _seat(cast, owner, _people(cast, agent), True, verb)
        return
    for child in verb.children:
        if child.dep_ == "dobj" and _is_team(child) and subject is not None:
            people = _people(cast, subject)
            if child.tag_ in ("NNS", "NNPS") and len(people) > 1:
                for person in people:  # "Orla and Aldo led the delegations": each his own
                    yield from _seat(cast, side_of(cast, person), [person], True, verb)
                continue
            yield from _seat(cast, _owner(cast, child), _people(cast, subject), True, verb)


def _each_for(cast: Cast, verb: Token, agents: list[Token]) -> Iterator[Seat]:
    """ "The two delegations, headed by Orla for Peru and Aldo for the rebels"."""
    doc = verb.doc
    names = [m for m in cast.mentions if m.kind is MentionKind.NAME and m.head > agents[0].i - 6]
    for lead in doc[agents[0].left_edge.i : verb.sent.end]:
        if lead.lower_ != "for":
            continue
        told = [m.actor for m in names if m.head < lead.i and _is_person(cast, m.actor)]
        owners = [a for c in lead.children if c.dep_ == "pobj" for a in actors_of(cast, c)]
        if told and owners and not _is_person(cast, owners[0]):
            yield from _seat(cast, owners[0], told[-1:], True, verb)


def _is_person(cast: Cast, actor: str) -> bool:
    return cast.actor(actor).kind is ActorKind.PERSON


def _sender(cast: Cast, team: Token) -> str | None:
    """Who sent the team: "Iran sent a team led by ..."."""
    verb = team.head
    if team.dep_ == "dobj" and verb.lemma_.lower() in lexicon().sends:
        found = subject_of(cast, verb)
        return found[0] if found else None
    return None


def _included(cast: Cast, verb: Token) -> Iterator[Seat]:
    subject = _subject(verb)
    if subject is not None and not _is_team(subject):
        subject = _team_before(verb) if verb.dep_ == "relcl" else None
    if subject is None:
        return
    owner = _owner(cast, subject)
    for child in subject.children:
        if child.lower_ == "whose":
            owner = _whose_owner(cast, verb, subject)
    if owner is None:
        owner = _sender(cast, subject)
    yield from _seat(cast, owner, _listed(cast, verb), False, verb)


def _team_before(verb: Token) -> Token | None:
    """The team in "headed the team in Oslo, which included": the parser may take the city."""
    doc = verb.doc
    return next(
        (
            doc[i]
            for i in range(verb.i - 1, max(verb.sent.start, verb.i - 10) - 1, -1)
            if _is_team(doc[i])
        ),
        None,
    )


def _whose_owner(cast: Cast, verb: Token, team: Token) -> str | None:
    """The side of the person before "whose delegation"."""
    clause = clause_of(team)
    if clause.dep_ == "relcl":
        found = actors_of(cast, clause.head)
        return side_of(cast, found[0]) if found else None
    before = [
        m
        for m in cast.mentions
        if m.head < team.i and m.head >= team.sent.start and m.end >= team.i - 3
    ]
    return side_of(cast, before[-1].actor) if before else None


def _whose(cast: Cast, word: Token) -> Iterator[Seat]:
    """ "Ambassador Tal, whose delegation ...": he leads it."""
    clause = clause_of(word.head)
    antecedent = clause.head if clause.dep_ == "relcl" else None
    if antecedent is None:
        before = [m for m in cast.mentions if word.i - 3 <= m.end <= word.i]
        people = [m.actor for m in before if _is_person(cast, m.actor)][-1:]
    else:
        people = _people(cast, antecedent)[:1]
    if word.head.lemma_.lower() in ("group", "party", "side"):
        return
    for person in people:
        yield from _seat(cast, side_of(cast, person), [person], True, clause)


def _accompanied(cast: Cast, verb: Token) -> Iterator[Seat]:
    """ "X, who will be accompanied by Y"; "Y will accompany X"."""
    subject = _subject(verb)
    if subject is None:
        return
    agents = list(_agents(verb))
    if agents:
        lead, mates = _people(cast, subject), [p for a in agents for p in _people(cast, a)]
    elif verb.lemma_.lower() == "accompany":
        lead = [p for c in verb.children if c.dep_ == "dobj" for p in _people(cast, c)]
        mates = _people(cast, subject)
    else:
        return
    if not lead or not mates:
        return
    side = side_of(cast, lead[0])
    own = [m for m in mates if side_of(cast, m) in (side, m)]
    yield from _seat(cast, side, lead[:1], True, verb)
    yield from _seat(cast, side, own, False, verb)


def _represented(cast: Cast, verb: Token) -> Iterator[Seat]:
    """ "Iran is represented by X"; "X will represent Iran"."""
    subject = _subject(verb)
    if subject is None:
        return
    agents = list(_agents(verb))
    if agents:
        for owner in [a for a in actors_of(cast, subject) if not _is_person(cast, a)][:1]:
            for agent in agents:
                yield from _seat(cast, owner, _people(cast, agent), True, verb)
        return
    for child in verb.children:
        if child.dep_ == "dobj":
            for owner in [a for a in actors_of(cast, child) if not _is_person(cast, a)][:1]:
                yield from _seat(cast, owner, _people(cast, subject), True, verb)


def _sent(cast: Cast, verb: Token) -> Iterator[Seat]:
    """ "China will send Vice Premier X to Geneva for talks"."""
    senders = [a for a in subject_of(cast, verb) if not _is_person(cast, a)]
    if not senders or any(c.dep_ == "neg" for c in verb.children):
        return
    goes = any(
        t.lemma_.lower() in lexicon().nouns or t.lower_ in ("to", "as") for t in verb.subtree
    )
    for child in verb.children:
        if child.dep_ == "dobj" and goes and not _is_team(child):
            yield from _seat(cast, senders[0], persons_in(cast, _phrase(child)), True, verb)


def _under(cast: Cast, lead: Token) -> Iterator[Seat]:
    """ "Sent a smaller team under its minister, X"."""
    above = lead.head
    told = [c for c in above.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
    objects = told if above.pos_ in ("VERB", "AUX") else [above]
    for team in objects:
        if not _is_team(team) or team.i > lead.i:
            continue
        owner = _owner(cast, team) or _sender(cast, team)
        for child in lead.children:
            if child.dep_ == "pobj":
                yield from _seat(cast, owner, _people(cast, child)[:1], True, clause_of(team))


def _that_of(doc: Doc, cast: Cast, that: Token) -> Iterator[Seat]:
    """ "The army's team is led by A and that of the rebels by B"."""
    stop = min(that.sent.end, that.i + 16)
    by = next((t for t in doc[that.i : stop] if t.lower_ == "by"), None)
    led = any(t.lemma_.lower() in lexicon().led for t in doc[that.sent.start : stop])
    if by is None or not led:
        return
    owners = [m.actor for m in cast.mentions if that.i + 2 <= m.head < by.i]
    people = [m.actor for m in cast.mentions if by.i < m.head < stop and _is_person(cast, m.actor)]
    if owners and people:
        yield from _seat(cast, owners[0], people[:1], True, clause_of(that))


def _including(cast: Cast, word: Token) -> Iterator[Seat]:
    """ "Other officials, including A and B, are to attend"; "a team including A and B"."""
    people = _listed(cast, word)
    group = word.head
    if not people or group.pos_ not in ("NOUN", "PROPN"):
        return
    if _is_team(group):
        yield from _seat(
            cast, _owner(cast, group) or _sender(cast, group), people, False, clause_of(group)
        )
        return
    verb = clause_of(group)
    deeds = [verb, *(c for c in verb.children if c.dep_ in ("xcomp", "conj"))]
    attends = [d for d in deeds if d.lemma_.lower() in lexicon().attends]
    if attends and not is_unsure(attends[0]):
        for person in people:
            yield from _seat(cast, side_of(cast, person), [person], False, attends[0])


def _attending(cast: Cast, verb: Token) -> Iterator[Seat]:
    """ "Foreign Minister X will attend the talks"."""
    meets = [
        t
        for t in verb.subtree
        if t.i > verb.i
        and t.lemma_.lower() in lexicon().nouns
        and t.i - verb.i < 8
        and clause_of(t).i == verb.i
    ]
    subject = _subject(verb)
    if subject is None or is_unsure(verb):
        return
    if not meets:
        yield from _took_part_for(cast, verb, subject)
        return
    if verb.lemma_.lower() in ("go", "take", "come", "join") and verb.lemma_.lower() != "take":
        return
    status = noun_status(meets[0])
    if status in (MeetingStatus.REFUSED, MeetingStatus.UNCERTAIN, MeetingStatus.PROPOSED):
        return
    for person in persons_in(cast, _phrase(subject)):
        yield from _seat(cast, side_of(cast, person), [person], False, verb)


def _took_part_for(cast: Cast, verb: Token, subject: Token) -> Iterator[Seat]:
    """ "Two ministers, Orla and Aldo, took part for Peru"."""
    if verb.lemma_.lower() not in ("take", "participate", "attend"):
        return
    leads = [t for t in verb.subtree if t.lower_ == "for" and t.i > verb.i and t.i - verb.i < 4]
    owners = [a for t in leads for c in t.children for a in actors_of(cast, c)]
    lands = [a for a in owners if not _is_person(cast, a)]
    if lands:
        people = persons_in(cast, subject.subtree)
        yield from _seat(cast, lands[0], people, False, verb)


def is_unsure(verb: Token) -> bool:
    """Whether it is denied, hedged or only wanted that somebody attends."""
    node = verb
    for _ in range(4):
        if any(c.dep_ == "neg" for c in node.children):
            return True
        if any(
            c.lower_ in ("may", "might", "could", "would", "if", "whether") for c in node.children
        ):
            return True
        if node.lemma_.lower() in _UNSURE and node.i != verb.i:
            return True
        if node.head.i == node.i or node.dep_ not in ("xcomp", "ccomp", "conj"):
            return False
        node = node.head
    return False


def _chief_negotiators(doc: Doc, cast: Cast) -> Iterator[Seat]:
    """Persons whose office is to lead a team: "Iran's chief negotiator, X"."""
    for actor in cast.actors:
        role = " ".join((actor.role or "").lower().split())
        if actor.kind is not ActorKind.PERSON or not actor.mentions:
            continue
        if any(name in role for name in lexicon().negotiators):
            span = doc.char_span(
                actor.mentions[0].start, actor.mentions[0].end, alignment_mode="expand"
            )
            if span is not None:
                sentence = (span[0].sent.start, span[0].sent.end)
                yield Seat(side_of(cast, actor.id), actor.id, True, sentence, None)
