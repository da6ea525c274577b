"""What an author may call a site, a system and who submits it: refused before a file of that name is begun."""

from site_builder.models import LONGEST_PART, address_part, is_an_address
from site_builder.problems import SiteBuilderError, shortened
from site_builder.sources import printable

# Of what Python does not count as printable, the spaces that typographers use.
FIXED_SPACES = str.maketrans("\u00a0\u2009\u202f", "   ")


def refuse_text(what: str, text: str, fix: str) -> None:
    """Refuse what would be no text on a page: nothing, controls, and bytes that this terminal's encoding does not have.

    Raises: SiteBuilderError, with how to say it otherwise.
    """
    if not text.strip():
        raise SiteBuilderError(f"{what} is empty", fix)
    if not text.translate(FIXED_SPACES).isprintable():
        message = f'{what} is "{printable(shortened(text))}": not all of it is text that can be shown'
        raise SiteBuilderError(message, f"{fix} without control characters, in the terminal's own encoding")


def refuse_name(what: str, name: str, fix: str) -> None:
    """Refuse what is no text, and of which nothing can stand in an address.

    Raises: SiteBuilderError, with how to say it otherwise.
    """
    refuse_text(what, name, fix)
    shown = f'{what} is "{printable(shortened(name))}"'
    if len(address_part(name)) > LONGEST_PART:
        raise SiteBuilderError(f"{shown}: too long for an address", f"{fix} in {LONGEST_PART} letters or fewer")
    if not is_an_address(name):
        raise SiteBuilderError(
            f"{shown}: nothing of it can stand in an address",
            f"{fix} in Latin letters or digits; pages show what the file says, which may be in any",
        )


def file_stem(name: str) -> str:
    """The id of a system of this name: as an address has it, and without what would hide the file."""
    return "-".join(filter(None, address_part(name).split("-"))).lstrip(".-")
