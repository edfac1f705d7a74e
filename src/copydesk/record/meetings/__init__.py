"""Meetings: one object for each, however often an article mentions it."""

from copydesk.record.meetings.find import find_meetings

__all__ = ["find_meetings"]
