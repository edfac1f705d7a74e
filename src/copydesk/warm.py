"""Importing this loads what the first article would: the language model and the tables.

The process that workers are forked from imports it once, so they share that memory and start at
once. Nothing else should.
"""

from __future__ import annotations

import gc

from copydesk.page.page import Page
from copydesk.pipeline import process

_PAGE = b"""<!doctype html><html lang=en><head><title>Talks resume in Oslo</title></head><body>
<article><h1>Talks resume in Oslo</h1><time datetime=2025-05-17>17 May 2025</time>
<p>OSLO - Talks between the two governments resumed on Friday, Foreign Minister Kari Berg said.</p>
<p>"We will meet again next week," Berg told reporters. She rejected a call for a longer pause.</p>
<p>The Swedish delegation, led by Deputy Minister Nils Ek, had demanded a ceasefire before.</p>
</article></body></html>"""

process(Page("warm.html", _PAGE))
# What is loaded now stays: keep the collector of each worker from touching, and so copying, it.
gc.collect()
gc.freeze()
