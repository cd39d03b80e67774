"""Real web servers on loopback, each with the configuration that `delwebb hosting` prints."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

MODULES = Path("/usr/lib/apache2/modules")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                   check=True, capture_output=True)


class Answer:
    """What came back: status, headers by small name (several are joined), body."""

    def __init__(self, raw, head_only=False):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("utf-8", "replace").split("\r\n")
        self.status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/") else 0
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            self.headers[name] = f"{self.headers[name]}, {value.strip()}" if name in self.headers else value.strip()
        if self.headers.get("transfer-encoding") == "chunked" and not head_only:
            self.body = unchunked(self.body)

    def __getitem__(self, name):
        return self.headers.get(name, "")


def unchunked(body):
    out = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        size = int(size.split(b";")[0] or b"0", 16)
        out, body = out + rest[:size], rest[size + 2:]
        if size == 0:
            break
    return out


class Server:
    """A running server. `kind` is what `delwebb hosting` calls it."""

    kinds = ("nginx", "apache", "caddy")

    def __init__(self, kind, folder, printed, port, secure):
        self.kind, self.folder, self.port, self.secure = kind, folder, port, secure
        folder.mkdir(parents=True, exist_ok=True)
        # No machine of tests has every kind of network.
        if not has_ipv6():
            printed = re.sub(r"^\s*listen \[::\].*\n", "", printed, flags=re.M)
        self.file = getattr(self, f"write_{kind}")(printed)
        self.process = None

    @staticmethod
    def missing(kind):
        program = {"apache": "apache2"}.get(kind, kind)
        return None if shutil.which(program) else f"{program} is not here"

    def write_nginx(self, printed):
        brotli = BROTLI.exists()
        if brotli:
            printed = printed.replace("# brotli_static on;", "brotli_static on;")
        temp = "\n".join(f"  {name}_temp_path {self.folder}/{name};"
                         for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        file = self.folder / "nginx.conf"
        file.write_text(f"""{f'load_module {BROTLI};' if brotli else ''}
daemon off;
worker_processes 2;
pid {self.folder}/nginx.pid;
error_log {self.folder}/fel.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
{temp}
{printed}
}}
""", encoding="utf-8")
        return file

    def write_apache(self, printed):
        names = ["mpm_event", "authz_core", "mime", "dir", "alias", "rewrite", "headers", "env", "negotiation", "deflate",
                 "filter", "setenvif", "ssl", "http2", "socache_shmcb", "unixd"]
        loaded = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names
                           if (MODULES / f"mod_{name}.so").exists())
        ports = f"Listen 127.0.0.1:{self.port}"
        file = self.folder / "apache.conf"
        # As Debian has it, where it could get in the way.
        file.write_text(f"""ServerRoot {self.folder}
{loaded}
PidFile {self.folder}/apache.pid
ErrorLog {self.folder}/fel.log
Mutex file:{self.folder}
DefaultRuntimeDir {self.folder}
ServerName localhost
User www-data
Group www-data
TypesConfig /etc/mime.types
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/plain text/css
<Directory />
  Options FollowSymLinks
  AllowOverride None
  Require all denied
</Directory>
{ports}
{printed}
""", encoding="utf-8")
        return file

    def write_caddy(self, printed):
        printed = printed.replace("# tls ", "tls ")
        file = self.folder / "Caddyfile"
        file.write_text("{\n admin off\n auto_https disable_redirects\n}\n" + printed, encoding="utf-8")
        return file

    def environment(self):
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}

    def command(self, test=False):
        if self.kind == "nginx":
            return ["nginx", "-p", str(self.folder), "-e", str(self.folder / "fel.log"), "-c", str(self.file)] + (["-t"] if test else [])
        if self.kind == "apache":
            return ["apache2", "-f", str(self.file)] + (["-t"] if test else ["-DFOREGROUND"])
        return ["caddy", "validate" if test else "run", "--config", str(self.file), "--adapter", "caddyfile"]

    def wrong(self):
        """What the server itself says of its configuration; nothing when it takes it."""
        run = subprocess.run(self.command(test=True), capture_output=True, env=self.environment(), timeout=60)
        return None if run.returncode == 0 else (run.stdout + run.stderr).decode("utf-8", "replace")[-1500:]

    def __enter__(self):
        with open(self.folder / "ut.log", "wb") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, env=self.environment(),
                                            start_new_session=True)
        for _ in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return self
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        said = "".join((self.folder / name).read_text(errors="replace")[-800:]
                       for name in ("ut.log", "fel.log") if (self.folder / name).exists())
        self.__exit__()
        raise RuntimeError(f"{self.kind} does not start: {said}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            # A server has children of its own; they are one group with it.
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    def ask(self, path, method="GET", host=None, **headers):
        """`path` goes as it is, as bytes."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        stream = plain
        if self.secure:
            context = ssl.create_default_context(cafile=str(self.folder.parent / "cert.pem"))
            stream = context.wrap_socket(plain, server_hostname="localhost")
        default = "localhost" if self.secure else "127.0.0.1"
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        head = f"{method} ".encode() + path.encode() + (
            f" HTTP/1.1\r\nHost: {host or f'{default}:{self.port}'}\r\nConnection: close\r\n{lines}\r\n").encode()
        with stream:
            stream.sendall(head)
            raw = b""
            while part := stream.recv(1 << 16):
                raw += part
        return Answer(raw, method == "HEAD")
