import Foundation

/// The record of a hub's disk, and what of it is left after a power cut at any of its moments: everything that was synced,
/// and of every later write nothing, all, or some of its sectors.
struct DiskRecord {
    private enum Event {
        case open(file: Int, name: String)
        case write(file: Int, offset: Int, bytes: Range<Int>)
        case truncate(file: Int, length: Int)
        case sync(file: Int)
        case unlink(file: Int)
        case answer(Range<Int>)
    }

    /// The size of what a disk writes as a whole.
    private static let sector = 512

    private let data: Data
    private let events: [Event]

    /// Reads the record that `disk.c` wrote.
    init(_ url: URL) throws {
        data = try Data(contentsOf: url, options: .alwaysMapped)
        var events: [Event] = []
        var position = 0
        while position + 14 <= data.count {
            let (file, offset) = (Int(data[position + 1]), data.number(8, at: position + 2))
            let start = position + 14
            let end = start + data.number(4, at: position + 10)
            guard end <= data.count else { break }
            switch UnicodeScalar(data[position]) {
            case "O": events.append(.open(file: file, name: String(decoding: data[start..<end], as: UTF8.self)))
            case "W": events.append(.write(file: file, offset: offset, bytes: start..<end))
            case "T": events.append(.truncate(file: file, length: offset))
            case "S": events.append(.sync(file: file))
            case "U": events.append(.unlink(file: file))
            default: events.append(.answer(start..<end))
            }
            position = end
        }
        self.events = events
    }

    /// How many syncs it holds.
    var syncs: Int { events.count { if case .sync = $0 { true } else { false } } }

    /// Cuts the power at so many random moments, in their order, and hands out what is left on disk, by the file's name,
    /// with the receipts that had been answered by then.
    func cut(times: Int, _ body: (_ files: [String: Data], _ answered: Set<String>) async throws -> Void) async throws {
        let moments = (0..<times).map { _ in Int.random(in: 0...events.count) }.sorted()
        var names: [Int: String] = [:]
        var synced: [Int: Data] = [:]
        var unsynced: [Int: [Event]] = [:]
        var answered: Set<String> = []
        var next = 0
        for moment in moments {
            while next < moment {
                switch events[next] {
                case .open(let file, let name): names[file] = URL(filePath: name).lastPathComponent
                case .write(let file, _, _), .truncate(let file, _): unsynced[file, default: []].append(events[next])
                case .sync(let file):
                    for event in unsynced[file] ?? [] { apply(event, to: &synced[file, default: Data()]) }
                    unsynced[file] = []
                case .unlink(let file):
                    synced[file] = nil
                    unsynced[file] = nil
                case .answer(let bytes): answered.formUnion(receipts(in: bytes))
                }
                next += 1
            }
            var files: [String: Data] = [:]
            for (file, name) in names where !name.hasSuffix("-shm") {
                guard synced[file] != nil || unsynced[file] != nil else { continue }
                var left = synced[file] ?? Data()
                for event in unsynced[file] ?? [] { applyPart(of: event, to: &left) }
                files[name] = left
            }
            try await body(files, answered)
        }
    }

    private func apply(_ event: Event, to file: inout Data) {
        switch event {
        case .write(_, let offset, let bytes): file.overwrite(data[bytes], at: offset)
        case .truncate(_, let length): file.resize(to: length)
        default: break
        }
    }

    /// What becomes of a write that was not synced.
    private func applyPart(of event: Event, to file: inout Data) {
        switch Int.random(in: 0..<3) {
        case 0: return
        case 1: apply(event, to: &file)
        default:
            guard case .write(_, let offset, let bytes) = event else { return apply(event, to: &file) }
            for start in stride(from: bytes.lowerBound, to: bytes.upperBound, by: Self.sector) where Bool.random() {
                let end = min(start + Self.sector, bytes.upperBound)
                file.overwrite(data[start..<end], at: offset + start - bytes.lowerBound)
            }
        }
    }

    private func receipts(in bytes: Range<Int>) -> [String] {
        String(decoding: data[bytes], as: UTF8.self).matches(of: /kept as ([0-9]+)/).map { String($0.output.1) }
    }
}

extension Data {
    /// A number of so many bytes, the smallest first.
    fileprivate func number(_ count: Int, at position: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(self[position + $1]) << (8 * $1) }
    }

    fileprivate mutating func overwrite(_ bytes: Data, at offset: Int) {
        if count < offset + bytes.count { resize(to: offset + bytes.count) }
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }

    fileprivate mutating func resize(to length: Int) {
        if length < count { removeSubrange(length...) } else { append(Data(count: length - count)) }
    }
}
