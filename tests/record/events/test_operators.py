"""Operators: each has a status, and no place that one of their words can stand in raises."""

import pytest

from copydesk import annotate_text
from copydesk.record.events.operators import operators, status_of
from copydesk.record.record import Status

_NO_STATUS = {"real", "told", "habitual"}
_PLACES = (
    "Envoys {} to meet in Bern, Peru said.",
    "The {} of an attack on Bern was {} by Peru, and envoys {} in signing it.",
    "Peru did not {} the ceasefire, a {} meeting, or {} for signing it.",
    "What Peru had was a {} to meet; Bern was {} that it attacked after {} of talks.",
)


def test_every_operator_leaves_a_status() -> None:
    for operator in set(operators().values()) - _NO_STATUS:
        assert isinstance(status_of(operator), Status)


@pytest.mark.parametrize("place", _PLACES)
def test_no_operator_raises_wherever_its_word_stands(place: str) -> None:
    words = sorted({word for _, word in operators()})
    text = "\n\n".join(place.replace("{}", word) for word in words)
    assert annotate_text(text).events
