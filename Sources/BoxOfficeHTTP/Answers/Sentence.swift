/// What an error can say to a person. The words are in `Messages/`, a file a language, under these names.
///
/// A name in braces stands for a value; `{param}` is the field, query or header at fault.
package enum Sentence: String, CaseIterable, Sendable {
    // Bodies, fields and headers.
    case bodyEndsEarly, bodyNotObject, bodyNotUTF8, bodyTooLarge, bodyUnreadable, mediaType
    case missing, notArray, notBoolean, notObject, notString, notWholeNumber
    case controlCharacter, date, notOneOf, rangeReversed, rangeTooLong, textTooLong, wholeNumber
    case headersTooLarge, requestUnreadable, idempotencyKeyForm, providerCodeLength, simulation
    // Who asks, and for what.
    case keyUnknown, scopeMissing, foreignRetailer, rateLimited, methodNotAllowed
    case notFoundCart, notFoundEvent, notFoundOccurrence, notFoundOrder, notFoundPath, notFoundProviderCode
    // Carts.
    case itemCount, itemUnknown, occurrenceMismatch, occurrenceNotOnSale, optionListedTwice, optionUnknown
    case protectionNotOffered, quantityNotWhole, seatListedTwice, seatQuantity, tiersMixed, tooManyTickets
    case voucherInvalid, exhausted
    // Checkout.
    case contactEmail, contactName, contactPhone, cartAlreadyOrdered, cartExpired, idempotencyKeyReused, totalMismatch
    // Our own faults.
    case `internal`, unavailable
}
