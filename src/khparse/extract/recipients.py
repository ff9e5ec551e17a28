"""Recipients: the lines under `Nơi nhận`, with the purpose in brackets (Nghị định 30/2020/NĐ-CP, Annex I)."""

from __future__ import annotations

import re

from khparse.document import View
from khparse.extract.closing import Closing
from khparse.models import Recipient
from khparse.segment.labels import BULLETS

_PURPOSE = re.compile(
    r"\((?P<purpose>(?:để )?(?:b/ ?c(?:áo)?|t/ ?h|th/ ?h|p/ ?h|t/ ?d|báo cáo|thực hiện|phối hợp|biết|theo dõi|chỉ đạo|đăng tải"
    r"|k/ ?tra|kiểm tra|đưa tin|tổng hợp|đôn đốc|triển khai)[^()]{0,40})\)",
    re.IGNORECASE,
)


def extract_recipients(view: View, closings: list[Closing]) -> list[Recipient]:
    """Return one recipient for each line under `Nơi nhận`, in order."""
    recipients: list[Recipient] = []
    for closing in closings:
        for start, end in closing.recipients:
            text = view.text[start:end]
            name = text.lstrip(BULLETS + " ").rstrip(" ;.,")
            if not any(c.isalnum() for c in name):
                continue
            purpose = _PURPOSE.search(name)
            if purpose:
                name = (name[: purpose.start()] + name[purpose.end() :]).strip(" ;.,")
            recipients.append(
                Recipient(
                    name=name, purpose=purpose["purpose"] if purpose else None, span=view.span(start, end)
                )
            )  # fmt: skip
    return recipients
