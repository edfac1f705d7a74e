"""find_positions: who stands where on what, from deeds and from words of stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from copydesk.record.actors.cast import Cast
from copydesk.record.positions.deeds import of_event
from copydesk.record.positions.issue import share
from copydesk.record.positions.scene import Lean, Scene
from copydesk.record.positions.words import of_statement, of_words
from copydesk.record.record import Event, Position, Stance
from copydesk.record.statements.draft import Draft, Statements
from copydesk.record.times import Calendar


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
    scene = Scene(doc, cast, statements, events, calendar)
    leans: list[Lean] = []
    for trigger, item in _in_order(doc, statements, events):
        if isinstance(item, Event):
            leans += list(of_event(scene, item, trigger)) or list(of_words(scene, trigger))
        elif isinstance(item, Draft):
            leans += of_statement(scene, item, trigger)
        else:
            leans += of_words(scene, trigger)
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
            out.append((_trigger(span).i, 0, event))
            covered |= set(range(span.start, span.end))
    for draft in statements.drafts:
        if draft.cue_token is not None and draft.cue_token not in covered:
            out.append((draft.cue_token, 1, draft))
            covered.add(draft.cue_token)
    out += [(token.i, 2, None) for token in doc if token.i not in covered]
    for i, _, item in sorted(out, key=lambda x: x[:2]):
        yield doc[i], item


def _trigger(span: Span) -> Token:
    """The word of an event's trigger that the rest of its clause hangs on."""
    verbs = [t for t in span if t.pos_ == "VERB"]
    return verbs[-1] if verbs else span.root


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
    pressing = second.lemma_.lower() in ("urge", "press", "ask", "call")
    off = any(child.dep_ == "prt" for child in second.children)
    return pressing and not off and lean.stance is Stance.FOR
