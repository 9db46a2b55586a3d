import BoxOfficeWire

extension CartBody {
    func write(_ json: inout JSONText) {
        json.raw("{\"createdAt\":")
        json.string(createdAt)
        json.raw(",\"eventId\":")
        json.string(eventId)
        json.raw(",\"expiresAt\":")
        json.string(expiresAt)
        json.raw(",\"id\":")
        json.string(id)
        json.raw(",\"items\":")
        json.list(items) { $0.write(&$1) }
        json.raw(",\"occurrenceId\":")
        json.string(occurrenceId)
        json.raw(",\"protection\":")
        json.nullable(protection.value) { $0.write(&$1) }
        json.raw(",\"receiptLines\":")
        json.list(receiptLines) { $0.write(&$1) }
        json.raw(",\"total\":")
        total.write(&json)
        if let totalTaxes {
            json.raw(",\"totalTaxes\":")
            totalTaxes.write(&json)
        }
        json.raw("}")
    }
}

extension OrderBody {
    func write(_ json: inout JSONText) {
        json.raw("{\"confirmationNumber\":")
        json.string(confirmationNumber)
        json.raw(",\"contact\":")
        contact.write(&json)
        json.raw(",\"createdAt\":")
        json.string(createdAt)
        json.raw(",\"eventId\":")
        json.string(eventId)
        json.raw(",\"id\":")
        json.string(id)
        json.raw(",\"items\":")
        json.list(items) { $0.write(&$1) }
        json.raw(",\"occurrenceId\":")
        json.string(occurrenceId)
        json.raw(",\"protection\":")
        json.nullable(protection.value) { $0.write(&$1) }
        if let rateCode {
            json.raw(",\"rateCode\":")
            json.string(rateCode)
        }
        json.raw(",\"receiptLines\":")
        json.list(receiptLines) { $0.write(&$1) }
        json.raw(",\"status\":")
        json.string(status)
        json.raw(",\"total\":")
        total.write(&json)
        if let totalTaxes {
            json.raw(",\"totalTaxes\":")
            totalTaxes.write(&json)
        }
        json.raw("}")
    }
}

extension ContactBody {
    fileprivate func write(_ json: inout JSONText) {
        json.raw("{\"email\":")
        json.string(email)
        json.raw(",\"name\":")
        json.string(name)
        if let phone {
            json.raw(",\"phone\":")
            json.string(phone)
        }
        json.raw("}")
    }
}

extension CartItemBody {
    fileprivate func write(_ json: inout JSONText) {
        json.raw("{\"inventoryItemId\":")
        json.string(inventoryItemId)
        json.raw(",\"inventoryVariant\":")
        inventoryVariant.write(&json)
        json.raw(",\"occurrenceId\":")
        json.string(occurrenceId)
        json.raw(",\"priceOption\":")
        priceOption.write(&json)
        json.raw(",\"quantity\":")
        json.integer(Int64(quantity))
        if let tickets {
            json.raw(",\"tickets\":")
            json.list(tickets) { $0.write(&$1) }
        }
        json.raw(",\"total\":")
        total.write(&json)
        json.raw("}")
    }
}

extension TicketBody {
    fileprivate func write(_ json: inout JSONText) {
        json.raw("{\"barcode\":{\"format\":")
        json.string(barcode.format)
        if let imageUrl = barcode.imageUrl {
            json.raw(",\"imageUrl\":")
            json.string(imageUrl)
        }
        json.raw(",\"value\":")
        json.string(barcode.value)
        json.raw("},\"id\":")
        json.string(id)
        json.raw(",\"status\":")
        json.string(status)
        json.raw("}")
    }
}

extension ReceiptLineBody {
    fileprivate func write(_ json: inout JSONText) {
        json.raw("{\"_type\":")
        json.string(type)
        json.raw(",\"label\":")
        json.string(label)
        json.raw(",\"sign\":")
        json.string(sign)
        json.raw(",\"total\":")
        total.write(&json)
        json.raw("}")
    }
}

extension ProtectionBody {
    fileprivate func write(_ json: inout JSONText) {
        json.raw("{\"name\":")
        json.string(name)
        json.raw(",\"total\":")
        total.write(&json)
        json.raw("}")
    }
}
