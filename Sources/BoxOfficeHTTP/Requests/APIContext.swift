import BoxOfficeDesk
import BoxOfficeDomain
import Hummingbird

/// What is known of a request on its way in.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who showed a key that is in force; nil outside of `/api/`.
    var partner: Partner?

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}

/// Holding one is the proof of a key with the scope that the route asks for.
protocol PartnerContext: ChildRequestContext where ParentContext == APIContext {
    init(coreContext: CoreRequestContextStorage, partner: Partner)
    static var scope: KeyScope { get }
    var partner: Partner { get }
}

extension PartnerContext {
    init(context: APIContext) throws {
        guard let partner = context.partner else { throw Problem.unknownKey }
        guard partner.scopes.contains(Self.scope) else {
            throw Problem(.insufficientPermissions, .scopeMissing, ["scope": Self.scope.rawValue.quoted])
        }
        self.init(coreContext: context.coreContext, partner: partner)
    }

    var retailer: Retailer { partner.retailer }
}

/// A request of a partner that may look at what is on sale.
struct BrowseContext: PartnerContext {
    static let scope = KeyScope.browse
    var coreContext: CoreRequestContextStorage
    let partner: Partner
}

/// A request of a partner that may hold and buy.
struct SellContext: PartnerContext {
    static let scope = KeyScope.sell
    var coreContext: CoreRequestContextStorage
    let partner: Partner
}
