import BoxOfficeWire

extension InventoryItemBody {
    /// All but the quantity and the closing brace: what stays the same while places come and go.
    func writeUpToQuantity(_ json: inout JSONText) {
        json.raw("{\"id\":")
        json.string(id)
        json.raw(",\"inventoryVariant\":")
        inventoryVariant.write(&json)
        json.raw(",\"priceOptions\":")
        json.list(priceOptions) { $0.write(&$1) }
        json.raw(",\"quantityAvailable\":")
    }
}

extension InventoryVariantBody {
    func write(_ json: inout JSONText) {
        json.raw("{\"_type\":")
        json.string(type)
        json.raw(",\"attributes\":")
        json.list(attributes) { $0.write(&$1) }
        json.raw(",\"id\":")
        json.string(id)
        json.raw(",\"name\":")
        json.string(name)
        if let row {
            json.raw(",\"row\":")
            json.string(row)
        }
        if let seat {
            json.raw(",\"seat\":")
            json.string(seat)
        }
        if let section {
            json.raw(",\"section\":")
            json.string(section)
        }
        json.raw("}")
    }
}

extension SeatAttributeBody {
    fileprivate func write(_ json: inout JSONText) {
        json.raw("{\"category\":")
        json.string(category)
        json.raw(",\"code\":")
        json.string(code)
        json.raw(",\"name\":")
        json.string(name)
        json.raw("}")
    }
}

extension PriceOptionBody {
    func write(_ json: inout JSONText) {
        json.raw("{\"category\":{\"id\":")
        json.string(category.id)
        json.raw(",\"name\":")
        json.string(category.name)
        json.raw("},\"id\":")
        json.string(id)
        if let listPrice {
            json.raw(",\"listPrice\":")
            listPrice.write(&json)
        }
        if let promotion {
            json.raw(",\"promotion\":{\"id\":")
            json.string(promotion.id)
            json.raw(",\"name\":")
            json.string(promotion.name)
            json.raw("}")
        }
        json.raw(",\"sellPrice\":")
        sellPrice.write(&json)
        json.raw("}")
    }
}

extension MoneyBody {
    func write(_ json: inout JSONText) {
        json.raw("{\"amount\":")
        json.integer(amount)
        json.raw(",\"currency\":")
        json.string(currency)
        json.raw("}")
    }
}
