/// Which orders a retailer asks for. Nil is any.
package struct OrderQuery: Hashable, Sendable {
    package var retailer: Retailer.ID
    /// Whatever the case of its ASCII letters.
    package var email: String?
    package var confirmationNumber: String?
    package var occurrence: Occurrence.ID?
    /// On the wall of the venue, both ends included.
    package var createdFrom: LocalDate?
    package var createdTo: LocalDate?
    package var limit: Int
    package var offset: Int

    package init(
        retailer: Retailer.ID, email: String? = nil, confirmationNumber: String? = nil,
        occurrence: Occurrence.ID? = nil,
        createdFrom: LocalDate? = nil, createdTo: LocalDate? = nil, limit: Int, offset: Int
    ) {
        self.retailer = retailer
        self.email = email
        self.confirmationNumber = confirmationNumber
        self.occurrence = occurrence
        self.createdFrom = createdFrom
        self.createdTo = createdTo
        self.limit = limit
        self.offset = offset
    }
}
