/// File names of parts.
enum FileName {
    /// The longest name that is kept, in characters.
    static let maxLength = 255

    /// The name a part gives itself, without folders; nil when it has none.
    static func of(_ entity: Entity, hint: Charset?) -> String? {
        let given = entity.disposition?.first("filename", hint: hint) ?? entity.type.first("name", hint: hint)
        guard let given else { return nil }
        let last = given.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        let name = HeaderText.oneLine(last ?? "").prefix(maxLength)
        return name.isEmpty || name == "." || name == ".." ? nil : String(name)
    }
}
