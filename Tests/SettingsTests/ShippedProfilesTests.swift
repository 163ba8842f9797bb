import Casework
import Foundation
import Settings
import Testing

@Suite("The five shipped associations")
struct ShippedProfilesTests {
    private let loaded = Configuration.load(folder: ConfigurationFolder.shipped) { _ in "for-the-test" }

    private func profile(_ id: String) throws -> AssociationProfile {
        try #require(loaded.configuration.associations.first { $0.id.rawValue == id })
    }

    @Test("All five are read without a problem, not even a warning")
    func clean() {
        #expect(loaded.problems.filter { $0.file.hasPrefix("associations/") }.map(\.description) == [])
        let ids = loaded.configuration.associations.map(\.id.rawValue)
        #expect(ids == ["al-eman", "friends-of-blood-banks", "jamoum", "khairat", "saa"])
    }

    @Test(
        "Each lists as many channels, tools and steps as its policy",
        arguments: [
            ("al-eman", 7, 4, 7), ("saa", 8, 4, 7), ("friends-of-blood-banks", 8, 4, 7), ("jamoum", 8, 4, 7),
            ("khairat", 9, 3, 4),
        ])
    func policies(id: String, channels: Int, tools: Int, steps: Int) throws {
        let profile = try profile(id)
        #expect(profile.policyChannels.count == channels)
        #expect(profile.officerTools.count == tools)
        #expect(profile.steps.count == steps)
        #expect(profile.domain == "\(id).example")
    }

    @Test("Al-Eman asks two committees, three ask one, and Khairat none and promises no time for decisions")
    func committees() throws {
        #expect(try profile("al-eman").committees.map(\.id) == ["research", "medical"])
        for id in ["saa", "friends-of-blood-banks", "jamoum"] {
            #expect(try profile(id).committees.map(\.id) == ["research"])
            #expect(try profile(id).promises.decisionMinimumDays == 14)
            #expect(try profile(id).promises.decisionDueDays == nil)
        }
        #expect(try profile("khairat").committees.isEmpty)
        #expect(try profile("khairat").promises.decisionMinimumDays == nil)
    }

    @Test("Only Khairat lists e-mail, fax and a store; only three have branch delegates")
    func channels() throws {
        for profile in loaded.configuration.associations {
            let isKhairat = profile.id.rawValue == "khairat"
            #expect(profile.lists(.email) == isKhairat)
            #expect(profile.lists(.fax) == isKhairat)
            #expect(profile.lists(.store) == isKhairat)
            #expect(profile.lists(.branch) == !["khairat", "al-eman"].contains(profile.id.rawValue))
            let printsNumber = ["khairat", "al-eman"].contains(profile.id.rawValue)
            #expect(profile.letterhead.printsNumber == printsNumber)
        }
    }

    @Test("Surplus food and blood are looked at within minutes, day and night")
    func perishable() throws {
        let surplus = try #require(profile("khairat").field("surplus_pickup"))
        #expect(surplus.firstLookMinutes == 15 && surplus.aroundTheClock && surplus.urgencyFloor == .high)
        #expect(try #require(profile("friends-of-blood-banks").field("blood_request")).aroundTheClock)
    }

    @Test("Restricted fields are seen by the safeguarding pair alone")
    func restricted() {
        for profile in loaded.configuration.associations {
            let restricted = Set(profile.fields.filter(\.restricted).map(\.id))
            #expect(restricted.isSuperset(of: ["protection", "exploitation"]))
            #expect(profile.safeguardingPair.count == 2)
            #expect(profile.officers.filter { !$0.sealed }.allSatisfy { restricted.isDisjoint(with: $0.fields) })
        }
    }

    @Test("Every field has words of its own, and no word twice")
    func keywords() {
        for field in loaded.configuration.associations.flatMap(\.fields) {
            #expect(field.keywords.count >= 6, "\(field.id)")
            #expect(Set(field.keywords).count == field.keywords.count, "\(field.id)")
        }
    }

    @Test("The pilgrims' association works at night in Ramadan and through the Hajj season")
    func pilgrims() throws {
        let calendar = try profile("saa").calendar
        let night = try #require(CalendarDay("2026-02-20")).start(in: calendar.timeZone).addingTimeInterval(25 * 3600)
        #expect(calendar.isOpen(at: night))
        #expect(calendar.hours(on: try #require(CalendarDay("2027-05-16"))).map(\.description) == ["00:00-24:00"])
        #expect(HijriDate(try #require(CalendarDay("2027-05-15"))) == HijriDate(year: 1448, month: 12, day: 9))
    }

    @Test("A profile survives being stored as JSON")
    func coding() throws {
        for profile in loaded.configuration.associations {
            let data = try JSONEncoder().encode(profile)
            #expect(try JSONDecoder().decode(AssociationProfile.self, from: data) == profile)
        }
    }

    @Test("An association is found by its domain, in either case")
    func domains() {
        #expect(loaded.configuration.association(domain: "Al-Eman.EXAMPLE")?.id.rawValue == "al-eman")
        #expect(loaded.configuration.association(domain: "example") == nil)
    }
}
