"""Readers and validators that others wrote: here, or installed into an environment below target/.

The packages stand in requirements.txt, pinned.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE.parent.parent / "target" / "faces-venv"


def missing_packages(load):
    """Why the packages that `load` imports cannot be had, or None. Starts the script again
    inside the environment if need be."""
    try:
        load()
        return None
    except ImportError as error:
        missing = error
        if os.environ.get("FACES_VENV"):
            return f"{missing}, though it was installed"
    wanted = HERE / "requirements.txt"
    mark = VENV / "installed.txt"
    try:
        if not mark.exists() or mark.read_text() != wanted.read_text():
            subprocess.run([sys.executable, "-m", "venv", VENV], check=True, capture_output=True)
            subprocess.run([VENV / "bin" / "pip", "install", "--quiet", "-r", wanted], check=True,
                           capture_output=True, timeout=600)
            shutil.copy(wanted, mark)
    except (OSError, subprocess.SubprocessError) as error:
        return f"{missing}, and the packages could not be installed ({type(error).__name__})"
    sys.stdout.flush()
    python = VENV / "bin" / "python"
    os.execve(python, [python, *sys.argv], {**os.environ, "FACES_VENV": "1"})
