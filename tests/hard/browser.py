"""Chromium, driven over its debugging pipe: no library, no port that others could reach.

The protocol is JSON with a NUL after each message, on file descriptors 3 (to the browser) and
4 (from it). See "Chrome DevTools Protocol"; `--remote-debugging-pipe` is the switch.
"""

import fcntl
import functools
import http.server
import json
import os
import select
import shutil
import subprocess
import threading
import time

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-extensions", "--disable-background-networking", "--disable-component-update",
         "--disable-default-apps", "--disable-sync", "--mute-audio", "--no-default-browser-check",
         "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
         # Whatever a page asks for, nobody outside is asked.
         "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--remote-debugging-pipe"]


def program():
    """The browser, or None."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


class Browser:
    """A browser with its own empty profile. `with Browser(folder) as browser: …`"""

    def __init__(self, profile, timeout=30):
        self.timeout, self.number, self.events, self.rest = timeout, 0, [], b""
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        # Out of the way of 3 and 4, which the child gets.
        child_in, child_out = (fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in (to_read, from_write))
        os.close(to_read)
        os.close(from_write)

        def places():
            os.dup2(child_in, 3)
            os.dup2(child_out, 4)

        self.process = subprocess.Popen(
            [program(), *QUIET, f"--user-data-dir={profile}", "about:blank"], preexec_fn=places,
            pass_fds=(3, 4), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(child_in)
        os.close(child_out)
        self.to, self.come = to_write, from_read

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.ask("Browser.close")
            self.process.wait(10)
        except (OSError, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.to)
        os.close(self.come)

    def ask(self, method, session=None, **params):
        """Asks, and waits for the answer. What else comes meanwhile is kept in `events`."""
        self.number += 1
        number = self.number
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        until = time.monotonic() + self.timeout
        while True:
            answer = self.message(until, method)
            if answer.get("id") == number:
                if "error" in answer:
                    raise OSError(f"{method}: {answer['error'].get('message')}")
                return answer.get("result", {})
            if "method" in answer:
                self.events.append(answer)

    def message(self, until, waits_for):
        while b"\0" not in self.rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.come], [], [], left)[0]:
                raise TimeoutError(f"the browser does not answer {waits_for}")
            part = os.read(self.come, 1 << 20)
            if not part:
                raise OSError("the browser ended")
            self.rest += part
        first, self.rest = self.rest.split(b"\0", 1)
        return json.loads(first)

    def wait(self, wanted, what):
        """Waits for an event for which `wanted(event)` holds; gives it."""
        until = time.monotonic() + self.timeout
        seen = 0
        while True:
            for event in self.events[seen:]:
                if wanted(event):
                    return event
            seen = len(self.events)
            answer = self.message(until, what)
            if "method" in answer:
                self.events.append(answer)

    def tab(self):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.ask(f"{domain}.enable", session)
        return session


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing. Every file is of the type its name says."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".xml": "application/xml", ".json": "application/json", ".ics": "text/calendar",
        ".csv": "text/csv", ".svg": "image/svg+xml"}

    def log_message(self, *_):
        pass


class Served:
    """A folder at http://127.0.0.1:<port>/."""

    def __init__(self, folder):
        handler = functools.partial(Quiet, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
