/// Finds a text in many megabytes: skips ahead by what its last byte allows (Horspool's method).
struct ByteSearch {
    private let needle: [UInt8]
    private let skips: [Int]

    init(_ text: String) {
        let needle = Array(text.utf8)
        var skips = Array(repeating: needle.count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() { skips[Int(byte)] = needle.count - 1 - index }
        self.needle = needle
        self.skips = skips
    }

    func isIn(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let last = needle.last else { return true }
        var end = needle.count - 1
        while end < bytes.count {
            let byte = bytes[end]
            if byte == last, bytes[(end + 1 - needle.count)...end].elementsEqual(needle) { return true }
            end += skips[Int(byte)]
        }
        return false
    }
}
