import Foundation
import Storage

/// The arguments of a statement as libpq takes them: numbers and text as text, byte strings as they are.
struct BoundArguments {
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) throws(StoreError) {
        starts.reserveCapacity(values.count)
        for value in values { try append(value) }
    }

    /// Hands out the arrays that libpq reads, for the time of the call.
    func withPointers<Result>(
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBytes { raw in
            let base = raw.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return try pointers.withUnsafeBufferPointer { pointers in
                try lengths.withUnsafeBufferPointer { lengths in
                    try formats.withUnsafeBufferPointer { formats in
                        try body(
                            Int32(starts.count), pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }

    private mutating func append(_ value: SQLValue) throws(StoreError) {
        switch value {
        case .null: add(start: nil, length: 0, isBinary: false)
        case .int(let number): add(text: String(number))
        case .text(let text): add(text: text)
        case .bytes(let data):
            guard let length = Int32(exactly: data.count) else { throw .engine("a byte string is too long") }
            let start = bytes.count
            bytes.append(contentsOf: data)
            bytes.append(0)
            add(start: start, length: length, isBinary: true)
        }
    }

    private mutating func add(text: String) {
        let start = bytes.count
        // PostgreSQL keeps no U+0000 in text; U+FFFD stands in its place, as in the other store.
        for byte in text.utf8 {
            if byte == 0 { bytes.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { bytes.append(byte) }
        }
        bytes.append(0)
        add(start: start, length: 0, isBinary: false)
    }

    private mutating func add(start: Int?, length: Int32, isBinary: Bool) {
        starts.append(start)
        lengths.append(length)
        formats.append(isBinary ? 1 : 0)
    }
}
