"""From detections to tracks."""
