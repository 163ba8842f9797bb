import Casework
import Foundation

/// What is wrong with a field of a public form: the field's name and the key of the sentence beside it.
struct FormProblem: Sendable, Hashable {
    let field: FormField
    /// A key of the section `problem`.
    let reason: String
}

/// Checks a public form: pure, so that the same form always gets the same answer.
enum FormCheck {
    /// The longest name, in characters.
    static let longestName = 120
    /// The longest message, in characters.
    static let longestMessage = 10_000

    /// Everything wrong with a form, in the order of the page; empty when it can be kept.
    static func problems(_ form: SubmittedForm, _ offered: OfferedForm, _ profile: AssociationProfile) -> [FormProblem]
    {
        var problems: [FormProblem] = []
        func add(_ field: FormField, _ reason: String, when isWrong: Bool) {
            if isWrong { problems.append(FormProblem(field: field, reason: reason)) }
        }
        let value = { (field: FormField) in form.fields[field.rawValue] ?? "" }
        add(.trap, "trap", when: !value(.trap).isEmpty)
        add(.name, "name_long", when: value(.name).count > longestName)
        let hasContact = !value(.phone).isEmpty || !value(.email).isEmpty
        add(.phone, "contact_missing", when: !hasContact && !mayBeAnonymous(offered))
        add(.phone, "phone", when: !value(.phone).isEmpty && !isPhone(value(.phone)))
        add(.email, "email", when: !value(.email).isEmpty && !isEmail(value(.email)))
        let field = value(.field)
        add(.field, "field", when: !field.isEmpty && profile.field(field) == nil)
        let message = value(.message)
        add(.message, "message_missing", when: message.isEmpty)
        add(.message, "message_long", when: message.count > longestMessage)
        let reference = value(.reference)
        add(.reference, "reference", when: !reference.isEmpty && ReferenceNumber(reference) == nil)
        add(.files, "files_many", when: form.files.count > SubmittedForm.maximumFiles)
        let bytes = form.files.reduce(0) { $0 + $1.data.count }
        add(.files, "files_large", when: bytes > SubmittedForm.maximumFileBytes)
        add(.declaration, "declaration", when: offered.kind == .aidRequest && value(.declaration).isEmpty)
        return problems
    }

    /// A complaint may come from nobody; everything else must be answerable.
    static func mayBeAnonymous(_ offered: OfferedForm) -> Bool { offered.kind == .complaint }

    /// Whether a text can be a telephone number: 7 to 15 digits of either script, with the usual marks between.
    static func isPhone(_ text: String) -> Bool {
        var digits = 0
        for scalar in ArabicDigits.latin(text).unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits += 1
            case 0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
            default: return false
            }
        }
        return (7...15).contains(digits)
    }

    /// Whether a text can be a mail address: something, one `@`, a domain with a dot, no spaces or controls.
    static func isEmail(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (3...254).contains(bytes.count), bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count) else { return false }
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }
}
