"""Unchanged: whether a build would change nothing, found out before the rooms that read and make are loaded."""

import os
from time import perf_counter

from site_builder.cache import Glance, Last
from site_builder.report import BuildReport, Options, Published
from site_builder.surroundings import packaged_templates


def glance_at(options: Options) -> Glance | None:
    """How everything looks that a build with these options reads; None where nothing is remembered.

    Files are known by the names that the options give them.
    """
    if options.cache is None:
        return None
    output = os.path.realpath(options.output)
    about = (os.path.abspath(options.data), options.data, output, options.templates, options.base_url, options.only)
    templates = [*([options.templates] if options.templates else []), str(packaged_templates())]
    kind = (*about, options.search, options.draft)
    return Glance(options.cache, kind, [options.data], templates, output, trust_times=options.trust_times)


def unchanged(glance: Glance | None) -> BuildReport | None:
    """What the last build told, where everything looks as it left it."""
    start = perf_counter()
    last = glance.last() if glance is not None else None
    return told_again(last, perf_counter() - start) if last is not None else None


def told_again(last: Last, seconds: float) -> BuildReport:
    """The report of a build that had nothing to do."""
    published = Published((), last.kept, (), in_one_step=True)
    return BuildReport(published, last.warnings, last.has_base_url, {"look": seconds})
