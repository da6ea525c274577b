"""System: readings of a description."""

from site_builder.models import READ_KEYS, System


class Asked(dict[str, str]):
    """A description that remembers what was asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_asked: set[str] = set()

    def get(self, key: str, default: object = None) -> None:  # type: ignore[override]
        self.keys_asked.add(key)


def test_the_keys_that_are_read_are_those_that_are_named() -> None:
    asked = Asked()
    system = System.model_construct(description=asked)
    parts = (system.accelerator, system.host, system.network, system.software, system.other)
    assert all(parts)
    assert asked.keys_asked == set(READ_KEYS)
