/// File names of parts.
enum FileName {
    /// The longest name that is kept, in characters.
    static let maxLength = 255

    /// The name a part gives itself, without folders; nil when it has none. Some programs write the name's parameter into
    /// the other of the two fields.
    static func of(_ entity: Entity, hint: Charset?) -> String? {
        let given =
            entity.disposition?.first("filename", hint: hint) ?? entity.type.first("name", hint: hint)
            ?? entity.type.first("filename", hint: hint) ?? entity.disposition?.first("name", hint: hint)
        return given.flatMap(cleaned)
    }

    /// A name without folders, control characters and marks that turn letters around; nil when nothing is left.
    static func cleaned(_ given: String) -> String? {
        let last = unescaped(given).unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last
        let name = HeaderText.name(last.map(String.init) ?? "").prefix(maxLength)
        return name.isEmpty || name == "." || name == ".." ? nil : String(name)
    }

    /// Browsers write names beyond ASCII as `%D9%85.pdf`; other names keep their percent signs.
    private static func unescaped(_ name: String) -> String {
        let bytes = Array(name.utf8)
        guard bytes.contains(UInt8(ascii: "%")), bytes.allSatisfy({ $0 < 0x80 }) else { return name }
        let plain = Percent.decoded(bytes[...])
        guard plain.contains(where: { $0 >= 0x80 }), let text = String(validating: plain, as: UTF8.self) else {
            return name
        }
        return text
    }
}
