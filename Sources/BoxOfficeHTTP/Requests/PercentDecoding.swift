// All of Foundation: the smaller one decodes no percent signs.
import Foundation

extension StringProtocol {
    /// What stands in a URL for that text; a percent sign that encodes nothing stands for itself.
    var percentDecoded: String {
        let isEncoded = utf8.withContiguousStorageIfAvailable { $0.contains(UInt8(ascii: "%")) } ?? true
        return isEncoded ? removingPercentEncoding ?? String(self) : String(self)
    }
}
