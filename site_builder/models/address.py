"""Address parts: how names become folders of the site."""

import re
import unicodedata

KEPT = re.compile(r"[^A-Za-z0-9._-]")
LONGEST_PART = 200


def address_part(name: str) -> str:
    """The name as one folder of an address: `A-Za-z0-9._-` stay, anything else becomes `-`.

    Composed first, so that one name in two Unicode forms has one address. A leading point would hide the folder.
    """
    part = KEPT.sub("-", unicodedata.normalize("NFC", name))
    return re.sub(r"^\.+", lambda points: "-" * len(points[0]), part)


def is_an_address(name: str) -> bool:
    """Whether something of the name is left in its address part, and a file system can hold it."""
    part = address_part(name)
    return len(part) <= LONGEST_PART and bool(re.search("[A-Za-z0-9]", part))
