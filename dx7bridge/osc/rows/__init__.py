"""The rows of the address table, by family; `table` puts them together."""
