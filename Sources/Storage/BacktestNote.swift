public import Casework
import Foundation

/// The last trial on past messages: kept as a note, so that every process shows the same one.
extension SQLConnection {
    /// The last trial, nil before the first.
    public func lastBacktest() throws -> BacktestRun? {
        try setting("backtest").map { try StoredJSON.decode(BacktestRun.self, from: $0) }
    }

    /// Keeps how a trial stands.
    public func keep(_ run: BacktestRun) throws { try set("backtest", to: StoredJSON.note(run)) }
}
