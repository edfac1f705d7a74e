"""Circle: the two sides that a story is about, told by who deals with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from copydesk.record.record import Event


def two_sides(
    events: Iterable[Event], side: Callable[[str], str], counts: Callable[[str], bool]
) -> tuple[str, ...]:
    """The two sides that deal with one another more often than any others; empty if none do.

    Args:
        events: What is done in the story.
        side: The country or body that an actor stands for.
        counts: Whether a side may be one of the two: no single person is.

    At least half of all deeds must be theirs: where many deal with many there are no two sides.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    doers: Counter[str] = Counter()
    for event in events:
        doers.update({side(actor) for actor in event.actors})
        told = {side(actor) for actor in (*event.actors, *event.recipients)}
        told = {actor for actor in told if counts(actor)}
        if len(told) == 2:
            one, other = sorted(told, key=lambda actor: (len(actor), actor))
            pairs[one, other] += 1
    if not pairs:
        return ()
    (best, times), *others = pairs.most_common(2)
    theirs = sum(doers[actor] for actor in best)
    clear = times > 1 and (not others or times > others[0][1])
    return best if clear and 2 * theirs >= doers.total() else ()
