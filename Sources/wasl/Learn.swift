import ArgumentParser
import Casework
import Flows
import Foundation
import Reading
import Settings

/// Trains a model from labelled lines.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model from lines {\"text\",\"kind\"[,\"field\",\"urgency\",\"lang\"]}.")

    @Option(help: "Labelled lines, cards (.txt) or a folder of both; may be repeated.") var data: [String]
    @Option(help: "Where the model is written.") var out: String
    @Option(help: "Leave out this fifth (0…4) of the situations, to measure on it.") var without: UInt64?
    @Flag(help: "Learn from the officers' corrections in the store too.") var withCorrections = false

    func run() async throws {
        var lines: [LabelledText] = []
        for path in data { lines += try Labels.load(path) }
        if let without { lines.removeAll { $0.group % 5 == without } }
        if withCorrections { lines += try await Assembly(Surroundings()).lessons() }
        let start = ContinuousClock.now
        let model = try Training.train(lines: lines)
        let target = URL(filePath: out)
        try model.write(to: target)
        let took = start.duration(to: .now)
        let bytes = try target.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        try Lines.print(
            Result(
                texts: lines.count, model: out, bytes: bytes,
                seconds: Double(took.components.seconds)
                    + Double(took.components.attoseconds) / 1e18))
    }

    private struct Result: Encodable {
        var texts: Int
        var model: String
        var bytes: Int
        var seconds: Double
    }
}

/// Measures a model on labelled lines.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a model on labelled lines: accuracy, F1, calibration, abstention, speed.")

    @Option(help: "Labelled lines, cards (.txt) or a folder of both.") var data: String
    @Option(help: "The model; the hub's own unless given.") var model: String?
    @Option(help: "Measure only on this fifth (0…4) of the situations.") var only: UInt64?

    func run() async throws {
        let lines = try Labels.load(data).filter { only == nil || $0.group % 5 == only }
        let model = try model.map { try Model(contentsOf: URL(filePath: $0)) } ?? Assembly(Surroundings()).model()
        try Lines.print(Evaluation.run(model: model, lines: lines, fields: lexicons()))
    }
}

extension Evaluate {
    /// The fields of the associations that are set up, by association; none where nothing is set up.
    fileprivate func lexicons() -> [String: FieldLexicon] {
        guard let associations = try? Assembly(Surroundings()).configuration.associations else { return [:] }
        return Dictionary(uniqueKeysWithValues: associations.map { ($0.id.rawValue, $0.lexicon) })
    }
}

/// Labelled lines of a file or folder; lines that cannot be used are named on standard error.
enum Labels {
    static func load(_ path: String) throws -> [LabelledText] {
        let texts = try LabelledTexts(contentsOf: URL(filePath: path))
        for problem in texts.problems.prefix(20) {
            FileHandle.standardError.write(Data("\(problem)\n".utf8))
        }
        guard !texts.lines.isEmpty else { throw Complaint("\(path) holds no line that can be used.") }
        return texts.lines
    }
}
