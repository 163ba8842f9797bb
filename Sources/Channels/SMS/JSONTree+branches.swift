/// One element of a call, and the call without the element's neighbours.
struct JSONBranch: Sendable, Hashable {
    /// The call in which each list on the way holds this element only: what one person said stays apart from others.
    var call: JSONTree
    /// The element itself.
    var element: JSONTree
}

extension JSONTree {
    /// Every element that a path with `[]` leads to, in order. Recursion is as deep as the path is long, which is at
    /// most `FieldPath.mostSteps`.
    func branches(along steps: ArraySlice<FieldPath.Step>) -> [JSONBranch] {
        guard let step = steps.first else { return [JSONBranch(call: self, element: self)] }
        let rest = steps.dropFirst()
        switch (self, step) {
        case (.object(var members), .name(let name)):
            return (members[name]?.branches(along: rest) ?? []).map { branch in
                members[name] = branch.call
                return JSONBranch(call: .object(members), element: branch.element)
            }
        case (.array(let items), .each):
            return items.flatMap { item in
                item.branches(along: rest).map { JSONBranch(call: .array([$0.call]), element: $0.element) }
            }
        case (.array(var items), .index(let index)) where items.indices.contains(index):
            return items[index].branches(along: rest).map { branch in
                items[index] = branch.call
                return JSONBranch(call: .array(items), element: branch.element)
            }
        default: return []
        }
    }

    /// A value as a person reads it: a word as it is, a map or list as lines `name: value`, at most `deepest` levels.
    var readable: String? {
        if let word { return word }
        let lines = lines(name: "", depth: 0)
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Levels of a value that are shown.
    private static let deepest = 6

    private func lines(name: String, depth: Int) -> [String] {
        guard depth <= Self.deepest else { return [] }
        switch self {
        case .null: return []
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { member in
                member.value.lines(name: name.isEmpty ? member.key : "\(name) \(member.key)", depth: depth + 1)
            }
        case .array(let items): return items.flatMap { $0.lines(name: name, depth: depth + 1) }
        default: return word.map { [name.isEmpty ? $0 : "\(name): \($0)"] } ?? []
        }
    }
}
