import CZlib
import Foundation

/// zlib's one-call compression; quick rather than small.
enum Zlib {
    static func deflate(_ data: Data) throws -> Data {
        var size = compressBound(uLong(data.count))
        var out = Data(count: Int(size))
        let result = out.withUnsafeMutableBytes { out in
            data.withUnsafeBytes { data in
                compress2(
                    out.bindMemory(to: Bytef.self).baseAddress, &size, data.bindMemory(to: Bytef.self).baseAddress,
                    uLong(data.count), 1)
            }
        }
        guard result == Z_OK else { throw ArchiveError.library("zlib") }
        return out.prefix(Int(size))
    }

    /// The bytes again, nil when they are not `size` many.
    static func inflate(_ data: Data, size: Int) -> Data? {
        if size == 0 { return Data() }
        var length = uLong(size)
        var out = Data(count: size)
        let result = out.withUnsafeMutableBytes { out in
            data.withUnsafeBytes { data in
                uncompress(
                    out.bindMemory(to: Bytef.self).baseAddress, &length, data.bindMemory(to: Bytef.self).baseAddress,
                    uLong(data.count))
            }
        }
        return result == Z_OK && length == uLong(size) ? out : nil
    }
}

/// Numbers in network byte order.
enum Bytes {
    static func big(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }

    static func number(_ bytes: Data) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
