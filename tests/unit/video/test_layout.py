from ioc_desktop.video.layout import Claims, clip
from ioc_desktop.video.types import TileRect

LEFT, RIGHT = TileRect(0, 0, 100, 50), TileRect(100, 0, 100, 50)


def test_only_parts_of_other_streams_clash() -> None:
    claims = Claims()
    claims.add(1, LEFT)
    assert not claims.would_clash(1, LEFT)
    assert not claims.would_clash(2, RIGHT)
    assert claims.would_clash(2, TileRect(99, 49, 10, 10))


def test_a_former_place_still_counts_until_the_memory_is_new() -> None:
    claims = Claims()
    claims.add(1, LEFT)
    claims.add(1, RIGHT)
    assert claims.would_clash(2, LEFT)
    claims.clear()
    assert not claims.would_clash(2, LEFT)


def test_tiles_are_cut_at_the_edge() -> None:
    assert clip(TileRect(-10, 5, 30, 30), 100, 20) == TileRect(0, 5, 20, 15)
    assert clip(TileRect(200, 200, 30, 30), 100, 20) == TileRect(100, 20, 0, 0)
