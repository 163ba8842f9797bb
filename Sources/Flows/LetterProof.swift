public import Casework
public import Foundation
import Sealing
import Storage

/// How somebody who holds a letter finds out that the association issued it: an address with a sealed number, printed as a
/// code on the letter, that shows the register's number and date and nothing about the person.
public struct LetterProof: Sendable, Hashable {
    /// The number in the register of outgoing letters.
    public var letterNumber: String
    /// The day it was written.
    public var writtenAt: Date

    /// The address printed on a letter.
    static func address(_ outgoing: Identifier, profile: AssociationProfile, hub: Hub) -> String {
        "\(hub.baseURL)/\(profile.id)/letters/\(hub.tokens.seal(reference: "\(outgoing)", association: profile.id.rawValue))"
    }

    /// What the register says of a printed code; nil for a code that this hub did not make.
    public static func find(_ code: String, association: AssociationID, hub: Hub) async throws -> LetterProof? {
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
