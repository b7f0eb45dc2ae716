"""The application: middleware, mounting, rendering, errors, and the pages that belong to no other room."""
