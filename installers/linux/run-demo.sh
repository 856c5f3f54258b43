#!/usr/bin/env bash
# Opens the application with the demo district. Without a display it does the same on a virtual one,
# leaves a picture of every panel in out/ and stops by itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python main.py --demo "$@"
fi
echo "Không có màn hình: chạy trên màn hình ảo 1920×1080, ảnh từng bảng sẽ nằm trong out/."
mkdir -p out
.venv/bin/python main.py --demo --screenshot out --stats out/stats.json "$@"
echo "Đã xong. Ảnh chụp:"
ls -1 out/*.png
