"""Tune the encoder that reads beside the rules: `make train-reader`. PyTorch is needed only here."""
