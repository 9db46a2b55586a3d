import BoxOfficeDomain
import Testing

@Suite("Who bought, and where the tickets go")
struct ContactTests {
    private func fault(
        name: String = "Ada Lovelace", email: String = "ada@example.com", phone: String? = nil
    ) -> Contact.Fault? {
        do throws(Contact.Fault) {
            _ = try Contact(name: name, email: email, phone: phone)
            return nil
        } catch {
            return error
        }
    }

    @Test("a name has 1 to 200 characters, in code points, and is not only blanks")
    func name() {
        let family = "👨‍👩‍👧‍👦"
        for name in [
            "A", "李", "O'Brien-Smith Jr.", String(repeating: "x", count: 200),
            String(repeating: family, count: 28),
        ] {
            #expect(fault(name: name) == nil)
        }
        for name in [
            "", " ", "\u{A0}\u{3000}", String(repeating: "x", count: 201), String(repeating: family, count: 29),
        ] {
            #expect(fault(name: name) == .name)
        }
    }

    @Test(
        "an email is one address",
        arguments: [
            "ada@example.com", "a@b.co", "ada.lovelace+tickets@mail.example.co.uk", "o'brien@example.ie",
            "user_name%x@sub-domain.example", "josé@exämple.de", "1@2.3", "!#$%&'*+/=?^_`{|}~-@example.com",
        ])
    func email(address: String) {
        #expect(fault(email: address) == nil)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "ada", "@", "ada@", "@example.com", "ada@example", "ada@@example.com", "ada@b@example.com",
            "ada @example.com", "ada@exam ple.com", "Ada <ada@example.com>", "ada@example.com, bob@example.com",
            "ada@example.com;bob@example.com", ".ada@example.com", "ada.@example.com", "a..da@example.com",
            "ada@.com", "ada@example.", "ada@example..com", "ada@-example.com", "ada@example-.com",
            "\"ada\"@example.com", "ada@[127.0.0.1]", "ada@exa_mple.com", " ada@example.com", "ada@example.com ",
            "ada@example.com\n", "ada(work)@example.com", "a\\b@example.com",
        ])
    func noEmail(address: String) {
        #expect(fault(email: address) == .email)
    }

    @Test("the parts of an address are as long as RFC 5321 allows, and no longer")
    func emailLengths() {
        let local = String(repeating: "l", count: 64)
        let label = String(repeating: "d", count: 63)
        #expect(fault(email: "\(local)@example.com") == nil)
        #expect(fault(email: "l\(local)@example.com") == .email)
        #expect(fault(email: "a@\(label).com") == nil)
        #expect(fault(email: "a@d\(label).com") == .email)
        let long = "\(local)@\(label).\(label).\(String(repeating: "e", count: 57)).com"
        #expect(long.utf8.count == 254)
        #expect(fault(email: long) == nil)
        #expect(fault(email: long + "m") == .email)
    }

    @Test("a phone number is E.164, or absent")
    func phone() {
        for phone in ["+442079460000", "+12125550123", "+999999999999999"] {
            #expect(fault(phone: phone) == nil)
        }
        for phone in [
            "", "+", "442079460000", "+0442079460000", "+44 20 7946 0000", "+44-2079460000",
            "+9999999999999999", "+44207946000x", "+４４２０７９４６００００", "++442079460000", "00442079460000",
        ] {
            #expect(fault(phone: phone) == .phone)
        }
    }

    @Test("of several faults the name's is first, then the email's")
    func order() {
        #expect(fault(name: "", email: "", phone: "") == .name)
        #expect(fault(email: "", phone: "") == .email)
    }
}
