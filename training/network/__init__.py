"""The model as it is defined and trained, in torch; `dx7bridge.model` plays the same weights in numpy."""
