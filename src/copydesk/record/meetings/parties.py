"""Parties: who takes part in the meeting that a noun or verb names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from copydesk.record.actors.cast import Cast
from copydesk.record.clauses import clause_of
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.places import atlas
from copydesk.record.record import ActorKind, MeetingKind, MeetingStatus
from copydesk.record.times.tense import SAYING

# How far after a noun its "between" or "with" may stand, in tokens.
_REACH = 14
VISIT = MeetingKind.VISIT
_MANY = (ActorKind.GROUP, ActorKind.UNNAMED)


def actors_of(cast: Cast, token: Token) -> tuple[str, ...]:
    """Who a noun phrase means, with all that "and" adds to it; countries by adjective too."""
    out: list[str] = []
    for head in (token, *_joined(token)):
        ids = cast.all_of_token(head.i) or _one(cast.of_head(head.i))
        if not ids:
            ids = tuple(_adjectival(cast, head)) or _one(cast.of_token(head.i))
        if not ids or (len(ids) == 1 and cast.actor(ids[0]).kind in _MANY):
            ids = _lands_of(cast, head) or _named_beside(cast, head) or ids
        if not ids and head.tag_ == "NNS" and head.lemma_.lower() in _STAFF:
            ids = _body_of(cast, head)
        out += ids
    return tuple(dict.fromkeys(out))


def _lands_of(cast: Cast, head: Token) -> tuple[str, ...]:
    """The countries of "the leaders of Peru and Chile", where there are several."""
    adjectives = tuple(dict.fromkeys(_adjectival(cast, head)))
    if len(adjectives) > 1:
        return adjectives
    found = [
        actor
        for lead in head.children
        if lead.lower_ in ("of", "from")
        for child in lead.children
        if child.dep_ == "pobj"
        for part in (child, *_joined(child))
        for actor in cast.all_of_token(part.i)
        if cast.actor(actor).kind is ActorKind.COUNTRY
    ]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


def _named_beside(cast: Cast, head: Token) -> tuple[str, ...]:
    """ "The two factions, Hamas and Fatah": those named."""
    return tuple(
        actor
        for child in head.children
        if child.dep_ == "appos"
        for part in (child, *_joined(child))
        for actor in cast.all_of_token(part.i)
        if cast.actor(actor).kind not in _MANY
    )


_STAFF = frozenset("executive official representative member leader envoy delegate expert".split())


def _body_of(cast: Cast, head: Token) -> tuple[str, ...]:
    """ "Executives of the fund": the fund."""
    inner = [c for p in head.children if p.lower_ in ("of", "from") for c in p.children]
    found = [a for c in inner if c.dep_ == "pobj" for a in cast.all_of_token(c.i)]
    return tuple(a for a in found if cast.actor(a).kind is ActorKind.ORGANISATION)


def _one(actor: str | None) -> tuple[str, ...]:
    return (actor,) if actor else ()


def _joined(token: Token) -> Iterator[Token]:
    """The conjuncts that follow a token, in order."""
    seen = {token.i}
    queue = [token]
    while queue:
        node = queue.pop(0)
        for child in (*node.children, *_parallel(node)):
            if child.dep_ == "conj" and child.i not in seen and child.pos_ not in ("VERB", "AUX"):
                seen.add(child.i)
                queue.append(child)
                yield child


_SIDES = frozenset(
    "side party delegation team negotiator government neighbour neighbor rival country".split()
)


def is_both(token: Token) -> bool:
    """ "The two sides", "both delegations", "the warring parties": those the story is about."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in _SIDES:
        return False
    words = {c.lower_ for c in token.children}
    return bool(words & {"two", "both", "warring", "rival"}) or words <= {"the"}


def _parallel(token: Token) -> list[Token]:
    """The Y of "X of Peru and Y of Chile", which the parser joins to Peru."""
    inner = [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    return [
        k
        for c in inner
        for k in c.conjuncts
        if k.i > c.i and k.i + 1 < len(k.doc) and k.doc[k.i + 1].lower_ == "of"
        if c.pos_ == k.pos_ == token.pos_ == "PROPN"
    ]


def _adjectival(cast: Cast, noun: Token) -> Iterator[str]:
    """Countries told by adjectives: "Russian and Ukrainian delegations"."""
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in ("amod", "compound", "nmod", "poss"):
            continue
        for part in (child, *_joined(child)):
            yield from of_word(cast, part.text)
            found = cast.of_head(part.i)
            if found and cast.actor(found).kind in (ActorKind.ORGANISATION, ActorKind.GROUP):
                yield found  # "the Houthi leadership"


def of_word(cast: Cast, word: str) -> Iterator[str]:
    """The countries in "Iranian", "US-China", "Russian-Ukrainian"."""
    pieces = [word] if word in atlas.adjectives() else word.replace("–", "-").split("-")
    for piece in pieces:
        code = atlas.adjectives().get(piece) or atlas.country_of(piece)
        actor = cast.country(code) if code else None
        if actor:
            yield actor


def noun_parties(doc: Doc, cast: Cast, noun: Token) -> tuple[str, ...]:
    """Who takes part in the meeting that a noun names, as far as its sentence tells."""
    out: list[str] = []
    joined = list(joined_by(doc, noun))
    for lead in joined:
        for child in lead.children:
            if child.dep_ in ("pobj", "dobj"):
                out += actors_of(cast, child)
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod", "poss"):
            out += _modifier(cast, child)
        leads = ("of", "by") if lexicon().nouns.get(noun.lemma_.lower()) is VISIT else ("of",)
        if child.i > noun.i and child.dep_ == "prep" and child.lower_ in leads:
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.lemma_.lower() not in lexicon().nouns:
                    out += actors_of(cast, inner)
    out += _invited(cast, noun)
    with_ = bool(joined) and all(t.lower_ == "with" for t in joined)
    out += _subject_parties(cast, noun, bool(joined), with_)
    if with_ and len({side_of(cast, a) for a in out}) == 1:
        out += _tellers(cast, noun) or _around(cast, noun)
    brokers = set(brokers_of(doc, cast, noun)[0]) | set(brokers_of(doc, cast, noun)[1])
    return tuple(a for a in dict.fromkeys(out) if a not in brokers)


def _modifier(cast: Cast, child: Token) -> list[str]:
    """ "Iran-US talks", "NATO foreign ministers' meeting", "Putin's visit"."""
    out = list(of_word(cast, child.text))
    for part in (child, *_joined(child)):
        if child.dep_ == "poss" or part.dep_ in ("compound", "nmod", "conj", "poss"):
            out += cast.all_of_token(part.i) or _one(cast.of_head(part.i))
        out += of_word(cast, part.text)
        for inner in part.children:
            if inner.dep_ in ("compound", "nmod", "amod", "punct") and not out:
                out += of_word(cast, inner.text)
                found = cast.of_token(inner.i)
                if found:
                    out.append(found)
    return _first_of_two(cast, child) + out


def _first_of_two(cast: Cast, child: Token) -> list[str]:
    """The country before the hyphen in "US-South Korean talks"."""
    doc, out = child.doc, list[str]()
    for token in doc[child.left_edge.i : child.i]:
        if doc[token.i + 1].text in ("-", "–") and not token.whitespace_:
            found = cast.of_token(token.i)
            land = found is not None and cast.actor(found).kind is ActorKind.COUNTRY
            out += [found] if found is not None and land else of_word(cast, token.text)
    return out


def joined_by(doc: Doc, noun: Token) -> Iterator[Token]:
    """The "between", "with" or "involving" of a meeting, wherever the parser hung it."""
    words = lexicon().joined
    for token in doc[noun.i + 1 : min(len(doc), noun.i + 1 + _REACH, noun.sent.end)]:
        if token.lower_ in words:
            if _hangs_by(token, noun) or token.head.i == noun.head.i:
                yield token
                if token.lower_ != "with":
                    return
            elif token.head.pos_ == "VERB" and token.head.i < noun.i:
                yield token
        ends = token.tag_ in ("VBD", "VBZ", "MD", "VBP") and token.i != noun.head.i
        if ends or token.text in (";", "—", "–", ":"):
            return


def _invited(cast: Cast, noun: Token) -> list[str]:
    """ "Peru invited Chile to a meeting": both."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "to" or verb.lemma_.lower() != "invite":
        return []
    guests = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return [*subject_of(cast, verb), *(a for c in guests for a in actors_of(cast, c))]


def _around(cast: Cast, noun: Token) -> list[str]:
    """ "Peru backed the plan after talks with Chile": its own talks."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("after", "following", "during", "before"):
        return []
    if noun.head.head.pos_ not in ("VERB", "AUX"):
        return []
    return subject_of(cast, clause_of(noun))


def _hangs_by(lead: Token, noun: Token) -> bool:
    """Whether a preposition belongs to a noun, or to the verb that the noun is the subject of."""
    node = lead
    for _ in range(6):
        node = node.head
        if node.i == noun.i:
            return True
        subject = noun.dep_ in ("nsubj", "nsubjpass") and node.i == noun.head.i
        if subject and node.i < lead.i:
            return True
        if node.dep_ in ("conj", "ROOT", "xcomp") or node.tag_ in ("VBD", "VBZ", "VBP"):
            return False
    return False


def _tellers(cast: Cast, noun: Token) -> list[str]:
    """ "Norway said talks with Iceland had gone well": its own talks."""
    verb = clause_of(noun)
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return []
    told = verb.head
    return subject_of(cast, told) if told.lemma_.lower() in SAYING else []


def _subject_parties(cast: Cast, noun: Token, joined: bool, with_: bool) -> list[str]:
    """Who holds, resumes, attends or travels to the meeting; who proposes talks with another."""
    words = lexicon()
    node = noun
    if noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during"):
        several = subject_of(cast, clause_of(noun))
        return several if len(several) > 1 else _told_there(cast, noun)
    for _ in range(8):
        if node.dep_ in ("nsubj", "nsubjpass", "csubj") or node.head.i == node.i:
            return []
        verb = node.head
        known = verb.lemma_.lower() in words.shared or verb.lemma_.lower() in words.verb
        if verb.i == noun.i - 1 and verb.pos_ == "VERB" and not known:
            node = verb  # "to ceasefire talks", read as an infinitive
            continue
        if verb.lemma_.lower() in ("sideline", "margin"):
            return []  # "on the sidelines of the summit": who meets there, not who holds it
        if verb.pos_ in ("NOUN", "PROPN") and node.i != noun.i and verb.i < noun.i:
            node = verb
            continue
        if verb.pos_ in ("VERB", "AUX"):
            off = any(c.lower_ == "off" for c in verb.children)
            told = lexicon().verb.get(verb.lemma_.lower())
            if with_ and told in (MeetingStatus.PROPOSED, MeetingStatus.REFUSED):
                return subject_of(cast, verb)  # "proposed talks with Chile": its own
            if verb.lemma_.lower() not in lexicon().shared and not off:
                return []
            if any(c.dep_ == "neg" for c in verb.children) and not joined:
                return []
            asked = lexicon().verb.get(verb.head.lemma_.lower()) is MeetingStatus.PROPOSED
            if asked and not with_ and verb.dep_ in ("xcomp", "pcomp", "ccomp"):
                return []  # who proposes talks need not come
            return subject_of(cast, verb)
        node = verb
    return []


_TELLING = frozenset("tell convey hand present deliver express give assure warn brief".split())


def _told_there(cast: Cast, noun: Token) -> list[str]:
    """ "Orla conveyed the answer to Aldo at a meeting": the two of them."""
    verb = clause_of(noun)
    if verb.lemma_.lower() not in _TELLING or noun.i < verb.i:
        return []
    leads = [c for c in verb.subtree if c.lower_ == "to" and c.i < noun.i]
    near = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    near += [c for lead in leads for c in lead.children if c.dep_ == "pobj"]
    heard = [a for c in near for a in actors_of(cast, c)]
    heard = [a for a in heard if cast.actor(a).kind is ActorKind.PERSON]
    return [*subject_of(cast, verb), *heard] if heard else []


def subject_of(cast: Cast, verb: Token) -> list[str]:
    """The actors that are a verb's subject, its own or the one it shares."""
    node = verb
    for _ in range(6):
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass") and not (
                child.dep_ == "nsubjpass" and node.i != verb.i
            ):
                if child.lower_ in ("who", "which", "that") and node.dep_ == "relcl":
                    return list(actors_of(cast, node.head))
                found = list(actors_of(cast, child))
                told = node.dep_ == "ccomp" and node.head.lemma_.lower() in SAYING
                if not found and told and child.lower_ in ("it", "he", "she", "they", "we"):
                    return subject_of(cast, node.head)  # "Kenya said it had met them"
                return found
        for child in node.children:
            if child.dep_ == "agent":
                return [a for c in child.children if c.dep_ == "pobj" for a in actors_of(cast, c)]
        if (
            node.dep_ in ("xcomp", "conj", "advcl", "pcomp", "acomp", "oprd")
            and node.head.i != node.i
        ):
            node = node.head
            continue
        if node.dep_ == "prep" and node.head.i != node.i:
            node = node.head
            continue
        if node.dep_ == "acl" and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            found = list(actors_of(cast, node.head))
            if not found and node.tag_ == "VB" and node.head.dep_ == "dobj":
                return subject_of(cast, node.head.head)  # "accepted an invitation to meet"
            return found
        return []
    return []


def brokers_of(doc: Doc, cast: Cast, noun: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mediators and hosts of the meeting that a noun names: "talks brokered by Oman"."""
    words = lexicon()
    mediators: list[str] = []
    hosts: list[str] = []
    for token in noun.subtree:
        if token.i <= noun.i or token.i > noun.i + _REACH:
            continue
        lemma = token.lemma_.lower()
        if token.tag_ == "VBN" and lemma in words.mediated | words.hosted:
            for agent in token.children:
                if agent.dep_ == "agent" or agent.lower_ == "by":
                    for child in agent.children:
                        if child.dep_ == "pobj":
                            side = mediators if lemma in words.mediated else hosts
                            side += actors_of(cast, child)
        if lemma in words.auspices:
            for child in token.children:
                if child.i < token.i:
                    mediators += _modifier(cast, child)
                elif child.lower_ == "of":
                    mediators += [a for c in child.children for a in actors_of(cast, c)]
    for child in noun.children:
        # "The Omani-mediated talks", "Saudi-hosted negotiations".
        text = child.text.replace("–", "-")
        if child.i < noun.i and "-" in text:
            lead, _, tail = text.rpartition("-")
            if tail in ("mediated", "brokered", "sponsored", "led", "facilitated"):
                mediators += of_word(cast, lead)
            elif tail == "hosted":
                hosts += of_word(cast, lead)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in words.mediated | words.hosted:
        found = subject_of(cast, verb)
        for along in joined_by(doc, noun):
            if doc[along.i - 1].lower_ in ("along", "together"):
                found += [a for c in along.children for a in actors_of(cast, c)]
        (mediators if verb.lemma_.lower() in words.mediated else hosts).extend(found)
    return tuple(dict.fromkeys(mediators)), tuple(dict.fromkeys(hosts))


def as_sides(cast: Cast, ids: Iterable[str]) -> tuple[str, ...]:
    """Parties to talks: the countries that persons, delegations and ministries stand for.

    Where that would leave fewer than two of several (two forces of one country), they stay.
    """
    ids = tuple(dict.fromkeys(ids))
    sides = tuple(dict.fromkeys(side_of(cast, i) for i in ids))
    lands = tuple(i for i in sides if cast.actor(i).kind is ActorKind.COUNTRY)
    if len(lands) >= 2:
        # Beside countries a person of no known country adds nothing.
        sides = tuple(i for i in sides if cast.actor(i).kind is not ActorKind.PERSON)
    if len(sides) < 2 <= len(ids):
        bodies = tuple(dict.fromkeys(body_of(cast, i) for i in ids))
        return bodies if len(bodies) >= 2 else ids
    return sides


def body_of(cast: Cast, actor_id: str) -> str:
    """The body that a person or delegation belongs to, countries apart; else itself."""
    actor = cast.actor(actor_id)
    whole = cast.whole(actor_id)
    if whole and cast.actor(whole).kind is not ActorKind.COUNTRY:
        return whole
    return actor.id


def side_of(cast: Cast, actor_id: str) -> str:
    """The country (or movement) that an actor stands for in talks; itself where none is known."""
    seen = {actor_id}
    actor = cast.actor(actor_id)
    while actor.part_of and actor.part_of not in seen:
        seen.add(actor.part_of)
        actor = cast.actor(actor.part_of)
    if actor.kind is ActorKind.COUNTRY:
        return actor.id
    own = cast.actor(actor_id).country
    if actor.country is None and own is not None:
        return cast.country(own) or actor.id
    if actor.country and actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP):
        return cast.country(actor.country) or actor.id
    if actor.country and actor.kind is ActorKind.ORGANISATION and actor.sector == "GOV":
        return cast.country(actor.country) or actor.id
    return actor.id
