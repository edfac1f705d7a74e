"""Makes `planted_pages` importable by name, here and in the workers."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
