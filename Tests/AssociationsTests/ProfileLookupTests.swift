import Casework
import Testing

@Suite("What a profile answers")
struct ProfileLookupTests {
    private let title = BilingualText(arabic: "منصب", english: "Position")

    private func officer(_ id: String, deputy: String?, away: String? = nil) -> OfficerPosition {
        let absences = away.map { [OfficerPosition.Absence(from: day($0), through: day($0))] } ?? []
        return OfficerPosition(id: id, title: title, fields: ["a"], deputy: deputy, away: absences, duties: [.triage])
    }

    private func profile(_ officers: [OfficerPosition]) throws -> AssociationProfile {
        AssociationProfile(
            id: try #require(AssociationID(rawValue: "test")), name: title, shortName: title, domain: "test.example",
            smsSender: "Test", place: title,
            policyChannels: [PolicyChannel(id: .phone, name: title, servedBy: [.phone, .sms])], officerTools: [],
            steps: [HandlingStep(id: .reception, name: title)],
            fields: [
                FieldOfWork(id: "a", name: title, liaison: ["one"]),
                FieldOfWork(id: "b", name: title, liaison: ["one"], aroundTheClock: true),
            ],
            officers: officers, promises: PromiseTimes(firstAnswer: .workingDays(3), complaintResult: .workingDays(10)),
            calendar: .office, letterhead: Letterhead(printsNumber: true, printsDate: true, printsAttachments: true),
            requiredDocuments: [
                RequiredDocument(id: "id", name: title), RequiredDocument(id: "bill", name: title, fields: ["b"]),
            ])
    }

    @Test("The deputy acts for an absent officer, and the deputy's deputy after that")
    func deputies() throws {
        let today = day("2026-10-15")
        let profile = try profile([
            officer("one", deputy: "two", away: "2026-10-15"), officer("two", deputy: "three", away: "2026-10-15"),
            officer("three", deputy: nil),
        ])
        #expect(profile.acting(for: "one", on: today)?.id == "three")
        #expect(profile.acting(for: "one", on: today.adding(days: 1))?.id == "one")
        #expect(profile.acting(for: "nobody", on: today) == nil)
    }

    @Test("Two absent officers who stand in for each other do not turn in a circle")
    func circle() throws {
        let profile = try profile([
            officer("one", deputy: "two", away: "2026-10-15"), officer("two", deputy: "one", away: "2026-10-15"),
        ])
        #expect(profile.acting(for: "one", on: day("2026-10-15")) == nil)
    }

    @Test("A field around the clock has its own calendar and its own documents")
    func fields() throws {
        let profile = try profile([officer("one", deputy: nil)])
        let night = riyadh("2026-10-16 03:00")
        #expect(profile.calendar(forField: "b").isOpen(at: night))
        #expect(!profile.calendar(forField: "a").isOpen(at: night))
        #expect(!profile.calendar(forField: nil).isOpen(at: night))
        #expect(profile.documents(forField: "b").map(\.id) == ["id", "bill"])
        #expect(profile.documents(forField: nil).map(\.id) == ["id"])
    }

    @Test("The profile knows its duties, steps and channels")
    func duties() throws {
        let profile = try profile([officer("one", deputy: nil)])
        #expect(profile.officers(with: .triage).map(\.id) == ["one"])
        #expect(profile.safeguardingPair.isEmpty)
        #expect(profile.hasStep(.reception) && !profile.hasStep(.committee))
        #expect(profile.lists(.sms) && !profile.lists(.email))
        #expect(profile.promises.firstAnswer(to: .complaint) == .workingDays(3))
    }

    @Test(
        "Each kind of message has the duty that receives it",
        arguments: zip(
            MessageKind.allCases,
            [nil, .complaints, .aidIntake, .volunteering, .quality, nil, .donations, .appeals, nil, nil, nil]
                as [OfficerDuty?]))
    func receiving(kind: MessageKind, duty: OfficerDuty?) { #expect(OfficerDuty.receiving(kind) == duty) }
}
