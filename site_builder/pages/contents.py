"""Contents: what every page type works from."""

from dataclasses import dataclass

from site_builder.models import Catalog
from site_builder.pages.framing import Framing
from site_builder.tables import Tables


@dataclass(frozen=True)
class Contents:
    """All that was read, all that was worked out from it, and the frame of the site's pages."""

    catalog: Catalog
    tables: Tables
    framing: Framing
