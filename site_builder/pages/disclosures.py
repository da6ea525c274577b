"""Disclosures: what must be told beside a result, in the words that all pages share."""

from site_builder.models import Entry, Result
from site_builder.pages import urls
from site_builder.pages.contents import Contents
from site_builder.pages.page import Link
from site_builder.tables import folded


def availability_of(entry: Entry) -> str:
    """Available, Preview ...; empty where it is not stated."""
    return entry.round.availabilities[entry.availability].title if entry.availability else ""


def power_of(result: Result) -> str:
    """Measured power with its unit; empty where none was measured."""
    return f"{result.power.value} {result.power.unit}" if result.power else ""


def submitter_link(entry: Entry, contents: Contents, url: str) -> Link:
    """The submitter, leading to its page."""
    name = contents.submitters[folded(entry.submitter)]
    return Link(entry.submitter, urls.relative(url, urls.submitter(name.part)))


def named(entry: Entry) -> str:
    """Submitter and system; once where the system's name begins with the submitter's."""
    name, submitter = entry.system.name, entry.submitter
    return name if name.casefold().startswith(submitter.casefold()) else f"{submitter} {name}"
