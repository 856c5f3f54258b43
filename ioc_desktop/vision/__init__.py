"""Local inference: model packs, sessions, detections, the vision process. No Qt."""
