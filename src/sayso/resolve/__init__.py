"""resolve: spans to things (coreference, entities, places, calendar): says what it means."""
