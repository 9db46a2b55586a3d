import Foundation
import Testing

extension Commands {
    @Suite("Buying from a server that makes trouble", .timeLimit(.minutes(1)))
    struct BuyTrouble {
        private static let flags = [
            "buy", "--key", "k", "--event", "1", "--occurrence", "2", "--item", "pit", "--name", "Ada", "--email",
            "ada@example.com", "--yes",
        ]

        /// - Parameter files: what decides what the server does: `closed-carts` keeps the answers to carts back for as
        ///   long as it is there, `status-orders` is the status of the answer to an order.
        private func buying(
            _ files: [String: String], _ test: (Workplace, _ server: Running, _ program: Running) async throws -> Void
        ) async throws {
            try await Workplace.open { here in
                try here.write(Self.house, to: "house.py")
                for (name, text) in files { try here.write(text, to: name) }
                let server = try here.start("/usr/bin/env", ["python3", "house.py"])
                try await eventually("the server listens") { server.output.contains("\n") }
                let address = "http://127.0.0.1:\(server.output.prefix { $0 != "\n" })"
                try await test(here, server, here.start(Self.flags + ["--url", address]))
            }
        }

        private func open(_ name: String, in here: Workplace) throws {
            try FileManager.default.removeItem(at: here.folder.appending(path: "closed-\(name)"))
        }

        private func interrupt(_ program: Running, until itSays: String) async throws {
            program.signal(SIGINT)
            try await eventually("it says that it heard") { program.errors.contains(itSays) }
        }

        @Test("Ctrl-C while something is being held gives it back and buys nothing")
        func interruptedHold() async throws {
            try await buying(["closed-carts": ""]) { here, server, program in
                try await eventually("a cart is asked for") { server.output.contains("POST carts") }
                try await interrupt(program, until: "waiting for what is held")
                try open("carts", in: here)
                let ended = try await program.finished()
                #expect(ended.status == 130)
                #expect(ended.output == "")
                #expect(ended.errors.contains("nothing was bought, and what was held is free again"))
                #expect(server.output.contains("DELETE c-1") && !server.output.contains("POST orders"))
            }
        }

        @Test("Ctrl-C while nothing can be held ends it")
        func interruptedRefusal() async throws {
            try await buying(["closed-carts": "", "status-carts": "409"]) { here, server, program in
                try await eventually("a cart is asked for") { server.output.contains("POST carts") }
                try await interrupt(program, until: "waiting for what is held")
                try open("carts", in: here)
                let ended = try await program.finished()
                #expect(ended.status == 130)
                #expect(ended.errors.hasSuffix("Nothing was bought.\n"))
            }
        }

        @Test("Ctrl-C while it is being bought waits for what became of it")
        func interruptedCheckout() async throws {
            try await buying(["closed-orders": ""]) { here, server, program in
                try await eventually("it is bought") { server.output.contains("POST orders") }
                try await interrupt(program, until: "waiting for the answer…")
                try open("orders", in: here)
                let ended = try await program.finished()
                #expect(ended.status == 0)
                #expect(ended.output.hasPrefix("Order GABECXZYV2 CONFIRMED, 80.00 GBP"))
            }
        }

        @Test("where nobody knows whether it was bought, the exit says so, and what to do", arguments: ["429", "503"])
        func inDoubt(status: String) async throws {
            try await buying(["status-orders": status]) { _, server, program in
                let ended = try await program.finished()
                #expect(ended.status == 75)
                #expect(ended.output == "")
                #expect(ended.errors.contains("look at the orders of ada@example.com"))
                #expect(ended.errors.contains("the cart is c-1"))
                #expect(!server.output.contains("DELETE"))
            }
        }

        @Test("a refusal is known, and gives back what was held")
        func refused() async throws {
            try await buying(["status-orders": "409"]) { _, server, program in
                let ended = try await program.finished()
                #expect(ended.status == 1)
                #expect(server.output.contains("DELETE c-1"))
            }
        }

        @Test("nothing that a server sends reaches the terminal as a command", arguments: ["", "409", "503"])
        func controls(status: String) async throws {
            try await buying(status.isEmpty ? [:] : ["status-orders": status]) { _, _, program in
                let ended = try await program.finished()
                let shown = ended.output + ended.errors
                let controls = shown.unicodeScalars.filter {
                    $0.properties.generalCategory == .control && $0 != "\n"
                }
                #expect(controls.isEmpty)
                #expect(shown.contains("\u{FFFD}[2J"))
            }
        }

        /// A server of one area, whose names are commands to a terminal.
        private static let house = """
            import http.server, json, os, time
            EVIL = "\\u001b[2J\\u009b1m\\u007f\\r"
            price = {"amount": 8000, "currency": "GBP"}
            venue = {"id": "v", "name": "Palace" + EVIL, "timezone": "Europe/London"}
            event = {"id": "1", "name": "Hamlet" + EVIL, "startDate": "2090-05-05", "endDate": "2090-05-05", "venue": venue}
            date = {"id": "2", "startsAt": "2090-05-05T19:30:00+01:00", "endsAt": None, "fromPrice": price}
            variant = {"_type": "GeneralAdmission", "id": "pit", "name": "The Pit" + EVIL, "attributes": []}
            option = {"id": "p", "category": {"id": "ADULT", "name": "Adult" + EVIL}, "sellPrice": price}
            item = {"id": "i", "inventoryVariant": variant, "quantityAvailable": 9, "priceOptions": [option]}
            line = {"inventoryItemId": "i", "occurrenceId": "2", "inventoryVariant": variant, "priceOption": option,
                    "quantity": 1, "total": price}
            receipt = [{"_type": "SubtotalLine", "label": "Sub" + EVIL, "sign": "positive", "total": price}]
            cart = {"id": "c-1", "createdAt": "2090-01-01T10:00:00Z", "expiresAt": "2090-01-01T10:15:00Z", "eventId": "1",
                    "occurrenceId": "2", "items": [line], "receiptLines": receipt, "total": price, "protection": None}
            ticket = {"id": "t", "status": "VALID", "barcode": {"value": "T" + EVIL, "format": "QR_CODE"}}
            order = dict(cart, id="o-1", confirmationNumber="GABECXZYV2", status="CONFIRMED",
                         items=[dict(line, tickets=[ticket])], contact={"name": "Ada", "email": "ada@example.com"})
            error = {"code": "SOME_CODE", "message": "No" + EVIL}
            class House(http.server.BaseHTTPRequestHandler):
                def answer(self, status, body):
                    body = json.dumps(body).encode()
                    self.send_response(status)
                    self.send_header("Retry-After", "61")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def do_GET(self):
                    path = self.path.split("?")[0]
                    if path.endswith("inventory-items"): self.answer(200, {"data": [item]})
                    else: self.answer(200, {"data": date if "occurrences" in path else event})
                def do_POST(self):
                    name = self.path.split("/")[-1]
                    self.rfile.read(int(self.headers["Content-Length"]))
                    print("POST", name, flush=True)
                    while os.path.exists("closed-" + name): time.sleep(0.01)
                    if os.path.exists("status-" + name):
                        self.answer(int(open("status-" + name).read()), {"error": error})
                    else: self.answer(201, {"data": cart if name == "carts" else order})
                def do_DELETE(self):
                    print("DELETE", self.path.split("/")[-1], flush=True)
                    self.send_response(204)
                    self.end_headers()
                def log_message(self, *arguments): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), House)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
    }
}
