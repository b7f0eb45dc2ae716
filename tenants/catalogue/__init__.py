"""The plugins that this service has, for whoever chooses; for support experts also how they fare, and which do not run."""
