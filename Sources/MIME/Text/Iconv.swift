import CGMime
import Glibc
import Synchronization

/// Conversion to UTF-8 by the C library.
enum Iconv {
    /// True when text can be converted from an encoding of that name.
    static func knows(_ name: String) -> Bool {
        guard let converter = open(name) else { return false }
        close(converter, of: name)
        return true
    }

    /// The text of bytes in a charset, and how many of the bytes are text in it no more (each became U+FFFD).
    static func convert(_ bytes: [UInt8], from charset: Charset) -> (text: String, failures: Int)? {
        guard let converter = open(charset.iconvName) else { return nil }
        defer { close(converter, of: charset.iconvName) }
        var input = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var failures = 0
        input.withUnsafeMutableBytes { buffer in
            var position = buffer.bindMemory(to: CChar.self).baseAddress
            var left: gsize = gsize(buffer.count)
            while left > 0 {
                let status = pump(converter, &position, &left, into: &output)
                guard status != 0 else { break }
                guard status != E2BIG else { continue }
                failures += 1
                output += [0xEF, 0xBF, 0xBD]
                if status == EINVAL || left == 0 { break }
                position = position?.advanced(by: 1)
                left -= 1
            }
        }
        return (String(decoding: output, as: UTF8.self), failures)
    }

    private static let window = 16_384

    /// Converts as much as fits one window; answers 0 or the error number.
    private static func pump(
        _ converter: GIConv, _ position: inout UnsafeMutablePointer<CChar>?, _ left: inout gsize,
        into output: inout [UInt8]
    ) -> Int32 {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: window) { room in
            var target = room.baseAddress
            var space = gsize(window)
            let result = g_iconv(converter, &position, &left, &target, &space)
            let status = result == gsize.max ? errno : 0
            let made = UnsafeRawBufferPointer(room)[clamping: 0..<(window - Int(space))]
            output.append(contentsOf: made)
            return status
        }
    }

    private static func open(_ name: String) -> GIConv? {
        if let address = idle.withLock({ $0[name]?.popLast() }) { return GIConv(bitPattern: address) }
        let converter = g_iconv_open("UTF-8", name)
        return converter == GIConv(bitPattern: -1) ? nil : converter
    }

    /// Keeps a converter for the next text: opening one loads a library.
    private static func close(_ converter: GIConv, of name: String) {
        g_iconv(converter, nil, nil, nil, nil)
        let isKept = idle.withLock { idle in
            guard idle.count < mostNames || idle[name] != nil, idle[name]?.count ?? 0 < mostIdle else { return false }
            idle[name, default: []].append(UInt(bitPattern: converter))
            return true
        }
        if !isKept { g_iconv_close(converter) }
    }

    /// Converters that nobody uses, by the name of their charset, as addresses.
    private static let idle = Mutex<[String: [UInt]]>([:])
    private static let (mostNames, mostIdle) = (16, 4)
}
