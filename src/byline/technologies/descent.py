"""What a technology was made from."""

from byline.technologies.catalogue import Catalogue


def find_ancestors(
    catalogue: Catalogue, technology_id: str, *, version: str | None = None
) -> tuple[str, ...]:
    """All that a technology, in this version, derives from: the nearest first, itself never."""
    queue = [*_parents(catalogue, technology_id)]
    queue += [
        parent
        for one in catalogue.versions
        if (one.technology_id, one.version) == (technology_id, version)
        for parent in one.derives_from
    ]
    found: dict[str, None] = {}
    for parent in queue:
        if parent not in found and parent != technology_id:
            found[parent] = None
            queue.extend(_parents(catalogue, parent))
    return tuple(found)


def _parents(catalogue: Catalogue, technology_id: str) -> tuple[str, ...]:
    return catalogue.entries[technology_id].technology.derives_from
