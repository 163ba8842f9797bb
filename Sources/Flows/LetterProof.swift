import Casework
import Foundation
import Sealing
import Storage

extension LetterProof {
    /// The address printed on a letter as words and as a code.
    static func address(_ outgoing: Identifier, profile: AssociationProfile, hub: Hub) -> String {
        let seal = hub.tokens.seal(reference: "\(outgoing)", association: profile.id.rawValue)
        return "\(hub.baseURL)/\(profile.id)/letters/\(seal)"
    }

    /// What the register says of a printed code; nil for a code that this hub did not make.
    static func find(_ code: String, association: AssociationID, hub: Hub) async throws -> LetterProof? {
        guard let number = hub.tokens.open(code, association: association.rawValue), let id = Identifier(number) else {
            return nil
        }
        return try await hub.database.read { sql in
            guard let text = try sql.outgoing(id, of: association)?.text, let letter = text.details.letterNumber else {
                return nil
            }
            return LetterProof(letterNumber: letter, writtenAt: text.createdAt)
        }
    }
}
