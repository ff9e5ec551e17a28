"""Imported once by the process that workers are made from: they inherit what each of them would have to load."""

import gc
import signal
from importlib import import_module

from khparse.batch.facts import facts_of
from khparse.plans import plans_in
from khparse.readers import read_named
from khparse.readers.options import DEFAULT

_PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐÔNG HÒA
Số: 12/KH-UBND
Đông Hòa, ngày 02 tháng 01 năm 2024
KẾ HOẠCH
Trồng cây đầu xuân
Thực hiện Kế hoạch số 3/KH-UBND ngày 01/01/2024 của UBND tỉnh Long An,
I. NHIỆM VỤ
1. Văn phòng chủ trì, phối hợp với Công an xã trồng cây, xong trước ngày 30/6/2024; hằng quý báo cáo UBND xã.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Tám
"""

for name in ("batch.local", "batch.unpacking", "output.file", "readers.docx"):
    import_module(f"khparse.{name}")
for plan in plans_in(read_named(_PLAN.encode(), "warm.txt", DEFAULT)):
    facts_of(plan)
    plan.to_json(indent=2)
gc.collect()
gc.freeze()  # collections would visit it all in each worker, and copy its pages
signal.signal(signal.SIGINT, signal.SIG_IGN)  # workers inherit it: Ctrl-C is for whoever gives them work
