public import Casework
public import Foundation
import Typesetting

extension LetterComposer {
    /// The letter's PDF, typeset from its PDF-ready text; throws when a font lacks a letter of it.
    public static func pdf(of text: OutgoingText, _ profile: AssociationProfile) throws -> Data {
        try PDFTypesetter.pdf(from: Self.text(of: text, profile))
    }
}
