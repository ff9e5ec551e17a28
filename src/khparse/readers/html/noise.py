"""What a site puts around a document: menus, forms, notices, related pages, comments, hidden elements."""

from __future__ import annotations

import re

from khparse.readers.html.measure import Line, Measures
from khparse.readers.html.styles import Styles
from khparse.readers.html.tree import Element

_TAGS = frozenset("aside dialog footer header label legend menu nav search".split())
_ROLES = frozenset(
    "alert alertdialog banner complementary contentinfo dialog menu menubar navigation search tablist toolbar"
    " tooltip".split()
)
# Parts of class names and ids, dashes left out: what sites call what is no part of the text.
_NAMES = re.compile(
    r"breadcrum|duongdan|sidebar|navbar|navigation|topnav|mainnav|menu|footer|socialshare|sharebox|btnshare"
    r"|sharebutton|addthis|social|binhluan|ykien|related|lienquan|tinkhac|baikhac|cungchuyenmuc|tinmoi|xemnhieu"
    r"|docnhieu|mostview|cookie|popup|modal|quangcao|advert|adsbox|login|dangnhap|dangky|register|timkiem"
    r"|searchbox|searchform|pagination|phantrang|toolbar|rating|newsletter|subscribe|hotline|chatbox|thuoctinh"
    r"|luocdo|bannertop|topbanner|fontsize|printbox|skiplink|backtotop|gotop|feedback|notification|thongbaodang"
)
_WORDS = frozenset("ads adv advertisement banner comment comments nav search share sharing tags tag".split())
_SPLIT_NAME = re.compile(r"[^a-z0-9]+|(?<=[a-z])(?=[A-Z])")
# Headings over what follows a document. They are compared as a whole: "Đánh giá, phân hạng" is a task.
_HEADINGS = frozenset(
    """
    văn bản liên quan|các văn bản liên quan|tin liên quan|các tin liên quan|tin bài liên quan|bài viết liên quan
    bài liên quan|nội dung liên quan|tin cùng chuyên mục|bài cùng chuyên mục|cùng chuyên mục|tin cùng loại
    tin khác|các tin khác|tin bài khác|các bài khác|bài viết khác|các bài viết khác|tin mới|các tin mới
    tin mới hơn|tin cũ hơn|các tin cũ hơn|các tin đã đưa|tin mới nhất|bài mới nhất|tin đọc nhiều|đọc nhiều
    đọc nhiều nhất|xem nhiều|xem nhiều nhất|tin nổi bật|có thể bạn quan tâm|bạn đọc quan tâm|quan tâm nhiều
    bình luận|ý kiến bạn đọc|gửi bình luận|ý kiến của bạn|gửi ý kiến|viết bình luận|xếp hạng
    văn bản cùng cơ quan ban hành|văn bản cùng lĩnh vực|văn bản khác|các văn bản khác|văn bản cùng loại
    văn bản mới|văn bản mới nhất|văn bản mới ban hành|văn bản được hướng dẫn|văn bản hướng dẫn
    văn bản bị sửa đổi bổ sung|văn bản bị thay thế|văn bản được dẫn chiếu|văn bản được căn cứ|văn bản tiếng anh
    lược đồ|bản dịch|thuộc tính|thuộc tính văn bản|từ khóa|từ khoá|tags|tag|chia sẻ|chia sẻ bài viết
    tệp đính kèm|file đính kèm|tài liệu đính kèm|tệp tin đính kèm|các tệp đính kèm|tải về|tải văn bản|tải file
    lượt xem|số lượt truy cập|thống kê truy cập|liên kết website|thông tin liên hệ|đăng ký nhận tin
    hỏi đáp pháp luật|câu hỏi thường gặp|bài đọc nhiều|thăm dò ý kiến|quảng cáo
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
_AROUND_HEADING = " .:-–»›>|*•()[]0123456789…"
# What asks a reader of the page to log in or to pay; this may stand in the midst of a document.
_DEMAND = re.compile(
    r"(?:bạn|quý khách|quý vị|quý bạn đọc|vui lòng|xin mời)\b.{0,80}\b"
    r"(?:đăng nhập|đăng k[ýí] (?:thành viên|tài khoản|ngay)|tài khoản|nâng cấp|trả phí)"
    r"|(?:đăng nhập|đăng ký) (?:để|ngay|tài khoản|thành viên)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"bạn (?:đang|chưa|không) .{0,60}(?:xem|tải|sử dụng)|.{0,80}\bcookies?\b|chọn cỡ chữ|cỡ chữ|in (?:trang|bài)"
    r"|.{0,40}trình duyệt .{0,40}(?:không hỗ trợ|phiên bản)|(?:gửi|chia sẻ) (?:email|bài viết|qua|lên|facebook)"
    r"|(?:tải|download|xem) (?:về|file|văn bản|toàn văn|bản)|lưu (?:bài|trữ|văn bản)$|nghe đọc bài|lượt xem\b|đã xem\b"
    r"|theo dõi (?:văn bản|chúng tôi|báo)|về (?:trang|đầu) (?:trước|trang)|bản quyền thuộc|©|share\b|google news$"
    r"|(?:facebook|zalo|twitter|print|email)$",
    re.IGNORECASE,
)
_MOST_HEADINGS = 100
_LONGEST_NOTICE = 250
_SHARE_OF_DOCUMENT = 0.3  # what holds more of the dense text is no accessory,
_SHARE_OF_COMMENTS = 0.5  # or this, if it is called one
_MOST_LINKED = 0.75
_SMALL_FORM = 400
_CONTAINERS = frozenset("div dl ol section table tbody td tr ul article main".split())


def remove_hidden(root: Element, styles: Styles) -> None:
    """Take out what a reader of the page doesn't see, and what Word keeps beside the text.

    What is hidden but holds most of the dense text is the page itself, behind another tab or a dialogue.
    """
    hidden = [
        element
        for element in root.walk()
        if element.tag == "del" or _is_aside(element, styles) or styles.is_hidden(element)
    ]
    if not hidden:
        return
    measures = Measures(root)
    most = measures.of(root).dense / 2
    for element in hidden:
        dense = measures.of(element).dense
        if not dense or dense < most:
            element.remove()


def _is_aside(element: Element, styles: Styles) -> bool:
    """Return whether an element holds headers, footers or comments of a word processor."""
    attributes = element.attributes
    if not attributes:
        return False
    if element.tag == "div" and attributes.get("title") in ("header", "footer"):  # LibreOffice
        return True
    if attributes.get("class") in ("msocomtxt", "msocomanchor", "MsoCommentReference"):
        return True
    found = styles.of(element).get("mso-element")
    return found in ("header", "footer", "comment-list", "comment")


class Cleaner:
    """Takes what a site puts around a document out of its page.

    `head` and `closing` are the lines with which an official document begins and closes, where it has them.
    """

    def __init__(self, root: Element, measures: Measures, head: Line | None, closing: Line | None) -> None:
        self._root = root
        self._measures = measures
        dense = measures.of(root).dense
        self._most, self._most_named = _SHARE_OF_DOCUMENT * dense, _SHARE_OF_COMMENTS * dense
        self._headings = _MOST_HEADINGS
        self._first = head.index if head else 0
        self._last = closing.index if closing else self._first - 1
        self._kept = {id(root)}
        for line in (head, closing):
            if line is not None:
                self._kept |= {id(line.block)} | {id(element) for element in line.block.ancestors()}

    def clean(self) -> None:
        """Take out what tags, roles, names, links and headings tell."""
        for element in list(self._root.walk()):
            if self._is_accessory(element):
                element.remove()
        for line in self._measures.lines:
            self._clean_line(line)

    def may_go(self, element: Element) -> bool:
        """Return whether an element surely holds no document."""
        return id(element) not in self._kept and self._measures.of(element).dense <= self._most

    def _is_accessory(self, element: Element) -> bool:
        size, linked, dense, blocks = self._measures.of(element)
        if id(element) in self._kept or dense > self._most_named:
            return False
        if element.tag in _TAGS or element.get("role").lower() in _ROLES or _is_named(element):
            return True
        if dense > self._most:
            return False
        if element.tag == "form":
            return size < _SMALL_FORM
        return element.tag in _CONTAINERS and blocks > 2 and linked > _MOST_LINKED * size

    def _clean_line(self, line: Line) -> None:
        """Take out a line that is a link or a notice, or that heads what is no part of the document, with that."""
        text, block = line.text, line.block
        size = len(text) - text.count(" ")
        if len(text) > _LONGEST_NOTICE or self._measures.size(block) != size or not self.may_go(block):
            return
        start = text.lstrip("*\"'([ ")
        if self._first <= line.index <= self._last:  # of the document
            if _DEMAND.match(start) and (line.linked or start.startswith(("Bạn", "Quý"))):
                block.remove()
        elif text.lower().strip(_AROUND_HEADING) in _HEADINGS:
            if self._headings:
                self._headings -= 1
                self._remove_from(block, size)
        elif line.linked >= size or _NOTICE.match(start) or _DEMAND.match(start):
            block.remove()

    def _remove_from(self, element: Element, size: int) -> None:
        """Take out a heading and what follows it in the same box."""
        while element.parent is not None and self._measures.size(element.parent) == size:
            element = element.parent
        if element.parent is None or not self.may_go(element):
            return
        siblings = list(element.parent.elements)
        behind = siblings[siblings.index(element) + 1 :] if element in siblings else []
        dense = sum(self._measures.of(sibling).dense for sibling in behind)
        if dense <= self._most and all(self.may_go(sibling) for sibling in behind):
            for sibling in behind:
                sibling.remove()
        element.remove()


def _is_named(element: Element) -> bool:
    """Return whether the class or the id of an element says that it is no part of the text."""
    for name in (element.get("class"), element.get("id")):
        if not name or name.startswith(("Mso", "mso")):
            continue
        words = _SPLIT_NAME.split(name)
        low = "".join(words).lower()
        if _NAMES.search(low) or not _WORDS.isdisjoint(word.lower() for word in words):
            return True
    return False
