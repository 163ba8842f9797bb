import Casework
import Foundation
import Testing

@testable import Console

@Suite("Words of the pages")
struct PageWordingTests {
    static let strings = try? PageStrings(folder: SampleSite.templates)

    @Test("Both languages have every word, and none is empty")
    func complete() throws {
        let strings = try #require(Self.strings)
        #expect(strings.keys(.arabic) == strings.keys(.english))
        #expect(strings.keys(.arabic).count > 300)
        for language in Language.allCases {
            for (section, words) in strings.table(language) {
                for (key, word) in words { #expect(!word.isEmpty, "\(section).\(key)") }
            }
        }
    }

    @Test("Both languages fill in the same values, and Arabic words hold no Latin sentence")
    func placeholders() throws {
        let strings = try #require(Self.strings)
        for key in strings.keys(.arabic) where !key.hasPrefix("count.") && !key.hasPrefix("time.exact") {
            let words = Language.allCases.map {
                Words(language: $0, table: strings.table($0), now: SampleSite.noon)[key]
            }
            let names = words.map { word in Set(word.matches(of: #/\{[a-z]+\}/#).map { String($0.output) }) }
            #expect(names[0] == names[1], "\(key)")
        }
    }

    @Test("Every word that a template asks for exists")
    func templates() throws {
        let known = try #require(Self.strings).keys(.arabic)
        let names = PageLibrary.names(in: SampleSite.templates)
        #expect(names.count > 20)
        for name in names {
            let file = SampleSite.templates.appendingPathComponent(name + ".mustache")
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: #/\{\{t\.([a-z_]+\.[a-z_]+)\}\}/#) {
                #expect(known.contains(String(match.output.1)), "\(name): \(match.output.1)")
            }
        }
    }

    @Test("Every kind, stage, urgency, medium, state, event and purpose has a name")
    func names() throws {
        let known = try #require(Self.strings).keys(.arabic)
        var keys = MessageKind.allCases.flatMap { ["kind.\($0.rawValue)", "form.hint_\($0.rawValue)"] }
        keys += TicketStage.allCases.flatMap { ["stage.\($0.rawValue)", "public_stage.\($0.rawValue)"] }
        keys += Urgency.allCases.map { "urgency.\($0.rawValue)" } + Medium.allCases.map { "medium.\($0.rawValue)" }
        keys += DeliveryState.allCases.map { "delivery.\($0.rawValue)" }
        keys += EventKind.allCases.map { "event.\($0.rawValue)" }
        keys += OutgoingText.Purpose.allCases.map { "purpose.\($0.rawValue)" }
        keys += Contact.Kind.allCases.map { "contact.\($0.rawValue)" }
        keys += TicketList.Scope.allCases.flatMap { scope in
            ["title", "intro", "none"].map { "list.\(scope.rawValue)_\($0)" }
        }
        for key in keys { #expect(known.contains(key), "\(key)") }
    }

    @Test(
        "Arabic counts follow the number",
        arguments: [1: "رسالة واحدة", 2: "رسالتان", 3: "٣ رسائل", 11: "١١ رسالة", 100: "١٠٠ رسالة"])
    func plurals(count: Int, text: String) throws {
        #expect(try words(.arabic).count(count, "message") == text)
    }

    @Test(
        "A time is told by its distance",
        arguments: [
            (30.0, "الآن", "now"), (-300.0, "قبل ٥ دقائق", "5 minutes ago"), (7200.0, "بعد ساعتين", "in 2 hours"),
            (-3600.0, "قبل ساعة", "1 hour ago"), (259_200.0, "بعد ٣ أيام", "in 3 days"),
        ])
    func relative(seconds: Double, arabic: String, english: String) throws {
        let date = SampleSite.noon.addingTimeInterval(seconds)
        #expect(try words(.arabic).relative(date) == arabic)
        #expect(try words(.english).relative(date) == english)
    }

    @Test("A date from outside any calendar does not stop a page")
    func strangeDates() throws {
        for date in [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e18)] {
            #expect(try !words(.arabic).moment(date, in: .anywhere).exact.isEmpty)
        }
    }

    private func words(_ language: Language) throws -> Words {
        Words(language: language, table: try #require(Self.strings).table(language), now: SampleSite.noon)
    }
}
