"""A folder that is none of data: nothing, the folder around the data, or a site that was built of them."""

import os

from site_builder.problems import Problem
from site_builder.sources.data_files import file_problem, printable

SITE, DATA = "site.json", "data"
OF_A_BUILT_SITE = "site-manifest.json"


def no_data(folder: str) -> Problem | None:
    """What is told of a folder that is none of data; that nothing in it reads as data would be told a hundred times."""
    fix, beside = "go to the site's folder, or name its data with --data DIR", ""
    if not os.path.isdir(folder):
        message = f"the data folder {'is not a folder' if os.path.lexists(folder) else 'does not exist'}"
    elif os.path.lexists(os.path.join(folder, SITE)):
        return None
    elif os.path.isfile(os.path.join(folder, DATA, SITE)):
        message, beside = "there is no site.json here, and one in data/", os.path.join(folder, DATA)
    elif os.path.isfile(os.path.join(folder, OF_A_BUILT_SITE)):
        message, beside = "this is a built site, and no data", os.path.join(folder, os.pardir, DATA)
    else:
        return None
    if beside and os.path.isfile(os.path.join(beside, SITE)):
        fix = f'write "{printable(os.path.normpath(beside))}"'
    return file_problem(folder, "missing-data", message, "a folder with site.json in it", fix)
