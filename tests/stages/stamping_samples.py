"""A time-stamping authority of one's own, made by the openssl command: a root, a signing key, replies to queries."""

import shutil
import subprocess
from pathlib import Path

import pytest

SETTINGS = """
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[tsa]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping
[stamping]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Authority:
    """An authority in a folder of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("the openssl command is missing: it plays the time-stamping authority")
        folder.mkdir()
        self.folder, self.root = folder, folder / "root.pem"
        (folder / "settings").write_text(SETTINGS)
        (folder / "serial").write_text("01\n")
        new = ["-newkey", "rsa:2048", "-nodes", "-config", "settings"]
        root = ["-x509", "-keyout", "root.key", "-out", "root.pem", "-subj", f"/O={name}/CN=Root", "-extensions", "ca"]
        self.openssl("req", *new, *root, "-days", "30")
        self.openssl("req", *new, "-keyout", "key", "-out", "request", "-subj", f"/O={name}/CN=Stamps")
        sign = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "30"]
        self.openssl(
            "x509", "-req", "-in", "request", *sign, "-extfile", "settings", "-extensions", "tsa", "-out", "signer.pem"
        )

    def reply(self, query: Path, out: Path) -> Path:
        """Answer a query; `out` is where the reply goes."""
        made = ["-inkey", "key", "-signer", "signer.pem", "-queryfile", query, "-out", out]
        self.openssl("ts", "-reply", "-config", "settings", "-section", "stamping", *made)
        return out

    def openssl(self, *arguments: str | Path) -> None:
        """Run openssl in the authority's folder."""
        words = ["openssl", *(str(one) for one in arguments)]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
