/// What the console asks of the reader's learning: what it gets wrong, which models there are, and what a change would do.
/// Everything here is for administrators; sealed tickets are never counted.
public protocol LearningDesk: Sendable {
    /// How well messages are read, and which models there are.
    func learning(for viewer: Viewer) async throws -> LearningPage
    /// Goes back to the model in use before `current`; false when another is in use by now, or none was before.
    func rollBack(from current: Int, for viewer: Viewer) async throws -> Bool
    /// Takes a model into use; false when there is no such number.
    func promote(_ number: Int, for viewer: Viewer) async throws -> Bool

    /// What can be tried, and the last trial.
    func backtest(for viewer: Viewer) async throws -> BacktestPage
    /// Asks for a trial, which runs in the background; one at a time.
    func startBacktest(_ question: BacktestQuestion, for viewer: Viewer) async throws -> BacktestStart
}
