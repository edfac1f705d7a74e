"""Frame: what a time is read against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from copydesk.record.times.stretch import Stretch

#: The groups of a grammar row that matched.
Words = dict[str, str]


class Way(StrEnum):
    """Which side of publication the tense points to."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is read against.

    `published` is the day of publication, None where unknown; `told` the day that the text
    named last ("two days later", "within four months" of it); `way` what the tense says.
    """

    published: dt.date | None
    told: dt.date | None
    way: Way

    def nearest(self, choices: list[Stretch]) -> Stretch | None:
        """The choice nearest to publication on the side that the tense tells.

        A choice ten months off gives way to one within two: then the tense was misread.
        """
        if self.published is None or not choices:
            return None
        today = self.published

        def far(x: Stretch) -> int:
            return max(0, (x.first - today).days, (today - x.last).days)

        side = [
            x
            for x in choices
            if (self.way is Way.PAST and x.first <= today)
            or (self.way is Way.FUTURE and x.last >= today)
        ]
        best = min(side or choices, key=lambda x: (far(x), x.first))
        other = min(choices, key=lambda x: (far(x), x.first))
        return other if far(best) > 300 and far(other) <= 60 else best
