#!/usr/bin/env python3
"""Clients of the preview that are many, slow, broken or mean: the others are answered at once, what
they took is given back, nothing outside the site is read, and the program stays alive."""

import resource
import select
import threading
import time

from common import Group, guarded, page, start
from preview import Listener, Preview, in_milliseconds, within

SECRET = "kanariefagel-8f1c"
# What may be said of a machine at work: usual answers take a fraction of it.
SOON, AT_ONCE = .05, 1.0
CLOSED = 15


def timed(preview, path="/om/"):
    begun = time.monotonic()
    answer = preview.get(path)
    return time.monotonic() - begun, answer.status


def at_base(preview, base, group, shown):
    """What was taken is given back."""
    back = within(5, lambda: preview.descriptors() <= base[0] + 3 and preview.threads() <= base[1] + 3)
    group.check(back, lambda: f"{shown}: {base} descriptors and threads became "
                f"{(preview.descriptors(), preview.threads())}")


def taken(preview):
    preview.get("/om/")
    time.sleep(.3)
    return preview.descriptors(), preview.threads()


def slow(preview, report, count):
    """Half send a byte of a head each second, half take a byte of a large file each second."""
    group, base = Group(), taken(preview)
    head = f"GET /stor.bin HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n".encode()
    heads = [preview.connect() for _ in range(count // 2)]
    reads = [preview.connect() for _ in range(count - len(heads))]
    for stream in reads:
        stream.sendall(head + b"\r\n")
    for stream in reads:
        stream.recv(1)
    begun, sent, open_heads, times = time.monotonic(), 0, set(heads), []
    closed = {}
    while time.monotonic() - begun < CLOSED + 2:
        now = time.monotonic() - begun
        if now >= sent:
            for stream in open_heads:
                try:
                    stream.send(head[sent:sent + 1])
                except OSError:
                    pass
            for stream in reads:
                stream.setblocking(False)
                try:
                    stream.recv(1)
                except OSError:
                    pass
            sent += 1
        ended = select.select(list(open_heads), [], [], 0)[0]
        for stream in ended:
            closed[stream] = now
        open_heads -= set(ended)
        times.append(timed(preview))
        if not open_heads and preview.descriptors() <= base[0] + 3:
            break
        time.sleep(.05)
    group.check(not open_heads, f"{len(open_heads)} half heads are still open")
    held = preview.descriptors() - base[0]
    group.check(held <= 3, f"{held} descriptors are held by those who take a byte a second")
    late = [f"{took * 1000:.0f} ms" for took, status in times if took > SOON or status != 200]
    group.check(len(late) <= len(times) // 50, f"beside them {len(late)} of {len(times)}: {late[:9]}")
    for stream in heads + reads:
        stream.close()
    at_base(preview, base, group, "slow clients")
    report.group(f"{count} slow clients", group.passed, group.problems,
                 f"closed after {max(closed.values(), default=0):.1f} s, all after {now:.1f} s; others "
                 f"meanwhile: {in_milliseconds([took for took, _ in times])}")


def many(preview, report, count):
    group, base, times = Group(), taken(preview), []
    streams = [preview.connect() for _ in range(count)]
    head = (f"GET /om/ HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\nConnection: close\r\n\r\n").encode()
    begun = time.monotonic()
    for stream in streams:
        stream.sendall(head)
    for stream in streams:
        back = b""
        while part := stream.recv(1 << 16):
            back += part
        times.append(time.monotonic() - begun)
        group.check(back.startswith(b"HTTP/1.1 200"), lambda: f"{back[:60]}")
        stream.close()
    group.check(times[-1] <= AT_ONCE, f"the last of {count} after {times[-1]:.2f} s")
    at_base(preview, base, group, "a burst")
    report.group(f"{count} at once", group.passed, group.problems, in_milliseconds(times))


def listening(preview, bench, report, count):
    group, base = Group(), taken(preview)
    path = bench.roots["A"] / "content" / "om" / "index.md"
    listeners = [Listener(preview, "/om/") for _ in range(count)]
    all_times = []
    for number in range(3):
        page(path, "Om", f"Till {count} som lyssnar, gång {number}.")
        begun, left, times = time.monotonic(), {l.stream: l for l in listeners}, []
        while left and time.monotonic() - begun < 5:
            for stream in select.select(list(left), [], [], 1)[0]:
                if b"event: andrad" in stream.recv(4096):
                    times.append(time.monotonic() - begun)
                    del left[stream]
        group.check(not left, f"{len(left)} of {count} are not told")
        group.check(max(times, default=9) <= .5, f"the last of {count} is told after {max(times, default=9):.2f} s")
        all_times += times
    took, status = timed(preview)
    group.check(status == 200 and took < .5, f"beside {count} who listen: {status}, {took * 1000:.0f} ms")
    for listener in listeners:
        listener.close()
    at_base(preview, base, group, f"{count} who listened")
    report.group(f"{count} who listen", group.passed, group.problems, in_milliseconds(all_times))


def without_descriptors(bench, report):
    """Forty files may be open, and there are more clients than that."""
    def lower():
        resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
    group = Group()
    with Preview(bench, bench.roots["A"], preexec_fn=lower) as preview:
        streams = [preview.connect() for _ in range(100)]
        for stream in streams:
            stream.sendall(b"GET /om/ HTTP/1.1\r\nHost:")
        answered = sum(timed(preview)[1] == 200 for _ in range(20))
        group.check(answered >= 19, f"{answered} of 20 answered beside 100 open connections")
        for stream in streams:
            stream.close()
        time.sleep(.5)
        listeners = []
        for _ in range(60):
            try:
                listeners.append(Listener(preview, "/om/"))
            except Exception:  # It may be let go for another one.
                pass
        for listener in listeners:
            listener.close()
        group.check(within(10, lambda: timed(preview)[1] == 200), "answers no more")
        answered = sum(timed(preview)[1] == 200 for _ in range(100))
        group.check(answered == 100, f"afterwards {answered} of 100")
        group.check(preview.is_alive(), "it has ended")
    report.group("forty open files", group.passed, group.problems)


PIECES = [b"GET", b"HEAD", b"POST", b" ", b"/", b"/om/", b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", b"\r\n", b"\n",
          b"Host: localhost\r\n", b"Host: evil.test\r\n", b"Host:", b"\0", b"%", b"%00", b"%zz", b"\xff\xfe",
          b"Content-Length: 9\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n",
          b"Range: bytes=-\r\n", b"Range: bytes=99999999999999999999-\r\n", b"If-None-Match: *\r\n", b":",
          b"?sida=%ff&har=", b"/_delwebb/handelser", b"X: " + b"a" * 5000 + b"\r\n", b"PRI * HTTP/2.0\r\n\r\n"]


def malformed(preview, rng, report, count):
    group = Group()
    statuses = {}
    for _ in range(count):
        data = b"".join(rng.choice(PIECES) for _ in range(rng.randrange(14)))
        if rng.random() < .5:
            data = b"GET /om/ HTTP/1.1\r\nHost: localhost\r\n" + rng.choice(PIECES[10:]) + b"\r\n" + data
        if rng.random() < .3:
            data = bytes(rng.randrange(256) if rng.random() < .05 else byte for byte in data)
        with preview.connect() as stream:
            try:
                stream.sendall(data)
                stream.shutdown(1)
                back = stream.recv(64)
            except OSError:
                back = b""
        status = back[9:12].decode("latin-1") or "closed"
        statuses[status] = statuses.get(status, 0) + 1
        group.check(status in ("200", "206", "302", "304", "400", "403", "404", "405", "413", "416", "431", "closed"),
                    lambda: f"{status} for {data[:80]}")
    group.check(preview.is_alive() and timed(preview)[1] == 200, "it has ended")
    report.group(f"{count} malformed requests", group.passed, group.problems, f"{statuses}")


BROKEN = ["---\ntitel: [\n---\n", "---\ntitel: Om\n", "\0\0\0", "---\n: : :\n---\n{{ x }} {% for %}",
          ":::\n:::: ruta\n", "---\ntitel: Om\nokänd: 1\n---\n<script>", "<<<<<<< a\n=======\n>>>>>>> b\n", ""]


def broken(preview, bench, rng, report, count):
    content = bench.roots["A"] / "content"
    group = Group()
    site = (content / "site.yaml").read_text()
    for number in range(count):
        which = rng.randrange(5)
        if which == 0:
            (content / "site.yaml").write_text(rng.choice(["titel: [", "", "a: b: c\n", "\0"]))
        else:
            data = rng.choice(BROKEN).encode() + bytes(rng.randrange(256) for _ in range(rng.randrange(40)))
            (content / "om" / "index.md").write_bytes(data)
        if rng.random() < .3:
            status = preview.get("/om/").status
            group.check(status in (200, 404, 500), f"{status} while it is broken")
        if which == 0:
            (content / "site.yaml").write_text(site)
    page(content / "om" / "index.md", "Om", "Lagad till sist.")
    group.check("Lagad till sist." in preview.get("/om/").text, "it is not mended")
    group.check(preview.is_alive(), "it has ended")
    report.group(f"{count} broken saves", group.passed, group.problems)


DOTS = ["..", "%2e%2e", ".%2e", "%2e.", "%252e%252e", "%25252e%25252e", "..;", "....", "...", ".. ", "..%20", "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae", "..%00", "%uff0e%uff0e", "．．", "‥", "..%c2%a0", "%2e%2e%2f", "..%09", "~", ".", ""]
SLASHES = ["/", "%2f", "\\", "%5c", "//", "/./", "%252f", "%c0%af", "∕", "／", "/%00", ";/", "?/", "%3f/", "#/", "/%2e/", "%5c%5c"]
STARTS = ["/", "//", "/om/", "/static/", "/_delwebb/", "/assets/", "/content/", "http://127.0.0.1/", "file://", "/om/..;/",
          "/@fs/", "/_delwebb/%2e%2e/", "", "*", "/C:/", "\\\\localhost\\c$\\", "/proc/self/cwd/", "/om/index.html/"]
ENDS = ["", "?raw??", "?import&raw", "?url", "#", "%00.html", "%00", ".html", "/", "/.", "::$DATA", "%20", "?v=1", "~", ".bak"]


def traversal(preview, bench, rng, report, count):
    root = bench.roots["A"]
    outside = [bench.top / "hemligt.txt", root / "hemligt.txt", root / ".env", root / ".git" / "config",
               root / "content" / ".hemligt", root / "themes" / "hemligt.txt"]
    for path in outside:
        path.parent.mkdir(exist_ok=True)
        path.write_text(SECRET)
    targets = ["hemligt.txt", "site-A/hemligt.txt", ".env", ".git/config", "content/.hemligt", ".hemligt", "themes/hemligt.txt",
               str(bench.top / "hemligt.txt"), "etc/passwd", "/etc/passwd", "proc/self/environ", "content/site.yaml",
               "content/om/index.md", "om/index.md", "site.yaml", "windows/win.ini"]
    group, asked = Group(), 0
    for _ in range(count):
        path = rng.choice(STARTS) + "".join(rng.choice(DOTS) + rng.choice(SLASHES)
                                            for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 9])))
        path += rng.choice(targets) + rng.choice(ENDS)
        host = rng.choice([f"127.0.0.1:{preview.port}", "localhost"])
        line = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        back = preview.raw(line.encode("utf-8"))
        # What a page of ours says of the address is no file.
        body = back.partition(b"\r\n\r\n")[2]
        leaked = [word for word in (SECRET.encode(), b"root:x:", b"titel: ", b"ingress: ", b"PATH=") if word in body]
        group.check(not leaked, lambda: f"{path!r}: {leaked}")
        asked += 1
    group.check(preview.is_alive(), "it has ended")
    report.group(f"{asked} ways out", group.passed, group.problems, "0 bytes from outside")
    for path in outside:
        path.unlink()
    (root / ".git").rmdir()


@guarded
def main(asked, rng, report, bench):
    content = bench.roots["A"] / "content"
    kept = {path: path.read_bytes() for path in (content / "om" / "index.md", content / "site.yaml")}
    (content / "static" / "stor.bin").write_bytes(b"0123456789abcdef" * (2 << 20))
    with Preview(bench, bench.roots["A"]) as preview:
        traversal(preview, bench, rng, report, asked.paths)
        malformed(preview, rng, report, asked.malformed)
        many(preview, report, 100)
        for count in (100, 500) if asked.listeners == 0 else (asked.listeners,):
            listening(preview, bench, report, count)
        slow(preview, report, asked.slow)
        broken(preview, bench, rng, report, asked.saves)
    without_descriptors(bench, report)
    (content / "static" / "stor.bin").unlink()
    (bench.roots["A"] / "themes").rmdir()
    for path, data in kept.items():
        path.write_bytes(data)


main(*start(__doc__, "paths", 1000, more={"malformed": 1000, "listeners": 100, "slow": 200, "saves": 60}), pages=20)
