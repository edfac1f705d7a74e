"""Reality: how far something is real, before it is settled who tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from copydesk.record.record import Status


@dataclass(frozen=True, slots=True)
class Reality:
    """How far something is real, and why.

    `future` is what is to come, `conditional` what hangs on a condition, `obliged` what must be.
    `present` is a present tense, `negated` a negation anywhere over it. `licensed` is False where
    nothing in the words says that it happened.
    """

    status: Status
    future: bool = False
    conditional: bool = False
    negated: bool = False
    habitual: bool = False
    ongoing: bool = False
    present: bool = False
    obliged: bool = False
    licensed: bool = True


REAL = Reality(Status.REALISED)
SOFT = (Status.REALISED, Status.CLAIMED)


_UNSURE = (
    (Status.UNCERTAIN, Status.PLANNED),
    (Status.UNCERTAIN, Status.HYPOTHETICAL),
)


def under(inner: Reality, outer: Reality) -> Reality:
    """What is told inside something that is itself only so real."""
    a, b = inner.status, outer.status
    if b in SOFT:
        status = Status.CLAIMED if b is Status.CLAIMED and a is Status.REALISED else a
    elif b is Status.NEGATED:
        status = Status.NEGATED
    elif (
        (b, a) in _UNSURE
        or b is Status.DENIED
        or a in SOFT
        or b in (Status.HYPOTHETICAL, Status.CANCELLED)
    ):
        status = b
    else:
        status = a
    return replace(
        inner,
        status=status,
        future=inner.future or outer.future,
        conditional=inner.conditional or outer.conditional,
        habitual=inner.habitual or outer.habitual,
        negated=inner.negated or outer.negated,
    )


def unless_negated(base: Reality, op: str) -> Reality:
    """A negated operator: "did not fail to" is done; "did not plan to", "does not want to" not."""
    if op == "negated":
        return Reality(Status.UNCERTAIN)
    if op == "denied":
        return Reality(Status.UNCERTAIN)
    if op in ("planned", "intended", "offered"):
        return Reality(Status.NEGATED, negated=True, future=True)
    return Reality(Status.NEGATED, negated=True)


def negate(found: Reality, modal: str) -> Reality:
    """What a negated verb says; "modal" is the verb's own."""
    if modal in ("can", "could") and found.status is Status.HYPOTHETICAL:
        return replace(found, status=Status.NEGATED, negated=True)
    if found.status is Status.NEGATED:
        return replace(found, status=Status.UNCERTAIN)
    if found.status is Status.HYPOTHETICAL and not found.future:
        return replace(found, negated=True)
    return replace(found, status=Status.NEGATED, negated=True)
