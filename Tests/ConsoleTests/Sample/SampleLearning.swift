import Casework
import Foundation
import Synchronization

/// The reader's learning in memory: invented figures; what was asked is remembered.
final class SampleLearning: LearningDesk {
    private let done = Mutex<[String]>([])

    /// What administrators did, in order.
    var steps: [String] { done.withLock { $0 } }

    func learning(for viewer: Viewer) async throws -> LearningPage {
        guard viewer.isAdministrator, let saa = AssociationID(rawValue: SampleProfiles.saa),
            let (october, november) = Self.months
        else { return LearningPage() }
        let made = Date(timeIntervalSince1970: 1_795_000_000)
        return LearningPage(
            kinds: [
                KindCount(month: october, said: .inquiry, truth: .inquiry, count: 36),
                KindCount(month: october, said: .inquiry, truth: .aidRequest, count: 4),
                KindCount(month: november, said: .complaint, truth: .complaint, count: 12),
                KindCount(month: november, said: .thanks, truth: .complaint, count: 1),
            ],
            steps: [CorrectionCount(part: .urgency, association: saa, from: "normal", to: "high", count: 3)],
            officers: [OfficerCount(name: "هدى القحطاني", count: 5)],
            models: [
                ModelRow(
                    number: 2, madeAt: made, trainedOn: 5875,
                    trial: ModelRow.Trial(
                        learnt: 14, heldOut: 6, rightBefore: 5, rightAfter: 5,
                        kinds: [ModelRow.KindScore(kind: "complaint", examples: 3, before: 1, after: 0.8)],
                        officers: [OfficerCount(name: "<b>سعود", count: 9)], refusal: .worse(["complaint"])),
                    isCurrent: false, wasUsed: false),
                ModelRow(
                    number: 1, madeAt: made, trainedOn: 5870, trial: nil, isCurrent: true, wasUsed: true),
                ModelRow(number: 0, madeAt: made, trainedOn: 5860, trial: nil, isCurrent: false, wasUsed: true),
            ], previous: 0)
    }

    func rollBack(from current: Int, for viewer: Viewer) async throws -> Bool {
        done.withLock { $0.append("roll back from \(current)") }
        return current == 1
    }

    func promote(_ number: Int, for viewer: Viewer) async throws -> Bool {
        done.withLock { $0.append("promote \(number)") }
        return number < 3
    }

    func backtest(for viewer: Viewer) async throws -> BacktestPage {
        guard let saa = AssociationID(rawValue: SampleProfiles.saa), let (october, _) = Self.months else {
            return BacktestPage(models: [], settings: [], run: nil)
        }
        var run = BacktestRun(
            BacktestQuestion(since: october, model: 2, settings: nil), by: "هدى القحطاني",
            at: Date(timeIntervalSince1970: 1_795_250_000))
        run.state = .finished
        (run.messages, run.changed, run.unread, run.sooner, run.promiseHours) = (120, 2, 1, 2, -48.25)
        let step = BacktestRun.Step(part: .officer, association: saa, from: "", to: "treatment-liaison", count: 2)
        run.steps = [step]
        run.rows = [
            BacktestRun.Row(
                association: saa, reference: SampleTickets.reference(5), steps: [step], promiseHours: -24.1)
        ]
        return BacktestPage(models: [2, 1, 0], settings: ["new-rules"], run: run)
    }

    func startBacktest(_ question: BacktestQuestion, for viewer: Viewer) async throws -> BacktestStart {
        done.withLock {
            $0.append(
                "try \(question.model.map(String.init) ?? "-") \(question.settings ?? "-") since \(question.since)")
        }
        return question.settings == "gone" ? .unknown : .asked
    }

    private static var months: (CalendarDay, CalendarDay)? {
        guard let october = CalendarDay(year: 2026, month: 10, day: 1),
            let november = CalendarDay(year: 2026, month: 11, day: 1)
        else { return nil }
        return (october, november)
    }
}
