/// Which addresses in foreign HTML may be followed.
enum LinkPolicy {
    /// The longest address that is kept, in bytes.
    static let maxLength = 4_096

    /// An http, https, mailto or tel address cleaned as a browser would read it; nil for everything else.
    static func link(_ value: String) -> String? {
        guard let address = cleaned(value), let scheme = scheme(of: address) else { return nil }
        switch scheme {
        case "http", "https": return isAbsolute(address, after: scheme) ? address : nil
        case "mailto", "tel": return address
        default: return nil
        }
    }

    /// The server that an http or https address leads to, in lower case and in ASCII, so that look-alike letters show as
    /// `xn--…`; the whole address for mailto and tel.
    static func target(_ address: String) -> String {
        guard let scheme = scheme(of: address), scheme == "http" || scheme == "https" else {
            return String(
                decoding: address.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst().prefix { $0 != 0x3F }, as: UTF8.self
            )
        }
        let authority = address.utf8.dropFirst(scheme.utf8.count + 3).prefix { !"/\\?#".utf8.contains($0) }
        let host =
            authority.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.index(after: $0)...] } ?? authority
        return Punycode.ascii(String(decoding: host, as: UTF8.self).lowercased())
    }

    /// An http or https address of an image.
    static func remoteImage(_ value: String) -> String? {
        link(value).flatMap { $0.lowercased().hasPrefix("http") ? $0 : nil }
    }

    /// The Content-ID a `cid:` address names (RFC 2392).
    static func contentID(_ value: String) -> String? {
        guard let address = cleaned(value), scheme(of: address) == "cid" else { return nil }
        let id = String(address.dropFirst(4))
        return percentDecoded(id)
    }

    /// Our own address for an inline image: an absolute path, or http.
    static func ownImage(_ value: String) -> String? {
        let bytes = Array(value.utf8.prefix(2))
        if bytes.first == UInt8(ascii: "/"), bytes.count < 2 || !"/\\".utf8.contains(bytes[1]) { return cleaned(value) }
        return remoteImage(value)
    }

    /// Without the tabs, line breaks, outer spaces and invisible characters behind which a scheme can hide.
    private static func cleaned(_ value: String) -> String? {
        guard value.utf8.count <= maxLength else { return nil }
        var scalars = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: continue
            case 0..<0x20, 0x7F..<0xA0, 0xFFFD: return nil
            default: scalars.append(scalar)
            }
        }
        while scalars.last == " " { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars.drop { $0 == " " }))
    }

    private static func scheme(of address: String) -> String? {
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = address.utf8[..<colon]
        let isName = name.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
            default: false
            }
        }
        return isName ? String(decoding: name, as: UTF8.self).lowercased() : nil
    }

    private static func isAbsolute(_ address: String, after scheme: String) -> Bool {
        let rest = address.utf8.dropFirst(scheme.utf8.count + 1)
        return rest.starts(with: "//".utf8) && rest.count > 2 && rest.dropFirst(2).first != UInt8(ascii: "/")
    }

    private static func percentDecoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let digits = bytes[position...].dropFirst().prefix(2)
            if bytes[position] == UInt8(ascii: "%"), digits.count == 2,
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                output.append(byte)
                position += 3
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
