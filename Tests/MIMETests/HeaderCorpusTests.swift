import Foundation
import Testing

@testable import MIME

@Suite("Header fields that other programs wrote are read rightly")
struct HeaderCorpusTests {
    struct Line: Decodable {
        var id: String
        var kind: String
        var header: String
        var expected: JSON
    }

    indirect enum JSON: Decodable {
        case null, text(String), number(Int), list([JSON]), object([String: JSON]), flag(Bool)

        init(from decoder: any Decoder) throws {
            let box = try decoder.singleValueContainer()
            if box.decodeNil() {
                self = .null
            } else if let text = try? box.decode(String.self) {
                self = .text(text)
            } else if let flag = try? box.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? box.decode(Int.self) {
                self = .number(number)
            } else if let list = try? box.decode([JSON].self) {
                self = .list(list)
            } else {
                self = .object(try box.decode([String: JSON].self))
            }
        }

        subscript(_ key: String) -> JSON {
            if case .object(let fields) = self { return fields[key] ?? .null }
            return .null
        }

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var number: Int? { if case .number(let number) = self { number } else { nil } }
        var list: [JSON] { if case .list(let list) = self { list } else { [] } }
        var flag: Bool { if case .flag(let flag) = self { flag } else { false } }
    }

    @Test(
        "Addresses, dates, ids and texts are found", .enabled(if: Corpus.exists("headers.jsonl")),
        arguments: [("address", 41), ("date", 36), ("id", 10), ("unstructured", 26), ("content_type", 67)])
    func headers(kind: String, floor: Int) throws {
        let lines = try Corpus.lines("headers.jsonl", as: Line.self).filter { $0.kind == kind }
        var wrong: [String] = []
        for line in lines {
            let (found, expected) = Self.compared(line)
            if found != expected {
                wrong.append("\(line.header.debugDescription)\n   found    \(found)\n   expected \(expected)")
            }
        }
        print("\(kind): \(lines.count - wrong.count) of \(lines.count)")
        #expect(lines.count - wrong.count >= floor)
    }

    private static func compared(_ line: Line) -> (String, String) {
        switch line.kind {
        case "address":
            let mail = parsed("To:" + line.header)
            let found = mail.to.map { "\($0.name ?? "-") <\($0.address)>" }.joined(separator: ", ")
            var boxes = line.expected["List"].list
            for group in line.expected["Group"].list { boxes += group["addresses"].list }
            let expected = boxes.map { "\($0["name"].text ?? "-") <\($0["address"].text ?? "")>" }
            return (found, expected.joined(separator: ", "))
        case "date":
            let date = parsed("Date:" + line.header).date
            return (date.map { "\(Int($0.timeIntervalSince1970))" } ?? "-", expectedDate(line.expected))
        case "id":
            return (
                parsed("References:" + line.header).references.joined(separator: " "),
                line.expected.list.compactMap(\.text).joined(separator: " ")
            )
        case "unstructured":
            return (parsed("Subject:" + line.header).subject, line.expected.text ?? "")
        default:
            let field = "Content-Type:" + line.header
            let fields = MIMEParserTestAccess.contentType(field)
            let names = line.expected["attributes"].list.map { pair in
                (pair.list.first?.text ?? "", pair.list.last?.text ?? "")
            }
            let type = (line.expected["c_type"].text ?? "") + "/" + (line.expected["c_subtype"].text ?? "")
            let found = names.map { $0.0 + "=" + (fields?.first($0.0) ?? "-") }.joined(separator: ";")
            return (
                (fields?.name ?? "-") + ";" + found, type + ";" + names.map { $0.0 + "=" + $0.1 }.joined(separator: ";")
            )
        }
    }

    private static func parsed(_ header: String) -> ParsedMail { MIMEParser.parse(Data(header.utf8)) }

    private static func expectedDate(_ json: JSON) -> String {
        guard let year = json["year"].number else { return "-" }
        var parts = DateComponents()
        parts.year = year
        parts.month = json["month"].number
        parts.day = json["day"].number
        parts.hour = json["hour"].number
        parts.minute = json["minute"].number
        parts.second = json["second"].number
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let offset = (json["tz_hour"].number ?? 0) * 3600 + (json["tz_minute"].number ?? 0) * 60
        guard let date = calendar.date(from: parts) else { return "?" }
        return "\(Int(date.timeIntervalSince1970) + (json["tz_before_gmt"].flag ? offset : -offset))"
    }
}

enum MIMEParserTestAccess {
    static func contentType(_ field: String) -> MediaType? {
        Array(field.utf8).withUnsafeBytes { bytes in
            var scanner = HeaderScanner(lines: LineReader(bytes), limits: .standard, isRoot: true)
            scanner.scan(from: 0) { _ in false }
            return scanner.headers.first.map { MediaType.read($0.value) }
        }
    }
}
