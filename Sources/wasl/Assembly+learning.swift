import Flows
import Foundation
import Reading
import Storage

extension Assembly {
    /// The flow by which the reader learns from officers.
    func learning(_ hub: Hub) -> LearningFlow {
        let seed = surroundings.config.appending(path: "training")
        return LearningFlow(
            hub: hub, shelf: ModelShelf(model: surroundings.model),
            seed: { try LabelledTexts(contentsOf: seed).lines })
    }

    /// The console's door to the reader's learning, and what runs the trials that it asks for.
    func learningDesk(_ hub: Hub) -> (desk: HubLearning, watch: BacktestWatch) {
        let (shelf, candidates) = (
            ModelShelf(model: surroundings.model), Candidates.settings(of: surroundings.config)
        )
        return (
            HubLearning(hub: hub, shelf: shelf, candidates: candidates),
            BacktestWatch(hub: hub, shelf: shelf, candidates: candidates)
        )
    }

    /// What officers corrected, as examples, near-duplicates once and no officer more than a quarter.
    func lessons() async throws -> [LabelledText] {
        let database = try await database()
        let corrections = try await database.read { try $0.correctedTexts(limit: 20_000) }
        try await database.close()
        return CorrectionChoice.lessons(corrections).map(\.example)
    }
}
