/// Typed access for adapters; every refusal names the file, the line and the key.
extension SettingValue {
    /// The text of a key; throws `ConfigurationProblem` when it is missing or not text, unless a default is given.
    public func string(_ key: String, default fallback: String? = nil) throws(ConfigurationProblem) -> String {
        guard let value = try value(key, hasDefault: fallback != nil) else { return fallback ?? "" }
        guard let text = value.text else { throw value.wrongType("text") }
        return text
    }

    /// The text of a key that may be absent; throws `ConfigurationProblem` when it is a list or a map.
    public func optionalString(_ key: String) throws(ConfigurationProblem) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.text else { throw value.wrongType("text") }
        return text
    }

    /// The whole number of a key; throws `ConfigurationProblem` when it is missing without a default, no number or out of range.
    public func int(
        _ key: String, in range: ClosedRange<Int>, default fallback: Int? = nil
    ) throws(ConfigurationProblem) -> Int {
        guard let value = try value(key, hasDefault: fallback != nil) else { return fallback ?? range.lowerBound }
        guard let text = value.text, let number = Int(text) else { throw value.wrongType("a whole number") }
        guard range.contains(number) else {
            throw value.problem(
                "‘\(value.place.path)’ is \(number).",
                cure: "Write a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// The number of a key; throws `ConfigurationProblem` when it is missing without a default, no number or out of range.
    public func double(
        _ key: String, in range: ClosedRange<Double>, default fallback: Double? = nil
    ) throws(ConfigurationProblem) -> Double {
        guard let value = try value(key, hasDefault: fallback != nil) else { return fallback ?? range.lowerBound }
        guard let text = value.text, let number = Double(text), number.isFinite else {
            throw value.wrongType("a number")
        }
        guard range.contains(number) else {
            throw value.problem(
                "‘\(value.place.path)’ is \(text).",
                cure: "Write a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// The yes or no of a key; throws `ConfigurationProblem` when it is missing without a default or neither true nor false.
    public func bool(_ key: String, default fallback: Bool? = nil) throws(ConfigurationProblem) -> Bool {
        guard let value = try value(key, hasDefault: fallback != nil) else { return fallback ?? false }
        guard let flag = value.text.flatMap(Bool.init) else { throw value.wrongType("true or false") }
        return flag
    }

    /// The elements of a list; none when the key is absent; throws `ConfigurationProblem` when it is not a list.
    public func list(_ key: String) throws(ConfigurationProblem) -> [SettingValue] {
        guard let value = self[key] else { return [] }
        guard case .list(let elements) = value.content else { throw value.wrongType("a list") }
        return elements
    }

    /// The texts of a list; none when the key is absent; throws `ConfigurationProblem` when it is not a list of texts.
    public func strings(_ key: String) throws(ConfigurationProblem) -> [String] {
        var texts: [String] = []
        for element in try list(key) {
            guard let text = element.text else { throw element.wrongType("text") }
            texts.append(text)
        }
        return texts
    }

    /// The map of a key; an empty one when it is absent; throws `ConfigurationProblem` when it is not a map.
    public func map(_ key: String) throws(ConfigurationProblem) -> SettingValue {
        guard let value = self[key] else { return SettingValue(.map([]), place: place.child(key)) }
        guard case .map = value.content else { throw value.wrongType("a map") }
        return value
    }

    /// A problem for each key that is not among the known ones, with the nearest known key as cure.
    public func unknownKeys(known: [String]) -> [ConfigurationProblem] {
        entries.filter { !known.contains($0.key) }.map { entry in
            let nearest = entry.key.nearest(among: known)
            return ConfigurationProblem(
                file: entry.place.file, line: entry.place.line, column: entry.place.column,
                message: "The key ‘\(entry.key)’ is not known here.",
                cure: nearest.map { "Did you mean ‘\($0)’?" } ?? "Known keys: \(known.joined(separator: ", ")).")
        }
    }

    private func value(_ key: String, hasDefault: Bool) throws(ConfigurationProblem) -> SettingValue? {
        if let value = self[key] { return value }
        guard hasDefault else {
            throw problem("The key ‘\(place.child(key).path)’ is missing.", cure: "Add ‘\(key):’ with a value.")
        }
        return nil
    }

    func wrongType(_ expected: String) -> ConfigurationProblem {
        problem("‘\(place.path)’ is not \(expected).", cure: "Write \(expected) after ‘\(place.lastKey):’.")
    }
}

extension SettingValue.Place {
    func child(_ key: String) -> SettingValue.Place {
        var child = self
        child.path = path.isEmpty ? key : "\(path).\(key)"
        return child
    }

    var lastKey: String { path.split(separator: ".").last.map(String.init) ?? path }
}
