public import Casework
public import Foundation

/// One filled-in form as it is kept: a line of JSON with what was written, then the bytes of the files, one after another.
///
/// The line is `{"v":1,"token","form","kind","field","language","fields":[{"name","label","value"}],"files":[{"name",
/// "type","bytes"}]}` with sorted keys; files are neither encoded nor escaped, so they are read back without a copy.
public struct FormSubmission: Sendable, Hashable {
    /// One answer.
    public struct Field: Sendable, Hashable, Codable {
        /// The field's name; those of `FormField` have a meaning here.
        public var name: String
        /// The question as the person saw it.
        public var label: String
        /// The answer.
        public var value: String

        /// An answer to a question.
        public init(name: String, label: String, value: String) {
            self.name = name
            self.label = label
            self.value = value
        }
    }

    /// One file sent along.
    public struct File: Sendable, Hashable {
        /// The file's name without folders.
        public var name: String
        /// The media type the browser gave.
        public var type: String
        /// The content.
        public var content: Data

        /// A file.
        public init(name: String, type: String, content: Data) {
            self.name = name
            self.type = type
            self.content = content
        }
    }

    /// The number of this rendering of the form: the same form sent twice is a repeat, two equal forms are not.
    public var token: String
    /// The form's identifier: `aid-request`.
    public var form: String
    /// What the form asks for.
    public var kind: MessageKind?
    /// The field of work chosen or implied.
    public var field: String?
    /// The language of the page.
    public var language: Language
    /// The answers in the form's order.
    public var fields: [Field]
    /// The files.
    public var files: [File]

    /// Bytes of the first line and number of files that are read at most.
    public static let longestLine = 1 << 20
    /// Files of one form at most.
    public static let mostFiles = 20

    /// A filled-in form.
    public init(
        token: String, form: String, kind: MessageKind?, field: String?, language: Language, fields: [Field],
        files: [File] = []
    ) {
        self.token = token
        self.form = form
        self.kind = kind
        self.field = field
        self.language = language
        self.fields = fields
        self.files = files
    }

    /// The bytes to keep: the same submission always gives the same ones.
    public var encoded: Data {
        let line = Line(
            v: 1, token: token, form: form, kind: kind, field: field, language: language, fields: fields,
            files: files.map { .init(name: $0.name, type: $0.type, bytes: $0.content.count) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = (try? encoder.encode(line)) ?? Data()
        data.append(UInt8(ascii: "\n"))
        for file in files { data.append(file.content) }
        return data
    }

    /// Reads kept bytes; nil when they are no submission. A file cut short has the bytes that are there.
    public init?(reading data: Data) {
        let head = data.prefix(Self.longestLine)
        let end = head.firstIndex(of: UInt8(ascii: "\n")) ?? head.endIndex
        guard let line = try? JSONDecoder().decode(Line.self, from: data[data.startIndex..<end]) else { return nil }
        var rest = data[min(end + 1, data.endIndex)...]
        var files: [File] = []
        for note in line.files.prefix(Self.mostFiles) {
            let content = rest.prefix(max(0, note.bytes))
            files.append(File(name: note.name, type: note.type, content: content))
            rest = rest.dropFirst(content.count)
        }
        self.init(
            token: line.token, form: line.form, kind: line.kind, field: line.field, language: line.language,
            fields: line.fields, files: files)
    }

    private struct Line: Codable {
        struct FileNote: Codable {
            var name: String
            var type: String
            var bytes: Int
        }
        var v: Int
        var token: String
        var form: String
        var kind: MessageKind?
        var field: String?
        var language: Language
        var fields: [Field]
        var files: [FileNote]
    }

    /// The answer to a field, without white space at its ends; nil when there is none.
    public func answer(_ field: FormField) -> String? {
        guard let value = fields.first(where: { $0.name == field.rawValue })?.value else { return nil }
        let clean = ReadableText.clean(value)
        return clean.isEmpty ? nil : clean
    }
}

/// The form fields that mean something to the hub; all others are shown with their labels below the message.
public enum FormField: String, Sendable, CaseIterable {
    case name
    case email
    case phone
    case subject
    case message
    case reference
    /// Ticked when somebody is in danger now; any answer but `no`, `false` and `0` counts.
    case inDanger = "in_danger"
    /// Ticked when no automatic text may be sent.
    case keepSilent = "keep_silent"
    /// Ticked to declare that what was written is true; without it the page does not send the form.
    case declaration
}
