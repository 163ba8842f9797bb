import Casework
import Foundation

/// A small association and messages to it, for tests of decisions.
enum Samples {
    static let id = AssociationID(rawValue: "sample") ?? { preconditionFailure("a fixed identifier") }()
    /// Tuesday 2026-02-10, 10:00 in Riyadh: open.
    static let now = Date(timeIntervalSince1970: 1_770_706_800)

    static func profile() -> AssociationProfile {
        let name = BilingualText(arabic: "جمعية", english: "Association")
        return AssociationProfile(
            id: id, name: name, shortName: name, domain: "sample.example", smsSender: "Sample", place: name,
            policyChannels: [], officerTools: [], steps: [],
            fields: [
                FieldOfWork(id: "medicines", name: name, liaison: ["liaison-a", "liaison-b"]),
                FieldOfWork(id: "blood", name: name, liaison: ["liaison-a"], urgencyFloor: .high),
                FieldOfWork(id: "protection", name: name, liaison: ["guardian"], restricted: true),
            ],
            officers: [
                OfficerPosition(id: "liaison-a", title: name, fields: ["medicines"], deputy: "liaison-b"),
                OfficerPosition(id: "liaison-b", title: name, fields: ["medicines"]),
                OfficerPosition(id: "complaints-unit", title: name, duties: [.complaints]),
                OfficerPosition(id: "on-call", title: name, duties: [.onCall]),
                OfficerPosition(id: "guardian", title: name, duties: [.safeguarding], sealed: true),
            ], promises: PromiseTimes(firstAnswer: .workingDays(3), complaintResult: .workingDays(5)),
            calendar: WorkingCalendar(week: Self.week),
            letterhead: Letterhead(printsNumber: true, printsDate: true, printsAttachments: true))
    }

    private static var week: WorkingWeek {
        let day = OpenHours("08:00-16:00").map { [$0] } ?? []
        return WorkingWeek(hours: [.sunday: day, .monday: day, .tuesday: day, .wednesday: day, .thursday: day])
    }

    static func message(_ medium: Medium = .email, from value: String = "a@b.example") -> IncomingMessage {
        IncomingMessage(medium: medium, sender: Contact(kind: medium == .sms ? .phone : .email, value: value))
    }

    static func read(
        _ kind: MessageKind = .inquiry, field: String? = "medicines", urgency: Urgency = .normal, isSure: Bool = true
    ) -> ReadText {
        ReadText(
            language: Finding(label: .arabic, confidence: 1), kind: Finding(label: kind, confidence: 0.9),
            field: field.map { Finding(label: $0, confidence: 0.9) },
            urgency: Finding(label: urgency, confidence: 0.9), isSure: isSure)
    }

    static func ticket(
        serial: Int = 1, person: Identifier = 7, stage: TicketStage = .open, medium: Medium = .email,
        age: TimeInterval = 60
    ) -> Ticket {
        Ticket(
            association: id, id: Identifier(serial), reference: ReferenceNumber(year: 2026, serial: serial),
            kind: .inquiry, field: "medicines", urgency: .normal, stage: stage, channel: ChannelID(rawValue: "x"),
            medium: medium, officer: "liaison-a", person: person, subject: "", language: .arabic, isSealed: false,
            openedAt: now.addingTimeInterval(-age), dueAt: nil, updatedAt: now.addingTimeInterval(-age))
    }

    static func facts(person: Identifier? = nil) -> InboundFacts {
        var facts = InboundFacts(now: now)
        facts.person = person.map { KnownPerson(id: $0, name: nil, language: .arabic, trouble: nil) }
        return facts
    }
}
