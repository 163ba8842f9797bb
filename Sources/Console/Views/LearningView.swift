import Casework

/// The page of the reader's learning.
struct LearningView: Sendable {
    let months: [String]
    let errors: [KindErrorsView]
    let hasErrors: Bool
    let confusion: ConfusionView
    let fields: [StepView]
    let hasFields: Bool
    let urgencies: [StepView]
    let hasUrgencies: Bool
    let officers: [OfficerView]
    let hasOfficers: Bool
    let models: [ModelView]
    let hasModels: Bool
    let heldNote: String?
    let backtestURL: String

    /// One officer.
    struct OfficerView: Sendable {
        let officer: String
        let count: String
    }

    init(_ page: LearningPage, _ words: Words, _ site: Site) {
        let days = Set(page.kinds.map(\.month)).sorted()
        months = days.map { $0.monthText(words.language) }
        let said = MessageKind.allCases.filter { kind in page.kinds.contains { $0.said == kind } }
        errors = said.map { kind in KindErrorsView(kind, page.kinds.filter { $0.said == kind }, days, words) }
        hasErrors = !errors.isEmpty
        confusion = ConfusionView(page.kinds, words)
        fields = Self.steps(.field, page, words, site)
        hasFields = !fields.isEmpty
        urgencies = Self.steps(.urgency, page, words, site)
        hasUrgencies = !urgencies.isEmpty
        officers = page.officers.map { OfficerView(officer: $0.name, count: words.number($0.count)) }
        hasOfficers = !officers.isEmpty
        models = page.models.map { ModelView($0, words, previous: page.previous) }
        hasModels = !models.isEmpty
        heldNote = page.isHeld ? words["learning.held"] : nil
        backtestURL = ConsoleRoute.backtest.path
    }

    /// The most frequent corrections of one part of the reading.
    private static func steps(
        _ part: CorrectionCount.Part, _ page: LearningPage, _ words: Words, _ site: Site
    ) -> [StepView] {
        page.steps.filter { $0.part == part }.prefix(20).map { step in
            let profile = site.profile(step.association)
            func name(_ value: String) -> String {
                part == .field
                    ? words.field(value.isEmpty ? nil : value, of: profile)
                    : Urgency(rawValue: value).map { words.urgency($0) } ?? value
            }
            return StepView(
                place: profile?.shortName[words.language] ?? step.association.rawValue, from: name(step.from),
                to: name(step.to), count: words.number(step.count))
        }
    }
}

/// From what to what, and how often.
struct StepView: Sendable {
    let place: String
    let from: String
    let to: String
    let count: String
}

/// How often messages taken for one kind were of another, month by month.
struct KindErrorsView: Sendable {
    /// One month, or all.
    struct Cell: Sendable {
        let share: String
        let detail: String
        /// Whether anything was corrected.
        let isBad: Bool
    }

    let kind: String
    let cells: [Cell]
    let total: Cell

    init(_ kind: MessageKind, _ counts: [KindCount], _ months: [CalendarDay], _ words: Words) {
        self.kind = words.kind(kind)
        cells = months.map { month in Self.cell(counts.filter { $0.month == month }, words) }
        total = Self.cell(counts, words)
    }

    private static func cell(_ counts: [KindCount], _ words: Words) -> Cell {
        let all = counts.reduce(0) { $0 + $1.count }
        let wrong = counts.reduce(0) { $0 + ($1.said == $1.truth ? 0 : $1.count) }
        return Cell(
            share: all == 0 ? "–" : words.percent(Double(wrong) / Double(all)),
            detail: all == 0
                ? "" : words.fill("learning.of", ["wrong": words.number(wrong), "all": words.number(all)]),
            isBad: wrong > 0)
    }
}

/// What was taken for what.
struct ConfusionView: Sendable {
    /// One kind that was read.
    struct Row: Sendable {
        let kind: String
        let cells: [Cell]
    }

    /// How many of the row's were of the column's kind.
    struct Cell: Sendable {
        let count: String
        /// The class that colours it: `right`, `wrong` or `none`.
        let mood: String
    }

    let columns: [String]
    let rows: [Row]
    let hasRows: Bool

    init(_ counts: [KindCount], _ words: Words) {
        let kinds = MessageKind.allCases.filter { kind in counts.contains { $0.said == kind || $0.truth == kind } }
        columns = kinds.map { words.kind($0) }
        rows = kinds.map { said in
            Row(
                kind: words.kind(said),
                cells: kinds.map { truth in
                    let sum = counts.reduce(0) { $0 + ($1.said == said && $1.truth == truth ? $1.count : 0) }
                    return Cell(
                        count: sum == 0 ? "·" : words.number(sum),
                        mood: sum == 0 ? "none" : said == truth ? "right" : "wrong")
                })
        }
        hasRows = !rows.isEmpty
    }
}
