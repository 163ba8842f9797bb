import Settings

extension SettingValue {
    /// Throws a problem for the first key that is not among `known`.
    func checkKeys(_ known: [String]) throws(ConfigurationProblem) {
        if let problem = unknownKeys(known: known).first { throw problem }
    }

    /// The word of a closed list behind a key; throws when it is another, or missing without a default.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, default fallback: Word? = nil
    ) throws(ConfigurationProblem) -> Word where Word.RawValue == String {
        if let fallback, self[key] == nil { return fallback }
        let text = try string(key)
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw (self[key] ?? self).problem("‘\(text)’ is not known for ‘\(key)’.", cure: "Write one of: \(known).")
    }

    /// The map behind a key; nil when the key is absent, throws when it is no map.
    func optionalMap(_ key: String) throws(ConfigurationProblem) -> SettingValue? {
        self[key] == nil ? nil : try map(key)
    }

    /// This value as a template; throws when its braces are wrong or a name is not among `names`.
    func template(_ names: Set<String>) throws(ConfigurationProblem) -> PlaceholderText {
        guard let text else {
            throw problem("‘\(place.path)’ is not text.", cure: "Write text, with {names} to fill in.")
        }
        // A secret may hold braces of its own.
        if isSecret { return PlaceholderText(literally: text) }
        guard let template = PlaceholderText(text) else {
            throw problem("The braces in ‘\(place.path)’ do not fit.", cure: "Write {name}, or {{ and }} for braces.")
        }
        if let unknown = template.names.first(where: { !names.contains($0) }) {
            let known = names.sorted().joined(separator: ", ")
            throw problem("‘{\(unknown)}’ is not known here.", cure: "Known names: \(known).")
        }
        return template
    }

    /// The path behind a key to a value in an answer or a call; nil when the key is absent.
    func path(_ key: String) throws(ConfigurationProblem) -> FieldPath? {
        guard let written = try optionalString(key) else { return nil }
        if let path = FieldPath(written) { return path }
        throw (self[key] ?? self).problem(
            "‘\(written)’ is no path.", cure: "Write a name, or names like data.items[0].id.")
    }

    /// The places behind a key: one path, or a list of paths of which the first with a value counts; nil when the key is
    /// absent.
    func fieldPlace(_ key: String) throws(ConfigurationProblem) -> FieldPlace? {
        guard let value = self[key] else { return nil }
        guard case .list = value.content else {
            return try path(key).map { FieldPlace(paths: [$0]) }
        }
        var paths: [FieldPath] = []
        for written in try strings(key) {
            guard let path = FieldPath(written) else {
                throw value.problem("‘\(written)’ is no path.", cure: "Write a name, or names like data.items[0].id.")
            }
            paths.append(path)
        }
        return FieldPlace(paths: paths)
    }

    /// The places behind a key that must be there.
    func requiredPlace(_ key: String) throws(ConfigurationProblem) -> FieldPlace {
        if let place = try fieldPlace(key), !place.paths.isEmpty { return place }
        _ = try string(key)
        throw problem("The key ‘\(key)’ is missing.", cure: "Add ‘\(key):’ with a path.")
    }

    /// The path behind a key that must be there.
    func requiredPath(_ key: String) throws(ConfigurationProblem) -> FieldPath {
        if let path = try path(key) { return path }
        _ = try string(key)
        throw problem("The key ‘\(key)’ is missing.", cure: "Add ‘\(key):’ with a path.")
    }

    /// The questions behind a key, each with a path and perhaps the words that it must hold.
    func fieldTests(_ key: String) throws(ConfigurationProblem) -> [FieldTest] {
        var tests: [FieldTest] = []
        for row in try list(key) {
            try row.checkKeys(["path", "in"])
            tests.append(FieldTest(path: try row.requiredPath("path"), words: Set(try row.strings("in"))))
        }
        return tests
    }
}
