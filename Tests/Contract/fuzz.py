"""Lets schemathesis loose on a real server.

    fuzz.py BOXOFFICE

Starts that program on a new database with the house of house.yaml, on a free port of this machine, and sends it requests
that the OpenAPI document allows, and requests that it does not. No answer may be one that the document does not list,
nor a 5xx, and nothing that the document forbids may be accepted. The seed is fixed and the number of cases bounded, so
that a run can be repeated. The server is stopped whatever happens.
"""

import collections
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
START_SECONDS_MAX = 20
STOP_SECONDS_MAX = 10


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_sells(address, server):
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address + "/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    sys.exit("The server did not start.")


def main(boxoffice):
    with tempfile.TemporaryDirectory(prefix="boxoffice-fuzz-") as folder:
        database = ["--database", os.path.join(folder, "boxoffice.sqlite")]
        subprocess.run([boxoffice, "catalogue", "import", HERE / "house.yaml", *database], check=True)
        key = subprocess.run(
            [boxoffice, "keys", "create", "--retailer", "acme", *database],
            check=True, capture_output=True, text=True,
        ).stdout.strip()
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        log = os.path.join(folder, "server.log")
        with open(log, "wb") as output:
            server = subprocess.Popen(
                [boxoffice, "serve", *database, "--port", str(port), "--rate-limit", "off"],
                stdout=output, stderr=output,
            )
        try:
            wait_until_it_sells(address, server)
            status = run(address, key, folder)
            if server.poll() is not None:
                print("The server ended by itself. Its last lines:")
                status = 1
            show_answers(log)
            if status:
                print(*pathlib.Path(log).read_text(errors="replace").splitlines()[-5:], sep="\n")
        finally:
            server.terminate()
            try:
                server.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                server.kill()
                sys.exit("The server did not stop when it was asked to.")
        audit = subprocess.run([boxoffice, "audit", *database], check=False)
        sys.exit(status or audit.returncode)


def show_answers(log):
    """How deep it went: what the server says that it answered."""
    answers = collections.Counter()
    for line in pathlib.Path(log).read_text(errors="replace").splitlines():
        fields = dict(field.split("=", 1) for field in line.split() if "=" in field)
        if "route" in fields:
            answers[fields["method"], fields["route"], fields["status"]] += 1
    print("Answers, by call and status:")
    for call in sorted({key[:2] for key in answers if key[0] in ("GET", "POST", "DELETE")}, key=lambda call: call[::-1]):
        statuses = sorted((status, count) for (*other, status), count in answers.items() if tuple(other) == call)
        print(f"  {' '.join(call)}  " + "  ".join(f"{status} x {count}" for status, count in statuses))


def run(address, key, folder):
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "fuzz_hooks",
        "PYTHONPATH": str(HERE),
        "BOXOFFICE_ADDRESS": address,
        "BOXOFFICE_KEY": key,
    }
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml",
        "run", address + "/openapi.yaml", "--url", address,
        "--report-json-path", os.path.join(folder, "report.json"),
    ]
    # In the folder, where what it leaves behind goes with everything else.
    return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(str(pathlib.Path(sys.argv[1]).resolve()))
