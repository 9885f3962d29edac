"""Holds PDF files to what they say that they are, PDF/A-2 and PDF/UA-1, by page-validation: conforms.py FILE...

Exits with 1 where a file does not conform, and where it claims nothing.
"""

import re
import subprocess
import sys
from pathlib import Path

import page

# The rule takes a compressed stream that ends in a carriage return for one byte too long. qpdf counts
# the bytes of every stream; where it finds nothing, what the rule says is passed over.
MISCOUNTED = "STREAM-LENGTH"


def claims(data):
    """The profiles that a file names in its metadata."""
    found = [
        "2" + level.decode().lower()
        for level in re.findall(rb"<pdfaid:conformance>([ABU])<", data)
    ]
    if b"<pdfuaid:part>1<" in data:
        found.append("ua1")
    return found


def lengths_hold(path):
    """Whether qpdf finds every stream as long as it says."""
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True)
    return checked.returncode == 0 and b"WARNING" not in checked.stderr


def faults(path):
    """What a file does not conform to, a line each."""
    profiles = claims(Path(path).read_bytes())
    if not profiles:
        yield f"{path}: claims neither PDF/A-2 nor PDF/UA-1"
    for profile in profiles:
        for failure in page.validate_pdf(path, profile=profile).failures:
            if MISCOUNTED in failure.rule_id and lengths_hold(path):
                continue
            where = failure.object_id.object_number if failure.object_id else "-"
            yield f"{path}: {profile}: {failure.rule_id}: {failure.message} (object {where})"


if __name__ == "__main__":
    said = [fault for path in sys.argv[1:] for fault in faults(path)]
    print("\n".join(said))
    sys.exit(1 if said or len(sys.argv) < 2 else 0)
