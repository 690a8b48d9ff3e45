"""find: spans in ONE article (quotes, times, toponyms, mentions, triggers, figures): says what stands there, not what it means."""
