"""Number plates in pictures: found, straightened, read, and voted on over the frames of a track."""
