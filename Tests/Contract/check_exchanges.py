"""Holds every exchange that the tests wrote down against the OpenAPI document.

    check_exchanges.py DOCUMENT EXCHANGES

The words of errors are read from `Messages/`, beside the document's folder. Each answer has to be one that the document lists for that call: its status, its headers, its body. What was accepted
has to be a request that the document allows. The document itself has to be valid, its examples too. Exits with 1 when
anything is not.
"""

import base64
import collections
import gzip
import json
import pathlib
import re
import sys
import urllib.parse

import openapi_spec_validator

from openapi import Document, escape, read_json

# What every HTTP server says of a message, and no contract need repeat.
TRANSPORT = {"date", "server", "content-length", "content-type", "transfer-encoding", "connection"}
LEGACY_PREFIX = "/api/v4/availability"
LEGACY_HEADERS = {"deprecation", "sunset", "link"}
SHOWN_MAX = 40


def check_examples(document):
    """The examples of the document, each by its schema."""
    faults = []

    def value_at(pointer, path):
        found = document.found(pointer)
        for error in document.errors(path, document.at(found)["value"]):
            faults.append(f"example {found}: {error}")

    def visit(node, pointer):
        if isinstance(node, dict):
            if "schema" in node and "$ref" not in node:
                schema = pointer + "/schema"
                for name in node.get("examples", {}):
                    value_at(f"{pointer}/examples/{escape(name)}", schema)
                if "example" in node:
                    faults.extend(
                        f"example of {pointer}: {error}" for error in document.errors(schema, node["example"])
                    )
            for name, child in node.items():
                visit(child, f"{pointer}/{escape(str(name))}")
        elif isinstance(node, list):
            for index, child in enumerate(node):
                visit(child, f"{pointer}/{index}")

    visit(document.root["paths"], "#/paths")
    for kind in ("parameters", "headers", "responses"):
        visit(document.root["components"][kind], f"#/components/{kind}")
    return faults


def check_messages(document, words):
    """The messages of the document's examples: each is one that the server says."""
    said = [
        re.compile("[^{}]+".join(re.escape(part) for part in re.split(r"\{\w+\}", text))) for text in words.values()
    ]
    faults = []

    def visit(node, pointer):
        if isinstance(node, dict):
            message = node.get("message")
            if isinstance(message, str) and "code" in node and not any(one.fullmatch(message) for one in said):
                faults.append(f"example {pointer}: the server never says {message!r}")
            for name, child in node.items():
                visit(child, f"{pointer}/{escape(str(name))}")
        elif isinstance(node, list):
            for index, child in enumerate(node):
                visit(child, f"{pointer}/{index}")

    visit(document.root, "#")
    return faults


class Exchange:
    def __init__(self, record):
        self.method = record["method"]
        self.path = record["path"]
        self.status = record["status"]
        self.sent_headers = lower(record["requestHeaders"])
        self.headers = lower(record["responseHeaders"])
        self.sent_body = body(record.get("requestBody"))
        self.body = body(record["responseBody"])
        if self.headers.get("content-encoding") == "gzip" and self.body:
            self.body = gzip.decompress(self.body)
        path, _, query = self.path.partition("?")
        self.segments = [segment for segment in path.split("/") if segment]
        self.query = {}
        for pair in query.split("&") if query else []:
            name, _, value = pair.partition("=")
            self.query.setdefault(urllib.parse.unquote_plus(name), urllib.parse.unquote_plus(value))

    def __str__(self):
        key = "" if "x-tt-api-key" in self.sent_headers else " without a key"
        sent = f" {self.sent_body.decode(errors='replace')[:300]}" if self.sent_body else ""
        return f"{self.method} {self.path[:300]}{key}{sent} -> {self.status}"


def lower(pairs):
    headers = {}
    for name, value in pairs:
        name = name.lower()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def body(record):
    if record is None:
        return b""
    return record["text"].encode() if record.get("text") is not None else base64.b64decode(record["base64"])


class Check:
    def __init__(self, document):
        self.document = document
        self.counts = collections.Counter()
        self.codes = collections.Counter()
        self.faults = collections.Counter()

    def exchange(self, exchange):
        method = "GET" if exchange.method == "HEAD" else exchange.method
        here = [(call, values) for call in self.document.calls
                if (values := call.match(exchange.segments)) is not None]
        matches = [(call, values) for call, values in here if call.method == method]
        simulated = exchange.sent_headers.get("x-simulate", "")
        error = self.error_code(exchange)
        if error and error == simulated:
            self.count("simulated", exchange, error)
            self.simulated(exchange)
        elif matches:
            call, values = matches[0]
            self.count(call.name, exchange, error)
            self.answer(exchange, call.responses, call.name)
            if exchange.status < 300:
                self.request(exchange, call, values)
        else:
            name = "(another method)" if here else "(no such path)"
            self.count(name, exchange, error)
            own = {"405": "MethodNotAllowed"} if here else {"404": "PathNotFound"}
            # What the key, its headers and its rate are asked for before the path.
            common = {"400": "BadHeader", "401": "NoKey", "403": "NoPermission", "429": "TooManyRequests",
                      "503": "Unavailable"} if exchange.segments[:1] == ["api"] else {}
            self.answer(exchange, self.components(own | common), name)

    def components(self, names):
        return {status: f"#/components/responses/{name}" for status, name in names.items()}

    def count(self, call, exchange, error):
        self.counts[call, exchange.status] += 1
        self.codes[call, str(exchange.status), error] += 1

    def error_code(self, exchange):
        if exchange.status < 400 or not exchange.headers.get("content-type", "").startswith("application/json"):
            return None
        try:
            return read_json(exchange.body)["error"]["code"]
        except (ValueError, KeyError, TypeError):
            return None

    def fault(self, exchange, text):
        self.faults[f"{exchange}\n    {text}"] += 1

    def simulated(self, exchange):
        """Any code may come from any call: only the envelope, and what goes with every error, is known."""
        for name in ("x-request-id", "content-language", "cache-control"):
            if name not in exchange.headers:
                self.fault(exchange, f"a simulated error has no {name}")
        if exchange.method != "HEAD":
            for error in self.document.errors("#/components/schemas/ErrorEnvelope", read_json(exchange.body)):
                self.fault(exchange, error)

    def answer(self, exchange, responses, name):
        pointer = responses.get(str(exchange.status))
        if pointer is None:
            self.fault(exchange, f"{name} never answers {exchange.status}: {exchange.body[:200]}")
            return
        self.answer_headers(exchange, pointer)
        content = self.document.at(pointer).get("content", {})
        if exchange.method == "HEAD" or not content:
            if exchange.body:
                self.fault(exchange, "has a body where there should be none")
            return
        media = exchange.headers.get("content-type", "").split(";")[0]
        if media not in content:
            self.fault(exchange, f"is {media!r}, not {', '.join(content)}")
            return
        try:
            value = read_json(exchange.body) if media == "application/json" else exchange.body.decode()
        except ValueError as error:
            self.fault(exchange, f"the body cannot be read: {error}")
            return
        for error in self.document.errors(f"{pointer}/content/{escape(media)}/schema", value):
            self.fault(exchange, error)

    def answer_headers(self, exchange, pointer):
        documented = set()
        for name in self.document.at(pointer).get("headers", {}):
            place = self.document.found(f"{pointer}/headers/{name}")
            documented.add(name.lower())
            value = exchange.headers.get(name.lower())
            if value is not None:
                for error in self.document.text_errors(place + "/schema", value):
                    self.fault(exchange, f"header {name}: {error}")
            elif self.document.at(place).get("required"):
                self.fault(exchange, f"header {name} is missing")
        known = documented | TRANSPORT
        if exchange.path.startswith(LEGACY_PREFIX):
            known |= LEGACY_HEADERS
        for name in exchange.headers.keys() - known:
            self.fault(exchange, f"header {name} is not in the document")

    def request(self, exchange, call, values):
        """What was accepted has to be allowed."""
        sent = {"path": values, "query": exchange.query, "header": exchange.sent_headers}
        for pointer in call.parameters:
            parameter = self.document.at(pointer)
            name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
            value = sent[parameter["in"]].get(name)
            # A live server passes it over, whatever it says.
            if name == "x-simulate" and exchange.sent_headers.get("x-tt-api-key") == "sk_live_":
                continue
            if value is None and parameter.get("required"):
                self.fault(exchange, f"was accepted without {name}")
            elif value is not None:
                for error in self.document.text_errors(pointer + "/schema", value):
                    self.fault(exchange, f"was accepted with {name} {value!r}: {error}")
        if call.has_body:
            schema = f"{call.pointer}/requestBody/content/{escape('application/json')}/schema"
            try:
                for error in self.document.errors(schema, read_json(exchange.sent_body)):
                    self.fault(exchange, f"was accepted: {error}")
            except ValueError as error:
                self.fault(exchange, f"was accepted: {error}")

    def unseen(self):
        """What the document says can happen, and no test made happen."""
        for call in self.document.calls:
            for status, pointer in call.responses.items():
                for code in self.document.codes(pointer) or [None]:
                    if not self.codes[call.name, status, code]:
                        yield call.name, status, code or "answer"


def main(document_path, exchanges_path):
    document = Document(document_path)
    openapi_spec_validator.validate(document.root)
    words = pathlib.Path(document_path).parent.parent / "Messages" / "en-US.json"
    faults = check_examples(document) + check_messages(document, json.loads(words.read_text(encoding="utf-8")))
    check = Check(document)
    with open(exchanges_path, encoding="utf-8") as file:
        for line in file:
            check.exchange(Exchange(json.loads(line)))

    print(f"{sum(check.counts.values())} exchanges held against the document, by call and status:")
    for name in dict.fromkeys([call.name for call in document.calls] + sorted({name for name, _ in check.counts})):
        statuses = sorted((status, count) for (call, status), count in check.counts.items() if call == name)
        print(f"  {name:24}" + "  ".join(f"{status} x {count}" for status, count in statuses))
    unseen = collections.defaultdict(list)
    for name, status, code in check.unseen():
        unseen[status, code].append(name)
    if unseen:
        print("In the document, and made to happen by no test:")
        for (status, code), names in sorted(unseen.items()):
            print(f"  {status} {code}: {', '.join(names)}")
    faults += [text if count == 1 else f"{text} (and {count - 1} times more)" for text, count in check.faults.items()]
    for fault in faults[:SHOWN_MAX]:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults" + (f", of which {SHOWN_MAX} are shown" if len(faults) > SHOWN_MAX else ""))
    if not check.counts:
        sys.exit("There are no exchanges: were the tests run with BOXOFFICE_EXCHANGES?")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
