"""Code that several sources share: files, archives, encodings, options, refusals."""
