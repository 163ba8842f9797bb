import Casework
import Foundation
import PhoneNumbers

/// How a contact that somebody typed may be kept in the store.
enum ContactReading {
    /// The normal forms of a typed address or telephone number.
    static func candidates(_ typed: String) -> Set<String> {
        let plain = typed.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        guard !plain.isEmpty, plain.utf8.count <= 320 else { return [] }
        if plain.contains("@") { return [plain] }
        return PhoneNumbers.parse(plain).map { [$0.e164] } ?? []
    }
}
