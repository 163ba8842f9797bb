import Casework
import Foundation

/// The page on which a change is tried on past messages.
struct BacktestView: Sendable {
    /// What the form holds.
    struct Chosen: Sendable {
        var since: String
        var model: String
        var settings: String
    }

    let startURL: String
    let since: String
    let example: String
    let models: [Choice]
    let settings: [Choice]
    let problem: String?
    let run: BacktestRunView?

    init(_ page: BacktestPage, _ chosen: Chosen, _ words: Words, _ site: Site, problem: String?) {
        startURL = ConsoleRoute.backtest.path
        since = chosen.since
        let day = CalendarDay(of: words.now.addingTimeInterval(-30 * 86_400), in: WorkingCalendar.riyadh)
        let hijri = HijriDate(day)
        func pad(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        example = words.fill(
            "backtest.example",
            ["day": day.description, "hijri": "\(hijri.year)-\(pad(hijri.month))-\(pad(hijri.day))"])
        models = Choice.list(
            [(value: "", label: words["backtest.model_in_use"])]
                + page.models.map {
                    (value: String($0), label: words.fill("learning.model", ["n": words.number($0)]))
                }, selected: chosen.model)
        settings = Choice.list(
            [(value: "", label: words["backtest.settings_in_force"])] + page.settings.map { (value: $0, label: $0) },
            selected: chosen.settings)
        self.problem = problem
        run = page.run.map { BacktestRunView($0, words, site) }
    }
}

/// A trial and what came of it.
struct BacktestRunView: Sendable {
    /// The changes of one part of the decision.
    struct Part: Sendable {
        let name: String
        let steps: [StepView]
    }

    /// One message that would be decided otherwise.
    struct Row: Sendable {
        let url: String
        let reference: String
        let place: String
        let changes: [String]
    }

    let question: String
    let state: String
    let stateText: String
    let asked: Moment
    let by: String
    /// Why it cannot be used.
    let runProblem: String?
    let isOpen: Bool
    let summary: String
    let unread: String?
    let promises: String?
    let parts: [Part]
    let rows: [Row]
    let rowsTitle: String?

    init(_ run: BacktestRun, _ words: Words, _ site: Site) {
        let (question, hijri) = (run.question, HijriDate(run.question.since))
        self.question = words.fill(
            "backtest.question",
            [
                "day": question.since.text(words.language), "hijri": hijri.text(words.language),
                "model": question.model.map { words.fill("learning.model", ["n": words.number($0)]) }
                    ?? words["backtest.model_in_use"],
                "settings": question.settings ?? words["backtest.settings_in_force"],
            ])
        state = run.state.rawValue
        stateText = words["backtest.state_\(run.state.rawValue)"]
        asked = words.moment(run.askedAt, in: .anywhere)
        by = run.by
        runProblem = run.problem
        isOpen = run.isOpen
        summary = words.fill(
            "backtest.summary", ["messages": words.number(run.messages), "changed": words.number(run.changed)])
        unread = run.unread > 0 ? words.fill("backtest.unread", ["n": words.number(run.unread)]) : nil
        promises =
            run.sooner + run.later == 0
            ? nil
            : words.fill(
                "backtest.promises",
                [
                    "sooner": words.number(run.sooner), "later": words.number(run.later),
                    "hours": Self.hours(run.promiseHours, words),
                ])
        parts = BacktestRun.Part.allCases.compactMap { part in
            let steps = run.steps.filter { $0.part == part }
            if steps.isEmpty { return nil }
            return Part(
                name: words["backtest.part_\(part.rawValue)"],
                steps: steps.prefix(30).map { Self.step($0, words, site) })
        }
        rows = run.rows.prefix(100).map { Self.row($0, words, site) }
        rowsTitle = rows.isEmpty ? nil : words.fill("backtest.rows", ["n": words.number(rows.count)])
    }

    private static func row(_ row: BacktestRun.Row, _ words: Words, _ site: Site) -> Row {
        var changes = row.steps.map { step -> String in
            let shown = Self.step(step, words, site)
            return words["backtest.part_\(step.part.rawValue)"] + words["event.colon"] + " "
                + words.fill("event.change", ["from": shown.from, "to": shown.to])
        }
        if let hours = row.promiseHours {
            changes.append(
                words.fill(
                    "backtest.moved", ["hours": hours > 0 ? "+" + Self.hours(hours, words) : Self.hours(hours, words)]))
        }
        return Row(
            url: ConsoleRoute.ticket(row.association.rawValue, row.reference.description).path,
            reference: row.reference.description,
            place: site.profile(row.association)?.shortName[words.language] ?? row.association.rawValue,
            changes: changes)
    }

    private static func step(_ step: BacktestRun.Step, _ words: Words, _ site: Site) -> StepView {
        let profile = site.profile(step.association)
        func name(_ value: String) -> String {
            switch step.part {
            case .officer: value.isEmpty ? words["backtest.triage"] : words.officer(value, of: profile)
            case .kind: MessageKind(rawValue: value).map { words.kind($0) } ?? value
            case .field: words.field(value.isEmpty ? nil : value, of: profile)
            case .urgency: Urgency(rawValue: value).map { words.urgency($0) } ?? value
            case .sealed: words[value == "sealed" ? "ticket.sealed" : "backtest.open"]
            }
        }
        return StepView(
            place: profile?.shortName[words.language] ?? step.association.rawValue, from: name(step.from),
            to: name(step.to), count: words.number(step.count))
    }

    /// Whole hours, with a sign where they are fewer.
    private static func hours(_ hours: Double, _ words: Words) -> String {
        let whole = Int(exactly: min(max(hours.isNaN ? 0 : hours, -1e9), 1e9).rounded()) ?? 0
        return (whole < 0 ? "−" : "") + words.number(abs(whole))
    }
}
