"""The four annexes of real programmes, rebuilt from their facts and figures, faults included, and files made of them.

A cell is its text; ``Span(text, n)`` spans n columns and ``DOWN`` goes on with the cell above.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

DOWN = "\x00"


@dataclass(frozen=True)
class Span:
    text: str
    width: int


Row = "Sequence[str | Span]"


@dataclass(frozen=True)
class Annex:
    rows: tuple[tuple[str | Span, ...], ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def with_cell(self, old: str, new: str, *, row_with: str) -> Annex:
        """One cell corrected: the first that prints ``old`` in the row that has ``row_with``."""
        rows = [list(row) for row in self.rows]
        row = next(row for row in rows if row_with in row)
        row[row.index(old)] = new
        return replace(self, rows=tuple(tuple(row) for row in rows))


def _rows(text: str) -> tuple[tuple[str | Span, ...], ...]:
    """Lines of cells separated by |."""
    return tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())


_D = DOWN
IA_HDRAI = Annex(
    before=("PHỤ LỤC", "Đơn vị tính: Triệu đồng"),
    rows=(
        (
            "TT",
            "Hạng mục",
            Span("Nguồn kinh phí", 3),
            *(Span(f"Năm {year}", 2) for year in range(2022, 2026)),
            "Ghi chú",
        ),
        ("", "Hình thức", "Ngân sách", "Xã hội hóa", "Tổng cộng", *("Thuê dịch vụ", "Đầu tư") * 4, ""),
        *_rows("""
I|Nền tảng dùng chung|4.345||4.345|0|1.345|1.000|0|1.000|0|1.000|0|
1|Trung tâm giám sát điều hành đô thị thông minh|0||0|||||||||
1.1|Thiết bị IOC|1.234||1.234||1.234|||||||
1.2|Bàn ghế|42||42||42|||||||
1.3|Vật tư phụ và nhân công|68||68||68|||||||
2|Nền tảng tích hợp|1.500||1.500||0|500||500||500||
3|Phần mềm trung tâm điều hành|1.500||1.500||0|500||500||500||
4|Triển khai|44||44||44|||||||
5|Đường truyền|240||240|60||60||60||60||
II|Các lĩnh vực trọng tâm|4.204||4.204|276|500|558|850|560|450|560|450|
1|Giám sát an ninh trật tự|1.200||1.200|0|200|0|600|0|200|0|200|
1.1|Lắp đặt camera|500||500||200||100||100||100|
1.2|Máy chủ xử lý, lưu trữ|700||700||||500||100||100|
2|Quản lý thông tin báo chí|384||384|96||96||96||96||
2.1|Dịch vụ theo dõi báo chí|384||384|96||96||96||96||
3|Phòng họp không giấy tờ|600||600|150||150||150||150||
4|Giáo dục thông minh|605||605|0|0|195|0|205|0|205|0|
4.1|Quản lý trường học|0||0|||||||||
4.2|Cơ sở dữ liệu ngành|45||45|||15||15||15||
4.3|Cổng thông tin điện tử|45||45|||15||15||15||
4.4|Tuyển sinh đầu cấp|45||45|||15||15||15||
4.5|Học bạ điện tử|0||0|||||||||
4.6|Giáo án điện tử|150||150|||50||50||50||
4.7|Sổ liên lạc điện tử|0||0|||||||||
4.8|Kiểm định chất lượng|60||60|||20||20||20||
4.9|Tập huấn giáo viên|260||260|||80||90||90||
4.10|Chuẩn nghề nghiệp|0||0|||||||||
5|Y tế thông minh|815||815|0|0|27|250|19|250|19|250|
5.1|Khám chữa bệnh từ xa|750||750||||250||250||250|
5.2|Cổng thông tin ngành y tế|65||65|||27||19||19||
6|Wifi công cộng|420||420|30|300|30|0|30|0|30|0|
6.1|Lắp đặt thiết bị wifi|300||300||300|||||||
6.2|Đường truyền internet|120||120|30||30||30||30||
7|Tin nhắn thương hiệu|180||180|||60||60||60||
"""),
        (
            Span("TỔNG CỘNG", 2),
            "8.549",
            "",
            "8.549",
            "276",
            "1.845",
            "1.558",
            "850",
            "1.560",
            "450",
            "1.560",
            "450",
            "",
        ),
    ),
    after=("Bằng chữ: Tám tỷ năm trăm bốn mươi chín triệu đồng./.",),
)

_BAC_GIANG_TOP = (
    ("STT", "Danh mục công trình", "Mục tiêu", Span("Tổng kinh phí", 2), "Lộ trình thực hiện", "Đơn vị chủ trì",
     "Đơn vị phối hợp", "Ghi chú"),
    (_D, _D, _D, "Viettel", "Tỉnh", _D, _D, _D, _D),
)  # fmt: skip
BAC_GIANG = Annex(
    before=(
        ("Dự kiến tổng kinh phí giai đoạn 2017-2020: 17.130.633.000 đồng (bằng chữ: Mười bảy tỷ một trăm ba mươi triệu,"
        " sáu trăm ba mươi ba nghìn đồng)."),
        "Trong đó:",
        "- Ngân sách tỉnh: 8.106.168.000 đồng.",
        "- Kinh phí của Viettel: 9.024.465.000 đồng.",
        "PHỤ LỤC 01",
        "Đơn vị tính: triệu đồng",
    ),
    rows=(
        *_BAC_GIANG_TOP,
        (Span("I. Các dự án ngành Y tế", 2), "", "", "5.287", "", "Sở Y tế", "Viettel", ""),
        ("1", "Hồ sơ sức khỏe cá nhân", "", "", "5.287", "", "", "", ""),
        ("1.1", "Thử nghiệm 3 xã", "Khám và nhập dữ liệu", "0.566", "0.112", "Tháng 7-9/2017", "", "",
         "- Kinh phí gồm: + Viettel: hệ thống và 14 Account: 1,348,750 VNĐ/01 Account/01 tháng. + Tỉnh: khám 03 xã"),
        ("1.2", "Các xã toàn huyện", "Khám và nhập dữ liệu", "0.336", "0.675", "Tháng 10-12/2017", "", "",
         "- Kinh phí gồm: + Viettel: hệ thống và 83 Account: 1,348,750 VNĐ/01 Account/01 tháng. + Tỉnh: khám 18 xã"),
        ("1.3", "Nhân rộng toàn tỉnh", "Khám và nhập dữ liệu", "", "4.500", "2018-2020", "", "",
         ("- Kinh phí của Tỉnh: thuê phần mềm của 230 TYT xã + 09 TYT huyện + 01 Sở Y tế + 12 BV: 17,857,143 VNĐ/01 Đơn"
         " vị/ 01 năm.")),
        (Span("II. Các dự án ngành Giáo dục", 2), "", "6.011", "2.419", "", "Sở GD&ĐT", "Viettel", ""),
        ("1", "Khung kiến trúc cơ sở dữ liệu", "", "0.500", "", "Quý IV năm 2017 - Quý II năm 2018", "", "",
         "- Hỗ trợ xây dựng khung kiến trúc"),
        ("2", "Cơ sở dữ liệu và quản lý nhà trường", "", "", "", "", "", "", ""),
        ("2.1", "Quản lý trường học", "", "3.841", "", "Quý III năm 2017", "", "",
         "- Kinh phí Viettel: miễn phí giai đoạn 2017-2020 cho 833 cơ sở giáo dục: 4,611,363/01 đơn vị"),
        ("2.2", "Cơ sở dữ liệu ngành", "", "", "0.750", "Quý IV năm 2017-2020", "", "",
         ("- Chi phí thuê cho 833 cơ sở giáo dục - 03 năm đầu tiên: 900,000 VNĐ/01 đơn vị/01 năm. - Năm thứ 04 trở đi:"
         " 300,000 VNĐ/01 đơn vị/01 năm")),
        ("3", "Cổng thông tin điều hành", "", "1.670", "1.503", "Quý III năm 2017", "", "",
         ("- Chi phí của Tỉnh là chi phí thuê đối với 835 cơ sở giáo dục (1,8 triệu/01 đơn vị/01 năm). - Viettel: khởi"
         " tạo (2 triệu/01 đơn vị)")),
        ("4", "Đường truyền hội nghị trực tuyến", "", "", "0.166", "Quý III năm 2017", "", "",
         "- Thuê đường truyền cho 21 điểm cầu: 660,000 VNĐ/01 điểm cầu/01 tháng."),
        ("5", "Một số nội dung khác", "", "", "", "", "", "", ""),
        ("5.1", "Trung tâm học liệu điện tử", "", "", "", "Quý III năm 2018", "", "", "Cần khảo sát"),
        ("5.2", "Tuyển sinh đầu cấp", "", "", "", "Quý III năm 2018", "", "", "Cần khảo sát"),
        ("5.3", "Lớp học thông minh", "", "", "", "Quý III năm 2018", "", "", "Cần khảo sát"),
        *_BAC_GIANG_TOP,
        (Span("III. Lĩnh vực Nông nghiệp", 2), "", "0.013", "", "", "Sở NN&PTNT", "Viettel", ""),
        ("1", "Triển khai thỏa thuận hợp tác", "", "", "", "Tháng 8/2017-12/2020", "", "", "- Viettel hỗ trợ vật phẩm"),
        ("2", "SMS thương hiệu nông sản", "", "0.013", "", "Tháng 8/2017", "", "",
         "- hỗ trợ 01 năm sử dụng dịch vụ: 13,200,000VNĐ/ 01 năm (gồm 2000 tin nhắn/ 01 tháng)."),
        ("3", "Ứng dụng kỹ thuật cao", "", "", "", "", "", "", ""),
        ("3.1", "Nhà màng thông minh 01 ha", "", "", "", "Tháng 1/2018-12/2018", "", "", "- Theo dự toán"),
        ("", "Tưới nhỏ giọt 01 ha", "", "", "", "Tháng 1/2018-12/2018", "", "", "- Viettel hỗ trợ phần mềm."),
        ("4", "Cảnh báo thiên tai", "", "", "", "Tháng 9/2017-12/2017", "", "", "- Theo dự toán"),
        ("5", "Mở rộng quy mô", "", "", "", "", "", "", "- Theo dự toán"),
        *_BAC_GIANG_TOP,
        ("IV", "Giám sát giao thông và an ninh", "", "3.000", "", "", "Công an tỉnh", "Viettel", ""),
        ("1", "Giai đoạn 1", "02 vị trí giao thông, 14 vị trí an ninh", "3.000", "", "Quý III năm 2017", "", "",
         "- Viettel tài trợ bằng công trình trị giá 3 tỷ đồng"),
        ("2", "Giai đoạn 2", "", "", "", "Quý IV năm 2017-2020", "", "", "- Theo dự toán"),
        ("V", "Hội thảo, tuyên truyền", "", "", "0.400", "Giai đoạn 2017-2020", "Sở TT&TT", "", ""),
        (Span("Tổng", 2), "", "9.024", "8.106", "", "", "", ""),
        ("", "", "", Span("17.131", 2), "", "", "", ""),
    ),
)  # fmt: skip

_QUANG_BINH_BODY = """
A|Hạ tầng|{who}||162|39|94|29
1|Mạng diện rộng của tỉnh|{who}|2021 - 2025|07||5,0|2,0
2|Trung tâm dữ liệu điện tử|{who}|2021 - 2025|30|05|20|05
3|Trung tâm điều hành thông minh|{who}|2021 - 2025|30|05|20|05
3|Giám sát an toàn thông tin|{who}|2020 - 2023|10|2,0|6,0|2,0
4|Hội nghị trực tuyến|{who}|2021 - 2023|15||10|05
5|Trục kết nối chia sẻ|{who}|2020 - 2022|20|17|02|
6|Hạ tầng của các cơ quan|{who}|2020 - 2025|50|10|30|10
B|Phần mềm và cơ sở dữ liệu dùng chung|{who}||302,5|105|137,5|60
1|Quản lý văn bản|{who}|2023 - 2025|6,5||6,5|
2|Một cửa điện tử|{who}|2023 - 2025|15,0|07|08|
3|Thông tin báo cáo|{who}|2023 - 2025|15,0|07|08|
4|Thư điện tử|{who}|2021 - 2023|5,0||05|
5|Cổng thông tin|{who}|2023 - 2025|03||03|
6|Thanh tra, khiếu nại|{who}|2023 - 2025|05|02|03|
7|Quản lý nhân sự|{who}|2021 - 2023|03||03|
8|Thu thập, chia sẻ dữ liệu|{who}|2021 - 2023|15,0|05|10|
9|Phòng họp và phần mềm|{who}|2021 - 2023|15,0||15,0|
10|Thông tin địa lý|{who}|2021-2025|15,0|07|08|
11|Đất đai|Sở TN&MT|2021-2025|10|07|03|
12|Dân cư|Công an tỉnh|2021-2025|10|07|03|
13|Hộ tịch|Sở Tư pháp|2021-2025|05|03|02|
14|Số hóa và lưu trữ|{who}|2021-2025|30|10|10|10
15|Phần mềm chuyên ngành|Các sở|2021-2025|150|50|50|50
C|Đào tạo, duy trì, lưu trữ|{who}||47||47|
1|Đào tạo, tập huấn|{who}|2020-2025|06||06|
2|Truyền thông|{who}|2020-2025|05||05|
3|Lưu trữ và phục hồi dữ liệu|{who}|2021 - 2025|10||10|
4|Duy trì kiến trúc|{who}|2020-2025|06||06|
5|Vận hành|{who}|2020-2025|15||15|
6|Thuê đường truyền|{who}|2020-2025|05||05|
|TỔNG CỘNG|||511,5|144|278,5|89
"""
QUANG_BINH = Annex(
    before=("Phụ lục", "Đơn vị tính: Tỷ đồng"),
    rows=(
        ("STT", "Tên dự án", "Đơn vị chủ trì", "Thời gian thực hiện", Span("Dự kiến kinh phí", 4)),
        (_D, _D, _D, _D, "Tổng kinh phí", "Ngân sách Trung ương", "Ngân sách địa phương", "Doanh nghiệp, xã hội hóa"),
        *_rows(_QUANG_BINH_BODY.format(who="Sở TT&TT")),
    ),
)

_DONG_HA_TEXT = (
    (
        "- Kinh phí thực hiện: Với tổng mức đầu tư giai đoạn 2021-2025 là 41,702 tỷ đồng; (Số tiền bằng chữ: Bốn"
        " mươi mốt tỷ bảy trăm lẽ hai triệu đồng chẵn), trong đó dự kiến:"
    ),
    "+ Kinh phí đơn vị tư vấn tài trợ : 4,2 tỷ đồng;",
    "+ Kinh phí hợp pháp khác (dự kiến) : 14,5 tỷ đồng;",
    "+ Đề nghị của tỉnh hỗ trợ : 5tỷđồng;",
    "+ Kinh phí thành phố : 18,002 tỷ đồng;",
    "- Phân bổ cho các năm như sau:",
    "+ Năm 2021 : 11,913tỷ đồng;",
    "+ Năm 2022 : 9,936 tỷ đồng;",
    "+ Năm 2023 : 9,351 tỷ đồng;",
    "+ Năm 2024 : 3,651 tỷ đồng;",
    "+ Năm 2025 : 6,851 tỷ đồng.",
    "Đơn vị tính: triệu đồng",
)
DONG_HA_YEARS = Annex(
    before=_DONG_HA_TEXT,
    rows=(
        ("STT", "Tên dự án", "Mục tiêu", "Nội dung nhiệm vụ", Span("Chi phí đầu tư phân kỳ", 5)),
        (_D, _D, _D, _D, "2021", "2022", "2023", "2024", "2025"),
        *_rows("""
I|Trung tâm điều hành đô thị thông minh|Hạ tầng|Lắp đặt thiết bị|4.830|1.200|1.200|1.200|1.200
II|Chính quyền điện tử|||1.483|1.011|1.011|1.011|1.011
1|Một cửa điện tử||Nâng cấp hạ tầng|550||||
2|Báo cáo kinh tế - xã hội||Số hóa dữ liệu|250||||
3|Phòng họp không giấy tờ|||428|156|156|156|156
4|Lắng nghe mạng xã hội||||600|600|600|600
5|An toàn thông tin|||255|255|255|255|255
III|Quản lý đô thị thông minh|||4.600|6.225|5.940|440|4.640
1|Phản ánh hiện trường|||1.100|325|325|325|325
2|Quản lý cấp phép xây dựng||||400|115|115|115
3|Giám sát đô thị bằng hình ảnh|||3.500|5.500|5.500||
4|Chiếu sáng thông minh|||||||4.200
IV|Quản lý an ninh trật tự thông minh|||||1.200||
1|Tích hợp camera an ninh|||||||
2|Đèn tín hiệu giao thông|||||1.200||
3|Kết nối dữ liệu hộ tịch|||||||
V|Tài nguyên - môi trường thông minh|||1.000|1.500|||
1|Kết nối quan trắc môi trường|||||||
2|Số hóa dữ liệu đất đai|||||||
3|Quan trắc nước thải|||||||
4|Cảnh báo lũ lụt|||1.000|1.500|||
VI|Nông nghiệp thông minh||||||1.000|
|Tổng cộng|||11.913|9.936|9.351|3.651|6.851
"""),
    ),
)
DONG_HA_SOURCES = Annex(
    before=_DONG_HA_TEXT,
    rows=(
        ("STT", "Tên dự án", "Tổng mức đầu tư", Span("Nguồn lực đầu tư", 3)),
        (_D, _D, _D, "VNPT tài trợ", "Dự kiến nguồn kinh phí theo Dự án Koica Hàn Quốc",
         "Ngân sách nhà nước (Tỉnh + Thành phố)"),
        *_rows("""
I|Trung tâm điều hành đô thị thông minh|9.630|4.200||5.430
II|Chính quyền điện tử|5.527|||5.527
1|Một cửa điện tử|550|||550
2|Báo cáo kinh tế - xã hội|250|||250
3|Phòng họp không giấy tờ|1.052|||1.052
4|Lắng nghe mạng xã hội|2.400|||2.400
5|An toàn thông tin|1.275|||1.275
III|Quản lý đô thị thông minh|21.845||14.500|7.345
1|Quy hoạch và hạ tầng đô thị||||
2|Phản ánh hiện trường|2.400|||2.400
3|Quản lý cấp phép xây dựng|745|||745
4|Giám sát đô thị bằng hình ảnh|14.500||14.500|
5|Chiếu sáng thông minh|4.200|||4.200
IV|An ninh trật tự thông minh|1.200|||1.200
1|Tích hợp camera an ninh||||
2|Đèn tín hiệu giao thông|1.200|||1.200
3|Kết nối dữ liệu hộ tịch||||
V|Tài nguyên - môi trường thông minh|2.500|||2.500
1|Kết nối quan trắc môi trường||||
2|Số hóa dữ liệu đất đai||||
3|Quan trắc nước thải||||
4|Cảnh báo lũ lụt|2.500|||2.500
VI|Nông nghiệp thông minh|1.000|||1.000
1|Thí điểm trồng hoa|1.000|||1.000
|Tổng cộng|41.702|4.200|14.500|23.002
"""),
    ),
)  # fmt: skip

ALL = {
    "ia_hdrai": (IA_HDRAI,),
    "bac_giang": (BAC_GIANG,),
    "quang_binh": (QUANG_BINH,),
    "dong_ha": (DONG_HA_YEARS, DONG_HA_SOURCES),
}


def docx_of(*annexes: Annex) -> bytes:
    """A Word file with the tables one after the other."""
    from docx import Document

    document = Document()
    for annex in annexes:
        for text in annex.before:
            document.add_paragraph(text)
        _add_table(document, annex)
        for text in annex.after:
            document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document, annex: Annex) -> None:  # noqa: ANN001  (Word's own type is slow to import)
    grid, merges = laid_out(annex)
    table = document.add_table(len(grid), len(grid[0]))
    cells = [list(row.cells) for row in table.rows]
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text:
                cells[row][column].text = text
    for (top, left), (bottom, right) in merges:
        cells[top][left].merge(cells[bottom][right])


def laid_out(annex: Annex) -> tuple[list[list[str]], list[tuple[tuple[int, int], tuple[int, int]]]]:
    """A rectangle of texts and the merged ranges in it."""
    grid: list[list[str]] = []
    merges = []
    down: dict[int, int] = {}
    for row, cells in enumerate(annex.rows):
        texts: list[str] = []
        for cell in cells:
            column = len(texts)
            if isinstance(cell, Span):
                merges.append(((row, column), (row, column + cell.width - 1)))
                texts += [cell.text] + [""] * (cell.width - 1)
            else:
                if cell == DOWN:
                    merges.append(((down[column], column), (row, column)))
                else:
                    down[column] = row
                texts.append("" if cell == DOWN else cell)
        grid.append(texts)
    return grid, merges


def xlsx_of(*annexes: Annex, numbers: bool = False) -> bytes:
    """A workbook, a sheet for each table; ``numbers`` stores Vietnamese amounts as numbers, as Excel users do."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, annex in enumerate(annexes, start=1):
        sheet = book.create_sheet(f"Phụ lục {number}")
        for text in annex.before:
            sheet.append([text])
        offset = len(annex.before)
        grid, merges = laid_out(annex)
        for texts in grid:
            sheet.append([_stored(text) if numbers and at > 1 else text or None for at, text in enumerate(texts)])
        for text in annex.after:
            sheet.append([text])
        for (top, left), (bottom, right) in merges:
            sheet.merge_cells(
                start_row=top + offset + 1, start_column=left + 1, end_row=bottom + offset + 1, end_column=right + 1
            )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _stored(text: str) -> str | float | None:
    bare = text.replace(".", "").replace(",", ".")
    if (
        not text
        or bare.count(".") > 1
        or not bare.replace(".", "").isdigit()
        or (bare.isdigit() and len(bare) == 4 and "." not in text)
    ):
        return text or None
    return float(bare) if "." in bare else int(bare)


def text_of(annex: Annex, delimiter: str = "\t") -> str:
    """What pasting the table as text gives."""
    grid, _ = laid_out(annex)
    quoted = [delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in grid]
    return "\n".join((*annex.before, *quoted, *annex.after))
