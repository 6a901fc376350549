"""Writes the Max package and the TouchOSC layouts: `python -m generators`.

Development only; the bridge never imports it. What it writes is committed, and a test fails when it
is stale. Addresses come from `dx7bridge.osc.table`: see `addresses.py`.
"""
