"""find_positions: who stands where on what, from deeds and from words of stance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from copydesk.article.span import Span
from copydesk.record.actors.cast import Cast
from copydesk.record.clauses import clause_of
from copydesk.record.meetings.find import sentence_span
from copydesk.record.meetings.parties import actors_of, side_of, subject_of
from copydesk.record.positions.condition import (
    clause_condition,
    condition_of,
    inside_condition,
    is_firm,
)
from copydesk.record.positions.issue import Issues, name_of, object_of, share, shorten
from copydesk.record.positions.lexicon import lexicon
from copydesk.record.positions.stance import stance_of
from copydesk.record.record import ActorKind, Event, EventType, Position, Stance, Status
from copydesk.record.statements.draft import Draft, Statements
from copydesk.record.times import Calendar

_OFFERS = frozenset({"propose", "offer", "promise", "invite"})
_DEMANDS = frozenset({"demand", "request", "urge", "order"})
_GENERAL = "talks"
# Verbs that without an object answer what was put forward before.
_BARE = frozenset(
    "accept agree reject refuse decline consent object oppose respond concur approve".split()
)
# Subjects of what somebody says on his own account.
_OWN_VOICE = frozenset("we i there it nothing nobody".split())


@dataclass(frozen=True, slots=True)
class Lean:
    """A stance found, before like ones are put together."""

    actor: str
    issue: str
    stance: Stance
    token: int
    evidence: Span
    condition: Span | None
    events: tuple[str, ...]


def find_positions(
    doc: Doc,
    cast: Cast,
    statements: Statements,
    events: Sequence[Event],
    calendar: Calendar,
) -> tuple[Position, ...]:
    """The positions of a parsed article, in text order.

    Background (deeds more than 30 days old) shows no position. A later stance of one actor on one
    issue that only tells more of an earlier open one takes its place.
    """
    issues = Issues()
    leans: list[Lean] = []
    for trigger, item in _in_order(doc, statements, events):
        if isinstance(item, Event):
            found = list(_of_event(doc, cast, statements, events, calendar, issues, item, trigger))
            if not found:
                found = list(_of_words(doc, cast, statements, issues, trigger))
        elif isinstance(item, Draft):
            found = list(_of_statement(doc, cast, statements, issues, item, trigger))
        else:
            found = list(_of_words(doc, cast, statements, issues, trigger))
        leans += found
    return tuple(
        Position(f"p{n + 1}", x.actor, x.issue, x.stance, x.evidence, x.condition, x.events)
        for n, x in enumerate(_together(doc, leans))
    )


def _in_order(
    doc: Doc, statements: Statements, events: Sequence[Event]
) -> Iterator[tuple[Token, Event | Draft | None]]:
    """Events, statements that no event covers, and other words of stance, in text order."""
    out: list[tuple[int, int, Event | Draft | None]] = []
    covered: set[int] = set()
    for event in events:
        span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        if span is not None:
            out.append((_trigger(doc, event).i, 0, event))
            covered |= set(range(span.start, span.end))
    for draft in statements.drafts:
        if draft.cue_token is not None and draft.cue_token not in covered:
            out.append((draft.cue_token, 1, draft))
            covered.add(draft.cue_token)
    out += [(token.i, 2, None) for token in doc if token.i not in covered]
    for i, _, item in sorted(out, key=lambda x: x[:2]):
        yield doc[i], item


def _trigger(doc: Doc, event: Event) -> Token:
    span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    assert span is not None
    verbs = [t for t in span if t.pos_ == "VERB"]
    return verbs[-1] if verbs else span.root


def _of_event(
    doc: Doc,
    cast: Cast,
    statements: Statements,
    events: Sequence[Event],
    calendar: Calendar,
    issues: Issues,
    event: Event,
    trigger: Token,
) -> Iterator[Lean]:
    if _is_background(doc, event, trigger, calendar):
        return
    marked = inside_condition(trigger)
    if marked is not None:
        yield from _as_condition(doc, cast, statements, issues, event, trigger, marked)
        return
    condition = condition_of(doc, event, trigger)
    if event.type is EventType.THREATEN and condition is None:
        condition = _in_object(doc, event)
    together = {*event.actors, *subject_of(cast, trigger)}
    if event.move == "agree" and (
        len(together) > 1 or any(" and " in cast.actor(a).name for a in together)
    ):
        return  # what two agree on is an agreement, not a stance of either
    demanded = _but_demanded(events, event)
    if demanded is not None and condition is None:
        condition = demanded.object
    stance = stance_of(event, condition is not None, _is_hedged(trigger))
    if _is_excluded(trigger):
        stance = Stance.AGAINST
    if event.type is EventType.REQUEST and _asks_for_time(doc, event):
        stance = Stance.OPEN
    if stance is None:
        return
    actors = _actors(cast, event, trigger) or _speaker(doc, cast, statements, trigger)
    if not actors:
        return
    issue, flip = _issue(doc, cast, issues, event, trigger)
    if _is_excluded(trigger) or _is_due(trigger):
        issue = _whole(doc, trigger)
    if issue is None:
        return
    if flip and stance in (Stance.FOR, Stance.AGAINST):
        stance = Stance.AGAINST if stance is Stance.FOR else Stance.FOR
    how = "offer" if event.move in _OFFERS else "demand" if event.move in _DEMANDS else ""
    issue = issues.same(issue)
    for actor in actors[:3]:
        issues.add(issue, side_of(cast, actor), how, trigger.i)
        yield Lean(actor, issue, stance, trigger.i, event.evidence, condition, (event.id,))


def _actors(cast: Cast, event: Event, trigger: Token) -> tuple[str, ...]:
    """The actors of an event; for a ministry, and for who says "we", the country spoken for."""
    if any(c.dep_ == "nsubj" and c.lower_ == "we" for c in clause_of(trigger).children):
        return tuple(dict.fromkeys(_spoken_for(cast, actor) for actor in event.actors))
    return tuple(dict.fromkeys(_country_of(cast, actor) for actor in event.actors))


def _country_of(cast: Cast, actor_id: str) -> str:
    actor = cast.actor(actor_id)
    whole = cast.whole(actor_id)
    ministry = actor.kind is ActorKind.ORGANISATION and actor.sector == "GOV"
    if ministry and whole is not None and cast.actor(whole).kind is ActorKind.COUNTRY:
        return whole
    return actor_id


def _is_background(doc: Doc, event: Event, trigger: Token, calendar: Calendar) -> bool:
    """Whether an event is old, by its own time or as part of a sentence that looks far back."""
    if event.status not in (Status.REALISED, Status.INTENDED):
        return event.time is not None and event.time.old
    if event.time is not None:
        return event.time.old
    inside = calendar.within(trigger.sent.start, trigger.sent.end)
    return bool(inside) and all(found.time.old for found in inside)


def _as_condition(
    doc: Doc,
    cast: Cast,
    statements: Statements,
    issues: Issues,
    event: Event,
    trigger: Token,
    mark: str,
) -> Iterator[Lean]:
    """ "Unless the tariffs are withdrawn, nothing can be settled": the speaker wants it."""
    wanted = (EventType.CONCEDE, EventType.RETREAT, EventType.AGREE, EventType.DEMAND)
    if mark == "if" or event.type not in wanted:
        return
    issue, _ = _issue(doc, cast, issues, event, trigger)
    for actor in _speaker(doc, cast, statements, trigger):
        if issue:
            name = issues.same(f"{trigger.lemma_.lower()} {issue}")
            issues.add(name, side_of(cast, actor), "demand", trigger.i)
            yield Lean(actor, name, Stance.FOR, trigger.i, event.evidence, None, (event.id,))


def _in_object(doc: Doc, event: Event) -> Span | None:
    """The condition within what is threatened: "warned that it would respond if ..."."""
    if event.object is None:
        return None
    span = doc.char_span(event.object.start, event.object.end, alignment_mode="expand")
    return clause_condition(doc, span.root) if span is not None else None


def _is_hedged(trigger: Token) -> bool:
    words = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    words |= {c.lower_ for c in trigger.head.children if c.dep_ == "aux"}
    above = trigger.head.lemma_.lower() if trigger.dep_ in ("xcomp", "oprd", "acomp") else ""
    seems = ("appear", "seem", "hint", "look", "signal")
    return bool(words & {"may", "might", "could"}) or above in seems or trigger.lemma_ in seems


def _is_excluded(trigger: Token) -> bool:
    """ "Cannot be resolved by force", "must not be reopened"."""
    aux = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    negated = any(c.dep_ == "neg" for c in trigger.children)
    passive = any(c.dep_ == "nsubjpass" for c in trigger.children)
    return negated and passive and bool(aux & {"can", "must", "should", "ca"})


def _is_due(trigger: Token) -> bool:
    """ "Must be settled through dialogue"."""
    aux = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    return trigger.tag_ == "VBN" and bool(aux & {"must", "should"})


def _whole(doc: Doc, trigger: Token) -> str | None:
    """A passive clause as an issue: "conflict settled through dialogue"."""
    node = trigger
    subject: Token | None = None
    for _ in range(4):
        subject = next((c for c in node.children if c.dep_ == "nsubjpass"), None)
        if subject is not None or node.dep_ != "conj":
            break
        node = node.head
    rest = [c for c in trigger.children if c.i > trigger.i and c.dep_ in ("advmod", "prep")]
    end = max((c.right_edge.i for c in rest), default=trigger.i)
    tail = doc[trigger.i : end + 1].text
    head = doc[subject.left_edge.i : subject.right_edge.i + 1].text if subject else ""
    return shorten(f"{head} {tail}")


def _asks_for_time(doc: Doc, event: Event) -> bool:
    return event.object is not None and event.object.exact.lower().startswith(
        ("time ", "more time", "time")
    )


def _but_demanded(events: Sequence[Event], event: Event) -> Event | None:
    """ "Agreed to take part but demanded a truce first": the demand is the condition."""
    if event.type is not EventType.AGREE or event.move not in ("agree", "accept"):
        return None
    for other in events:
        if (
            other.type is EventType.DEMAND
            and other.evidence == event.evidence
            and other.trigger.start > event.trigger.end
            and set(other.actors) & set(event.actors)
            and other.move == "demand"
        ):
            return other
    return None


def _issue(
    doc: Doc, cast: Cast, issues: Issues, event: Event, trigger: Token
) -> tuple[str | None, bool]:
    """What an event is about, and whether the stance on it is the other way round."""
    found = object_of(doc, event, trigger)
    if event.type is EventType.THREATEN:
        against = _against_whom(trigger)
        if against is not None:
            return against, True
    if found is None:
        if trigger.lemma_.lower() not in _BARE and trigger.pos_ == "VERB":
            return _deed(doc, trigger), False
        if event.type in (EventType.AGREE, EventType.REJECT):
            known = issues.last("offer", trigger.i) or issues.last(None, trigger.i)
            return known or _GENERAL, False
        return shorten(event.trigger.exact), False
    head, span = found
    if event.type is EventType.REJECT and head.lemma_.lower() in lexicon().flipping:
        for lead in doc[head.i + 1 : head.i + 3]:
            if lead.lower_ in lexicon().flipping_leads and lead.dep_ == "prep":
                return shorten(doc[lead.i + 1 : lead.right_edge.i + 1].text), True
    if event.type is EventType.REQUEST and _asks_for_time(doc, event):
        return issues.last("offer", trigger.i), False
    if event.type is EventType.CONSULT and trigger.pos_ == "VERB" and cast.of_head(head.i):
        return f"talks with {cast.actor(cast.of_head(head.i) or '').name}", False
    return name_of(doc, cast, issues, head, span.exact), False


def _deed(doc: Doc, verb: Token) -> str | None:
    """A verb and what follows it as an issue: "negotiate under fire"."""
    rest = [c for c in verb.children if c.i > verb.i and c.dep_ in ("prep", "advmod", "prt")]
    end = max((c.right_edge.i for c in rest if c.lower_ not in ("if", "unless")), default=verb.i)
    return shorten(f"{verb.lemma_} {doc[verb.i + 1 : end + 1].text}")


def _against_whom(trigger: Token) -> str | None:
    """ "Threatened sanctions against anyone obstructing the talks": obstructing the talks."""
    for token in trigger.subtree:
        if token.lower_ == "against" and token.i > trigger.i:
            for child in token.children:
                for clause in child.children:
                    if clause.dep_ in ("acl", "relcl") and child.lower_ in (
                        "anyone", "those", "anybody", "whoever", "all", "country", "countries",
                    ):  # fmt: skip
                        low, high = clause.left_edge.i, clause.right_edge.i + 1
                        return shorten(trigger.doc[low:high].text)
    return None


def _speaker(doc: Doc, cast: Cast, statements: Statements, token: Token) -> tuple[str, ...]:
    """Who says what a token stands in, as the side he speaks for."""
    draft = statements.reporter(token.i)
    if draft is None or draft.actor is None or _is_outsider(cast, draft.actor):
        return ()
    subject = next((c for c in clause_of(token).children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ not in _OWN_VOICE:
        other = cast.of_head(subject.i) not in (None, draft.actor)
        if subject.pos_ == "PRON" or other:
            return ()
    return (_spoken_for(cast, draft.actor),)


def _is_outsider(cast: Cast, actor_id: str) -> bool:
    """Whether somebody speaks for himself alone: an analyst, a former official."""
    actor = cast.actor(actor_id)
    role = f"{actor.role or ''} {actor.name}".lower()
    outside = any(word in role for word in lexicon().outside_offices)
    return actor.sector in lexicon().outside_sectors or outside


def _spoken_for(cast: Cast, actor_id: str) -> str:
    """The country or body that a person speaks for where that is plain; else the person."""
    side = side_of(cast, actor_id)
    return side if cast.actor(side).kind is not ActorKind.UNNAMED else actor_id


def _of_statement(
    doc: Doc,
    cast: Cast,
    statements: Statements,
    issues: Issues,
    draft: Draft,
    cue: Token,
) -> Iterator[Lean]:
    """A stance from what somebody says, where no event tells it already."""
    words = lexicon()
    yield from _of_words(doc, cast, statements, issues, cue)
    stance = words.acts.get(draft.act)
    if draft.act in words.insist and _is_order(doc, draft):
        stance = Stance.FOR
    if stance is None or draft.actor is None or draft.negated or not draft.content:
        return
    start, end = draft.content[0]
    head = doc[start:end].root
    condition = clause_condition(doc, cue)
    issue = name_of(doc, cast, issues, head, doc[start:end].text)
    if issue is None:
        return
    if stance is Stance.FOR and condition is not None:
        stance = Stance.CONDITIONAL
    issue = issues.same(issue)
    issues.add(issue, side_of(cast, draft.actor), "demand", cue.i)
    evidence = sentence_span(doc, cue.sent.start, cue.sent.end)
    yield Lean(draft.actor, issue, stance, cue.i, evidence, condition, ())


def _is_order(doc: Doc, draft: Draft) -> bool:
    """Whether "insisted that he attend" asks for something, rather than claiming it."""
    for start, end in draft.content:
        root = doc[start:end].root
        if root.pos_ not in ("VERB", "AUX"):
            return doc[start].lower_ == "on"
        aux = {c.lemma_.lower() for c in root.children if c.dep_ in ("aux", "auxpass")}
        aux |= {c.lower_ for c in root.children if c.dep_ == "aux"}
        bare = root.tag_ == "VB" or (root.tag_ == "VBP" and not aux and _third_person(root))
        return bool(aux & lexicon().orders) or bare
    return False


def _third_person(verb: Token) -> bool:
    """Whether a base form stands after a singular name: "that Putin attend"."""
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(c.tag_ in ("NN", "NNP") or c.lower_ in ("he", "she", "it") for c in subject)


def _of_words(
    doc: Doc, cast: Cast, statements: Statements, issues: Issues, token: Token
) -> Iterator[Lean]:
    """Nouns of stance, aims, idioms and silence."""
    if token.is_space:
        return
    words = lexicon()
    lemma = token.lemma_.lower()
    evidence = sentence_span(doc, token.sent.start, token.sent.end)
    if token.pos_ == "NOUN" and lemma in words.nouns:
        leaning = words.nouns[lemma]
        owners = [a for c in token.children if c.dep_ == "poss" for a in actors_of(cast, c)]
        for child in token.children:
            if child.lower_ in leaning.leads and child.i > token.i and owners:
                issue = shorten(doc[child.i + 1 : child.right_edge.i + 1].text)
                if issue:
                    yield _lean(cast, issues, owners[0], issue, leaning.stance, token, evidence)
    elif token.pos_ in ("ADJ", "VERB") and lemma in words.adjectives and token.dep_ == "acomp":
        leaning = words.adjectives[lemma]
        flipped = any(c.dep_ == "neg" for c in token.head.children)
        owners = subject_of(cast, token) or list(_speaker(doc, cast, statements, token))
        for child in token.children:
            if child.lower_ in leaning.leads and owners and not flipped:
                words_after = doc[child.i + 1 : child.right_edge.i + 1].text
                noun = next((c for c in child.children if c.dep_ == "pobj"), child)
                issue = name_of(doc, cast, issues, noun, words_after)
                if issue:
                    yield _lean(cast, issues, owners[0], issue, leaning.stance, token, evidence)
    elif token.lemma_.lower() == "be" and any(
        c.dep_ == "nsubj" and c.lemma_.lower() in words.aims for c in token.children
    ):
        for child in token.children:
            if child.dep_ in ("xcomp", "ccomp", "attr", "advcl") and child.i > token.i:
                issue = shorten(doc[child.left_edge.i : child.right_edge.i + 1].text)
                for actor in _speaker(doc, cast, statements, token):
                    if issue and any(c.lower_ == "to" for c in child.children):
                        yield _lean(cast, issues, actor, issue, Stance.FOR, token, evidence)
    elif lemma in words.silent and any(c.dep_ == "neg" for c in token.children):
        for child in token.children:
            if child.lower_ in words.silent_leads:
                for noun in child.children:
                    if noun.lemma_.lower() in words.offered | words.demanded:
                        yield from _silence(doc, cast, issues, token, noun, evidence)
    elif token.pos_ in ("VERB", "AUX") and _is_ahead(token) and inside_condition(token) is None:
        yield from _tied(doc, cast, statements, issues, token, evidence)
    if token.pos_ == "VERB" and lemma in words.verbs and token.dep_ == "relcl":
        yield from _relative(cast, issues, token, words.verbs[lemma], evidence)
    if token.dep_ == "ROOT" or token.dep_ == "conj" or token.dep_ == "ccomp":
        yield from _idiom(doc, cast, statements, issues, token, evidence)


def _relative(
    cast: Cast, issues: Issues, verb: Token, stance: Stance, evidence: Span
) -> Iterator[Lean]:
    """ "An ultimatum that Oslo has rejected"."""
    taken = [c for c in verb.children if c.dep_ in ("dobj", "nsubj")]
    if not any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in taken):
        return
    if any(c.dep_ == "dobj" and c.tag_ not in ("WDT", "WP") for c in taken):
        return
    if any(
        c.dep_ in ("neg", "aux") and c.lower_ not in ("has", "have", "had") for c in verb.children
    ):
        return
    noun = verb.head
    issue = name_of(
        verb.doc, cast, issues, noun, verb.doc[noun.left_edge.i : verb.left_edge.i].text
    )
    for actor in subject_of(cast, verb)[:2]:
        if issue:
            yield _lean(cast, issues, actor, issue, stance, verb, evidence)


def _is_ahead(verb: Token) -> bool:
    """Whether a verb tells of what its subject will, would or can do."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(aux & {"will", "would", "shall", "can", "wo", "’ll", "'ll"})


def _tied(
    doc: Doc, cast: Cast, statements: Statements, issues: Issues, verb: Token, evidence: Span
) -> Iterator[Lean]:
    """ "Britain will restore sanctions unless there is a deal": conditional, whatever the deed."""
    condition = clause_condition(doc, verb)
    if condition is None:
        return
    own = subject_of(cast, verb)
    if not is_firm(condition) and (not own or verb.lemma_.lower() in lexicon().befalling):
        return  # "prices will rise if": a forecast
    actors = own or list(_speaker(doc, cast, statements, verb))
    if not actors or any(_is_outsider(cast, a) for a in actors):
        return
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), verb)
    objects = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "xcomp", "prep")]
    if objects:
        name = shorten(
            f"{verb.lemma_} {doc[objects[0].left_edge.i : objects[0].right_edge.i + 1].text}"
        )
    elif subject.dep_ == "expl" or subject.lower_ == "there":
        attr = next(
            (c for c in verb.children if c.dep_ in ("attr", "nsubj") and c.i > verb.i), verb
        )
        name = shorten(doc[attr.left_edge.i : attr.i + 1].text)
    else:
        end = subject.i if verb.lemma_.lower() == "be" else verb.i
        name = shorten(doc[subject.left_edge.i : end + 1].text)
    for actor in actors[:3]:
        if name:
            lean = _lean(cast, issues, actor, name, Stance.CONDITIONAL, verb, evidence)
            yield replace(lean, condition=condition)


def _silence(
    doc: Doc, cast: Cast, issues: Issues, verb: Token, noun: Token, evidence: Span
) -> Iterator[Lean]:
    issue = name_of(doc, cast, issues, noun, doc[noun.left_edge.i : noun.right_edge.i + 1].text)
    for actor in subject_of(cast, verb)[:1]:
        if issue:
            yield _lean(cast, issues, actor, issue, Stance.UNKNOWN, verb, evidence)


def _idiom(
    doc: Doc, cast: Cast, statements: Statements, issues: Issues, token: Token, evidence: Span
) -> Iterator[Lean]:
    low, high = token.left_edge.i, token.right_edge.i + 1
    said = " ".join(doc[low:high].text.lower().split())
    for words, leaning in lexicon().idioms.items():
        if re.search(rf"\b{re.escape(words)}\b", said) and clause_of(token).i == token.i:
            if not any(t.lower_ in words.split() and t.head.i == token.i for t in token.children):
                continue
            for actor in _speaker(doc, cast, statements, token):
                yield _lean(cast, issues, actor, leaning.issue, leaning.stance, token, evidence)


def _lean(
    cast: Cast,
    issues: Issues,
    actor: str,
    issue: str,
    stance: Stance,
    token: Token,
    evidence: Span,
) -> Lean:
    issue = issues.same(issue)
    issues.add(issue, side_of(cast, actor), "", token.i)
    return Lean(actor, issue, stance, token.i, evidence, None, ())


def _together(doc: Doc, leans: list[Lean]) -> list[Lean]:
    """One lean for each actor, issue and stance; an open one gives way to what tells more."""
    out: list[Lean] = []
    for lean in leans:
        for n, known in enumerate(out):
            if known.actor != lean.actor:
                continue
            beside = known.evidence == lean.evidence
            same_sentence = beside and known.stance is lean.stance
            repeats = known.issue == lean.issue and known.stance is lean.stance
            settles = known.stance is Stance.OPEN and (
                known.issue == lean.issue or (beside and bool(known.events))
            )
            joined = same_sentence and _seconds(doc, known, lean)
            if repeats or joined or settles:
                events = tuple(dict.fromkeys((*known.events, *lean.events)))
                kept = lean if settles and lean.stance is not Stance.OPEN else known
                out[n] = replace(kept, events=events, condition=kept.condition or lean.condition)
                break
        else:
            out.append(lean)
    return out


def _seconds(doc: Doc, known: Lean, lean: Lean) -> bool:
    """Whether a second deed of one sentence only presses the first: "endorsed and urged"."""
    if lean.stance in (Stance.OPEN, Stance.UNKNOWN, Stance.CONDITIONAL):
        return True
    if share(known.issue, lean.issue) and lean.stance is Stance.FOR:
        return True
    second = doc[lean.token]
    return second.lemma_.lower() in ("urge", "press", "ask", "call") and lean.stance is Stance.FOR
