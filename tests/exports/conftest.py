"""What tests of exports share: the site of the shipped data, and one that is as hostile as the models allow."""

import pytest

from tests.conftest import SiteFolder
from tests.hostile import write_site
from tests.rich_site import rich_site


@pytest.fixture
def shipped(built_shipped: SiteFolder) -> SiteFolder:
    """The site of the shipped data."""
    return built_shipped


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site that says everything which pages can say, hostile text too, at a base URL."""
    folder = SiteFolder(tmp_path_factory.mktemp("rich"))
    write_site(folder.data, rich_site())
    folder.build()
    return folder
