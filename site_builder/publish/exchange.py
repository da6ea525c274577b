"""Exchange: one folder put in the place of another in one step, where the system can."""

import ctypes
import errno
import os

AT_FDCWD = -100
RENAME_EXCHANGE = 2
# The kernel, the file system or a mount point does not do it; anything else is a real fault.
CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.ENOTSUP}


def exchange(one: str, other: str) -> bool:
    """Exchange two folders; False where that cannot be done in one step here.

    Raises: OSError for any other fault.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in CANNOT:
        return False
    raise OSError(code, os.strerror(code), other)
