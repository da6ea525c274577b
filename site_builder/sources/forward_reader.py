"""Readers for archives that cannot be made to fill the memory: forward only, and bounded in each step."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

if TYPE_CHECKING:
    from lzma import LZMADecompressor

# A header that claims gigabytes would be read whole by `tarfile`; real ones have some kilobytes.
LARGEST_STEP = 16_000_000
BLOCK = 1 << 20
TAR_BLOCK = 512
# `xz -9` needs 65 MB; a dictionary of gigabytes is no archive of logs.
LARGEST_DICTIONARY = 150_000_000


class Stream(Protocol):
    """What is asked of a file's bytes: to be read piece by piece."""

    def read(self, size: int, /) -> bytes | None:
        """So many bytes, or fewer at the end."""
        ...


class ForwardReader:
    """A file for `tarfile` over a stream that only goes forward."""

    def __init__(self, inner: BinaryIO, most: int) -> None:
        self._inner, self._most, self._position = inner, most, 0
        self._last = b""

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        if size > LARGEST_STEP:
            raise ValueError(f"a header claims {size:,} bytes")
        self._last = data = self._inner.read(size)
        self._position += len(data)
        if self._position > self._most:
            raise ValueError(f"it unpacks to more than {self._most:,} bytes")
        return data

    @property
    def at_the_end(self) -> bool:
        """Whether the mark of a tar archive's end was read last: `tarfile` takes any end for the end."""
        return len(self._last) == TAR_BLOCK and not self._last.strip(b"\0")

    def tell(self) -> int:
        """How far it has been read."""
        return self._position

    def seek(self, position: int) -> int:
        """Skip to a place further on."""
        if position < self._position:
            raise ValueError("its members overlap")
        while left := position - self._position:
            if not self.read(min(left, BLOCK)):
                break
        return self._position

    def seekable(self) -> bool:
        """Forward at least, and no member is read out of order."""
        return True


class Unxz(io.RawIOBase):
    """The unpacked bytes of an .xz file; refuses a dictionary that would fill the memory."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._decompressor = self._new()

    @staticmethod
    def _new() -> "LZMADecompressor":
        import lzma

        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=LARGEST_DICTIONARY)

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; 0 at the end."""
        while True:
            packed = self._input()
            if packed is None:
                return 0
            data = self._decompressor.decompress(packed, max_length=len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)

    def _input(self) -> bytes | None:
        """What to feed next, or None at the end; one .xz file may hold several streams."""
        packed = b""
        if self._decompressor.eof:
            packed = self._decompressor.unused_data.lstrip(b"\0") or self._packed.read(BLOCK).lstrip(b"\0")
            if not packed:
                return None
            self._decompressor = self._new()
        elif self._decompressor.needs_input:
            packed = self._packed.read(BLOCK)
            if not packed:
                raise EOFError("it ends in the middle")
        return packed


class Guarded:
    """A member of an archive, whose damage is told in the words of the whole archive."""

    def __init__(self, inner: Any, told: Callable[[], AbstractContextManager[None]]) -> None:
        self._inner, self._told = inner, told

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        with self._told():
            data: bytes = self._inner.read(size)
        return data
