"""The built-in renderers, one module each; what a module needs beside it is named after it."""
