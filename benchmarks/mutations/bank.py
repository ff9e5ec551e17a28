"""Sentences that offices add to their plans; none of them stands in a fixture."""

from __future__ import annotations

SENTENCES = (
    "Xây dựng bộ câu hỏi khảo sát mức độ hài lòng của người dân, công khai kết quả trên trang thông tin điện tử.",
    "Thí điểm tổng đài trả lời tự động, ghi nhận mọi ý kiến phản ánh và phân loại theo từng nhóm vấn đề.",
    "Mua bổ sung máy quét, máy in chuyên dụng; thanh lý thiết bị hỏng theo đúng trình tự pháp luật.",
    "Bồi dưỡng kỹ năng giao tiếp, xử lý tình huống cho lực lượng cộng tác viên nòng cốt.",
    "Lập bản đồ số các điểm ùn ứ, gắn mã định danh cho từng công trình để tiện tra cứu.",
    "Vận hành kho dữ liệu dùng chung, phân quyền truy cập theo vai trò và lưu vết mọi thao tác.",
    "Ký thỏa thuận hợp tác với các trường nghề nhằm tiếp nhận học viên thực tập dài hạn.",
    "Khuyến khích sáng kiến cải tiến quy trình, thưởng ngay cho tập thể có giải pháp tiết kiệm chi phí.",
    "Niêm yết đường dây tiếp nhận tố giác tiêu cực; bảo vệ bí mật danh tính người cung cấp thông tin.",
    "Trồng thay thế cây bóng mát gãy đổ, cắt tỉa cành khô quanh khu vực đông người qua lại.",
    "Rút ngắn một nửa thời gian luân chuyển hồ sơ giấy, tiến tới chỉ dùng chữ ký số nội bộ.",
    "Số hóa tư liệu ảnh, băng ghi âm quý hiếm và trưng bày trên không gian thực tế ảo.",
)

TASKS = (
    "{lead} chủ trì, phối hợp với {support} biên soạn sổ tay hỏi đáp, phát hành trước ngày 20/9/{year}.",
    "{lead} rà soát danh mục vật tư dự phòng, hoàn thành trước ngày 12/11/{year}.",
    "Giao {lead} thẩm định phương án thuê dịch vụ lưu trữ đám mây theo Quyết định số 9417/QĐ-TTg ngày 12/5/2021"
    " của Thủ tướng Chính phủ; xong trong Quý IV/{year}.",
    "{lead} phối hợp với {support} kiểm đếm hiện vật trưng bày, lập biên bản từng lô.",
    "Tổ chức hội thi tìm hiểu kỹ năng thoát nạn cho công nhân khu trọ; thời gian: từ ngày 05/8/{year}"
    " đến ngày 25/8/{year}.",
)

HEADINGS = (
    "Chuyển đổi số công tác lưu trữ",
    "Thi đua, khen thưởng chuyên đề",
    "Hợp tác với khu vực tư nhân",
    "Ứng phó tình huống bất thường",
)

CLAUSES = (
    ", trong đó ưu tiên những nơi còn nhiều khó khăn",
    ", tránh dàn trải và hình thức",
    " một cách thực chất và bền vững",
    ", nhất là tại khu vực vùng sâu",
    " gắn với cải tiến lề lối làm việc",
    ", có tính đến đặc thù từng nơi",
)

WORDS = (
    "linh hoạt",
    "có trọng điểm",
    "theo phương thức mới",
    "đồng loạt",
    "ở mọi khâu",
    "bền vững",
    "mô hình mẫu",
    "quy mô lớn hơn",
    "nguồn lực bổ sung",
    "từng chặng rõ ràng",
    "chuyên sâu",
    "thiết thực",
)
