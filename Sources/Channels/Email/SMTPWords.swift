import Casework

/// Codes and addresses in the words of mail servers (RFC 5321 and RFC 3463).
enum SMTPWords {
    /// The first enhanced status such as `5.1.1`; nil when there is none.
    static func enhancedStatus(in text: String) -> String? {
        tokens(text).lazy.compactMap { token -> String? in
            let parts = token.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 3, let kind = parts.first, ["2", "4", "5"].contains(kind) else { return nil }
            let isNumber = parts.dropFirst().allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
            return isNumber ? String(token) : nil
        }.first
    }

    /// The enhanced status that fits the first reply code such as `550` (RFC 5248 gives 5.0.0 where nothing is known).
    static func status(forReplyIn text: String) -> String? {
        for token in tokens(text) {
            switch token {
            case "550", "551", "553": return "5.1.1"
            case "552": return "5.2.2"
            case "554", "571": return "5.0.0"
            case "421", "450", "451", "452": return "4.0.0"
            default: continue
            }
        }
        return nil
    }

    /// The mail addresses in a text, in order.
    static func addresses(in text: String) -> [String] {
        text.unicodeScalars.split { !isAddressPart($0) }
            .map { String($0).trimmingDots }
            .filter { word in
                guard let address = MailAddress(word) else { return false }
                return address.domain.utf8.contains(UInt8(ascii: "."))
                    && !address.local.utf8.contains(UInt8(ascii: "="))
            }
    }

    private static func tokens(_ text: String) -> [Substring] {
        text.split { !($0.isASCII && ($0.isNumber || $0.isLetter || $0 == ".")) }
    }

    private static func isAddressPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.value > 0x20 && !"<>()[],;:\"'\\|`".unicodeScalars.contains(scalar)
    }
}

extension String {
    fileprivate var trimmingDots: String {
        var scalars = unicodeScalars[...]
        while scalars.last == "." || scalars.last == "!" || scalars.last == "?" { scalars.removeLast() }
        return String(scalars)
    }
}
