"""Live streams: decoder processes, the shared mosaic, stream health. No Qt."""
