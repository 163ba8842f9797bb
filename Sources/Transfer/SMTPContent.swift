import Foundation

/// A message as it goes over the wire: CRLF line ends only, dots doubled, ended by a line end (RFC 5321 section 4.5.2).
struct SMTPContent {
    let bytes: [UInt8]
    let hasEightBit: Bool

    /// Every CR, LF or CRLF becomes one CRLF, so that no receiver can see an end of data that we did not mean.
    init(_ message: Data) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count + message.count / 32 + 2)
        var eightBit: UInt8 = 0
        var previous = UInt8(ascii: "\n")
        var atLineStart = true
        for byte in message {
            defer { previous = byte }
            switch byte {
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                bytes.append(contentsOf: crlf)
                atLineStart = true
            default:
                if atLineStart, byte == UInt8(ascii: ".") { bytes.append(byte) }
                bytes.append(byte)
                eightBit |= byte
                atLineStart = false
            }
        }
        if !atLineStart { bytes.append(contentsOf: crlf) }
        self.bytes = bytes
        hasEightBit = eightBit & 0x80 != 0
    }
}

private let crlf: [UInt8] = [0x0D, 0x0A]
