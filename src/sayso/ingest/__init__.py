"""ingest: bytes to Article, one module a format; blocks.py marks title, byline, credit, dateline and furniture."""
