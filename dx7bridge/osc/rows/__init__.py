"""The rows of the address table, one module for each family; `osc.table` joins them."""
