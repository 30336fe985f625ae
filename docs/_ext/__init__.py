"""What of the documentation is written from the code: no list of flags, keys, codes or modules is kept by hand."""
