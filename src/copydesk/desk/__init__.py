"""The desk: what an analyst looks at, a local web application over a collection."""
