"""Jobs of the network host: rows of the shared schema that name no practice's people."""
