"""What models and sensors saw, in numbers that never go through the outbox."""
