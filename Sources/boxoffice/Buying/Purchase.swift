import ArgumentParser
import BoxOfficeClient

/// A purchase as a partner's program makes it: event, date, items, hold, confirmation, order. What the flags do not say
/// is asked, where there is somebody to ask.
struct Purchase {
    let boxOffice: BoxOffice
    let flags: BuyFlags
    /// Nil where nobody can be asked: the flags say everything then.
    let dialogue: Dialogue?

    func run() async throws -> OrderBody {
        let event = try await event()
        let occurrence = try await occurrence(of: event)
        return try await buyItems(of: occurrence, event)
    }

    private func event() async throws -> EventBody {
        if let id = flags.event { return try await boxOffice.event(id) }
        let events = try await boxOffice.events().all()
        guard !events.isEmpty else { throw CommandFailure("Nothing is on sale for this key.") }
        let rows = events.map { event in
            (
                name: event.id,
                text: "\(event.name), \(event.venue.name), \(event.startDate) to \(event.endDate)".printable,
                choice: event
            )
        }
        return try asked().choose("Event", of: rows)
    }

    private func occurrence(of event: EventBody) async throws -> OccurrenceBody {
        if let id = flags.occurrence { return try await boxOffice.occurrence(id, of: event.id) }
        let occurrences = try await boxOffice.occurrences(of: event.id).all()
        guard !occurrences.isEmpty else { throw CommandFailure("'\(event.name.printable)' has no date to come.") }
        return try asked().choose(
            "Date", of: occurrences.map { (name: $0.id, text: $0.dateText.printable, choice: $0) })
    }

    /// Holds what is wished and buys it; asks again where somebody else was faster.
    private func buyItems(of occurrence: OccurrenceBody, _ event: EventBody) async throws -> OrderBody {
        var wishes = flags.items
        var contact: ContactBody?
        while true {
            let items = try await boxOffice.inventoryItems(
                of: occurrence.id, of: event.id, providerCode: flags.providerCode
            ).all()
            do {
                let lines = try lines(of: wishes, from: items, of: occurrence)
                let buyer = try contact ?? askForContact()
                contact = buyer
                // From here on something is held: Ctrl-C gives it back first.
                let interrupts = try Interrupts()
                defer { interrupts.end() }
                let cart = try await openCart(lines, interrupts)
                let title = "\(event.name), \(event.venue.name), \(occurrence.localDate) \(occurrence.localTime)"
                Terminal.note("\n\(title.printable)")
                return try await buy(cart, for: buyer, interrupts)
            } catch let error as BoxOfficeError where dialogue != nil && error.code == .inventoryExhausted {
                Terminal.note("Somebody was faster. \(error.message.printable)")
            } catch let error as BoxOfficeError where dialogue != nil && error.isAboutItems {
                Terminal.note(error.message.printable)
            }
            wishes = []
        }
    }

    private func openCart(_ lines: [CartCreateBody.Item], _ interrupts: Interrupts) async throws -> Cart {
        interrupts.answer(with: "Interrupted: waiting for what is held, to give it back…")
        do {
            return try await boxOffice.openCart(
                lines, voucherCode: flags.voucher, protection: flags.protection ? true : nil)
        } catch {
            guard interrupts.came else { throw error }
            Terminal.note("Nothing was bought.")
            throw ExitCode.interrupted
        }
    }

    /// Buys what is held, for a price that was agreed to; gives it back where it was not.
    private func buy(_ cart: Cart, for contact: ContactBody, _ interrupts: Interrupts) async throws -> OrderBody {
        do {
            try confirm(cart, interrupts)
            interrupts.answer(with: "It is being bought already: waiting for the answer…")
            // One that came before that could be said.
            if interrupts.came { throw interrupted() }
            return try await boxOffice.placeOrder(cart, for: contact)
        } catch let error as BoxOfficeError where error.code == .totalPriceMismatch && !flags.isConfirmed {
            Terminal.note(error.message.printable)
            return try await buy(boxOffice.cart(cart.id), for: contact, interrupts)
        } catch let error as BoxOfficeError where error.mayHaveBeenDone {
            Terminal.note(
                """
                Error: \(error.description.printable)
                Whether it was bought is not known. Before you buy it again, look at the orders of \(contact.email), with \
                GET /api/v3/orders?email=…; the cart is \(cart.id.printable).
                """)
            throw ExitCode.inDoubt
        } catch {
            // What cannot be given back now is given back when its time is up.
            try? await boxOffice.releaseCart(cart.id)
            throw error
        }
    }

    private func confirm(_ cart: Cart, _ interrupts: Interrupts) throws {
        let receipt = ReceiptText(items: cart.items, receiptLines: cart.receiptLines, total: cart.total)
        for line in receipt.lines { Terminal.note(line) }
        interrupts.answer(with: nil)
        if interrupts.came { throw interrupted() }
        if flags.isConfirmed { return }
        switch try asked().confirm("Buy it for \(cart.total.text.printable)? (y/n) ", while: cart, interrupts) {
        case .yes: return
        case .no: throw CommandFailure("Nothing was bought, and what was held is free again.")
        case .tooLate: throw CommandFailure("The hold ran out; nothing was bought.")
        case .interrupted: throw interrupted()
        }
    }

    private func interrupted() -> ExitCode {
        Terminal.note("Interrupted: nothing was bought, and what was held is free again.")
        return .interrupted
    }

    /// What was wished, or else what is asked for, until all of it is there.
    private func lines(
        of wishes: [ItemWish], from items: [InventoryItemBody], of occurrence: OccurrenceBody
    ) throws -> [CartCreateBody.Item] {
        guard !items.isEmpty else { throw CommandFailure("Nothing of this date can be bought now.") }
        var (wishes, isPlanShown) = (wishes, false)
        while true {
            do {
                if !wishes.isEmpty { return try wishes.map { try $0.line(from: items, of: occurrence) } }
            } catch let refusal as WishRefusal where dialogue != nil {
                Terminal.note(refusal.description)
            }
            let dialogue = try asked()
            if !isPlanShown { Terminal.note("\n\(HousePlan(items).lines.joined(separator: "\n"))\n") }
            isPlanShown = true
            let answer = try dialogue.ask("What, as in 'Stalls A 3, 2 x The Pit as Child': ")
            wishes = answer.split(separator: ",").compactMap { ItemWish(String($0)) }
        }
    }

    private func askForContact() throws -> ContactBody {
        ContactBody(
            name: try flags.name ?? asked().ask("Name: "), email: try flags.email ?? asked().ask("E-mail: "),
            phone: flags.phone)
    }

    private func asked() throws -> Dialogue {
        guard let dialogue else { throw CommandFailure("There is no terminal to ask at.") }
        return dialogue
    }
}

extension ExitCode {
    /// Nobody knows whether something was bought; as other programs say that a thing may be done later.
    static let inDoubt = ExitCode(75)

    /// As a shell expects it of Ctrl-C.
    fileprivate static let interrupted = ExitCode(128 + 2)
}

extension BoxOfficeError {
    /// What a choice of other items mends.
    fileprivate var isAboutItems: Bool { status == 400 && param?.hasPrefix("items") == true }
}

extension OccurrenceBody {
    /// `2090-05-05 19:30, from 35.00 GBP`
    fileprivate var dateText: String {
        "\(localDate) \(localTime), " + (fromPrice.value.map { "from \($0.text)" } ?? "sold out or not on sale")
    }
}
