"""say: things to statements, events, status, chain: says who did what, on whose say-so."""
