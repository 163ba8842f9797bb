/// Keeps foreign text from becoming header lines.
enum HeaderSafety {
    /// Text for one header line: every line break, control character and line separator becomes a space. What looks like
    /// the beginning of an encoded word is taken apart: the mail library would fold it into lines that are no fields.
    static func neutralised(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: output.append(" ")
            case 0x3F where output.last == "=": output.append(contentsOf: [" ", "?"])
            default: output.append(scalar)
            }
        }
        return String(output)
    }

    /// True for an addr-spec of unquoted ASCII that no mail server can misread.
    static func isAddress(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        let local = bytes[..<at]
        let domain = bytes[(at + 1)...]
        return !local.isEmpty && !domain.isEmpty && local.allSatisfy(isAtomByte) && domain.allSatisfy(isDomainByte)
            && bytes.first != UInt8(ascii: ".") && domain.first != UInt8(ascii: ".")
    }

    /// True for `left@right` of printable ASCII without brackets and white space.
    static func isID(_ id: String) -> Bool {
        let bytes = Array(id.utf8)
        guard bytes.count <= 500, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        guard at > 0, at + 1 < bytes.count else { return false }
        return bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    /// True for a field name that may be added without overriding what the mail says itself.
    static func isExtraName(_ name: String) -> Bool {
        let lower = name.lowercased()
        return (1...76).contains(name.utf8.count) && !own.contains(lower) && !lower.hasPrefix("content-")
            && !lower.hasPrefix("resent-") && name.utf8.allSatisfy(isNameByte)
    }

    private static let own: Set<String> = [
        "from", "to", "cc", "bcc", "reply-to", "sender", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version", "return-path", "received",
    ]

    /// True for letters, digits and the hyphen.
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"[]".utf8.contains(byte)
    }

    private static func isDomainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"): true
        default: false
        }
    }
}
