"""An office's settings: what is known of the fields of its lists, its profile, its agencies."""
