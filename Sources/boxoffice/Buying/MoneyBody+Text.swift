import BoxOfficeDomain
import BoxOfficeWire

extension MoneyBody {
    /// In major units: `85.00 GBP`, `1200 JPY`. Of a currency that ISO 4217 has not, minor units: `8500 minor XXX`.
    var text: String {
        guard let currency = Currency(code: currency) else { return "\(amount) minor \(currency)" }
        return "\(Money(amount, currency).majorUnits) \(currency)"
    }
}

extension OccurrenceBody {
    /// The venue's local date: `2090-05-05`.
    var localDate: String { String(startsAt.prefix(10)) }

    /// The venue's local time: `19:30`.
    var localTime: String { String(startsAt.dropFirst(11).prefix(5)) }
}
