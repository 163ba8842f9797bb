import Foundation

/// One JSON object a line on standard output, UTF-8, keys in a stable order; what other programs read.
enum Lines {
    static func print(_ value: some Encodable) throws { FileHandle.standardOutput.write(try line(value)) }

    static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        var line = try encoder.encode(value)
        line.append(UInt8(ascii: "\n"))
        return line
    }

    /// The bytes of a file, or of standard input for `-`.
    static func bytes(of path: String) throws -> Data {
        if path == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
        do { return try Data(contentsOf: URL(filePath: path)) } catch {
            throw Complaint("\(path) cannot be read; is the name right?")
        }
    }
}
