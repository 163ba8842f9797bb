/// One entry of a select box.
struct Choice: Sendable, Hashable {
    let value: String
    let label: String
    let isSelected: Bool
}

extension Choice {
    /// Choices from values and labels, the selected one marked.
    static func list(_ pairs: [(value: String, label: String)], selected: String?) -> [Choice] {
        pairs.map { Choice(value: $0.value, label: $0.label, isSelected: $0.value == selected) }
    }
}
