"""Deeds: the stances that events show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from copydesk.article.span import Span
from copydesk.record.clauses import clause_of
from copydesk.record.meetings.parties import subject_of
from copydesk.record.positions.condition import clause_condition, condition_of, inside_condition
from copydesk.record.positions.issue import (
    asked_of,
    is_order,
    name_of,
    object_of,
    shorten,
    turned,
    with_verb,
    without_next_deed,
)
from copydesk.record.positions.lexicon import lexicon
from copydesk.record.positions.owned import given_up
from copydesk.record.positions.scene import Lean, Scene
from copydesk.record.positions.stance import stance_of
from copydesk.record.record import Event, EventType, Stance, Status

_OFFERS = frozenset({"propose", "offer", "promise", "invite"})
_DEMANDS = frozenset({"demand", "request", "urge", "order"})
# What is accepted or rejected where nothing was put forward before.
_GENERAL = "talks"
# Verbs that without an object answer what was put forward before.
_BARE = frozenset(
    "accept agree reject refuse decline consent object oppose respond concur approve".split()
)


def of_event(scene: Scene, event: Event, trigger: Token) -> Iterator[Lean]:
    """The stances that an event shows; `trigger` is the verb or noun that tells it."""
    doc, cast = scene.doc, scene.cast
    teller = scene.statements.reporter(trigger.i)
    if teller is not None and teller.negated:
        return  # "has not confirmed that it will attend"
    if scene.speaks_of_others(trigger) or given_up(trigger):
        return
    if _is_background(scene, event, trigger) or _is_nor(trigger) or _awaits(trigger):
        return
    marked = inside_condition(trigger)
    if marked is not None:
        yield from _as_condition(scene, event, trigger, marked)
        return
    condition = condition_of(doc, event, trigger)
    if event.type is EventType.THREATEN and condition is None:
        condition = _in_object(doc, event)
    if condition is not None and condition.start <= event.trigger.start < condition.end:
        return  # it is told as a part of the condition
    together = {*event.actors, *subject_of(cast, trigger)}
    if event.move in ("agree", "intend") and (
        len(together) > 1 or any(" and " in cast.actor(a).name for a in together)
    ):
        return  # what two agree on is an agreement, not a stance of either
    demanded = _but_demanded(scene.events, event)
    if demanded is not None and condition is None:
        condition = demanded.object
    warned = _warned_off(trigger)
    if warned is not None:
        for actor in _actors(scene, event, trigger)[:1]:
            yield scene.lean(actor, warned, Stance.AGAINST, trigger, event=event)
        return
    stance = stance_of(event, condition is not None, _is_hedged(trigger))
    if stance is Stance.FOR and _seems(trigger):
        stance = Stance.OPEN
    if _is_excluded(trigger) or (stance is None and _is_refusal(event, trigger)):
        stance = Stance.AGAINST
    if event.type is EventType.REQUEST and _asks_for_time(doc, event):
        stance = Stance.OPEN
    if stance is None and not _is_forbidden(trigger):
        return
    actors = _actors(scene, event, trigger)
    if not actors and not _is_anothers(trigger) and not _is_suffered(trigger):
        actors = scene.speaker(trigger)
    forbidden = _is_forbidden(trigger)
    if forbidden or _is_required(trigger):  # "Ireland must not ratify it, Brennan said"
        told = teller.actor if teller is not None else None
        actors = (told,) if told is not None else ()
        stance = Stance.AGAINST if forbidden else Stance.FOR
    if not actors or stance is None:
        return
    issue, flip = _issue(scene, event, trigger)
    weighed = _weighed(object_of(doc, event, trigger))
    if weighed is not None and stance is Stance.FOR:
        stance = Stance.OPEN
        issue = name_of(doc, cast, scene.issues, weighed, _phrase(weighed))
    if _is_excluded(trigger) or _is_due(trigger):
        issue = _whole(doc, trigger)
    if issue is None:
        return
    if flip and stance in (Stance.FOR, Stance.AGAINST):
        stance = Stance.AGAINST if stance is Stance.FOR else Stance.FOR
    deed = with_verb(trigger, "")[:-1]
    leaving = event.type is EventType.REJECT and deed in lexicon().leaving
    told_issue = turned(f"{deed} {issue}" if leaving else issue, stance)
    if told_issue is None:
        return
    threat = event.type is EventType.THREATEN and stance is Stance.FOR and not flip
    if threat and told_issue == (issue, stance):
        return  # who threatens to go to court wants something else
    issue, stance = told_issue
    how = "offer" if event.move in _OFFERS else "demand" if event.move in _DEMANDS else ""
    for actor in actors[:3]:
        yield scene.lean(actor, issue, stance, trigger, how=how, condition=condition, event=event)


def _actors(scene: Scene, event: Event, trigger: Token) -> tuple[str, ...]:
    """The actors of an event; for a ministry, and for who says "we", the country spoken for."""
    if any(c.dep_ == "nsubj" and c.lower_ == "we" for c in clause_of(trigger).children):
        return tuple(dict.fromkeys(scene.spoken_for(actor) for actor in event.actors))
    return tuple(dict.fromkeys(scene.standing_for(actor) for actor in event.actors))


def _warned_off(trigger: Token) -> str | None:
    """ "Warned both sides against drilling": drilling."""
    if trigger.lemma_.lower() != "warn":
        return None
    lead = next((c for c in trigger.children if c.lower_ == "against" and c.i > trigger.i), None)
    return None if lead is None else shorten(trigger.doc[lead.i + 1 : lead.right_edge.i + 1].text)


def _is_background(scene: Scene, event: Event, trigger: Token) -> bool:
    """Whether an event is old, by its own time or as part of a sentence that looks far back."""
    if event.status not in (Status.REALISED, Status.INTENDED):
        return event.time is not None and event.time.old
    return event.time.old if event.time is not None else scene.looks_back(trigger)


def _as_condition(scene: Scene, event: Event, trigger: Token, mark: str) -> Iterator[Lean]:
    """ "Unless the tariffs are withdrawn, nothing can be settled": the speaker wants it."""
    wanted = (EventType.CONCEDE, EventType.RETREAT, EventType.AGREE, EventType.DEMAND)
    if mark == "if" or event.type not in wanted or trigger.pos_ != "VERB":
        return
    issue, _ = _issue(scene, event, trigger)
    for actor in scene.speaker(trigger):
        if issue:
            name = with_verb(trigger, issue)
            yield scene.lean(actor, name, Stance.FOR, trigger, how="demand", event=event)


def _in_object(doc: Doc, event: Event) -> Span | None:
    """The condition within what is threatened: "warned that it would respond if ..."."""
    if event.object is None:
        return None
    span = doc.char_span(event.object.start, event.object.end, alignment_mode="expand")
    return clause_condition(doc, span.root) if span is not None else None


def _is_hedged(trigger: Token) -> bool:
    words = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    words |= {c.lower_ for c in trigger.head.children if c.dep_ == "aux"}
    return bool(words & {"may", "might", "could"}) or _seems(trigger)


def _seems(trigger: Token) -> bool:
    """ "Appears ready to pay"."""
    node = trigger
    for _ in range(3):
        if node.lemma_.lower() in ("appear", "seem", "hint", "look", "signal"):
            return True
        if node.dep_ not in ("xcomp", "oprd", "acomp"):
            return False
        node = node.head
    return False


def _is_refusal(event: Event, trigger: Token) -> bool:
    """ "Sudan will not negotiate under fire"."""
    aux = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    negated = any(c.dep_ == "neg" for c in trigger.children)
    meant = event.type in (EventType.CONSULT, EventType.COOPERATE) and len(event.actors) == 1
    return meant and negated and bool(aux & {"will", "would", "wo"})


def _is_anothers(trigger: Token) -> bool:
    """Whether somebody does it whom the cast does not know: "the two bodies agreed, she said"."""
    subjects = [c for c in clause_of(trigger).children if c.dep_ == "nsubj"]
    return any(c.pos_ in ("NOUN", "PROPN") for c in subjects)


def _is_suffered(trigger: Token) -> bool:
    """ "The offer was rejected": nobody says by whom."""
    ahead = any(c.dep_ == "aux" and c.tag_ == "MD" for c in trigger.children)
    return not ahead and any(c.dep_ == "nsubjpass" for c in trigger.children)


def _is_nor(trigger: Token) -> bool:
    """ "Neither asked for talks nor refused them"."""
    marks = [*trigger.children, *(trigger.head.children if trigger.dep_ == "conj" else ())]
    return any(c.lower_ in ("nor", "neither") and c.dep_ in ("cc", "preconj") for c in marks)


def _awaits(trigger: Token) -> bool:
    """ "Still has to be approved by the Senate"."""
    above = trigger.head.lemma_.lower()
    passive = any(c.dep_ == "auxpass" for c in trigger.children)
    return passive and trigger.dep_ == "xcomp" and above in ("have", "need", "remain")


def _is_forbidden(trigger: Token) -> bool:
    """ "Must not ratify", "should not accept"."""
    aux = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    negated = any(c.dep_ == "neg" for c in trigger.children)
    active = not any(c.dep_ == "nsubjpass" for c in trigger.children)
    return negated and active and bool(aux & {"must", "should", "ought"})


def _is_required(trigger: Token) -> bool:
    """ "All five must give their consent": who says so wants it, they may not."""
    aux = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    subject = next((c for c in trigger.children if c.dep_ == "nsubj"), None)
    own = subject is None or subject.lower_ in ("we", "i")
    return not own and bool(aux & {"must", "should", "ought"})


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


def _issue(scene: Scene, event: Event, trigger: Token) -> tuple[str | None, bool]:
    """What an event is about, and whether the stance on it is the other way round."""
    doc, cast, issues = scene.doc, scene.cast, scene.issues
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
        if event.type in (EventType.DEMAND, EventType.REQUEST):
            return None, False  # a bare "talks" that somebody insists were useful
        return shorten(event.trigger.exact), False
    head, words = found.root, without_next_deed(found)
    if event.type is EventType.REJECT:
        words = words.partition(" as ")[0]  # "rejected her demand as unaffordable"
    if head.lower_ == "part" and trigger.lemma_.lower() == "take":
        return _deed(doc, trigger), False
    step = _step_refused(trigger, head)
    if step:
        return issues.last(None, trigger.i), False
    if event.type is EventType.REJECT and head.lemma_.lower() in lexicon().flipping:
        for lead in doc[head.i + 1 : head.i + 3]:
            if lead.lower_ in lexicon().flipping_leads and lead.dep_ == "prep":
                return shorten(doc[lead.i + 1 : lead.right_edge.i + 1].text), True
    if event.type is EventType.REQUEST and _asks_for_time(doc, event):
        return issues.last("offer", trigger.i), False
    if event.type is EventType.REJECT and head.lemma_.lower() in lexicon().denied:
        return None, False
    if trigger.lemma_.lower() == "insist" and head.pos_ in ("VERB", "AUX") and not is_order(head):
        return None, False  # "insisted that the talks were useful" claims, it asks for nothing
    if event.type is EventType.SUPPORT and cast.of_head(head.i):
        return None, False  # who is praised or stood by is no issue
    if event.type is EventType.CONSULT and trigger.pos_ == "VERB" and cast.of_head(head.i):
        return f"talks with {cast.actor(cast.of_head(head.i) or '').name}", False
    if (event.type is EventType.AID or event.move == "praise") and cast.of_head(head.i):
        return None, False  # who is helped or praised is no issue
    if event.type in (EventType.DEMAND, EventType.REQUEST) and head.pos_ != "VERB":
        wanted = asked_of(cast, found)
        if wanted is not None:
            return shorten(wanted), False
        if trigger.tag_ == "VBN" and cast.of_head(head.i):
            return _whole(doc, trigger), False  # "directed that the children be freed"
    if words.startswith("that ") and cast.of_head(head.i) is not None:
        return _clause_lost(found), False
    name = name_of(doc, cast, issues, head, words)
    gives = event.type in (EventType.CONCEDE, EventType.RETREAT)
    if gives and name is not None and trigger.pos_ == "VERB" and head.pos_ in ("NOUN", "PROPN"):
        # What is for or against is the giving: "release frozen funds", "cut the levy".
        return shorten(with_verb(trigger, name)), False
    return name, False


def _weighed(words: Words | None) -> Token | None:
    """What is to be considered, of "promised to consider the bill"."""
    if words is None or words.root.lemma_.lower() not in lexicon().undecided:
        return None
    return next((c for c in words.root.children if c.dep_ == "dobj"), None)


def _phrase(noun: Token) -> str:
    return str(noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text)


def _clause_lost(words: Words) -> str | None:
    """The deed in "that the firm that runs it rehire them", where the parser lost its verb."""
    for token in words:
        taken = next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None)
        if token.tag_ in ("VB", "VBP") and token.dep_ != "relcl" and taken is not None:
            return shorten(with_verb(token, _phrase(taken)))
    return None


def _step_refused(trigger: Token, verb: Token) -> bool:
    """ "A state of emergency, a step she has refused to take"."""
    bare = verb.pos_ == "VERB" and not any(c.i > verb.i for c in verb.children)
    return bare and trigger.dep_ == "relcl" and trigger.head.lemma_.lower() in _STEPS


_STEPS = frozenset("step move measure demand condition concession idea offer request".split())


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
