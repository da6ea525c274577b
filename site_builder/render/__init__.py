"""Page to bytes: a pure function, so it runs in any process."""

from site_builder.render.environment import packaged_templates, render

__all__ = ["packaged_templates", "render"]
