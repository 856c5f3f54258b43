<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>AboutView</name>
    <message>
        <source>Đã chép thông tin máy</source>
        <translation>Machine details copied</translation>
    </message>
    <message>
        <source>Giới thiệu</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Phiên bản {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>Phần mềm bàn làm việc của trung tâm điều hành thông minh: camera trực tiếp, nhận diện tại máy.</source>
        <translation>Desktop software of an intelligent operations centre: live cameras, recognition on this machine.</translation>
    </message>
    <message>
        <source>Dữ liệu và hình ảnh ở lại máy này.</source>
        <translation>Data and pictures stay on this machine.</translation>
    </message>
    <message>
        <source>Máy này</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>Giấy phép của {n} thư viện</source>
        <translation>Licences of {n} libraries</translation>
    </message>
    <message>
        <source>Thư viện</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>Phiên bản</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Giấy phép</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Phông chữ: {fonts}</source>
        <translation>Typefaces: {fonts}</translation>
    </message>
    <message>
        <source>Mở thư mục nhật ký</source>
        <translation>Open log folder</translation>
    </message>
    <message>
        <source>Chép thông tin</source>
        <translation>Copy details</translation>
    </message>
</context>
<context>
    <name>AccountDialog</name>
    <message>
        <source>Thêm tài khoản</source>
        <translation>Add account</translation>
    </message>
    <message>
        <source>Sửa tài khoản</source>
        <translation>Edit account</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Tên hiện</source>
        <translation>Shown name</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>để trống nếu giữ nguyên</source>
        <translation>leave empty to keep it</translation>
    </message>
    <message>
        <source>ít nhất 8 ký tự; người dùng đổi sau</source>
        <translation>at least 8 characters; the user changes it later</translation>
    </message>
    <message>
        <source>Mật khẩu trên máy này</source>
        <translation>Password on this desktop</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu</source>
        <translation>Repeat the password</translation>
    </message>
    <message>
        <source>Được đăng nhập</source>
        <translation>May sign in</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Hai mật khẩu khác nhau</source>
        <translation>The two passwords differ</translation>
    </message>
</context>
<context>
    <name>AccountTable</name>
    <message>
        <source>đã khóa</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>cần đổi mật khẩu</source>
        <translation>must change password</translation>
    </message>
    <message>
        <source>được đăng nhập</source>
        <translation>may sign in</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Tên hiện</source>
        <translation>Shown name</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>AccountsView</name>
    <message>
        <source>Chưa đọc được tài khoản</source>
        <translation>The accounts could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>{n} người</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>Đã thêm tài khoản</source>
        <translation>Account added</translation>
    </message>
    <message>
        <source>Đã lưu tài khoản</source>
        <translation>Account saved</translation>
    </message>
    <message>
        <source>Tìm theo tên…</source>
        <translation>Search by name…</translation>
    </message>
    <message>
        <source>Người dùng</source>
        <translation>Users</translation>
    </message>
    <message>
        <source>Hiện {shown} trong {n} người</source>
        <translation>Showing {shown} of {n} people</translation>
    </message>
    <message>
        <source>Không tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Không tài khoản nào có các chữ này.</source>
        <translation>No account has these words.</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Sửa…</source>
        <translation>Edit…</translation>
    </message>
    <message>
        <source>Quyền riêng…</source>
        <translation>Own permissions…</translation>
    </message>
    <message>
        <source>Thêm tài khoản</source>
        <translation>Add account</translation>
    </message>
</context>
<context>
    <name>AlarmsView</name>
    <message>
        <source>Đã lưu ảnh không che mặt</source>
        <translation>Picture saved with faces visible</translation>
    </message>
    <message>
        <source>Đã lưu ảnh đã che mặt</source>
        <translation>Picture saved with faces covered</translation>
    </message>
    <message>
        <source>{n} chờ xem</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>không còn gì chờ xem</source>
        <translation>nothing is waiting</translation>
    </message>
    <message>
        <source>đang lọc: {n}</source>
        <translation>filtered: {n}</translation>
    </message>
    <message>
        <source>Cảnh báo</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>{n} trong 10 phút</source>
        <translation>{n} in 10 minutes</translation>
    </message>
    <message>
        <source>quá tải: một người xem kịp chừng {n}</source>
        <translation>too many: one person can look at about {n}</translation>
    </message>
    <message>
        <source>Luật “{rule}” bị bác {k} trong {n} lần xem gần đây: nên nới hoặc vẽ lại trong mục Luật canh.</source>
        <translation>The rule “{rule}” was rejected {k} of the last {n} times: loosen it or draw it again under Rules.</translation>
    </message>
    <message>
        <source>Không tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Chưa có cảnh báo nào</source>
        <translation>No alarms yet</translation>
    </message>
    <message>
        <source>Không sự kiện nào khớp với bộ lọc.</source>
        <translation>No event matches the filter.</translation>
    </message>
    <message>
        <source>Sự kiện hiện ở đây khi một luật đang canh báo. Luật được vẽ trong mục Luật canh.</source>
        <translation>Events appear here when an armed rule speaks. Rules are drawn under Rules.</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>Chưa đọc được cảnh báo</source>
        <translation>The alarms could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Thống kê</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>Đúng: xác nhận và sang cảnh báo kế tiếp</source>
        <translation>Right: confirm and go on to the next alarm</translation>
    </message>
    <message>
        <source>Sai: chọn lý do bằng phím 1 đến 5</source>
        <translation>Wrong: choose the reason with keys 1 to 5</translation>
    </message>
    <message>
        <source>Cảnh báo trước, cảnh báo sau</source>
        <translation>Previous alarm, next alarm</translation>
    </message>
    <message>
        <source>Lập sự vụ từ cảnh báo đã xác nhận</source>
        <translation>Open an incident from a confirmed alarm</translation>
    </message>
    <message>
        <source>Lấy lại câu trả lời vừa rồi, trong 10 giây</source>
        <translation>Take the last answer back, within 10 seconds</translation>
    </message>
    <message>
        <source>Vì sao cảnh báo “{rule}” sai?</source>
        <translation>Why is the alarm “{rule}” wrong?</translation>
    </message>
    <message>
        <source>Báo sai</source>
        <translation>It is wrong</translation>
    </message>
    <message>
        <source>Đã xác nhận</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Đã báo sai</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>AlertDetail</name>
    <message>
        <source>Rút</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Phát cho dân</source>
        <translation>Release to the public</translation>
    </message>
    <message>
        <source>Hủy cảnh báo</source>
        <translation>Cancel the alert</translation>
    </message>
    <message>
        <source>Cập nhật</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>Lưu tệp CAP</source>
        <translation>Save CAP file</translation>
    </message>
</context>
<context>
    <name>AlertsView</name>
    <message>
        <source>Chưa đọc được các cảnh báo</source>
        <translation>The alerts could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đã trình; người thứ hai xem và phát</source>
        <translation>Prepared; a second person reads and releases it</translation>
    </message>
    <message>
        <source>Phát “{headline}” cho người dân?</source>
        <translation>Release “{headline}” to the public?</translation>
    </message>
    <message>
        <source>Đọc lại toàn bộ: bản tin đã phát không sửa được, chỉ cập nhật hoặc hủy bằng bản tin mới.</source>
        <translation>Read all of it again: what is released cannot be changed, only updated or cancelled by a new message.</translation>
    </message>
    <message>
        <source>Rút “{headline}”?</source>
        <translation>Withdraw “{headline}”?</translation>
    </message>
    <message>
        <source>Bản tin chưa phát; nhật ký vẫn ghi lại.</source>
        <translation>It was not released; the journal keeps it.</translation>
    </message>
    <message>
        <source>Hủy cảnh báo “{headline}”?</source>
        <translation>Cancel the alert “{headline}”?</translation>
    </message>
    <message>
        <source>Bản tin hủy cũng cần người thứ hai phát; nó dẫn lại mọi bản tin trước.</source>
        <translation>The cancellation needs a second person, too; it refers to all messages before it.</translation>
    </message>
    <message>
        <source>Lưu tệp CAP</source>
        <translation>Save CAP file</translation>
    </message>
    <message>
        <source>Đã lưu {name}</source>
        <translation>Saved {name}</translation>
    </message>
    <message>
        <source>Soạn cảnh báo</source>
        <translation>Prepare an alert</translation>
    </message>
    <message>
        <source>Cảnh báo cộng đồng</source>
        <translation>Public alerts</translation>
    </message>
    <message>
        <source>một người soạn, người khác phát</source>
        <translation>one person prepares, another releases</translation>
    </message>
    <message>
        <source>Phát lúc</source>
        <translation>Released at</translation>
    </message>
    <message>
        <source>Bản tin</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Tiêu đề</source>
        <translation>Headline</translation>
    </message>
    <message>
        <source>Khu vực</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Chưa có cảnh báo nào</source>
        <translation>No alerts yet</translation>
    </message>
    <message>
        <source>Cảnh báo gửi người dân theo chuẩn CAP 1.2; một người soạn, người thứ hai đọc lại rồi phát.</source>
        <translation>Alerts to the public in CAP 1.2; one person prepares, a second one reads and releases.</translation>
    </message>
</context>
<context>
    <name>AmountField</name>
    <message>
        <source>1.250.000 hoặc 1,5 tỷ</source>
        <translation>1.250.000 or 1,5 ty</translation>
    </message>
    <message>
        <source>{dong} ({words})</source>
        <translation>{dong} ({words})</translation>
    </message>
    <message>
        <source>Nhập số tiền đồng, như 1.250.000 hoặc 1,5 tỷ.</source>
        <translation>Enter an amount in dong, such as 1.250.000 or 1,5 ty.</translation>
    </message>
</context>
<context>
    <name>AroundRecord</name>
    <message>
        <source>Bình luận {n}</source>
        <translation>Comments {n}</translation>
    </message>
    <message>
        <source>Liên kết {n}</source>
        <translation>Links {n}</translation>
    </message>
    <message>
        <source>Bình luận vẫn đọc được, có gạch ngang.</source>
        <translation>The comment stays readable, struck through.</translation>
    </message>
    <message>
        <source>Vì sao gạch bình luận này?</source>
        <translation>Why take this comment back?</translation>
    </message>
    <message>
        <source>Gạch bình luận</source>
        <translation>Take comment back</translation>
    </message>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Links</translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>BoardColumn</name>
    <message>
        <source>còn {n}, xem trong Danh sách</source>
        <translation>{n} more, see the List</translation>
    </message>
</context>
<context>
    <name>BriefsPage</name>
    <message>
        <source>Chưa đọc được các báo cáo</source>
        <translation>The reports could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Lập {period}</source>
        <translation>Make {period}</translation>
    </message>
    <message>
        <source>Đang lập báo cáo {period}…</source>
        <translation>Making the report of {period}…</translation>
    </message>
    <message>
        <source>Lưu báo cáo</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Kỳ</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Lúc lập</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Lập kỳ đang chạy</source>
        <translation>Make the running period</translation>
    </message>
    <message>
        <source>Đưa vào sổ văn bản</source>
        <translation>Put into the register</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Mở báo cáo</source>
        <translation>Open the report</translation>
    </message>
    <message>
        <source>Báo cáo ngày, tuần, tháng tự lập khi hết kỳ; cũng có thể lập ngay ở trên.</source>
        <translation>Reports of the day, week and month are made by themselves when the period is over; you can make one above.</translation>
    </message>
    <message>
        <source>Chưa có báo cáo nào</source>
        <translation>No report yet</translation>
    </message>
</context>
<context>
    <name>BringDialog</name>
    <message>
        <source>Phương tiện, nhân lực nào đến?</source>
        <translation>What has arrived?</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Xe chữa cháy, xuồng máy, cán bộ…</source>
        <translation>Fire engine, motor boat, staff…</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Của đơn vị</source>
        <translation>Unit</translation>
    </message>
</context>
<context>
    <name>BudgetPages</name>
    <message>
        <source>Bảng</source>
        <translation>Table</translation>
    </message>
</context>
<context>
    <name>BudgetView</name>
    <message>
        <source>{name} · {n} dòng</source>
        <translation>{name} · {n} lines</translation>
    </message>
    <message>
        <source>Ngân sách</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Chưa đọc được các chương trình</source>
        <translation>The programmes can’t be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Giữ số của văn bản?</source>
        <translation>Keep the printed amount?</translation>
    </message>
    <message>
        <source>Giữ số văn bản</source>
        <translation>Keep the printed amount</translation>
    </message>
    <message>
        <source>Bảng kinh phí (*.docx *.xlsx *.xls *.ods *.csv *.txt)</source>
        <translation>Budget tables (*.docx *.xlsx *.xls *.ods *.csv *.txt)</translation>
    </message>
    <message>
        <source>Nhập phụ lục kinh phí từ Word, Excel, CSV, hoặc chép bảng rồi dán vào đây (Ctrl V).</source>
        <translation>Import budget annexes from Word, Excel or CSV, or copy a table and paste it here (Ctrl V).</translation>
    </message>
    <message>
        <source>Nhập bảng kinh phí</source>
        <translation>Import a budget table</translation>
    </message>
    <message>
        <source>Theo dõi</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Biểu đồ</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>{state} · {programme} · {lines} dòng · {unit}</source>
        <translation>{state} · {programme} · {lines} lines · {unit}</translation>
    </message>
    <message>
        <source>Bảng dán</source>
        <translation>Pasted table</translation>
    </message>
    <message>
        <source>Đã ghi {n} bảng vào chương trình {name}.</source>
        <translation>Stored {n} tables under programme {name}.</translation>
    </message>
    <message>
        <source>Bảng đã có, không ghi lần nữa.</source>
        <translation>The table is here already and was not stored again.</translation>
    </message>
    <message>
        <source>Xem khác biệt</source>
        <translation>Show differences</translation>
    </message>
    <message>
        <source>Nhập bảng</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Chưa có chương trình nào</source>
        <translation>No programmes yet</translation>
    </message>
</context>
<context>
    <name>CameraTreePane</name>
    <message>
        <source>Tìm camera</source>
        <translation>Find a camera</translation>
    </message>
    <message>
        <source>Không có camera nào khớp. Xóa bớt chữ trong ô tìm.</source>
        <translation>No camera matches. Shorten what you search for.</translation>
    </message>
    <message>
        <source>Chưa rõ đơn vị</source>
        <translation>Unit unknown</translation>
    </message>
</context>
<context>
    <name>CamerasView</name>
    <message>
        <source>Đã ghi camera {number}</source>
        <translation>Camera {number} saved</translation>
    </message>
    <message>
        <source>Xóa {names}?</source>
        <translation>Delete {names}?</translation>
    </message>
    <message>
        <source>Camera rời khỏi tường và danh sách. Hoàn tác được ngay sau khi xóa.</source>
        <translation>It leaves the wall and the list. You can undo right after deleting.</translation>
    </message>
    <message>
        <source>Xóa camera</source>
        <translation>Delete camera</translation>
    </message>
    <message>
        <source>Xóa {n} camera</source>
        <translation>Delete {n} cameras</translation>
    </message>
    <message>
        <source>Giữ lại</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>{n} camera</source>
        <translation>{n} cameras</translation>
    </message>
    <message>
        <source>camera {numbers}</source>
        <translation>camera {numbers}</translation>
    </message>
    <message>
        <source>Đã xóa {names}</source>
        <translation>Deleted {names}</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Đã khôi phục camera vừa xóa</source>
        <translation>Deleted cameras restored</translation>
    </message>
    <message>
        <source>Nhập camera từ tệp CSV</source>
        <translation>Import cameras from a CSV file</translation>
    </message>
    <message>
        <source>Tệp CSV (*.csv *.txt)</source>
        <translation>CSV files (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Mọi tệp (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Đã nhập {n} camera: {added} mới, {updated} cập nhật</source>
        <translation>Imported {n} cameras: {added} new, {updated} updated</translation>
    </message>
    <message>
        <source>Đã xuất {n} camera ra {name}</source>
        <translation>Exported {n} cameras to {name}</translation>
    </message>
</context>
<context>
    <name>CertificateCard</name>
    <message>
        <source>Cấp cho</source>
        <translation>Issued to</translation>
    </message>
    <message>
        <source>Nơi cấp</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Hạn dùng</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Vân tay SHA-256</source>
        <translation>SHA-256 fingerprint</translation>
    </message>
    <message>
        <source>Máy chủ ở ngay máy này, đường truyền không ra ngoài.</source>
        <translation>The server is on this machine; the connection does not leave it.</translation>
    </message>
    <message>
        <source>Nhận ra máy chủ: chứng thư hợp lệ.</source>
        <translation>Server recognised: the certificate is valid.</translation>
    </message>
    <message>
        <source>Chưa nhận ra máy chủ: {why}</source>
        <translation>Server not recognised: {why}</translation>
    </message>
</context>
<context>
    <name>ChartsPage</name>
    <message>
        <source>Chưa vẽ được biểu đồ</source>
        <translation>The chart could not be drawn</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Thay đổi so với {table}</source>
        <translation>Change since {table}</translation>
    </message>
    <message>
        <source>Kinh phí theo năm</source>
        <translation>Money by year</translation>
    </message>
    <message>
        <source>Từ các mục đến tổng cộng</source>
        <translation>From the sections to the total</translation>
    </message>
    <message>
        <source>Cơ cấu theo hạng mục</source>
        <translation>Shares of the lines</translation>
    </message>
    <message>
        <source>Lũy kế kế hoạch, cam kết và giải ngân</source>
        <translation>Planned, committed and disbursed, summed up</translation>
    </message>
    <message>
        <source>Đưa con trỏ vào hình để xem số tiền; bấm để tới hạng mục.</source>
        <translation>Point at the chart for amounts; click to go to the line.</translation>
    </message>
    <message>
        <source>Theo năm</source>
        <translation>By year</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Cơ cấu</source>
        <translation>Shares</translation>
    </message>
    <message>
        <source>Lũy kế</source>
        <translation>Growth</translation>
    </message>
    <message>
        <source>Hình thức</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Chưa có gì để vẽ</source>
        <translation>Nothing to draw yet</translation>
    </message>
    <message>
        <source>Bảng này chưa có số tiền cho biểu đồ này. Chọn biểu đồ hoặc bảng khác.</source>
        <translation>This table has no amounts for this chart. Choose another chart or table.</translation>
    </message>
    <message>
        <source>Biểu đồ kinh phí</source>
        <translation>Chart of the budget</translation>
    </message>
</context>
<context>
    <name>ChecklistDialog</name>
    <message>
        <source>Danh mục việc phải làm</source>
        <translation>Checklists</translation>
    </message>
    <message>
        <source>Sự vụ mới theo danh mục này, sự vụ đang mở giữ danh mục của nó. Thời hạn tính từ lúc lập; 0 là không hạn.</source>
        <translation>New incidents get this checklist, open ones keep theirs. Time limits run from the opening; 0 is no limit.</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Gợi ý, điều kiện</source>
        <translation>Hint, condition</translation>
    </message>
    <message>
        <source>Trong (phút)</source>
        <translation>Within (min)</translation>
    </message>
    <message>
        <source>Bắt buộc</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>Thêm bước</source>
        <translation>Add step</translation>
    </message>
</context>
<context>
    <name>ClipBar</name>
    <message>
        <source>Dừng (Space)</source>
        <translation>Stop (Space)</translation>
    </message>
    <message>
        <source>Phát (Space)</source>
        <translation>Play (Space)</translation>
    </message>
    <message>
        <source>Đoạn phim xong lúc {time}</source>
        <translation>Clip ready at {time}</translation>
    </message>
    <message>
        <source>Không có đoạn phim: chương trình đóng trước khi ghi xong.</source>
        <translation>No clip: the program was closed before it was written.</translation>
    </message>
    <message>
        <source>Đoạn phim không che mặt. Nhờ người có quyền xem mặt mở, hoặc xem ảnh đã che ở trên.</source>
        <translation>The clip shows faces. Ask somebody who may see faces to open it, or look at the covered picture above.</translation>
    </message>
    <message>
        <source>Hình thoi là lúc sự kiện bắt đầu.</source>
        <translation>The diamond is where the event begins.</translation>
    </message>
    <message>
        <source>Đoạn phim ở máy {desk}, chưa có trên máy này.</source>
        <translation>The clip is on {desk}, not on this desktop yet.</translation>
    </message>
    <message>
        <source>Đoạn phim chưa có trên máy này.</source>
        <translation>The clip is not on this desktop yet.</translation>
    </message>
    <message>
        <source>Tải đoạn phim</source>
        <translation>Fetch the clip</translation>
    </message>
    <message>
        <source>Lưu ra tệp…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>Lưu một bản đoạn phim ra tệp (Ctrl S)</source>
        <translation>Save a copy of the clip as a file (Ctrl S)</translation>
    </message>
    <message>
        <source>Dòng thời gian của đoạn phim</source>
        <translation>Timeline of the clip</translation>
    </message>
</context>
<context>
    <name>ClipDesk</name>
    <message>
        <source>Đã lưu {name}</source>
        <translation>{name} saved</translation>
    </message>
    <message>
        <source>Đang che mặt trong đoạn phim</source>
        <translation>Covering the faces in the clip</translation>
    </message>
    <message>
        <source>Đang tìm mặt người…</source>
        <translation>Looking for faces…</translation>
    </message>
    <message>
        <source>Đang ghi: {n} %</source>
        <translation>Writing: {n} %</translation>
    </message>
    <message>
        <source>Đang tải đoạn phim về máy này</source>
        <translation>Fetching the clip</translation>
    </message>
    <message>
        <source>Đang hỏi máy chủ…</source>
        <translation>Asking the server…</translation>
    </message>
    <message>
        <source>Đã tải {n} %</source>
        <translation>Fetched {n} %</translation>
    </message>
    <message>
        <source>Phát hoặc dừng đoạn phim</source>
        <translation>Play or stop the clip</translation>
    </message>
    <message>
        <source>Lùi, tiến 5 giây trong đoạn phim</source>
        <translation>Back, forward 5 seconds in the clip</translation>
    </message>
    <message>
        <source>Lưu đoạn phim ra tệp</source>
        <translation>Save the clip as a file</translation>
    </message>
</context>
<context>
    <name>CommentRow</name>
    <message>
        <source>Không rõ ai</source>
        <translation>Unknown author</translation>
    </message>
    <message>
        <source>Gạch bình luận của mình</source>
        <translation>Take your comment back</translation>
    </message>
    <message>
        <source>Người viết đã gạch: {reason}</source>
        <translation>Taken back by its author: {reason}</translation>
    </message>
    <message>
        <source>Người viết đã gạch</source>
        <translation>Taken back by its author</translation>
    </message>
</context>
<context>
    <name>Comments</name>
    <message>
        <source>Còn {n} bình luận cũ hơn. Tìm bằng Ctrl K.</source>
        <translation>{n} older comments. Find them with Ctrl K.</translation>
    </message>
    <message>
        <source>Chưa có bình luận. Gõ @ để nhắc một người: người đó được báo.</source>
        <translation>No comments yet. Type @ to name somebody: they are told.</translation>
    </message>
    <message>
        <source>Viết bình luận, @ để nhắc người</source>
        <translation>Write a comment, @ to name somebody</translation>
    </message>
    <message>
        <source>Viết bình luận</source>
        <translation>Write a comment</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Hạng mục</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Cột</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Trước</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Sau</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Chênh</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>Chưa có bảng nào khác của chương trình để so sánh. Lập phương án hoặc nhập bảng sửa đổi.</source>
        <translation>The programme has no other table to compare with. Make a draft or import a corrected table.</translation>
    </message>
    <message>
        <source>Hai bảng giống hệt nhau.</source>
        <translation>The two tables are the same.</translation>
    </message>
    <message>
        <source>{n} khác biệt ở {lines} dòng; lớn nhất {off} ở “{title}”.</source>
        <translation>{n} differences in {lines} lines; the largest {off} at “{title}”.</translation>
    </message>
</context>
<context>
    <name>Compass</name>
    <message>
        <source>B</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Đ</source>
        <translation>E</translation>
    </message>
    <message>
        <source>N</source>
        <translation>S</translation>
    </message>
    <message>
        <source>T</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Nhập lý do…</source>
        <translation>Give the reason…</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ContractDialog</name>
    <message>
        <source>Sửa hợp đồng</source>
        <translation>Edit contract</translation>
    </message>
    <message>
        <source>Thêm hợp đồng</source>
        <translation>Add contract</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Bắt đầu</source>
        <translation>Starts</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>Theo dòng kinh phí</source>
        <translation>As the budget line says</translation>
    </message>
    <message>
        <source>Số hợp đồng</source>
        <translation>Contract number</translation>
    </message>
    <message>
        <source>Nguồn chi trả</source>
        <translation>Paid from</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Nhà thầu</source>
        <translation>Contractor</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Nhập số hợp đồng.</source>
        <translation>Enter the contract&apos;s number.</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>{n} sai</source>
        <translation>{n} faults</translation>
    </message>
    <message>
        <source>{n} cần hỏi</source>
        <translation>{n} to ask</translation>
    </message>
    <message>
        <source>{n} ghi chú</source>
        <translation>{n} notes</translation>
    </message>
</context>
<context>
    <name>CrashNotice</name>
    <message>
        <source>Lần chạy trước dừng đột ngột, {when}.</source>
        <translation>The last run stopped abruptly, {when}.</translation>
    </message>
    <message>
        <source>Mở nhật ký</source>
        <translation>Open log</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Nhập ngày như 05/01/2026.</source>
        <translation>Enter a date like 05/01/2026.</translation>
    </message>
</context>
<context>
    <name>Deck</name>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Lỗi đã ghi vào nhật ký sự cố. Các mục khác vẫn dùng được.</source>
        <translation>The fault is in the crash log. Everything else still works.</translation>
    </message>
    <message>
        <source>Không mở được mục {title}</source>
        <translation>Cannot open {title}</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Tìm mọi mục</source>
        <translation>Find anything</translation>
    </message>
    <message>
        <source>Hiện phím tắt</source>
        <translation>Show hotkeys</translation>
    </message>
    <message>
        <source>Làm mới</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Bật, tắt chế độ tường</source>
        <translation>Wall mode on or off</translation>
    </message>
    <message>
        <source>Quay lại mục trước</source>
        <translation>Back to the previous page</translation>
    </message>
    <message>
        <source>Đóng, rời chế độ tường</source>
        <translation>Close, leave wall mode</translation>
    </message>
    <message>
        <source>Mọi nơi</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Mở mục</source>
        <translation>Open a page</translation>
    </message>
    <message>
        <source>Đăng xuất</source>
        <translation>Sign out</translation>
    </message>
</context>
<context>
    <name>DeedDialog</name>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DeviceTable</name>
    <message>
        <source>{name} (máy này)</source>
        <translation>{name} (this one)</translation>
    </message>
    <message>
        <source>đã khóa</source>
        <translation>shut out</translation>
    </message>
    <message>
        <source>chưa gặp</source>
        <translation>never seen</translation>
    </message>
    <message>
        <source>đang nối</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>{n} phút trước · {clock}</source>
        <translation>{n} minutes ago · {clock}</translation>
    </message>
    <message>
        <source>{n} giờ trước · {clock}</source>
        <translation>{n} hours ago · {clock}</translation>
    </message>
    <message>
        <source>{n} ngày trước · {clock}</source>
        <translation>{n} days ago · {clock}</translation>
    </message>
    <message>
        <source>Máy</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Phiên bản</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Gặp lần cuối</source>
        <translation>Last seen</translation>
    </message>
    <message>
        <source>Chưa nhận</source>
        <translation>Behind</translation>
    </message>
    <message>
        <source>Khóa máy này…</source>
        <translation>Shut this desktop out…</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Thả tệp CSV để xem trước</source>
        <translation>Drop the CSV file for a preview</translation>
    </message>
</context>
<context>
    <name>DutyView</name>
    <message>
        <source>chưa ai vào ca</source>
        <translation>nobody on duty</translation>
    </message>
    <message>
        <source>Ca trực</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>Rời ca khi chưa ai nhận?</source>
        <translation>Leave before somebody takes over?</translation>
    </message>
    <message>
        <source>Việc đang mở không được ký giao cho ai. Lý do vào nhật ký.</source>
        <translation>Open matters are handed to nobody. The reason goes into the journal.</translation>
    </message>
    <message>
        <source>Rời ca</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>Trong ca</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Lịch trực</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>Bàn giao</source>
        <translation>Hand-overs</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Reports</translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>Thông tin sự vụ</source>
        <translation>About the incident</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Việc gì</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Ở đâu</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Người chỉ huy</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>Diễn biến</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Nguyên nhân</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Kết quả xử lý</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Bài học kinh nghiệm</source>
        <translation>Lessons learned</translation>
    </message>
    <message>
        <source>Cần có để chuyển giai đoạn</source>
        <translation>Needed to move to the next stage</translation>
    </message>
</context>
<context>
    <name>EventCharts</name>
    <message>
        <source>Theo giờ trong ngày</source>
        <translation>By hour of the day</translation>
    </message>
    <message>
        <source>Theo nơi</source>
        <translation>By place</translation>
    </message>
    <message>
        <source>Theo kiểu</source>
        <translation>By kind</translation>
    </message>
    <message>
        <source>Chưa có gì để vẽ</source>
        <translation>Nothing to draw yet</translation>
    </message>
    <message>
        <source>Không sự kiện nào khớp với bộ lọc.</source>
        <translation>No event matches the filter.</translation>
    </message>
</context>
<context>
    <name>EventDetail</name>
    <message>
        <source>&amp;5  Lý do khác…</source>
        <translation>&amp;5  Another reason…</translation>
    </message>
    <message>
        <source>Đúng (C)</source>
        <translation>Right (C)</translation>
    </message>
    <message>
        <source>Sai (X)</source>
        <translation>Wrong (X)</translation>
    </message>
    <message>
        <source>Lập sự vụ (I)</source>
        <translation>Open incident (I)</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Bắt đầu</source>
        <translation>Began</translation>
    </message>
    <message>
        <source>Luật</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>Nơi</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Kéo dài</source>
        <translation>Lasted</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Seen</translation>
    </message>
</context>
<context>
    <name>EvidenceList</name>
    <message>
        <source>{n} tệp · {size} · khóa xóa tới {date}</source>
        <translation>{n} files · {size} · locked until {date}</translation>
    </message>
    <message>
        <source>Bằng chứng</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Thêm tệp</source>
        <translation>Add file</translation>
    </message>
    <message>
        <source>Chưa có bằng chứng. Thêm tệp, hoặc lập sự vụ từ cảnh báo để có ảnh và đoạn phim.</source>
        <translation>No evidence yet. Add a file, or open incidents from alarms to have their picture and clip.</translation>
    </message>
</context>
<context>
    <name>EvidenceRow</name>
    <message>
        <source>Tự động</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>Còn nguyên. Bấm để kiểm tra lại mã băm</source>
        <translation>Intact. Press to check its hash again</translation>
    </message>
    <message>
        <source>Tệp đã bị sửa hoặc hỏng. Báo người phụ trách</source>
        <translation>The file was changed or is damaged. Tell the person in charge</translation>
    </message>
    <message>
        <source>Tệp chưa về máy này. Bấm để kiểm tra</source>
        <translation>The file is not on this workstation yet. Press to check</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Phụ lục XLSX…</source>
        <translation>Annex XLSX…</translation>
    </message>
    <message>
        <source>Phụ lục PDF</source>
        <translation>Annex PDF</translation>
    </message>
    <message>
        <source>Báo cáo tiến độ</source>
        <translation>Progress report</translation>
    </message>
    <message>
        <source>Gói dữ liệu…</source>
        <translation>Data package…</translation>
    </message>
    <message>
        <source>Xuất bảng kinh phí</source>
        <translation>Export the table</translation>
    </message>
    <message>
        <source>Đã dừng xuất; không ghi gì.</source>
        <translation>Export stopped; nothing was written.</translation>
    </message>
    <message>
        <source>Đã ghi {name}.</source>
        <translation>{name} written.</translation>
    </message>
    <message>
        <source>Dừng xuất</source>
        <translation>Stop export</translation>
    </message>
    <message>
        <source>Xuất</source>
        <translation>Export</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Chấm phẩy ;</source>
        <translation>Semicolon ;</translation>
    </message>
    <message>
        <source>Dấu phẩy ,</source>
        <translation>Comma ,</translation>
    </message>
    <message>
        <source>Dấu ngăn cột</source>
        <translation>Column separator</translation>
    </message>
    <message>
        <source>Excel cài tiếng Việt mở đúng tệp dùng chấm phẩy.</source>
        <translation>Excel set to Vietnamese opens files with semicolons correctly.</translation>
    </message>
    <message>
        <source>Tài khoản và mật khẩu camera không nằm trong tệp.</source>
        <translation>Camera accounts and passwords are not in the file.</translation>
    </message>
    <message>
        <source>Chọn nơi lưu</source>
        <translation>Choose where to save</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Lưu tệp CSV</source>
        <translation>Save CSV file</translation>
    </message>
    <message>
        <source>Tệp CSV (*.csv)</source>
        <translation>CSV files (*.csv)</translation>
    </message>
</context>
<context>
    <name>FieldsButton</name>
    <message>
        <source>{n} điều</source>
        <translation>{n} things</translation>
    </message>
    <message>
        <source>không</source>
        <translation>nothing</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Mọi camera</source>
        <translation>All cameras</translation>
    </message>
    <message>
        <source>Mọi lúc</source>
        <translation>Any time</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>24 giờ qua</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>7 ngày qua</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>30 ngày qua</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Mọi kiểu</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>Mọi kết luận</source>
        <translation>Decided or not</translation>
    </message>
    <message>
        <source>Mọi mức độ</source>
        <translation>All severities</translation>
    </message>
    <message>
        <source>Thời gian</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Kiểu</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Tìm theo luật, nơi…</source>
        <translation>Search rule, place…</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>12 tháng qua</source>
        <translation>Last 12 months</translation>
    </message>
    <message>
        <source>Mọi giai đoạn</source>
        <translation>All stages</translation>
    </message>
    <message>
        <source>Đang mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Mọi loại</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>Thật và diễn tập</source>
        <translation>Real and drills</translation>
    </message>
    <message>
        <source>Việc thật</source>
        <translation>Real only</translation>
    </message>
    <message>
        <source>Diễn tập</source>
        <translation>Drills</translation>
    </message>
    <message>
        <source>Số, việc, nơi</source>
        <translation>Number, what, where</translation>
    </message>
    <message>
        <source>Mọi trạng thái</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Mọi năm</source>
        <translation>All years</translation>
    </message>
    <message>
        <source>Số, ký hiệu, trích yếu…</source>
        <translation>Number, symbol, subject…</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Tìm camera, cảnh báo, sự vụ, văn bản, người… hoặc mở mục</source>
        <translation>Find cameras, alarms, incidents, documents, people… or open a panel</translation>
    </message>
    <message>
        <source>Không có mục nào chứa “{typed}”. Thử ít chữ hơn.</source>
        <translation>Nothing contains “{typed}”. Try fewer words.</translation>
    </message>
    <message>
        <source>Gõ vài chữ để tìm.</source>
        <translation>Type a few letters to search.</translation>
    </message>
    <message>
        <source>Mở mục</source>
        <translation>Open panel</translation>
    </message>
</context>
<context>
    <name>FindingsPane</name>
    <message>
        <source>Không thấy sai lệch nào.</source>
        <translation>Nothing contradicts itself.</translation>
    </message>
    <message>
        <source>Hàng {row} không đọc được</source>
        <translation>Row {row} can’t be read</translation>
    </message>
    <message>
        <source>Đã giữ: {reason} ({who})</source>
        <translation>Kept: {reason} ({who})</translation>
    </message>
    <message>
        <source>Giữ số văn bản</source>
        <translation>Keep the printed amount</translation>
    </message>
    <message>
        <source>Dùng số tính lại</source>
        <translation>Use computed value</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Nhập tên hiển thị</source>
        <translation>Enter a display name</translation>
    </message>
    <message>
        <source>Nhập tên đăng nhập</source>
        <translation>Enter the user name</translation>
    </message>
    <message>
        <source>Ít nhất {n} ký tự</source>
        <translation>At least {n} characters</translation>
    </message>
    <message>
        <source>Hai mật khẩu khác nhau</source>
        <translation>The two passwords differ</translation>
    </message>
    <message>
        <source>Tạo tài khoản quản trị</source>
        <translation>Create the administrator</translation>
    </message>
    <message>
        <source>Máy này chưa có tài khoản nào</source>
        <translation>This machine has no account yet</translation>
    </message>
    <message>
        <source>Tên hiển thị</source>
        <translation>Display name</translation>
    </message>
    <message>
        <source>Quản trị hệ thống</source>
        <translation>System administrator</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu</source>
        <translation>Repeat the password</translation>
    </message>
    <message>
        <source>Tạo tài khoản</source>
        <translation>Create account</translation>
    </message>
</context>
<context>
    <name>FlowDialog</name>
    <message>
        <source>Dùng mặc định</source>
        <translation>Use defaults</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Còn {n} điều khác.</source>
        <translation>{n} more.</translation>
    </message>
</context>
<context>
    <name>FlowRows</name>
    <message>
        <source>theo mặc định</source>
        <translation>as delivered</translation>
    </message>
    <message>
        <source>{n} chỗ của trung tâm</source>
        <translation>{n} of the centre&apos;s own</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>Statuses</translation>
    </message>
    <message>
        <source>Bước chuyển giai đoạn</source>
        <translation>Steps between stages</translation>
    </message>
    <message>
        <source>Danh mục việc phải làm</source>
        <translation>Checklists</translation>
    </message>
    <message>
        <source>Sửa…</source>
        <translation>Edit…</translation>
    </message>
</context>
<context>
    <name>Forces</name>
    <message>
        <source>Chưa cử lực lượng nào.</source>
        <translation>No unit has been sent yet.</translation>
    </message>
    <message>
        <source>đã đến</source>
        <translation>arrived</translation>
    </message>
    <message>
        <source>đã rời</source>
        <translation>has left</translation>
    </message>
    <message>
        <source>Đã rời</source>
        <translation>Has left</translation>
    </message>
    <message>
        <source>đã xóa danh tính</source>
        <translation>identity erased</translation>
    </message>
    <message>
        <source>Gọi {phone}</source>
        <translation>Call {phone}</translation>
    </message>
    <message>
        <source>Xóa danh tính</source>
        <translation>Erase identity</translation>
    </message>
    <message>
        <source>Cử lực lượng…  (G)</source>
        <translation>Send a unit…  (G)</translation>
    </message>
    <message>
        <source>Phương tiện, nhân lực đến…</source>
        <translation>Resources arrived…</translation>
    </message>
    <message>
        <source>Người liên quan…</source>
        <translation>Person involved…</translation>
    </message>
    <message>
        <source>Lực lượng</source>
        <translation>Forces</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>{title} (bắt buộc)</source>
        <translation>{title} (required)</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Bỏ thay đổi của {name}?</source>
        <translation>Discard the changes to {name}?</translation>
    </message>
    <message>
        <source>Những gì vừa sửa sẽ mất.</source>
        <translation>What you just changed will be lost.</translation>
    </message>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Discard changes</translation>
    </message>
    <message>
        <source>Sửa tiếp</source>
        <translation>Keep editing</translation>
    </message>
    <message>
        <source>Đang ghi…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Còn {n} ô cần sửa</source>
        <translation>{n} fields left to correct</translation>
    </message>
    <message>
        <source>Chỉ xem, tài khoản này không có quyền sửa camera</source>
        <translation>View only, this account may not edit cameras</translation>
    </message>
    <message>
        <source>Có thay đổi chưa ghi</source>
        <translation>Unsaved changes</translation>
    </message>
    <message>
        <source>Chưa có hướng nhìn</source>
        <translation>No direction yet</translation>
    </message>
    <message>
        <source>Nhìn về {direction}</source>
        <translation>Looks {direction}</translation>
    </message>
    <message>
        <source>rộng {n}°</source>
        <translation>{n}° wide</translation>
    </message>
    <message>
        <source>hướng bắc</source>
        <translation>north</translation>
    </message>
    <message>
        <source>hướng đông bắc</source>
        <translation>north-east</translation>
    </message>
    <message>
        <source>hướng đông</source>
        <translation>east</translation>
    </message>
    <message>
        <source>hướng đông nam</source>
        <translation>south-east</translation>
    </message>
    <message>
        <source>hướng nam</source>
        <translation>south</translation>
    </message>
    <message>
        <source>hướng tây nam</source>
        <translation>south-west</translation>
    </message>
    <message>
        <source>hướng tây</source>
        <translation>west</translation>
    </message>
    <message>
        <source>hướng tây bắc</source>
        <translation>north-west</translation>
    </message>
    <message>
        <source>camera mới</source>
        <translation>new camera</translation>
    </message>
    <message>
        <source>camera {number}</source>
        <translation>camera {number}</translation>
    </message>
    <message>
        <source>Thử</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Thử kết nối tới địa chỉ này</source>
        <translation>Test the connection to this address</translation>
    </message>
    <message>
        <source>Hướng nhìn</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Ghi camera</source>
        <translation>Save camera</translation>
    </message>
    <message>
        <source>ghi</source>
        <translation>save</translation>
    </message>
    <message>
        <source>đóng</source>
        <translation>close</translation>
    </message>
    <message>
        <source>Đã lưu, để trống nếu không đổi</source>
        <translation>Saved, leave empty to keep it</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Bàn giao {shift}</source>
        <translation>Hand over {shift}</translation>
    </message>
    <message>
        <source>việc đang theo dõi, liên hệ, chỗ cần để mắt</source>
        <translation>what is being followed, contacts, places to watch</translation>
    </message>
    <message>
        <source>Dặn người nhận</source>
        <translation>Note to the taker</translation>
    </message>
    <message>
        <source>Ký giao</source>
        <translation>Sign over</translation>
    </message>
</context>
<context>
    <name>GrantsDialog</name>
    <message>
        <source>Quyền riêng của {name}</source>
        <translation>Own permissions of {name}</translation>
    </message>
    <message>
        <source>Cộng vào hoặc trừ khỏi vai trò {role}. Có hiệu lực từ lần đăng nhập sau của người này.</source>
        <translation>Added to or taken from the role {role}. Takes effect when this person signs in next.</translation>
    </message>
    <message>
        <source>Bỏ dòng đang chọn</source>
        <translation>Remove the selected line</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Mọi nơi</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Cho thêm</source>
        <translation>Give</translation>
    </message>
    <message>
        <source>Bớt đi</source>
        <translation>Take away</translation>
    </message>
    <message>
        <source>Thêm dòng</source>
        <translation>Add line</translation>
    </message>
    <message>
        <source>Quyền</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>Trong đơn vị, cả các đơn vị bên dưới</source>
        <translation>In the unit and all below it</translation>
    </message>
    <message>
        <source>Đơn vị nay không còn</source>
        <translation>Unit that no longer exists</translation>
    </message>
</context>
<context>
    <name>Handing</name>
    <message>
        <source>Lưu báo cáo</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Lưu bản tin kiểu EIDO</source>
        <translation>Save EIDO-like message</translation>
    </message>
    <message>
        <source>Xuất hồ sơ để làm gì, cho ai?</source>
        <translation>What is the case file for, and for whom?</translation>
    </message>
    <message>
        <source>Bằng chứng trong hồ sơ không che mặt và biển số. Lý do đi kèm hồ sơ và vào nhật ký.</source>
        <translation>Faces and plates in the evidence are not covered. The reason goes with the file and into the journal.</translation>
    </message>
    <message>
        <source>Chọn nơi lưu</source>
        <translation>Choose where</translation>
    </message>
    <message>
        <source>Lưu hồ sơ</source>
        <translation>Save case file</translation>
    </message>
    <message>
        <source>Lớp bản đồ GeoJSON</source>
        <translation>GeoJSON map layer</translation>
    </message>
    <message>
        <source>Xuất danh sách</source>
        <translation>Export list</translation>
    </message>
    <message>
        <source>Đã lưu {name}</source>
        <translation>Saved {name}</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Lịch sử: {title}</source>
        <translation>History: {title}</translation>
    </message>
    <message>
        <source>Dòng này chưa bị sửa lần nào.</source>
        <translation>This line was never changed.</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Chưa đọc được các lần bàn giao</source>
        <translation>The hand-overs could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>chờ ký nhận</source>
        <translation>not yet taken</translation>
    </message>
    <message>
        <source>Lời dặn: {note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <source>Người nhận: {answer}</source>
        <translation>Taker: {answer}</translation>
    </message>
    <message>
        <source>Biên bản có khi người nhận đã ký.</source>
        <translation>The record is there once the taker has signed.</translation>
    </message>
    <message>
        <source>Lưu biên bản bàn giao ca</source>
        <translation>Save the record of the hand-over</translation>
    </message>
    <message>
        <source>Ca</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Người giao</source>
        <translation>Giver</translation>
    </message>
    <message>
        <source>Lúc giao</source>
        <translation>Given</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Taker</translation>
    </message>
    <message>
        <source>Lúc nhận</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Mở biên bản</source>
        <translation>Open the record</translation>
    </message>
    <message>
        <source>Chưa có lần bàn giao nào</source>
        <translation>No hand-over yet</translation>
    </message>
    <message>
        <source>Vào ca, rồi bấm Bàn giao ca khi hết giờ.</source>
        <translation>Check in, then press Hand over at the end of the shift.</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Nhập biển số từ {name}</source>
        <translation>Import plates from {name}</translation>
    </message>
    <message>
        <source>{good} dòng dùng được, {bad} dòng bị bỏ.</source>
        <translation>{good} lines are good, {bad} are left out.</translation>
    </message>
    <message>
        <source>Đề xuất {n} biển</source>
        <translation>Propose {n} plates</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Dòng {line}: {problem}</source>
        <translation>Line {line}: {problem}</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>thêm mới</source>
        <translation>new</translation>
    </message>
    <message>
        <source>cập nhật</source>
        <translation>update</translation>
    </message>
    <message>
        <source>không nhập được</source>
        <translation>cannot be imported</translation>
    </message>
    <message>
        <source>{name} · {n} dòng</source>
        <translation>{name} · {n} rows</translation>
    </message>
    <message>
        <source>Nhập camera từ CSV</source>
        <translation>Import cameras from CSV</translation>
    </message>
    <message>
        <source>Nhập {n} dòng tốt</source>
        <translation>Import {n} good rows</translation>
    </message>
    <message>
        <source>Không dùng cột: {columns}</source>
        <translation>Unused columns: {columns}</translation>
    </message>
    <message>
        <source>Không đọc được tệp</source>
        <translation>Cannot read the file</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Nhập {n} dòng</source>
        <translation>Import {n} rows</translation>
    </message>
    <message>
        <source>Đang ghi…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Tệp không có dòng nào nhập được. Sửa tệp rồi chọn lại.</source>
        <translation>No row of the file can be imported. Correct the file and choose it again.</translation>
    </message>
    <message>
        <source>{n} dòng sai sẽ bị bỏ qua</source>
        <translation>{n} wrong rows will be skipped</translation>
    </message>
    <message>
        <source>Chưa ghi gì vào danh sách</source>
        <translation>Nothing is written to the list yet</translation>
    </message>
    <message>
        <source>Chọn tệp khác</source>
        <translation>Choose another file</translation>
    </message>
    <message>
        <source>Kiểm tra</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Mọi dòng đều nhập được</source>
        <translation>Every row can be imported</translation>
    </message>
    <message>
        <source>lỗi kế tiếp</source>
        <translation>next error</translation>
    </message>
    <message>
        <source>Lưu danh sách lỗi</source>
        <translation>Save error list</translation>
    </message>
    <message>
        <source>Hủy nhập</source>
        <translation>Cancel import</translation>
    </message>
    <message>
        <source>Đã lưu {n} lỗi ra {name}</source>
        <translation>Saved {n} errors to {name}</translation>
    </message>
</context>
<context>
    <name>InboxCard</name>
    <message>
        <source>xung đột</source>
        <translation>conflict</translation>
    </message>
    <message>
        <source>thêm bị từ chối</source>
        <translation>addition refused</translation>
    </message>
    <message>
        <source>sửa bị từ chối</source>
        <translation>change refused</translation>
    </message>
    <message>
        <source>xóa bị từ chối</source>
        <translation>removal refused</translation>
    </message>
    <message>
        <source>Của tôi</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Trước đó</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>đã xóa</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>Dùng của tôi</source>
        <translation>Use mine</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Giữ của máy chủ</source>
        <translation>Keep the server&apos;s</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Dismiss</translation>
    </message>
</context>
<context>
    <name>IncidentActs</name>
    <message>
        <source>Vì sao chuyển sang “{stage}”?</source>
        <translation>Why move to “{stage}”?</translation>
    </message>
    <message>
        <source>Chuyển</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>Vì sao “{title}” không đúng?</source>
        <translation>Why is “{title}” not true?</translation>
    </message>
    <message>
        <source>Sự vụ được hủy, không bị xóa: hồ sơ và nhật ký giữ nguyên.</source>
        <translation>The incident is cancelled, not deleted: file and journal stay.</translation>
    </message>
    <message>
        <source>Hủy sự vụ</source>
        <translation>Cancel incident</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>“{title}” trùng với sự vụ nào?</source>
        <translation>Which incident is “{title}” the same as?</translation>
    </message>
    <message>
        <source>Đã gộp: nhật ký của cả hai sự vụ ghi lại</source>
        <translation>Merged: the journals of both incidents say so</translation>
    </message>
    <message>
        <source>Vì sao bỏ qua bước này?</source>
        <translation>Why is this step skipped?</translation>
    </message>
    <message>
        <source>Bỏ qua bước</source>
        <translation>Skip step</translation>
    </message>
    <message>
        <source>Vì sao rút lực lượng?</source>
        <translation>Why is the unit withdrawn?</translation>
    </message>
    <message>
        <source>Rút</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Họ tên, điện thoại và ghi chú bị xóa hẳn, không lấy lại được. Vai trò còn lại trong hồ sơ.</source>
        <translation>Name, telephone and note are erased for good. The role stays on file.</translation>
    </message>
    <message>
        <source>Xóa danh tính người này?</source>
        <translation>Erase who this person is?</translation>
    </message>
    <message>
        <source>Xóa danh tính</source>
        <translation>Erase identity</translation>
    </message>
    <message>
        <source>Đang mở ứng dụng gọi {phone}</source>
        <translation>Opening the telephone for {phone}</translation>
    </message>
    <message>
        <source>Máy này chưa có ứng dụng gọi; đã chép số {phone}</source>
        <translation>This computer has no telephone application; {phone} was copied</translation>
    </message>
    <message>
        <source>Chọn tệp làm bằng chứng</source>
        <translation>Choose a file as evidence</translation>
    </message>
    <message>
        <source>Thêm bằng tay</source>
        <translation>Added by hand</translation>
    </message>
    <message>
        <source>Đã lưu ảnh làm bằng chứng</source>
        <translation>The picture is kept as evidence</translation>
    </message>
    <message>
        <source>Đang lưu đoạn phim; xong sẽ hiện ở Bằng chứng</source>
        <translation>The clip is being kept; it will appear in Evidence</translation>
    </message>
    <message>
        <source>Mã băm đúng: tệp còn nguyên</source>
        <translation>Right hash: the file is intact</translation>
    </message>
    <message>
        <source>Mã băm sai: tệp đã bị sửa hoặc hỏng</source>
        <translation>Wrong hash: the file was changed or is damaged</translation>
    </message>
    <message>
        <source>Tệp chưa về máy này</source>
        <translation>The file is not on this workstation yet</translation>
    </message>
</context>
<context>
    <name>IncidentHead</name>
    <message>
        <source>Thật: sang Ứng phó</source>
        <translation>True: respond</translation>
    </message>
    <message>
        <source>Chuyển sang {stage}</source>
        <translation>Move to {stage}</translation>
    </message>
    <message>
        <source>từ lúc phát hiện</source>
        <translation>since detection</translation>
    </message>
    <message>
        <source>đã diễn ra</source>
        <translation>it lasted</translation>
    </message>
    <message>
        <source>Tin giả: hủy sự vụ…</source>
        <translation>Not true: cancel…</translation>
    </message>
    <message>
        <source>Trùng: gộp vào sự vụ khác…</source>
        <translation>Duplicate: merge into another…</translation>
    </message>
    <message>
        <source>Lưu báo cáo ra tệp PDF…</source>
        <translation>Save report as PDF…</translation>
    </message>
    <message>
        <source>Xuất hồ sơ kèm bằng chứng (ZIP)…</source>
        <translation>Export case file with evidence (ZIP)…</translation>
    </message>
    <message>
        <source>Xuất bản tin kiểu EIDO (JSON)…</source>
        <translation>Export EIDO-like message (JSON)…</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Về danh sách (Esc)</source>
        <translation>Back to all (Esc)</translation>
    </message>
    <message>
        <source>Sửa thông tin (E)</source>
        <translation>Edit (E)</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Lập báo cáo</source>
        <translation>Make report</translation>
    </message>
    <message>
        <source>Lập báo cáo PDF (Ctrl P)</source>
        <translation>Make the PDF report (Ctrl P)</translation>
    </message>
</context>
<context>
    <name>IncidentModel</name>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Sự vụ</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Địa điểm</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Giai đoạn</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Phát hiện</source>
        <translation>Detected</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
</context>
<context>
    <name>IncidentsView</name>
    <message>
        <source>{n} đang mở</source>
        <translation>{n} open</translation>
    </message>
    <message>
        <source>đang lọc: {n}</source>
        <translation>filtered: {n}</translation>
    </message>
    <message>
        <source>Sự vụ</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>Không tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Không sự vụ nào khớp với bộ lọc.</source>
        <translation>No incident matches the filter.</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>24 giờ qua không có sự vụ</source>
        <translation>No incident in the last 24 hours</translation>
    </message>
    <message>
        <source>Sự vụ cũ hơn có trong Danh sách.</source>
        <translation>Older incidents are in the List.</translation>
    </message>
    <message>
        <source>Chưa có sự vụ nào</source>
        <translation>No incidents yet</translation>
    </message>
    <message>
        <source>Lập từ cảnh báo đã xác nhận, từ một ô camera trên tường, hoặc từ tin báo.</source>
        <translation>Open one from a confirmed alarm, from a camera tile on the wall, or from a call.</translation>
    </message>
    <message>
        <source>Lập sự vụ</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>Chưa đọc được sự vụ</source>
        <translation>The incidents could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Chuyển thẻ trên bảng</source>
        <translation>Move between cards</translation>
    </message>
    <message>
        <source>Mở sự vụ</source>
        <translation>Show incident</translation>
    </message>
    <message>
        <source>Về danh sách</source>
        <translation>Back to all</translation>
    </message>
    <message>
        <source>Sửa thông tin</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Cử lực lượng</source>
        <translation>Send a unit</translation>
    </message>
    <message>
        <source>Ghi vào nhật ký</source>
        <translation>Write into the journal</translation>
    </message>
    <message>
        <source>Lập báo cáo PDF</source>
        <translation>Make the PDF report</translation>
    </message>
    <message>
        <source>Bảng</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Dòng thời gian</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>Xuất danh sách ra Excel, CSV hoặc lớp bản đồ</source>
        <translation>Export the list as Excel, CSV or map layer</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Vào máy chủ</source>
        <translation>Join server</translation>
    </message>
    <message>
        <source>Vào máy chủ của trung tâm</source>
        <translation>Join the centre&apos;s server</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Kiểm tra máy chủ</source>
        <translation>Check server</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>tên hoặc địa chỉ, như ioc.quangtri.lan</source>
        <translation>name or address, such as ioc.quangtri.lan</translation>
    </message>
    <message>
        <source>Cổng</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Tôi đã so vân tay với quản trị máy chủ, khớp</source>
        <translation>I compared the fingerprint with the server&apos;s administrator; it matches</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu</source>
        <translation>Database</translation>
    </message>
    <message>
        <source>Tài khoản máy chủ</source>
        <translation>Server login</translation>
    </message>
    <message>
        <source>Tệp CA</source>
        <translation>CA file</translation>
    </message>
    <message>
        <source>để trống nếu chứng thư do CA của hệ điều hành cấp</source>
        <translation>leave empty when an authority of the system issued the certificate</translation>
    </message>
    <message>
        <source>Mật khẩu máy chủ</source>
        <translation>Server password</translation>
    </message>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>do quản trị máy chủ cấp</source>
        <translation>given by the server&apos;s administrator</translation>
    </message>
    <message>
        <source>Nhập tên hoặc địa chỉ máy chủ</source>
        <translation>Enter the server&apos;s name or address</translation>
    </message>
    <message>
        <source>Đang hỏi máy chủ…</source>
        <translation>Asking the server…</translation>
    </message>
</context>
<context>
    <name>JournalTable</name>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Máy</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Chưa đọc được nhật ký của máy này</source>
        <translation>Cannot read this desktop&apos;s journal</translation>
    </message>
    <message>
        <source>Chưa đọc được nhật ký máy chủ</source>
        <translation>Cannot read the server&apos;s journal</translation>
    </message>
    <message>
        <source>{n} mục mới nhất</source>
        <translation>newest {n} entries</translation>
    </message>
    <message>
        <source>Hiện {shown} trong {n} đã tải</source>
        <translation>Showing {shown} of {n} loaded</translation>
    </message>
    <message>
        <source>{n} mục</source>
        <translation>{n} entries</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Không mục nào trong {n} mục đã tải có đủ các chữ này.</source>
        <translation>None of the {n} loaded entries has all of these words.</translation>
    </message>
    <message>
        <source>Không tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>Nhật ký chưa có mục nào</source>
        <translation>The journal has no entries yet</translation>
    </message>
    <message>
        <source>Lọc theo người, việc…</source>
        <translation>Filter by person, action…</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Máy này</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>Kiểm tra chuỗi</source>
        <translation>Check chain</translation>
    </message>
    <message>
        <source>Tải thêm</source>
        <translation>Load more</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Phím tắt</source>
        <translation>Hotkeys</translation>
    </message>
    <message>
        <source>đóng</source>
        <translation>close</translation>
    </message>
</context>
<context>
    <name>LayoutPicker</name>
    <message>
        <source>Bố cục {name}</source>
        <translation>Layout {name}</translation>
    </message>
</context>
<context>
    <name>LinePane</name>
    <message>
        <source>dự báo năm nay {dong}</source>
        <translation>forecast this year {dong}</translation>
    </message>
    <message>
        <source>Chưa có đơn vị phụ trách</source>
        <translation>Nobody answers for it yet</translation>
    </message>
    <message>
        <source>Hợp đồng ({n})</source>
        <translation>Contracts ({n})</translation>
    </message>
    <message>
        <source>Chưa có hợp đồng.</source>
        <translation>No contract yet.</translation>
    </message>
    <message>
        <source>Mốc ({n})</source>
        <translation>Milestones ({n})</translation>
    </message>
    <message>
        <source>Chưa có mốc.</source>
        <translation>No milestone yet.</translation>
    </message>
    <message>
        <source>Kế hoạch {day}</source>
        <translation>Planned {day}</translation>
    </message>
    <message>
        <source>đạt {day}</source>
        <translation>reached {day}</translation>
    </message>
    <message>
        <source>trễ {n} ngày</source>
        <translation>{n} days late</translation>
    </message>
    <message>
        <source>Đã chi {paid}</source>
        <translation>Paid {paid}</translation>
    </message>
    <message>
        <source>Khoản chi</source>
        <translation>Payments</translation>
    </message>
    <message>
        <source>Chưa chi khoản nào.</source>
        <translation>Nothing paid yet.</translation>
    </message>
    <message>
        <source>Khoản chi ghi theo hợp đồng.</source>
        <translation>Payments are entered on a contract.</translation>
    </message>
    <message>
        <source>Kết thúc hợp đồng</source>
        <translation>End the contract</translation>
    </message>
    <message>
        <source>Mở lại hợp đồng</source>
        <translation>Open the contract again</translation>
    </message>
    <message>
        <source>Phụ trách</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Thêm hợp đồng</source>
        <translation>Add contract</translation>
    </message>
    <message>
        <source>Sửa hợp đồng</source>
        <translation>Edit contract</translation>
    </message>
    <message>
        <source>Ghi khoản chi</source>
        <translation>Enter a payment</translation>
    </message>
    <message>
        <source>Thêm mốc</source>
        <translation>Add milestone</translation>
    </message>
    <message>
        <source>Sửa mốc</source>
        <translation>Edit milestone</translation>
    </message>
    <message>
        <source>Xóa mốc</source>
        <translation>Remove milestone</translation>
    </message>
</context>
<context>
    <name>LinkRow</name>
    <message>
        <source>Không xem được trên máy này</source>
        <translation>Cannot be shown on this desktop</translation>
    </message>
    <message>
        <source>Mở {title}</source>
        <translation>Open {title}</translation>
    </message>
    <message>
        <source>Bỏ liên kết</source>
        <translation>Remove link</translation>
    </message>
    <message>
        <source>có liên quan</source>
        <translation>related</translation>
    </message>
    <message>
        <source>mục này trùng với nó</source>
        <translation>this is a duplicate of it</translation>
    </message>
    <message>
        <source>nó trùng với mục này</source>
        <translation>it is a duplicate of this</translation>
    </message>
    <message>
        <source>mục này lập từ đó</source>
        <translation>this was made from it</translation>
    </message>
    <message>
        <source>được lập từ mục này</source>
        <translation>made from this</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Chưa liên kết mục nào.</source>
        <translation>No linked records yet.</translation>
    </message>
    <message>
        <source>Liên kết mục khác…</source>
        <translation>Link another record…</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Không có camera khớp “{query}”</source>
        <translation>No camera matches “{query}”</translation>
    </message>
    <message>
        <source>Tìm theo số, tên, vị trí hoặc đơn vị, có dấu hay không dấu đều được.</source>
        <translation>Search by number, name, place or unit, with or without diacritics.</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>Thêm từng camera, hoặc nhập cả danh sách từ tệp CSV: kéo tệp thả vào đây.</source>
        <translation>Add cameras one by one, or import a whole list from a CSV file: drop it here.</translation>
    </message>
    <message>
        <source>Thêm camera</source>
        <translation>Add camera</translation>
    </message>
    <message>
        <source>Chưa có camera</source>
        <translation>No cameras yet</translation>
    </message>
    <message>
        <source>Không đọc được danh sách camera</source>
        <translation>Cannot read the camera list</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>{n} camera</source>
        <translation>{n} cameras</translation>
    </message>
    <message>
        <source>{n} trong {total} camera</source>
        <translation>{n} of {total} cameras</translation>
    </message>
    <message>
        <source>{n} đang phát</source>
        <translation>{n} live</translation>
    </message>
    <message>
        <source>{n} hình đứng</source>
        <translation>{n} frozen</translation>
    </message>
    <message>
        <source>{n} mất tín hiệu</source>
        <translation>{n} lost</translation>
    </message>
    <message>
        <source>danh sách cũ, chưa đọc lại được</source>
        <translation>old list, could not be read again</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>Tìm số, tên, vị trí</source>
        <translation>Find number, name, place</translation>
    </message>
    <message>
        <source>Xuất CSV</source>
        <translation>Export CSV</translation>
    </message>
    <message>
        <source>Nhập CSV</source>
        <translation>Import CSV</translation>
    </message>
    <message>
        <source>Thêm camera (Ctrl N)</source>
        <translation>Add camera (Ctrl N)</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>Chưa xem được</source>
        <translation>Cannot be shown yet</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>{n} biển vừa đọc</source>
        <translation>{n} plates just read</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Tỉnh</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Hướng</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Màu biển</source>
        <translation>Plate colour</translation>
    </message>
    <message>
        <source>Tin cậy</source>
        <translation>Confidence</translation>
    </message>
    <message>
        <source>Biển số hiện ra khi camera có luật “Đọc biển số” đang bật đọc được. Việc xem được ghi nhật ký.</source>
        <translation>Plates appear as cameras with an armed “Read number plates” rule read them. Looking here is noted in the journal.</translation>
    </message>
    <message>
        <source>Chưa đọc được biển nào từ lúc mở trang</source>
        <translation>No plate has been read since this page was opened</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>{n} mục</source>
        <translation>{n} entries</translation>
    </message>
    <message>
        <source>bị sửa hoặc mất mục</source>
        <translation>entries changed or missing</translation>
    </message>
    <message>
        <source>toàn vẹn</source>
        <translation>whole</translation>
    </message>
    <message>
        <source>Từng mục đúng mã băm và nối với mục trước</source>
        <translation>Every entry fits its hash and the entry before it</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Ghi thêm vào nhật ký: không sửa, không xóa được</source>
        <translation>Add to the journal: nothing is changed or removed later</translation>
    </message>
    <message>
        <source>Ghi thêm vào nhật ký</source>
        <translation>Add to the journal</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Write</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>Caps Lock đang bật</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>Nhập tên đăng nhập</source>
        <translation>Enter the user name</translation>
    </message>
    <message>
        <source>Trung tâm điều hành thông minh</source>
        <translation>Intelligent operations centre</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Đăng nhập</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Tài khoản của khu vực thử, chọn để điền sẵn</source>
        <translation>Accounts of the demo district, choose one to fill the form</translation>
    </message>
</context>
<context>
    <name>MailCard</name>
    <message>
        <source>Đang nối máy chủ thư…</source>
        <translation>Connecting to the mail server…</translation>
    </message>
    <message>
        <source>Nối được, chứng chỉ và mật khẩu đều đúng.</source>
        <translation>Connected; certificate and password are right.</translation>
    </message>
    <message>
        <source>Đã cất mật khẩu máy chủ thư</source>
        <translation>Mail server password kept</translation>
    </message>
    <message>
        <source>Sẽ gửi lại {count} thư</source>
        <translation>{count} letters will be sent again</translation>
    </message>
    <message>
        <source>{count} thư không gửi được. {reason}</source>
        <translation>{count} letters could not be sent. {reason}</translation>
    </message>
    <message>
        <source>Mật khẩu nằm trong kho khóa của hệ điều hành.</source>
        <translation>The password is kept in the operating system&apos;s keyring.</translation>
    </message>
    <message>
        <source>Mật khẩu…</source>
        <translation>Password…</translation>
    </message>
    <message>
        <source>Thử nối</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
</context>
<context>
    <name>MailDialog</name>
    <message>
        <source>Gửi {code} qua thư điện tử</source>
        <translation>Send {code} by e-mail</translation>
    </message>
    <message>
        <source>nhiều địa chỉ cách nhau bằng dấu phẩy; mỗi nơi nhận một thư riêng</source>
        <translation>several addresses with commas between them; each gets a letter of its own</translation>
    </message>
    <message>
        <source>Gửi tới</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Kính gửi văn bản kèm theo.</source>
        <translation>Please find the document attached.</translation>
    </message>
    <message>
        <source>Lời thư</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Gửi</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Nhập ít nhất một địa chỉ.</source>
        <translation>Enter at least one address.</translation>
    </message>
</context>
<context>
    <name>MailPasswordDialog</name>
    <message>
        <source>Mật khẩu máy chủ thư</source>
        <translation>Mail server password</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Cất mật khẩu</source>
        <translation>Keep password</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Gộp</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Sự vụ này được hủy vì trùng; nhật ký của cả hai giữ lại.</source>
        <translation>This incident is cancelled as a duplicate; both journals stay.</translation>
    </message>
</context>
<context>
    <name>MilestoneDialog</name>
    <message>
        <source>Sửa mốc</source>
        <translation>Edit milestone</translation>
    </message>
    <message>
        <source>Thêm mốc</source>
        <translation>Add milestone</translation>
    </message>
    <message>
        <source>Ngày kế hoạch</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>Ngày đạt</source>
        <translation>Reached on</translation>
    </message>
    <message>
        <source>Chi khi đạt</source>
        <translation>Paid when reached</translation>
    </message>
    <message>
        <source>Không thuộc hợp đồng nào</source>
        <translation>Of no contract</translation>
    </message>
    <message>
        <source>Tên mốc</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Hợp đồng</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Nhập tên mốc.</source>
        <translation>Enter the milestone&apos;s name.</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Chuyển “{title}” vào mục nào?</source>
        <translation>Move “{title}” to which section?</translation>
    </message>
    <message>
        <source>Ngoài cùng</source>
        <translation>The top</translation>
    </message>
    <message>
        <source>Tìm mục…</source>
        <translation>Find a section…</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Chuyển</source>
        <translation>Move</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Lập phương án</source>
        <translation>Make a draft</translation>
    </message>
    <message>
        <source>Tên phương án</source>
        <translation>Name of the draft</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Đóng thông báo</source>
        <translation>Close notice</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Đã đọc hết</source>
        <translation>Mark all as read</translation>
    </message>
    <message>
        <source>Ai nhắc đến bạn, việc nào quá hạn sẽ hiện ở đây.</source>
        <translation>Who mentions you and what is overdue appears here.</translation>
    </message>
    <message>
        <source>Chưa có thông báo</source>
        <translation>No notices yet</translation>
    </message>
    <message>
        <source>Bật</source>
        <translation>On</translation>
    </message>
    <message>
        <source>Tắt</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>Việc khẩn</source>
        <translation>What is urgent</translation>
    </message>
    <message>
        <source>Mọi thông báo</source>
        <translation>Every notice</translation>
    </message>
    <message>
        <source>Không gửi</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>Thông báo</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>Hiện ở góc màn hình</source>
        <translation>Show in the corner of the screen</translation>
    </message>
    <message>
        <source>Gửi thư</source>
        <translation>By e-mail</translation>
    </message>
</context>
<context>
    <name>NowPage</name>
    <message>
        <source>Chưa đọc được ca trực</source>
        <translation>The shift could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>còn {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>Chưa ai vào ca</source>
        <translation>Nobody has checked in</translation>
    </message>
    <message>
        <source>chưa phân công</source>
        <translation>nobody posted</translation>
    </message>
    <message>
        <source>Vào ca</source>
        <translation>Check in</translation>
    </message>
    <message>
        <source>Bàn giao ca</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Rời ca không bàn giao</source>
        <translation>Leave without handing over</translation>
    </message>
    <message>
        <source>Việc đang mở sẽ bàn giao</source>
        <translation>Open matters that will be handed over</translation>
    </message>
    <message>
        <source>Lãnh đạo trực</source>
        <translation>Leader on duty</translation>
    </message>
    <message>
        <source>Trực ban theo lịch</source>
        <translation>Posted officers</translation>
    </message>
    <message>
        <source>Đang trong ca</source>
        <translation>On duty</translation>
    </message>
    <message>
        <source>Ca sau</source>
        <translation>Next shift</translation>
    </message>
</context>
<context>
    <name>OpenDialog</name>
    <message>
        <source>Lập sự vụ</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>Chưa rõ</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Diễn tập: mọi giấy tờ đều đóng dấu DIỄN TẬP</source>
        <translation>Drill: every paper carries the drill stamp</translation>
    </message>
    <message>
        <source>Việc gì</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Ở đâu</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Người chỉ huy</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>Camera gần nhất</source>
        <translation>Nearest camera</translation>
    </message>
    <message>
        <source>Nội dung tin báo</source>
        <translation>What was reported</translation>
    </message>
    <message>
        <source>Có thể đã có sự vụ này: {incident}, {reasons}. Lập rồi gộp được bằng một lần bấm.</source>
        <translation>This incident may be there already: {incident}, {reasons}. Once opened, it can be merged by one press.</translation>
    </message>
</context>
<context>
    <name>OwnerDialog</name>
    <message>
        <source>Phụ trách dòng kinh phí</source>
        <translation>Owner of the budget line</translation>
    </message>
    <message>
        <source>Theo bảng</source>
        <translation>As the table says</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Các dòng con theo dòng này nếu không ghi riêng.</source>
        <translation>Lines inside follow this one unless they have their own.</translation>
    </message>
    <message>
        <source>Người theo dõi</source>
        <translation>Person in charge</translation>
    </message>
    <message>
        <source>Nguồn kinh phí</source>
        <translation>Source of funds</translation>
    </message>
</context>
<context>
    <name>PageControl</name>
    <message>
        <source>Trang trước (PageUp)</source>
        <translation>Previous page (PageUp)</translation>
    </message>
    <message>
        <source>Trang sau (PageDown)</source>
        <translation>Next page (PageDown)</translation>
    </message>
    <message>
        <source>Trang {page}/{pages}</source>
        <translation>Page {page}/{pages}</translation>
    </message>
</context>
<context>
    <name>PaperDetail</name>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Chữ ký số</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>Quá trình</source>
        <translation>History</translation>
    </message>
    <message>
        <source>In (Ctrl P)</source>
        <translation>Print (Ctrl P)</translation>
    </message>
    <message>
        <source>Xuất PDF (Ctrl S)</source>
        <translation>Export PDF (Ctrl S)</translation>
    </message>
    <message>
        <source>Gửi qua thư điện tử (văn bản đã ban hành)</source>
        <translation>Send by e-mail (issued documents)</translation>
    </message>
    <message>
        <source>Mở bằng chương trình khác</source>
        <translation>Open with another program</translation>
    </message>
    <message>
        <source>Bỏ dự thảo</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>Thay nội dung</source>
        <translation>Replace content</translation>
    </message>
    <message>
        <source>Trình duyệt</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Trả lại</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>Duyệt</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Hủy, giữ số</source>
        <translation>Void, number kept</translation>
    </message>
    <message>
        <source>Lấy số</source>
        <translation>Take number</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Ban hành</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Thu hồi</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Thay thế</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Ai</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Máy</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Văn bản của bảng</source>
        <translation>The table&apos;s document</translation>
    </message>
    <message>
        <source>Ngày ban hành</source>
        <translation>Date of issue</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number and symbol</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Bước</source>
        <translation>Phase</translation>
    </message>
</context>
<context>
    <name>PapersView</name>
    <message>
        <source>Bỏ dự thảo {code}?</source>
        <translation>Discard draft {code}?</translation>
    </message>
    <message>
        <source>Dự thảo chưa có số nên bỏ hẳn khỏi sổ; nhật ký vẫn ghi lại.</source>
        <translation>The draft has no number and leaves the register for good; the journal keeps the fact.</translation>
    </message>
    <message>
        <source>Trình duyệt {code}?</source>
        <translation>Submit {code} for approval?</translation>
    </message>
    <message>
        <source>Trong lúc chờ duyệt, nội dung không thay được.</source>
        <translation>While it awaits approval its content cannot be replaced.</translation>
    </message>
    <message>
        <source>Trả lại {code}?</source>
        <translation>Send {code} back?</translation>
    </message>
    <message>
        <source>Văn bản về dự thảo; chữ ký số đã ký bị bỏ, số đã lấy (nếu có) vẫn giữ.</source>
        <translation>It becomes a draft again; signatures are dropped, a number that was taken stays its own.</translation>
    </message>
    <message>
        <source>Duyệt {code}?</source>
        <translation>Approve {code}?</translation>
    </message>
    <message>
        <source>Từ lúc duyệt, nội dung chỉ thêm số, ngày và chữ ký.</source>
        <translation>From then on only number, date and signatures are added to it.</translation>
    </message>
    <message>
        <source>Hủy {code} và giữ số?</source>
        <translation>Void {code} and keep the number?</translation>
    </message>
    <message>
        <source>Số đã lấy không cấp cho văn bản khác; sổ ghi rõ là đã hủy.</source>
        <translation>The number goes to no other document; the register says that it is void.</translation>
    </message>
    <message>
        <source>Ban hành {code}?</source>
        <translation>Issue {code}?</translation>
    </message>
    <message>
        <source>Văn bản đã ban hành không sửa được nữa, chỉ thay thế hoặc thu hồi.</source>
        <translation>An issued document cannot be changed any more, only replaced or withdrawn.</translation>
    </message>
    <message>
        <source>Thu hồi {code}?</source>
        <translation>Withdraw {code}?</translation>
    </message>
    <message>
        <source>Văn bản vẫn nằm trong sổ với số của nó và ghi là đã thu hồi.</source>
        <translation>It stays in the register with its number, marked as withdrawn.</translation>
    </message>
    <message>
        <source>{waiting} chờ duyệt, {approved} chờ ban hành, {issued} đã ban hành</source>
        <translation>{waiting} awaiting approval, {approved} to be issued, {issued} issued</translation>
    </message>
    <message>
        <source>đang lọc: {n}</source>
        <translation>filtered: {n}</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Không tìm thấy</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Chưa có văn bản nào</source>
        <translation>No documents yet</translation>
    </message>
    <message>
        <source>Không văn bản nào khớp với bộ lọc.</source>
        <translation>No document matches the filters.</translation>
    </message>
    <message>
        <source>Văn bản lập từ sự vụ, ca trực hiện ở đây; tệp PDF có sẵn thì bấm Đưa PDF vào sổ.</source>
        <translation>Documents made from incidents and shifts show here; for a PDF that you have, press Register a PDF.</translation>
    </message>
    <message>
        <source>Xóa lọc</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>Chưa đọc được sổ văn bản</source>
        <translation>The register could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đã ban hành {code}</source>
        <translation>Issued {code}</translation>
    </message>
    <message>
        <source>Đã lấy số {code}</source>
        <translation>Numbered {code}</translation>
    </message>
    <message>
        <source>Thay nội dung dự thảo</source>
        <translation>Replace the draft&apos;s content</translation>
    </message>
    <message>
        <source>Tệp PDF (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>Đã ký: {signer}</source>
        <translation>Signed: {signer}</translation>
    </message>
    <message>
        <source>Xuất văn bản</source>
        <translation>Export document</translation>
    </message>
    <message>
        <source>Đã xuất {name}</source>
        <translation>Exported {name}</translation>
    </message>
    <message>
        <source>Đã đưa {n} thư vào hàng gửi</source>
        <translation>{n} letters queued</translation>
    </message>
    <message>
        <source>Đã gửi tới máy in</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>Đưa PDF vào sổ</source>
        <translation>Register a PDF</translation>
    </message>
    <message>
        <source>Số, ký hiệu</source>
        <translation>Number, symbol</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Văn bản trước, văn bản sau</source>
        <translation>Previous, next document</translation>
    </message>
    <message>
        <source>Phóng to, thu nhỏ trang</source>
        <translation>Zoom in, zoom out</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Xuất PDF</source>
        <translation>Export PDF</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Đổi mật khẩu</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>Mật khẩu đang dùng</source>
        <translation>Current password</translation>
    </message>
    <message>
        <source>Mật khẩu mới</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>Nhập lại mật khẩu mới</source>
        <translation>Repeat the new password</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Nhập mật khẩu đang dùng</source>
        <translation>Enter the current password</translation>
    </message>
    <message>
        <source>Nhập mật khẩu mới</source>
        <translation>Enter the new password</translation>
    </message>
    <message>
        <source>Hai mật khẩu khác nhau</source>
        <translation>The two passwords differ</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hiện mật khẩu</source>
        <translation>Show password</translation>
    </message>
</context>
<context>
    <name>PaymentDialog</name>
    <message>
        <source>Ghi khoản chi, hợp đồng {number}</source>
        <translation>Enter a payment, contract {number}</translation>
    </message>
    <message>
        <source>Số tiền</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Ngày chi</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>Theo hợp đồng</source>
        <translation>As the contract says</translation>
    </message>
    <message>
        <source>Hợp đồng còn {left}. Lấy lại khoản ghi nhầm: nhập số âm và lý do.</source>
        <translation>The contract has {left} left. To take back a wrong entry, enter a negative amount and the reason.</translation>
    </message>
    <message>
        <source>Số chứng từ</source>
        <translation>Voucher number</translation>
    </message>
    <message>
        <source>Nguồn chi trả</source>
        <translation>Paid from</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>Ai liên quan?</source>
        <translation>Who is involved?</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Dữ liệu cá nhân: chỉ ghi điều cần cho xử lý. Danh tính không vào nhật ký và xóa được.</source>
        <translation>Personal data: write only what the work needs. The identity never enters the journal and can be erased.</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Họ tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>PictureBar</name>
    <message>
        <source>Lưu ảnh…</source>
        <translation>Save picture…</translation>
    </message>
    <message>
        <source>Ảnh không che mặt: lượt xem đã ghi nhật ký</source>
        <translation>Faces are visible: this view is in the journal</translation>
    </message>
    <message>
        <source>Đã che mặt theo mô hình khuôn mặt</source>
        <translation>Faces covered by a face model</translation>
    </message>
    <message>
        <source>Đã che mặt theo khung người</source>
        <translation>Faces covered by the boxes of persons</translation>
    </message>
    <message>
        <source>Đã che mặt theo mô hình khuôn mặt và khung người</source>
        <translation>Faces covered by a face model and the boxes of persons</translation>
    </message>
    <message>
        <source>Đã che cả ảnh vì không rõ mặt người ở đâu</source>
        <translation>The whole picture is covered: where faces are is not known</translation>
    </message>
</context>
<context>
    <name>PlansPage</name>
    <message>
        <source>Sau khi duyệt, bảng chỉ đổi được bằng phương án khác.</source>
        <translation>Once approved, the table changes only by another draft.</translation>
    </message>
    <message>
        <source>Duyệt bảng này?</source>
        <translation>Approve this table?</translation>
    </message>
    <message>
        <source>Duyệt</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Trả lại để sửa?</source>
        <translation>Send back to be changed?</translation>
    </message>
    <message>
        <source>Trả lại</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>Bỏ phương án này?</source>
        <translation>Throw this draft away?</translation>
    </message>
    <message>
        <source>Bỏ phương án</source>
        <translation>Throw draft away</translation>
    </message>
    <message>
        <source>Khóa sổ năm {year}?</source>
        <translation>Close the year {year}?</translation>
    </message>
    <message>
        <source>Mở lại năm {year}?</source>
        <translation>Reopen the year {year}?</translation>
    </message>
    <message>
        <source>Khóa năm</source>
        <translation>Close year</translation>
    </message>
    <message>
        <source>Mở lại</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>So sánh</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Lịch sử</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Thuê hay mua</source>
        <translation>Rent or buy</translation>
    </message>
    <message>
        <source>So với</source>
        <translation>Compared with</translation>
    </message>
    <message>
        <source>Lập phương án từ bảng này</source>
        <translation>Draft from this table</translation>
    </message>
    <message>
        <source>Trình duyệt</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Document</translation>
    </message>
</context>
<context>
    <name>PlatesView</name>
    <message>
        <source>mỗi lần tìm đều ghi nhật ký</source>
        <translation>every search is journalled</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plates</translation>
    </message>
    <message>
        <source>Tìm kiếm</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Vừa đọc</source>
        <translation>Just read</translation>
    </message>
    <message>
        <source>Theo dõi</source>
        <translation>Watch list</translation>
    </message>
</context>
<context>
    <name>PostDialog</name>
    <message>
        <source>Phân công {shift} ngày {day}</source>
        <translation>Post for {shift} on {day}</translation>
    </message>
    <message>
        <source>Người</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Nhiệm vụ</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Phân công</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>PrepareDialog</name>
    <message>
        <source>Cập nhật cảnh báo</source>
        <translation>Update the alert</translation>
    </message>
    <message>
        <source>Soạn cảnh báo cộng đồng</source>
        <translation>Prepare a public alert</translation>
    </message>
    <message>
        <source>Diễn tập: mọi bản tin ghi DIỄN TẬP, mã Exercise</source>
        <translation>Drill: every message carries the drill stamp, status Exercise</translation>
    </message>
    <message>
        <source>Trình người thứ hai</source>
        <translation>Put before a second person</translation>
    </message>
    <message>
        <source>Sự kiện</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Tiêu đề</source>
        <translation>Headline</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Người dân cần làm gì</source>
        <translation>What people should do</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Độ gấp</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Độ chắc</source>
        <translation>Certainty</translation>
    </message>
    <message>
        <source>Hành động</source>
        <translation>Response</translation>
    </message>
    <message>
        <source>Khu vực</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Vĩ độ</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Kinh độ</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Bán kính km</source>
        <translation>Radius km</translation>
    </message>
    <message>
        <source>Hiệu lực (giờ)</source>
        <translation>Valid for (hours)</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Vĩ độ, kinh độ, bán kính phải là số; bỏ trống cả ba nếu không có.</source>
        <translation>Latitude, longitude and radius are numbers; leave all three empty if there are none.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Chưa xem được nội dung</source>
        <translation>The content cannot be shown</translation>
    </message>
    <message>
        <source>Tệp PDF bị hỏng hoặc có mật khẩu. Xuất lại văn bản rồi thay nội dung.</source>
        <translation>The PDF is damaged or has a password. Export the document again and replace the content.</translation>
    </message>
    <message>
        <source>Trang {page} / {n}</source>
        <translation>Page {page} / {n}</translation>
    </message>
    <message>
        <source>Thu nhỏ (Ctrl −)</source>
        <translation>Zoom out (Ctrl −)</translation>
    </message>
    <message>
        <source>Phóng to (Ctrl +)</source>
        <translation>Zoom in (Ctrl +)</translation>
    </message>
    <message>
        <source>Vừa bề ngang</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>Vừa cả trang</source>
        <translation>Fit page</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>{lines} dòng · {columns} cột tiền · lưu theo đồng</source>
        <translation>{lines} lines · {columns} amount columns · stored in VND</translation>
    </message>
    <message>
        <source>Nhập bảng kinh phí</source>
        <translation>Import a budget table</translation>
    </message>
    <message>
        <source>Đọc theo</source>
        <translation>Read in</translation>
    </message>
    <message>
        <source>Chương trình</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Hủy nhập</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Bảng này đã có trong chương trình “{name}”.</source>
        <translation>This table is in programme “{name}” already.</translation>
    </message>
    <message>
        <source>Chọn một ô để xem cách đọc.</source>
        <translation>Choose a cell to see how it was read.</translation>
    </message>
    <message>
        <source>Ghi {n} dòng</source>
        <translation>Store {n} lines</translation>
    </message>
    <message>
        <source>Mở bảng đã có</source>
        <translation>Open the stored table</translation>
    </message>
</context>
<context>
    <name>PrintProgress</name>
    <message>
        <source>Đang in</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Dừng in</source>
        <translation>Stop printing</translation>
    </message>
    <message>
        <source>Trang {done} trên {total}</source>
        <translation>Page {done} of {total}</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>ProbeCard</name>
    <message>
        <source>Thử kết nối</source>
        <translation>Test connection</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>luồng chính</source>
        <translation>main stream</translation>
    </message>
    <message>
        <source>luồng phụ</source>
        <translation>sub-stream</translation>
    </message>
    <message>
        <source>Đang thử {stream}… {n} giây</source>
        <translation>Testing the {stream}… {n} s</translation>
    </message>
    <message>
        <source>Nhiều nhất 10 giây.</source>
        <translation>At most 10 seconds.</translation>
    </message>
    <message>
        <source>Đã mở được {stream}</source>
        <translation>The {stream} opens</translation>
    </message>
    <message>
        <source>Không mở được {stream}</source>
        <translation>The {stream} does not open</translation>
    </message>
    <message>
        <source>Chưa thử</source>
        <translation>Not tested yet</translation>
    </message>
    <message>
        <source>Bấm “Thử” cạnh địa chỉ luồng để xem hình đầu tiên.</source>
        <translation>Press “Test” beside a stream address to see its first picture.</translation>
    </message>
    <message>
        <source>{codec} · {size} · {fps} hình/giây</source>
        <translation>{codec} · {size} · {fps} fps</translation>
    </message>
</context>
<context>
    <name>ProposeDialog</name>
    <message>
        <source>Đề xuất biển số theo dõi</source>
        <translation>Propose a plate to watch for</translation>
    </message>
    <message>
        <source>biển đầy đủ, hoặc một phần với * và ?</source>
        <translation>the whole plate, or a part with * and ?</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Đơn vị yêu cầu</source>
        <translation>Asked for by</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Theo dõi đến hết ngày</source>
        <translation>Watch until the end of</translation>
    </message>
    <message>
        <source>Người thứ hai duyệt thì mới bắt đầu theo dõi.</source>
        <translation>Watching begins when a second person approves.</translation>
    </message>
    <message>
        <source>Đề xuất</source>
        <translation>Propose</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Thêm</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>RegisterDialog</name>
    <message>
        <source>Thay thế {code}</source>
        <translation>Replace {code}</translation>
    </message>
    <message>
        <source>Đưa PDF vào sổ văn bản</source>
        <translation>Register a PDF</translation>
    </message>
    <message>
        <source>Tệp PDF</source>
        <translation>PDF file</translation>
    </message>
    <message>
        <source>Tệp PDF (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>Loại văn bản</source>
        <translation>Kind of document</translation>
    </message>
    <message>
        <source>Ký hiệu</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Cơ quan ban hành</source>
        <translation>Issuing organisation</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Lưu dự thảo</source>
        <translation>Save draft</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>RentPane</name>
    <message>
        <source>Hạng mục thuê</source>
        <translation>Rented item</translation>
    </message>
    <message>
        <source>Thuê một năm</source>
        <translation>Rent a year</translation>
    </message>
    <message>
        <source>Giá mua</source>
        <translation>Price of buying</translation>
    </message>
    <message>
        <source>Duy trì một năm</source>
        <translation>Maintenance a year</translation>
    </message>
    <message>
        <source>Lãi suất chiết khấu (%)</source>
        <translation>Discount rate (%)</translation>
    </message>
    <message>
        <source>một năm, sửa được</source>
        <translation>a year, editable</translation>
    </message>
    <message>
        <source>Nhập giá mua (và chi phí duy trì mỗi năm) để so với thuê.</source>
        <translation>Enter the price of buying (and the maintenance a year) to compare it with renting.</translation>
    </message>
    <message>
        <source>Năm {n}</source>
        <translation>Year {n}</translation>
    </message>
    <message>
        <source>Hiện giá</source>
        <translation>Present value</translation>
    </message>
    <message>
        <source>Thuê</source>
        <translation>Renting</translation>
    </message>
    <message>
        <source>Mua và duy trì</source>
        <translation>Buying and maintaining</translation>
    </message>
    <message>
        <source>Thuê, cộng dồn</source>
        <translation>Renting, running total</translation>
    </message>
    <message>
        <source>Mua, cộng dồn</source>
        <translation>Buying, running total</translation>
    </message>
    <message>
        <source>Mua rẻ hơn</source>
        <translation>Buying is cheaper by</translation>
    </message>
    <message>
        <source>Thuê rẻ hơn</source>
        <translation>Renting is cheaper by</translation>
    </message>
    <message>
        <source>{cheaper} {off} {unit} trong {years} năm, chiết khấu {rate} %/năm.</source>
        <translation>{cheaper} {off} {unit} over {years} years, discounted at {rate} % a year.</translation>
    </message>
    <message>
        <source>Thuê đắt bằng mua từ năm thứ {n}.</source>
        <translation>Renting costs as much as buying from year {n} on.</translation>
    </message>
    <message>
        <source>Trong {n} năm, thuê chưa đắt bằng mua.</source>
        <translation>Within {n} years, renting does not cost as much as buying.</translation>
    </message>
</context>
<context>
    <name>ResultDialog</name>
    <message>
        <source>Dòng này đã chi cho gì?</source>
        <translation>What did this line pay for?</translation>
    </message>
    <message>
        <source>Tìm camera, sự vụ, văn bản…</source>
        <translation>Find cameras, incidents, papers…</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Phân hệ {name}</source>
        <translation>Panel {name}</translation>
    </message>
</context>
<context>
    <name>ResultsPane</name>
    <message>
        <source>Dòng này đã chi cho ({n})</source>
        <translation>This line paid for ({n})</translation>
    </message>
    <message>
        <source>Chưa liên kết với camera, sự vụ, văn bản hoặc phân hệ nào.</source>
        <translation>Not linked to any camera, incident, paper or panel yet.</translation>
    </message>
    <message>
        <source>Mục không còn hoặc không được xem</source>
        <translation>Gone, or not yours to see</translation>
    </message>
    <message>
        <source>Đang dùng: {n} mục, {recent} mục trong {days} ngày</source>
        <translation>In use: {n} records, {recent} in {days} days</translation>
    </message>
    <message>
        <source>Phân hệ {name}</source>
        <translation>Panel {name}</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Gỡ liên kết</source>
        <translation>Take the link away</translation>
    </message>
</context>
<context>
    <name>RingBar</name>
    <message>
        <source>Còn giữ {n} giây · kéo để chọn đoạn</source>
        <translation>{n} seconds kept · drag to choose a part</translation>
    </message>
    <message>
        <source>Đoạn {start} – {end} ({n} giây)</source>
        <translation>{start} – {end} ({n} seconds)</translation>
    </message>
    <message>
        <source>Chụp</source>
        <translation>Snapshot</translation>
    </message>
    <message>
        <source>Lưu hình đang thấy làm bằng chứng</source>
        <translation>Keep what is seen now as evidence</translation>
    </message>
    <message>
        <source>Lưu đoạn</source>
        <translation>Keep clip</translation>
    </message>
    <message>
        <source>Lưu đoạn đã chọn làm bằng chứng</source>
        <translation>Keep the chosen part as evidence</translation>
    </message>
</context>
<context>
    <name>RingLine</name>
    <message>
        <source>bây giờ</source>
        <translation>now</translation>
    </message>
    <message>
        <source>Dòng thời gian của camera</source>
        <translation>Time line of the camera</translation>
    </message>
    <message>
        <source>Kéo để chọn đoạn; ← → dời đoạn, Shift đổi cuối, Ctrl đổi đầu, Enter lưu làm bằng chứng</source>
        <translation>Drag to choose a part; ← → move it, Shift moves its end, Ctrl its beginning, Enter keeps it as evidence</translation>
    </message>
</context>
<context>
    <name>RoleTable</name>
    <message>
        <source>Quyền</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>Đang dựng cảnh mô phỏng {ready}/{total}</source>
        <translation>Building demo scenes {ready}/{total}</translation>
    </message>
</context>
<context>
    <name>RosterPage</name>
    <message>
        <source>Chưa đọc được lịch trực</source>
        <translation>The roster could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Bỏ {name} khỏi ca</source>
        <translation>Take {name} off the shift</translation>
    </message>
    <message>
        <source>Tuần trước</source>
        <translation>Previous week</translation>
    </message>
    <message>
        <source>Tuần sau</source>
        <translation>Next week</translation>
    </message>
    <message>
        <source>Tuần này</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>Chép tuần trước</source>
        <translation>Copy the week before</translation>
    </message>
    <message>
        <source>Phân công</source>
        <translation>Post</translation>
    </message>
</context>
<context>
    <name>RowsDialog</name>
    <message>
        <source>Lên</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>Xuống</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>Xóa dòng</source>
        <translation>Remove row</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>Tên luật</source>
        <translation>Rule name</translation>
    </message>
    <message>
        <source>Kiểu</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Chỉ tính chiều của mũi tên</source>
        <translation>Count only the arrow&apos;s direction</translation>
    </message>
    <message>
        <source>Vùng vẽ vẫn đúng với hình mới</source>
        <translation>The drawing fits the new picture</translation>
    </message>
    <message>
        <source>Hình vẽ</source>
        <translation>Drawing</translation>
    </message>
    <message>
        <source>không chọn loại nào: theo kiểu luật</source>
        <translation>none chosen: as the kind of rule says</translation>
    </message>
    <message>
        <source>Loại được tính</source>
        <translation>Classes that count</translation>
    </message>
    <message>
        <source> giây</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Kéo dài ít nhất</source>
        <translation>Lasts at least</translation>
    </message>
    <message>
        <source>Gộp lần lặp trong</source>
        <translation>Merge repeats within</translation>
    </message>
    <message>
        <source>Độ nhạy</source>
        <translation>Sensitivity</translation>
    </message>
    <message>
        <source>từ</source>
        <translation>from</translation>
    </message>
    <message>
        <source>đến</source>
        <translation>to</translation>
    </message>
    <message>
        <source>Giờ canh</source>
        <translation>Hours of watch</translation>
    </message>
    <message>
        <source>đến 00:00 là hết ngày; đến trước từ là qua đêm</source>
        <translation>to 00:00 is the end of the day; an earlier end means overnight</translation>
    </message>
    <message>
        <source>Vẽ vùng</source>
        <translation>Draw the area</translation>
    </message>
    <message>
        <source>Vẽ vùng (không vẽ là cả hình)</source>
        <translation>Draw the area (none means the whole picture)</translation>
    </message>
    <message>
        <source>Vẽ vạch</source>
        <translation>Draw the line</translation>
    </message>
    <message>
        <source>Khoanh cột đèn</source>
        <translation>Mark the signal</translation>
    </message>
    <message>
        <source>0 là mặc định: {n} giây</source>
        <translation>0 is the usual: {n} s</translation>
    </message>
</context>
<context>
    <name>RulesView</name>
    <message>
        <source>Đã nhận độ phân giải mới của camera</source>
        <translation>The new resolution of the camera is accepted</translation>
    </message>
    <message>
        <source>Luật chưa có tên. Nhập tên.</source>
        <translation>The rule has no name. Enter one.</translation>
    </message>
    <message>
        <source>Cho nghỉ</source>
        <translation>Disarm</translation>
    </message>
    <message>
        <source>Cho canh</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>{n} luật đang canh</source>
        <translation>{n} rules armed</translation>
    </message>
    <message>
        <source>chưa luật nào canh</source>
        <translation>no rule is armed</translation>
    </message>
    <message>
        <source>Luật canh</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Hoàn lại</source>
        <translation>Revert</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Chưa có camera nào</source>
        <translation>No cameras yet</translation>
    </message>
    <message>
        <source>Luật được vẽ trên hình của camera. Khai báo camera trước.</source>
        <translation>Rules are drawn on a camera&apos;s picture. Declare a camera first.</translation>
    </message>
    <message>
        <source>Mở mục Camera</source>
        <translation>Open Cameras</translation>
    </message>
    <message>
        <source>Chưa chọn luật</source>
        <translation>No rule chosen</translation>
    </message>
    <message>
        <source>Chọn một luật ở bên trái, hoặc thêm luật mới cho camera này.</source>
        <translation>Choose a rule at the left, or add one for this camera.</translation>
    </message>
    <message>
        <source>Khép vùng đang vẽ</source>
        <translation>Close the area</translation>
    </message>
    <message>
        <source>Bỏ điểm vừa vẽ</source>
        <translation>Take the last point back</translation>
    </message>
    <message>
        <source>Chọn điểm kế tiếp</source>
        <translation>Choose the next point</translation>
    </message>
    <message>
        <source>Dời điểm đang chọn</source>
        <translation>Move the chosen point</translation>
    </message>
    <message>
        <source>Xóa điểm đang chọn</source>
        <translation>Delete the chosen point</translation>
    </message>
    <message>
        <source>Thôi vẽ</source>
        <translation>Stop drawing</translation>
    </message>
    <message>
        <source>Hoàn tác nét vẽ</source>
        <translation>Undo drawing</translation>
    </message>
    <message>
        <source>Bỏ thay đổi của luật {name}?</source>
        <translation>Drop the changes of rule {name}?</translation>
    </message>
    <message>
        <source>chưa đặt tên</source>
        <translation>without a name</translation>
    </message>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Drop changes</translation>
    </message>
    <message>
        <source>Ở lại</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>Đã lưu luật</source>
        <translation>Rule saved</translation>
    </message>
    <message>
        <source>Luật nghỉ</source>
        <translation>Rule disarmed</translation>
    </message>
    <message>
        <source>Luật bắt đầu canh</source>
        <translation>Rule armed</translation>
    </message>
    <message>
        <source>Đã xóa luật {name}</source>
        <translation>Rule {name} deleted</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Lưu ảnh cảnh báo</source>
        <translation>Save the alarm&apos;s picture</translation>
    </message>
    <message>
        <source>Lưu đoạn phim cảnh báo</source>
        <translation>Save the alarm&apos;s clip</translation>
    </message>
    <message>
        <source>Che mặt</source>
        <translation>Cover faces</translation>
    </message>
    <message>
        <source>Không che</source>
        <translation>Leave visible</translation>
    </message>
    <message>
        <source>Ai yêu cầu, theo văn bản nào…</source>
        <translation>Who asks for it, by which paper…</translation>
    </message>
    <message>
        <source>Lý do không che mặt</source>
        <translation>Reason for visible faces</translation>
    </message>
    <message>
        <source>Tệp sẽ có mặt người. Tên tài khoản và lý do được ghi vào nhật ký.</source>
        <translation>Faces will be in the file. Your account and the reason are written into the journal.</translation>
    </message>
    <message>
        <source>Mặt người được che vĩnh viễn trong tệp. Mỗi lần lưu được ghi vào nhật ký.</source>
        <translation>Faces are covered in the file for good. Every time a picture is saved, the journal says so.</translation>
    </message>
    <message>
        <source>Phim MP4 (*.mp4)</source>
        <translation>MP4 clip (*.mp4)</translation>
    </message>
    <message>
        <source>Chọn nơi lưu</source>
        <translation>Choose where to save</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ảnh JPEG (*.jpg)</source>
        <translation>JPEG picture (*.jpg)</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>tại chỗ</source>
        <translation>at the place</translation>
    </message>
    <message>
        <source>cách {n} m</source>
        <translation>{n} m away</translation>
    </message>
    <message>
        <source>Không có camera gần nơi này</source>
        <translation>No camera near this place</translation>
    </message>
    <message>
        <source>Sự vụ chưa có tọa độ, hoặc camera chưa khai báo vị trí.</source>
        <translation>The incident has no coordinates, or cameras have no place yet.</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>{n} lượt đọc</source>
        <translation>{n} reads</translation>
    </message>
    <message>
        <source>{n} lượt đọc mới nhất</source>
        <translation>the newest {n} reads</translation>
    </message>
    <message>
        <source>Chưa tìm được</source>
        <translation>The search failed</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Biển số hoặc một phần</source>
        <translation>Plate or a part of it</translation>
    </message>
    <message>
        <source>Lý do tìm</source>
        <translation>Reason of the search</translation>
    </message>
    <message>
        <source>Trong</source>
        <translation>Within</translation>
    </message>
    <message>
        <source>51F-123.45, 51F*45, 1?345</source>
        <translation>51F-123.45, 51F*45, 1?345</translation>
    </message>
    <message>
        <source>Số vụ việc…</source>
        <translation>Case number…</translation>
    </message>
    <message>
        <source>Chỉ biển đọc đúng như vậy, không gồm ký tự dễ nhầm (0/O/D, 8/B, 1/I…)</source>
        <translation>Only plates read exactly so, without look-alikes (0/O/D, 8/B, 1/I…)</translation>
    </message>
    <message>
        <source>Tìm</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Khớp</source>
        <translation>Match</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Hướng</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Tỉnh</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Màu biển</source>
        <translation>Plate colour</translation>
    </message>
    <message>
        <source>Tin cậy</source>
        <translation>Confidence</translation>
    </message>
    <message>
        <source>* là nhiều ký tự, ? là một ký tự. Mỗi lần tìm được ghi vào nhật ký cùng lý do.</source>
        <translation>* is any number of characters, ? is one. Every search is journalled with its reason.</translation>
    </message>
    <message>
        <source>Nhập biển số và lý do</source>
        <translation>Enter a plate and a reason</translation>
    </message>
    <message>
        <source>Thử bớt ký tự, dùng * hoặc ?, hoặc chọn thời gian dài hơn.</source>
        <translation>Try fewer characters, use * or ?, or choose a longer time.</translation>
    </message>
    <message>
        <source>Không có lượt đọc nào khớp</source>
        <translation>No read matches</translation>
    </message>
    <message>
        <source>24 giờ qua</source>
        <translation>Last 24 hours</translation>
    </message>
    <message>
        <source>7 ngày qua</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>30 ngày qua</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Mọi lúc</source>
        <translation>Any time</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Đã chọn {n} camera</source>
        <translation>Cameras selected: {n}</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>xuống</source>
        <translation>down</translation>
    </message>
    <message>
        <source>lên</source>
        <translation>up</translation>
    </message>
    <message>
        <source>mở</source>
        <translation>open</translation>
    </message>
    <message>
        <source>xóa</source>
        <translation>delete</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Cử lực lượng nào?</source>
        <translation>Which unit is sent?</translation>
    </message>
    <message>
        <source>Cử</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Lực lượng</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Việc giao</source>
        <translation>Task</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>chưa lần nào</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Khi vào máy chủ của trung tâm, mọi máy cùng làm trên một dữ liệu.</source>
        <translation>Once it joins the centre&apos;s server, all desktops work on the same data.</translation>
    </message>
    <message>
        <source>Máy chủ</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Tài khoản máy chủ</source>
        <translation>Server account</translation>
    </message>
    <message>
        <source>Ngang máy chủ lần cuối</source>
        <translation>Last level with the server</translation>
    </message>
    <message>
        <source>Thay đổi chờ gửi</source>
        <translation>Changes waiting to be sent</translation>
    </message>
    <message>
        <source>Mã máy này</source>
        <translation>This desktop&apos;s code</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Có hiệu lực từ lần mở sau</source>
        <translation>Takes effect at the next start</translation>
    </message>
    <message>
        <source>Bật</source>
        <translation>On</translation>
    </message>
    <message>
        <source>Tắt</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>vi</source>
        <comment>language code of numbers</comment>
        <translation>en</translation>
    </message>
    <message>
        <source>hình/giây</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>inch</source>
        <translation>inch</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Chỉ quản trị đổi được mục này</source>
        <translation>Only administrators can change this section</translation>
    </message>
    <message>
        <source>Đã đổi mật khẩu</source>
        <translation>Password changed</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>có tác dụng ngay</source>
        <translation>act at once</translation>
    </message>
    <message>
        <source>Đổi mật khẩu…</source>
        <translation>Change password…</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>Hạng mục</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Tính lại</source>
        <translation>Computed</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Trao đổi</source>
        <translation>Discussion</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>chưa có luật</source>
        <translation>no rules</translation>
    </message>
    <message>
        <source>{n} luật, {armed} đang canh</source>
        <translation>{n} rules, {armed} armed</translation>
    </message>
    <message>
        <source>kiểm tra lại vùng vẽ</source>
        <translation>check the drawn area</translation>
    </message>
    <message>
        <source>Camera này chưa có luật.</source>
        <translation>This camera has no rules yet.</translation>
    </message>
    <message>
        <source>Chọn một camera ở trên.</source>
        <translation>Choose a camera above.</translation>
    </message>
    <message>
        <source>đang canh</source>
        <translation>watching</translation>
    </message>
    <message>
        <source>nghỉ</source>
        <translation>resting</translation>
    </message>
    <message>
        <source>Tìm camera</source>
        <translation>Find a camera</translation>
    </message>
    <message>
        <source>Luật của camera</source>
        <translation>Rules of the camera</translation>
    </message>
    <message>
        <source>Thêm luật</source>
        <translation>Add rule</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Ký số {code}</source>
        <translation>Sign {code}</translation>
    </message>
    <message>
        <source>Tệp khóa</source>
        <translation>Key file</translation>
    </message>
    <message>
        <source>USB token</source>
        <translation>USB token</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Tệp khóa (*.p12 *.pfx);;Mọi tệp (*)</source>
        <translation>Key files (*.p12 *.pfx);;All files (*)</translation>
    </message>
    <message>
        <source>Tệp khóa PKCS#12</source>
        <translation>PKCS#12 key file</translation>
    </message>
    <message>
        <source>Mật khẩu tệp khóa</source>
        <translation>Password of the key file</translation>
    </message>
    <message>
        <source>Thư viện PKCS#11 (*.so *.dll);;Mọi tệp (*)</source>
        <translation>PKCS#11 libraries (*.so *.dll);;All files (*)</translation>
    </message>
    <message>
        <source>Trình điều khiển (PKCS#11)</source>
        <translation>Driver (PKCS#11)</translation>
    </message>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>bỏ trống khi chỉ có một</source>
        <translation>leave empty when there is only one</translation>
    </message>
    <message>
        <source>Tên thiết bị</source>
        <translation>Name of the token</translation>
    </message>
    <message>
        <source>Tên chứng thư</source>
        <translation>Name of the certificate</translation>
    </message>
    <message>
        <source>Chỗ hiện chữ ký</source>
        <translation>Place of the visible signature</translation>
    </message>
    <message>
        <source>Ảnh (*.png *.jpg)</source>
        <translation>Pictures (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Hình chữ ký hoặc con dấu</source>
        <translation>Picture of the signature or seal</translation>
    </message>
    <message>
        <source>Máy chủ dấu thời gian</source>
        <translation>Time-stamp server</translation>
    </message>
    <message>
        <source>Đang ký…</source>
        <translation>Signing…</translation>
    </message>
</context>
<context>
    <name>SignalField</name>
    <message>
        <source>Đèn tín hiệu</source>
        <translation>Traffic light</translation>
    </message>
    <message>
        <source>Đèn khoanh trên hình</source>
        <translation>Lamps marked on the picture</translation>
    </message>
    <message>
        <source>{id}, tủ điều khiển</source>
        <translation>{id}, controller</translation>
    </message>
    <message>
        <source>Đang thấy: chưa rõ màu. Không rõ thì không báo ai.</source>
        <translation>Seen now: no clear colour. Nobody is accused then.</translation>
    </message>
    <message>
        <source>Đang thấy: {state}</source>
        <translation>Seen now: {state}</translation>
    </message>
    <message>
        <source>Chưa đặt nguồn tín hiệu đèn trong Cài đặt, mục Phân tích. Luật không báo ai.</source>
        <translation>No feed of traffic lights is set in Settings, section Analysis. The rule accuses nobody.</translation>
    </message>
    <message>
        <source>Chưa có tin mới của đèn này. Không có tin thì không báo ai.</source>
        <translation>No news of this light. Without news nobody is accused.</translation>
    </message>
    <message>
        <source>Đang báo: {state}</source>
        <translation>Told now: {state}</translation>
    </message>
    <message>
        <source>Đang báo: {state}, đã {n} giây</source>
        <translation>Told now: {state} for {n} seconds</translation>
    </message>
</context>
<context>
    <name>SignaturesPage</name>
    <message>
        <source>Chưa kiểm tra được chữ ký</source>
        <translation>The signatures could not be checked</translation>
    </message>
    <message>
        <source>Chưa có chữ ký số</source>
        <translation>No digital signature yet</translation>
    </message>
    <message>
        <source>Sau khi duyệt và lấy số, bấm Ký số để ký bằng tệp khóa hoặc USB token.</source>
        <translation>Once it is approved and numbered, press Sign to sign with a key file or a USB token.</translation>
    </message>
    <message>
        <source>Chứng thư gốc được tin đặt ở {folder} (tệp .pem, .crt, .cer).</source>
        <translation>Trusted root certificates are put into {folder} (.pem, .crt, .cer files).</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>Mật khẩu của bạn</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Đang mở cơ sở dữ liệu</source>
        <translation>Opening the database</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Camera {live}/{total}</source>
        <translation>Cameras {live}/{total}</translation>
    </message>
    <message>
        <source>Camera đang phát trên tổng số</source>
        <translation>Live cameras of all cameras</translation>
    </message>
    <message>
        <source>Tìm mọi mục (Ctrl+K)</source>
        <translation>Find anything (Ctrl+K)</translation>
    </message>
    <message>
        <source>{count} thông báo chưa đọc</source>
        <translation>{count} unread notices</translation>
    </message>
    <message>
        <source>Số khung hình được phân tích mỗi giây, mô hình, nơi chạy</source>
        <translation>Frames analysed per second, model, where it runs</translation>
    </message>
    <message>
        <source>{total} camera</source>
        <translation>{total} cameras</translation>
    </message>
    <message>
        <source>,</source>
        <comment>decimal separator</comment>
        <translation>.</translation>
    </message>
    <message>
        <source>{fps} hình/giây</source>
        <translation>{fps} fps</translation>
    </message>
</context>
<context>
    <name>StatusesDialog</name>
    <message>
        <source>Trạng thái trong từng giai đoạn</source>
        <translation>Statuses of each stage</translation>
    </message>
    <message>
        <source>Sự vụ vào giai đoạn nào thì nhận trạng thái đầu của giai đoạn đó. Trạng thái đã lưu chỉ thôi dùng.</source>
        <translation>An incident gets the first status of the stage it comes to. A saved status is put out of use, not removed.</translation>
    </message>
    <message>
        <source>Giai đoạn</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Tên trạng thái</source>
        <translation>Name of the status</translation>
    </message>
    <message>
        <source>Dùng</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>Thêm trạng thái</source>
        <translation>Add status</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Bỏ qua…</source>
        <translation>Skip…</translation>
    </message>
    <message>
        <source>Mở lại bước</source>
        <translation>Reopen step</translation>
    </message>
    <message>
        <source>khi cần</source>
        <translation>if needed</translation>
    </message>
    <message>
        <source>Trước {time}, còn {left}</source>
        <translation>Before {time}, {left} left</translation>
    </message>
    <message>
        <source>Trước {time}, quá {left}</source>
        <translation>Before {time}, {left} over</translation>
    </message>
</context>
<context>
    <name>StepsDialog</name>
    <message>
        <source>Bước chuyển giữa các giai đoạn</source>
        <translation>Steps between stages</translation>
    </message>
    <message>
        <source>Giai đoạn là cố định. Trung tâm chọn bước nào dùng, ai được chuyển, phải có gì và có cần lý do.</source>
        <translation>Stages are fixed. The centre chooses which steps are used, who makes them, what they ask for and whether they need a reason.</translation>
    </message>
    <message>
        <source>Dùng</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>Từ</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Sang</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Ai được chuyển</source>
        <translation>Who may</translation>
    </message>
    <message>
        <source>Phải có</source>
        <translation>Asks for</translation>
    </message>
    <message>
        <source>Cần lý do</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>Cần quyết định ({n})</source>
        <translation>To decide ({n})</translation>
    </message>
    <message>
        <source>Các máy</source>
        <translation>Desktops</translation>
    </message>
    <message>
        <source>Chưa hỏi được máy chủ</source>
        <translation>The server could not be asked</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Đã ghi lại, đang gửi</source>
        <translation>Written again, sending</translation>
    </message>
    <message>
        <source>Đã giữ của máy chủ</source>
        <translation>Kept the server&apos;s</translation>
    </message>
    <message>
        <source>Đã bỏ qua</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>Khóa máy {name}?</source>
        <translation>Shut out {name}?</translation>
    </message>
    <message>
        <source>Máy này không gửi và nhận được nữa. Dữ liệu đã có trên máy đó không tự mất.</source>
        <translation>This desktop can no longer send or receive. Data already on it does not go away by itself.</translation>
    </message>
    <message>
        <source>Khóa máy</source>
        <translation>Shut out</translation>
    </message>
    <message>
        <source>Đã vào máy chủ</source>
        <translation>Joined the server</translation>
    </message>
    <message>
        <source>Dữ liệu ở lại máy này nhưng không còn gửi và nhận.</source>
        <translation>The data stays on this desktop and is no longer sent or received.</translation>
    </message>
    <message>
        <source>{n} thay đổi chưa gửi sẽ không bao giờ được gửi. Dữ liệu ở lại máy này.</source>
        <translation>{n} changes not sent yet will never be sent. The data stays on this desktop.</translation>
    </message>
    <message>
        <source>Rời máy chủ?</source>
        <translation>Leave the server?</translation>
    </message>
    <message>
        <source>Rời máy chủ</source>
        <translation>Leave server</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>Vào máy chủ…</source>
        <translation>Join server…</translation>
    </message>
    <message>
        <source>Rời máy chủ…</source>
        <translation>Leave server…</translation>
    </message>
    <message>
        <source>Không có gì cần quyết định</source>
        <translation>Nothing to decide</translation>
    </message>
    <message>
        <source>Khi hai máy sửa cùng một mục, hoặc máy chủ từ chối một thay đổi, mục đó hiện ở đây.</source>
        <translation>When two desktops change the same item, or the server refuses a change, it appears here.</translation>
    </message>
    <message>
        <source>Máy này chưa thuộc máy chủ nào</source>
        <translation>This desktop belongs to no server</translation>
    </message>
    <message>
        <source>Dữ liệu lưu tại máy. Quản trị có thể vào máy chủ.</source>
        <translation>The data is kept on this desktop. An administrator can join a server.</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>Bị từ chối {n}</source>
        <translation>Refused {n}</translation>
    </message>
    <message>
        <source>Xung đột {n}</source>
        <translation>Conflicts {n}</translation>
    </message>
    <message>
        <source>Đang nhận {share} %</source>
        <translation>Receiving {share} %</translation>
    </message>
    <message>
        <source>Đang gửi {n}</source>
        <translation>Sending {n}</translation>
    </message>
    <message>
        <source>Đang kết nối máy chủ</source>
        <translation>Connecting to the server</translation>
    </message>
    <message>
        <source>Đã đồng bộ</source>
        <translation>In step</translation>
    </message>
    <message>
        <source>Chưa thuộc máy chủ nào</source>
        <translation>Belongs to no server</translation>
    </message>
    <message>
        <source>Đang nối máy chủ</source>
        <translation>Connecting to the server</translation>
    </message>
    <message>
        <source>Đang nối với máy chủ</source>
        <translation>Connected to the server</translation>
    </message>
    <message>
        <source>Mất máy chủ</source>
        <translation>Server lost</translation>
    </message>
    <message>
        <source>Chương trình cũ, chỉ nhận</source>
        <translation>Old program, receives only</translation>
    </message>
    <message>
        <source>Máy chủ cũ, chỉ nhận</source>
        <translation>Old server, receives only</translation>
    </message>
    <message>
        <source>Cửa sổ khác đang đồng bộ</source>
        <translation>Another window synchronises</translation>
    </message>
    <message>
        <source>{state} · từ {moment}</source>
        <translation>{state} · since {moment}</translation>
    </message>
    <message>
        <source>Đồng hồ máy này nhanh {n} giây so với máy chủ. Chỉnh lại giờ của máy.</source>
        <translation>This machine&apos;s clock is {n} seconds ahead of the server. Correct the machine&apos;s time.</translation>
    </message>
    <message>
        <source>Đồng hồ máy này chậm {n} giây so với máy chủ. Chỉnh lại giờ của máy.</source>
        <translation>This machine&apos;s clock is {n} seconds behind the server. Correct the machine&apos;s time.</translation>
    </message>
    <message>
        <source>Lưu tại máy</source>
        <translation>Kept on this desktop</translation>
    </message>
    <message>
        <source>Mất máy chủ từ {since}</source>
        <translation>Server lost since {since}</translation>
    </message>
    <message>
        <source>chờ gửi {n}</source>
        <translation>{n} to send</translation>
    </message>
    <message>
        <source>Máy chủ từ chối</source>
        <translation>Refused by the server</translation>
    </message>
    <message>
        <source>Cần cập nhật chương trình</source>
        <translation>Program update needed</translation>
    </message>
    <message>
        <source>Máy chủ cần nâng cấp</source>
        <translation>Server upgrade needed</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>Bỏ nhãn {name}</source>
        <translation>Remove tag {name}</translation>
    </message>
    <message>
        <source>Thêm nhãn</source>
        <translation>Add tag</translation>
    </message>
</context>
<context>
    <name>TakeDialog</name>
    <message>
        <source>Nhận {shift} từ {giver}</source>
        <translation>Take {shift} from {giver}</translation>
    </message>
    <message>
        <source>Lời dặn: {note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <source>Ý kiến của người nhận</source>
        <translation>The taker&apos;s remarks</translation>
    </message>
    <message>
        <source>Tên đăng nhập của người nhận</source>
        <translation>The taker&apos;s user name</translation>
    </message>
    <message>
        <source>Ký nhận</source>
        <translation>Sign</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Báo trạng thái</source>
        <translation>Report state</translation>
    </message>
</context>
<context>
    <name>TrackModel</name>
    <message>
        <source>Hạng mục</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Kế hoạch</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>Đã duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Đã ký</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Đã chi</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Còn lại</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Tỷ lệ chi</source>
        <translation>Share paid</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
</context>
<context>
    <name>TrackingForm</name>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>TrackingPage</name>
    <message>
        <source>Chưa đọc được tiến độ</source>
        <translation>The progress could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Mọi năm</source>
        <translation>All years</translation>
    </message>
    <message>
        <source>Mọi nguồn</source>
        <translation>All sources</translation>
    </message>
    <message>
        <source>Mọi đơn vị</source>
        <translation>All units</translation>
    </message>
    <message>
        <source> ({n} % kế hoạch)</source>
        <translation> ({n} % of the plan)</translation>
    </message>
    <message>
        <source>Năm {year}: đã chi {paid}, dự báo cả năm {expected} {unit}{share}</source>
        <translation>{year}: paid {paid}, forecast for the year {expected} {unit}{share}</translation>
    </message>
    <message>
        <source>Cảnh báo ({n})</source>
        <translation>Warnings ({n})</translation>
    </message>
    <message>
        <source>Cả bảng</source>
        <translation>Whole table</translation>
    </message>
    <message>
        <source>Chưa rõ năm</source>
        <translation>Year not known</translation>
    </message>
    <message>
        <source>Chưa có phụ trách</source>
        <translation>Nobody&apos;s</translation>
    </message>
    <message>
        <source>Kết thúc hợp đồng {n}?</source>
        <translation>End contract {n}?</translation>
    </message>
    <message>
        <source>Mở lại hợp đồng {n}?</source>
        <translation>Open contract {n} again?</translation>
    </message>
    <message>
        <source>Phần chưa chi không còn tính là đã ký.</source>
        <translation>What is not paid no longer counts as committed.</translation>
    </message>
    <message>
        <source>Thanh lý</source>
        <translation>Settle</translation>
    </message>
    <message>
        <source>Mở lại</source>
        <translation>Open again</translation>
    </message>
    <message>
        <source>Hủy hợp đồng {n}?</source>
        <translation>Cancel contract {n}?</translation>
    </message>
    <message>
        <source>Hủy hợp đồng</source>
        <translation>Cancel the contract</translation>
    </message>
    <message>
        <source>Xóa mốc “{name}”?</source>
        <translation>Remove milestone “{name}”?</translation>
    </message>
    <message>
        <source>Xóa mốc</source>
        <translation>Remove milestone</translation>
    </message>
    <message>
        <source>Dòng đang chọn</source>
        <translation>Chosen line</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Theo năm, nguồn, đơn vị</source>
        <translation>By year, source, unit</translation>
    </message>
    <message>
        <source>Cách dự báo: hợp đồng có mốc thanh toán theo mốc; đang chi theo nhịp đã chi; chưa chi chia đều thời hạn; dòng chưa có hợp đồng theo kế hoạch năm.</source>
        <translation>How it is forecast: contracts with payment milestones by those; contracts being paid by their pace so far; contracts not paid yet evenly over their term; lines without a contract by the year&apos;s plan.</translation>
    </message>
    <message>
        <source>Kế hoạch</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>Đã duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Đã ký</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Đã chi</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Còn lại</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Tỷ lệ chi</source>
        <translation>Share paid</translation>
    </message>
</context>
<context>
    <name>TreeActs</name>
    <message>
        <source>Bảng đã trình hoặc đã duyệt: lập phương án để sửa</source>
        <translation>Submitted or approved: make a draft to change it</translation>
    </message>
    <message>
        <source>Hai người cùng chuyển nên các dòng này nằm trong nhau: {names}. Chọn dòng, Ctrl M để đưa ra ngoài.</source>
        <translation>Moved by two people at once, these lines are in each other: {names}. Choose one and press Ctrl M to bring it out.</translation>
    </message>
    <message>
        <source>Ghi số âm?</source>
        <translation>Write a negative amount?</translation>
    </message>
    <message>
        <source>Ghi số âm</source>
        <translation>Write it</translation>
    </message>
    <message>
        <source>Đã chuyển dòng</source>
        <translation>Line moved</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Dùng số tính lại?</source>
        <translation>Use the computed value?</translation>
    </message>
    <message>
        <source>Dùng số tính lại</source>
        <translation>Use computed value</translation>
    </message>
    <message>
        <source>Đã ghi số tính lại, số văn bản còn trong lịch sử</source>
        <translation>Computed value written; the printed one stays in the history</translation>
    </message>
    <message>
        <source>Chuyển vào mục khác…</source>
        <translation>Move to another section…</translation>
    </message>
    <message>
        <source>Lịch sử của dòng</source>
        <translation>History of the line</translation>
    </message>
</context>
<context>
    <name>TrialPane</name>
    <message>
        <source>Thử luật trước khi cho canh: xem nó sẽ báo gì.</source>
        <translation>Try the rule before arming it: see what it would say.</translation>
    </message>
    <message>
        <source>Chạy thử trên hình trực tiếp: báo {n} lần</source>
        <translation>Trial on the live picture: {n} events</translation>
    </message>
    <message>
        <source>Thử 1 phút vừa qua</source>
        <translation>Try the last minute</translation>
    </message>
    <message>
        <source>Thử trên tệp…</source>
        <translation>Try on a file…</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Chưa có đủ hình của camera này. Để hình chạy vài giây rồi thử lại.</source>
        <translation>There is too little of this camera yet. Let it run for some seconds, then try again.</translation>
    </message>
    <message>
        <source>Chọn tệp hình để thử luật</source>
        <translation>Choose a video file to try the rule on</translation>
    </message>
    <message>
        <source>Tệp hình (*.mp4 *.mkv *.avi *.mov *.ts)</source>
        <translation>Video files (*.mp4 *.mkv *.avi *.mov *.ts)</translation>
    </message>
    <message>
        <source>Mọi tệp (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Đang xem tệp {name}…</source>
        <translation>Looking at {name}…</translation>
    </message>
    <message>
        <source>Đã hủy lần thử.</source>
        <translation>The trial was cancelled.</translation>
    </message>
    <message>
        <source>Trong {n} giây hình, luật không báo gì.</source>
        <translation>In {n} s of video the rule says nothing.</translation>
    </message>
    <message>
        <source>Trong {n} giây hình: {counts}.</source>
        <translation>In {n} s of video: {counts}.</translation>
    </message>
    <message>
        <source>Trong {n} giây hình, luật báo {k} lần.</source>
        <translation>In {n} s of video the rule speaks {k} times.</translation>
    </message>
    <message>
        <source>{at}   {what}, kéo dài {n} giây</source>
        <translation>{at}   {what}, lasts {n} s</translation>
    </message>
</context>
<context>
    <name>TwinStrip</name>
    <message>
        <source>cách {n} m</source>
        <translation>{n} m away</translation>
    </message>
    <message>
        <source>cùng loại</source>
        <translation>same kind</translation>
    </message>
    <message>
        <source>cùng lúc</source>
        <translation>at the same time</translation>
    </message>
    <message>
        <source>sau {time}</source>
        <translation>{time} later</translation>
    </message>
    <message>
        <source>trước {time}</source>
        <translation>{time} earlier</translation>
    </message>
    <message>
        <source>Có thể trùng với {incident}: {reasons}</source>
        <translation>May be the same as {incident}: {reasons}</translation>
    </message>
    <message>
        <source>và {n} sự vụ khác</source>
        <translation>and {n} others</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Không trùng</source>
        <translation>Not the same</translation>
    </message>
    <message>
        <source>Gộp</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Sự vụ lập sau gộp vào sự vụ có trước; nhật ký cả hai ghi lại</source>
        <translation>The later incident is merged into the earlier one; both journals say so</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Caps Lock đang bật</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>Mở khóa cơ sở dữ liệu</source>
        <translation>Unlock the database</translation>
    </message>
    <message>
        <source>Dữ liệu của máy này đã được mã hóa</source>
        <translation>The data of this machine is encrypted</translation>
    </message>
    <message>
        <source>Mật khẩu cơ sở dữ liệu</source>
        <translation>Database password</translation>
    </message>
    <message>
        <source>Mở khóa</source>
        <translation>Unlock</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Nhật ký nguyên vẹn, khớp với các mốc đã lưu.</source>
        <translation>The journal is whole and matches the anchors kept here.</translation>
    </message>
    <message>
        <source>Và {n} lỗi khác.</source>
        <translation>And {n} more faults.</translation>
    </message>
</context>
<context>
    <name>Vitals</name>
    <message>
        <source>chuyển động</source>
        <translation>motion</translation>
    </message>
    <message>
        <source>Mô hình lỗi, đang dùng phát hiện chuyển động</source>
        <translation>Model failed, motion detection in use</translation>
    </message>
    <message>
        <source>Mất card đồ họa {numbers}, camera đã chuyển sang card khác</source>
        <translation>Graphics card {numbers} lost, its cameras moved to the others</translation>
    </message>
    <message>
        <source>{n} camera mất tín hiệu</source>
        <translation>Cameras lost: {n}</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Rút lại</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Ký nhận ca</source>
        <translation>Take over</translation>
    </message>
</context>
<context>
    <name>WaitingPapers</name>
    <message>
        <source>Có số rồi: đã ban hành {code}</source>
        <translation>The number is here: issued {code}</translation>
    </message>
</context>
<context>
    <name>WallHeader</name>
    <message>
        <source>Tường</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>Hộp nhận diện</source>
        <translation>Detection boxes</translation>
    </message>
    <message>
        <source>Hiện hoặc ẩn hộp nhận diện (B)</source>
        <translation>Show or hide detection boxes (B)</translation>
    </message>
    <message>
        <source>Toàn màn hình</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Khung chính xác</source>
        <translation>Exact boxes</translation>
    </message>
    <message>
        <source>Trực tiếp: hình hiện ngay, khung được dời theo đà chuyển động.</source>
        <translation>Live: pictures are shown at once, boxes are moved on to them.</translation>
    </message>
    <message>
        <source>Chính xác: hình hiện chậm lại bằng thời gian phân tích, khung đúng vào hình (K)</source>
        <translation>Exact: pictures are shown later by the time of analysis, boxes fit the picture (K)</translation>
    </message>
    <message>
        <source>Bật chế độ tường (F11)</source>
        <translation>Wall mode (F11)</translation>
    </message>
    <message>
        <source>Mở hoặc gập danh sách camera</source>
        <translation>Open or fold the camera list</translation>
    </message>
    <message>
        <source>Khung nhận diện đang tắt trong mục Cài đặt</source>
        <translation>Detection boxes are off in Settings</translation>
    </message>
    <message>
        <source>{live}/{shown} đang phát</source>
        <translation>{live}/{shown} live</translation>
    </message>
    <message>
        <source>{live}/{shown} · chậm {seconds} giây</source>
        <translation>{live}/{shown} · {seconds} s late</translation>
    </message>
</context>
<context>
    <name>WallView</name>
    <message>
        <source>Chưa có camera nào</source>
        <translation>No cameras yet</translation>
    </message>
    <message>
        <source>Camera đã khai báo sẽ hiện trực tiếp trên tường.</source>
        <translation>Registered cameras appear live on the wall.</translation>
    </message>
    <message>
        <source>Người quản trị khai báo camera trong mục Camera.</source>
        <translation>An administrator registers cameras under Cameras.</translation>
    </message>
    <message>
        <source>Thêm camera</source>
        <translation>Add camera</translation>
    </message>
    <message>
        <source>Tới camera theo số</source>
        <translation>Go to camera by number</translation>
    </message>
    <message>
        <source>Chuyển ô đang chọn</source>
        <translation>Move the selection</translation>
    </message>
    <message>
        <source>Phóng to, thu lại</source>
        <translation>Enlarge, restore</translation>
    </message>
    <message>
        <source>Trở về bố cục</source>
        <translation>Back to the layout</translation>
    </message>
    <message>
        <source>Sang trang trước, trang sau</source>
        <translation>Previous, next page</translation>
    </message>
    <message>
        <source>Bỏ camera khỏi ô</source>
        <translation>Take the camera off the tile</translation>
    </message>
    <message>
        <source>Hiện, ẩn hộp nhận diện</source>
        <translation>Show, hide detection boxes</translation>
    </message>
    <message>
        <source>Khung nhận diện: trực tiếp hay chính xác</source>
        <translation>Boxes: live or exact</translation>
    </message>
    <message>
        <source>Lập sự vụ từ ô đang chọn</source>
        <translation>Open an incident from the selected tile</translation>
    </message>
    <message>
        <source>Hoàn tác sắp xếp</source>
        <translation>Undo arranging</translation>
    </message>
    <message>
        <source>Khung chính xác: hình hiện chậm lại</source>
        <translation>Exact boxes: pictures are shown later</translation>
    </message>
    <message>
        <source>Khung trực tiếp: hình hiện ngay</source>
        <translation>Live boxes: pictures are shown at once</translation>
    </message>
    <message>
        <source>Thu lại</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Phóng to</source>
        <translation>Enlarge</translation>
    </message>
    <message>
        <source>Thử lại ngay</source>
        <translation>Retry now</translation>
    </message>
    <message>
        <source>Lập sự vụ</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>Bỏ khỏi ô</source>
        <translation>Take off the tile</translation>
    </message>
    <message>
        <source>Xếp lại theo số</source>
        <translation>Arrange by number</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Camera {number}</translation>
    </message>
    <message>
        <source>Không có camera {number}</source>
        <translation>There is no camera {number}</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>{place}: camera đã đổi độ phân giải từ {drawn} sang {now}; kiểm tra lại vùng vẽ của luật.</source>
        <translation>{place}: the camera changed its resolution from {drawn} to {now}; check the drawn areas of its rules.</translation>
    </message>
</context>
<context>
    <name>WatchPage</name>
    <message>
        <source>Chưa đọc được danh sách</source>
        <translation>The list could not be read</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>{active} đang theo dõi, {waiting} chờ duyệt</source>
        <translation>{active} watched for, {waiting} to be approved</translation>
    </message>
    <message>
        <source>Rút lại</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Không duyệt</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Bạn đề xuất biển này; người khác có quyền duyệt quyết định.</source>
        <translation>You proposed this plate; somebody else who may approve decides.</translation>
    </message>
    <message>
        <source>Lý do theo dõi: {reason}</source>
        <translation>Reason of the watch: {reason}</translation>
    </message>
    <message>
        <source>Từ lúc duyệt, mỗi lần camera đọc được biển này sẽ thành một cảnh báo. Lý do: {reason}</source>
        <translation>Once approved, every read of this plate becomes an alarm. Reason: {reason}</translation>
    </message>
    <message>
        <source>Duyệt theo dõi {plate}?</source>
        <translation>Approve the watch for {plate}?</translation>
    </message>
    <message>
        <source>Duyệt</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Bỏ đề xuất {plate}?</source>
        <translation>Withdraw the proposal of {plate}?</translation>
    </message>
    <message>
        <source>Bỏ đề xuất</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Thôi theo dõi {plate}?</source>
        <translation>Stop watching for {plate}?</translation>
    </message>
    <message>
        <source>Các lượt đọc đã giữ vì biển này sẽ được xóa khi quá hạn.</source>
        <translation>Reads that were kept because of this plate go when their time is over.</translation>
    </message>
    <message>
        <source>Thôi theo dõi</source>
        <translation>Stop watching</translation>
    </message>
    <message>
        <source>Chọn tệp CSV</source>
        <translation>Choose a CSV file</translation>
    </message>
    <message>
        <source>Bảng CSV (*.csv);;Mọi tệp (*)</source>
        <translation>CSV tables (*.csv);;All files (*)</translation>
    </message>
    <message>
        <source>Đề xuất</source>
        <translation>Propose</translation>
    </message>
    <message>
        <source>Nhập CSV</source>
        <translation>Import CSV</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Đơn vị yêu cầu</source>
        <translation>Asked for by</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Đề xuất một biển số; người thứ hai duyệt thì mới theo dõi.</source>
        <translation>Propose a plate; it is watched for once a second person approves.</translation>
    </message>
    <message>
        <source>Chưa theo dõi biển số nào</source>
        <translation>No plate is watched for</translation>
    </message>
</context>
<context>
    <name>WorkProgress</name>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>YearsPane</name>
    <message>
        <source>Đã khóa</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Đang mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Chưa khóa lần nào</source>
        <translation>Never closed</translation>
    </message>
    <message>
        <source>Số đã đổi sau khi khóa ở: {tables}</source>
        <translation>Amounts changed after the closing in: {tables}</translation>
    </message>
    <message>
        <source>Khóa năm {year}</source>
        <translation>Close year {year}</translation>
    </message>
    <message>
        <source>Mở lại năm {year}</source>
        <translation>Reopen year {year}</translation>
    </message>
</context>
<context>
    <name>_LineTable</name>
    <message>
        <source>Quyền</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>Nơi</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Cho hay bớt</source>
        <translation>Given or taken</translation>
    </message>
    <message>
        <source>Chưa có quyền riêng: mọi quyền theo vai trò.</source>
        <translation>No own permissions yet: everything follows the role.</translation>
    </message>
</context>
<context>
    <name>accounts</name>
    <message>
        <source>Quản trị</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Lãnh đạo</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Trực ban</source>
        <translation>Duty officer</translation>
    </message>
    <message>
        <source>Chuyên viên</source>
        <translation>Operator</translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message>
        <source>Bóng cây, ánh đèn, mưa</source>
        <translation>Shadows, lights, rain</translation>
    </message>
    <message>
        <source>Nhận nhầm đối tượng</source>
        <translation>Wrong object</translation>
    </message>
    <message>
        <source>Vùng hoặc vạch vẽ chưa đúng</source>
        <translation>Area or line drawn wrongly</translation>
    </message>
    <message>
        <source>Được phép</source>
        <translation>Allowed</translation>
    </message>
    <message>
        <source>{n} giây</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{m} phút {s} giây</source>
        <translation>{m} min {s} s</translation>
    </message>
    <message>
        <source>{words}, đang diễn ra</source>
        <translation>{words}, going on</translation>
    </message>
    <message>
        <source>Biển số theo dõi</source>
        <translation>Watched plate</translation>
    </message>
    <message>
        <source>Bắt đầu</source>
        <translation>Began</translation>
    </message>
    <message>
        <source>Kéo dài</source>
        <translation>Lasted</translation>
    </message>
    <message>
        <source>Nơi</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Kiểu</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Đối tượng</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Hướng</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Độ chắc</source>
        <translation>Confidence</translation>
    </message>
    <message>
        <source>Đèn tín hiệu</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Hình camera</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>Mô hình</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>đỏ đã {n} giây khi qua vạch, theo tủ điều khiển đèn {id}</source>
        <translation>red for {n} seconds at the crossing, says light controller {id}</translation>
    </message>
    <message>
        <source>đỏ đã {n} giây khi qua vạch</source>
        <translation>red for {n} s when the line was passed</translation>
    </message>
    <message>
        <source>Camera đã đổi độ phân giải từ {drawn} sang {now}; kiểm tra lại vùng vẽ.</source>
        <translation>The camera changed its resolution from {drawn} to {now}; check the drawn area.</translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message>
        <source>Cảnh báo</source>
        <translation>Alert</translation>
    </message>
    <message>
        <source>Cập nhật</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>Hủy</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>chờ người thứ hai</source>
        <translation>waits for a second person</translation>
    </message>
    <message>
        <source>đã phát</source>
        <translation>released</translation>
    </message>
    <message>
        <source>đã rút</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>Địa chất</source>
        <translation>Geology</translation>
    </message>
    <message>
        <source>Khí tượng, thủy văn</source>
        <translation>Weather and water</translation>
    </message>
    <message>
        <source>An toàn chung</source>
        <translation>General safety</translation>
    </message>
    <message>
        <source>An ninh</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>Cứu nạn</source>
        <translation>Rescue</translation>
    </message>
    <message>
        <source>Cháy</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>Y tế</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>Môi trường</source>
        <translation>Environment</translation>
    </message>
    <message>
        <source>Giao thông</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Điện, nước, viễn thông</source>
        <translation>Power, water, telecommunication</translation>
    </message>
    <message>
        <source>Hóa chất, phóng xạ, nổ</source>
        <translation>Chemical, radiation, explosion</translation>
    </message>
    <message>
        <source>Loại khác</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Ở yên trong nhà</source>
        <translation>Stay inside</translation>
    </message>
    <message>
        <source>Sơ tán</source>
        <translation>Evacuate</translation>
    </message>
    <message>
        <source>Chuẩn bị</source>
        <translation>Prepare</translation>
    </message>
    <message>
        <source>Làm theo phương án</source>
        <translation>Follow the plan</translation>
    </message>
    <message>
        <source>Tránh khu vực</source>
        <translation>Avoid the area</translation>
    </message>
    <message>
        <source>Theo dõi tin</source>
        <translation>Follow the news</translation>
    </message>
    <message>
        <source>Tự đánh giá</source>
        <translation>Assess</translation>
    </message>
    <message>
        <source>Hết nguy hiểm</source>
        <translation>All clear</translation>
    </message>
    <message>
        <source>Không cần làm gì</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>Ngay lập tức</source>
        <translation>Immediately</translation>
    </message>
    <message>
        <source>Trong một giờ</source>
        <translation>Within an hour</translation>
    </message>
    <message>
        <source>Sắp tới</source>
        <translation>Soon</translation>
    </message>
    <message>
        <source>Đã qua</source>
        <translation>Past</translation>
    </message>
    <message>
        <source>Chưa rõ</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Đặc biệt nghiêm trọng</source>
        <translation>Extreme</translation>
    </message>
    <message>
        <source>Nghiêm trọng</source>
        <translation>Severe</translation>
    </message>
    <message>
        <source>Vừa</source>
        <translation>Moderate</translation>
    </message>
    <message>
        <source>Nhẹ</source>
        <translation>Minor</translation>
    </message>
    <message>
        <source>Đã xảy ra</source>
        <translation>Observed</translation>
    </message>
    <message>
        <source>Rất có thể</source>
        <translation>Likely</translation>
    </message>
    <message>
        <source>Có thể</source>
        <translation>Possible</translation>
    </message>
    <message>
        <source>Khó xảy ra</source>
        <translation>Unlikely</translation>
    </message>
    <message>
        <source>DIỄN TẬP</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>Khu vực</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Độ gấp</source>
        <translation>Urgency</translation>
    </message>
    <message>
        <source>Độ chắc</source>
        <translation>Certainty</translation>
    </message>
    <message>
        <source>Người dân cần</source>
        <translation>People should</translation>
    </message>
    <message>
        <source>Hết hiệu lực</source>
        <translation>Expires</translation>
    </message>
    <message>
        <source>Người soạn</source>
        <translation>Prepared by</translation>
    </message>
    <message>
        <source>Người phát hoặc rút</source>
        <translation>Released or withdrawn by</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Mã bản tin</source>
        <translation>Message identifier</translation>
    </message>
</context>
<context>
    <name>budget</name>
    <message>
        <source>{line}, cột “{column}”: ghi {printed}, các dòng con cộng lại {computed}, lệch {difference}.</source>
        <translation>{line}, column “{column}”: prints {printed}, the lines in it add up to {computed}, off by {difference}.</translation>
    </message>
    <message>
        <source>{line} ghi 0 ở mọi cột, nhưng các dòng con cộng lại {computed}. Ghi tổng của mục này.</source>
        <translation>{line} prints 0 in every column, but the lines in it add up to {computed}. Print its total.</translation>
    </message>
    <message>
        <source>{line} bỏ trống cột “{column}”, trong khi các dòng con cộng lại {computed}.</source>
        <translation>{line} leaves column “{column}” blank, while the lines in it add up to {computed}.</translation>
    </message>
    <message>
        <source>{line}, cột “{column}”: ghi {printed}, nhưng cộng từ các dòng cuối là {computed}, lệch {difference}.</source>
        <translation>{line}, column “{column}”: prints {printed}, but the innermost lines add up to {computed}, off by {difference}.</translation>
    </message>
    <message>
        <source>{line}: “{column}” ghi {printed}, các cột thành phần cộng lại {computed}, lệch {difference}.</source>
        <translation>{line}: “{column}” prints {printed}, its parts add up to {computed}, off by {difference}.</translation>
    </message>
    <message>
        <source>{line}: “{column}” bỏ trống, các cột thành phần cộng lại {computed}.</source>
        <translation>{line}: “{column}” is blank, its parts add up to {computed}.</translation>
    </message>
    <message>
        <source>{line}: “{column}” ghi {printed} nhưng không chia cho cột thành phần nào.</source>
        <translation>{line}: “{column}” prints {printed} but divides it into no parts.</translation>
    </message>
    <message>
        <source>Cột “{column}” khác tổng các cột thành phần ở {lines} dòng. Hỏi lại: các cột này có phải là phần chia của nó?</source>
        <translation>Column “{column}” differs from the sum of its parts on {lines} lines. Ask: are these columns its parts at all?</translation>
    </message>
    <message>
        <source>{line}, cột “{column}”: ghi {printed}, cộng lại {computed}; lệch {difference} do làm tròn.</source>
        <translation>{line}, column “{column}”: prints {printed}, adds up to {computed}; off by {difference} from rounding.</translation>
    </message>
    <message>
        <source>{line}, cột “{column}”: ghi {printed}, nhưng {quantity} × {unit_price} × {times} kỳ = {computed}, lệch {difference}.</source>
        <translation>{line}, column “{column}”: prints {printed}, but {quantity} × {unit_price} × {times} periods = {computed}, off by {difference}.</translation>
    </message>
    <message>
        <source>Cùng một thứ được đếm khác nhau: {one} ở {line}, {other} ở {second}. Hỏi lại số đúng.</source>
        <translation>The same things are counted differently: {one} at {line}, {other} at {second}. Ask for the right number.</translation>
    </message>
    <message>
        <source>Số tiền bằng chữ “{words}” là {computed}, khác số ghi {printed}; lệch {difference}.</source>
        <translation>The amount in words “{words}” is {computed}, not the printed {printed}; off by {difference}.</translation>
    </message>
    <message>
        <source>Không đọc được số tiền bằng chữ “{words}” ở chữ “{word}”.</source>
        <translation>The amount in words “{words}” can’t be read at “{word}”.</translation>
    </message>
    <message>
        <source>Phần lời ghi {computed} (“{words}”), bảng ghi {printed}; lệch {difference}.</source>
        <translation>The text states {computed} (“{words}”), the table prints {printed}; off by {difference}.</translation>
    </message>
    <message>
        <source>Tiêu đề ghi đơn vị {declared}, {reason}; đang đọc theo đơn vị {used}. Hỏi lại đơn vị đúng.</source>
        <translation>The heading says the unit is {declared}, {reason}; it is being read in {used}. Ask for the right unit.</translation>
    </message>
    <message>
        <source>{line}, cột “{column}”: ghi {printed}, các năm khác đều là {computed}. Có thể lệch hàng số.</source>
        <translation>{line}, column “{column}”: prints {printed}, all other years are {computed}. The digits may have slipped.</translation>
    </message>
    <message>
        <source>{line} trùng với {second}. Kiểm tra có tính hai lần không.</source>
        <translation>{line} is the same as {second}. Check whether it is counted twice.</translation>
    </message>
    <message>
        <source>Số thứ tự {number} lặp lại: {second} và {line}.</source>
        <translation>Number {number} stands twice: {second} and {line}.</translation>
    </message>
    <message>
        <source>Số thứ tự nhảy từ {before} đến {number} ở {line}. Kiểm tra xem có thiếu dòng không.</source>
        <translation>The numbers jump from {before} to {number} at {line}. Check whether a line is missing.</translation>
    </message>
    <message>
        <source>{line}: “{column}” {printed}, vượt “{second_column}” {computed}; vượt {difference}.</source>
        <translation>{line}: “{column}” {printed} exceeds “{second_column}” {computed} by {difference}.</translation>
    </message>
    <message>
        <source> Đúng bằng lệch {times} lần: kiểm tra đơn vị hoặc dấu phẩy.</source>
        <translation> That is {times} times: check the unit or the decimal mark.</translation>
    </message>
    <message>
        <source> Chưa cộng: {causes}.</source>
        <translation> Not added: {causes}.</translation>
    </message>
    <message>
        <source> Do: {causes}.</source>
        <translation> Because of: {causes}.</translation>
    </message>
    <message>
        <source> Số ghi chỉ đúng nếu tính {times} kỳ.</source>
        <translation> The printed amount is right only for {times} periods.</translation>
    </message>
    <message>
        <source>nhưng tổng nêu trong phần lời cho thấy đơn vị khác</source>
        <translation>but the total stated in the text shows another unit</translation>
    </message>
    <message>
        <source>nhưng đơn giá trong ghi chú cho thấy đơn vị khác</source>
        <translation>but the prices in the notes show another unit</translation>
    </message>
    <message>
        <source>nhưng độ lớn các số không hợp với đơn vị này</source>
        <translation>but the size of the numbers does not suit this unit</translation>
    </message>
    <message>
        <source>tức là không ghi đơn vị nào</source>
        <translation>that is, it names none</translation>
    </message>
    <message>
        <source>(không ghi)</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>đồng</source>
        <translation>VND</translation>
    </message>
    <message>
        <source>nghìn đồng</source>
        <translation>thousand VND</translation>
    </message>
    <message>
        <source>triệu đồng</source>
        <translation>million VND</translation>
    </message>
    <message>
        <source>tỷ đồng</source>
        <translation>billion VND</translation>
    </message>
    <message>
        <source>Dòng {path} “{title}”</source>
        <translation>Line {path} “{title}”</translation>
    </message>
    <message>
        <source>Cộng dọc</source>
        <translation>Sum down</translation>
    </message>
    <message>
        <source>Mục ghi 0</source>
        <translation>Heading prints 0</translation>
    </message>
    <message>
        <source>Mục bỏ trống</source>
        <translation>Heading left blank</translation>
    </message>
    <message>
        <source>Tổng theo số sai</source>
        <translation>Total of wrong sums</translation>
    </message>
    <message>
        <source>Cộng ngang</source>
        <translation>Sum across</translation>
    </message>
    <message>
        <source>Tổng bỏ trống</source>
        <translation>Total left blank</translation>
    </message>
    <message>
        <source>Chưa chia nguồn, năm</source>
        <translation>Not divided</translation>
    </message>
    <message>
        <source>Cột không cộng được</source>
        <translation>Columns don’t add up</translation>
    </message>
    <message>
        <source>Làm tròn</source>
        <translation>Rounding</translation>
    </message>
    <message>
        <source>Số lượng × đơn giá</source>
        <translation>Quantity × price</translation>
    </message>
    <message>
        <source>Đếm khác nhau</source>
        <translation>Counted differently</translation>
    </message>
    <message>
        <source>Bằng chữ</source>
        <translation>In words</translation>
    </message>
    <message>
        <source>Bằng chữ không đọc được</source>
        <translation>Words can’t be read</translation>
    </message>
    <message>
        <source>Phần lời khác bảng</source>
        <translation>Text and table differ</translation>
    </message>
    <message>
        <source>Đơn vị tính</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Lệch hàng số</source>
        <translation>Slipped digits</translation>
    </message>
    <message>
        <source>Dòng trùng</source>
        <translation>Duplicate line</translation>
    </message>
    <message>
        <source>Lặp số thứ tự</source>
        <translation>Number repeated</translation>
    </message>
    <message>
        <source>Nhảy số thứ tự</source>
        <translation>Number skipped</translation>
    </message>
    <message>
        <source>Vượt bước trước</source>
        <translation>Exceeds the phase before</translation>
    </message>
    <message>
        <source>số do bảng tính lưu</source>
        <translation>number stored by the spreadsheet</translation>
    </message>
    <message>
        <source>dấu ngăn hàng nghìn</source>
        <translation>thousands separator</translation>
    </message>
    <message>
        <source>dấu thập phân</source>
        <translation>decimal mark</translation>
    </message>
    <message>
        <source>hiểu theo các ô khác</source>
        <translation>read as the other cells</translation>
    </message>
    <message>
        <source>số âm</source>
        <translation>negative</translation>
    </message>
    <message>
        <source>có ghi đồng</source>
        <translation>names its currency</translation>
    </message>
    <message>
        <source>đơn vị ghi trong ô</source>
        <translation>unit in the cell</translation>
    </message>
    <message>
        <source>không phải số tiền</source>
        <translation>no amount</translation>
    </message>
    <message>
        <source>ngoại tệ</source>
        <translation>foreign currency</translation>
    </message>
    <message>
        <source>quá lớn</source>
        <translation>too large</translation>
    </message>
    <message>
        <source>lẻ dưới một đồng</source>
        <translation>parts of a VND</translation>
    </message>
    <message>
        <source>hàng lệch cột</source>
        <translation>row in the wrong columns</translation>
    </message>
    <message>
        <source>Để trống: không có số tiền</source>
        <translation>Blank: no amount</translation>
    </message>
    <message>
        <source>Gạch ngang: không có số tiền</source>
        <translation>Dash: no amount</translation>
    </message>
    <message>
        <source>Tiêu đề</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Số thứ tự</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Tên hạng mục</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Chữ</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Không thuộc dòng nào</source>
        <translation>Part of no line</translation>
    </message>
    <message>
        <source>Đọc là {amount}</source>
        <translation>Read as {amount}</translation>
    </message>
    <message>
        <source>Không đọc: {why}</source>
        <translation>Not read: {why}</translation>
    </message>
    <message>
        <source>ghi {printed}, tính {computed}</source>
        <translation>prints {printed}, comes to {computed}</translation>
    </message>
    <message>
        <source>Ngân sách trung ương</source>
        <translation>Central budget</translation>
    </message>
    <message>
        <source>Ngân sách tỉnh</source>
        <translation>Provincial budget</translation>
    </message>
    <message>
        <source>Ngân sách huyện, thành phố</source>
        <translation>District or city budget</translation>
    </message>
    <message>
        <source>Ngân sách xã</source>
        <translation>Commune budget</translation>
    </message>
    <message>
        <source>Ngân sách địa phương</source>
        <translation>Local budget</translation>
    </message>
    <message>
        <source>Ngân sách nhà nước</source>
        <translation>State budget</translation>
    </message>
    <message>
        <source>Doanh nghiệp</source>
        <translation>Enterprises</translation>
    </message>
    <message>
        <source>Tài trợ</source>
        <translation>Sponsors</translation>
    </message>
    <message>
        <source>Vốn ODA</source>
        <translation>ODA</translation>
    </message>
    <message>
        <source>Người dân đóng góp</source>
        <translation>Citizens</translation>
    </message>
    <message>
        <source>Đầu tư</source>
        <translation>Buying</translation>
    </message>
    <message>
        <source>Thuê dịch vụ</source>
        <translation>Renting</translation>
    </message>
    <message>
        <source>Duy trì</source>
        <translation>Maintenance</translation>
    </message>
    <message>
        <source>Đề xuất</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>Phê duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Điều chỉnh</source>
        <translation>Adjusted</translation>
    </message>
    <message>
        <source>Cam kết</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Giải ngân</source>
        <translation>Disbursed</translation>
    </message>
    <message>
        <source>Chưa rõ năm</source>
        <translation>Unknown year</translation>
    </message>
    <message>
        <source>Chưa giao</source>
        <translation>Nobody&apos;s</translation>
    </message>
    <message>
        <source>Chưa rõ hình thức</source>
        <translation>Unknown mode</translation>
    </message>
    <message>
        <source>Xã hội hóa</source>
        <translation>Private contributions</translation>
    </message>
    <message>
        <source>Đang thực hiện</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Đã thanh lý</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>theo số đã chi</source>
        <translation>by what was paid</translation>
    </message>
    <message>
        <source>theo mốc thanh toán</source>
        <translation>by payment milestones</translation>
    </message>
    <message>
        <source>theo nhịp đã chi</source>
        <translation>by the pace so far</translation>
    </message>
    <message>
        <source>chia đều thời hạn</source>
        <translation>evenly over the term</translation>
    </message>
    <message>
        <source>theo kế hoạch năm</source>
        <translation>by the year&apos;s plan</translation>
    </message>
    <message>
        <source>Vượt kế hoạch {dong}</source>
        <translation>Over plan by {dong}</translation>
    </message>
    <message>
        <source>Chi năm {year} vượt {dong}</source>
        <translation>Paid in {year} over plan by {dong}</translation>
    </message>
    <message>
        <source>Nguồn {source} bị vượt {dong}</source>
        <translation>Source {source} exceeded by {dong}</translation>
    </message>
    <message>
        <source>Hợp đồng {subject} chi quá {dong}</source>
        <translation>Contract {subject} overpaid by {dong}</translation>
    </message>
    <message>
        <source>Hợp đồng {subject} không thuộc dòng nào, chưa tính {dong}</source>
        <translation>Contract {subject} belongs to no line; {dong} not counted</translation>
    </message>
    <message>
        <source>Mốc “{subject}” trễ {days} ngày</source>
        <translation>Milestone “{subject}” is {days} days late</translation>
    </message>
    <message>
        <source>Hợp đồng {subject} hết hạn {days} ngày, còn {dong}</source>
        <translation>Contract {subject} ended {days} days ago, {dong} left</translation>
    </message>
    <message>
        <source>Chưa rõ nguồn cho {dong}</source>
        <translation>No source known for {dong}</translation>
    </message>
    <message>
        <source>Thiếu nguồn {dong}</source>
        <translation>Funding gap of {dong}</translation>
    </message>
    <message>
        <source>Chi chậm: năm {year} thiếu {dong} so với kế hoạch</source>
        <translation>Slow: {year} will miss the plan by {dong}</translation>
    </message>
    <message>
        <source>Cả bảng</source>
        <translation>Whole table</translation>
    </message>
    <message>
        <source>Dòng không còn trong bảng</source>
        <translation>The line is no longer in the table</translation>
    </message>
    <message>
        <source>Chưa rõ nguồn</source>
        <translation>Source not known</translation>
    </message>
    <message>
        <source>văn bản ghi</source>
        <translation>as printed</translation>
    </message>
    <message>
        <source>{year} · {name}: {dong}; lớn nhất: {line}</source>
        <translation>{year} · {name}: {dong}; largest: {line}</translation>
    </message>
    <message>
        <source>Năm {year}, văn bản ghi {dong}</source>
        <translation>Year {year}, the paper says {dong}</translation>
    </message>
    <message>
        <source>{name}: {sign}{dong}</source>
        <translation>{name}: {sign}{dong}</translation>
    </message>
    <message>
        <source>Bản trước</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Bản này</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Tổng cộng</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>tăng</source>
        <translation>rise</translation>
    </message>
    <message>
        <source>giảm</source>
        <translation>fall</translation>
    </message>
    <message>
        <source>tổng</source>
        <translation>total</translation>
    </message>
    <message>
        <source>{name}, đến tháng {month}: {dong}</source>
        <translation>{name} until {month}: {dong}</translation>
    </message>
    <message>
        <source>kế hoạch</source>
        <translation>planned</translation>
    </message>
    <message>
        <source>cam kết</source>
        <translation>committed</translation>
    </message>
    <message>
        <source>giải ngân</source>
        <translation>disbursed</translation>
    </message>
    <message>
        <source>các sai lệch chưa sửa hoặc chưa giữ có lý do</source>
        <translation>faults neither corrected nor kept with a reason</translation>
    </message>
    <message>
        <source>bảng gốc của phương án được duyệt</source>
        <translation>the approval of the table that the draft adjusts</translation>
    </message>
    <message>
        <source>đúng nội dung đã trình (trả lại rồi trình lại)</source>
        <translation>the content as submitted (send back and submit again)</translation>
    </message>
    <message>
        <source>người duyệt khác người trình</source>
        <translation>an approver other than who submitted</translation>
    </message>
    <message>
        <source>các năm đã khóa giữ nguyên số</source>
        <translation>unchanged amounts of the closed years</translation>
    </message>
    <message>
        <source>Dự thảo</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Đã trình</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>Đã duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Nhập bảng</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Giữ số văn bản</source>
        <translation>Printed value kept</translation>
    </message>
    <message>
        <source>Sửa số</source>
        <translation>Amount changed</translation>
    </message>
    <message>
        <source>Hoàn tác sửa số</source>
        <translation>Change of amount undone</translation>
    </message>
    <message>
        <source>Chuyển dòng</source>
        <translation>Line moved</translation>
    </message>
    <message>
        <source>Hoàn tác chuyển dòng</source>
        <translation>Move undone</translation>
    </message>
    <message>
        <source>Ghi văn bản của bảng</source>
        <translation>Name the table&apos;s document</translation>
    </message>
    <message>
        <source>Lập phương án</source>
        <translation>Draft made</translation>
    </message>
    <message>
        <source>Trả lại để sửa</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <source>Trình duyệt</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>Duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Bỏ phương án</source>
        <translation>Draft thrown away</translation>
    </message>
    <message>
        <source>Thêm dòng</source>
        <translation>Line added</translation>
    </message>
    <message>
        <source>Bỏ dòng</source>
        <translation>Line removed</translation>
    </message>
    <message>
        <source>Chuyển từ {before} sang {after}</source>
        <translation>Moved from {before} to {after}</translation>
    </message>
    <message>
        <source>số, ký hiệu</source>
        <translation>number</translation>
    </message>
    <message>
        <source>ngày</source>
        <translation>date</translation>
    </message>
    <message>
        <source>người ký</source>
        <translation>signer</translation>
    </message>
    <message>
        <source>bước</source>
        <translation>phase</translation>
    </message>
    <message>
        <source>trống</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>ngoài cùng</source>
        <translation>the top</translation>
    </message>
    <message>
        <source>Hai phương án cùng được duyệt từ một bảng: chọn lại một</source>
        <translation>Two drafts of one table were approved: decide on one</translation>
    </message>
    <message>
        <source>bảng điều chỉnh</source>
        <translation>adjusted table</translation>
    </message>
    <message>
        <source>phương án</source>
        <translation>what-if draft</translation>
    </message>
    <message>
        <source>bảng của văn bản</source>
        <translation>table of a paper</translation>
    </message>
    <message>
        <source>Phương án</source>
        <translation>Plans</translation>
    </message>
</context>
<context>
    <name>cameras</name>
    <message>
        <source>Số gọi</source>
        <translation>Call number</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Vị trí</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Vĩ độ</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Kinh độ</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Luồng chính</source>
        <translation>Main stream</translation>
    </message>
    <message>
        <source>Luồng phụ</source>
        <translation>Sub-stream</translation>
    </message>
    <message>
        <source>Giao thức</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Hướng nhìn</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Góc nhìn</source>
        <translation>Field of view</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Nội dung thông báo</source>
        <translation>Notice text</translation>
    </message>
    <message>
        <source>Số ngày lưu</source>
        <translation>Days kept</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Cố định</source>
        <translation>Fixed</translation>
    </message>
    <message>
        <source>Quay quét</source>
        <translation>Pan-tilt-zoom</translation>
    </message>
    <message>
        <source>Toàn cảnh</source>
        <translation>Fisheye</translation>
    </message>
    <message>
        <source>Giao thông</source>
        <translation>Traffic</translation>
    </message>
    <message>
        <source>Xuất {n} camera ra CSV</source>
        <translation>Export {n} cameras to CSV</translation>
    </message>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Thêm mới</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Cập nhật</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>Không nhập</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>Dòng {line}, cột {column}</source>
        <translation>Row {line}, column {column}</translation>
    </message>
    <message>
        <source>Dòng {line}</source>
        <translation>Row {line}</translation>
    </message>
    <message>
        <source>Luồng hình</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Hình</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>Lỗi gần nhất</source>
        <translation>Last error</translation>
    </message>
    <message>
        <source>Chưa mở</source>
        <translation>Not open</translation>
    </message>
    <message>
        <source>Đang nối</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>Đang phát</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Hình đứng</source>
        <translation>Frozen picture</translation>
    </message>
    <message>
        <source>Đang nối lại</source>
        <translation>Reconnecting</translation>
    </message>
    <message>
        <source>Mất tín hiệu</source>
        <translation>Signal lost</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>Nhận dạng</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>Số trống kế tiếp</source>
        <translation>Next free number</translation>
    </message>
    <message>
        <source>Đơn vị quản lý</source>
        <translation>Unit in charge</translation>
    </message>
    <message>
        <source>Ngã tư Hùng Vương – Lê Lợi</source>
        <translation>Hùng Vương – Lê Lợi junction</translation>
    </message>
    <message>
        <source>Vị trí lắp</source>
        <translation>Where it is mounted</translation>
    </message>
    <message>
        <source>Cột đèn số 12, hướng ra cầu</source>
        <translation>Lamp post 12, facing the bridge</translation>
    </message>
    <message>
        <source>Tọa độ và hướng</source>
        <translation>Coordinates and direction</translation>
    </message>
    <message>
        <source>Hướng nhìn, độ</source>
        <translation>Direction, degrees</translation>
    </message>
    <message>
        <source>Góc nhìn, độ</source>
        <translation>Field of view, degrees</translation>
    </message>
    <message>
        <source>Luồng phụ, nhẹ hơn, cho tường nhiều ô</source>
        <translation>Sub-stream, lighter, for walls with many tiles</translation>
    </message>
    <message>
        <source>Truyền qua</source>
        <translation>Sent over</translation>
    </message>
    <message>
        <source>Tài khoản camera</source>
        <translation>Camera account</translation>
    </message>
    <message>
        <source>Mật khẩu camera</source>
        <translation>Camera password</translation>
    </message>
    <message>
        <source>Quản lý</source>
        <translation>Management</translation>
    </message>
    <message>
        <source>Nội dung biển báo ghi hình</source>
        <translation>Text of the recording notice</translation>
    </message>
    <message>
        <source>Số ngày lưu hình</source>
        <translation>Days recordings are kept</translation>
    </message>
    <message>
        <source>{word}, lần {n}</source>
        <translation>{word}, attempt {n}</translation>
    </message>
    <message>
        <source>Có hình lúc {time}</source>
        <translation>Picture at {time}</translation>
    </message>
    <message>
        <source>{size} · {fps} h/s</source>
        <translation>{size} · {fps} fps</translation>
    </message>
</context>
<context>
    <name>classes</name>
    <message>
        <source>người</source>
        <translation>person</translation>
    </message>
    <message>
        <source>xe đạp</source>
        <translation>bicycle</translation>
    </message>
    <message>
        <source>ô tô</source>
        <translation>car</translation>
    </message>
    <message>
        <source>xe máy</source>
        <translation>motorcycle</translation>
    </message>
    <message>
        <source>máy bay</source>
        <translation>airplane</translation>
    </message>
    <message>
        <source>xe buýt</source>
        <translation>bus</translation>
    </message>
    <message>
        <source>tàu hỏa</source>
        <translation>train</translation>
    </message>
    <message>
        <source>xe tải</source>
        <translation>truck</translation>
    </message>
    <message>
        <source>thuyền</source>
        <translation>boat</translation>
    </message>
    <message>
        <source>đèn tín hiệu</source>
        <translation>traffic light</translation>
    </message>
    <message>
        <source>trụ cứu hỏa</source>
        <translation>fire hydrant</translation>
    </message>
    <message>
        <source>biển dừng</source>
        <translation>stop sign</translation>
    </message>
    <message>
        <source>máy thu phí đỗ xe</source>
        <translation>parking meter</translation>
    </message>
    <message>
        <source>ghế dài</source>
        <translation>bench</translation>
    </message>
    <message>
        <source>chim</source>
        <translation>bird</translation>
    </message>
    <message>
        <source>mèo</source>
        <translation>cat</translation>
    </message>
    <message>
        <source>chó</source>
        <translation>dog</translation>
    </message>
    <message>
        <source>ngựa</source>
        <translation>horse</translation>
    </message>
    <message>
        <source>cừu</source>
        <translation>sheep</translation>
    </message>
    <message>
        <source>bò</source>
        <translation>cow</translation>
    </message>
    <message>
        <source>voi</source>
        <translation>elephant</translation>
    </message>
    <message>
        <source>gấu</source>
        <translation>bear</translation>
    </message>
    <message>
        <source>ngựa vằn</source>
        <translation>zebra</translation>
    </message>
    <message>
        <source>hươu cao cổ</source>
        <translation>giraffe</translation>
    </message>
    <message>
        <source>ba lô</source>
        <translation>backpack</translation>
    </message>
    <message>
        <source>dù</source>
        <translation>umbrella</translation>
    </message>
    <message>
        <source>túi xách</source>
        <translation>handbag</translation>
    </message>
    <message>
        <source>cà vạt</source>
        <translation>tie</translation>
    </message>
    <message>
        <source>va li</source>
        <translation>suitcase</translation>
    </message>
    <message>
        <source>đĩa ném</source>
        <translation>frisbee</translation>
    </message>
    <message>
        <source>ván trượt tuyết đôi</source>
        <translation>skis</translation>
    </message>
    <message>
        <source>ván trượt tuyết</source>
        <translation>snowboard</translation>
    </message>
    <message>
        <source>bóng</source>
        <translation>ball</translation>
    </message>
    <message>
        <source>diều</source>
        <translation>kite</translation>
    </message>
    <message>
        <source>gậy bóng chày</source>
        <translation>baseball bat</translation>
    </message>
    <message>
        <source>găng bóng chày</source>
        <translation>baseball glove</translation>
    </message>
    <message>
        <source>ván trượt</source>
        <translation>skateboard</translation>
    </message>
    <message>
        <source>ván lướt sóng</source>
        <translation>surfboard</translation>
    </message>
    <message>
        <source>vợt</source>
        <translation>racket</translation>
    </message>
    <message>
        <source>chai</source>
        <translation>bottle</translation>
    </message>
    <message>
        <source>ly rượu</source>
        <translation>wine glass</translation>
    </message>
    <message>
        <source>cốc</source>
        <translation>cup</translation>
    </message>
    <message>
        <source>nĩa</source>
        <translation>fork</translation>
    </message>
    <message>
        <source>dao</source>
        <translation>knife</translation>
    </message>
    <message>
        <source>thìa</source>
        <translation>spoon</translation>
    </message>
    <message>
        <source>bát</source>
        <translation>bowl</translation>
    </message>
    <message>
        <source>chuối</source>
        <translation>banana</translation>
    </message>
    <message>
        <source>táo</source>
        <translation>apple</translation>
    </message>
    <message>
        <source>bánh kẹp</source>
        <translation>sandwich</translation>
    </message>
    <message>
        <source>cam</source>
        <translation>orange</translation>
    </message>
    <message>
        <source>bông cải xanh</source>
        <translation>broccoli</translation>
    </message>
    <message>
        <source>cà rốt</source>
        <translation>carrot</translation>
    </message>
    <message>
        <source>bánh mì xúc xích</source>
        <translation>hot dog</translation>
    </message>
    <message>
        <source>bánh pizza</source>
        <translation>pizza</translation>
    </message>
    <message>
        <source>bánh vòng</source>
        <translation>donut</translation>
    </message>
    <message>
        <source>bánh kem</source>
        <translation>cake</translation>
    </message>
    <message>
        <source>ghế</source>
        <translation>chair</translation>
    </message>
    <message>
        <source>ghế sô pha</source>
        <translation>sofa</translation>
    </message>
    <message>
        <source>chậu cây</source>
        <translation>potted plant</translation>
    </message>
    <message>
        <source>giường</source>
        <translation>bed</translation>
    </message>
    <message>
        <source>bàn ăn</source>
        <translation>dining table</translation>
    </message>
    <message>
        <source>bồn cầu</source>
        <translation>toilet</translation>
    </message>
    <message>
        <source>ti vi</source>
        <translation>television</translation>
    </message>
    <message>
        <source>máy tính xách tay</source>
        <translation>laptop</translation>
    </message>
    <message>
        <source>chuột máy tính</source>
        <translation>computer mouse</translation>
    </message>
    <message>
        <source>điều khiển từ xa</source>
        <translation>remote control</translation>
    </message>
    <message>
        <source>bàn phím</source>
        <translation>keyboard</translation>
    </message>
    <message>
        <source>điện thoại</source>
        <translation>phone</translation>
    </message>
    <message>
        <source>lò vi sóng</source>
        <translation>microwave</translation>
    </message>
    <message>
        <source>lò nướng</source>
        <translation>oven</translation>
    </message>
    <message>
        <source>máy nướng bánh mì</source>
        <translation>toaster</translation>
    </message>
    <message>
        <source>bồn rửa</source>
        <translation>sink</translation>
    </message>
    <message>
        <source>tủ lạnh</source>
        <translation>refrigerator</translation>
    </message>
    <message>
        <source>sách</source>
        <translation>book</translation>
    </message>
    <message>
        <source>đồng hồ</source>
        <translation>clock</translation>
    </message>
    <message>
        <source>bình hoa</source>
        <translation>vase</translation>
    </message>
    <message>
        <source>kéo</source>
        <translation>scissors</translation>
    </message>
    <message>
        <source>gấu bông</source>
        <translation>teddy bear</translation>
    </message>
    <message>
        <source>máy sấy tóc</source>
        <translation>hair dryer</translation>
    </message>
    <message>
        <source>bàn chải đánh răng</source>
        <translation>toothbrush</translation>
    </message>
    <message>
        <source>chuyển động</source>
        <translation>motion</translation>
    </message>
    <message>
        <source>khuôn mặt</source>
        <translation>face</translation>
    </message>
    <message>
        <source>biển số</source>
        <translation>number plate</translation>
    </message>
    <message>
        <source>biển số hai dòng</source>
        <translation>two-line number plate</translation>
    </message>
    <message>
        <source>xe van</source>
        <translation>van</translation>
    </message>
    <message>
        <source>xe ba gác</source>
        <translation>three-wheeler</translation>
    </message>
    <message>
        <source>lửa</source>
        <translation>fire</translation>
    </message>
    <message>
        <source>khói</source>
        <translation>smoke</translation>
    </message>
    <message>
        <source>mũ bảo hiểm</source>
        <translation>helmet</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Đã xem {frames} khung hình bằng {model} ({provider}, {fps} khung/giây), thấy {objects} đối tượng. Ghi vào {out}.</source>
        <translation>Looked at {frames} frames with {model} ({provider}, {fps} fps), found {objects} objects. Written to {out}.</translation>
    </message>
    <message>
        <source>Chưa có mô hình nào: chương trình dùng phát hiện chuyển động. Thêm bằng lệnh: models add TỆP.onnx.</source>
        <translation>No models yet: the program detects motion. Add one with: models add FILE.onnx.</translation>
    </message>
    <message>
        <source>Đã thêm mô hình {name}: họ {family}, ảnh vào {width}×{height}.</source>
        <translation>Added model {name}: family {family}, input {width}×{height}.</translation>
    </message>
    <message>
        <source>Chưa có mô hình nào để kiểm tra.</source>
        <translation>No model to check yet.</translation>
    </message>
    <message>
        <source>✓ {name}: chạy tốt trên {provider}, {ms} ms mỗi ảnh</source>
        <translation>✓ {name}: runs well on {provider}, {ms} ms per picture</translation>
    </message>
    <message>
        <source>{model} trên {images} ảnh: AP {ap}, AP50 {ap50}</source>
        <translation>{model} on {images} pictures: AP {ap}, AP50 {ap50}</translation>
    </message>
    <message>
        <source>Thiếu {count} ảnh, đã bỏ qua: {names}. Chép đủ ảnh rồi chạy lại.</source>
        <translation>{count} pictures are missing and were left out: {names}. Copy them, then run it again.</translation>
    </message>
    <message>
        <source>Đã cài mô hình {name}, giấy phép {licence}.</source>
        <translation>Model {name} is installed, licence {licence}.</translation>
    </message>
    <message>
        <source>Mô hình {name}: {origin}, {size} MB, giấy phép {licence}.
Nguồn: {url}
SHA-256: {sha256}
Bạn đồng ý với giấy phép này và tải về?</source>
        <translation>Model {name}: {origin}, {size} MB, licence {licence}.
Source: {url}
SHA-256: {sha256}
Do you accept this licence and download it?</translation>
    </message>
    <message>
        <source>Đã xem {seconds} giây, {events} sự kiện.</source>
        <translation>Looked at {seconds} seconds, {events} events.</translation>
    </message>
    <message>
        <source>Đã xem {frames} khung hình ({seconds} giây), {events} sự kiện. Ghi vào {out}.</source>
        <translation>Looked at {frames} frames ({seconds} seconds), {events} events. Written to {out}.</translation>
    </message>
    <message>
        <source>Đã xem {frames} khung hình bằng {model}, theo dõi được {tracks} đối tượng. Ghi vào {out}.</source>
        <translation>Looked at {frames} frames with {model} and followed {tracks} objects. Written to {out}.</translation>
    </message>
    <message>
        <source>{name:&lt;24} HOTA {hota}  DetA {det_a}  AssA {ass_a}  MOTA {mota}  MOTP {motp}  IDF1 {idf1}  đổi mã {id_switches}, nhầm {false_positives}, sót {misses}, đứt {fragmentations}</source>
        <translation>{name:&lt;24} HOTA {hota}  DetA {det_a}  AssA {ass_a}  MOTA {mota}  MOTP {motp}  IDF1 {idf1}  switches {id_switches}, wrong {false_positives}, missed {misses}, broken {fragmentations}</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Thiếu kết quả của {count} chuỗi, đã bỏ qua: {names}. Chép đủ tệp rồi chạy lại.</source>
        <translation>The results of {count} sequences are missing and were left out: {names}. Copy all files and run it again.</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Khu vực có camera giám sát bảo đảm an ninh trật tự. Hình ảnh được lưu {days} ngày. Liên hệ: trung tâm điều hành thông minh.</source>
        <translation>This area is monitored by cameras for public order. Pictures are kept for {days} days. Contact: intelligent operations centre.</translation>
    </message>
    <message>
        <source>Vượt đèn đỏ, ngã tư Lê Duẩn</source>
        <translation>Red light, Lê Duẩn junction</translation>
    </message>
    <message>
        <source>Đếm xe trên đường Hùng Vương</source>
        <translation>Vehicle count, Hùng Vương road</translation>
    </message>
    <message>
        <source>Có người xuống mái kè</source>
        <translation>Somebody on the embankment</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Bản sao lưu mới nhất</source>
        <translation>Newest backup</translation>
    </message>
    <message>
        <source>Chưa có; main.py backup create</source>
        <translation>None yet; main.py backup create</translation>
    </message>
    <message>
        <source>{name}, {hours} giờ trước, kiểm tra tốt, {size}</source>
        <translation>{name}, {hours} hours ago, verified, {size}</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Thư viện Python</source>
        <translation>Python libraries</translation>
    </message>
    <message>
        <source>Thư viện Qt trên X11</source>
        <translation>Qt libraries for X11</translation>
    </message>
    <message>
        <source>Không cần trên hệ điều hành này</source>
        <translation>Not needed on this system</translation>
    </message>
    <message>
        <source>Đủ</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Màn hình</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>Không có; chạy được trên màn hình ảo</source>
        <translation>None; a virtual display works</translation>
    </message>
    <message>
        <source>Không có, cũng không có Xvfb</source>
        <translation>None, and no Xvfb either</translation>
    </message>
    <message>
        <source>Phông chữ</source>
        <translation>Typefaces</translation>
    </message>
    <message>
        <source>Máy chủ RTSP (GStreamer)</source>
        <translation>RTSP server (GStreamer)</translation>
    </message>
    <message>
        <source>Không có; khu vực mô phỏng đọc thẳng từ tệp</source>
        <translation>None; the demo district reads files directly</translation>
    </message>
    <message>
        <source>FFmpeg trong PyAV</source>
        <translation>FFmpeg in PyAV</translation>
    </message>
    <message>
        <source>onnxruntime</source>
        <translation>onnxruntime</translation>
    </message>
    <message>
        <source>Card đồ họa</source>
        <translation>Graphics card</translation>
    </message>
    <message>
        <source>Không có; mô hình chạy trên CPU</source>
        <translation>None; models run on the CPU</translation>
    </message>
    <message>
        <source>Bộ nhớ dùng chung (/dev/shm)</source>
        <translation>Shared memory (/dev/shm)</translation>
    </message>
    <message>
        <source>Dung lượng đĩa còn trống</source>
        <translation>Free disk space</translation>
    </message>
    <message>
        <source>Không ghi được vào {folder}. Kiểm tra quyền ghi</source>
        <translation>Cannot write to {folder}. Check the write permission</translation>
    </message>
    <message>
        <source>Nơi giữ mật khẩu</source>
        <translation>Where passwords are kept</translation>
    </message>
    <message>
        <source>Tệp mã hóa trong hồ sơ (máy không có keyring)</source>
        <translation>Encrypted file in the profile (no keyring here)</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu</source>
        <translation>Database</translation>
    </message>
    <message>
        <source>Chưa có; tạo khi mở lần đầu</source>
        <translation>None yet; made at the first start</translation>
    </message>
    <message>
        <source>lược đồ {found}, chương trình {known}, {size}</source>
        <translation>schema {found}, program {known}, {size}</translation>
    </message>
    <message>
        <source>Gói mô hình</source>
        <translation>Model pack</translation>
    </message>
    <message>
        <source>Không có; chỉ phát hiện chuyển động</source>
        <translation>None; motion detection only</translation>
    </message>
    <message>
        <source>Bản dịch</source>
        <translation>Translation</translation>
    </message>
    <message>
        <source>Không có tiếng Anh</source>
        <translation>English is missing</translation>
    </message>
    <message>
        <source>libVLC</source>
        <translation>libVLC</translation>
    </message>
    <message>
        <source>Không có; chỉ thiếu tiếng và định dạng lạ</source>
        <translation>None; only sound and rare formats are missing</translation>
    </message>
</context>
<context>
    <name>duty</name>
    <message>
        <source>Lãnh đạo trực</source>
        <translation>Leader on duty</translation>
    </message>
    <message>
        <source>Trực ban</source>
        <translation>Duty officer</translation>
    </message>
    <message>
        <source>Sự vụ đang mở</source>
        <translation>Open incidents</translation>
    </message>
    <message>
        <source>Cảnh báo chưa xem</source>
        <translation>Alarms not seen</translation>
    </message>
    <message>
        <source>Camera mất tín hiệu</source>
        <translation>Cameras without signal</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Tuần</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>và {n} mục nữa</source>
        <translation>and {n} more</translation>
    </message>
    <message>
        <source>Không còn việc mở</source>
        <translation>Nothing is open</translation>
    </message>
    <message>
        <source>Mọi cảnh báo đã xem, mọi camera trên tường đều có hình.</source>
        <translation>Every alarm was seen, every camera on the wall has a picture.</translation>
    </message>
    <message>
        <source>Thứ hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>tài khoản không rõ</source>
        <translation>unknown account</translation>
    </message>
    <message>
        <source>{name}, từ {time}, máy {workstation}</source>
        <translation>{name}, since {time}, at {workstation}</translation>
    </message>
    <message>
        <source>{m} phút</source>
        <translation>{m} min</translation>
    </message>
    <message>
        <source>{h} giờ {m} phút</source>
        <translation>{h} h {m} min</translation>
    </message>
    <message>
        <source>{name} đã ký giao {shift} lúc {time}. Chờ người nhận ký.</source>
        <translation>{name} signed {shift} over at {time}. Waiting for the taker&apos;s signature.</translation>
    </message>
    <message>
        <source>{n} sự vụ</source>
        <translation>{n} incidents</translation>
    </message>
    <message>
        <source>{n} cảnh báo</source>
        <translation>{n} alarms</translation>
    </message>
    <message>
        <source>{n} camera</source>
        <translation>{n} cameras</translation>
    </message>
    <message>
        <source>không còn việc mở</source>
        <translation>nothing open</translation>
    </message>
    <message>
        <source>Tệp PDF (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Cơ sở dữ liệu {path} bị hỏng. Khôi phục bằng lệnh main.py backup salvage.</source>
        <translation>The database {path} is damaged. Recover it with main.py backup salvage.</translation>
    </message>
    <message>
        <source>Hồ sơ {folder} chưa có cơ sở dữ liệu để sao lưu. Kiểm tra --profile hoặc --demo.</source>
        <translation>The profile {folder} has no database to back up yet. Check --profile or --demo.</translation>
    </message>
    <message>
        <source>Chưa có mật khẩu mới cho cơ sở dữ liệu. Đặt vào biến {variable} hoặc chạy trong cửa sổ lệnh.</source>
        <translation>There is no new password for the database. Put it into the variable {variable} or run this in a terminal.</translation>
    </message>
    <message>
        <source>Hai mật khẩu khác nhau. Chạy lại lệnh.</source>
        <translation>The two passwords differ. Run the command again.</translation>
    </message>
    <message>
        <source>Chưa nâng cấp cơ sở dữ liệu {path}: không sao lưu được trước vào {folder} ({code}). Giải phóng dung lượng, kiểm tra quyền ghi rồi mở lại.</source>
        <translation>The database {path} was not upgraded: it could not be backed up to {folder} first ({code}). Make room, check the right to write, then open it again.</translation>
    </message>
    <message>
        <source>Không có tệp sao lưu {file}. Xem main.py backup list.</source>
        <translation>There is no backup {file}. See main.py backup list.</translation>
    </message>
    <message>
        <source>Bản sao lưu trong {folder} không khớp với cơ sở dữ liệu nên đã bị bỏ. Kiểm tra ổ đĩa.</source>
        <translation>The backup in {folder} did not equal the database and was dropped. Check the disk.</translation>
    </message>
    <message>
        <source>Chương trình khác đang sao lưu vào {folder}. Chờ nó xong rồi thử lại.</source>
        <translation>Another program is backing up to {folder}. Wait until it is done, then try again.</translation>
    </message>
    <message>
        <source>Không ghi được bản sao lưu vào {folder}. Giải phóng dung lượng, kiểm tra quyền ghi rồi thử lại.</source>
        <translation>The backup could not be written to {folder}. Make room, check the right to write, then try again.</translation>
    </message>
    <message>
        <source>Bản sao lưu {file} bị hỏng hoặc không mở được bằng khóa này. Chọn bản khác: main.py backup list.</source>
        <translation>The backup {file} is damaged or this key does not open it. Choose another: main.py backup list.</translation>
    </message>
    <message>
        <source>Tệp {file} không phải cơ sở dữ liệu của IOC Desktop. Chọn bản khác: main.py backup list.</source>
        <translation>The file {file} is no database of IOC Desktop. Choose another: main.py backup list.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu chưa được mã hóa. Mã hóa bằng lệnh main.py database encrypt.</source>
        <translation>The database is not encrypted. Encrypt it with main.py database encrypt.</translation>
    </message>
    <message>
        <source>Mật khẩu cơ sở dữ liệu phải có ít nhất {n} ký tự. Chọn mật khẩu khác.</source>
        <translation>The database password needs at least {n} characters. Choose another one.</translation>
    </message>
    <message>
        <source>Mật khẩu cơ sở dữ liệu không đúng. Nhập lại.</source>
        <translation>The database password is wrong. Enter it again.</translation>
    </message>
    <message>
        <source>Không đọc được tệp khóa {path}. Chép lại tệp này từ bản lưu của hồ sơ; không có gì bị thay đổi.</source>
        <translation>The key file {path} cannot be read. Copy it back from a copy of the profile; nothing was changed.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu đã mã hóa, cần mật khẩu. Đặt mật khẩu vào biến IOC_DATABASE_PASSWORD rồi chạy lại.</source>
        <translation>The database is encrypted and needs its password. Put it into the variable IOC_DATABASE_PASSWORD and run this again.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu {path} đã mã hóa nhưng thiếu tệp khóa {file}. Chép lại tệp khóa; không có gì bị thay đổi.</source>
        <translation>The database {path} is encrypted but its key file {file} is missing. Copy the key file back; nothing was changed.</translation>
    </message>
    <message>
        <source>Không ghi được vào {folder} nên chưa khôi phục gì. Giải phóng dung lượng rồi thử lại.</source>
        <translation>Nothing was restored, as {folder} could not be written to. Make room and try again.</translation>
    </message>
    <message>
        <source>Không có tệp {path} để cứu dữ liệu.</source>
        <translation>There is no file {path} to salvage data from.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu {path} không hỏng nên không làm gì.</source>
        <translation>The database {path} is not damaged, so nothing was done.</translation>
    </message>
    <message>
        <source>Chưa cứu được dữ liệu của {path}: không ghi được thư mục chứa nó. Giải phóng dung lượng rồi thử lại.</source>
        <translation>The data of {path} was not salvaged: its folder could not be written to. Make room and try again.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu {path} đang được chương trình khác mở. Đóng mọi cửa sổ IOC Desktop rồi thử lại.</source>
        <translation>Another program has the database {path} open. Close all windows of IOC Desktop and try again.</translation>
    </message>
    <message>
        <source>--every phải là số từ 1 trở lên.</source>
        <translation>--every must be 1 or more.</translation>
    </message>
    <message>
        <source>Không ghi được tệp {path}: {problem}. Chọn nơi khác.</source>
        <translation>Cannot write the file {path}: {problem}. Choose another place.</translation>
    </message>
    <message>
        <source>Không có bố cục {layout}. Chọn một trong: {known}.</source>
        <translation>There is no layout {layout}. Choose one of: {known}.</translation>
    </message>
    <message>
        <source>Không ghi được tệp {path}. Chọn chỗ khác.</source>
        <translation>Cannot write the file {path}. Choose another place.</translation>
    </message>
    <message>
        <source>Không ghi được tệp {path} ({reason}). Kiểm tra dung lượng đĩa và quyền ghi.</source>
        <translation>Cannot write the file {path} ({reason}). Check disk space and write permission.</translation>
    </message>
    <message>
        <source>Không ghi được vào thư mục {folder}. Kiểm tra quyền ghi hoặc chọn thư mục khác bằng --profile.</source>
        <translation>Cannot write to the folder {folder}. Check the permission or choose another with --profile.</translation>
    </message>
    <message>
        <source>Không giải mã được tệp mật khẩu {path}: tệp hỏng hoặc từ máy khác. Nhập lại mật khẩu của từng camera; tệp cũ được giữ lại bên cạnh.</source>
        <translation>Cannot decrypt the password file {path}: damaged, or from another machine. Enter the camera passwords again; the old file is kept beside it.</translation>
    </message>
    <message>
        <source>Kho khóa của hệ điều hành không trả lời. Mở khóa kho khóa (keyring) rồi thử lại.</source>
        <translation>The system&apos;s keyring does not answer. Unlock it and try again.</translation>
    </message>
    <message>
        <source>Tệp cài đặt không dùng được ({reason}), đang dùng giá trị mặc định. Tệp cũ giữ tại {path}.</source>
        <translation>The settings file is unusable ({reason}), defaults are in use. The old file is kept at {path}.</translation>
    </message>
    <message>
        <source>Máy chủ RTSP mô phỏng không chạy. Chạy lại make setup để cài GStreamer.</source>
        <translation>The demo RTSP server does not run. Run make setup again to install GStreamer.</translation>
    </message>
    <message>
        <source>Loại camera {value} không có. Dùng: {known}.</source>
        <translation>There is no camera kind {value}. Use: {known}.</translation>
    </message>
    <message>
        <source>{value} không phải là số. Sửa lại ô này.</source>
        <translation>{value} is not a number. Correct this field.</translation>
    </message>
    <message>
        <source>Không có tệp {path}. Kiểm tra tên và đường dẫn.</source>
        <translation>There is no file {path}. Check name and path.</translation>
    </message>
    <message>
        <source>Không đọc được {path}. Kiểm tra quyền đọc; chọn tệp, không chọn thư mục.</source>
        <translation>Cannot read {path}. Check read permission; choose a file, not a folder.</translation>
    </message>
    <message>
        <source>Tệp chỉ có dòng tiêu đề. Thêm mỗi camera một dòng.</source>
        <translation>The file has only a header. Add one row per camera.</translation>
    </message>
    <message>
        <source>Không thấy dòng tiêu đề. Dòng đầu cần các cột {columns}.</source>
        <translation>There is no header. The first row needs the columns {columns}.</translation>
    </message>
    <message>
        <source>Cột {columns} có hai lần. Giữ lại một cột.</source>
        <translation>Column {columns} is there twice. Keep one.</translation>
    </message>
    <message>
        <source>Tệp thiếu cột {columns}. Thêm cột rồi nhập lại.</source>
        <translation>The file lacks the columns {columns}. Add them and import again.</translation>
    </message>
    <message>
        <source>Dòng có {found} ô, tiêu đề chỉ có {expected}. Đặt ô chứa dấu phân cách trong ngoặc kép.</source>
        <translation>The row has {found} cells, the header only {expected}. Put cells with separators in double quotes.</translation>
    </message>
    <message>
        <source>Camera này đã có ở dòng {first}. Xóa một trong hai dòng.</source>
        <translation>This camera is already in row {first}. Delete one of the two rows.</translation>
    </message>
    <message>
        <source>Tệp lớn hơn {limit} MB. Chia thành nhiều tệp nhỏ hơn.</source>
        <translation>The file is larger than {limit} MB. Split it into smaller files.</translation>
    </message>
    <message>
        <source>Tệp trống. Chọn tệp CSV có dòng tiêu đề.</source>
        <translation>The file is empty. Choose a CSV file with a header.</translation>
    </message>
    <message>
        <source>Bảng mã của tệp không đọc được (từ dòng {line}). Trong Excel, lưu lại dạng CSV UTF-8.</source>
        <translation>The file&apos;s encoding cannot be read (from row {line}). In Excel, save it as CSV UTF-8.</translation>
    </message>
    <message>
        <source>Dấu ngoặc kép không khớp. Đóng ngoặc kép hoặc bỏ nó khỏi dòng này.</source>
        <translation>Unmatched double quote. Close it or remove it from this row.</translation>
    </message>
    <message>
        <source>Dòng dài quá {limit} ký tự. Kiểm tra dấu xuống dòng của tệp.</source>
        <translation>The row is longer than {limit} characters. Check the file&apos;s line ends.</translation>
    </message>
    <message>
        <source>Mật khẩu cần ít nhất {count} ký tự. Nhập mật khẩu dài hơn.</source>
        <translation>The password needs at least {count} characters. Enter a longer one.</translation>
    </message>
    <message>
        <source>Mật khẩu dài quá {count} ký tự. Nhập mật khẩu ngắn hơn.</source>
        <translation>The password is longer than {count} characters. Enter a shorter one.</translation>
    </message>
    <message>
        <source>Mật khẩu này dễ đoán. Tránh tên đăng nhập, dãy số và từ phổ biến.</source>
        <translation>This password is easy to guess. Avoid the user name, number rows and common words.</translation>
    </message>
    <message>
        <source>Đã quá {days} ngày máy này chưa gặp máy chủ để xác nhận mật khẩu. Nối mạng rồi đăng nhập lại.</source>
        <translation>This desktop has not met the server for {days} days to confirm the password. Connect and sign in again.</translation>
    </message>
    <message>
        <source>Máy chủ giữ mật khẩu của tài khoản này. Nhờ quản trị máy chủ đổi, rồi đăng nhập lại.</source>
        <translation>The server keeps the password of this account. Ask its administrator to change it, then sign in again.</translation>
    </message>
    <message>
        <source>Đã có tài khoản trên máy này. Đăng nhập bằng tài khoản quản trị.</source>
        <translation>This machine already has accounts. Sign in as an administrator.</translation>
    </message>
    <message>
        <source>Tên đăng nhập {name} không dùng được. Dùng 2 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch nối.</source>
        <translation>The user name {name} cannot be used. Use 2 to 60 plain letters, digits, dots, hyphens.</translation>
    </message>
    <message>
        <source>Tên đăng nhập {name} đã có người dùng. Chọn tên khác.</source>
        <translation>The user name {name} is taken. Choose another.</translation>
    </message>
    <message>
        <source>Đây là quản trị cuối cùng. Giao quyền quản trị cho tài khoản khác trước.</source>
        <translation>This is the last administrator. Make another account administrator first.</translation>
    </message>
    <message>
        <source>Sai mật khẩu nhiều lần. Thử lại sau {seconds} giây.</source>
        <translation>Too many wrong passwords. Try again in {seconds} s.</translation>
    </message>
    <message>
        <source>Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ và phím Caps Lock.</source>
        <translation>User name or password is wrong. Check the input method and Caps Lock.</translation>
    </message>
    <message>
        <source>Tài khoản này không còn. Đăng nhập lại bằng tài khoản khác.</source>
        <translation>This account is gone. Sign in with another.</translation>
    </message>
    <message>
        <source>Giao thức {value} không dùng được. Chọn tcp hoặc udp.</source>
        <translation>The transport {value} cannot be used. Choose tcp or udp.</translation>
    </message>
    <message>
        <source>Có mật khẩu mà thiếu tài khoản. Nhập tài khoản của camera.</source>
        <translation>There is a password but no account. Enter the camera&apos;s account.</translation>
    </message>
    <message>
        <source>Camera chưa có tên. Nhập tên camera.</source>
        <translation>The camera has no name. Enter one.</translation>
    </message>
    <message>
        <source>Chưa có địa chỉ luồng chính. Nhập địa chỉ dạng rtsp://máy:cổng/đường-dẫn.</source>
        <translation>The main stream has no address. Enter one like rtsp://host:port/path.</translation>
    </message>
    <message>
        <source>Tọa độ thiếu một nửa. Nhập cả vĩ độ và kinh độ, hoặc bỏ trống cả hai.</source>
        <translation>Half of the coordinates is missing. Enter both latitude and longitude, or neither.</translation>
    </message>
    <message>
        <source>Nội dung dài {length} ký tự, nhiều nhất {limit}. Rút ngắn lại.</source>
        <translation>The text has {length} characters, at most {limit} are allowed. Shorten it.</translation>
    </message>
    <message>
        <source>Nội dung có ký tự điều khiển không in được. Xóa và gõ lại.</source>
        <translation>The text has control characters that cannot be printed. Delete and type it again.</translation>
    </message>
    <message>
        <source>Giá trị {value} ngoài khoảng {low} đến {high}. Nhập lại.</source>
        <translation>The value {value} is outside {low} to {high}. Enter it again.</translation>
    </message>
    <message>
        <source>Địa chỉ {url} không dùng được. Nhập rtsp://, rtsps://, http://, https:// hoặc đường dẫn tệp.</source>
        <translation>The address {url} cannot be used. Enter rtsp://, rtsps://, http://, https:// or a file path.</translation>
    </message>
    <message>
        <source>Số gọi {number} đã có camera khác dùng. Chọn số khác.</source>
        <translation>Another camera has call number {number}. Choose another number.</translation>
    </message>
    <message>
        <source>Camera này đã bị xóa. Tải lại danh sách camera.</source>
        <translation>This camera was deleted. Reload the camera list.</translation>
    </message>
    <message>
        <source>“{value}” không phải số. Nhập chữ số, như {example}.</source>
        <translation>“{value}” is not a number. Enter digits, such as {example}.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu {path} đang được chương trình khác ghi. Đóng chương trình đó rồi thử lại.</source>
        <translation>Another program is writing to the database {path}. Close it and try again.</translation>
    </message>
    <message>
        <source>Không ghi được cơ sở dữ liệu {path}: ổ đĩa đầy hoặc lỗi. Giải phóng dung lượng rồi thử lại.</source>
        <translation>Cannot write the database {path}: the disk is full or faulty. Free some space and try again.</translation>
    </message>
    <message>
        <source>Không có quyền ghi cơ sở dữ liệu {path}. Cấp quyền ghi tệp và thư mục chứa nó.</source>
        <translation>No permission to write the database {path}. Allow writing to the file and its folder.</translation>
    </message>
    <message>
        <source>Không mở được cơ sở dữ liệu {path}. Kiểm tra thư mục và quyền truy cập.</source>
        <translation>Cannot open the database {path}. Check the folder and its permissions.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu {path} do phiên bản mới hơn tạo (lược đồ {found}, chương trình này biết đến {known}). Cài phiên bản mới của IOC Desktop.</source>
        <translation>A newer version made the database {path} (schema {found}, this program knows up to {known}). Install the new version of IOC Desktop.</translation>
    </message>
    <message>
        <source>Không có tệp {path}. Kiểm tra đường dẫn.</source>
        <translation>There is no file {path}. Check the path.</translation>
    </message>
    <message>
        <source>Không đọc được hình từ tệp {path}. Chọn tệp video hoặc ảnh khác.</source>
        <translation>Cannot read pictures from the file {path}. Choose another video or picture.</translation>
    </message>
    <message>
        <source>Không tìm thấy máy tên {host}. Kiểm tra tên máy hoặc máy chủ DNS.</source>
        <translation>There is no machine called {host}. Check the name or the DNS server.</translation>
    </message>
    <message>
        <source>{host} từ chối kết nối ở cổng {port}. Kiểm tra cổng và dịch vụ RTSP của camera.</source>
        <translation>{host} refuses connections on port {port}. Check the port and the camera&apos;s RTSP service.</translation>
    </message>
    <message>
        <source>Không có đường mạng tới {host}. Kiểm tra cáp mạng và địa chỉ camera.</source>
        <translation>There is no network route to {host}. Check the cable and the camera&apos;s address.</translation>
    </message>
    <message>
        <source>{host} không trả lời. Kiểm tra nguồn điện và mạng của camera.</source>
        <translation>{host} does not answer. Check the camera&apos;s power and network.</translation>
    </message>
    <message>
        <source>Sai tên đăng nhập hoặc mật khẩu camera. Nhập lại trong mục Camera.</source>
        <translation>Wrong camera account or password. Enter it again under Cameras.</translation>
    </message>
    <message>
        <source>Camera không có luồng ở địa chỉ này. Kiểm tra phần đường dẫn sau tên máy.</source>
        <translation>The camera has no stream at this address. Check the path after the host name.</translation>
    </message>
    <message>
        <source>Camera báo lỗi bên trong. Khởi động lại camera nếu lỗi kéo dài.</source>
        <translation>The camera reports an internal error. Restart it if this goes on.</translation>
    </message>
    <message>
        <source>Không giải mã được định dạng hình của luồng này. Đặt camera sang H.264.</source>
        <translation>Cannot decode the video format of this stream. Set the camera to H.264.</translation>
    </message>
    <message>
        <source>Không giải mã được định dạng hình {codec}. Đặt camera sang H.264.</source>
        <translation>Cannot decode the picture format {codec}. Set the camera to H.264.</translation>
    </message>
    <message>
        <source>Luồng này không có hình. Chọn luồng hình của camera.</source>
        <translation>This stream has no picture. Choose the camera&apos;s video stream.</translation>
    </message>
    <message>
        <source>Dữ liệu hình bị hỏng, không giải mã được. Kiểm tra đường truyền hoặc camera.</source>
        <translation>The picture data is damaged and cannot be decoded. Check the line or the camera.</translation>
    </message>
    <message>
        <source>Camera ngừng gửi hình. Đang tự kết nối lại; kiểm tra camera nếu kéo dài.</source>
        <translation>The camera stopped sending. Reconnecting by itself; check the camera if this goes on.</translation>
    </message>
    <message>
        <source>Camera đã ngắt luồng hình. Đang tự kết nối lại.</source>
        <translation>The camera closed the stream. Reconnecting by itself.</translation>
    </message>
    <message>
        <source>Hình đứng yên: camera gửi mãi một khung hình. Khởi động lại camera.</source>
        <translation>Frozen picture: the camera keeps sending one frame. Restart the camera.</translation>
    </message>
    <message>
        <source>Nguồn hình làm treo bộ giải mã. Đã tách riêng và thử lại; kiểm tra địa chỉ nguồn.</source>
        <translation>The source hangs the decoder. It was set apart and is retried; check its address.</translation>
    </message>
    <message>
        <source>Quá 10 giây chưa có hình. Kiểm tra địa chỉ và mạng của camera rồi thử lại.</source>
        <translation>No picture after 10 s. Check the camera&apos;s address and network, then try again.</translation>
    </message>
    <message>
        <source>Không thấy tệp {name}. Kiểm tra đường dẫn.</source>
        <translation>There is no file {name}. Check the path.</translation>
    </message>
    <message>
        <source>{name} không phải tệp video đọc được. Chọn tệp khác.</source>
        <translation>{name} is not a readable video file. Choose another.</translation>
    </message>
    <message>
        <source>{host} trả lời ở cổng {port} nhưng không phải luồng hình. Kiểm tra cổng và kiểu địa chỉ rtsp:// hay http://.</source>
        <translation>{host} answers on port {port}, but not with a video stream. Check the port and whether the address is rtsp:// or http://.</translation>
    </message>
    <message>
        <source>Địa chỉ luồng hình viết sai. Sửa theo mẫu rtsp://máy:cổng/đường-dẫn.</source>
        <translation>The stream address is malformed. Write it like rtsp://host:port/path.</translation>
    </message>
    <message>
        <source>Tệp video đã phát hết. Mở lại để xem từ đầu.</source>
        <translation>The video file has ended. Open it again to see it from the start.</translation>
    </message>
    <message>
        <source>Không dùng được địa chỉ kiểu {scheme}. Dùng rtsp://, http:// hoặc một tệp video.</source>
        <translation>Addresses of kind {scheme} cannot be used. Use rtsp://, http:// or a video file.</translation>
    </message>
    <message>
        <source>Bộ giải mã gặp lỗi lạ. Đang thử lại; xem nhật ký nếu kéo dài.</source>
        <translation>The decoder met an unknown fault. Retrying; see the log if this goes on.</translation>
    </message>
    <message>
        <source>Không đủ bộ nhớ dùng chung (/dev/shm) để hiện hình: cần {needed_mb} MB. Tăng kích thước /dev/shm hoặc đóng bớt chương trình rồi mở lại.</source>
        <translation>Not enough shared memory (/dev/shm) to show pictures: {needed_mb} MB are needed. Enlarge /dev/shm or close programs, then start again.</translation>
    </message>
    <message>
        <source>Mô hình {model} làm tiến trình phân tích dừng nhiều lần liên tiếp. Đang dùng phát hiện chuyển động. Kiểm tra mô hình bằng lệnh: models check.</source>
        <translation>The model {model} stopped the analysis process several times in a row. Motion detection is in use. Check the model with: models check.</translation>
    </message>
    <message>
        <source>Thư mục {folder} không có model.toml. Thêm lại mô hình từ tệp .onnx.</source>
        <translation>The folder {folder} has no model.toml. Add the model again from its .onnx file.</translation>
    </message>
    <message>
        <source>model.toml của mô hình {name} có lỗi: {problem}. Sửa tệp rồi kiểm tra lại.</source>
        <translation>model.toml of the model {name} has an error: {problem}. Correct the file and check again.</translation>
    </message>
    <message>
        <source>model.toml của mô hình {name}: mục {field} phải có dạng {expected}. Sửa tệp rồi kiểm tra lại.</source>
        <translation>model.toml of the model {name}: {field} must be {expected}. Correct the file and check again.</translation>
    </message>
    <message>
        <source>Tệp của mô hình {name} không khớp mã SHA-256 trong model.toml: cần {expected}…, tệp có {found}…. Chép lại tệp từ nguồn hoặc thêm lại mô hình.</source>
        <translation>The file of the model {name} does not match the SHA-256 in model.toml: expected {expected}…, found {found}…. Copy the file again from its source or add the model again.</translation>
    </message>
    <message>
        <source>Mô hình {name} có {count} lớp nhưng model.toml ghi tên {named} lớp. Sửa mục classes.</source>
        <translation>The model {name} has {count} classes but model.toml names {named}. Correct classes.</translation>
    </message>
    <message>
        <source>Không có mô hình “{name}”. Các mô hình đang có: {known}. Thêm mô hình bằng lệnh: models add TỆP.</source>
        <translation>There is no model “{name}”. Known models: {known}. Add one with: models add FILE.</translation>
    </message>
    <message>
        <source>Mô hình dừng khi đang chạy trên {provider}: {problem}. Kiểm tra mô hình.</source>
        <translation>The model stopped while running on {provider}: {problem}. Check the model.</translation>
    </message>
    <message>
        <source>Không nạp được mô hình {path}: {problem}. Chọn mô hình khác hoặc xuất lại tệp ONNX.</source>
        <translation>Cannot load the model {path}: {problem}. Choose another or export the ONNX file again.</translation>
    </message>
    <message>
        <source>Không có tệp mô hình {path}. Kiểm tra đường dẫn rồi thêm lại.</source>
        <translation>There is no model file {path}. Check the path and add it again.</translation>
    </message>
    <message>
        <source>Tệp mô hình {path} bị cắt cụt hoặc không phải ONNX ({size_mb} MB). Chép lại tệp từ nguồn rồi thêm lại.</source>
        <translation>The model file {path} is truncated or not ONNX ({size_mb} MB). Copy it again from its source and add it again.</translation>
    </message>
    <message>
        <source>Không nhận ra loại mô hình: đầu ra là {outputs}. Dùng mô hình thuộc một trong các họ: {families}.</source>
        <translation>Unknown kind of model: its outputs are {outputs}. Use a model of one of the families: {families}.</translation>
    </message>
    <message>
        <source>Không có họ mô hình “{family}”. Sửa mục family trong model.toml thành một trong: {known}.</source>
        <translation>There is no model family “{family}”. Set family in model.toml to one of: {known}.</translation>
    </message>
    <message>
        <source>Mô hình không thuộc họ {family} với ảnh vào {width}×{height}: đầu ra là {outputs}. Sửa mục family và input trong model.toml hoặc thêm lại tệp mô hình.</source>
        <translation>The model is not of family {family} with input {width}×{height}: its outputs are {outputs}. Correct family and input in model.toml or add the model file again.</translation>
    </message>
    <message>
        <source>Không ghi được tệp {path}. Kiểm tra dung lượng đĩa và quyền ghi.</source>
        <translation>Cannot write the file {path}. Check disk space and write permission.</translation>
    </message>
    <message>
        <source>Không ghi được cảnh mô phỏng vào {folder}: ổ đĩa đầy hoặc không cho ghi. Giải phóng dung lượng rồi mở lại ứng dụng.</source>
        <translation>Cannot write the demo clips to {folder}: the disk is full or refuses writing. Free some space, then open the application again.</translation>
    </message>
    <message>
        <source>Không tìm thấy màn hình. Mở trong phiên làm việc đồ họa, hoặc thêm --screenshot THƯ_MỤC để chạy trên màn hình ảo (cần gói xvfb: make setup).</source>
        <translation>No display found. Start in a graphical session, or add --screenshot FOLDER to run on a virtual display (needs the xvfb package: make setup).</translation>
    </message>
    <message>
        <source>Mã đơn vị {code} đã có. Chọn mã khác.</source>
        <translation>Unit code {code} exists already. Choose another.</translation>
    </message>
    <message>
        <source>Tên đơn vị cần từ 1 đến {count} ký tự. Nhập lại tên.</source>
        <translation>The name of a unit needs 1 to {count} characters. Enter it again.</translation>
    </message>
    <message>
        <source>Không có tệp {file}. Kiểm tra đường dẫn.</source>
        <translation>There is no file {file}. Check the path.</translation>
    </message>
    <message>
        <source>Tài khoản của người cần --account MÃ, lấy ở bảng Tài khoản trong ứng dụng (mã định danh).</source>
        <translation>A person&apos;s login needs --account ID, found in the application&apos;s Accounts page.</translation>
    </message>
    <message>
        <source>Tệp {name} trống. Chọn tệp khác.</source>
        <translation>The file {name} is empty. Choose another one.</translation>
    </message>
    <message>
        <source>Không đọc hoặc chép được tệp {name}. Kiểm tra tệp, quyền và ổ đĩa.</source>
        <translation>The file {name} could not be read or copied. Check the file, its rights and the disk.</translation>
    </message>
    <message>
        <source>Tệp đính kèm chưa có hoặc bị hỏng trên máy này. Nối máy chủ để tải lại.</source>
        <translation>The attachment is not on this desktop or is damaged. Connect to the server to fetch it again.</translation>
    </message>
    <message>
        <source>Ảnh {name} lớn hơn {limit} MB. Thu nhỏ ảnh hoặc nâng giới hạn trong Cài đặt.</source>
        <translation>The picture {name} is larger than {limit} MB. Shrink it or raise the limit in Settings.</translation>
    </message>
    <message>
        <source>Tệp {name} lớn hơn {limit} MB. Cắt nhỏ hoặc nén lại rồi đính kèm.</source>
        <translation>The file {name} is larger than {limit} MB. Split or compress it first.</translation>
    </message>
    <message>
        <source>Giá trị {value} nằm ngoài khoảng {least} đến {most}. Nhập lại.</source>
        <translation>The value {value} is not between {least} and {most}. Enter it again.</translation>
    </message>
    <message>
        <source>“{value}” chưa đúng mẫu. Viết như: {example}</source>
        <translation>“{value}” has another form. Write like: {example}</translation>
    </message>
    <message>
        <source>Giá trị {value} không dùng được. Chọn một giá trị trong danh sách.</source>
        <translation>The value {value} is not allowed. Choose one of the list.</translation>
    </message>
    <message>
        <source>Chưa chọn đơn vị nào để sáp nhập. Chọn ít nhất một đơn vị.</source>
        <translation>No unit was chosen to merge. Choose at least one.</translation>
    </message>
    <message>
        <source>Các phần của đơn vị phải lớn hơn 0 và cộng lại bằng 100 %. Sửa tỷ lệ.</source>
        <translation>The parts of a unit must be above 0 and sum to 100 %. Correct them.</translation>
    </message>
    <message>
        <source>{name} đã được sáp nhập hoặc chia từ {day}. Chọn đơn vị thay thế nó.</source>
        <translation>{name} was merged or split on {day}. Choose the unit that follows it.</translation>
    </message>
    <message>
        <source>Đơn vị {name} có hiệu lực từ {start} đến {end}, không có vào ngày {day}. Sửa ngày hoặc chọn đơn vị khác.</source>
        <translation>The unit {name} is valid from {start} to {end} and does not exist on {day}. Correct the day or choose another unit.</translation>
    </message>
    <message>
        <source>Đơn vị {name} hết hiệu lực ({end}) trước khi có ({start}). Sửa một trong hai.</source>
        <translation>The unit {name} ends ({end}) before it begins ({start}). Correct one of the two.</translation>
    </message>
    <message>
        <source>Đơn vị cấp trên {parent} chỉ có hiệu lực từ {start} đến {end}, không đủ cho {name}. Chọn đơn vị cấp trên khác hoặc sửa ngày.</source>
        <translation>The unit above, {parent}, is valid only from {start} to {end}, too short for {name}. Choose another one or correct the days.</translation>
    </message>
    <message>
        <source>{parent} đang thuộc {name}. Chọn một đơn vị không nằm dưới {name}.</source>
        <translation>{parent} belongs to {name}. Choose a unit that is not below {name}.</translation>
    </message>
    <message>
        <source>Đơn vị {name} đã hết hiệu lực từ {day}. Kiểm tra ngày sáp nhập.</source>
        <translation>The unit {name} ended on {day}. Check the day of the merger.</translation>
    </message>
    <message>
        <source>Đơn vị {name} mới có hiệu lực từ {day}. Chọn ngày kết thúc sau ngày đó.</source>
        <translation>The unit {name} begins on {day}. Choose a later day for its end.</translation>
    </message>
    <message>
        <source>{name} còn {count} đơn vị trực thuộc sau {day}. Kết thúc, sáp nhập hoặc chuyển các đơn vị đó trước.</source>
        <translation>{name} still has {count} units below it after {day}. Close, merge or move them first.</translation>
    </message>
    <message>
        <source>Đơn vị không thể thành chính nó qua các lần sáp nhập. Chọn đơn vị khác.</source>
        <translation>A unit cannot become itself through mergers. Choose another one.</translation>
    </message>
    <message>
        <source>Không có quyền {permission}. Chọn một quyền trong danh sách.</source>
        <translation>There is no permission {permission}. Choose one of the list.</translation>
    </message>
    <message>
        <source>Đơn vị này đã bị xóa. Tải lại danh sách đơn vị.</source>
        <translation>This unit was removed. Reload the list of units.</translation>
    </message>
    <message>
        <source>{name} đang có tài khoản. Bỏ người này khỏi tài khoản trước khi xóa.</source>
        <translation>{name} has an account. Take this person off the account first.</translation>
    </message>
    <message>
        <source>Người này đã bị xóa khỏi danh bạ. Tải lại danh sách.</source>
        <translation>This person was removed from the directory. Reload the list.</translation>
    </message>
    <message>
        <source>Chưa có họ tên. Nhập họ tên rồi lưu lại.</source>
        <translation>The name is missing. Enter it and save again.</translation>
    </message>
    <message>
        <source>“{start}…” dài quá {count} ký tự. Viết ngắn lại, phần còn lại để ở ghi chú.</source>
        <translation>“{start}…” is longer than {count} characters. Shorten it and put the rest into the note.</translation>
    </message>
    <message>
        <source>Số điện thoại {phone} không đúng. Nhập 8 đến 20 chữ số.</source>
        <translation>The phone number {phone} is not right. Enter 8 to 20 digits.</translation>
    </message>
    <message>
        <source>Thư điện tử {email} không đúng. Nhập dạng ten@donvi.gov.vn.</source>
        <translation>The e-mail address {email} is not right. Enter it as name@office.gov.vn.</translation>
    </message>
    <message>
        <source>Máy này đã thuộc một máy chủ. Rời máy chủ đó trước khi vào máy chủ khác.</source>
        <translation>This desktop belongs to a server already. Leave it before joining another one.</translation>
    </message>
    <message>
        <source>Cửa sổ đang mở đã tự đồng bộ hồ sơ này.</source>
        <translation>The open window synchronises this profile already.</translation>
    </message>
    <message>
        <source>Máy này chưa thuộc máy chủ nào. Mở Đồng bộ để vào.</source>
        <translation>This desktop belongs to no server. Open Sync to join one.</translation>
    </message>
    <message>
        <source>Không tới được máy chủ {server}. Kiểm tra địa chỉ, dây mạng và tường lửa; chương trình sẽ tự thử lại.</source>
        <translation>The server {server} cannot be reached. Check the address, cable and firewall; the program tries again by itself.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu ở {server} không phải của IOC Desktop. Kiểm tra tên cơ sở dữ liệu.</source>
        <translation>The database at {server} is not one of IOC Desktop. Check its name.</translation>
    </message>
    <message>
        <source>Máy chủ {server} đang khởi động hoặc đang tắt. Chương trình sẽ tự thử lại.</source>
        <translation>The server {server} is starting or stopping. The program tries again by itself.</translation>
    </message>
    <message>
        <source>Máy chủ {server} làm quá lâu nên đã dừng việc này. Chương trình sẽ tự thử lại; nếu lặp lại, báo quản trị.</source>
        <translation>The server {server} took too long and stopped this. The program tries again by itself; if it repeats, tell the administrator.</translation>
    </message>
    <message>
        <source>Máy chủ {server} không nhận tên đăng nhập và mật khẩu này, hoặc tài khoản đã hết hạn. Nhập lại, hoặc nhờ quản trị cấp mật khẩu mới.</source>
        <translation>The server {server} does not take this name and password, or the login has expired. Enter them again, or ask the administrator for a new password.</translation>
    </message>
    <message>
        <source>Máy chủ {server} không cho tài khoản {user} đăng nhập. Nhờ quản trị kiểm tra thời hạn và quyền.</source>
        <translation>The server {server} does not let {user} sign in. Ask the administrator to check its term and rights.</translation>
    </message>
    <message>
        <source>Trên máy chủ {server} không có cơ sở dữ liệu này. Kiểm tra tên, hoặc cài bằng main.py server init.</source>
        <translation>The server {server} has no such database. Check the name, or set it up with main.py server init.</translation>
    </message>
    <message>
        <source>Tài khoản {user} không có quyền vào {server}. Nhờ quản trị cấp quyền bằng main.py server role add.</source>
        <translation>The login {user} has no right to enter {server}. Ask the administrator for it (main.py server role add).</translation>
    </message>
    <message>
        <source>Máy chủ {server} đã hết chỗ kết nối. Chương trình sẽ tự thử lại; nếu kéo dài, báo quản trị.</source>
        <translation>The server {server} has no connections left. The program tries again by itself; if it lasts, tell the administrator.</translation>
    </message>
    <message>
        <source>Máy chủ {server} đầy ổ đĩa. Dữ liệu vẫn an toàn trên máy này; báo quản trị giải phóng dung lượng.</source>
        <translation>The disk of the server {server} is full. The data is safe on this desktop; tell the administrator to free space.</translation>
    </message>
    <message>
        <source>Máy chủ {server} chỉ cho đọc (máy dự phòng). Dữ liệu giữ trên máy này, gửi khi máy chính trở lại.</source>
        <translation>The server {server} only reads (a standby). The data stays on this desktop and is sent when the main server is back.</translation>
    </message>
    <message>
        <source>Máy chủ {server} không cho máy này vào bằng tài khoản {user}. Nhờ quản trị thêm dòng hostssl cho mạng này vào pg_hba.conf.</source>
        <translation>The server {server} does not let this desktop in as {user}. Ask the administrator to add a hostssl line for this network to pg_hba.conf.</translation>
    </message>
    <message>
        <source>Máy chủ {server} không đòi mật khẩu theo kiểu an toàn, nên không gửi mật khẩu. Nhờ quản trị dùng scram-sha-256 trong pg_hba.conf và password_encryption.</source>
        <translation>The server {server} does not ask for the password in a safe way, so it was not sent. Ask the administrator to use scram-sha-256 in pg_hba.conf and password_encryption.</translation>
    </message>
    <message>
        <source>Không đọc được tệp CA dùng để kiểm tra máy chủ {server}. Chọn lại tệp CA do quản trị cấp.</source>
        <translation>The CA file for checking the server {server} could not be read. Choose the one from the administrator again.</translation>
    </message>
    <message>
        <source>Máy chủ {server} chưa bật mã hóa đường truyền (TLS). Nhờ quản trị bật ssl trong PostgreSQL.</source>
        <translation>The server {server} has no encrypted transport (TLS). Ask the administrator to switch on ssl in PostgreSQL.</translation>
    </message>
    <message>
        <source>đã hết hạn</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>chưa đến ngày có hiệu lực</source>
        <translation>not valid yet</translation>
    </message>
    <message>
        <source>cấp cho tên máy chủ khác</source>
        <translation>issued to another server name</translation>
    </message>
    <message>
        <source>không do nơi cấp (CA) đã chọn ký</source>
        <translation>not signed by the chosen authority (CA)</translation>
    </message>
    <message>
        <source>Chứng thư của máy chủ {server} đã hết hạn; không gửi mật khẩu. Báo quản trị cấp chứng thư mới, và xem ngày giờ của máy này có đúng không.</source>
        <translation>The certificate of the server {server} has expired; the password was not sent. Ask the administrator for a new one, and check the clock of this desktop.</translation>
    </message>
    <message>
        <source>Chứng thư của máy chủ {server} chưa đến ngày có hiệu lực; không gửi mật khẩu. Kiểm tra ngày giờ của máy này và của máy chủ.</source>
        <translation>The certificate of the server {server} is not valid yet; the password was not sent. Check the clocks of this desktop and of the server.</translation>
    </message>
    <message>
        <source>Chứng thư của máy chủ {server} được cấp cho tên khác; không gửi mật khẩu. Nhập đúng tên ghi trong chứng thư, hoặc nhờ quản trị cấp lại cho tên này.</source>
        <translation>The certificate of the server {server} is for another name; the password was not sent. Enter the name in the certificate, or ask the administrator for one with this name.</translation>
    </message>
    <message>
        <source>Chứng thư của máy chủ {server} không do nơi cấp (CA) đã chọn ký; không gửi mật khẩu. Chọn đúng tệp CA do quản trị cấp, hoặc báo quản trị.</source>
        <translation>The certificate of the server {server} is not signed by the chosen authority (CA); the password was not sent. Choose the administrator&apos;s CA file, or tell the administrator.</translation>
    </message>
    <message>
        <source>Máy chủ {server} từ chối kết nối và nói: {words}. Báo quản trị câu này.</source>
        <translation>The server {server} refused the connection and said: {words}. Tell the administrator.</translation>
    </message>
    <message>
        <source>Mục này đã được xử lý. Tải lại danh sách.</source>
        <translation>This entry has been dealt with. Reload the list.</translation>
    </message>
    <message>
        <source>Không ghi lại được thay đổi này: dữ liệu liên quan đã khác hoặc đã bị xóa. Mở mục đó và sửa trực tiếp.</source>
        <translation>This change could not be written again: what it belongs to is different or gone. Open the item and change it there.</translation>
    </message>
    <message>
        <source>Máy chủ không có phạm vi {scope}. Bỏ --scope để dùng phạm vi chung.</source>
        <translation>The server has no scope {scope}. Leave --scope out for the common one.</translation>
    </message>
    <message>
        <source>Không tự thu hồi tài khoản {name} đang dùng. Dùng tài khoản quản trị khác.</source>
        <translation>The login {name} in use cannot revoke itself. Use another administrator&apos;s.</translation>
    </message>
    <message>
        <source>Mật khẩu máy chủ cần ít nhất {n} ký tự. Bỏ trống để chương trình tự đặt.</source>
        <translation>A server password needs at least {n} characters. Leave it empty to have one made up.</translation>
    </message>
    <message>
        <source>Không có tài khoản {name} trên máy chủ. Xem: main.py server role list.</source>
        <translation>The server has no login {name}. See: main.py server role list.</translation>
    </message>
    <message>
        <source>Tên tài khoản {name} không dùng được: viết thường không dấu, bắt đầu bằng chữ cái, không bắt đầu bằng pg_ hay ioc_.</source>
        <translation>The name {name} cannot be used: lower case without marks, a letter first, not beginning with pg_ or ioc_.</translation>
    </message>
    <message>
        <source>Máy chủ đã có tài khoản {name}. Chọn tên khác, hoặc đổi mật khẩu của nó.</source>
        <translation>The server has a login {name} already. Choose another name, or change its password.</translation>
    </message>
    <message>
        <source>Tài khoản đang dùng không có quyền này. Dùng tài khoản quản trị của PostgreSQL, như postgres.</source>
        <translation>The login in use has no right to this. Use PostgreSQL&apos;s administrator, such as postgres.</translation>
    </message>
    <message>
        <source>Chuỗi kết nối không đúng. Viết như postgresql://postgres@may-chu:5432/ioc rồi thử lại.</source>
        <translation>The connection string is not right. Write it as postgresql://postgres@server:5432/ioc and try again.</translation>
    </message>
    <message>
        <source>Không ghi được vào {folder}. Chọn thư mục khác hoặc xin quyền ghi.</source>
        <translation>{folder} cannot be written to. Choose another folder or ask for the right.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu đích không trống. Khôi phục vào một cơ sở dữ liệu mới (createdb), hoặc thêm --replace để thay hẳn dữ liệu đang có.</source>
        <translation>The target database is not empty. Restore into a new one (createdb), or add --replace to replace what is there.</translation>
    </message>
    <message>
        <source>{program} không làm được: {words} Kiểm tra quyền, ổ đĩa và tệp.</source>
        <translation>{program} failed: {words} Check rights, disk and file.</translation>
    </message>
    <message>
        <source>Máy này chưa có {program} phiên bản {major}. Cài gói postgresql-client-{major} rồi thử lại.</source>
        <translation>This machine has no {program} of version {major}. Install postgresql-client-{major} and try again.</translation>
    </message>
    <message>
        <source>{program} trên máy này là phiên bản {found}, cũ hơn máy chủ ({major}). Cài gói postgresql-client-{major} rồi thử lại.</source>
        <translation>{program} here is version {found}, older than the server ({major}). Install postgresql-client-{major} and try again.</translation>
    </message>
    <message>
        <source>Máy chủ là PostgreSQL {found}; cần từ {oldest} đến {newest}. Cài phiên bản phù hợp.</source>
        <translation>The server is PostgreSQL {found}; {oldest} to {newest} are needed. Install one of those.</translation>
    </message>
    <message>
        <source>Lược đồ trên máy chủ ({found}) mới hơn chương trình này ({known}). Cập nhật IOC Desktop rồi thử lại.</source>
        <translation>The server&apos;s schema ({found}) is newer than this program ({known}). Update IOC Desktop and try again.</translation>
    </message>
    <message>
        <source>Cơ sở dữ liệu này không phải của IOC Desktop. Kiểm tra tên, hoặc cài bằng main.py server init.</source>
        <translation>This database is not one of IOC Desktop. Check its name, or set it up with main.py server init.</translation>
    </message>
    <message>
        <source>Tài khoản này không đủ quyền cài đặt máy chủ. Dùng tài khoản quản trị của PostgreSQL, như postgres.</source>
        <translation>This login may not set up the server. Use PostgreSQL&apos;s administrator, such as postgres.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận máy này nữa. Dữ liệu chưa gửi vẫn giữ trên máy; liên hệ quản trị để được cấp lại.</source>
        <translation>The server no longer takes this desktop. What is not sent stays here; ask the administrator to let it in again.</translation>
    </message>
    <message>
        <source>Tài khoản {user} chưa được cấp vai trò trên máy chủ. Nhờ quản trị cấp bằng main.py server role add.</source>
        <translation>The login {user} has no role on the server. Ask the administrator for one (main.py server role add).</translation>
    </message>
    <message>
        <source>Theo lệnh của trung tâm, khóa dữ liệu của máy này đã bị hủy: đóng chương trình là không mở lại được. Liên hệ quản trị.</source>
        <translation>By order of the centre the key of this desktop&apos;s data was destroyed: once the program is closed it cannot be opened again. Contact the administrator.</translation>
    </message>
    <message>
        <source>Một chương trình khác đang dùng danh tính của máy này. Đóng chương trình đó rồi bấm Đồng bộ ngay.</source>
        <translation>Another program uses this desktop&apos;s identity. Close it, then press Sync now.</translation>
    </message>
    <message>
        <source>Không ghi được tệp chứng thư {file}. Kiểm tra quyền và chỗ trống của ổ.</source>
        <translation>Cannot write the certificate file {file}. Check its permissions and the free space.</translation>
    </message>
    <message>
        <source>Tên luật cần từ 1 đến {count} ký tự. Nhập lại tên.</source>
        <translation>A rule&apos;s name needs 1 to {count} characters. Enter it again.</translation>
    </message>
    <message>
        <source>Hình vẽ của luật có quá nhiều điểm. Vẽ lại với ít điểm hơn.</source>
        <translation>The rule&apos;s drawing has too many points. Draw it again with fewer.</translation>
    </message>
    <message>
        <source>Một camera có nhiều nhất {count} luật. Xóa bớt luật cũ rồi thêm.</source>
        <translation>A camera has at most {count} rules. Delete old ones, then add.</translation>
    </message>
    <message>
        <source>Luật này đã bị xóa. Tải lại danh sách luật.</source>
        <translation>This rule was deleted. Reload the list of rules.</translation>
    </message>
    <message>
        <source>Không đọc được tệp chú thích {path}. Kiểm tra đường dẫn.</source>
        <translation>The annotation file {path} cannot be read. Check the path.</translation>
    </message>
    <message>
        <source>Tệp {path} không phải chú thích dạng COCO. Xuất lại từ công cụ gán nhãn.</source>
        <translation>The file {path} holds no COCO annotations. Export it again from the labelling tool.</translation>
    </message>
    <message>
        <source>Chưa tải gì: giấy phép {licence} của mô hình {name} chưa được đồng ý. Thêm --yes nếu đã đồng ý.</source>
        <translation>Nothing was downloaded: the licence {licence} of model {name} was not accepted. Add --yes if you accept it.</translation>
    </message>
    <message>
        <source>Không có camera số {number}. Xem danh sách: main.py cameras list.</source>
        <translation>There is no camera number {number}. See the list: main.py cameras list.</translation>
    </message>
    <message>
        <source>Không có phông chữ để vẽ biển số. Chạy make setup để cài phông.</source>
        <translation>There is no font to draw plates with. Run make setup to install it.</translation>
    </message>
    <message>
        <source>“{text}” không phải ngày. Viết như 31/12/2026.</source>
        <translation>“{text}” is no date. Write it like 31/12/2026.</translation>
    </message>
    <message>
        <source>Biển số này đã có ở dòng {first}. Xóa một trong hai dòng.</source>
        <translation>This plate is already in line {first}. Delete one of the two lines.</translation>
    </message>
    <message>
        <source>Tài khoản này không được xem mặt người. Xin cấp quyền hoặc lưu bản đã che.</source>
        <translation>This account may not see faces. Ask for the right, or save the covered copy.</translation>
    </message>
    <message>
        <source>Lưu đoạn phim không che mặt cần lý do. Nhập lý do rồi lưu.</source>
        <translation>Saving a clip with visible faces needs a reason. Enter one, then save.</translation>
    </message>
    <message>
        <source>Tài khoản này chỉ được xem cảnh báo. Nhờ trực ban xác nhận hoặc báo sai.</source>
        <translation>This account may only look at alarms. Ask the duty officer to confirm or reject.</translation>
    </message>
    <message>
        <source>Chưa có lý do. Chọn hoặc nhập lý do báo sai.</source>
        <translation>There is no reason. Choose or enter why it is wrong.</translation>
    </message>
    <message>
        <source>Sự kiện này đã có người trả lời. Xem câu trả lời trong danh sách.</source>
        <translation>Somebody has answered this event already. See the answer in the list.</translation>
    </message>
    <message>
        <source>Sự kiện này đã bị xóa. Tải lại danh sách.</source>
        <translation>This event was deleted. Reload the list.</translation>
    </message>
    <message>
        <source>Tài khoản này không có quyền làm việc đó với biển số. Hỏi quản trị.</source>
        <translation>This account may not do that with plates. Ask an administrator.</translation>
    </message>
    <message>
        <source>Biển số là dữ liệu cá nhân: cần ghi lý do, như số vụ việc hoặc yêu cầu.</source>
        <translation>Plates are personal data: a reason is needed, such as a case number.</translation>
    </message>
    <message>
        <source>“{text}” không phải biển số. Dùng chữ, số, * và ?, như 51F*345.</source>
        <translation>“{text}” is no plate. Use letters, digits, * and ?, as in 51F*345.</translation>
    </message>
    <message>
        <source>Cần ít nhất 3 ký tự liền nhau (2 ở đầu hoặc cuối biển). Nhập thêm ký tự.</source>
        <translation>At least 3 characters in a row are needed (2 at the start or end). Enter more.</translation>
    </message>
    <message>
        <source>Mục này đã được quyết định rồi. Tải lại danh sách.</source>
        <translation>This has been decided already. Reload the list.</translation>
    </message>
    <message>
        <source>Người đề xuất không tự duyệt được. Nhờ người thứ hai có quyền duyệt.</source>
        <translation>Who proposes cannot approve. Ask a second person who may.</translation>
    </message>
    <message>
        <source>Thời hạn theo dõi đã qua. Đề xuất lại với hạn mới.</source>
        <translation>The time of the watch is over. Propose it again with a new date.</translation>
    </message>
    <message>
        <source>Mức độ “{severity}” không có. Dùng {known}.</source>
        <translation>There is no severity “{severity}”. Use {known}.</translation>
    </message>
    <message>
        <source>Thiếu đơn vị yêu cầu. Nhập tên đơn vị, tối đa 120 ký tự.</source>
        <translation>The unit that asks is missing. Enter its name, at most 120 characters.</translation>
    </message>
    <message>
        <source>Hạn theo dõi phải từ hôm nay đến {days} ngày tới. Nhập lại ngày.</source>
        <translation>The watch must end between today and {days} days from now. Enter the date again.</translation>
    </message>
    <message>
        <source>“{text}” không đúng dạng biển số Việt Nam. Ví dụ: 51F-123.45, 59X1-123.45.</source>
        <translation>“{text}” has not the form of a Vietnamese plate. Examples: 51F-123.45, 59X1-123.45.</translation>
    </message>
    <message>
        <source>“{text}” khớp quá nhiều xe. Cần ít nhất 4 ký tự, trong đó 3 ký tự liền nhau.</source>
        <translation>“{text}” matches too many vehicles. At least 4 characters are needed, 3 of them in a row.</translation>
    </message>
    <message>
        <source>Mục theo dõi này không còn. Tải lại danh sách.</source>
        <translation>This watch is gone. Reload the list.</translation>
    </message>
    <message>
        <source>Không thử được trên tệp này: {why} Chọn tệp khác.</source>
        <translation>The rule cannot be tried on this file: {why} Choose another file.</translation>
    </message>
    <message>
        <source>Nhật ký của máy này bị sửa hoặc mất từ mục {seq}. Báo người phụ trách.</source>
        <translation>This desktop&apos;s journal was changed or is missing entries from number {seq} on. Tell whoever is in charge.</translation>
    </message>
    <message>
        <source>Nhật ký máy chủ, chuỗi {chain}: thiếu mục {seq}. Báo người phụ trách.</source>
        <translation>Server journal, chain {chain}: entry {seq} is missing. Tell whoever is in charge.</translation>
    </message>
    <message>
        <source>Nhật ký máy chủ, chuỗi {chain}: mục {seq} không nối với mục trước. Báo người phụ trách.</source>
        <translation>Server journal, chain {chain}: entry {seq} does not follow the one before. Tell whoever is in charge.</translation>
    </message>
    <message>
        <source>Nhật ký máy chủ, chuỗi {chain}: nội dung mục {seq} bị sửa. Báo người phụ trách.</source>
        <translation>Server journal, chain {chain}: the content of entry {seq} was changed. Tell whoever is in charge.</translation>
    </message>
    <message>
        <source>Nhật ký máy chủ, chuỗi {chain}: mục {seq} bị sửa. Báo người phụ trách.</source>
        <translation>Server journal, chain {chain}: entry {seq} was changed. Tell whoever is in charge.</translation>
    </message>
    <message>
        <source>Nhật ký máy chủ, chuỗi {chain}: mục {seq} khác với bản mà máy này đã lưu. Nhật ký đã bị viết lại, hoặc máy chủ được khôi phục từ bản sao lưu.</source>
        <translation>Server journal, chain {chain}: entry {seq} differs from what this desktop kept. The journal was rewritten, or the server was restored from a backup.</translation>
    </message>
    <message>
        <source>Danh sách tải về không có mô hình “{name}”. Có thể tải: {known}. Mô hình khác: chép tệp về máy rồi dùng lệnh models add TỆP.</source>
        <translation>There is no model “{name}” to download. Known: {known}. Others: copy the file here, then use models add FILE.</translation>
    </message>
    <message>
        <source>Tệp tải về của mô hình {name} không đúng mã SHA-256 đã ghi: cần {expected}…, nhận được {found}…. Tệp đã bị bỏ. Thử lại sau hoặc lấy tệp từ nguồn khác rồi dùng lệnh models add TỆP.</source>
        <translation>The file of model {name} has not the SHA-256 that is noted: {expected}… is needed, {found}… came. It was dropped. Try again later, or get the file elsewhere and use models add FILE.</translation>
    </message>
    <message>
        <source>Không tải được {url}: {reason}. Nếu máy này không có mạng, tải tệp đó ở máy khác, chép sang đây rồi dùng lệnh models add TỆP.</source>
        <translation>{url} cannot be downloaded: {reason}. Without a network, download the file on another machine, copy it here and use models add FILE.</translation>
    </message>
    <message>
        <source>Đường truyền đứt khi đã nhận {have} trong {size} byte của mô hình {name}. Chạy lại lệnh để tải tiếp.</source>
        <translation>The connection broke after {have} of {size} bytes of model {name}. Run the command again to go on.</translation>
    </message>
    <message>
        <source>Thiếu bộ đọc chữ để đọc biển số. Cài lại gói rapidocr rồi mở lại chương trình.</source>
        <translation>The text reader for plates is missing. Install the package rapidocr again, then restart.</translation>
    </message>
    <message>
        <source>Bộ đọc chữ không có bảng chữ cái. Cài lại gói rapidocr.</source>
        <translation>The text reader has no alphabet. Install the package rapidocr again.</translation>
    </message>
    <message>
        <source>phải là một đối tượng JSON.</source>
        <translation>must be a JSON object.</translation>
    </message>
    <message>
        <source>thiếu mã “id”.</source>
        <translation>the “id” is missing.</translation>
    </message>
    <message>
        <source>“{field}” phải là một trong: {words}.</source>
        <translation>“{field}” must be one of: {words}.</translation>
    </message>
    <message>
        <source>“{field}” phải là chữ.</source>
        <translation>“{field}” must be text.</translation>
    </message>
    <message>
        <source>“classes” phải là danh sách tên lớp, hoặc null cho mọi lớp.</source>
        <translation>“classes” must be a list of class names, or null for all.</translation>
    </message>
    <message>
        <source>“{field}” phải là một số.</source>
        <translation>“{field}” must be a number.</translation>
    </message>
    <message>
        <source>“{field}” phải gồm các cặp số [x, y].</source>
        <translation>“{field}” must consist of pairs of numbers [x, y].</translation>
    </message>
    <message>
        <source>“schedule” phải có dạng {example}.</source>
        <translation>“schedule” must look like {example}.</translation>
    </message>
    <message>
        <source>giờ trong “schedule” phải có dạng 22:00.</source>
        <translation>times in “schedule” must look like 22:00.</translation>
    </message>
    <message>
        <source>Không ghi được tệp luật {path}: {problem}. Chọn nơi khác.</source>
        <translation>The file of rules {path} cannot be written: {problem}. Choose another place.</translation>
    </message>
    <message>
        <source>Tệp {path} không chứa luật nào. Tệp phải có dạng {{&quot;rules&quot;: [...]}} với ít nhất một luật.</source>
        <translation>The file {path} holds no rule. It must look like {{&quot;rules&quot;: [...]}} with at least one rule.</translation>
    </message>
    <message>
        <source>Không có tệp luật {path}, hoặc tệp quá lớn. Kiểm tra đường dẫn.</source>
        <translation>There is no file of rules {path}, or it is too large. Check the path.</translation>
    </message>
    <message>
        <source>Tệp {path} không phải JSON hợp lệ, sai ở dòng {line}, cột {column}. Sửa lại chỗ đó.</source>
        <translation>The file {path} is not valid JSON: wrong at line {line}, column {column}. Correct it there.</translation>
    </message>
    <message>
        <source>Không đọc được tệp luật {path}. Lưu lại tệp dạng JSON, mã UTF-8.</source>
        <translation>The file of rules {path} cannot be read. Save it again as JSON in UTF-8.</translation>
    </message>
    <message>
        <source>không hiểu mục “{field}” nên bỏ qua.</source>
        <translation>the field “{field}” is not known and was left out.</translation>
    </message>
    <message>
        <source>Luật thứ {number}{name}: {fault}</source>
        <translation>Rule number {number}{name}: {fault}</translation>
    </message>
    <message>
        <source>Tệp {path} có {count} lỗi nên không luật nào được chạy. Sửa rồi chạy lại: {faults}</source>
        <translation>The file {path} has {count} faults, so no rule was run. Correct them and run again: {faults}</translation>
    </message>
    <message>
        <source>Có {count} luật cùng mã {rule}. Đặt cho mỗi luật một mã riêng.</source>
        <translation>{count} rules have the same id {rule}. Give each its own.</translation>
    </message>
    <message>
        <source>Luật {rule}: cần một vạch có đúng 2 điểm, đang có {count}. Vẽ lại vạch.</source>
        <translation>Rule {rule}: needs a line of exactly 2 points and has {count}. Draw the line again.</translation>
    </message>
    <message>
        <source>Luật {rule}: vạch quá ngắn, hai đầu gần như trùng nhau. Vẽ lại vạch.</source>
        <translation>Rule {rule}: the line is too short, its ends nearly coincide. Draw the line again.</translation>
    </message>
    <message>
        <source>Luật {rule}: vùng cần ít nhất 3 điểm khác nhau. Vẽ lại vùng.</source>
        <translation>Rule {rule}: the area needs at least 3 different points. Draw the area again.</translation>
    </message>
    <message>
        <source>Luật {rule}: vùng gần như không có diện tích. Vẽ lại vùng.</source>
        <translation>Rule {rule}: the area is nearly nothing. Draw the area again.</translation>
    </message>
    <message>
        <source>Luật {rule}: các cạnh của vùng cắt nhau. Vẽ lại các điểm lần lượt theo đường bao.</source>
        <translation>Rule {rule}: the sides of the area cross each other. Draw its points again in order along the outline.</translation>
    </message>
    <message>
        <source>Luật {rule}: có điểm nằm ngoài hình. Tọa độ tính theo phần của hình, từ 0 đến 1; nếu là điểm ảnh thì chia cho chiều rộng và chiều cao, hoặc vẽ lại.</source>
        <translation>Rule {rule}: a point lies outside of the picture. Coordinates are shares of the picture from 0 to 1; divide pixels by its width and height, or draw again.</translation>
    </message>
    <message>
        <source>Luật {rule}: chưa có chiều được phép đi. Vẽ mũi tên chỉ chiều.</source>
        <translation>Rule {rule}: the allowed direction is missing. Draw the arrow.</translation>
    </message>
    <message>
        <source>Luật {rule}: mũi tên chỉ chiều có độ dài bằng 0. Vẽ lại mũi tên.</source>
        <translation>Rule {rule}: the arrow of its direction has no length. Draw the arrow again.</translation>
    </message>
    <message>
        <source>Luật {rule}: mũi tên chạy dọc theo vạch nên không rõ chiều. Vẽ mũi tên cắt ngang vạch.</source>
        <translation>Rule {rule}: the arrow runs along the line, so the direction is not clear. Draw it across the line.</translation>
    </message>
    <message>
        <source>Luật {rule}: chưa biết đèn tín hiệu. Khoanh vùng đèn trên hình hoặc chọn nguồn tín hiệu.</source>
        <translation>Rule {rule}: the signal is not known. Outline its lamps in the picture or choose a signal feed.</translation>
    </message>
    <message>
        <source>Luật {rule}: {field} phải là số từ 0 trở lên. Sửa lại số này.</source>
        <translation>Rule {rule}: {field} must be a number of 0 or more. Correct the number.</translation>
    </message>
    <message>
        <source>Luật {rule}: độ nhạy phải từ 0 đến 1. Sửa lại số này.</source>
        <translation>Rule {rule}: the sensitivity must be from 0 to 1. Correct the number.</translation>
    </message>
    <message>
        <source>Luật {rule}: lịch không hợp lệ. Chọn ít nhất một ngày và giờ bắt đầu khác giờ kết thúc.</source>
        <translation>Rule {rule}: the schedule is not valid. Choose at least one day, and a start that differs from the end.</translation>
    </message>
    <message>
        <source>Luật {rule}: mô hình đang dùng không nhận ra {classes}. Chọn mô hình khác có lớp này, hoặc sửa luật.</source>
        <translation>Rule {rule}: the model in use does not know {classes}. Choose another model that does, or change the rule.</translation>
    </message>
    <message>
        <source>Luật {rule}: mô hình đang dùng không nhận ra {classes}; luật chỉ xét phần còn lại.</source>
        <translation>Rule {rule}: the model in use does not know {classes}; the rule looks at the others only.</translation>
    </message>
    <message>
        <source>Luật {rule}: camera đã đổi độ phân giải từ {drawn} sang {now}; hình vẽ đã co giãn theo, kiểm tra lại vùng vẽ.</source>
        <translation>Rule {rule}: the camera changed its resolution from {drawn} to {now}; the drawing was scaled with it, check the drawn area.</translation>
    </message>
    <message>
        <source>Luật {rule}: camera đã đổi độ phân giải từ {drawn} sang {now} khác tỷ lệ nên hình vẽ có thể lệch; kiểm tra lại vùng vẽ.</source>
        <translation>Rule {rule}: the camera changed its resolution from {drawn} to {now}, which has another shape, so the drawing may be off; check the drawn area.</translation>
    </message>
    <message>
        <source>--out phải là tệp khác: đuôi .jpg, .png cho ảnh, .mp4 cho phim.</source>
        <translation>--out must be another file: .jpg or .png for a picture, .mp4 for a clip.</translation>
    </message>
    <message>
        <source>Ảnh chưa có trên máy này. Nối máy chủ để tải lại rồi lưu.</source>
        <translation>The picture is not on this machine yet. Connect to the server to fetch it, then save.</translation>
    </message>
    <message>
        <source>Tài khoản này không được xem mặt người. Lưu ảnh đã che, hoặc xin cấp quyền.</source>
        <translation>This account may not see faces. Save the covered picture, or ask for the right.</translation>
    </message>
    <message>
        <source>Lưu ảnh không che mặt cần lý do. Nhập lý do rồi lưu.</source>
        <translation>Saving a picture with visible faces needs a reason. Enter one, then save.</translation>
    </message>
    <message>
        <source>Đoạn phim ngắn hơn thường lệ: camera đổi khuôn hình hoặc gửi hình quá lớn. Xem cài đặt camera.</source>
        <translation>The clip is shorter than usual: the camera changed its picture size or sends too much. See the camera&apos;s settings.</translation>
    </message>
    <message>
        <source>Không có đoạn phim: camera không gửi hình lúc đó. Kiểm tra đường truyền camera.</source>
        <translation>No clip: the camera sent no picture then. Check the camera&apos;s connection.</translation>
    </message>
    <message>
        <source>Không có đoạn phim: camera không được canh lúc đó. Bật canh theo luật.</source>
        <translation>No clip: the camera was not watched then. Switch watching by rules on.</translation>
    </message>
    <message>
        <source>Quá nhiều cảnh báo cùng lúc nên không lưu được đoạn phim này. Nới bớt luật canh.</source>
        <translation>Too many alarms at once: this clip could not be saved. Loosen the rules.</translation>
    </message>
    <message>
        <source>Không có đoạn phim: bộ giải mã dừng giữa chừng. Xem ảnh của sự kiện thay thế.</source>
        <translation>No clip: the decoder stopped halfway. Look at the event&apos;s picture instead.</translation>
    </message>
    <message>
        <source>Ổ đĩa đầy, không ghi được đoạn phim. Xóa bớt tệp trên ổ đĩa của hồ sơ.</source>
        <translation>The disk is full, the clip could not be written. Delete files on the profile&apos;s disk.</translation>
    </message>
    <message>
        <source>Không ghi được đoạn phim vào {folder}. Kiểm tra quyền của thư mục.</source>
        <translation>The clip could not be written to {folder}. Check the folder&apos;s permissions.</translation>
    </message>
    <message>
        <source>Không ghép được đoạn phim từ hình camera gửi. Kiểm tra đường truyền camera.</source>
        <translation>No clip could be made of what the camera sent. Check the camera&apos;s connection.</translation>
    </message>
    <message>
        <source>Chưa lưu được đoạn phim dạng {codec}. Đặt camera sang H.264 hoặc H.265.</source>
        <translation>Clips of {codec} cannot be saved yet. Set the camera to H.264 or H.265.</translation>
    </message>
    <message>
        <source>Đoạn phim hỏng, không phát được. Lưu ra tệp rồi mở bằng chương trình khác.</source>
        <translation>The clip is damaged and cannot be played. Save it as a file and open it with another program.</translation>
    </message>
    <message>
        <source>Không ghi lại được phim {path}. Chọn tệp video khác.</source>
        <translation>The clip {path} could not be written anew. Choose another video file.</translation>
    </message>
    <message>
        <source>Không đọc được tệp {path}: {problem}. Kiểm tra đường dẫn.</source>
        <translation>The file {path} cannot be read: {problem}. Check the path.</translation>
    </message>
    <message>
        <source>Dòng {line}: có {count} cột, cần ít nhất 6 (khung hình, mã, x, y, w, h).</source>
        <translation>Line {line}: {count} columns, at least 6 are needed (frame, id, x, y, w, h).</translation>
    </message>
    <message>
        <source>Dòng {line}: có cột không phải là số.</source>
        <translation>Line {line}: a column is not a number.</translation>
    </message>
    <message>
        <source>Dòng {line}: số khung hình, mã đối tượng và mã loại phải là số nguyên.</source>
        <translation>Line {line}: frame, identity and class must be whole numbers.</translation>
    </message>
    <message>
        <source>Dòng {line}: khung hình {frame} không hợp lệ, phải đếm từ 1.</source>
        <translation>Line {line}: frame {frame} is not valid, frames count from 1.</translation>
    </message>
    <message>
        <source>Dòng {line}: mã đối tượng là số âm. Đây là tệp nhận diện, hãy dùng tệp kết quả theo dõi.</source>
        <translation>Line {line}: the identity is negative. This is a file of detections; use a file of tracks.</translation>
    </message>
    <message>
        <source>Dòng {line}: mã đối tượng đã có ở dòng {first} trong cùng khung hình.</source>
        <translation>Line {line}: the identity is already on line {first} in the same frame.</translation>
    </message>
    <message>
        <source>Tệp {path} có {count} dòng hỏng nên chưa đo gì. Sửa các dòng sau rồi chạy lại: {faults}</source>
        <translation>The file {path} has {count} bad lines, so nothing was measured. Correct these lines and run it again: {faults}</translation>
    </message>
    <message>
        <source>--tracks và --truth phải cùng là tệp hoặc cùng là thư mục. Chọn lại một trong hai.</source>
        <translation>--tracks and --truth must both be files or both be folders. Choose one of them again.</translation>
    </message>
    <message>
        <source>Thư mục {path} không có chuỗi nào dạng TÊN/gt/gt.txt hoặc TÊN.txt. Chọn thư mục khác.</source>
        <translation>The folder {path} holds no sequence as NAME/gt/gt.txt or NAME.txt. Choose another folder.</translation>
    </message>
    <message>
        <source>Không có tệp hay thư mục {path}. Kiểm tra đường dẫn.</source>
        <translation>There is no file or folder {path}. Check the path.</translation>
    </message>
    <message>
        <source>Thư mục {path} không có kết quả của chuỗi nào; cần các tệp: {names}.</source>
        <translation>The folder {path} holds the result of no sequence; these files are needed: {names}.</translation>
    </message>
    <message>
        <source>Ảnh hỏng nên không che mặt được. Xem camera hoặc chọn ảnh khác.</source>
        <translation>The picture is damaged, so faces in it cannot be covered. Look at the camera or choose another picture.</translation>
    </message>
    <message>
        <source>Chưa có mô hình nào nhận ra người nên không che được mặt. Thêm bằng lệnh: models add TỆP.</source>
        <translation>No model here recognises people, so faces cannot be covered. Add one with: models add FILE.</translation>
    </message>
    <message>
        <source>Việc che mặt dừng giữa chừng. Thử lại, hoặc dùng lệnh: privacy blur.</source>
        <translation>Covering faces stopped half-way. Try again, or use the command: privacy blur.</translation>
    </message>
    <message>
        <source>Tệp {path} lớn hơn {limit} MB. Tách tệp rồi kiểm tra từng phần.</source>
        <translation>The file {path} is larger than {limit} MB. Split it and check each part.</translation>
    </message>
    <message>
        <source>Không mở được tệp {path}: {problem}. Kiểm tra lại đường dẫn.</source>
        <translation>The file {path} cannot be opened: {problem}. Check the path.</translation>
    </message>
    <message>
        <source>Máy chưa có phông chữ cho văn bản: cần Times New Roman, hoặc Liberation Serif bản 2. Cài gói fonts-liberation2 rồi làm lại.</source>
        <translation>This computer has no font for documents: Times New Roman or Liberation Serif 2 is needed. Install the package fonts-liberation2, then try again.</translation>
    </message>
    <message>
        <source>Tệp PDF có mật khẩu nên không đọc được. Bỏ mật khẩu của tệp rồi kiểm tra lại.</source>
        <translation>The PDF has a password and cannot be read. Remove the password and check again.</translation>
    </message>
    <message>
        <source>tệp không có trang nào</source>
        <translation>the file has no pages</translation>
    </message>
    <message>
        <source>Tệp PDF chỉ có ảnh, không có chữ: đây là bản quét. Kiểm tra bản điện tử gốc.</source>
        <translation>The PDF file has pictures only and no text: it is a scan. Check the original electronic document.</translation>
    </message>
    <message>
        <source>Không đọc được tệp PDF ({problem}). Tạo lại tệp rồi kiểm tra lại.</source>
        <translation>The PDF file cannot be read ({problem}). Create the file again, then check again.</translation>
    </message>
    <message>
        <source>không phải tệp PDF</source>
        <translation>not a PDF file</translation>
    </message>
    <message>
        <source>Tệp PDF có hơn {limit} trang. Tách tệp rồi kiểm tra từng phần.</source>
        <translation>The PDF file has more than {limit} pages. Split it and check each part.</translation>
    </message>
    <message>
        <source>Một ảnh của văn bản không đọc được ({problem}). Thay ảnh đó bằng tệp JPEG hoặc PNG khác.</source>
        <translation>A picture of the document cannot be read ({problem}). Replace it with another JPEG or PNG file.</translation>
    </message>
    <message>
        <source>Một ảnh quá lớn ({width}×{height} điểm ảnh). Thu nhỏ ảnh rồi làm lại.</source>
        <translation>A picture is too large ({width}×{height} pixels). Make it smaller, then try again.</translation>
    </message>
    <message>
        <source>Tệp không phải PDF hoặc đã hỏng nên không ký, không kiểm tra được. Xuất lại văn bản.</source>
        <translation>The file is no PDF or is damaged, so it can be neither signed nor checked. Export the document again.</translation>
    </message>
    <message>
        <source>Tệp PDF có mật khẩu. Bỏ mật khẩu của tệp rồi ký lại.</source>
        <translation>The PDF has a password. Remove it, then sign again.</translation>
    </message>
    <message>
        <source>{name} không phải tệp khóa PKCS#12 (.p12, .pfx). Chọn tệp do đơn vị cấp chứng thư gửi.</source>
        <translation>{name} is no PKCS#12 key file (.p12, .pfx). Choose the file that the certificate&apos;s issuer sent.</translation>
    </message>
    <message>
        <source>Không đọc được tệp khóa {name}. Kiểm tra đường dẫn và quyền đọc.</source>
        <translation>The key file {name} cannot be read. Check the path and the rights.</translation>
    </message>
    <message>
        <source>Sai mật khẩu của tệp khóa. Nhập lại mật khẩu.</source>
        <translation>Wrong password of the key file. Enter it again.</translation>
    </message>
    <message>
        <source>{name} không có khóa riêng kèm chứng thư nên không ký được. Chọn tệp hoặc thiết bị khác.</source>
        <translation>{name} holds no private key with a certificate, so it cannot sign. Choose another file or token.</translation>
    </message>
    <message>
        <source>Chứng thư của {subject} không được cấp để ký văn bản. Chọn chứng thư ký số.</source>
        <translation>The certificate of {subject} was not issued for signing. Choose a signing certificate.</translation>
    </message>
    <message>
        <source>Chứng thư của {subject} đã hết hạn ngày {day}. Gia hạn hoặc chọn chứng thư khác.</source>
        <translation>The certificate of {subject} expired on {day}. Renew it or choose another.</translation>
    </message>
    <message>
        <source>Chứng thư của {subject} chỉ có hiệu lực từ ngày {day}. Kiểm tra đồng hồ máy hoặc chọn chứng thư khác.</source>
        <translation>The certificate of {subject} is valid only from {day}. Check this computer&apos;s clock or choose another.</translation>
    </message>
    <message>
        <source>Văn bản này đã có chữ ký số của {subject}. Không cần ký lần nữa.</source>
        <translation>This document already bears the signature of {subject}. There is no need to sign again.</translation>
    </message>
    <message>
        <source>Không mở được trình điều khiển thiết bị ký {name}. Cài phần mềm của nhà cung cấp rồi chọn lại tệp.</source>
        <translation>The token&apos;s driver {name} cannot be opened. Install the maker&apos;s software, then choose the file again.</translation>
    </message>
    <message>
        <source>Không thấy thiết bị ký (USB token). Cắm thiết bị, đợi đèn sáng rồi thử lại.</source>
        <translation>No USB token was found. Plug it in, wait for its light, then try again.</translation>
    </message>
    <message>
        <source>Có nhiều thiết bị ký: {names}. Nhập tên thiết bị cần dùng.</source>
        <translation>There are several tokens: {names}. Enter the name of the one to use.</translation>
    </message>
    <message>
        <source>Thiết bị ký bị rút ra hoặc không trả lời khi đang ký. Cắm lại rồi ký lần nữa.</source>
        <translation>The token was removed or stopped answering. Plug it in again and sign once more.</translation>
    </message>
    <message>
        <source>Sai mã PIN của thiết bị ký. Nhập cẩn thận: sai nhiều lần thiết bị sẽ tự khóa.</source>
        <translation>Wrong PIN of the token. Take care: after several wrong tries it locks itself.</translation>
    </message>
    <message>
        <source>Thiết bị ký đã tự khóa vì sai mã PIN. Nhờ đơn vị cấp chứng thư mở khóa.</source>
        <translation>The token has locked itself after wrong PINs. Ask the certificate&apos;s issuer to unlock it.</translation>
    </message>
    <message>
        <source>Không chọn được chứng thư trên thiết bị ký (đang có: {names}). Nhập đúng tên chứng thư.</source>
        <translation>No certificate could be chosen on the token (there are: {names}). Enter the exact name.</translation>
    </message>
    <message>
        <source>Máy chủ dấu thời gian {url} không trả lời đúng. Kiểm tra địa chỉ và mạng, hoặc ký không dấu thời gian.</source>
        <translation>The time-stamp server {url} gave no proper answer. Check the address and the network, or sign without a time stamp.</translation>
    </message>
    <message>
        <source>Tệp hình chữ ký không phải ảnh PNG hoặc JPEG. Chọn ảnh khác hoặc bỏ hình.</source>
        <translation>The signature&apos;s picture is no PNG or JPEG. Choose another or leave it out.</translation>
    </message>
    <message>
        <source>Hình con dấu phải là ảnh PNG màu đỏ, nền trong suốt. Chọn ảnh khác.</source>
        <translation>The picture of the seal has to be a red PNG on a transparent ground. Choose another picture.</translation>
    </message>
    <message>
        <source>Chưa có chữ ký của người có thẩm quyền nên chưa đóng dấu được. Người có thẩm quyền ký trước.</source>
        <translation>The person in charge has not signed yet, so the seal cannot be put on. That person signs first.</translation>
    </message>
    <message>
        <source>Thiết bị ký không trả lời trong {seconds} giây nên đã dừng. Rút ra, cắm lại rồi ký lần nữa.</source>
        <translation>The token did not answer within {seconds} seconds and was given up. Pull it out, plug it in and sign again.</translation>
    </message>
    <message>
        <source>Trình điều khiển của thiết bị ký bị lỗi và đã dừng; văn bản chưa được ký. Cập nhật phần mềm của nhà cung cấp rồi ký lần nữa.</source>
        <translation>The token&apos;s driver failed and was stopped; the document is not signed. Update the vendor&apos;s software and sign again.</translation>
    </message>
    <message>
        <source>Đã dừng ký; văn bản chưa được ký.</source>
        <translation>Signing was stopped; the document is not signed.</translation>
    </message>
    <message>
        <source>Bảng có {count} cột, quá nhiều cho khổ giấy. Bỏ bớt cột hoặc đưa bảng vào phụ lục nằm ngang.</source>
        <translation>The table has {count} columns, too many for the sheet. Remove columns or move the table to a landscape annex.</translation>
    </message>
    <message>
        <source>Dòng {row} của bảng có nhiều ô hơn số cột. Sửa dữ liệu của bảng.</source>
        <translation>Row {row} of the table has more cells than columns. Correct the table&apos;s data.</translation>
    </message>
    <message>
        <source>Tên cơ quan, địa danh, trích yếu hoặc chức vụ quá dài, không đủ chỗ trên trang. Rút ngắn rồi làm lại.</source>
        <translation>The name of the organ, the place, the subject or the office is too long for the page. Shorten it, then try again.</translation>
    </message>
    <message>
        <source>Tệp là ảnh chụp, không có bảng để đọc. Xin tệp Word hoặc Excel gốc, hoặc gõ lại bảng rồi dán vào.</source>
        <translation>The file is a scanned picture without a table to read. Ask for the original Word or Excel file, or type the table and paste it.</translation>
    </message>
    <message>
        <source>Không mở được tệp này. Mở bằng Word hoặc Excel, lưu lại dạng .docx hoặc .xlsx.</source>
        <translation>This file can’t be opened. Open it in Word or Excel and save it as .docx or .xlsx.</translation>
    </message>
    <message>
        <source>Không đọc được tệp {path}. Kiểm tra tên, đường dẫn và quyền đọc.</source>
        <translation>File {path} can’t be read. Check its name, folder and permissions.</translation>
    </message>
    <message>
        <source>Tệp .doc đời cũ không đọc được. Mở bằng Word, lưu lại dạng .docx rồi nhập.</source>
        <translation>Old .doc files can’t be read. Open it in Word, save it as .docx and import that.</translation>
    </message>
    <message>
        <source>Tệp lớn hơn {limit} MB. Chép riêng các bảng sang tệp mới.</source>
        <translation>The file is larger than {limit} MB. Copy the tables to a new file.</translation>
    </message>
    <message>
        <source>Không thấy bảng kinh phí nào. Bảng cần một hàng tiêu đề có STT, tên hạng mục và ít nhất một cột tiền.</source>
        <translation>No budget table was found. It needs a heading row with a number, a title and at least one column of amounts.</translation>
    </message>
    <message>
        <source>“{text}” không phải là số tiền. Sửa ô này hoặc chuyển nó sang cột ghi chú.</source>
        <translation>“{text}” is no amount. Correct this cell or move it to the notes.</translation>
    </message>
    <message>
        <source>“{text}” là ngoại tệ. Đổi ra đồng theo tỷ giá đã duyệt rồi nhập lại.</source>
        <translation>“{text}” is foreign currency. Convert it to VND at the approved rate and import again.</translation>
    </message>
    <message>
        <source>“{text}” vượt một triệu tỷ đồng. Kiểm tra đơn vị tính và các chữ số của ô này.</source>
        <translation>“{text}” is beyond 10^15 VND. Check the unit and the digits of this cell.</translation>
    </message>
    <message>
        <source>“{text}” lẻ đến dưới một đồng. Kiểm tra đơn vị tính và dấu phẩy.</source>
        <translation>“{text}” has parts of a VND. Check the unit and the decimal mark.</translation>
    </message>
    <message>
        <source>Các ô của hàng này lệch cột (bắt đầu bằng “{text}”). Đưa từng ô về đúng cột rồi nhập lại.</source>
        <translation>The cells of this row are in the wrong columns (it begins with “{text}”). Move each to its column and import again.</translation>
    </message>
    <message>
        <source>Trang tính {sheet} quá lớn ({rows} hàng). Chép riêng bảng sang tệp mới.</source>
        <translation>Sheet {sheet} is too large ({rows} rows). Copy the table alone to a new file.</translation>
    </message>
    <message>
        <source>Bản tin không đúng chuẩn CAP 1.2: {problem}. Sửa nội dung rồi thử lại.</source>
        <translation>The message is not valid CAP 1.2: {problem}. Correct it and try again.</translation>
    </message>
    <message>
        <source>Không thấy {path}. Chọn thư mục hoặc tệp ZIP của hồ sơ vụ việc.</source>
        <translation>{path} is not there. Choose the folder or ZIP of a case file.</translation>
    </message>
    <message>
        <source>{path} không phải hồ sơ vụ việc hoặc đã hỏng: không đọc được manifest.json.</source>
        <translation>{path} is no case file or is damaged: its manifest.json cannot be read.</translation>
    </message>
    <message>
        <source>{path} đã có. Chọn tên khác cho hồ sơ vụ việc.</source>
        <translation>{path} exists already. Choose another name for the case file.</translation>
    </message>
    <message>
        <source>Không ghi được hồ sơ vào {path}: {problem}. Chọn nơi khác hoặc dọn ổ đĩa.</source>
        <translation>The case file cannot be written to {path}: {problem}. Choose another place or free some disk space.</translation>
    </message>
    <message>
        <source>Nội dung của {name} không còn như lúc thu. Tải lại từ máy chủ hoặc bỏ tệp khỏi hồ sơ.</source>
        <translation>The content of {name} is not what it was when it was taken in. Fetch it from the server again or leave it out of the case file.</translation>
    </message>
    <message>
        <source>Đã dừng theo yêu cầu; chưa có hồ sơ nào được ghi.</source>
        <translation>Stopped as asked; no case file was written.</translation>
    </message>
    <message>
        <source>Không đọc được {name} trên máy này. Nối máy chủ để tải về rồi xuất lại.</source>
        <translation>{name} cannot be read on this machine. Connect to the server to fetch it, then export again.</translation>
    </message>
    <message>
        <source>Không biết dạng của {name}. Đặt tên tệp có đuôi .xlsx hoặc .csv.</source>
        <translation>The format of {name} is not known. Give the file a name that ends in .xlsx or .csv.</translation>
    </message>
    <message>
        <source>Danh sách dài quá {count} dòng. Lọc bớt rồi xuất lại.</source>
        <translation>The list is longer than {count} rows. Filter it, then export again.</translation>
    </message>
    <message>
        <source>Đã dừng theo yêu cầu; chưa có tệp nào được ghi.</source>
        <translation>Stopped as asked; no file was written.</translation>
    </message>
    <message>
        <source>Cảnh báo cần có sự kiện, tiêu đề, nội dung và khu vực. Điền đủ rồi lưu lại.</source>
        <translation>An alert needs an event, a headline, a description and an area. Fill them in and save again.</translation>
    </message>
    <message>
        <source>Tiêu đề cảnh báo dài nhất {headline} ký tự, nội dung {text}. Viết ngắn lại.</source>
        <translation>An alert&apos;s headline has at most {headline} characters, its text {text}. Shorten it.</translation>
    </message>
    <message>
        <source>“{word}” không có trong chuẩn CAP. Chọn một trong: {known}.</source>
        <translation>“{word}” is no word of CAP. Choose one of: {known}.</translation>
    </message>
    <message>
        <source>Cảnh báo hết hiệu lực trước khi bắt đầu. Đặt lại lúc hết hiệu lực.</source>
        <translation>The alert expires before it begins. Set another time of expiry.</translation>
    </message>
    <message>
        <source>Đường bao của khu vực cảnh báo chưa khép kín hoặc sai tọa độ. Vẽ lại khu vực.</source>
        <translation>The outline of the alert&apos;s area is not closed or its coordinates are wrong. Draw the area again.</translation>
    </message>
    <message>
        <source>Bản tin {identifier} đã bị sửa sau khi phát. Báo quản trị kiểm tra nhật ký.</source>
        <translation>The message {identifier} was changed after its release. Ask the administrator to check the journal.</translation>
    </message>
    <message>
        <source>Chưa có tên nơi phát cảnh báo. Đặt tên miền của trung tâm trong Cài đặt.</source>
        <translation>Who sends alerts has no name yet. Set the centre&apos;s domain name in Settings.</translation>
    </message>
    <message>
        <source>Bản tin này không còn. Tải lại danh sách.</source>
        <translation>This message is gone. Reload the list.</translation>
    </message>
    <message>
        <source>Tài khoản này không có quyền soạn hoặc phát cảnh báo. Nhờ người có quyền.</source>
        <translation>This account may not prepare or release alerts. Ask somebody who may.</translation>
    </message>
    <message>
        <source>Người soạn không tự phát cảnh báo. Nhờ người thứ hai xem và phát.</source>
        <translation>Whoever prepared an alert does not release it. Ask a second person to read and release it.</translation>
    </message>
    <message>
        <source>Bản tin này đã được phát hoặc rút. Tải lại danh sách.</source>
        <translation>This message has been released or withdrawn. Reload the list.</translation>
    </message>
    <message>
        <source>Bản tin này chưa được phát. Phát nó, hoặc rút rồi soạn lại.</source>
        <translation>This message has not been released. Release it, or withdraw it and prepare another one.</translation>
    </message>
    <message>
        <source>Bản tin này đã được cập nhật hoặc hủy. Dùng bản tin mới nhất của chuỗi.</source>
        <translation>This message has been updated or cancelled. Use the newest message of its chain.</translation>
    </message>
    <message>
        <source>Chưa có lý do. Nhập lý do rồi thử lại.</source>
        <translation>There is no reason. Enter one and try again.</translation>
    </message>
    <message>
        <source>{name} là chương trình, không đính kèm được. Đính kèm tài liệu hoặc ảnh.</source>
        <translation>{name} is a program and cannot be attached. Attach a document or a picture.</translation>
    </message>
    <message>
        <source>Nội dung của {name} không phải loại mà đuôi tệp nói. Lấy lại tệp gốc rồi đính kèm.</source>
        <translation>The content of {name} is not what its ending says. Get the original file, then attach it.</translation>
    </message>
    <message>
        <source>Đuôi của {name} không đúng: nội dung là {mime}. Đổi đuôi thành {right} rồi đính kèm.</source>
        <translation>The ending of {name} is wrong: its content is {mime}. Change the ending to {right}, then attach it.</translation>
    </message>
    <message>
        <source>Tệp PDF {name} bị hỏng hoặc bị cắt cụt. Lấy lại bản gốc rồi đính kèm.</source>
        <translation>The PDF {name} is damaged or cut off. Get the original, then attach it.</translation>
    </message>
    <message>
        <source>Ảnh {name} bị hỏng hoặc bị cắt cụt. Lấy lại ảnh gốc rồi đính kèm.</source>
        <translation>The picture {name} is damaged or cut off. Get the original, then attach it.</translation>
    </message>
    <message>
        <source>Bảng có số tiền quá lớn để cộng chính xác. Kiểm tra đơn vị tính của bảng.</source>
        <translation>The table has amounts too large to be added exactly. Check its unit.</translation>
    </message>
    <message>
        <source>Chương trình cần có tên. Nhập tên.</source>
        <translation>A programme needs a name. Enter one.</translation>
    </message>
    <message>
        <source>Ghi lý do giữ số này, ít nhất {count} ký tự.</source>
        <translation>Write why this amount is kept, at least {count} letters.</translation>
    </message>
    <message>
        <source>Phương án cần có tên. Nhập tên.</source>
        <translation>A draft needs a name. Enter one.</translation>
    </message>
    <message>
        <source>Bảng của văn bản không xóa được, chỉ bỏ được phương án.</source>
        <translation>The table of a paper cannot be removed; only drafts can be thrown away.</translation>
    </message>
    <message>
        <source>Tài khoản này không được làm việc đó với bảng kinh phí. Nhờ người có quyền.</source>
        <translation>This account may not do that to budget tables. Ask somebody who may.</translation>
    </message>
    <message>
        <source>Ghi lý do, ít nhất {count} ký tự.</source>
        <translation>Enter a reason of at least {count} characters.</translation>
    </message>
    <message>
        <source>Bảng kinh phí này không còn. Tải lại danh sách.</source>
        <translation>This budget table is gone. Reload the list.</translation>
    </message>
    <message>
        <source>Có dòng nằm trong chính nó. Đưa dòng đó về đúng mục cha rồi kiểm tra lại.</source>
        <translation>A line is inside itself. Move it back under its heading and check again.</translation>
    </message>
    <message>
        <source>Bình luận cần từ 1 đến {count} ký tự. Viết lại ngắn hơn hoặc đính kèm tệp.</source>
        <translation>A comment needs 1 to {count} characters. Shorten it or attach a file.</translation>
    </message>
    <message>
        <source>Bình luận này không còn. Tải lại danh sách.</source>
        <translation>This comment is gone. Reload the list.</translation>
    </message>
    <message>
        <source>Chỉ người viết được gạch bình luận của mình. Viết bình luận mới để đính chính.</source>
        <translation>Only the author can strike a comment. Write a new comment to correct it.</translation>
    </message>
    <message>
        <source>Bạn đang trong ca trực rồi.</source>
        <translation>You are on duty already.</translation>
    </message>
    <message>
        <source>Thiếu lý do rời ca mà không bàn giao. Nhập lý do.</source>
        <translation>A reason for leaving without a hand-over is missing. Enter it.</translation>
    </message>
    <message>
        <source>Ca này đã được bàn giao và đang chờ người nhận ký.</source>
        <translation>This shift was handed over and waits for the taker&apos;s signature.</translation>
    </message>
    <message>
        <source>Chỉ người giao rút lại được biên bản này.</source>
        <translation>Only the giver can withdraw this record.</translation>
    </message>
    <message>
        <source>Người giao không tự ký nhận. Người nhận ca ký.</source>
        <translation>The giver does not sign as the taker. The taker signs.</translation>
    </message>
    <message>
        <source>Tài khoản này không trực ban. Nhờ quản trị cấp quyền trực.</source>
        <translation>This account does not stand duty. Ask an administrator for the right.</translation>
    </message>
    <message>
        <source>Bạn chưa vào ca. Bấm Vào ca trước khi bàn giao.</source>
        <translation>You are not on duty. Check in before you hand over.</translation>
    </message>
    <message>
        <source>Biên bản này đã có người ký nhận hoặc đã được rút lại. Tải lại danh sách.</source>
        <translation>Somebody has taken this hand-over, or it was withdrawn. Reload the list.</translation>
    </message>
    <message>
        <source>Tuần trước chưa có lịch trực để chép. Phân công từng ca.</source>
        <translation>The week before has no roster to copy. Post each shift.</translation>
    </message>
    <message>
        <source>Tài khoản này không xếp lịch trực. Nhờ lãnh đạo hoặc quản trị.</source>
        <translation>This account does not plan the roster. Ask a leader or an administrator.</translation>
    </message>
    <message>
        <source>Không rút ngắn được thời hạn khóa bằng chứng. Chọn ngày xa hơn.</source>
        <translation>The lock of evidence cannot be shortened. Choose a later day.</translation>
    </message>
    <message>
        <source>Bằng chứng bị khóa đến {until}, chưa xóa được.</source>
        <translation>The evidence is locked until {until} and cannot be removed yet.</translation>
    </message>
    <message>
        <source>Xóa bằng chứng cần lý do. Nhập lý do.</source>
        <translation>Removing evidence needs a reason. Enter it.</translation>
    </message>
    <message>
        <source>Mục này không còn trong sự vụ. Tải lại rồi xem.</source>
        <translation>This is no longer part of the incident. Reload and look.</translation>
    </message>
    <message>
        <source>Chưa có nội dung. Nhập rồi ghi vào nhật ký.</source>
        <translation>There is no text. Enter it, then write it into the journal.</translation>
    </message>
    <message>
        <source>Không gộp được vào sự vụ này. Chọn một sự vụ khác chưa hủy.</source>
        <translation>It cannot be merged into this incident. Choose another one that is not cancelled.</translation>
    </message>
    <message>
        <source>Sự vụ chưa có tên. Nhập việc gì, ở đâu.</source>
        <translation>The incident has no name. Enter what happened, and where.</translation>
    </message>
    <message>
        <source>Sự vụ đã được chuyển sang “{stage}” trước đó. Tải lại để xem rồi làm tiếp.</source>
        <translation>The incident was moved to “{stage}” before that. Reload and look, then go on.</translation>
    </message>
    <message>
        <source>Bỏ qua một bước cần lý do. Nhập lý do.</source>
        <translation>Skipping a step needs a reason. Enter it.</translation>
    </message>
    <message>
        <source>Chưa chọn lực lượng. Nhập tên đơn vị.</source>
        <translation>No unit chosen. Enter its name.</translation>
    </message>
    <message>
        <source>{unit} đã báo trạng thái sau đó. Tải lại để xem.</source>
        <translation>{unit} has reported a later state. Reload to see it.</translation>
    </message>
    <message>
        <source>Rút lực lượng cần lý do. Nhập lý do.</source>
        <translation>Withdrawing a unit needs a reason. Enter it.</translation>
    </message>
    <message>
        <source>Nhập tên và số lượng từ 1 trở lên của phương tiện, nhân lực.</source>
        <translation>Enter the name and a quantity of 1 or more.</translation>
    </message>
    <message>
        <source>Nhập họ tên, hoặc một dấu hiệu để phân biệt người này.</source>
        <translation>Enter a name, or something that tells this person apart.</translation>
    </message>
    <message>
        <source>Sự vụ đã kết thúc hoặc đã hủy nên không sửa được. Mở lại nếu cần làm tiếp.</source>
        <translation>The incident has ended or is cancelled, so it cannot be changed. Reopen it to go on.</translation>
    </message>
    <message>
        <source>Máy này không có sự vụ đó. Nối máy chủ rồi tải lại danh sách.</source>
        <translation>This workstation does not have that incident. Connect to the server, then reload.</translation>
    </message>
    <message>
        <source>Tài khoản này không được làm việc đó với sự vụ. Nhờ người có quyền.</source>
        <translation>This account may not do that with incidents. Ask somebody who may.</translation>
    </message>
    <message>
        <source>Không liên kết một mục với chính nó. Chọn mục khác.</source>
        <translation>A record cannot be linked to itself. Choose another one.</translation>
    </message>
    <message>
        <source>“{address}” không phải địa chỉ thư. Sửa địa chỉ rồi gửi lại.</source>
        <translation>“{address}” is no e-mail address. Correct it and send again.</translation>
    </message>
    <message>
        <source>Máy này chưa nối máy chủ thư. Điền mục Thư điện tử trong Cài đặt.</source>
        <translation>No mail server is set on this machine. Fill in E-mail under Settings.</translation>
    </message>
    <message>
        <source>Mất nối với máy chủ thư {host} giữa chừng. Thư sẽ được gửi lại.</source>
        <translation>The connection to the mail server {host} was cut. The letter will be sent again.</translation>
    </message>
    <message>
        <source>Chứng chỉ của máy chủ thư {host} không tin được ({detail}). Kiểm tra tên máy chủ hoặc chọn tệp chứng chỉ gốc.</source>
        <translation>The certificate of the mail server {host} cannot be trusted ({detail}). Check the server&apos;s name or choose the file of its root certificate.</translation>
    </message>
    <message>
        <source>Máy chủ thư {host} không hỗ trợ STARTTLS. Chọn kiểu bảo mật TLS (cổng 465) hoặc dùng máy chủ khác.</source>
        <translation>The mail server {host} does not offer STARTTLS. Choose TLS (port 465) or another server.</translation>
    </message>
    <message>
        <source>Không nối được máy chủ thư {host}:{port}. Kiểm tra mạng, tên máy chủ, cổng và kiểu bảo mật.</source>
        <translation>The mail server {host}:{port} cannot be reached. Check the network, the server&apos;s name, its port and the kind of security.</translation>
    </message>
    <message>
        <source>Máy chủ thư {host} không nhận tên đăng nhập hoặc mật khẩu. Nhập lại trong Cài đặt, mục Thư điện tử.</source>
        <translation>The mail server {host} does not take the user name or password. Enter them again in Settings, E-mail.</translation>
    </message>
    <message>
        <source>Máy chủ thư {host} không cho gửi từ {sender}. Sửa địa chỉ gửi trong Cài đặt, mục Thư điện tử.</source>
        <translation>The mail server {host} does not let {sender} send. Correct the sender&apos;s address in Settings, E-mail.</translation>
    </message>
    <message>
        <source>Không đọc được tệp chứng chỉ gốc {file}. Chọn tệp PEM khác.</source>
        <translation>The root certificate file {file} cannot be read. Choose another PEM file.</translation>
    </message>
    <message>
        <source>Máy chủ thư từ chối thư này: {answer}. Kiểm tra địa chỉ nhận và cỡ tệp.</source>
        <translation>The mail server refused this letter: {answer}. Check the recipient&apos;s address and the size of the files.</translation>
    </message>
    <message>
        <source>Máy chủ thư hẹn nhận sau: {answer}. Thư sẽ được gửi lại.</source>
        <translation>The mail server will take the letter later: {answer}. It will be sent again.</translation>
    </message>
    <message>
        <source>Không đọc được số viết bằng chữ ở “{word}”. Sửa lại chữ này rồi thử lại.</source>
        <translation>The number in words can’t be read at “{word}”. Correct this word and try again.</translation>
    </message>
    <message>
        <source>Sổ số cần tên cơ quan (tối đa {org}), loại văn bản (tối đa {kind} ký tự) và năm. Nhập lại.</source>
        <translation>A book of numbers needs the organisation (at most {org}), the kind of document (at most {kind} characters) and the year. Enter them again.</translation>
    </message>
    <message>
        <source>Máy chủ không cho máy này lấy số văn bản. Nhờ quản trị cấp quyền ghi cho tài khoản máy.</source>
        <translation>The server gives this desktop no document numbers. Ask an administrator to let its account write.</translation>
    </message>
    <message>
        <source>Chưa lấy được số vì chưa nối được máy chủ. Văn bản vẫn ở trạng thái đã duyệt và chờ số; máy sẽ lấy số khi có kết nối.</source>
        <translation>No number yet, as the server cannot be reached. The document stays approved and waits; it gets its number when the link is back.</translation>
    </message>
    <message>
        <source>Tài khoản này không có quyền làm việc đó với văn bản. Nhờ người có quyền.</source>
        <translation>This account may not do that with documents. Ask somebody who may.</translation>
    </message>
    <message>
        <source>Văn bản {code} đã ban hành hoặc đã khép lại nên không sửa được. Lập văn bản thay thế.</source>
        <translation>Document {code} is issued or closed and cannot be changed. Draft one that replaces it.</translation>
    </message>
    <message>
        <source>Văn bản này đã sang bước khác. Tải lại danh sách rồi làm tiếp.</source>
        <translation>This document has moved on. Reload the list, then go on.</translation>
    </message>
    <message>
        <source>Văn bản cần loại, ký hiệu, cơ quan và trích yếu (tối đa {most} ký tự). Nhập đủ rồi lưu lại.</source>
        <translation>A document needs kind, symbol, organisation and subject (at most {most} characters). Fill them in, then save again.</translation>
    </message>
    <message>
        <source>Nội dung không phải tệp PDF. Xuất văn bản ra PDF rồi lưu lại.</source>
        <translation>The content is no PDF. Export the document as PDF, then save again.</translation>
    </message>
    <message>
        <source>Tệp PDF lớn hơn {most} MB. Giảm cỡ ảnh trong văn bản rồi lưu lại.</source>
        <translation>The PDF is larger than {most} MB. Make its pictures smaller, then save again.</translation>
    </message>
    <message>
        <source>Thiếu lý do. Nhập lý do rồi làm lại.</source>
        <translation>The reason is missing. Enter it and try again.</translation>
    </message>
    <message>
        <source>Văn bản này không còn. Tải lại danh sách.</source>
        <translation>This document is gone. Reload the list.</translation>
    </message>
    <message>
        <source>Văn bản chưa có số nên không cần hủy. Trả lại để sửa hoặc bỏ dự thảo.</source>
        <translation>The document has no number, so there is nothing to void. Send it back or discard the draft.</translation>
    </message>
    <message>
        <source>Đồng hồ máy này là {today} nhưng văn bản trước đã ghi ngày {last}. Chỉnh lại ngày giờ rồi lấy số.</source>
        <translation>This computer&apos;s clock says {today}, but an earlier document bears the date {last}. Set the clock, then take the number.</translation>
    </message>
    <message>
        <source>Chỉ thay thế được văn bản đang có hiệu lực. Chọn văn bản đã ban hành.</source>
        <translation>Only a document in force can be replaced. Choose an issued one.</translation>
    </message>
    <message>
        <source>Lấy số trước khi ký: số và ngày nằm trong nội dung được ký.</source>
        <translation>Take the number before signing: number and date are part of what is signed.</translation>
    </message>
    <message>
        <source>Dự thảo này đã có số nên không bỏ được. Trình duyệt lại, hoặc hủy và giữ số.</source>
        <translation>This draft has a number, so it cannot be discarded. Submit it again, or void it and keep the number.</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ của máy {device}: mất các mục {seq} đến {last}. Báo người phụ trách.</source>
        <translation>Record journal of workstation {device}: entries {seq} to {last} are missing. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ của máy {device}: mất mục {seq}. Báo người phụ trách.</source>
        <translation>Record journal of workstation {device}: entry {seq} is missing. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ của máy {device}: mục {seq} bị sửa. Báo người phụ trách.</source>
        <translation>Record journal of workstation {device}: entry {seq} was edited. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ của máy {device}: mục {seq} đã bị thay bằng mục khác. Báo người phụ trách.</source>
        <translation>Record journal of workstation {device}: entry {seq} was replaced by another. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ của máy {device}: có hai mục mang số {seq}. Hồ sơ máy đã được chép hoặc khôi phục từ bản cũ; báo người phụ trách.</source>
        <translation>Record journal of workstation {device}: two entries have the number {seq}. The profile was copied, or restored from an old backup; tell the person in charge.</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ của máy {device}: bị cắt cuối, mất từ mục {seq} đến {last}. Báo người phụ trách.</source>
        <translation>Record journal of workstation {device}: its end was cut off, entries {seq} to {last} are missing. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Nhãn cần từ 1 đến {count} ký tự. Nhập lại nhãn ngắn hơn.</source>
        <translation>A tag needs 1 to {count} characters. Enter a shorter one.</translation>
    </message>
    <message>
        <source>Trạng thái này không thuộc giai đoạn hiện tại. Tải lại rồi chọn lại.</source>
        <translation>This status does not belong to the current stage. Reload and choose again.</translation>
    </message>
    <message>
        <source>Không chuyển được từ “{start}” sang “{end}”. Tải lại để xem bước tiếp.</source>
        <translation>Cannot move from “{start}” to “{end}”. Reload to see the next step.</translation>
    </message>
    <message>
        <source>Tài khoản này không được chuyển sang “{end}”. Nhờ người có quyền.</source>
        <translation>This account may not move it to “{end}”. Ask somebody who may.</translation>
    </message>
    <message>
        <source>Chuyển sang “{end}” cần lý do. Nhập lý do rồi chuyển.</source>
        <translation>Moving to “{end}” needs a reason. Enter the reason, then move.</translation>
    </message>
    <message>
        <source>Chưa chuyển được sang “{end}”, còn thiếu: {missing}. Bổ sung rồi chuyển.</source>
        <translation>Cannot move to “{end}” yet, missing: {missing}. Add it, then move.</translation>
    </message>
    <message>
        <source>Máy chủ chưa có đoạn phim này: máy {desk} đang giữ. Bật máy đó, nối máy chủ rồi tải lại.</source>
        <translation>The server does not have this clip yet: desktop {desk} has it. Switch that desktop on, connect it to the server, then fetch again.</translation>
    </message>
    <message>
        <source>Máy chủ chưa có đoạn phim này. Bật máy canh camera, nối máy chủ rồi tải lại.</source>
        <translation>The server does not have this clip yet. Switch on the desktop that watches the camera, connect it to the server, then fetch again.</translation>
    </message>
    <message>
        <source>Không đọc được tệp {name}. Kiểm tra tệp và quyền đọc.</source>
        <translation>The file {name} cannot be read. Check the file and its rights.</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in nào. Cài máy in, hoặc xuất PDF rồi in ở máy khác.</source>
        <translation>This computer has no printer. Install one, or export the PDF and print it elsewhere.</translation>
    </message>
    <message>
        <source>Máy in {name} không nhận lệnh in: đã tắt, mất nối hoặc bị gỡ. Kiểm tra rồi in lại.</source>
        <translation>Printer {name} does not take the job: it is off, cut off or removed. Check it, then print again.</translation>
    </message>
    <message>
        <source>Đã dừng in sau {done} trang. Các trang đã gửi có thể vẫn ra khỏi máy in.</source>
        <translation>Printing stopped after {done} pages. Pages that were sent may still come out of the printer.</translation>
    </message>
    <message>
        <source>Không đọc được nguồn tín hiệu đèn. Kiểm tra tệp hoặc địa chỉ trong Cài đặt, mục Phân tích.</source>
        <translation>The feed of traffic lights cannot be read. Check the file or address in Settings, section Analysis.</translation>
    </message>
    <message>
        <source>Không đọc được bản ghi tín hiệu đèn {path}, hoặc tệp quá lớn. Kiểm tra đường dẫn.</source>
        <translation>The recording of traffic lights {path} cannot be read, or is too large. Check the path.</translation>
    </message>
    <message>
        <source>Nguồn tín hiệu đèn không phải JSON. Kiểm tra phần mềm của tủ điều khiển.</source>
        <translation>The feed of traffic lights is not JSON. Check the software of the controller.</translation>
    </message>
    <message>
        <source>Nguồn tín hiệu đèn thiếu hoặc sai mục {part}. Xem mẫu trong tài liệu rồi sửa phần mềm gửi.</source>
        <translation>The feed of traffic lights lacks or has a wrong {part}. See the sample in the documentation and mend the sending software.</translation>
    </message>
    <message>
        <source>Cài đặt ghi card đồ họa {absent} nhưng máy này không có. Camera chạy trên card còn lại hoặc CPU; sửa mục Card đồ họa được dùng.</source>
        <translation>The settings name graphics card {absent}, which this machine does not have. Cameras run on the cards that are left or on the CPU; change the entry Graphics cards used.</translation>
    </message>
    <message>
        <source>Danh sách card đồ họa “{text}” không đúng. Ghi số thứ tự từ 0 đến {last}, cách nhau bằng dấu phẩy, tối đa {most} số; ví dụ: 0,1.</source>
        <translation>The list of graphics cards “{text}” is not right. Write numbers from 0 to {last} separated by commas, {most} numbers at most; for example: 0,1.</translation>
    </message>
    <message>
        <source>Hợp đồng cần có số. Nhập số hợp đồng.</source>
        <translation>A contract needs a number. Enter the contract&apos;s number.</translation>
    </message>
    <message>
        <source>Giá trị hợp đồng phải lớn hơn 0. Nhập lại số tiền.</source>
        <translation>A contract&apos;s value must be above 0. Enter the amount again.</translation>
    </message>
    <message>
        <source>Ngày kết thúc hợp đồng trước ngày bắt đầu. Sửa lại thời hạn.</source>
        <translation>The contract ends before it starts. Correct its term.</translation>
    </message>
    <message>
        <source>Khoản chi cần có số tiền. Nhập số tiền.</source>
        <translation>A payment needs an amount. Enter it.</translation>
    </message>
    <message>
        <source>Ngày chi sau hôm nay. Chỉ ghi khoản đã chi, sửa lại ngày.</source>
        <translation>The day of payment is after today. Enter only what was paid; correct the day.</translation>
    </message>
    <message>
        <source>Lấy lại khoản chi cần có lý do. Ghi lý do vào ghi chú.</source>
        <translation>Taking a payment back needs a reason. Write it in the note.</translation>
    </message>
    <message>
        <source>Mốc cần có tên. Nhập tên mốc.</source>
        <translation>A milestone needs a name. Enter it.</translation>
    </message>
    <message>
        <source>Mốc cần có ngày. Nhập ngày kế hoạch.</source>
        <translation>A milestone needs a day. Enter the planned day.</translation>
    </message>
    <message>
        <source>Ngày đạt mốc sau hôm nay. Để trống khi chưa đạt.</source>
        <translation>The day it was reached is after today. Leave it blank until it is reached.</translation>
    </message>
    <message>
        <source>Số tiền của mốc không được âm. Nhập lại số tiền.</source>
        <translation>A milestone&apos;s amount cannot be negative. Enter it again.</translation>
    </message>
    <message>
        <source>Năm của ngày này không hợp lý. Kiểm tra lại ngày.</source>
        <translation>The year of this date is unlikely. Check the date.</translation>
    </message>
    <message>
        <source>Chưa có lý do. Ghi lý do rồi lưu lại.</source>
        <translation>There is no reason yet. Write it, then save again.</translation>
    </message>
    <message>
        <source>Mục này không còn. Tải lại trang theo dõi.</source>
        <translation>This is gone. Reload the progress page.</translation>
    </message>
    <message>
        <source>Giá trị hợp đồng nhỏ hơn số đã chi {paid} đồng. Kiểm tra lại số tiền.</source>
        <translation>The contract&apos;s value is below the {paid} dong already paid. Check the amount.</translation>
    </message>
    <message>
        <source>Hợp đồng {number} đã kết thúc. Mở lại hợp đồng trước khi ghi khoản chi.</source>
        <translation>Contract {number} has ended. Open it again before you enter a payment.</translation>
    </message>
    <message>
        <source>Hợp đồng {number} chỉ còn {left} đồng. Nhập số tiền không quá số còn lại.</source>
        <translation>Contract {number} has only {left} dong left. Enter no more than that.</translation>
    </message>
    <message>
        <source>Chỉ lấy lại được tối đa số đã chi {paid} đồng. Nhập số nhỏ hơn.</source>
        <translation>At most the {paid} dong that were paid can be taken back. Enter less.</translation>
    </message>
    <message>
        <source>Nhiều nhất {most} dòng. Xóa bớt dòng không dùng.</source>
        <translation>At most {most} rows. Remove rows that are not used.</translation>
    </message>
    <message>
        <source>Hai trạng thái của “{stage}” cùng tên “{title}”. Đổi tên một trạng thái.</source>
        <translation>Two statuses of “{stage}” are called “{title}”. Rename one of them.</translation>
    </message>
    <message>
        <source>Một trạng thái có hai dòng. Xóa một dòng.</source>
        <translation>A status has two rows. Remove one of them.</translation>
    </message>
    <message>
        <source>Giai đoạn “{stage}” không còn trạng thái nào dùng được. Thêm hoặc bật lại một trạng thái.</source>
        <translation>Stage “{stage}” has no status in use. Add one or switch one on again.</translation>
    </message>
    <message>
        <source>Trạng thái “{title}” thuộc giai đoạn không có. Chọn lại giai đoạn.</source>
        <translation>Status “{title}” belongs to a stage that does not exist. Choose another stage.</translation>
    </message>
    <message>
        <source>“{title}” là trạng thái có sẵn của “{stage}”. Để nguyên giai đoạn, thêm trạng thái mới.</source>
        <translation>“{title}” is a delivered status of “{stage}”. Leave its stage and add a new status.</translation>
    </message>
    <message>
        <source>Tên trạng thái cần từ 1 đến {most} ký tự. Đặt lại tên hoặc xóa dòng đó.</source>
        <translation>The name of a status needs 1 to {most} characters. Rename it or remove the row.</translation>
    </message>
    <message>
        <source>Một bước chuyển có hai dòng. Xóa một dòng.</source>
        <translation>A step has two rows. Remove one of them.</translation>
    </message>
    <message>
        <source>Không có bước từ “{start}” sang “{end}”. Bỏ bước đó.</source>
        <translation>There is no step from “{start}” to “{end}”. Leave it out.</translation>
    </message>
    <message>
        <source>Bước “{start}” sang “{end}” chưa giao cho ai. Chọn người được chuyển.</source>
        <translation>Nobody may make the step from “{start}” to “{end}”. Choose who may.</translation>
    </message>
    <message>
        <source>Bước “{start}” sang “{end}” đòi điều không có: {field}. Bỏ điều đó.</source>
        <translation>The step from “{start}” to “{end}” asks for something that does not exist: {field}. Leave it out.</translation>
    </message>
    <message>
        <source>Bước “{start}” sang “{end}” phải có lý do. Đánh dấu “Cần lý do”.</source>
        <translation>The step from “{start}” to “{end}” must have a reason. Tick “Reason”.</translation>
    </message>
    <message>
        <source>Bước “{start}” sang “{end}” phải đòi kết quả xử lý. Đánh dấu điều đó.</source>
        <translation>The step from “{start}” to “{end}” must ask for the outcome. Tick it.</translation>
    </message>
    <message>
        <source>Hủy từ “{start}” chỉ cần lý do. Bỏ các điều phải có ở bước đó.</source>
        <translation>Cancelling from “{start}” needs a reason only. Leave out what that step asks for.</translation>
    </message>
    <message>
        <source>Chưa xác minh thì chưa có kết luận. Bỏ điều đó ở bước “{start}” sang “{end}”.</source>
        <translation>Before verification there is no verdict. Leave it out at the step from “{start}” to “{end}”.</translation>
    </message>
    <message>
        <source>Không ai tới được “{stage}” (trạng thái {statuses}). Bật lại một bước vào giai đoạn đó.</source>
        <translation>Nobody can reach “{stage}” (statuses {statuses}). Switch on a step into that stage again.</translation>
    </message>
    <message>
        <source>Từ “{stage}” (trạng thái {statuses}) không tới được Kết thúc. Bật lại một bước ra khỏi đó.</source>
        <translation>From “{stage}” (statuses {statuses}) there is no way to the end. Switch on a step out of it again.</translation>
    </message>
    <message>
        <source>Danh mục cần từ 1 đến {most} bước. Thêm hoặc bớt bước.</source>
        <translation>A checklist needs 1 to {most} steps. Add or remove steps.</translation>
    </message>
    <message>
        <source>Bước {place} cần từ 1 đến {most} ký tự. Viết lại hoặc xóa dòng đó.</source>
        <translation>Step {place} needs 1 to {most} characters. Rewrite it or remove the row.</translation>
    </message>
    <message>
        <source>Bước {place}: thời hạn từ 0 đến {most} phút. Nhập lại.</source>
        <translation>Step {place}: the limit is 0 to {most} minutes. Enter it again.</translation>
    </message>
    <message>
        <source>Bước “{text}” có hai lần. Xóa một bước.</source>
        <translation>Step “{text}” is there twice. Remove one of them.</translation>
    </message>
    <message>
        <source>Chỉ quản trị đổi được cách xử lý sự vụ. Nhờ người quản trị.</source>
        <translation>Only an administrator changes how incidents are handled. Ask one.</translation>
    </message>
    <message>
        <source>Không có bảng nào tên “{name}”. Các bảng đang có: {known}.</source>
        <translation>No table is named “{name}”. There are: {known}.</translation>
    </message>
    <message>
        <source>Có {count} bảng tên “{name}”. Ghi mã của một bảng: {known}.</source>
        <translation>{count} tables are named “{name}”. Give the identifier of one: {known}.</translation>
    </message>
    <message>
        <source>Gói dữ liệu không hợp lệ: {what}. Xuất lại; nếu vẫn lỗi, báo người quản trị.</source>
        <translation>The data package is not valid: {what}. Export it again; if that fails too, tell the administrator.</translation>
    </message>
    <message>
        <source>Bảng đã trình hoặc đã duyệt nên không sửa trực tiếp. Lập phương án để sửa.</source>
        <translation>The table was submitted or approved, so it is not edited directly. Make a draft to change it.</translation>
    </message>
    <message>
        <source>Số tiền vượt một triệu tỷ đồng, có thể gõ thừa số 0. Kiểm tra đơn vị tính rồi gõ lại.</source>
        <translation>The amount exceeds 10^15 dong; there may be a zero too many. Check the unit and type it again.</translation>
    </message>
    <message>
        <source>Số âm chỉ dùng cho khoản điều chỉnh giảm. Xác nhận nếu đúng là giảm.</source>
        <translation>A negative amount is only for an adjustment downwards. Confirm if it is one.</translation>
    </message>
    <message>
        <source>Dòng này không còn trong bảng. Tải lại bảng.</source>
        <translation>This line is no longer in the table. Reload the table.</translation>
    </message>
    <message>
        <source>Dòng cộng không chứa dòng khác. Chọn một mục làm mục cha.</source>
        <translation>A subtotal holds no other lines. Choose a section as the parent.</translation>
    </message>
    <message>
        <source>Người khác vừa sửa chỗ này. Xem số mới rồi sửa lại nếu cần.</source>
        <translation>Somebody else has just changed this. Look at the new value, then edit again if needed.</translation>
    </message>
    <message>
        <source>Không chuyển được một mục vào chính nó hoặc vào dòng con của nó.</source>
        <translation>A section cannot be moved into itself or into a line of its own.</translation>
    </message>
    <message>
        <source>Năm {year} của chương trình đã khóa sổ. Nhờ người có quyền mở lại, kèm lý do.</source>
        <translation>The programme&apos;s year {year} is closed. Ask somebody who may to reopen it, with a reason.</translation>
    </message>
    <message>
        <source>Nhập số tiền không âm, lãi suất từ 0 đến dưới 100 %, và 1 đến 30 năm.</source>
        <translation>Enter amounts that are not negative, a rate from 0 to below 100 %, and 1 to 30 years.</translation>
    </message>
    <message>
        <source>Bảng này tính bằng đồng. Đổi ngoại tệ ra đồng rồi nhập.</source>
        <translation>This table is in dong. Convert the foreign currency, then enter it.</translation>
    </message>
    <message>
        <source>Số tiền lẻ dưới một đồng. Gõ ít chữ số thập phân hơn.</source>
        <translation>The amount has parts below one dong. Type fewer decimals.</translation>
    </message>
    <message>
        <source>Không đọc được số tiền. Gõ như 1.234,5 hoặc 1,5 tỷ; để trống là bỏ số.</source>
        <translation>The amount cannot be read. Type it like 1.234,5 or 1,5 ty; leave it empty to remove it.</translation>
    </message>
</context>
<context>
    <name>events</name>
    <message>
        <source>Chờ xem</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đúng</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>Sai</source>
        <translation>Wrong</translation>
    </message>
</context>
<context>
    <name>incident_table</name>
    <message>
        <source>Số</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Sự vụ</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Giai đoạn</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Nơi xảy ra</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Vĩ độ</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Kinh độ</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Chỉ huy</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>Nguồn tin</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Phát hiện lúc</source>
        <translation>Detected at</translation>
    </message>
    <message>
        <source>Xác minh lúc</source>
        <translation>Verified at</translation>
    </message>
    <message>
        <source>Điều động lúc</source>
        <translation>Dispatched at</translation>
    </message>
    <message>
        <source>Khống chế lúc</source>
        <translation>Contained at</translation>
    </message>
    <message>
        <source>Kết thúc lúc</source>
        <translation>Closed at</translation>
    </message>
    <message>
        <source>Tóm tắt</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Diễn tập</source>
        <translation>Drill</translation>
    </message>
</context>
<context>
    <name>incidents</name>
    <message>
        <source>Ảnh lúc báo động</source>
        <translation>Picture at the alarm</translation>
    </message>
    <message>
        <source>Đoạn phim quanh lúc báo động</source>
        <translation>Clip around the alarm</translation>
    </message>
    <message>
        <source>Phát hiện</source>
        <translation>Detected</translation>
    </message>
    <message>
        <source>Xác minh</source>
        <translation>Verification</translation>
    </message>
    <message>
        <source>Ứng phó</source>
        <translation>Response</translation>
    </message>
    <message>
        <source>Khống chế</source>
        <translation>Contained</translation>
    </message>
    <message>
        <source>Khắc phục</source>
        <translation>Recovery</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Rút kinh nghiệm</source>
        <translation>Lessons learned</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Mới</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Đang xác minh</source>
        <translation>Being verified</translation>
    </message>
    <message>
        <source>Đang điều lực lượng</source>
        <translation>Dispatching</translation>
    </message>
    <message>
        <source>Đang xử lý tại chỗ</source>
        <translation>At work on scene</translation>
    </message>
    <message>
        <source>Xin tăng cường</source>
        <translation>Reinforcement asked</translation>
    </message>
    <message>
        <source>Đang theo dõi</source>
        <translation>Being watched</translation>
    </message>
    <message>
        <source>Đang khắc phục</source>
        <translation>Recovering</translation>
    </message>
    <message>
        <source>Chờ vật tư, đơn vị khác</source>
        <translation>Waiting for material or others</translation>
    </message>
    <message>
        <source>Đã kết thúc</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Đã rút kinh nghiệm</source>
        <translation>Lessons concluded</translation>
    </message>
    <message>
        <source>Không tính</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>kết luận xác minh là thật</source>
        <translation>verification as true</translation>
    </message>
    <message>
        <source>địa điểm</source>
        <translation>place</translation>
    </message>
    <message>
        <source>người chỉ huy</source>
        <translation>commander</translation>
    </message>
    <message>
        <source>kết quả xử lý</source>
        <translation>outcome</translation>
    </message>
    <message>
        <source>bài học kinh nghiệm</source>
        <translation>lessons learned</translation>
    </message>
    <message>
        <source>các bước bắt buộc của quy trình</source>
        <translation>required steps of the checklist</translation>
    </message>
    <message>
        <source>lực lượng chưa báo xong</source>
        <translation>units that have not finished</translation>
    </message>
    <message>
        <source>Cháy, nổ</source>
        <translation>Fire, explosion</translation>
    </message>
    <message>
        <source>Tai nạn giao thông</source>
        <translation>Traffic accident</translation>
    </message>
    <message>
        <source>Ngập nước</source>
        <translation>Flooding</translation>
    </message>
    <message>
        <source>Mất an ninh trật tự</source>
        <translation>Public disorder</translation>
    </message>
    <message>
        <source>Tụ tập đông người</source>
        <translation>Crowd</translation>
    </message>
    <message>
        <source>Cây đổ</source>
        <translation>Fallen tree</translation>
    </message>
    <message>
        <source>Sự cố y tế</source>
        <translation>Medical emergency</translation>
    </message>
    <message>
        <source>Mất điện</source>
        <translation>Power cut</translation>
    </message>
    <message>
        <source>Ùn tắc giao thông</source>
        <translation>Traffic jam</translation>
    </message>
    <message>
        <source>Người mất tích</source>
        <translation>Missing person</translation>
    </message>
    <message>
        <source>Môi trường</source>
        <translation>Environment</translation>
    </message>
    <message>
        <source>Sự cố hạ tầng</source>
        <translation>Infrastructure failure</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Khẩn cấp</source>
        <translation>Critical</translation>
    </message>
    <message>
        <source>Nghiêm trọng</source>
        <translation>Serious</translation>
    </message>
    <message>
        <source>Trung bình</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Nhẹ</source>
        <translation>Minor</translation>
    </message>
    <message>
        <source>cảnh báo camera</source>
        <translation>camera alarm</translation>
    </message>
    <message>
        <source>ô camera trên tường</source>
        <translation>camera tile on the wall</translation>
    </message>
    <message>
        <source>tin báo</source>
        <translation>call</translation>
    </message>
    <message>
        <source>phản ánh hiện trường</source>
        <translation>field report</translation>
    </message>
    <message>
        <source>cảm biến</source>
        <translation>sensor</translation>
    </message>
    <message>
        <source>hủy – giả</source>
        <translation>cancelled – not true</translation>
    </message>
    <message>
        <source>hủy – trùng</source>
        <translation>cancelled – duplicate</translation>
    </message>
    <message>
        <source>đã giao</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>đã nhận</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>đang đi</source>
        <translation>on the way</translation>
    </message>
    <message>
        <source>đã đến</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>đã rút</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>Người báo tin</source>
        <translation>Reporter</translation>
    </message>
    <message>
        <source>Nạn nhân</source>
        <translation>Victim</translation>
    </message>
    <message>
        <source>Nhân chứng</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>Đối tượng liên quan</source>
        <translation>Suspect</translation>
    </message>
    <message>
        <source>Người khác</source>
        <translation>Other person</translation>
    </message>
    <message>
        <source>tên</source>
        <translation>name</translation>
    </message>
    <message>
        <source>chỉ huy</source>
        <translation>commander</translation>
    </message>
    <message>
        <source>loại</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>mức độ</source>
        <translation>severity</translation>
    </message>
    <message>
        <source>vĩ độ</source>
        <translation>latitude</translation>
    </message>
    <message>
        <source>kinh độ</source>
        <translation>longitude</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>camera</translation>
    </message>
    <message>
        <source>diễn biến</source>
        <translation>course</translation>
    </message>
    <message>
        <source>nguyên nhân</source>
        <translation>cause</translation>
    </message>
    <message>
        <source>kết quả</source>
        <translation>outcome</translation>
    </message>
    <message>
        <source>bài học</source>
        <translation>lessons</translation>
    </message>
    <message>
        <source>trống</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>Chương trình</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Lập sự vụ từ {source}.</source>
        <translation>Opened from {source}.</translation>
    </message>
    <message>
        <source>Sửa {changes}.</source>
        <translation>Changed {changes}.</translation>
    </message>
    <message>
        <source>từ {before} thành {after}</source>
        <translation>from {before} to {after}</translation>
    </message>
    <message>
        <source>Xác minh: đúng sự thật.</source>
        <translation>Verified: true.</translation>
    </message>
    <message>
        <source>Xác minh: không đúng.</source>
        <translation>Verified: not true.</translation>
    </message>
    <message>
        <source>Chuyển sang {stage}.</source>
        <translation>Moved to {stage}.</translation>
    </message>
    <message>
        <source>Trạng thái: {status}.</source>
        <translation>Status: {status}.</translation>
    </message>
    <message>
        <source>Quá hạn {stage} gấp đôi: báo lãnh đạo.</source>
        <translation>{stage} is late twice over: leader told.</translation>
    </message>
    <message>
        <source>Quá hạn giai đoạn {stage}.</source>
        <translation>Stage {stage} is late.</translation>
    </message>
    <message>
        <source>Cử {unit}.</source>
        <translation>{unit} sent.</translation>
    </message>
    <message>
        <source>Cử {unit}:</source>
        <translation>{unit} sent:</translation>
    </message>
    <message>
        <source>Lưu bằng chứng “{title}” {hash}.</source>
        <translation>Evidence “{title}” {hash} kept.</translation>
    </message>
    <message>
        <source>Số {number}.</source>
        <translation>Number {number}.</translation>
    </message>
    <message>
        <source>Hủy sự vụ.</source>
        <translation>Incident cancelled.</translation>
    </message>
    <message>
        <source>Gộp sự vụ trùng {number} {title}.</source>
        <translation>Duplicate {number} {title} merged.</translation>
    </message>
    <message>
        <source>Xong bước {step}: {text}.</source>
        <translation>Step {step} done: {text}.</translation>
    </message>
    <message>
        <source>Bỏ qua bước {step}: {text}.</source>
        <translation>Step {step} skipped: {text}.</translation>
    </message>
    <message>
        <source>Mở lại bước {step}: {text}.</source>
        <translation>Step {step} reopened: {text}.</translation>
    </message>
    <message>
        <source>Đến nơi: {quantity} {name} {unit}.</source>
        <translation>Arrived: {quantity} {name} {unit}.</translation>
    </message>
    <message>
        <source>Rời đi: {quantity} {name}.</source>
        <translation>Left: {quantity} {name}.</translation>
    </message>
    <message>
        <source>Ghi người liên quan: {role}.</source>
        <translation>Person involved recorded: {role}.</translation>
    </message>
    <message>
        <source>Xóa danh tính người liên quan: {role}.</source>
        <translation>Identity of a person involved erased: {role}.</translation>
    </message>
    <message>
        <source>Khóa bằng chứng “{title}” lâu hơn.</source>
        <translation>Evidence “{title}” locked for longer.</translation>
    </message>
    <message>
        <source>Xuất hồ sơ kèm bằng chứng.</source>
        <translation>Case file with evidence exported.</translation>
    </message>
    <message>
        <source>Xuất bản tin kiểu EIDO.</source>
        <translation>EIDO-like message exported.</translation>
    </message>
    <message>
        <source>Xóa bằng chứng “{title}”.</source>
        <translation>Evidence “{title}” removed.</translation>
    </message>
    <message>
        <source>DIỄN TẬP</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>chờ số</source>
        <translation>number pending</translation>
    </message>
    <message>
        <source>{days} ngày {time}</source>
        <translation>{days} days {time}</translation>
    </message>
    <message>
        <source>{n} phút</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{h} giờ {m} phút</source>
        <translation>{h} h {m} min</translation>
    </message>
    <message>
        <source>{h} giờ</source>
        <translation>{h} h</translation>
    </message>
    <message>
        <source>{d} ngày</source>
        <translation>{d} days</translation>
    </message>
    <message>
        <source>quá {time}</source>
        <translation>{time} over</translation>
    </message>
    <message>
        <source>còn {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>chưa phân công</source>
        <translation>not assigned</translation>
    </message>
    <message>
        <source>Chỉ huy: {name}</source>
        <translation>Commander: {name}</translation>
    </message>
    <message>
        <source>Nguồn: {source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <source>Sự vụ tại camera {number} {name}</source>
        <translation>Incident at camera {number} {name}</translation>
    </message>
    <message>
        <source>Ảnh ô camera lúc lập sự vụ</source>
        <translation>Picture of the tile at the opening</translation>
    </message>
    <message>
        <source>Đoạn phim 30 giây trước và sau</source>
        <translation>Clip of 30 seconds before and after</translation>
    </message>
    <message>
        <source>Ảnh chụp từ camera</source>
        <translation>Snapshot of a camera</translation>
    </message>
    <message>
        <source>Đoạn phim đã chọn</source>
        <translation>Chosen clip</translation>
    </message>
    <message>
        <source>Chọn trên hình trực tiếp</source>
        <translation>Chosen on the live picture</translation>
    </message>
    <message>
        <source>Sự vụ</source>
        <translation>Incidents</translation>
    </message>
</context>
<context>
    <name>journal</name>
    <message>
        <source>Gửi thay đổi</source>
        <translation>Changes sent</translation>
    </message>
    <message>
        <source>Lượt gửi bị từ chối</source>
        <translation>Batch refused</translation>
    </message>
    <message>
        <source>Máy mới</source>
        <translation>New desktop</translation>
    </message>
    <message>
        <source>Bản chép của một máy</source>
        <translation>Copy of a desktop</translation>
    </message>
    <message>
        <source>Khóa máy</source>
        <translation>Shut out</translation>
    </message>
    <message>
        <source>Máy đã hủy khóa dữ liệu</source>
        <translation>Desktop destroyed its data key</translation>
    </message>
    <message>
        <source>Ra lệnh hủy khóa dữ liệu</source>
        <translation>Data key ordered destroyed</translation>
    </message>
    <message>
        <source>Ngắt lệnh chạy quá lâu</source>
        <translation>Endless statement ended</translation>
    </message>
    <message>
        <source>Cấp tài khoản máy chủ</source>
        <translation>Server login given</translation>
    </message>
    <message>
        <source>Thu hồi tài khoản máy chủ</source>
        <translation>Server login revoked</translation>
    </message>
    <message>
        <source>Phạm vi mới</source>
        <translation>New scope</translation>
    </message>
    <message>
        <source>Cấp phạm vi</source>
        <translation>Scope given</translation>
    </message>
    <message>
        <source>Thu hồi phạm vi</source>
        <translation>Scope revoked</translation>
    </message>
    <message>
        <source>Khôi phục máy chủ</source>
        <translation>Server restored</translation>
    </message>
    <message>
        <source>Dọn máy chủ</source>
        <translation>Server tidied</translation>
    </message>
    <message>
        <source>Xóa sự kiện quá hạn</source>
        <translation>Expired events removed</translation>
    </message>
    <message>
        <source>Xem lại cảnh báo</source>
        <translation>Alarm reopened</translation>
    </message>
    <message>
        <source>Xác nhận cảnh báo</source>
        <translation>Alarm confirmed</translation>
    </message>
    <message>
        <source>Báo cảnh báo sai</source>
        <translation>Alarm rejected</translation>
    </message>
    <message>
        <source>Lưu đoạn phim ra tệp</source>
        <translation>Save a clip as a file</translation>
    </message>
    <message>
        <source>Lưu đoạn phim đã che mặt</source>
        <translation>Clip saved with faces covered</translation>
    </message>
    <message>
        <source>Xem ảnh cảnh báo không che mặt</source>
        <translation>Alarm picture viewed with faces visible</translation>
    </message>
    <message>
        <source>Lưu ảnh cảnh báo không che mặt</source>
        <translation>Alarm picture saved with faces visible</translation>
    </message>
    <message>
        <source>Lưu ảnh cảnh báo đã che mặt</source>
        <translation>Alarm picture saved with faces covered</translation>
    </message>
    <message>
        <source>Xóa cảnh báo quá hạn</source>
        <translation>Old alarms deleted</translation>
    </message>
    <message>
        <source>Tệp bị từ chối</source>
        <translation>File refused</translation>
    </message>
    <message>
        <source>Dọn tệp không còn dùng</source>
        <translation>Unused files removed</translation>
    </message>
    <message>
        <source>Phân công trực</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>Bỏ khỏi lịch trực</source>
        <translation>Taken off the roster</translation>
    </message>
    <message>
        <source>Chép lịch trực tuần trước</source>
        <translation>Roster copied from the week before</translation>
    </message>
    <message>
        <source>Vào ca</source>
        <translation>Checked in</translation>
    </message>
    <message>
        <source>Rời ca không bàn giao</source>
        <translation>Left without a hand-over</translation>
    </message>
    <message>
        <source>Ký giao ca</source>
        <translation>Shift signed over</translation>
    </message>
    <message>
        <source>Rút lại bàn giao ca</source>
        <translation>Hand-over withdrawn</translation>
    </message>
    <message>
        <source>Ký nhận ca</source>
        <translation>Shift taken</translation>
    </message>
    <message>
        <source>Tìm biển số</source>
        <translation>Plate search</translation>
    </message>
    <message>
        <source>Xem biển số đang đọc</source>
        <translation>Looked at plates being read</translation>
    </message>
    <message>
        <source>Đề xuất theo dõi biển số</source>
        <translation>Plate watch proposed</translation>
    </message>
    <message>
        <source>Duyệt theo dõi biển số</source>
        <translation>Plate watch approved</translation>
    </message>
    <message>
        <source>Không duyệt theo dõi biển số</source>
        <translation>Plate watch refused</translation>
    </message>
    <message>
        <source>Thôi theo dõi biển số</source>
        <translation>Plate watch ended</translation>
    </message>
    <message>
        <source>Xóa biển số quá hạn</source>
        <translation>Old plate reads deleted</translation>
    </message>
    <message>
        <source>Cấp số văn bản</source>
        <translation>Gave a document number</translation>
    </message>
    <message>
        <source>Từ chối cấp số văn bản</source>
        <translation>Refused a document number</translation>
    </message>
    <message>
        <source>Vào máy chủ</source>
        <translation>Join server</translation>
    </message>
    <message>
        <source>Rời máy chủ</source>
        <translation>Leave server</translation>
    </message>
    <message>
        <source>Đăng nhập</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Đăng xuất</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>{value}</source>
        <translation>{value}</translation>
    </message>
    <message>
        <source>{value} ngày</source>
        <translation>{value} days</translation>
    </message>
    <message>
        <source>máy {value}</source>
        <translation>desktop {value}</translation>
    </message>
    <message>
        <source>đợt {value}</source>
        <translation>epoch {value}</translation>
    </message>
    <message>
        <source>{value} cảnh báo</source>
        <translation>{value} alarms</translation>
    </message>
    <message>
        <source>{value} kết quả</source>
        <translation>{value} results</translation>
    </message>
    <message>
        <source>{value} tệp</source>
        <translation>{value} files</translation>
    </message>
    <message>
        <source>tuần từ {value}</source>
        <translation>week of {value}</translation>
    </message>
    <message>
        <source>biển số {value}</source>
        <translation>plate {value}</translation>
    </message>
    <message>
        <source>{value} lượt phân công</source>
        <translation>{value} posts</translation>
    </message>
    <message>
        <source>{value} lượt đọc</source>
        <translation>{value} reads</translation>
    </message>
    <message>
        <source>phạm vi {value}</source>
        <translation>scope {value}</translation>
    </message>
    <message>
        <source>ca {value}</source>
        <translation>shift {value}</translation>
    </message>
    <message>
        <source>{value} byte</source>
        <translation>{value} bytes</translation>
    </message>
    <message>
        <source>lý do: {value}</source>
        <translation>reason: {value}</translation>
    </message>
    <message>
        <source>của một người</source>
        <translation>for a person</translation>
    </message>
    <message>
        <source>của máy trạm</source>
        <translation>for a workstation</translation>
    </message>
    <message>
        <source>lãnh đạo trực</source>
        <translation>duty leader</translation>
    </message>
    <message>
        <source>trực ban</source>
        <translation>duty officer</translation>
    </message>
    <message>
        <source>nội dung sai mã</source>
        <translation>content does not match its hash</translation>
    </message>
    <message>
        <source>quá hạn mức</source>
        <translation>over the quota</translation>
    </message>
    <message>
        <source>chỉ đọc</source>
        <translation>read only</translation>
    </message>
    <message>
        <source>đọc và ghi</source>
        <translation>read and write</translation>
    </message>
    <message>
        <source>{n} thay đổi: {tables}</source>
        <translation>{n} changes: {tables}</translation>
    </message>
    <message>
        <source>{n} bị từ chối</source>
        <translation>{n} refused</translation>
    </message>
</context>
<context>
    <name>panels</name>
    <message>
        <source>Giới thiệu</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Tường</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Người dùng</source>
        <translation>Users</translation>
    </message>
    <message>
        <source>Cảnh báo</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plates</translation>
    </message>
    <message>
        <source>Luật canh</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Báo dân</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Ngân sách</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Ca trực</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>Sự vụ</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Documents</translation>
    </message>
</context>
<context>
    <name>papers</name>
    <message>
        <source>Dự thảo</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Chờ duyệt</source>
        <translation>Awaiting approval</translation>
    </message>
    <message>
        <source>Đã duyệt</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Đã ban hành</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Đã thay thế</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Đã thu hồi</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Hủy, giữ số</source>
        <translation>Void, number kept</translation>
    </message>
    <message>
        <source>Chờ số</source>
        <translation>Awaiting a number</translation>
    </message>
    <message>
        <source>{kind} (diễn tập)</source>
        <translation>{kind} (exercise)</translation>
    </message>
    <message>
        <source>Trên họ tên người ký</source>
        <translation>Over the signer&apos;s name</translation>
    </message>
    <message>
        <source>Trên họ tên người ký bên trái</source>
        <translation>Over the name of the signer at the left</translation>
    </message>
    <message>
        <source>Góc trên bên phải trang đầu (cơ quan)</source>
        <translation>Top right of the first page (organisation)</translation>
    </message>
    <message>
        <source>Con dấu đỏ, trùm một phần ba chữ ký (cơ quan)</source>
        <translation>Red seal over a third of the signature (organisation)</translation>
    </message>
    <message>
        <source>Chọn…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Lập dự thảo</source>
        <translation>Drafted</translation>
    </message>
    <message>
        <source>Thay nội dung dự thảo</source>
        <translation>Replace the draft&apos;s content</translation>
    </message>
    <message>
        <source>Bỏ dự thảo</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>Trình duyệt</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>Duyệt</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Trả lại</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>Lấy số</source>
        <translation>Take number</translation>
    </message>
    <message>
        <source>Ký số</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Ban hành</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Được thay thế</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Thu hồi</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Xuất ra tệp</source>
        <translation>Exported to a file</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Gửi thư điện tử</source>
        <translation>Sent by e-mail</translation>
    </message>
    <message>
        <source>Tài khoản đã xóa</source>
        <translation>Deleted account</translation>
    </message>
    <message>
        <source>DIỄN TẬP</source>
        <translation>EXERCISE</translation>
    </message>
    <message>
        <source>không rõ thời điểm ký</source>
        <translation>time of signing unknown</translation>
    </message>
    <message>
        <source>{moment}, có dấu thời gian</source>
        <translation>{moment}, time-stamped</translation>
    </message>
    <message>
        <source>Ký trước các chữ ký sau trong tệp.</source>
        <translation>Signed before the later signatures in the file.</translation>
    </message>
    <message>
        <source>Chứng thư do {issuer} cấp, hiệu lực {begin} – {end}</source>
        <translation>Certificate issued by {issuer}, valid {begin} – {end}</translation>
    </message>
</context>
<context>
    <name>permissions</name>
    <message>
        <source>Xem tường</source>
        <translation>See the wall</translation>
    </message>
    <message>
        <source>Sắp xếp tường</source>
        <translation>Arrange the wall</translation>
    </message>
    <message>
        <source>Xem cảnh báo</source>
        <translation>See alarms</translation>
    </message>
    <message>
        <source>Xác nhận, bác cảnh báo</source>
        <translation>Confirm and reject alarms</translation>
    </message>
    <message>
        <source>Xem sự vụ</source>
        <translation>See incidents</translation>
    </message>
    <message>
        <source>Lập sự vụ</source>
        <translation>Open incidents</translation>
    </message>
    <message>
        <source>Xử lý sự vụ, ghi nhật ký</source>
        <translation>Work on incidents, write their journal</translation>
    </message>
    <message>
        <source>Kết thúc, hủy, gộp sự vụ</source>
        <translation>Close, cancel, merge incidents</translation>
    </message>
    <message>
        <source>Chốt rút kinh nghiệm</source>
        <translation>Conclude lessons learned</translation>
    </message>
    <message>
        <source>Xem người liên quan sự vụ</source>
        <translation>See people involved in incidents</translation>
    </message>
    <message>
        <source>Xem cảnh báo cộng đồng</source>
        <translation>See public alerts</translation>
    </message>
    <message>
        <source>Soạn cảnh báo cộng đồng</source>
        <translation>Prepare public alerts</translation>
    </message>
    <message>
        <source>Phát cảnh báo cộng đồng (người thứ hai)</source>
        <translation>Release public alerts (second person)</translation>
    </message>
    <message>
        <source>Xem ca trực</source>
        <translation>See the duty shift</translation>
    </message>
    <message>
        <source>Vào ca, bàn giao ca</source>
        <translation>Check in, hand over</translation>
    </message>
    <message>
        <source>Xếp lịch trực</source>
        <translation>Plan the roster</translation>
    </message>
    <message>
        <source>Xem danh mục camera</source>
        <translation>See the cameras</translation>
    </message>
    <message>
        <source>Thử kết nối camera</source>
        <translation>Test cameras</translation>
    </message>
    <message>
        <source>Xuất danh mục camera</source>
        <translation>Export cameras</translation>
    </message>
    <message>
        <source>Thêm, sửa, xóa camera</source>
        <translation>Add, change, remove cameras</translation>
    </message>
    <message>
        <source>Nhập camera từ tệp</source>
        <translation>Import cameras</translation>
    </message>
    <message>
        <source>Xem luật canh</source>
        <translation>See rules</translation>
    </message>
    <message>
        <source>Vẽ luật, cho canh</source>
        <translation>Draw and arm rules</translation>
    </message>
    <message>
        <source>Tìm biển số (có lý do)</source>
        <translation>Search plates (with a reason)</translation>
    </message>
    <message>
        <source>Đề xuất biển số theo dõi</source>
        <translation>Propose a plate to watch for</translation>
    </message>
    <message>
        <source>Duyệt biển số theo dõi</source>
        <translation>Approve plates to watch for</translation>
    </message>
    <message>
        <source>Xem sổ văn bản</source>
        <translation>See the register of documents</translation>
    </message>
    <message>
        <source>Lập, sửa, trình dự thảo văn bản</source>
        <translation>Draft, revise and submit documents</translation>
    </message>
    <message>
        <source>Duyệt, trả lại văn bản</source>
        <translation>Approve or send back documents</translation>
    </message>
    <message>
        <source>Lấy số, ban hành, thu hồi văn bản</source>
        <translation>Number, issue and withdraw documents</translation>
    </message>
    <message>
        <source>Ký số văn bản</source>
        <translation>Sign documents digitally</translation>
    </message>
    <message>
        <source>Xem bảng kinh phí</source>
        <translation>See budget tables</translation>
    </message>
    <message>
        <source>Nhập bảng kinh phí</source>
        <translation>Import budget tables</translation>
    </message>
    <message>
        <source>Ghi hợp đồng, khoản chi, mốc</source>
        <translation>Enter contracts, payments, milestones</translation>
    </message>
    <message>
        <source>Sửa, trình bảng kinh phí; lập phương án</source>
        <translation>Edit and submit budget tables; draft plans</translation>
    </message>
    <message>
        <source>Duyệt bảng kinh phí, phương án</source>
        <translation>Approve budget tables and plans</translation>
    </message>
    <message>
        <source>Khóa, mở lại năm của chương trình</source>
        <translation>Close and reopen years of a programme</translation>
    </message>
    <message>
        <source>Giữ số có sai lệch, kèm lý do</source>
        <translation>Keep a faulty amount, with a reason</translation>
    </message>
    <message>
        <source>Xem mặt người không che</source>
        <translation>See faces uncovered</translation>
    </message>
    <message>
        <source>Quản lý mô hình nhận diện</source>
        <translation>Manage models</translation>
    </message>
    <message>
        <source>Quản lý tài khoản</source>
        <translation>Manage accounts</translation>
    </message>
    <message>
        <source>Xem nhật ký</source>
        <translation>See the journal</translation>
    </message>
    <message>
        <source>Xem đồng bộ</source>
        <translation>See synchronisation</translation>
    </message>
    <message>
        <source>Vào, rời máy chủ, khóa máy</source>
        <translation>Join, leave, shut desktops out</translation>
    </message>
    <message>
        <source>Xem cài đặt</source>
        <translation>See settings</translation>
    </message>
    <message>
        <source>Sửa cài đặt của máy</source>
        <translation>Change this desktop&apos;s settings</translation>
    </message>
    <message>
        <source>Sửa tùy chọn của mình</source>
        <translation>Change one&apos;s own choices</translation>
    </message>
    <message>
        <source>Xem giới thiệu</source>
        <translation>See the About page</translation>
    </message>
</context>
<context>
    <name>plates</name>
    <message>
        <source>Trắng (cá nhân, tổ chức)</source>
        <translation>White (private)</translation>
    </message>
    <message>
        <source>Vàng (kinh doanh vận tải)</source>
        <translation>Yellow (commercial transport)</translation>
    </message>
    <message>
        <source>Xanh (cơ quan nhà nước)</source>
        <translation>Blue (state bodies)</translation>
    </message>
    <message>
        <source>Đỏ (quân đội)</source>
        <translation>Red (army)</translation>
    </message>
    <message>
        <source>Lại gần</source>
        <translation>Towards</translation>
    </message>
    <message>
        <source>Ra xa</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>Sang trái</source>
        <translation>Leftwards</translation>
    </message>
    <message>
        <source>Sang phải</source>
        <translation>Rightwards</translation>
    </message>
    <message>
        <source>Chờ duyệt</source>
        <translation>To be approved</translation>
    </message>
    <message>
        <source>Đang theo dõi</source>
        <translation>Watched for</translation>
    </message>
    <message>
        <source>Không duyệt</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Đã thôi</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Thấp</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Vừa</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Cao</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Hết hạn</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>Camera đã xóa</source>
        <translation>Deleted camera</translation>
    </message>
    <message>
        <source>Tài khoản đã xóa</source>
        <translation>Deleted account</translation>
    </message>
    <message>
        <source>Quân đội</source>
        <translation>Army</translation>
    </message>
    <message>
        <source>giống {share} %</source>
        <translation>{share} % alike</translation>
    </message>
    <message>
        <source>đúng</source>
        <translation>exact</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>Vào vùng cấm</source>
        <translation>Intrusion</translation>
    </message>
    <message>
        <source>Lảng vảng</source>
        <translation>Loitering</translation>
    </message>
    <message>
        <source>Đếm qua vạch</source>
        <translation>Line count</translation>
    </message>
    <message>
        <source>Đi ngược chiều</source>
        <translation>Wrong way</translation>
    </message>
    <message>
        <source>Dừng, đỗ sai quy định</source>
        <translation>Illegal stop</translation>
    </message>
    <message>
        <source>Lấn chiếm vỉa hè, lòng đường</source>
        <translation>Encroachment on pavement or road</translation>
    </message>
    <message>
        <source>Vượt đèn đỏ</source>
        <translation>Red light</translation>
    </message>
    <message>
        <source>Đi sai làn</source>
        <translation>Wrong lane</translation>
    </message>
    <message>
        <source>Xe chạy trên vỉa hè</source>
        <translation>Vehicle on the pavement</translation>
    </message>
    <message>
        <source>Ùn tắc</source>
        <translation>Congestion</translation>
    </message>
    <message>
        <source>Tụ tập đông người</source>
        <translation>Crowd</translation>
    </message>
    <message>
        <source>Vật bị bỏ lại</source>
        <translation>Abandoned object</translation>
    </message>
    <message>
        <source>Không đội mũ bảo hiểm</source>
        <translation>No helmet</translation>
    </message>
    <message>
        <source>Camera bị che, bị xoay</source>
        <translation>Camera covered or moved</translation>
    </message>
    <message>
        <source>Đọc biển số</source>
        <translation>Read number plates</translation>
    </message>
    <message>
        <source>Báo khi có người hay xe chạm đất trong vùng.</source>
        <translation>Speaks when a person or vehicle touches the ground in the area.</translation>
    </message>
    <message>
        <source>Báo khi một người ở trong vùng lâu hơn thời gian đặt.</source>
        <translation>Speaks when a person stays in the area longer than set.</translation>
    </message>
    <message>
        <source>Đếm theo loại mỗi lần qua vạch.</source>
        <translation>Counts every crossing of the line by class.</translation>
    </message>
    <message>
        <source>Mũi tên chỉ chiều được đi; báo khi xe đi ngược lại.</source>
        <translation>The arrow shows the allowed way; speaks when a vehicle goes against it.</translation>
    </message>
    <message>
        <source>Báo khi xe đứng yên trong vùng lâu hơn thời gian đặt.</source>
        <translation>Speaks when a vehicle stands in the area longer than set.</translation>
    </message>
    <message>
        <source>Báo khi có gì nằm lại trong vùng lâu hơn thời gian đặt.</source>
        <translation>Speaks when something stays in the area longer than set.</translation>
    </message>
    <message>
        <source>Vẽ vạch dừng, mũi tên chiều đi, và khoanh cột đèn.</source>
        <translation>Draw the stop line, the arrow of the way, and mark the signal.</translation>
    </message>
    <message>
        <source>Vùng là làn đường; báo loại xe không được đi trong làn.</source>
        <translation>The area is a lane; speaks of classes that are not allowed in it.</translation>
    </message>
    <message>
        <source>Vùng là vỉa hè; báo khi có xe chạy trên đó.</source>
        <translation>The area is the pavement; speaks when vehicles drive there.</translation>
    </message>
    <message>
        <source>Vùng là đoạn đường; báo khi mức ùn tắc vượt mức đặt.</source>
        <translation>The area is a stretch of road; speaks when congestion passes the level set.</translation>
    </message>
    <message>
        <source>Báo khi số người vượt số đặt.</source>
        <translation>Speaks when there are more people than set.</translation>
    </message>
    <message>
        <source>Báo khi một vật nằm yên mà không có ai ở gần.</source>
        <translation>Speaks when a thing lies still with nobody near.</translation>
    </message>
    <message>
        <source>Cần mô hình có lớp không đội mũ.</source>
        <translation>Needs a model with a class for bare heads.</translation>
    </message>
    <message>
        <source>Không cần vẽ gì: xem cả khung hình.</source>
        <translation>Nothing to draw: looks at the whole picture.</translation>
    </message>
    <message>
        <source>Vùng là nơi biển số nhìn rõ; mỗi xe đọc một lần.</source>
        <translation>The area is where plates are legible; each vehicle is read once.</translation>
    </message>
    <message>
        <source>Chỉ ghi</source>
        <translation>Only noted</translation>
    </message>
    <message>
        <source>Thấp</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Trung bình</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Cao</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Số người</source>
        <translation>Number of people</translation>
    </message>
    <message>
        <source>Mức ùn tắc, 1 đến 3</source>
        <translation>Level of congestion, 1 to 3</translation>
    </message>
    <message>
        <source>Xe cao ít nhất (px)</source>
        <translation>Least height of a vehicle (px)</translation>
    </message>
    <message>
        <source>T2</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>T3</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>T4</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>T5</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>T6</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>T7</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>CN</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>đỏ</source>
        <translation>red</translation>
    </message>
    <message>
        <source>vàng</source>
        <translation>yellow</translation>
    </message>
    <message>
        <source>xanh</source>
        <translation>green</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>unknown</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Tiếng Việt</source>
        <translation>Vietnamese</translation>
    </message>
    <message>
        <source>Tiếng Anh</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Tối (phòng điều hành)</source>
        <translation>Dark (control room)</translation>
    </message>
    <message>
        <source>Sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Tự chọn</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>Theo khung người</source>
        <translation>By the boxes of persons</translation>
    </message>
    <message>
        <source>Luôn che cả hình</source>
        <translation>Always the whole picture</translation>
    </message>
    <message>
        <source>Không che</source>
        <translation>Not covered</translation>
    </message>
    <message>
        <source>STARTTLS (cổng 587)</source>
        <translation>STARTTLS (port 587)</translation>
    </message>
    <message>
        <source>TLS (cổng 465)</source>
        <translation>TLS (port 465)</translation>
    </message>
    <message>
        <source>Chỉ bộ xử lý (CPU)</source>
        <translation>Processor only (CPU)</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Ngôn ngữ của màn hình và thông báo.</source>
        <translation>Language of screens and messages.</translation>
    </message>
    <message>
        <source>Giao diện</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Nền tối cho phòng điều hành, nền sáng cho bàn giấy.</source>
        <translation>Dark for the control room, light for desk work.</translation>
    </message>
    <message>
        <source>Vẽ khung nhận diện</source>
        <translation>Draw detection boxes</translation>
    </message>
    <message>
        <source>Vẽ khung, tên loại và độ tin cậy lên hình.</source>
        <translation>Draw box, class and confidence on the picture.</translation>
    </message>
    <message>
        <source>Số tiến trình giải mã</source>
        <translation>Decoder processes</translation>
    </message>
    <message>
        <source>0 là tự chọn theo số nhân của máy.</source>
        <translation>0 chooses by the number of cores.</translation>
    </message>
    <message>
        <source>Phân tích hình</source>
        <translation>Analyse pictures</translation>
    </message>
    <message>
        <source>Chạy mô hình nhận diện tại máy này.</source>
        <translation>Run the recognition model on this machine.</translation>
    </message>
    <message>
        <source>Canh theo luật trên máy này</source>
        <translation>Run rules on this machine</translation>
    </message>
    <message>
        <source>Mỗi camera chỉ nên do một máy canh; máy khác tắt mục này để không báo trùng.</source>
        <translation>One machine should watch a camera; switch this off on the others so that nothing is told twice.</translation>
    </message>
    <message>
        <source>Lưu đoạn phim của cảnh báo</source>
        <translation>Keep clips of alarms</translation>
    </message>
    <message>
        <source>Từ 20 giây trước đến 20 giây sau; nửa phút gần nhất của camera đang canh nằm trong bộ nhớ.</source>
        <translation>From 20 seconds before to 20 seconds after; the last half minute of watched cameras is kept in memory.</translation>
    </message>
    <message>
        <source>Gói mô hình</source>
        <translation>Model pack</translation>
    </message>
    <message>
        <source>Tên thư mục trong models; bỏ trống là tự chọn.</source>
        <translation>Name of the folder in models; empty is automatic.</translation>
    </message>
    <message>
        <source>Bộ tăng tốc</source>
        <translation>Accelerator</translation>
    </message>
    <message>
        <source>Tự chọn dùng card đồ họa khi có.</source>
        <translation>Automatic uses the graphics card where there is one.</translation>
    </message>
    <message>
        <source>Card đồ họa được dùng</source>
        <translation>Graphics cards used</translation>
    </message>
    <message>
        <source>Số thứ tự, ví dụ 0,1: mỗi số một tiến trình, camera chia đều; bỏ trống là card đầu tiên.</source>
        <translation>Numbers, such as 0,1: one process for each, cameras shared out; empty is the first card.</translation>
    </message>
    <message>
        <source>Bộ nhớ card đồ họa được dùng</source>
        <translation>Graphics card memory in use</translation>
    </message>
    <message>
        <source>Phần còn lại để cho chương trình khác; 0 là không giới hạn.</source>
        <translation>The rest is left to other programs; 0 is no limit.</translation>
    </message>
    <message>
        <source>Nhịp phân tích mỗi camera</source>
        <translation>Analysis rate per camera</translation>
    </message>
    <message>
        <source>Số khung hình mỗi giây đưa vào mô hình: gấp đôi ở vạch đếm và biển số, gấp ba ở vạch dừng; chậm thì bỏ bớt và đếm.</source>
        <translation>Frames per second given to the model: twice as many at counting lines and for plates, three times at stop lines; when it is late some are dropped and counted.</translation>
    </message>
    <message>
        <source>Bỏ qua hình đứng yên</source>
        <translation>Skip still pictures</translation>
    </message>
    <message>
        <source>Hình không có gì đổi thì không đưa qua mô hình; kết quả trước được dùng lại, tối đa 1 giây.</source>
        <translation>Pictures in which nothing changes do not go through the model; the last result is used again, for 1 second at most.</translation>
    </message>
    <message>
        <source>Nguồn tín hiệu đèn</source>
        <translation>Feed of traffic lights</translation>
    </message>
    <message>
        <source>Tệp hoặc địa chỉ http(s) mà tủ điều khiển đèn ghi trạng thái mỗi giây; bỏ trống là không có.</source>
        <translation>File or http(s) address to which the light controller writes its state every second; empty for none.</translation>
    </message>
    <message>
        <source>Ngưỡng tin cậy</source>
        <translation>Confidence threshold</translation>
    </message>
    <message>
        <source>Đối tượng dưới ngưỡng này không được vẽ.</source>
        <translation>Objects below it are not drawn.</translation>
    </message>
    <message>
        <source>Che mặt trên tường hình</source>
        <translation>Cover faces on the wall</translation>
    </message>
    <message>
        <source>Với tài khoản không có quyền xem mặt. Theo khung người có thể sót; chưa nhận ra người thì che cả hình.</source>
        <translation>For accounts without the right to see faces. By the boxes of persons some may be missed; where people are not recognised yet, the whole picture is covered.</translation>
    </message>
    <message>
        <source>Máy chủ thư (SMTP)</source>
        <translation>Mail server (SMTP)</translation>
    </message>
    <message>
        <source>Tên máy như trong chứng chỉ của nó; bỏ trống là không gửi thư.</source>
        <translation>Its name as in its certificate; empty means no letters are sent.</translation>
    </message>
    <message>
        <source>Kiểu bảo mật</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>Thư luôn đi qua TLS và chứng chỉ luôn được kiểm tra.</source>
        <translation>Letters always travel over TLS, and the certificate is always checked.</translation>
    </message>
    <message>
        <source>Cổng</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Thường là 587 với STARTTLS, 465 với TLS.</source>
        <translation>Usually 587 with STARTTLS, 465 with TLS.</translation>
    </message>
    <message>
        <source>Tên đăng nhập máy chủ thư</source>
        <translation>User name at the mail server</translation>
    </message>
    <message>
        <source>Bỏ trống nếu máy chủ không hỏi.</source>
        <translation>Empty where the server does not ask.</translation>
    </message>
    <message>
        <source>Địa chỉ gửi</source>
        <translation>Sender&apos;s address</translation>
    </message>
    <message>
        <source>Địa chỉ thư của trung tâm; người nhận thấy thư đến từ đây.</source>
        <translation>The centre&apos;s e-mail address; letters come from it.</translation>
    </message>
    <message>
        <source>Tệp chứng chỉ gốc</source>
        <translation>Root certificate file</translation>
    </message>
    <message>
        <source>Tệp PEM của cơ quan; bỏ trống là tin như hệ điều hành.</source>
        <translation>The organisation&apos;s PEM file; empty trusts what the operating system trusts.</translation>
    </message>
    <message>
        <source>Hiển thị</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>Màn hình tường</source>
        <translation>Wall screen</translation>
    </message>
    <message>
        <source>Luồng hình</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Phân tích</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Riêng tư</source>
        <translation>Privacy</translation>
    </message>
    <message>
        <source>Thư điện tử</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Số ngày đăng nhập khi mất máy chủ (0 là không giới hạn)</source>
        <translation>Days of signing in without the server (0 for no limit)</translation>
    </message>
    <message>
        <source>Số ngày giữ sự kiện chưa được xác nhận</source>
        <translation>Days that unconfirmed events are kept</translation>
    </message>
    <message>
        <source>Số ngày giữ biển số đã đọc mà không sự kiện nào cần</source>
        <translation>Days that plate reads are kept that no event needs</translation>
    </message>
    <message>
        <source>Tự lập báo cáo trực ngày, tuần, tháng khi hết kỳ</source>
        <translation>Make duty reports of day, week and month by themselves</translation>
    </message>
    <message>
        <source>Cơ quan ban hành văn bản</source>
        <translation>Issuing organ on papers</translation>
    </message>
    <message>
        <source>Cơ quan chủ quản (trống nếu không có)</source>
        <translation>Parent organ (empty if none)</translation>
    </message>
    <message>
        <source>Địa danh ghi trên văn bản</source>
        <translation>Place name on papers</translation>
    </message>
    <message>
        <source>Chữ viết tắt của cơ quan trong số, ký hiệu văn bản</source>
        <translation>Abbreviation of the organ in symbols of papers</translation>
    </message>
    <message>
        <source>Giờ các ca trực</source>
        <translation>Times of the shifts</translation>
    </message>
    <message>
        <source>Tên miền của trung tâm, ghi trên cảnh báo cộng đồng</source>
        <translation>The centre&apos;s domain name, as public alerts carry it</translation>
    </message>
    <message>
        <source>Cỡ lớn nhất của tệp đính kèm (MB)</source>
        <translation>Largest attached file (MB)</translation>
    </message>
    <message>
        <source>Cỡ lớn nhất của ảnh đính kèm (MB)</source>
        <translation>Largest attached picture (MB)</translation>
    </message>
    <message>
        <source>Hỏi tổ chức chứng thực qua mạng xem chứng thư ký đã bị thu hồi chưa</source>
        <translation>Ask certificate authorities over the network whether a signing certificate was revoked</translation>
    </message>
    <message>
        <source>Cả trung tâm</source>
        <translation>Whole centre</translation>
    </message>
    <message>
        <source>Xử lý sự vụ</source>
        <translation>Handling of incidents</translation>
    </message>
</context>
<context>
    <name>signing</name>
    <message>
        <source>Nội dung không khớp chữ ký: tệp đã bị sửa hoặc hỏng.</source>
        <translation>The content does not match the signature: the file was changed or damaged.</translation>
    </message>
    <message>
        <source>Có nội dung được thêm hoặc sửa sau khi ký.</source>
        <translation>Content was added or changed after signing.</translation>
    </message>
    <message>
        <source>Chứng thư không có hiệu lực vào lúc ký.</source>
        <translation>The certificate was not valid at the time of signing.</translation>
    </message>
    <message>
        <source>Chứng thư đã bị thu hồi, không gì chứng minh văn bản được ký trước đó.</source>
        <translation>The certificate was revoked; nothing proves that the document was signed before.</translation>
    </message>
    <message>
        <source>Chứng thư không do tổ chức chứng thực đã khai trên máy này cấp.</source>
        <translation>The certificate was not issued by an authority that this computer trusts.</translation>
    </message>
    <message>
        <source>Máy này chưa có chứng thư gốc nào nên chưa biết ai cấp chứng thư là đúng.</source>
        <translation>This computer has no root certificates yet, so it cannot tell whether the issuer is genuine.</translation>
    </message>
    <message>
        <source>Chứng thư bị thu hồi sau khi ký; dấu thời gian chứng minh văn bản được ký trước đó.</source>
        <translation>The certificate was revoked after signing; a time stamp proves that the document was signed before.</translation>
    </message>
    <message>
        <source>Thời điểm ký theo đồng hồ máy người ký, chưa có dấu thời gian.</source>
        <translation>The time of signing is that of the signer&apos;s clock; there is no time stamp.</translation>
    </message>
    <message>
        <source>Chứng thư nay đã hết hạn; lúc ký còn hiệu lực.</source>
        <translation>The certificate has expired since; it was valid when signing.</translation>
    </message>
    <message>
        <source>Chứng thư còn hiệu lực: tổ chức chứng thực không thu hồi.</source>
        <translation>The certificate is in force: its authority did not revoke it.</translation>
    </message>
    <message>
        <source>Chứng thư còn hiệu lực vào lúc ký, theo danh sách thu hồi kèm trong tệp; chưa hỏi được hiện nay.</source>
        <translation>The certificate was in force when the document was signed, by the revocation list in the file; today&apos;s state is not known.</translation>
    </message>
    <message>
        <source>Chứng thư đã bị thu hồi từ {moment}.</source>
        <translation>The certificate was revoked on {moment}.</translation>
    </message>
    <message>
        <source>Chưa hỏi được việc thu hồi: trung tâm chưa cho hỏi qua mạng. Bật ở Cài đặt, mục Cả trung tâm.</source>
        <translation>Revocation not checked: the centre does not allow asking over the network. Turn it on in Settings, Whole centre.</translation>
    </message>
    <message>
        <source>Chưa hỏi được việc thu hồi: tổ chức chứng thực không trả lời. Kiểm tra mạng rồi mở lại văn bản.</source>
        <translation>Revocation not checked: the certificate authority does not answer. Check the network, then open the document again.</translation>
    </message>
    <message>
        <source>Chưa hỏi được việc thu hồi: chưa biết tổ chức nào cấp chứng thư là đúng.</source>
        <translation>Revocation not checked: it is not known which authority rightly issued the certificate.</translation>
    </message>
    <message>
        <source>Chữ ký hợp lệ</source>
        <translation>The signature is valid</translation>
    </message>
    <message>
        <source>Chữ ký nguyên vẹn, chưa xác minh được người ký</source>
        <translation>The signature is intact, the signer is not verified</translation>
    </message>
    <message>
        <source>Chữ ký không hợp lệ</source>
        <translation>The signature is not valid</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Camera</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Tùy chọn cá nhân</source>
        <translation>Personal choice</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Số gọi</source>
        <translation>Call number</translation>
    </message>
    <message>
        <source>Vị trí</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Mã</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Tài khoản</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Quyền riêng của tài khoản</source>
        <translation>Permission of an account</translation>
    </message>
    <message>
        <source>Cảnh báo cộng đồng</source>
        <translation>Public alert</translation>
    </message>
    <message>
        <source>Tệp đính kèm</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>Sai lệch kinh phí được giữ</source>
        <translation>Accepted budget fault</translation>
    </message>
    <message>
        <source>Hợp đồng</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>Dòng của bảng kinh phí</source>
        <translation>Line of a budget table</translation>
    </message>
    <message>
        <source>Phụ trách dòng kinh phí</source>
        <translation>Owner of the budget line</translation>
    </message>
    <message>
        <source>Mốc thực hiện</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Khoản chi</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>Chương trình</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Bảng kinh phí</source>
        <translation>Budget table</translation>
    </message>
    <message>
        <source>Khóa năm của chương trình</source>
        <translation>Closed year of a programme</translation>
    </message>
    <message>
        <source>Bình luận</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Gạch bình luận</source>
        <translation>Struck comment</translation>
    </message>
    <message>
        <source>Cài đặt chung của trung tâm</source>
        <translation>Centre setting</translation>
    </message>
    <message>
        <source>Báo cáo trực</source>
        <translation>Duty report</translation>
    </message>
    <message>
        <source>Bàn giao ca</source>
        <translation>Hand-over</translation>
    </message>
    <message>
        <source>Lịch trực</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>Ca trực</source>
        <translation>Turn on duty</translation>
    </message>
    <message>
        <source>Số văn bản</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>Sự kiện</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Thông báo</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Sự vụ</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Bằng chứng của sự vụ</source>
        <translation>Evidence of an incident</translation>
    </message>
    <message>
        <source>Người liên quan sự vụ</source>
        <translation>Person involved in an incident</translation>
    </message>
    <message>
        <source>Phương tiện, nhân lực tại sự vụ</source>
        <translation>Resources at an incident</translation>
    </message>
    <message>
        <source>Bước quy trình của sự vụ</source>
        <translation>Step of an incident&apos;s checklist</translation>
    </message>
    <message>
        <source>Việc giao lực lượng</source>
        <translation>Task of a unit</translation>
    </message>
    <message>
        <source>Đơn vị kế tiếp</source>
        <translation>Successor unit</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Người</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Biển số theo dõi</source>
        <translation>Watched plate</translation>
    </message>
    <message>
        <source>Nhật ký hồ sơ</source>
        <translation>Record journal</translation>
    </message>
    <message>
        <source>Luật phân tích</source>
        <translation>Analysis rule</translation>
    </message>
    <message>
        <source>Nhãn</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Gắn nhãn</source>
        <translation>Tagging</translation>
    </message>
    <message>
        <source>Lúc nhận việc</source>
        <translation>Accepted at</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Điều chỉnh bảng</source>
        <translation>Adjusts table</translation>
    </message>
    <message>
        <source>Dấu nội dung lúc trình</source>
        <translation>Content mark at submission</translation>
    </message>
    <message>
        <source>Dấu số của năm</source>
        <translation>Amount marks of the year</translation>
    </message>
    <message>
        <source>Ngày đạt</source>
        <translation>Reached on</translation>
    </message>
    <message>
        <source>Các số tiền</source>
        <translation>Amounts</translation>
    </message>
    <message>
        <source>Ý kiến người nhận</source>
        <translation>Taker&apos;s remarks</translation>
    </message>
    <message>
        <source>Lúc duyệt</source>
        <translation>Approved at</translation>
    </message>
    <message>
        <source>Người duyệt</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>Lúc đến</source>
        <translation>Arrived at</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Lúc vào ca</source>
        <translation>Checked in</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Khung</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>Tên camera</source>
        <translation>Name of the camera</translation>
    </message>
    <message>
        <source>Lý do hủy</source>
        <translation>Reason of cancelling</translation>
    </message>
    <message>
        <source>Cách hủy</source>
        <translation>How it was cancelled</translation>
    </message>
    <message>
        <source>Loại đối tượng</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Nguyên nhân</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Các cột tiền</source>
        <translation>Amount columns</translation>
    </message>
    <message>
        <source>Người chỉ huy</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>Độ chắc</source>
        <translation>Confidence</translation>
    </message>
    <message>
        <source>Đơn vị ghi ở tiêu đề</source>
        <translation>Unit in the heading</translation>
    </message>
    <message>
        <source>Ngày văn bản</source>
        <translation>Date of the document</translation>
    </message>
    <message>
        <source>Nội dung bản tin</source>
        <translation>Message content</translation>
    </message>
    <message>
        <source>Lúc xem</source>
        <translation>Decided at</translation>
    </message>
    <message>
        <source>Người xem</source>
        <translation>Decided by</translation>
    </message>
    <message>
        <source>Hình vẽ và ngưỡng</source>
        <translation>Drawing and limits</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Lúc phát hiện</source>
        <translation>Detected at</translation>
    </message>
    <message>
        <source>Máy</source>
        <translation>Workstation identity</translation>
    </message>
    <message>
        <source>Tên hiện</source>
        <translation>Shown name</translation>
    </message>
    <message>
        <source>Số chứng từ</source>
        <translation>Voucher number</translation>
    </message>
    <message>
        <source>Số tiền</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Lúc lập</source>
        <translation>Drafted at</translation>
    </message>
    <message>
        <source>Người lập</source>
        <translation>Drafted by</translation>
    </message>
    <message>
        <source>Lúc xong</source>
        <translation>Done at</translation>
    </message>
    <message>
        <source>Người làm xong</source>
        <translation>Done by</translation>
    </message>
    <message>
        <source>Lệch giờ camera (giây)</source>
        <translation>Clock drift of the camera (s)</translation>
    </message>
    <message>
        <source>Hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Thư điện tử</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Đến lúc</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Lúc hết</source>
        <translation>Ended at</translation>
    </message>
    <message>
        <source>Người kết thúc</source>
        <translation>Ended by</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>Thể thức</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Mức báo trễ</source>
        <translation>Escalation</translation>
    </message>
    <message>
        <source>Người lấy</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>Số tiền ngoài bảng</source>
        <translation>Amounts outside the table</translation>
    </message>
    <message>
        <source>Tên tệp</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>Mã sai lệch</source>
        <translation>Fault key</translation>
    </message>
    <message>
        <source>Dấu nội dung</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>Ghi chú về hình</source>
        <translation>Note on pictures</translation>
    </message>
    <message>
        <source>Lúc giao</source>
        <translation>Sent at</translation>
    </message>
    <message>
        <source>Người giao</source>
        <translation>Giver</translation>
    </message>
    <message>
        <source>Từ mục</source>
        <translation>From record</translation>
    </message>
    <message>
        <source>Từ loại</source>
        <translation>From kind</translation>
    </message>
    <message>
        <source>Tiêu đề</source>
        <translation>Headline</translation>
    </message>
    <message>
        <source>Mã bản tin</source>
        <translation>Message identifier</translation>
    </message>
    <message>
        <source>Mã băm</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Ghi chú bước</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>Được đăng nhập</source>
        <translation>May sign in</translation>
    </message>
    <message>
        <source>Được phép</source>
        <translation>Allowed</translation>
    </message>
    <message>
        <source>Đang canh</source>
        <translation>Watching</translation>
    </message>
    <message>
        <source>Diễn tập</source>
        <translation>Exercise</translation>
    </message>
    <message>
        <source>Đang diễn ra</source>
        <translation>Going on</translation>
    </message>
    <message>
        <source>Bắt buộc</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>Nội dung bàn giao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Đã ký số</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>Ngày ban hành</source>
        <translation>Issued on</translation>
    </message>
    <message>
        <source>Lúc ban hành</source>
        <translation>Issued at</translation>
    </message>
    <message>
        <source>Người ban hành</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Mục</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Vĩ độ</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Lúc rời</source>
        <translation>Left at</translation>
    </message>
    <message>
        <source>Số mục không ghi hết</source>
        <translation>Not listed</translation>
    </message>
    <message>
        <source>Bài học kinh nghiệm</source>
        <translation>Lessons learned</translation>
    </message>
    <message>
        <source>Cấp</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Dòng kinh phí</source>
        <translation>Budget line</translation>
    </message>
    <message>
        <source>Loại dòng</source>
        <translation>Kind of line</translation>
    </message>
    <message>
        <source>Khóa đến</source>
        <translation>Locked until</translation>
    </message>
    <message>
        <source>Kinh độ</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Luồng chính</source>
        <translation>Main stream</translation>
    </message>
    <message>
        <source>Số trong sổ</source>
        <translation>Number in its book</translation>
    </message>
    <message>
        <source>Người được nhắc</source>
        <translation>People mentioned</translation>
    </message>
    <message>
        <source>Gộp vào</source>
        <translation>Merged into</translation>
    </message>
    <message>
        <source>Kiểu tệp</source>
        <translation>File type</translation>
    </message>
    <message>
        <source>Mô hình</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Loại bản tin</source>
        <translation>Message type</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Cơ quan ban hành</source>
        <translation>Issuing organisation</translation>
    </message>
    <message>
        <source>Lúc đến nơi</source>
        <translation>On scene at</translation>
    </message>
    <message>
        <source>Lúc xuất phát</source>
        <translation>On the way at</translation>
    </message>
    <message>
        <source>Kết quả xử lý</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Đơn vị yêu cầu</source>
        <translation>Asked for by</translation>
    </message>
    <message>
        <source>Thuộc mục</source>
        <translation>Belongs to item</translation>
    </message>
    <message>
        <source>Thuộc loại</source>
        <translation>Belongs to kind</translation>
    </message>
    <message>
        <source>Ngày chi</source>
        <translation>Paid on</translation>
    </message>
    <message>
        <source>Biển số</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Nguồn chi trả</source>
        <translation>Paid from</translation>
    </message>
    <message>
        <source>Lúc rõ nhất</source>
        <translation>Peak at</translation>
    </message>
    <message>
        <source>Quyền</source>
        <translation>Permission</translation>
    </message>
    <message>
        <source>Người theo dõi</source>
        <translation>Person in charge</translation>
    </message>
    <message>
        <source>Bước kinh phí</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Ngày kế hoạch</source>
        <translation>Planned for</translation>
    </message>
    <message>
        <source>Thứ tự</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Đơn vị cũ</source>
        <translation>Old unit</translation>
    </message>
    <message>
        <source>Mã băm mục trước</source>
        <translation>Hash of the entry before</translation>
    </message>
    <message>
        <source>Đơn giá</source>
        <translation>Unit prices</translation>
    </message>
    <message>
        <source>Số thứ tự in</source>
        <translation>Printed number</translation>
    </message>
    <message>
        <source>Người đề xuất</source>
        <translation>Proposed by</translation>
    </message>
    <message>
        <source>Lúc đọc</source>
        <translation>Read at</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Được thay bằng</source>
        <translation>Replaced by</translation>
    </message>
    <message>
        <source>Thay thế văn bản</source>
        <translation>Replaces</translation>
    </message>
    <message>
        <source>Các bản tin trước</source>
        <translation>Earlier messages</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Lúc xóa danh tính</source>
        <translation>Redacted at</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Luật</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>Tên luật</source>
        <translation>Rule name</translation>
    </message>
    <message>
        <source>Sổ số</source>
        <translation>Book of numbers</translation>
    </message>
    <message>
        <source>Nơi phát</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>Lúc phát</source>
        <translation>Sent at</translation>
    </message>
    <message>
        <source>Số thứ tự</source>
        <translation>Sequence number</translation>
    </message>
    <message>
        <source>Mức độ</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Mã nội dung</source>
        <translation>Content hash</translation>
    </message>
    <message>
        <source>Phần (một phần triệu)</source>
        <translation>Share (parts per million)</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Cỡ (byte)</source>
        <translation>Size (bytes)</translation>
    </message>
    <message>
        <source>Hết ca</source>
        <translation>End of shift</translation>
    </message>
    <message>
        <source>Ca</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Đầu ca</source>
        <translation>Start of shift</translation>
    </message>
    <message>
        <source>Kỳ</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Mục nguồn</source>
        <translation>Source record</translation>
    </message>
    <message>
        <source>Giai đoạn</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Lúc sang giai đoạn</source>
        <translation>Stage since</translation>
    </message>
    <message>
        <source>Từ lúc</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Lúc bắt đầu</source>
        <translation>Started at</translation>
    </message>
    <message>
        <source>Đầu kỳ</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>Mã nội dung bản thảo</source>
        <translation>Hash of the draft</translation>
    </message>
    <message>
        <source>Cỡ bản thảo (byte)</source>
        <translation>Size of the draft (bytes)</translation>
    </message>
    <message>
        <source>Bắt đầu</source>
        <translation>Starts</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Luồng phụ</source>
        <translation>Sub-stream</translation>
    </message>
    <message>
        <source>Trích yếu</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Lúc trình</source>
        <translation>Submitted at</translation>
    </message>
    <message>
        <source>Người trình</source>
        <translation>Submitted by</translation>
    </message>
    <message>
        <source>Đơn vị mới</source>
        <translation>New unit</translation>
    </message>
    <message>
        <source>Diễn biến</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Nhà thầu</source>
        <translation>Contractor</translation>
    </message>
    <message>
        <source>Lúc lấy</source>
        <translation>Taken at</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Taker</translation>
    </message>
    <message>
        <source>Nhiệm vụ</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Ký hiệu</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Loại hồ sơ</source>
        <translation>Kind of record</translation>
    </message>
    <message>
        <source>Mã hình thu nhỏ</source>
        <translation>Thumbnail hash</translation>
    </message>
    <message>
        <source>Các mốc thời gian</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Chức vụ</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Đến mục</source>
        <translation>To record</translation>
    </message>
    <message>
        <source>Đến loại</source>
        <translation>To kind</translation>
    </message>
    <message>
        <source>Các đối tượng</source>
        <translation>Tracks</translation>
    </message>
    <message>
        <source>Giao thức</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Kết luận xác minh</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>Thời gian ghi</source>
        <translation>Printed time</translation>
    </message>
    <message>
        <source>Việc giao</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Người làm</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Tài khoản người làm</source>
        <translation>Account of the person</translation>
    </message>
    <message>
        <source>Lúc rút</source>
        <translation>Withdrawn at</translation>
    </message>
    <message>
        <source>Máy trạm</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>Năm</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Hướng nhìn</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Góc nhìn</source>
        <translation>Field of view</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Biển thông báo</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Số ngày lưu</source>
        <translation>Days kept</translation>
    </message>
    <message>
        <source>Đơn vị cấp trên</source>
        <translation>Unit above</translation>
    </message>
    <message>
        <source>Lượt trực</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>Thuộc dòng</source>
        <translation>Under line</translation>
    </message>
    <message>
        <source>Đơn vị đọc (đồng)</source>
        <translation>Unit read (VND)</translation>
    </message>
    <message>
        <source>Lý do chọn đơn vị</source>
        <translation>Reason for the unit</translation>
    </message>
    <message>
        <source>Lực lượng</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Khóa tên đăng nhập</source>
        <translation>User name key</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Có hiệu lực từ</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Hết hiệu lực từ</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Theo dõi đến ngày</source>
        <translation>Watched until</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Máy khác đã sửa cùng mục này trước. Giá trị của máy đó được giữ.</source>
        <translation>Another desktop changed this first. Its value was kept.</translation>
    </message>
    <message>
        <source>Máy khác đã xóa mục này. Nội dung sửa ở đây được giữ lại để chọn.</source>
        <translation>Another desktop removed this. What was written here is kept for you to decide.</translation>
    </message>
    <message>
        <source>Mục này đã có trên máy chủ với nội dung khác.</source>
        <translation>The server has this already, with other content.</translation>
    </message>
    <message>
        <source>Số hoặc mã này máy khác đã dùng. Mở mục đã có, hoặc nhập số khác.</source>
        <translation>Another desktop uses this number or code. Open the existing item, or choose another number.</translation>
    </message>
    <message>
        <source>Tài khoản máy chủ không có quyền sửa mục này. Liên hệ quản trị.</source>
        <translation>The server login may not change this. Ask the administrator.</translation>
    </message>
    <message>
        <source>Máy chủ không nhận nội dung này. Kiểm tra rồi nhập lại.</source>
        <translation>The server does not take this content. Check it and enter it again.</translation>
    </message>
    <message>
        <source>Đến sau giờ khóa nên không được tính.</source>
        <translation>It came after closing time and does not count.</translation>
    </message>
    <message>
        <source>Máy chủ chưa biết một cột của mục này. Nâng cấp máy chủ rồi gửi lại.</source>
        <translation>The server does not know a column of this item yet. Upgrade the server, then send again.</translation>
    </message>
    <message>
        <source>Mục mà nó thuộc về đã bị xóa hoặc chưa được máy chủ nhận.</source>
        <translation>What it belongs to was removed, or the server has not taken it.</translation>
    </message>
    <message>
        <source>Không ghi lại được: máy này không còn đủ nội dung của mục.</source>
        <translation>Cannot be written again: this desktop no longer has the whole item.</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>không</source>
        <translation>no</translation>
    </message>
    <message>
        <source>mục {code}</source>
        <translation>item {code}</translation>
    </message>
    <message>
        <source>Chưa xóa được vì còn mục khác đang dùng.</source>
        <translation>It cannot be removed while something else uses it.</translation>
    </message>
    <message>
        <source>Vượt hạn mức còn lại. Kiểm tra số tiền và hạn mức.</source>
        <translation>It exceeds the remaining limit. Check the amount and the limit.</translation>
    </message>
    <message>
        <source>Máy khác đã chuyển trạng thái trước. Xem trạng thái mới rồi làm lại.</source>
        <translation>Another desktop changed the state first. Look at the new state and try again.</translation>
    </message>
    <message>
        <source>Tài khoản máy chủ không đủ quyền sửa loại mục này. Liên hệ quản trị.</source>
        <translation>The server login may not change items of this kind. Contact the administrator.</translation>
    </message>
    <message>
        <source>Tài khoản máy chủ không được ghi vào phạm vi này. Liên hệ quản trị.</source>
        <translation>The server login may not write in this scope. Contact the administrator.</translation>
    </message>
    <message>
        <source>Máy chủ chưa biết loại mục này. Nâng cấp máy chủ rồi gửi lại.</source>
        <translation>The server does not know this kind of item yet. Upgrade the server, then send again.</translation>
    </message>
    <message>
        <source>Bước chuyển trạng thái này không được phép.</source>
        <translation>This change of state is not allowed.</translation>
    </message>
    <message>
        <source>Chỉ người lập mới được sửa mục này.</source>
        <translation>Only its author may change this.</translation>
    </message>
    <message>
        <source>Mục này chỉ được thêm, không được sửa hay xóa.</source>
        <translation>This may only be added to, not changed or removed.</translation>
    </message>
</context>
<context>
    <name>tile</name>
    <message>
        <source>Ô trống</source>
        <translation>Empty tile</translation>
    </message>
    <message>
        <source>Kéo camera vào đây</source>
        <translation>Drag a camera here</translation>
    </message>
    <message>
        <source>Không có quyền</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>Đang tắt</source>
        <translation>Switched off</translation>
    </message>
    <message>
        <source>Đang nối</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>lần {n}</source>
        <translation>attempt {n}</translation>
    </message>
    <message>
        <source>hình cũ {age}</source>
        <translation>picture {age} old</translation>
    </message>
    <message>
        <source>Đang nối lại</source>
        <translation>Reconnecting</translation>
    </message>
    <message>
        <source>Mất tín hiệu</source>
        <translation>Signal lost</translation>
    </message>
    <message>
        <source>Hình đứng</source>
        <translation>Frozen picture</translation>
    </message>
    <message>
        <source>Che cả hình</source>
        <translation>All covered</translation>
    </message>
    <message>
        <source>Che cả hình: chưa nhận ra người để che mặt</source>
        <translation>All covered: people are not recognised yet</translation>
    </message>
    <message>
        <source>Mặt người được che theo khung người: tài khoản này không có quyền xem mặt.</source>
        <translation>Faces are covered by the boxes of persons: this account may not see faces.</translation>
    </message>
</context>
</TS>
