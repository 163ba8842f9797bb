public import Foundation
public import Reading

/// A model that was made, and what was measured of it.
public struct ModelVersion: Sendable, Codable, Hashable {
    /// Its number, from 0 (the model that was there before any was learnt).
    public var number: Int
    /// When it was made.
    public var madeAt: Date
    /// On how many texts it was trained.
    public var trainedOn: Int
    /// How it compared; nil for the first.
    public var trial: LearningTrial?
    /// Whether it is the one in use.
    public var isCurrent: Bool

    /// A version.
    public init(number: Int, madeAt: Date, trainedOn: Int, trial: LearningTrial?, isCurrent: Bool = false) {
        self.number = number
        self.madeAt = madeAt
        self.trainedOn = trainedOn
        self.trial = trial
        self.isCurrent = isCurrent
    }
}

/// Why a version cannot be used.
public enum ModelShelfError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int)
    case nothingBefore

    /// The sentence for whoever asked.
    public var description: String {
        switch self {
        case .unknown(let number): "There is no model \(number); `wasl models list` names those that are there."
        case .nothingBefore: "No other model was in use before this one."
        }
    }
}

/// The versions of the reader's model: `model-1`, `model-2` … beside the model in use, each with a small JSON of measures,
/// and the order in which they were in use.
public struct ModelShelf: Sendable {
    /// The model in use.
    public let model: URL

    /// The shelf beside a model file.
    public init(model: URL) { self.model = model }

    /// All versions, oldest first.
    public func versions() throws -> [ModelVersion] {
        let current = try history().last
        let name = model.lastPathComponent + "-"
        let files = try FileManager.default.contentsOfDirectory(atPath: model.deletingLastPathComponent().path)
        return try files.filter { $0.hasPrefix(name) && $0.hasSuffix(".json") && $0 != name + "history.json" }
            .map { file in
                let data = try Data(contentsOf: model.deletingLastPathComponent().appending(path: file))
                var version = try Self.decoder.decode(ModelVersion.self, from: data)
                version.isCurrent = version.number == current
                return version
            }.sorted { $0.number < $1.number }
    }

    /// Puts a model on the shelf without using it, and returns its number. The one in use is shelved first when it never was.
    public func add(_ new: Model, trial: LearningTrial?, at moment: Date) throws -> Int {
        if try versions().isEmpty, FileManager.default.fileExists(atPath: model.path) {
            let first = try Model(contentsOf: model)
            try write(first, ModelVersion(number: 0, madeAt: moment, trainedOn: first.trainedOn, trial: nil))
            try keep(history: [0])
        }
        let number = (try versions().last?.number ?? -1) + 1
        try write(new, ModelVersion(number: number, madeAt: moment, trainedOn: new.trainedOn, trial: trial))
        return number
    }

    /// Takes a version into use at a person's word, or at the night's; the file in use changes in one step. After a
    /// person's word the night may promote again.
    public func promote(_ number: Int, byPerson: Bool = true) throws {
        guard try versions().contains(where: { $0.number == number }) else { throw ModelShelfError.unknown(number) }
        try use(number)
        try keep(history: history() + [number])
        if byPerson, isHeld { try FileManager.default.removeItem(at: file("held")) }
    }

    /// Goes back to the version that was in use before; returns its number. From then on only a person takes a version
    /// into use: the next night would otherwise bring back much the same model.
    @discardableResult
    public func rollback() throws -> Int {
        guard let previous = try previous() else { throw ModelShelfError.nothingBefore }
        try Data().write(to: file("held"))
        try use(previous)
        try keep(history: history().dropLast())
        return previous
    }

    /// The version that was in use before the one that is; nil for none.
    public func previous() throws -> Int? { try history().dropLast().last }

    /// Whether a version was rolled back and nobody has chosen one since.
    public var isHeld: Bool { FileManager.default.fileExists(atPath: file("held").path) }

    /// A version's model.
    public func model(_ number: Int) throws -> Model {
        guard try versions().contains(where: { $0.number == number }) else { throw ModelShelfError.unknown(number) }
        return try Model(contentsOf: file("\(number)"))
    }

    private func use(_ number: Int) throws { try Model(contentsOf: file("\(number)")).write(to: model) }

    private func file(_ end: String) -> URL {
        model.deletingLastPathComponent().appending(path: model.lastPathComponent + "-" + end)
    }

    private func write(_ model: Model, _ version: ModelVersion) throws {
        try model.write(to: file("\(version.number)"))
        try Self.encoder.encode(version).write(to: file("\(version.number).json"), options: .atomic)
    }

    /// The versions in the order in which they were in use; the last one is.
    public func history() throws -> [Int] {
        guard let data = try? Data(contentsOf: file("history.json")) else { return [] }
        return try Self.decoder.decode([Int].self, from: data)
    }

    private func keep(history: [Int]) throws {
        try Self.encoder.encode(Array(history.suffix(100))).write(to: file("history.json"), options: .atomic)
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
