import Casework

/// Codes and addresses in the words of mail servers (RFC 5321 and RFC 3463).
enum SMTPWords {
    /// The enhanced status of a failure such as `5.1.1`: the one behind a reply code, else the first; nil when there is
    /// none.
    static func enhancedStatus(in text: String) -> String? {
        replyStatus(in: text) ?? tokens(text).first(where: isStatus).map { String($0) }
    }

    /// The first enhanced status right behind a reply code: `550 5.1.1`.
    static func replyStatus(in text: String) -> String? { replyStatuses(in: text).first }

    /// Every enhanced status right behind a reply code, in order.
    static func replyStatuses(in text: String) -> [String] {
        var isAfterCode = false
        var found: [String] = []
        for token in tokens(text) {
            if isAfterCode, isStatus(token) { found.append(String(token)) }
            isAfterCode = isCode(token)
        }
        return found
    }

    /// The first reply code of a failure such as `550`; nil when there is none.
    static func replyCode(in text: String) -> Int? { tokens(text).first(where: isCode).flatMap { Int($0) } }

    /// Whether a text holds a reply code or a status and nothing that explains it.
    static func isOnlyCodes(_ text: String) -> Bool {
        tokens(text).allSatisfy { isStatus($0) || isCode($0) || $0.lowercased() == "smtp" }
    }

    private static func isStatus(_ token: Substring) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let kind = parts.first, kind == "4" || kind == "5" else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    /// Codes that RFC 5321 and its extensions give to refusals.
    private static func isCode(_ token: Substring) -> Bool { codes.contains(token) }

    private static let codes: Set<Substring> = [
        "421", "422", "426", "431", "432", "441", "442", "446", "447", "449", "450", "451", "452", "454", "455", "471",
        "500", "501", "502", "503", "504", "510", "511", "512", "513", "521", "523", "530", "533", "534", "535", "538",
        "540", "541", "542", "543", "546", "547", "550", "551", "552", "553", "554", "555", "556", "557", "571",
    ]

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
