import Casework
import Foundation

/// Where administrators see how well messages are read, choose among models, and try a change on past messages.
struct LearningPages: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.learning, .administrator) { visit in
                let words = site.words(visit)
                let page = try await site.learning.learning(for: visit.viewer)
                return try await site.consolePage(
                    "console/learning", LearningView(page, words, site), visit, title: words["learning.title"],
                    current: .learning)
            },
            .post(.rollBack, .administrator) { visit in
                guard let current = Int(visit.field("current")) else { throw Refusal.malformed }
                let isDone = try await site.learning.rollBack(from: current, for: visit.viewer)
                return .see(.learning, query: isDone ? "?done=rolled_back" : "?done=model_unchanged")
            },
            .post(.promote(":id"), .administrator) { visit in
                guard let number = Int(exactly: try visit.identifier("id")),
                    try await site.learning.promote(number, for: visit.viewer)
                else { throw Refusal.notFound }
                return .see(.learning, query: "?done=promoted")
            },
            .get(.backtest, .administrator) { visit in try await backtest(visit) },
            .post(.backtest, .administrator) { visit in try await start(visit) },
        ]
    }

    private func backtest(_ visit: Visit, problem: String? = nil) async throws -> Answer {
        let words = site.words(visit)
        let page = try await site.learning.backtest(for: visit.viewer)
        let chosen = BacktestView.Chosen(
            since: visit.field("since"), model: visit.field("model"), settings: visit.field("settings"))
        let view = BacktestView(page, chosen, words, site, problem: problem.map { words[$0] })
        return try await site.consolePage(
            "console/back-test", view, visit, title: words["backtest.title"], current: .backtest,
            status: problem == nil ? 200 : 422)
    }

    private func start(_ visit: Visit) async throws -> Answer {
        let overrides = site.desk.profiles.first?.calendar.hijriOverrides ?? .none
        guard let since = CalendarDay(inEitherCalendar: visit.field("since"), overrides: overrides) else {
            return try await backtest(visit, problem: "backtest.bad_day")
        }
        let (model, settings) = (visit.field("model"), visit.field("settings"))
        let question = BacktestQuestion(
            since: since, model: model.isEmpty ? nil : Int(model) ?? -1, settings: settings.isEmpty ? nil : settings)
        switch try await site.learning.startBacktest(question, for: visit.viewer) {
        case .asked: return .see(.backtest, query: "?done=backtest_asked")
        case .busy: return try await backtest(visit, problem: "backtest.busy")
        case .unknown: return try await backtest(visit, problem: "backtest.unknown")
        }
    }
}
