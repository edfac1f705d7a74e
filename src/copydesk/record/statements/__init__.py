"""Statements: who is reported to have said, written, denied or thought what, in whose words."""

from copydesk.record.statements.draft import Draft, Statements
from copydesk.record.statements.find import find_statements
from copydesk.record.statements.records import to_records
from copydesk.record.statements.speakers import with_speakers

__all__ = ["Draft", "Statements", "find_statements", "to_records", "with_speakers"]
