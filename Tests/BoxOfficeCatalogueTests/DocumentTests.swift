import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("YAML and JSON are read whatever the file is called, with the line of what is wrong")
struct DocumentTests {
    @Test(
        "what is neither YAML nor JSON is one fault, with what was expected",
        arguments: [
            (
                "events:\n  - id: 1\n   name: x",
                "catalogue.yaml:3: not valid YAML: did not find expected '-' indicator while parsing a block collection that "
                    + "starts on line 2; expected '- ' with the same indentation as above"
            ),
            (
                "events:\n\t- id: 1",
                "catalogue.yaml:2: not valid YAML: found character that cannot start any token while scanning for the next "
                    + "token that starts on line 2; YAML is indented with spaces, not with tabs"
            ),
            (
                "currency: a: b",
                "catalogue.yaml:1: not valid YAML: mapping values are not allowed in this context; expected the same "
                    + "indentation as above, or quotes around a text with ': '"
            ),
            (
                "venues:\n- id: a\n  name b\nevents: []",
                "catalogue.yaml:3: not valid YAML: could not find expected ':'; expected ':' and a space after a field's name"
            ),
            (
                "currency: \"GBP\nevents: []\n",
                "catalogue.yaml:1: not valid YAML: found unexpected end of stream; expected a closing quote or bracket"
            ),
            (
                "currency: *pounds",
                "catalogue.yaml:1: not valid YAML: found undefined alias; expected quotes around a text that starts with '*', "
                    + "or its anchor earlier in the document"
            ),
            (
                "events: []\n---\nevents: []",
                "catalogue.yaml:2: not valid YAML: expected one document, found a second after '---'"
            ),
            ("a: b\nc: \u{1}", "catalogue.yaml:2: not valid YAML: expected readable text, found U+0001"),
            ("{\"events\": [}", "catalogue.yaml:1: not valid JSON: expected a value, found '}'"),
            (
                "{\"events\": [],\n \"venues\" []}",
                "catalogue.yaml:2: not valid JSON: expected ':' after a field's name, found '['"
            ),
            (
                "{\"events\": []\n",
                "catalogue.yaml:2: not valid JSON: expected ',' or '}', found the end of the document"
            ),
            ("{\"events\": []} x", "catalogue.yaml:1: not valid JSON: expected the end of the document, found 'x'"),
        ])
    func syntax(text: String, fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(
        "valid JSON is read to the letter, also where YAML would not",
        arguments: [
            (#""Th\u00e9\u00e2tre""#, "Théâtre"), (#""\ud83c\udfad""#, "🎭"), (#""a\/b""#, "a/b"),
            (#""a\"\\b""#, "a\"\\b"),
            ("\"\u{7F}\"", nil), (#""\u0000""#, nil), (#""\t""#, nil), (#""\ud83c""#, nil),
            ("\"é\u{2028}x\"", "é\u{2028}x"),
            ("-1.5e+3", "-1.5e+3"), ("true", "true"), ("\"# no comment\"", "# no comment"), ("\"'\"", "'"),
        ])
    func json(written: String, name: String?) throws {
        let text = "\t{\"retailers\"\n:[{\"id\":\t1,\r\n\"name\":\(written)}], \"events\": []}\n\t"
        if let name {
            #expect(try reading(text).catalogue.retailers.map(\.name) == [name])
        } else {
            #expect(faults(text).first?.hasPrefix("catalogue.yaml:3: retailers[0].name: found U+") == true)
        }
    }

    @Test("a name longer than YAML allows is a name, and its fault is still one short line")
    func longName() throws {
        let found = faults("{\n\n\"\(String(repeating: "k", count: 2000))\": 1}")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("catalogue.yaml:3: 'kkk") == true)
        #expect(try #require(found.first).count < 250)
    }

    @Test("the example is the same catalogue in JSON")
    func example() throws {
        let json = """
            {"currency": "GBP",
             "venues": [{"id": "hall", "name": "Hall", "timezone": "UTC", "sections": [{"name": "S", "rows": [
                {"row": 1, "seats": ["1-3", 5, {"seat": "6"}], "category": "Any"}]}]}],
             "events": [{"id": 123, "name": "Hamlet", "venue": "hall",
                "ticketTypes": [{"id": "A", "name": "Adult"}],
                "prices": [{"category": "Any", "ticketType": "A", "faceValue": 1000, "fees": []}],
                "occurrences": [{"id": "456", "startsAt": "2027-01-01T19:30", "endsAt": null}]}]}
            """
        let event = try #require(try reading(json).catalogue.events.first)
        #expect(event.venue.plan.places.map(\.variant.name) == ["S 1 1", "S 1 2", "S 1 3", "S 1 5", "S 1 6"])
        #expect(event.occurrences.first?.startsAt.description == "2027-01-01T19:30:00+00:00")
        #expect(
            faults(json.replacing("1000", with: "10.00")) == [
                "catalogue.yaml:6: events[0].prices[0].faceValue: found '10.00', which has decimals or separators; "
                    + "expected a whole number of minor units from 0 to 10000000000"
            ])
    }

    @Test("a byte order mark, carriage returns and YAML's own brackets are accepted")
    func accepted() throws {
        for text in [
            "\u{FEFF}events: []", "\u{FEFF}{\"events\": []}", "{events: [], }", "%YAML 1.2\n---\nevents: []\n...\n",
        ] {
            #expect(faults(text) == [])
        }
        #expect(
            faults("currency: GBP\r\nevents: []\r\nvenue: []\r\n").first?.hasPrefix("catalogue.yaml:3: venue: ") == true
        )
    }

    @Test("fields that are written twice are faults among the others, in YAML and in JSON")
    func duplicates() {
        let yaml = """
            currency: GBP
            retailers:
              - {id: a, name: A, "id": b}
              - id: c
                name: ''
                'name': C
            currency: EUR
            """
        let expected = [
            "catalogue.yaml:3: retailers[0].id: is written again; the first is on line 3",
            "catalogue.yaml:5: retailers[1].name: is empty; expected a text of 1 to 255 characters",
            "catalogue.yaml:6: retailers[1].name: is written again; the first is on line 5",
            "catalogue.yaml:7: currency: is written again; the first is on line 1",
        ]
        #expect(faults(yaml) == expected)
        let json = """
            {"currency": "GBP",
             "retailers": [
              {"id": "a", "name": "A", "id": "b"},
              {"id": "c",
               "name": "",
               "name": "C"}],
             "currency": "EUR"}
            """
        #expect(faults(json) == expected)
    }

    @Test("aliases stand for what they name, but not for more than a file can be")
    func aliases() throws {
        let text = """
            retailers:
              - {id: a, name: &name Shop}
              - {id: b, name: *name}
            """
        #expect(try reading(text).catalogue.retailers.map(\.name) == ["Shop", "Shop"])
        let bomb = (1...7).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", "))]"
        }
        #expect(
            faults((["a0: &a0 x"] + bomb).joined(separator: "\n")) == [
                "catalogue.yaml:1: expected fewer aliases: with them the document is too large"
            ])
    }

    @Test("brackets in brackets without end are a fault, not a crash", arguments: ["", "a: "])
    func depth(start: String) {
        #expect(faults(start + String(repeating: "[", count: 100_000)).count == 1)
    }
}
