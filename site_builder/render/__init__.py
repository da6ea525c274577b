"""Page to bytes: a pure function, so it runs in any process."""

from site_builder.render.environment import packaged_templates, render
from site_builder.render.processes import in_processes, usable_cores

__all__ = ["in_processes", "packaged_templates", "render", "usable_cores"]
