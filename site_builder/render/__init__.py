"""Page to bytes: a pure function, so it runs in any process."""

from site_builder.render.cluster import from_cluster
from site_builder.render.environment import forget_templates, render
from site_builder.render.loading import Source, to_be_sent
from site_builder.render.processes import in_processes
from site_builder.render.reach import prepare, templates_digest
from site_builder.render.unused import refuse_unused_templates

__all__ = [
    "Source",
    "forget_templates",
    "from_cluster",
    "in_processes",
    "prepare",
    "refuse_unused_templates",
    "render",
    "templates_digest",
    "to_be_sent",
]
