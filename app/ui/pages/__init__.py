"""Pages of attached and of new files: drawn in the confined process, shown as dots."""
