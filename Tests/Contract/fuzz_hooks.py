"""What schemathesis cannot know from the document: which ids exist, and what belongs together.

Ids are opaque, so made up ones name nothing, and a fuzzer without help would see little but 404. Requests that are meant
to be right are given real ids here: items that are free, carts that are open, tickets that were sold. Requests that are
meant to be wrong stay as they are.
"""

import json
import os
import random
import urllib.request

import schemathesis

ADDRESS = os.environ["BOXOFFICE_ADDRESS"]
KEY = os.environ["BOXOFFICE_KEY"]
CONTACT = {"name": "Ada Lovelace", "email": "ada@example.com"}
VOUCHERS = {"101": ["TEMPEST10", "ONCE"], "102": ["FREE"], "103": []}

# Of ours alone, so that the cases are the same in every run.
chance = random.Random(20300117)


def call(method, path, body=None):
    request = urllib.request.Request(
        ADDRESS + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"X-TT-API-Key": KEY, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["data"]


def dates():
    """(event, occurrence) of every date in the house."""
    if not dates.all:
        for event in call("GET", "/api/v3/events"):
            for occurrence in call("GET", f"/api/v3/events/{event['id']}/occurrences"):
                dates.all.append((event["id"], occurrence["id"]))
    return dates.all


dates.all = []


def free_items(count):
    """So many items that are free now, of one occurrence, and its event."""
    inventory = []
    while not inventory:
        event, occurrence = chance.choice(dates())
        inventory = call("GET", f"/api/v3/events/{event}/occurrences/{occurrence}/inventory-items")
    chosen = chance.sample(inventory, min(count, len(inventory), 5))
    return event, [
        {
            "occurrenceId": occurrence,
            "inventoryItemId": item["id"],
            "priceOptionId": chance.choice(item["priceOptions"])["id"],
            "quantity": 1 if item["quantityAvailable"] < 4 else chance.choice([1, 2]),
        }
        for item in chosen
    ]


def open_cart():
    return call("POST", "/api/v3/carts", {"items": free_items(2)[1]})


def an_order():
    cart = open_cart()
    return call("POST", "/api/v3/orders", {"cartId": cart["id"], "expectedTotal": cart["total"], "contact": CONTACT})


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Leaves X-Simulate out: with it any call may answer any error, which is for the exchange check to hold."""
    reference = {"$ref": "#/components/parameters/Simulate"}
    for item in raw_schema["paths"].values():
        item["parameters"] = [each for each in item.get("parameters", []) if each != reference]
    del raw_schema["components"]["parameters"]["Simulate"]
    # A link's body cannot be put together from parts in OpenAPI itself.
    opened = raw_schema["paths"]["/api/v3/carts"]["post"]["responses"]["201"]
    opened["links"] = opened["links"] | {
        "order": {
            "operationId": "placeOrder",
            "requestBody": {
                "cartId": "$response.body#/data/id",
                "expectedTotal": "$response.body#/data/total",
                "contact": CONTACT,
            },
        }
    }


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None:
        return
    is_right = case.meta.generation.mode.is_positive
    # Another retailer than the key's is refused before anything else is looked at, also what is wrong.
    if case.headers and "X-TT-Retailer" in case.headers and not (is_right and chance.random() < 0.1):
        case.headers["X-TT-Retailer"] = "acme"
    if not is_right:
        return
    # The same few names for everything are refused as used before; most are to be new.
    if case.headers and "Idempotency-Key" in case.headers and chance.random() < 0.8:
        case.headers["Idempotency-Key"] = f"{chance.getrandbits(64):x}"
    name = case.operation.definition.raw.get("operationId")
    # One in five stays as it was made up, so that what is not there is asked for as well. In a chain of calls the ids
    # are those of the answers before.
    is_real = case.meta.phase.name.value != "stateful" and chance.random() < 0.8
    path = case.path_parameters or {}
    if "eventId" in path and is_real:
        path["eventId"], occurrence = chance.choice(dates())
        if "occurrenceId" in path:
            path["occurrenceId"] = occurrence
    if "productId" in path and is_real:
        path["productId"] = chance.choice(dates())[0]
    if name in ("getCart", "releaseCart") and is_real:
        path["cartId"] = open_cart()["id"]
    if name == "getOrder" and is_real:
        path["orderId"] = an_order()["id"]
    in_order(path, "fromDate", "toDate")
    if case.query:
        in_order(case.query, "startDate", "endDate")
        in_order(case.query, "createdFrom", "createdTo")
        if "providerCode" in case.query and is_real:
            case.query["providerCode"] = "members"
    if isinstance(case.body, dict) and name == "openCart":
        fill_cart(case.body)
    if isinstance(case.body, dict) and name == "placeOrder" and is_real:
        cart = open_cart()
        case.body["cartId"] = cart["id"]
        case.body["expectedTotal"] = cart["total"]


def fill_cart(body):
    """Made up items name nothing, and of several occurrences they are refused: those have to be real always."""
    event, items = free_items(len(body["items"]))
    body["items"] = [{**own, **item} for own, item in zip(body["items"], items)]
    if body.get("voucherCode") is not None:
        # `ONCE` has one use, and a cart is refused when it is gone; nobody sends it twice.
        codes = VOUCHERS[event]
        body["voucherCode"] = codes[0] if codes else None
    if body.get("protection") and event != "101":
        body["protection"] = False


def in_order(values, first, last):
    """A range that is reversed or too long is refused, which no schema of two fields can say."""
    if values.get(first) and values.get(last):
        values[first], values[last] = sorted([values[first], values[last]])
        if first == "fromDate" and values[first][:4] != values[last][:4]:
            values[last] = values[first]
