import Casework
import Storage

/// Adds up what was read and what officers made of it.
struct ReadingTally {
    private struct Key: Hashable {
        var month: CalendarDay
        var said: MessageKind
        var truth: MessageKind
    }

    private struct Step: Hashable {
        var part: CorrectionCount.Part
        var association: AssociationID
        var from: String
        var to: String
    }

    private var kinds: [Key: Int] = [:]
    private var steps: [Step: Int] = [:]
    private var officers: [String: Int] = [:]

    /// Tickets that are of a kind, opened on one day (days since 1970).
    mutating func add(_ kind: MessageKind, day: Int, count: Int) {
        kinds[Key(month: Self.month(day), said: kind, truth: kind), default: 0] += count
    }

    /// A ticket that was counted already by the kind it has now, and was read otherwise.
    mutating func add(_ ticket: CorrectedTicket, of association: AssociationID) {
        let (month, from, to) = (Self.month(ticket.day), ticket.from, ticket.to)
        if from.kind != to.kind {
            kinds[Key(month: month, said: to.kind, truth: to.kind), default: 0] -= 1
            kinds[Key(month: month, said: from.kind, truth: to.kind), default: 0] += 1
        }
        count(.field, association, from.field ?? "", to.field ?? "")
        count(.urgency, association, from.urgency.rawValue, to.urgency.rawValue)
        for officer in ticket.officers { officers[officer, default: 0] += 1 }
    }

    /// The page without its models.
    var page: LearningPage {
        LearningPage(
            kinds: kinds.filter { $0.value > 0 }.map { key, count in
                KindCount(month: key.month, said: key.said, truth: key.truth, count: count)
            }.sorted {
                ($0.month, $0.said.rawValue, $0.truth.rawValue) < ($1.month, $1.said.rawValue, $1.truth.rawValue)
            },
            steps: steps.map { step, count in
                CorrectionCount(
                    part: step.part, association: step.association, from: step.from, to: step.to, count: count)
            }.sorted { ($1.count, $0.from, $0.to) < ($0.count, $1.from, $1.to) },
            officers: OfficerCount.list(officers))
    }

    private mutating func count(
        _ part: CorrectionCount.Part, _ association: AssociationID, _ from: String, _ to: String
    ) {
        if from == to { return }
        steps[Step(part: part, association: association, from: from, to: to), default: 0] += 1
    }

    private static func month(_ day: Int) -> CalendarDay {
        let day = CalendarDay(dayNumber: day)
        return CalendarDay(year: day.year, month: day.month, day: 1) ?? day
    }
}

extension OfficerCount {
    /// Counts by name, most first.
    static func list(_ counts: [String: Int]) -> [OfficerCount] {
        counts.map { OfficerCount(name: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}
