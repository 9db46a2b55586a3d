import BoxOfficeDomain
import BoxOfficeWire

extension MoneyBody {
    init(_ money: Money) {
        self.init(amount: money.amount, currency: money.currency.code)
    }
}
