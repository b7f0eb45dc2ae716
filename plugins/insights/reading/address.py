"""Where a contribution is read, in SQL: over `contribution c`, its `activity a` and their `project r`."""

ADDRESS = (
    "'/projects/' || r.slug || '/' || a.slug || '/' || coalesce(c.root, c.id) || "
    "CASE WHEN c.root IS NULL THEN '' ELSE '#comment-' || c.id END"
)
