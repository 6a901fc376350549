"""Training of the model: prepare voices, fit, evaluate. From a checkout: `python -m training`."""
