"""Causes of failures and what helps, in Vietnamese. They are written in English where they arise."""

from __future__ import annotations

import re

from khparse.output.words import clean

# Numbers are left out of the English text, and put into the Vietnamese one in their order.
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_CAUSES = {
    # The file
    "it is empty": "Tệp rỗng",
    "the file is empty": "Tệp rỗng",
    "the file is damaged": "Tệp bị hỏng",
    "the file is damaged or incomplete": "Tệp bị hỏng hoặc không đầy đủ",
    "the file is encrypted": "Tệp bị mã hóa",
    "it is protected with a password": "Tệp có mật khẩu bảo vệ",
    "it is larger than {} bytes": "Tệp lớn hơn {} byte",
    "it is larger than {} MiB": "Tệp lớn hơn {} MiB",
    "it is larger than {} GiB": "Tệp lớn hơn {} GiB",
    "it takes longer than {} seconds": "Xử lý lâu hơn {} giây",
    "it takes far more memory than a document does": "Tệp tốn bộ nhớ nhiều hơn hẳn một văn bản thường",
    "it holds no text": "Tệp không có chữ",
    "it holds {} plans": "Tệp chứa {} kế hoạch",
    "it holds several documents": "Tệp chứa nhiều văn bản",
    "no such file": "Không có tệp này",
    "no such object": "Không có tệp này trong kho lưu trữ",
    "permission denied": "Không có quyền đọc",
    "it is a folder": "Đây là thư mục, không phải tệp",
    "it is a pipe or device, not a file": "Đây là luồng dữ liệu hoặc thiết bị, không phải tệp",
    "it is a link or device, no file": "Đây là liên kết hoặc thiết bị, không phải tệp",
    # Formats that aren't read
    "it is binary data, not text": "Tệp không phải là văn bản (dữ liệu nhị phân)",
    "it is an old Office file, but no Word document": "Tệp Office đời cũ nhưng không phải văn bản Word",
    "it is an Office file, but no Word document": "Tệp Office nhưng không phải văn bản Word",
    "it is a Word {} file or older": "Tệp của Word {} hoặc cũ hơn",
    "the file is not a Word document (.docx)": "Tệp không phải văn bản Word (.docx)",
    "the file is no .docx but an older Office document": "Tệp không phải .docx mà là tệp Office đời cũ",
    "the file is not an OpenDocument text (.odt)": "Tệp không phải văn bản OpenDocument (.odt)",
    "it is XML, but no document": "Tệp XML nhưng không phải văn bản",
    "it is a picture (GIF)": "Tệp là ảnh GIF",
    "it is compressed (zstd)": "Tệp nén bằng zstd",
    "it is an archive (RAR)": "Tệp nén RAR",
    "it is a saved web page without the page": "Trang mạng lưu lại nhưng thiếu nội dung trang",
    # Too much
    "its text is longer than {} characters": "Văn bản dài hơn {} ký tự",
    "it holds more than {} characters": "Văn bản dài hơn {} ký tự",
    "it has more than {} paragraphs": "Văn bản có hơn {} đoạn",
    "it has more than {} changes of format": "Văn bản có hơn {} chỗ đổi định dạng",
    "it holds more paragraphs than any document": "Tệp có quá nhiều đoạn",
    "it holds millions of elements": "Trang mạng có hàng triệu phần tử",
    "its elements are nested too deep": "Các phần tử của trang lồng nhau quá sâu",
    "its groups are nested deeper than in any document": "Các nhóm trong tệp lồng nhau quá sâu",
    "the parts of the file are nested too deeply": "Các phần của tệp lồng nhau quá sâu",
    "the file unpacks to far more text than a document holds": "Tệp giải nén ra nhiều chữ hơn hẳn một văn bản thường",
    "the file repeats its cells to far more text than a document holds": "Tệp lặp lại ô bảng quá nhiều lần",
    "its tables have more than {} cells": "Các bảng có hơn {} ô",
    # PDF and pictures
    "it is damaged or no PDF": "Tệp bị hỏng hoặc không phải PDF",
    "it is encrypted in a way that is not known": "Tệp được mã hóa theo cách chưa hỗ trợ",
    "it has no pages": "Tệp không có trang nào",
    "it has {} pages": "Tệp có {} trang, quá nhiều",
    "its pages are damaged": "Các trang bị hỏng",
    "its pages are pictures without text": "Các trang chỉ là ảnh, không có lớp chữ",
    "its pages are pictures, and recognising them needs Pillow": "Các trang chỉ là ảnh; nhận dạng chữ cần có Pillow",
    "reading its pages takes too much memory or time": "Đọc các trang tốn quá nhiều bộ nhớ hoặc thời gian",
    "recognising its text took longer than {} seconds": "Nhận dạng chữ lâu hơn {} giây",
    "recognising its pictures needs Pillow": "Nhận dạng chữ trong ảnh cần có Pillow",
    "recognising it needs tesseract, which is not installed": "Nhận dạng chữ cần có tesseract, chưa được cài",
    "it is a picture and OCR is switched off": "Tệp là ảnh, mà nhận dạng chữ đang tắt",
    "no text was recognised in the picture": "Không nhận dạng được chữ nào trong ảnh",
    "the picture is damaged": "Ảnh bị hỏng",
    "its picture is too large to read": "Ảnh quá lớn",
    "its picture has {} x {} pixels": "Ảnh có {} × {} điểm ảnh, quá lớn",
    # Archives
    "its ZIP container is damaged": "Tệp ZIP bị hỏng",
    "its ZIP container is damaged: its members overlap": "Tệp ZIP bị hỏng: các tệp bên trong chồng lên nhau",
    "its {}z container is damaged": "Tệp 7z bị hỏng",
    "reading {}z archives needs py{}zr": "Đọc tệp 7z cần có py7zr",
    "it is damaged in the archive": "Tệp bị hỏng trong tệp nén",
    "it is damaged or cut off": "Tệp nén bị hỏng hoặc bị cắt giữa chừng",
    "it is no archive": "Đây không phải tệp nén",
    "it holds no documents": "Tệp nén không chứa văn bản nào",
    "it is packed in an unusual way": "Tệp được nén theo cách ít gặp",
    "it has too many members": "Tệp nén chứa quá nhiều tệp",
    "it has more than {} entries": "Tệp nén chứa hơn {} mục",
    "it unpacks to more than {} bytes": "Tệp giải nén ra hơn {} byte",
    "it unpacks to more than {} MiB": "Tệp giải nén ra hơn {} MiB",
    "it unpacks to more than {} GiB": "Tệp giải nén ra hơn {} GiB",
    "it takes too much memory to unpack": "Giải nén tốn quá nhiều bộ nhớ",
    "it is an archive in an archive, and so on for more than {} times": "Tệp nén lồng trong nhau hơn {} lần",
    # Runs
    "its worker ended with code {}": "Tiến trình xử lý bị dừng đột ngột (mã {})",
    "every worker that it was given to was lost": "Mọi tiến trình xử lý tệp này đều mất",
}  # fmt: skip
_REMEDIES = {
    "download or save it again": "tải hoặc lưu lại tệp",
    "copy or download it again, or save it again in Word": "chép hoặc tải lại, hoặc lưu lại bằng Word",
    "copy or download it again, or save it again in the program that made it":
        "chép hoặc tải lại, hoặc lưu lại bằng chương trình đã tạo tệp",
    "check that it was saved or downloaded in full": "kiểm tra xem tệp đã được lưu hoặc tải về đầy đủ chưa",
    "check where it comes from": "kiểm tra nguồn của tệp",
    "check the name and the folder": "kiểm tra tên tệp và thư mục",
    "check the name and the disk": "kiểm tra tên tệp và ổ đĩa",
    "check the address": "kiểm tra địa chỉ",
    "check the credentials in the environment": "kiểm tra thông tin đăng nhập trong biến môi trường",
    "ask its owner for the right to read it": "xin quyền đọc từ chủ của tệp",
    "name the files in it, for example with *.docx": "nêu các tệp trong thư mục, ví dụ *.docx",
    "name the objects in it, for example with *.docx": "nêu các tệp trong thư mục, ví dụ *.docx",
    "name the file that it points to": "nêu tệp mà liên kết trỏ tới",
    "save it without its password": "lưu lại không có mật khẩu",
    "save it without a password": "lưu lại không có mật khẩu",
    "save it again in Word": "lưu lại bằng Word",
    "save it as .docx in Word": "lưu thành .docx bằng Word",
    "save it as .odt or .docx": "lưu thành .odt hoặc .docx",
    "save it again as .docx": "lưu lại thành .docx",
    "save it again, as HTML or as text": "lưu lại, ở dạng HTML hoặc văn bản thuần",
    "save it again, or give a part of it": "lưu lại, hoặc chỉ đưa vào một phần",
    "save it as UTF-{}, or name its encoding with --encoding": "lưu ở dạng UTF-{}, hoặc nêu bảng mã bằng --encoding",
    "save it as PNG": "lưu thành PNG",
    "save it at {} dpi": "lưu ở {} dpi",
    "scan it again at {} dpi": "quét lại ở {} dpi",
    "scan or download it again": "quét hoặc tải lại",
    "open it in LibreOffice and save it as .docx": "mở bằng LibreOffice và lưu thành .docx",
    "open it in a browser, and save its text": "mở bằng trình duyệt và lưu phần chữ",
    "convert it to .docx or PDF": "chuyển thành .docx hoặc PDF",
    "convert it to .docx, PDF or text": "chuyển thành .docx, PDF hoặc văn bản thuần",
    "print it to a new PDF": "in ra một tệp PDF mới",
    "recognise them with --ocr auto, which needs tesseract": "nhận dạng chữ bằng --ocr auto (cần có tesseract)",
    "if its pages are pictures, recognise them with --ocr always":
        "nếu các trang là ảnh, nhận dạng chữ bằng --ocr always",
    "allow it with --ocr auto": "cho phép bằng --ocr auto",
    "raise --timeout, or give a part of it": "tăng --timeout, hoặc chỉ đưa vào một phần",
    "raise --timeout, or give fewer pages": "tăng --timeout, hoặc đưa vào ít trang hơn",
    "raise --max-bytes, or give the plan alone": "tăng --max-bytes, hoặc chỉ đưa vào riêng kế hoạch",
    "give the plan alone": "chỉ đưa vào riêng kế hoạch",
    "give a part of it": "chỉ đưa vào một phần",
    "give at most {} at a time": "mỗi lần đưa vào nhiều nhất {} trang",
    "give at most {} of them": "đưa vào nhiều nhất {} trang",
    "split it": "tách thành nhiều tệp",
    "split the file": "tách thành nhiều tệp",
    "split it, or save the text alone": "tách thành nhiều tệp, hoặc chỉ lưu phần chữ",
    "unpack it first": "giải nén trước",
    "pack it again with the usual one, Deflate": "nén lại theo cách thông thường (Deflate)",
    "pack it with a smaller dictionary": "nén lại với từ điển nhỏ hơn",
    "check that it was packed in full": "kiểm tra xem tệp đã được nén đầy đủ chưa",
    "extract it anew": "trích xuất lại từ văn bản gốc",
    "khparse formats lists what is read": "xem các định dạng đọc được bằng khparse formats",
    "look at the logs of the workers": "xem nhật ký của các máy xử lý",
    "run khparse extract --debug on it and report what that prints":
        "chạy khparse extract --debug với tệp này và gửi kết quả cho nhóm phát triển",
}  # fmt: skip
# Those with words of the document or of the system in them.
_CAUSE_PATTERNS = (
    (r"it is no plan that this version of khparse wrote \((.+)\)",
     "Không phải kết quả của phiên bản khparse này: {0}"),
    (r"it is not Unicode text \(byte (\d+) is not (\S+)\)", "Không phải văn bản Unicode (byte {0} không phải {1})"),
    (r"reading a (.+) needs more than khparse alone", "Để đọc {0} cần cài thêm thư viện"),
    (r"the archive has no member (.+)", "Tệp nén không có “{0}”"),
    (r"its worker was ended by (\w+)", "Tiến trình xử lý bị dừng đột ngột ({0})"),
    (r"internal error: (.+)", "Lỗi nội bộ của khparse: {0}"),
)  # fmt: skip
_REMEDY_PATTERNS = (
    (r"(pip install .+)", "cài bằng: {0}"),
    (r"install it: (.+)", "cài bằng: {0}"),
)


def cause_in_vietnamese(cause: str) -> str | None:
    """Return why a document failed, or None where only the English text is known."""
    return _translated(clean(cause), _CAUSES, _CAUSE_PATTERNS)


def remedy_in_vietnamese(remedy: str) -> str | None:
    """Return what helps against a failure, or None where only the English text is known."""
    return _translated(clean(remedy), _REMEDIES, _REMEDY_PATTERNS)


def _translated(text: str, known: dict[str, str], patterns: tuple[tuple[str, str], ...]) -> str | None:
    sentence = known.get(_NUMBER.sub("{}", text))
    if sentence is not None:
        return sentence.format(*map(_vietnamese, _NUMBER.findall(text)))
    for pattern, words in patterns:
        if found := re.fullmatch(pattern, text):
            return words.format(*found.groups())
    return None


def _vietnamese(number: str) -> str:
    """Return a number as Vietnamese has it: 20.480,5."""
    return number.replace(",", " ").replace(".", ",").replace(" ", ".")
