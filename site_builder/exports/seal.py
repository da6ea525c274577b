"""Seal: a digest that a file has of itself, where no list of digests can name it: machines make it with other bytes.

It stands behind the word for what the file was made from, and is worked out as if it were all zeros.
"""

from hashlib import sha256

OPEN = "0" * 64


def unsealed(made_from: str) -> str:
    """What the file must hold once, so that it can be sealed."""
    return f"{made_from}/{OPEN}"


def sealed(data: bytes, made_from: str) -> bytes:
    """The file with its digest in the place that was left for it."""
    return data.replace(unsealed(made_from).encode(), f"{made_from}/{sha256(data).hexdigest()}".encode())


def is_whole(data: bytes, made_from: str) -> bool:
    """Whether the file was made from this, and no byte of it is another than when it was sealed."""
    head, word, tail = data.partition(f"{made_from}/".encode())
    return bool(word) and sealed(head + word + OPEN.encode() + tail[len(OPEN) :], made_from) == data
