"""Rules that cameras' pictures are watched by: kept and shared here, understood by ``vision.rules``."""
