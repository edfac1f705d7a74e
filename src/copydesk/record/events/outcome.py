"""Outcome: an attack and who was killed in it, told in one sentence, are one event.

"Rebels attacked a bus in Kasim on Monday, killing nine people": one assault, of which the nine
are recipients beside whoever else was attacked. What has an actor, a place or a day of its own
stays an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copydesk.record.events.deed import Deed
from copydesk.record.record import Event, EventType
from copydesk.record.statements.tree import Tree

_STRIKES = frozenset(("attack", "bomb"))
_HARM = frozenset(("kill", "injure"))
# How the outcome hangs on the attack: ", killing nine", "and killed nine", "and nine were killed".
_LINKS = frozenset(("conj", "advcl", "xcomp", "dep"))


def with_outcomes(
    tree: Tree, events: Sequence[Event], deeds: Sequence[Deed]
) -> tuple[list[Event], list[Deed]]:
    """Events and their deeds, outcomes folded into the attacks before them; ids count up anew."""
    kept: list[tuple[Event, Deed]] = []
    for event, deed in zip(events, deeds, strict=True):
        at = next((n for n, one in enumerate(kept) if _is_outcome(tree, *one, event, deed)), None)
        if at is None:
            kept.append((event, deed))
            continue
        attack, struck = kept[at]
        hit = tuple(dict.fromkeys((*attack.recipients, *event.recipients)))
        kept[at] = replace(attack, recipients=hit), struck
    numbered = [replace(event, id=f"e{n}") for n, (event, _) in enumerate(kept, 1)]
    return numbered, [deed for _, deed in kept]


def _is_outcome(tree: Tree, attack: Event, struck: Deed, event: Event, deed: Deed) -> bool:
    if attack.type is not EventType.ASSAULT or event.type is not EventType.ASSAULT:
        return False
    if attack.move not in _STRIKES or event.move not in _HARM or attack.status != event.status:
        return False
    if set(event.actors) - set(attack.actors):
        return False
    starts = event.trigger.start
    own_place = event.place is not None and event.place.span and event.place.span.start > starts
    own_time = event.time is not None and event.time.span and event.time.span.start > starts
    if (own_place and event.place != attack.place) or (own_time and event.time != attack.time):
        return False
    i = deed.head
    for _ in range(3):
        if tree.dep[i] not in _LINKS:
            return False
        i = tree.head[i]
        if i == struck.head:
            return attack.reported_by == event.reported_by
    return False
