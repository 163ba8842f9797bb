/// The way to a value inside a call or an answer: `data.MessageID`, `messages[0].err_text`, `results[].text`.
struct FieldPath: Sendable, Hashable {
    /// One step of the way.
    enum Step: Sendable, Hashable {
        case name(String)
        case index(Int)
        /// Each element of a list in turn; where one is at hand, that one.
        case each
    }

    /// The path as settings write it; a form has no depth, so there it is the field's name.
    let written: String
    /// The steps from the outermost value.
    let steps: [Step]
    /// Whether it begins at the whole call and not at the element at hand; settings write a slash in front.
    let isFromCall: Bool

    /// Steps of a path at most.
    static let mostSteps = 20

    /// Reads a path; nil when a part is empty, an index is no number, or it is longer than `mostSteps`.
    init?(_ source: String) {
        isFromCall = source.hasPrefix("/")
        written = isFromCall ? String(source.dropFirst()) : source
        var steps: [Step] = []
        for part in written.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            let name = pieces.first ?? ""
            // A call may be a list itself: its elements are `[]`.
            guard !name.isEmpty || (steps.isEmpty && pieces.count > 1) else { return nil }
            if !name.isEmpty { steps.append(.name(String(name))) }
            for piece in pieces.dropFirst() {
                guard piece.hasSuffix("]") else { return nil }
                if piece == "]" {
                    steps.append(.each)
                } else {
                    guard let index = Int(piece.dropLast()), index >= 0 else { return nil }
                    steps.append(.index(index))
                }
            }
        }
        guard steps.count <= Self.mostSteps else { return nil }
        self.steps = steps
    }
}

/// The places at which one value may stand, in the order in which they are asked.
struct FieldPlace: Sendable, Hashable {
    var paths: [FieldPath]

    /// The paths as settings write them, for a person who looks for what is missing.
    var written: String { paths.map(\.written).joined(separator: "’ or ‘") }
}

/// A question to a call: whether a place holds one of the words, or anything at all when there are none.
struct FieldTest: Sendable, Hashable {
    var path: FieldPath
    var words: Set<String> = []
}
