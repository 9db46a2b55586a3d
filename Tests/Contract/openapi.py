"""The OpenAPI document, as the checks need it: found by pointer, and held against values."""

import json
import re
import urllib.parse

import jsonschema
import referencing
import yaml

BASE = "urn:openapi"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Loader(yaml.SafeLoader):
    """Reads YAML's JSON subset: a date is a text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def pattern(validator, expression, instance, schema):
    """As ECMA-262 reads it: `$` is the end alone, where Python's would let a line break follow."""
    if validator.is_type(instance, "string"):
        strict = re.sub(r"(?<!\\)\$(?=$|\|)", r"\\Z", expression)
        if not re.search(strict, instance):
            yield jsonschema.ValidationError(f"{instance!r} does not match {expression!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern})
formats = jsonschema.FormatChecker()


@formats.checks("int64")
def is_int64(value):
    return not isinstance(value, int) or -(2**63) <= value < 2**63


class Document:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = yaml.load(file, Loader)
        resource = referencing.Resource(self.root, referencing.jsonschema.DRAFT202012)
        self.registry = referencing.Registry().with_resource(BASE, resource)
        self.validators = {}
        self.calls = [
            Call(self, template, method, item)
            for template, item in self.root["paths"].items()
            for method in item
            if method in METHODS
        ]

    def at(self, pointer):
        node = self.root
        for part in pointer.lstrip("#").strip("/").split("/"):
            part = urllib.parse.unquote(part).replace("~1", "/").replace("~0", "~")
            node = node[int(part) if isinstance(node, list) else part]
        return node

    def found(self, pointer):
        """Where something really stands: past its `$ref`, if it is one."""
        node = self.at(pointer)
        return self.found(node["$ref"]) if isinstance(node, dict) and "$ref" in node else pointer

    def errors(self, pointer, value):
        """What is wrong with a value, by the schema at a pointer."""
        if pointer not in self.validators:
            schema = {"$ref": BASE + "#" + pointer.lstrip("#")}
            self.validators[pointer] = Validator(schema, registry=self.registry, format_checker=formats)
        return [describe(error) for error in self.validators[pointer].iter_errors(value)]

    def text_errors(self, pointer, text):
        """What is wrong with a value that stands in a header, a query or a path."""
        return self.errors(pointer, self.read_text(pointer, text))

    def read_text(self, pointer, text):
        schema = self.at(self.found(pointer))
        if schema.get("type") == "integer" and re.fullmatch(r"-?[0-9]+", text):
            return int(text)
        return text

    def codes(self, pointer):
        """The error codes that the response at a pointer may have."""
        for content in self.at(pointer).get("content", {}).values():
            for part in content["schema"].get("allOf", []):
                code = part.get("properties", {}).get("error", {}).get("properties", {}).get("code", {})
                if "const" in code or "enum" in code:
                    return code.get("enum") or [code["const"]]
        return []


class Call:
    """One operation: its parameters and responses by name, as pointers."""

    def __init__(self, document, template, method, item):
        operation = item[method]
        self.document = document
        self.template = template
        self.method = method.upper()
        self.name = operation["operationId"]
        self.pointer = f"#/paths/{escape(template)}/{method}"
        self.segments = template.strip("/").split("/")
        places = [f"#/paths/{escape(template)}/parameters/{n}" for n in range(len(item.get("parameters", [])))]
        places += [f"{self.pointer}/parameters/{n}" for n in range(len(operation.get("parameters", [])))]
        self.parameters = [document.found(place) for place in places]
        self.responses = {
            status: document.found(f"{self.pointer}/responses/{status}") for status in operation["responses"]
        }
        self.has_body = "requestBody" in operation

    def match(self, segments):
        """The values of the path's parameters, or None when it is another path."""
        if len(segments) != len(self.segments):
            return None
        values = {}
        for own, sent in zip(self.segments, segments):
            if own.startswith("{"):
                values[own[1:-1]] = urllib.parse.unquote(sent)
            elif own != sent:
                return None
        return values


def escape(part):
    return urllib.parse.quote(part.replace("~", "~0").replace("/", "~1"), safe="~")


def describe(error):
    leaf = jsonschema.exceptions.best_match([error])
    place = leaf.json_path
    message = leaf.message if len(leaf.message) < 200 else leaf.message[:200] + "..."
    return f"{place}: {message}"


def read_json(text):
    def refuse(constant):
        raise ValueError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)
