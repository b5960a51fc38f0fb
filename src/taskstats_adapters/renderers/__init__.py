"""The built-in printers and exporters: a module each, or a folder where it takes several."""
