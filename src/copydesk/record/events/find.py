"""find_events: who did what in an article, and how far it is real."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from copydesk.article.span import Span
from copydesk.record.actors.cast import Cast
from copydesk.record.events import clause, words
from copydesk.record.events.arguments import further_recipients, parties
from copydesk.record.events.deed import Deed
from copydesk.record.events.frames import lexicon
from copydesk.record.events.implied import with_implied, with_pairs
from copydesk.record.events.independent import by_a_thing, independent, of_the_source
from copydesk.record.events.match import Match, match
from copydesk.record.events.negation import (
    conditional,
    demanded_by_condition,
    is_negated,
    there_will_be_no,
)
from copydesk.record.events.newcomers import with_newcomers
from copydesk.record.events.outcome import with_outcomes
from copydesk.record.events.reality import SOFT, Reality
from copydesk.record.events.repair import repair
from copydesk.record.events.settle import HOSTILE, Teller, settle
from copydesk.record.events.sides import Sides
from copydesk.record.events.status import reality
from copydesk.record.parse import source_text
from copydesk.record.places import Gazetteer
from copydesk.record.quotations import Quotations
from copydesk.record.record import Event, EventType, Status
from copydesk.record.statements.draft import Draft, Statements
from copydesk.record.statements.tree import Range, Tree, grow
from copydesk.record.times import Calendar


def find_events(
    doc: Doc,
    quotations: Quotations,
    cast: Cast,
    statements: Statements,
    calendar: Calendar | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Cast, tuple[Event, ...]]:
    """The events of a parsed text, in text order, and the cast with those only they speak of."""
    tree = grow(doc, quotations)
    repair(tree)
    sides = Sides(tree, cast, statements)
    fitting = [m for i in range(len(tree)) if (m := match(tree, i)) is not None]
    deeds = find_deeds(tree, fitting, sides, statements)
    joined = with_newcomers(tree, deeds, sides, cast)
    if joined is not cast:
        cast, sides = joined, Sides(tree, joined, statements)
        deeds = find_deeds(tree, fitting, sides, statements)
    text = source_text(doc)
    out: list[Event] = []
    for deed in deeds:
        out.append(
            _event(f"e{len(out) + 1}", tree, text, deed, sides, statements, calendar, gazetteer)
        )
    out, deeds = with_outcomes(tree, out, deeds)
    silent = frozenset(
        event.id
        for event, deed in zip(out, deeds, strict=True)
        if not (deed.actors or deed.holder or _of_another(tree, deed))
    )
    both = frozenset(
        event.id
        for event, deed in zip(out, deeds, strict=True)
        if any(_both_sides(tree, t) for t in deed.recipients)
    )
    mutual = frozenset(
        event.id
        for event, deed in zip(out, deeds, strict=True)
        if not event.actors and (event.id in silent or _by_both(tree, deed))
    )
    pair = frozenset(
        event.id
        for event, deed in zip(out, deeds, strict=True)
        if not event.actors and any(_a_pair(tree, t) for t in deed.actors)
    )
    return cast, with_implied(with_pairs(out, pair), silent, both, mutual, sides)


def _by_both(tree: Tree, deed: Deed) -> bool:
    return bool(deed.actors) and all(_both_sides(tree, t) for t in deed.actors)


def _a_pair(tree: Tree, t: int) -> bool:
    """ "The pair agreed", "the two will meet": those of the event told before."""
    return tree.lower[t] in ("pair", "duo", "two", "both") and not any(
        tree.dep[k] in ("amod", "compound", "prep") for k in tree.kids[t]
    )


_PARTIES = frozenset("side party government neighbour neighbor country leader capital".split())


def _both_sides(tree: Tree, t: int) -> bool:
    """ "Praised both sides", "urged the two governments": the parties, whoever they are."""
    told = any(tree.lower[k] in ("both", "two", "warring", "rival", "all") for k in tree.kids[t])
    return tree.tag[t] == "NNS" and tree.lemma[t] in _PARTIES and told


def _of_another(tree: Tree, deed: Deed) -> bool:
    """ "Peru proposed a summit; it was put off": not the talks that the story is about."""
    nouns = lexicon().classes["talks"]
    for o in deed.match.objects:
        if tree.lower[o] not in ("it", "which", "that", "this"):
            continue
        start = tree.sentences[tree.sentence[o]][0]
        told = [t for t in range(start, o) if tree.lemma[t] in nouns and tree.pos[t] == "NOUN"]
        if told:
            return any(tree.lower[k] in ("a", "an", "another") for k in tree.kids[told[-1]])
    return False


def find_deeds(
    tree: Tree, fitting: Sequence[Match], sides: Sides, statements: Statements
) -> list[Deed]:
    """The events as tokens, in text order; `fitting` are all words that fit a frame."""
    matches = [
        m for m in fitting if not by_a_thing(tree, m, sides) and not of_the_source(tree, m.head)
    ]
    kept = independent(tree, matches)
    deeds = [_deed(tree, found, sides, statements) for found in kept]
    return [deed for deed in deeds if deed is not None and not _says_nothing(tree, deed)]


def _says_nothing(tree: Tree, deed: Deed) -> bool:
    """What might be or should be done by nobody to nobody is no event.

    Nor is what was not ruled out, and to what no door was closed.
    """
    if deed.type is EventType.REJECT and deed.status is Status.NEGATED:
        return tree.lemma[deed.head] in ("rule", "close", "exclude", "preclude")
    return (
        deed.status in (Status.HYPOTHETICAL, Status.DEMANDED)
        and deed.type is not EventType.CONSULT
        and not (deed.actors or deed.recipients or deed.holder)
    )


def _deed(tree: Tree, found: Match, sides: Sides, statements: Statements) -> Deed | None:
    i = found.head
    actors, recipients, reciprocal = parties(tree, found)
    if not recipients and not reciprocal and found.frame.move not in ("lead", "attend"):
        mine = sides.who(actors, i)
        recipients = [
            t
            for t in further_recipients(tree, found)
            if not any(sides.same(a, r) for r in sides.who((t,), i) for a in mine)
            and not (found.frame.move == "decline" and tree.pos[t] == "NOUN")
        ]
    real = reality(tree, i)
    if found.frame.move == "decline":
        # "Would not pay", said by another or foretold by the reporter, refuses nothing.
        own = _teller(tree, i, _reporter(tree, statements, i), actors, recipients, sides).own
        if not own:
            return None
        refused = _said(tree, found, real, EventType.REJECT, "refuse", Status.REFUSED)
        return replace(refused, actors=tuple(actors), recipients=tuple(recipients), holder=False)
    promises = found.frame.move in ("promise", "offer") and _hostile_inside(tree, found)
    draft = _reporter(tree, statements, i)
    if found.frame.pos == "v" and draft is not None and demanded_by_condition(tree, i):
        return _said(tree, found, real, EventType.DEMAND, "demand", Status.DEMANDED)
    if draft is not None and there_will_be_no(tree, i):
        if conditional(tree, tree.head[i]):
            return _said(tree, found, real, EventType.THREATEN, "threaten", Status.THREATENED)
        return _said(tree, found, real, EventType.REJECT, "refuse", Status.REFUSED)
    teller = _teller(tree, i, draft, actors, recipients, sides)
    if found.frame.move == "allege":
        # "Peru is lying", said by another, accuses Peru.
        if teller.own or not teller.told or not actors or real.status not in SOFT:
            return None
        said = _said(tree, found, real, EventType.ACCUSE, "allege", Status.REALISED)
        return replace(said, recipients=tuple(actors))
    modal = clause.modal(tree, i)
    if found.frame.pos == "n" and tree.dep[i] in ("nsubj", "nsubjpass"):
        modal = clause.modal(tree, tree.head[i])  # "said that talks would take place"
    perfect = any(tree.lower[k] == "had" and tree.dep[k] == "aux" for k in tree.kids[i])
    settled = settle(found.frame, real, modal, perfect, teller)
    if promises and settled.status in (Status.INTENDED, Status.OFFERED):
        settled = replace(
            settled, type=EventType.THREATEN, move="threaten", status=Status.THREATENED
        )
    voted = tree.dep[i] == "xcomp" and tree.lemma[tree.head[i]] == "vote"
    if voted and settled.status is Status.PLANNED and tree.tag[tree.head[i]] in ("VBD", "VBN"):
        settled = replace(settled, status=found.frame.status)  # "voted to turn it down"
    condition = words.condition(tree, found)
    return Deed(
        found,
        settled.type,
        settled.move,
        _asked(tree, i, settled.status),
        real,
        tuple(actors),
        tuple(recipients if not settled.holder else actors),
        words.trigger(tree, found),
        words.object_words(tree, found, condition),
        condition,
        reciprocal,
        settled.holder,
    )


def _asked(tree: Tree, i: int, status: Status) -> Status:
    """A question tells nothing as done."""
    start, end = tree.sentences[tree.sentence[i]]
    asked = any(tree.lower[t] == "?" for t in range(max(i, end - 4, start), end))
    return Status.HYPOTHETICAL if asked and status in _TOLD else status


_TOLD = (Status.REALISED, Status.CLAIMED, Status.PLANNED, Status.REFUSED, Status.INTENDED)


# Acts whose content is what is done, not what is told: a clause about a noun in it is the
# reporter's ("Russia offered to host the talks, an offer that Peru declined").
_DOING = frozenset(
    """discuss order agree promise reject refuse want ask request propose offer urge support praise
    oppose intend demand threaten decide hope expect consider criticise welcome persuade vote thank
    suggest""".split()
)


def _reporter(tree: Tree, statements: Statements, i: int) -> Draft | None:
    """The statement that tells an event, or None where the reporter does."""
    draft = statements.reporter(i)
    if draft is None or draft.act not in _DOING or draft.quoted:
        return draft
    v = i
    while tree.head[v] != v and v != draft.cue_token:
        if tree.dep[v] in ("relcl", "appos"):
            return None
        v = tree.head[v]
    return draft


def _said(
    tree: Tree, found: Match, real: Reality, kind: EventType, move: str, status: Status
) -> Deed:
    """What the speaker does by saying it."""
    return Deed(
        found,
        kind,
        move,
        status,
        real,
        (),
        (),
        words.trigger(tree, found),
        words.object_words(tree, found, None),
        words.condition(tree, found),
        holder=True,
    )


_HARM = HOSTILE - {EventType.MOBILIZE}  # "ready to send peacekeepers" threatens nobody
_REVENGE = frozenset("retaliate avenge respond punish crush defeat destroy".split())


def _hostile_inside(tree: Tree, found: Match) -> bool:
    """Promised, vowed, stands ready to do harm: a threat."""
    for c in found.complement:
        inner = match(tree, c)
        harm = (inner and inner.frame.type in _HARM) or tree.lemma[c] in _REVENGE
        if harm and not any(tree.dep[k] == "neg" for k in tree.kids[c]):
            return True
    return False


def _teller(
    tree: Tree,
    i: int,
    draft: Draft | None,
    actors: Iterable[int],
    recipients: Iterable[int],
    sides: Sides,
) -> Teller:
    if draft is None:
        return Teller()
    ours = any(_speakers_own(tree, a, draft, sides) for a in actors)
    own = ours or (
        draft.actor is not None and any(sides.same(draft.actor, a) for a in sides.who(actors, i))
    )
    involved = own or (
        draft.actor is not None
        and any(sides.same(draft.actor, a) for a in sides.who(recipients, i))
    )
    return Teller(
        told=True,
        quoted=tree.quote[i] >= 0,
        own=own,
        involved=involved,
        denies=draft.act == "deny"
        and not draft.negated
        and (draft.cue_token is None or not is_negated(tree, draft.cue_token)),
        claims=draft.act in ("claim", "accuse"),
    )


def _speakers_own(tree: Tree, a: int, draft: Draft, sides: Sides) -> bool:
    """We, I; he, it, his country, where nobody else is known to be meant."""
    if tree.pos[a] == "PRON" and tree.lower[a] in ("we", "i", "us"):
        return True
    owner = tree.kid(a, "poss")
    if owner is not None and draft.actor and draft.actor in sides.who((owner,), a):
        return True  # "the general said his troops"
    if tree.quote[a] >= 0 or (draft.actor and sides.who((a,), a)):
        return False
    if tree.lower[a] in ("he", "she", "it", "they"):
        return True
    return owner is not None and tree.lower[owner] in ("his", "her", "its", "their")


def _event(
    event_id: str,
    tree: Tree,
    text: str,
    deed: Deed,
    sides: Sides,
    statements: Statements,
    calendar: Calendar | None,
    gazetteer: Gazetteer | None,
) -> Event:
    i = deed.head
    draft = _reporter(tree, statements, i)
    actors = sides.who(deed.actors, i)
    if deed.holder:
        actors = (draft.actor,) if draft and draft.actor else ()
    reached = deed.recipients
    if deed.move == "visit" and gazetteer:
        # A town that somebody goes to is where it is, and does nothing.
        reached = tuple(t for t in reached if not _is_town(tree, t, sides, gazetteer))
    recipients = tuple(r for r in sides.who(reached, i) if r not in actors)
    if deed.reciprocal and len(actors) == 2 and not recipients:
        actors, recipients = actors[:1], actors[1:]
    status = deed.status
    if status is Status.REALISED and calendar and _to_come(tree, deed, calendar):
        status = Status.PLANNED
    start, end = tree.sentences[tree.sentence[i]]
    return Event(
        event_id,
        deed.type,
        deed.move,
        actors,
        recipients,
        status,
        _span(tree, text, deed.trigger),
        _span(tree, text, _stripped(tree, start, end)),
        reciprocal=deed.reciprocal,
        object=_span(tree, text, deed.object) if deed.object else None,
        condition=_span(tree, text, deed.condition) if deed.condition else None,
        deadline=calendar.deadline_of(tree.doc[i]) if calendar else None,
        time=calendar.of_clause(tree.doc[i]) if calendar else None,
        place=gazetteer.of_clause(tree.doc[i]) if gazetteer else None,
        reported_by=draft.actor if draft else None,
        habitual=deed.reality.habitual,
        ongoing=deed.reality.ongoing and status is Status.REALISED,
    )


def _is_town(tree: Tree, t: int, sides: Sides, gazetteer: Gazetteer) -> bool:
    sited = any(site.first <= t < site.last for site in gazetteer.sites)
    return sited and not any(sides.is_country(a) for a in sides.who((t,), t))


def _to_come(tree: Tree, deed: Deed, calendar: Calendar) -> bool:
    """ "The two meet on Friday", written on Thursday."""
    found = calendar.found_of(tree.doc[deed.head])
    called = found is not None and tree.lower[found.first] == "for"  # "convened it for Friday"
    if not (deed.reality.present or called) and deed.match.frame.pos == "v":
        return False
    if found is None or found.stretch is None or calendar.published is None:
        return False
    return found.stretch.first > calendar.published


def _stripped(tree: Tree, start: int, end: int) -> Range:
    """A sentence without the space at its ends."""
    while end > start + 1 and tree.doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and tree.doc[start].is_space:
        start += 1
    return start, end


def _span(tree: Tree, text: str, span: Range) -> Span:
    last = tree.doc[span[1] - 1]
    return Span.of(text, tree.doc[span[0]].idx, last.idx + len(last))
