"""Compare: near-doubles side by side, and points that several records could establish."""
