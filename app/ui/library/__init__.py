"""The library screen: collections and facets, the search with its result, and the reader."""
