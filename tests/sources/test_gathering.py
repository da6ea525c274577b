"""The formats that can be imported."""

from site_builder.sources import LATE, SOURCES, source_formats


def test_each_format_offers_the_same_names() -> None:
    formats = source_formats()
    assert len(formats) == len(SOURCES)
    for source_format in formats:
        assert source_format.KIND
        for name in ("matches", "take", "is_given", "read"):
            assert callable(getattr(source_format, name))


def test_every_late_name_is_there() -> None:
    from site_builder import sources

    assert all(getattr(sources, name) for name in LATE)
