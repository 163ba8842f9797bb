public import Foundation

/// Why a model file cannot be used.
public enum ModelFileError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAModel
    case otherVersion(Int)
    case damaged

    /// The sentence for whoever started the program.
    public var description: String {
        switch self {
        case .notAModel: "This file is not a reading model; make one with `wasl train`."
        case .otherVersion(let version):
            "The reading model has format \(version), this program reads \(ModelFile.version); train it again."
        case .damaged: "The reading model is damaged (checksum or sizes do not match); train it again."
        }
    }
}

/// The layout of a model file: magic, version, length of the header, checksum, JSON header, hashes, strengths, weights.
enum ModelFile {
    static let magic = Array("WASLREAD".utf8)
    static let version = 2
    static let prefixLength = 32

    /// What the JSON header holds.
    struct Header: Codable {
        var heads: [Model.Head]
        var trainedOn: Int
        var rows: Int
    }
}

extension Model {
    /// Writes the model as one file, whole or not at all.
    public func write(to url: URL) throws { try encoded().write(to: url, options: .atomic) }

    /// Reads a model file (mapped, a few milliseconds). Throws ``ModelFileError`` or the system's file errors.
    public init(contentsOf url: URL) throws {
        try self.init(encoded: Data(contentsOf: url, options: .mappedIfSafe))
    }

    /// The model as the bytes of its file; the same model gives the same bytes.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var header = try encoder.encode(
            ModelFile.Header(heads: heads, trainedOn: trainedOn, rows: hashes.count))
        while header.count % 8 != 0 { header.append(0x20) }
        var payload = header
        for hash in hashes { withUnsafeBytes(of: hash.littleEndian) { payload.append(contentsOf: $0) } }
        payload.append(contentsOf: strengths)
        payload.append(weights)
        var data = Data(ModelFile.magic)
        for number in [UInt64(ModelFile.version), UInt64(header.count), Self.checksum(payload)] {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
        data.append(payload)
        return data
    }

    /// Reads the bytes of a model file. Throws ``ModelFileError``.
    public init(encoded data: Data) throws {
        guard data.count >= ModelFile.prefixLength, data.prefix(8).elementsEqual(ModelFile.magic) else {
            throw ModelFileError.notAModel
        }
        let numbers = data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
            (1...3).map { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) }
        }
        guard numbers[0] == UInt64(ModelFile.version) else {
            throw ModelFileError.otherVersion(Int(clamping: numbers[0]))
        }
        let payload = data.dropFirst(ModelFile.prefixLength)
        guard let headerLength = Int(exactly: numbers[1]), headerLength <= payload.count,
            Self.checksum(payload) == numbers[2],
            let header = try? JSONDecoder().decode(ModelFile.Header.self, from: payload.prefix(headerLength)),
            let model = Self.assemble(header, payload.dropFirst(headerLength))
        else { throw ModelFileError.damaged }
        self = model
    }

    private static func assemble(_ header: ModelFile.Header, _ body: Data) -> Model? {
        let columns = header.heads.reduce(0) { $0 + $1.labels.count }
        let isConsistent = header.heads.allSatisfy {
            let labels = $0.labels.count
            let counts =
                [$0.bias.count, $0.scale.count] + ($0.isChoice ? [] : [$0.slopes.count, $0.offsets.count])
                + ($0.scopes.isEmpty ? [] : [$0.scopes.count])
            return counts.allSatisfy { $0 == labels } && $0.temperature > 0
        }
        let (bytes, isTooMany) = header.rows.multipliedReportingOverflow(by: rowBytes(columns: columns))
        guard isConsistent, columns < 100_000, header.rows >= 0, !isTooMany, body.count == bytes else { return nil }
        let hashes = body.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
            (0..<header.rows).map { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
        }
        let strengths = [UInt8](body.dropFirst(header.rows * 4).prefix(header.rows))
        guard zip(hashes, hashes.dropFirst()).allSatisfy(<) else { return nil }
        return Model(
            heads: header.heads, trainedOn: header.trainedOn, hashes: hashes, strengths: strengths,
            weights: body.dropFirst(header.rows * 5))
    }

    private static func checksum(_ data: Data) -> UInt64 {
        data.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var offset = 0
            while offset + 8 <= bytes.count {
                hash = (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
                offset += 8
            }
            for byte in bytes[offset...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hash
        }
    }
}
