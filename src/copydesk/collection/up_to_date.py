"""What is made across articles after an addition: copies folded, stories grouped."""

from __future__ import annotations

from copydesk.collection.collection import Collection
from copydesk.collection.copies.update import update_copies
from copydesk.collection.stories.update import update_stories


def bring_up_to_date(collection: Collection) -> None:
    """Fold and group what was added since the last time; what a killed run left is done, too.

    The caller holds the right to write (`store.sole_writer`).

    Raises:
        CollectionError: The file cannot be written.
    """
    update_copies(collection)
    update_stories(collection)
