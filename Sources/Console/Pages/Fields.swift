import Mustache

/// A view whose fields are looked up by name; reflected once, where the template library reflects anew for each name.
struct Fields: MustacheParent {
    private let values: [String: Any]

    /// The fields of a view, and of the views in it.
    init(_ view: Any) {
        var values: [String: Any] = [:]
        for case (let name?, let value) in Mirror(reflecting: view).children {
            if let value = Self.wrapped(value) { values[name] = value }
        }
        self.values = values
    }

    /// The field of a name.
    func child(named name: String) -> Any? { values[name] }

    private static func wrapped(_ value: Any) -> Any? {
        switch value {
        case is String, is Bool, is Int, is any MustacheParent: return value
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { wrapped($0.value) }
        case .collection: return mirror.children.map { wrapped($0.value) ?? $0.value }
        case .struct: return mirror.children.isEmpty ? value : Fields(value)
        default: return value
        }
    }
}
