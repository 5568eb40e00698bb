"""All sites, a module each: a new one is a file here and a line below."""

from functools import cache
from importlib import import_module
from typing import cast

from byline.records import BylineError
from byline.sources.fetching.site import Site

_MODULES = (
    "neurips_proceedings",
    "virtual_site",
    "pmlr",
    "acl_anthology",
    "cvf",
    "openreview",
    "arxiv",
    "openalex",
)


@cache
def load_sites() -> dict[str, Site]:
    """The sites by name."""
    modules = (import_module(f"{__name__}.{module}") for module in _MODULES)
    sites = (cast("Site", module.SITE) for module in modules)
    return {site.name: site for site in sites}


def find_site(name: str) -> Site:
    """The site of this name; raises BylineError where there is none."""
    try:
        return load_sites()[name]
    except KeyError:
        known = ", ".join(load_sites())
        raise BylineError(f"{name}: no such site; the sites are {known}") from None
