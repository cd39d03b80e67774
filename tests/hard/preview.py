"""What the tests of the preview share: one that runs, a browser of the simplest kind, and one
that listens."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

from common import Impossible

BEGIN, END = b"<!--delwebb-->", b"<!--/delwebb-->"


class Answer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        self.status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
        self.headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def as_built(self):
        """The body without what the preview adds."""
        if BEGIN not in self.body or END not in self.body:
            return self.body
        before, _, rest = self.body.partition(BEGIN)
        # Which line of its file a block is written on: `src/render/body/marks.rs`.
        return re.sub(rb' data-delwebb-rad="[^"]*"', b"", before + rest.rpartition(END)[2])


class Preview:
    """A running `delwebb serve`; ends with the block."""

    def __init__(self, bench, root, *more, before=(), environment=None, **around):
        command = [*before, str(bench.program), "serve", "--root", str(root), "--lang", "sv",
                   "--port", "0", *more]
        self.process = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        env=bench.environment() | (environment or {}), **around)
        self.said, self.begun = "", threading.Event()
        threading.Thread(target=self.read, daemon=True).start()
        if not self.begun.wait(60) or self.port is None:
            self.process.kill()
            raise Impossible(f"the preview does not start: {self.said}")

    def read(self):
        self.port = None
        for line in self.process.stdout:
            self.said += line.decode("utf-8", "replace")
            at = re.search(r"http://127\.0\.0\.1:(\d+)", self.said)
            if at and "Ctrl+C" in self.said:
                self.port = int(at[1])
                self.begun.set()
        self.begun.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def id(self):
        return self.process.pid

    def is_alive(self):
        return self.process.poll() is None

    def connect(self, timeout=20):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def raw(self, data, timeout=20):
        """All that comes back until the connection is closed."""
        with self.connect(timeout) as stream:
            back = b""
            try:
                stream.sendall(data)
                while part := stream.recv(1 << 16):
                    back += part
            except OSError:
                pass
            return back

    def get(self, path, method="GET", headers="", timeout=20):
        head = (f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                f"Connection: close\r\n{headers}\r\n")
        return Answer(self.raw(head.encode(), timeout))

    def says(self, words, timeout=10):
        """Whether it says so on the terminal in time."""
        return within(timeout, lambda: words in self.said)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.id}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.id}/task"))

    def memory(self):
        """What it holds in memory, in KiB."""
        status = Path(f"/proc/{self.id}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def work(self):
        """Ticks of processor time, and how often one of its threads has waited."""
        fields = Path(f"/proc/{self.id}/stat").read_text().rpartition(")")[2].split()
        waits = 0
        for task in Path(f"/proc/{self.id}/task").iterdir():
            try:
                status = (task / "status").read_text()
            except OSError:
                continue
            waits += int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", status)[1])
        return int(fields[11]) + int(fields[12]), waits


class Listener:
    """Listens to what happens to a page."""

    def __init__(self, preview, path):
        head = (f"GET /_delwebb/handelser?sida={path} HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{preview.port}\r\n\r\n").encode()
        # Who comes while something is told is let go and comes again, as browsers do.
        for _ in range(5):
            self.stream, self.unread = preview.connect(), b""
            self.stream.sendall(head)
            if self.until(b"retry:", 20):
                return
            self.stream.close()
        raise Impossible("no stream of events")

    def until(self, start, timeout):
        """Whether a line that begins so comes in time."""
        end = time.monotonic() + timeout
        while True:
            while b"\n" in self.unread:
                line, _, self.unread = self.unread.partition(b"\n")
                if line.startswith(start):
                    return True
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.stream.settimeout(left)
            try:
                part = self.stream.recv(4096)
            except OSError:
                return False
            if not part:
                return False
            self.unread += part

    def is_told(self, timeout=5):
        return self.until(b"event: andrad", timeout)

    def close(self):
        self.stream.close()


def within(timeout, holds):
    end = time.monotonic() + timeout
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def in_milliseconds(seconds):
    """Median, nineteen in twenty, and the longest."""
    times = sorted(seconds) or [0]
    at = lambda part: times[min(len(times) - 1, int(len(times) * part))] * 1000
    return f"{at(.5):.1f}, {at(.95):.1f}, {times[-1] * 1000:.1f} ms"


def interrupt(preview):
    """Ctrl-C; the time it takes to end, and its exit code."""
    begun = time.monotonic()
    preview.process.send_signal(signal.SIGINT)
    code = preview.process.wait(timeout=10)
    return time.monotonic() - begun, code
