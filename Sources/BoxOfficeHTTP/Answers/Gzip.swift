import CZlib
import NIOCore

extension ByteBuffer {
    /// The same in gzip's format (RFC 1952), by zlib.
    ///
    /// - Parameter level: 1 is the quickest, 9 the smallest.
    func gzipped(level: Int32 = 6) -> ByteBuffer {
        var stream = z_stream()
        // 16 on top of the largest window asks for gzip's header and trailer.
        let status = deflateInit2_(
            &stream, level, Z_DEFLATED, MAX_WBITS + 16, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib does not start: \(status)")
        defer { deflateEnd(&stream) }
        // Room for the worst case, so that one call does it all.
        var packed = ByteBuffer()
        packed.writeWithUnsafeMutableBytes(minimumWritableBytes: Int(deflateBound(&stream, UInt(readableBytes)))) {
            room in
            withUnsafeReadableBytes { bytes in
                // zlib only reads from here, whatever its type says.
                stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: Bytef.self).baseAddress)
                stream.avail_in = uInt(bytes.count)
                stream.next_out = room.bindMemory(to: Bytef.self).baseAddress
                stream.avail_out = uInt(room.count)
                let status = deflate(&stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "zlib does not end: \(status)")
            }
            return Int(stream.total_out)
        }
        return packed
    }
}
