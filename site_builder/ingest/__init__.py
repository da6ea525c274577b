"""Import: read a source, write `data/`. The command is `import`, which no module can be called."""

from site_builder.ingest.importing import import_source
from site_builder.ingest.report import Conflict, ImportReport

__all__ = ["Conflict", "ImportReport", "import_source"]
