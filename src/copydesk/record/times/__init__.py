"""Times: dates and stretches of time that an article states, and what happened in them."""

from copydesk.record.times.calendar import Calendar
from copydesk.record.times.find import find_times

__all__ = ["Calendar", "find_times"]
