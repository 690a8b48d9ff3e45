"""scale: the same reader over many articles, on processes."""
