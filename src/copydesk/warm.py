"""Importing this loads what the first article would: the language model and the tables.

The process that workers are forked from imports it once, so they share that memory and start at
once. Nothing else should.
"""

from __future__ import annotations

from copydesk.record.annotate import annotate_text

annotate_text("Talks resumed in Oslo on Friday, the minister said.", published="2025-01-01")
