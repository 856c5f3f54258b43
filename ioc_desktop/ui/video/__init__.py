"""The video surface: geometry, states, captions, boxes and the one widget that paints them."""
