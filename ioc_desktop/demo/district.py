"""The cameras of the demo district: plain data for the database, the scene generator and the stream server."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoCamera:
    """A camera of the demo district.

    number: call number. code: name of its clips and of its stream path. kind: CameraKind value. scene: key of the
    layout that draws it. condition: key of the light and weather. loop_s: length of its clip.
    """

    number: int
    code: str
    name: str
    place: str
    latitude: float
    longitude: float
    azimuth_deg: float
    fov_deg: float
    kind: str
    scene: str
    condition: str
    seed: int
    loop_s: float = 20.0


# fmt: off
DEMO_CAMERAS: tuple[DemoCamera, ...] = (
    DemoCamera(
        1, "cau-dong-ha", "Cầu Đông Hà", "Đầu cầu phía nam, sông Hiếu",
        16.8262, 107.0964, 8.0, 60.0, "fixed", "bridge", "morning", 8,
    ),
    DemoCamera(
        2, "le-duan-ql9", "Lê Duẩn – QL9", "Ngã tư Lê Duẩn, quốc lộ 9",
        16.8189, 107.0983, 355.0, 66.0, "traffic", "junction", "day", 5, 40.0,
    ),
    DemoCamera(
        3, "cho-dong-ha", "Chợ Đông Hà", "Cổng chính chợ Đông Hà",
        16.8236, 107.0951, 70.0, 64.0, "fixed", "market", "cloudy", 14,
    ),
    DemoCamera(
        4, "tran-hung-dao", "Trần Hưng Đạo", "Trần Hưng Đạo, trước bưu điện",
        16.8217, 107.0934, 100.0, 58.0, "fixed", "tran_hung_dao", "rain", 17,
    ),
    DemoCamera(
        5, "hung-vuong-1", "Hùng Vương 1", "Hùng Vương, dải phân cách giữa",
        16.8148, 107.1012, 200.0, 60.0, "traffic", "hung_vuong", "dusk", 3,
    ),
    DemoCamera(
        6, "ga-dong-ha", "Ga Đông Hà", "Quảng trường ga Đông Hà",
        16.8127, 107.0938, 265.0, 66.0, "ptz", "station", "day", 20,
    ),
    DemoCamera(
        7, "ke-song-hieu", "Kè sông Hiếu", "Kè sông Hiếu, trạm đo mực nước",
        16.8251, 107.0926, 290.0, 58.0, "fixed", "river", "rain", 11,
    ),
    DemoCamera(
        8, "ben-xe", "Bến xe", "Bến xe Đông Hà, sân đỗ",
        16.8098, 107.0995, 30.0, 64.0, "fixed", "bus_station", "cloudy", 23,
    ),
    DemoCamera(
        9, "ly-thuong-kiet", "Lý Thường Kiệt", "Lý Thường Kiệt, hướng đông",
        16.8169, 107.1049, 85.0, 62.0, "traffic", "ly_thuong_kiet", "wet_dusk", 26,
    ),
    DemoCamera(
        10, "cong-vien-fidel", "Công viên Fidel", "Lối dạo công viên Fidel",
        16.8205, 107.1003, 15.0, 62.0, "ptz", "park", "day", 29,
    ),
    DemoCamera(
        11, "nguyen-hue", "Nguyễn Huệ", "Nguyễn Huệ, khu nhà phố",
        16.8193, 107.0957, 175.0, 60.0, "fixed", "nguyen_hue", "night", 47,
    ),
    DemoCamera(
        12, "cong-thpt", "Cổng THPT", "Cổng trường THPT, Đại lộ Hùng Vương",
        16.8136, 107.1034, 150.0, 62.0, "fixed", "school", "morning", 35,
    ),
    DemoCamera(
        13, "ho-trung-chi", "Hồ Trung Chỉ", "Đường dạo ven hồ Trung Chỉ",
        16.8071, 107.0946, 320.0, 60.0, "ptz", "lake", "dusk", 32,
    ),
    DemoCamera(
        14, "ham-nghi", "Hàm Nghi", "Hàm Nghi, đoạn nhà phố",
        16.8159, 107.0919, 210.0, 60.0, "fixed", "ham_nghi", "wet_night", 38,
    ),
    DemoCamera(
        15, "le-loi", "Lê Lợi", "Lê Lợi, hàng cây cũ",
        16.8112, 107.1016, 340.0, 56.0, "fixed", "le_loi", "day", 41,
    ),
    DemoCamera(
        16, "ql9-km-4", "QL9, km 4", "Quốc lộ 9, km 4, hướng Cam Lộ",
        16.8086, 107.0712, 275.0, 58.0, "traffic", "highway", "fog", 44,
    ),
)
# fmt: on
