/// Repairs the ways in which Saudi numbers are written but not dialled.
enum SaudiSpelling {
    /// The digits as they would be dialled: no trunk zero after the country code, and a plus before a bare `966…`.
    static func dialled(_ digits: String) -> String {
        for code in ["+966", "00966", "966"] where digits.hasPrefix(code) {
            let rest = digits.dropFirst(code.count).drop { $0 == "0" }
            // Nine digits are a subscriber's number; shorter ones could be a number that happens to begin with 966.
            return rest.utf8.count >= 9 ? PhoneNumber.saudiCode + rest : digits
        }
        return digits
    }
}
