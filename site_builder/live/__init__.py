"""Live: the site of some data in memory, a page at a time; what only a whole build makes is made ahead."""

from site_builder.live.site import LiveSite

__all__ = ["LiveSite"]
