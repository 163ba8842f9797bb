/// The properties of a message or a file as Outlook packs them (MS-OXTNEF section 2.1.3.4).
struct MAPIProperties {
    private var values: [Int: (type: Int, bytes: ArraySlice<UInt8>)] = [:]

    /// Properties that are read.
    private static let most = 2_000

    /// Reads as many as make sense.
    init(_ data: ArraySlice<UInt8>) {
        var reader = ByteReader(data)
        guard let count = reader.number(4) else { return }
        for _ in 0..<min(count, Self.most) {
            guard let type = reader.number(2), let id = reader.number(2) else { return }
            guard id < 0x8000 || Self.skipName(&reader), let value = Self.value(&reader, type) else { return }
            values[id] = values[id] ?? (type & 0xFFF, value)
        }
    }

    /// The first text of a property; what is not Unicode is in that charset.
    func text(_ id: Int, charset: String) -> String? {
        guard let (type, bytes) = values[id], !bytes.isEmpty else { return nil }
        if type == 0x1F {
            let text = Iconv.convert(Array(bytes), from: .utf16LittleEndian)?.text ?? ""
            return String(decoding: text.utf8.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard type == 0x1E || type == 0x102 else { return nil }
        return TextDecoding.decode(Array(bytes.prefix { $0 != 0 }), label: charset, hint: nil).text
    }

    /// The bytes of a property that holds some.
    func bytes(_ id: Int) -> ArraySlice<UInt8>? {
        values[id].flatMap { [0x0D, 0x102].contains($0.type) ? $0.bytes : nil }
    }

    /// The number of a property that holds one.
    func number(_ id: Int) -> Int? {
        guard let (type, bytes) = values[id], type == 0x03 else { return nil }
        var reader = ByteReader(bytes)
        return reader.number(4)
    }

    /// Properties with names of their own carry them before the value.
    private static func skipName(_ reader: inout ByteReader) -> Bool {
        guard reader.block(16) != nil, let kind = reader.number(4) else { return false }
        guard kind == 1 else { return reader.number(4) != nil }
        return reader.number(4).flatMap { reader.block(padded($0)) } != nil
    }

    /// The first value of a property; the others of a list are read over.
    private static func value(_ reader: inout ByteReader, _ type: Int) -> ArraySlice<UInt8>? {
        let isList = type & 0x1000 != 0
        let fixed: Int? =
            switch type & 0xFFF {
            case 0x02, 0x03, 0x04, 0x0A, 0x0B: 4
            case 0x05, 0x06, 0x07, 0x14, 0x40: 8
            case 0x48: 16
            case 0x01: 0
            case 0x0D, 0x1E, 0x1F, 0x102: nil
            default: -1
            }
        if let fixed, !isList { return reader.block(fixed) }
        guard let count = reader.number(4), count <= 10_000, fixed != -1 else { return nil }
        var first: ArraySlice<UInt8>?
        for _ in 0..<count {
            if let fixed {
                guard let block = reader.block(fixed) else { return nil }
                first = first ?? block
            } else {
                guard let length = reader.number(4), let block = reader.block(min(padded(length), reader.left)) else {
                    return nil
                }
                first = first ?? block.prefix(length)
            }
        }
        return first ?? []
    }

    private static func padded(_ length: Int) -> Int { (length + 3) & ~3 }
}
