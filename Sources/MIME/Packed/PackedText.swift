/// Finds files that old programs write into the text itself: uuencoded (`begin 644 name` … `end`) and yEnc (`=ybegin` …
/// `=yend`). One pass: what turns out not to be a file is not looked at again.
struct PackedText {
    /// A file in the text.
    struct Found {
        var range: Range<Int>
        var name: String?
        fileprivate var isYEnc: Bool
        fileprivate var data: Range<Int>
    }

    private(set) var found: [Found] = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A quick look for the two marks.
    static func mayHoldFiles(_ body: UnsafeRawBufferPointer) -> Bool {
        body.holds("\nbegin ") || body.holds("=ybegin ") || body.starts(with: "begin ".utf8)
    }

    /// Looks for files; true when there is one.
    mutating func scan(most: Int) -> Bool {
        guard bytes.withUnsafeBytes(Self.mayHoldFiles) else { return false }
        bytes.withUnsafeBytes { buffer in
            let lines = LineReader(buffer)
            var position = 0
            while found.count < most, let line = lines.line(at: position) {
                position = line.next
                let content = buffer[clamping: line.content]
                if content.starts(with: "begin ".utf8), let name = Self.uuName(content) {
                    position = takeUU(lines, line, name) ?? position
                } else if content.starts(with: "=ybegin ".utf8) {
                    position = takeYEnc(lines, line, Self.yName(content)) ?? position
                }
            }
        }
        return !found.isEmpty
    }

    /// The decoded bytes of a file.
    func content(of file: Found) -> [UInt8] {
        bytes.withUnsafeBytes { buffer in
            let data = buffer[clamping: file.data]
            guard !file.isYEnc else { return YEncDecoding.decoded(data) }
            var content: [UInt8] = []
            UUDecoding.decodeLines(data) { piece in
                content.append(contentsOf: piece)
                return true
            }
            return content
        }
    }

    /// `begin 644 photo.jpg`: three or four octal digits and a name.
    private static func uuName(_ line: UnsafeRawBufferPointer) -> String? {
        let rest = line.dropFirst(6)
        let mode = rest.prefix { (0x30...0x37).contains($0) }
        let name = rest.dropFirst(mode.count).drop { $0 == 0x20 }
        guard (3...4).contains(mode.count), rest.dropFirst(mode.count).first == 0x20, !name.isEmpty else { return nil }
        return TextDecoding.decode(Array(name), label: nil, hint: nil).text
    }

    private static func yName(_ line: UnsafeRawBufferPointer) -> String? {
        let bytes = Array(line)
        let mark = Array(" name=".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
        return TextDecoding.decode(Array(bytes[(start + mark.count)...]), label: nil, hint: nil).text
    }

    /// Takes lines of data up to `end`; nil when they are no uuencoded data.
    private mutating func takeUU(_ lines: LineReader, _ begin: LineReader.Line, _ name: String) -> Int? {
        var position = begin.next
        var count = 0
        while let line = lines.line(at: position) {
            let content = lines.bytes[clamping: line.content]
            if content.elementsEqual("end".utf8) {
                guard count > 0 else { return nil }
                add(begin.content.lowerBound..<line.next, name, begin.next..<position, isYEnc: false)
                return line.next
            }
            guard UUDecoding.isData(content) || content.isEmpty && count > 0 else { break }
            count += 1
            position = line.next
        }
        // Cut off on its way: what is there is shown as a file when nothing else follows.
        guard count > 1, lines.line(at: position) == nil else { return nil }
        add(begin.content.lowerBound..<position, name, begin.next..<position, isYEnc: false)
        return position
    }

    private mutating func takeYEnc(_ lines: LineReader, _ begin: LineReader.Line, _ name: String?) -> Int? {
        var position = begin.next
        var start = begin.next
        while let line = lines.line(at: position) {
            let content = lines.bytes[clamping: line.content]
            if content.starts(with: "=ypart ".utf8), start == position { start = line.next }
            if content.starts(with: "=yend".utf8) {
                add(begin.content.lowerBound..<line.next, name, start..<position, isYEnc: true)
                return line.next
            }
            position = line.next
        }
        add(begin.content.lowerBound..<position, name, start..<position, isYEnc: true)
        return position
    }

    private mutating func add(_ range: Range<Int>, _ name: String?, _ data: Range<Int>, isYEnc: Bool) {
        found.append(Found(range: range, name: name, isYEnc: isYEnc, data: data))
    }
}
