"""Why a file could not be read or written, in both languages."""

import errno
from typing import Final

from scoring.text import Text, both

_REASONS: Final = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "同名文件已存在",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名过长",
}


def reason_of(error: OSError) -> Text:
    """What the system says of a file, in words; its own wording where we have none."""
    said = error.strerror or str(error) or type(error).__name__
    return both(said, _REASONS.get(error.errno or 0))
