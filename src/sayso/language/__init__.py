"""The language pipeline: loading spaCy, block-aware sentence starts, and the parsed article that every later stage reads."""
