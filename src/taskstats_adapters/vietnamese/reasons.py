"""The operating system's errors, in Vietnamese."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục đó",
    errno.ENOTDIR: "không có thư mục đó",
    errno.EISDIR: "đó là thư mục, không phải tệp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EFBIG: "tệp lớn hơn mức hệ thống cho phép",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ELOOP: "liên kết tệp chạy vòng tròn",
}

NO_REGULAR_FILE = "đây là thiết bị hoặc đường ống, không phải tệp thường"


def why(error: OSError) -> str:
    """The reason in Vietnamese; for rare errors, the system's own message."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
