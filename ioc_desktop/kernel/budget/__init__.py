"""The money of a programme: lines by year, source, way of paying and phase, and the proof that they add up."""
