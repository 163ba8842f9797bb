import Casework
import Settings
import Testing

@Suite("Mistakes in an association's file")
struct ProfileProblemTests {
    private static let small = ConfigurationFolder.smallProfile

    private func problems(_ yaml: String) throws -> [ConfigurationProblem] {
        let folder = try ConfigurationFolder()
        try folder.write(yaml, to: "associations/small.yaml")
        return folder.load().problems.filter { $0.file == "associations/small.yaml" }
    }

    @Test("A complete profile has no problem")
    func clean() throws { #expect(try problems(Self.small).map(\.description) == []) }

    /// What to replace in the small profile, and the line, the words and the cure by which the mistake must be named.
    static let mistakes: [(old: String, new: String, line: Int, says: String, cure: String)] = [
        ("domain:", "domian:", 4, "‘domian’", "‘domain’"),
        ("id: small", "id: Small One", 1, "lowercase", "lowercase"),
        ("domain: small.example", "domain: example", 4, "‘example’", "al-eman.example"),
        ("sms_sender: Small", "sms_sender: سمول", 5, "‘سمول’", "11 Latin"),
        (", en: \"Housing\"", "", 11, "English", "Write both"),
        ("ar: \"السكن\", ", "", 11, "Arabic", "Write both"),
        ("short_name: { ar: \"صغيرة\"", "short_name: { ar: \"جمعية طويلة الاسم جداً\"", 3, "16", "Shorten"),
        ("liaison: [clerk]", "liaison: [clark]", 12, "‘clark’", "‘clerk’"),
        ("    liaison: [clerk]\n", "", 10, "no liaison", "liaison:"),
        ("deputy: second", "deputy: secnd", 17, "‘secnd’", "‘second’"),
        ("deputy: second", "deputy: clerk", 14, "own deputy", "another"),
        ("fields: [housing]", "fields: [hosing]", 16, "‘hosing’", "‘housing’"),
        ("fields: [housing]", "fields: []", 10, "may not see", "housing"),
        ("[triage, complaints", "[complaints", 14, "triage", "duties"),
        ("[triage,", "[triag,", 18, "‘triag’", "‘triage’"),
        ("id: third", "id: second", 23, "twice", "another id"),
        ("id: housing", "id: Hous ing", 10, "not an id", "lowercase"),
        ("sunday-thursday", "sunday-thirsday", 31, "‘thirsday’", "‘thursday’"),
        ("08:00-16:00", "8-16", 31, "‘8-16’", "08:00-16:00"),
        ("08:00-16:00", "[08:00-12:00, 11:00-16:00]", 31, "overlap", "Join"),
        ("08:00-16:00", "08:00-16:00\n    monday: 09:00-10:00", 32, "twice", "once"),
        ("3 working days", "three days", 27, "‘three days’", "3 working days"),
        ("  complaint_result: 10 working days\n", "", 27, "complaint_result", "Add"),
        ("id: phone", "id: telefone", 8, "‘telefone’", "one of"),
        ("served_by: [phone]", "served_by: []", 8, "Nothing serves", "counter"),
        (
            "calendar:", "committees: [{ id: research, name: { ar: \"لجنة\", en: Committee } }]\ncalendar:", 1,
            "no committee step", "Add"
        ),
        ("sealed: true\n  - id: third", "sealed: false\n  - id: third", 14, "Fewer than two", "sealed: true"),
        ("calendar:", "calendar:\n  announced_months: { 1447-9: 1 }", 30, "1447-9", "1447-09"),
        ("calendar:", "calendar:\n  time_zone: Asia/Jeddah", 30, "Asia/Jeddah", "Asia/Riyadh"),
        ("calendar:", "calendar:\n  holidays: [eid_al_fiter]", 30, "eid_al_fiter", "‘eid_al_fitr’"),
        ("promises:", "quiet_hours: 20-9\npromises:", 26, "20-9", "20:00-09:00"),
    ]

    @Test("Each mistake is named with its line and its cure", arguments: mistakes.indices)
    func mistake(index: Int) throws {
        let mistake = Self.mistakes[index]
        let yaml = Self.small.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
        #expect(yaml != Self.small)
        let found = try problems(yaml)
        let fits = found.contains { problem in
            problem.line == mistake.line && problem.message.contains(mistake.says)
                && problem.cure.contains(mistake.cure)
        }
        #expect(fits, "\(mistake.new): \(found)")
    }

    @Test("All mistakes are found in one reading, not only the first")
    func all() throws {
        let yaml = Self.small.replacing("domain:", with: "domian:").replacing("deputy: second", with: "deputy: nobody")
            .replacing("08:00-16:00", with: "soon")
        let lines = Set(try problems(yaml).map(\.line))
        #expect(lines.isSuperset(of: [1, 4, 17, 31]))
    }

    @Test(
        "A file that is no YAML, or no map, is named with its line",
        arguments: ["id: [", "a: 1\na: 2", "- one\n- two", "", "\t"])
    func brokenFiles(yaml: String) throws {
        let found = try problems(yaml)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.line >= 1 && !$0.cure.isEmpty })
    }

    @Test("A file with an error is left out, its neighbours stay")
    func neighbours() throws {
        let folder = try ConfigurationFolder()
        try folder.write(Self.small, to: "associations/small.yaml")
        try folder.write("id: other", to: "associations/other.yaml")
        try folder.write(Self.small, to: "associations/twin.yaml")
        let loaded = folder.load()
        #expect(loaded.configuration.associations.map(\.id.rawValue) == ["small"])
        #expect(loaded.problems.contains { $0.file == "associations/twin.yaml" && $0.message.contains("small.yaml") })
    }

    @Test("Nesting and aliases without end are refused instead of filling the memory")
    func bombs() throws {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(try problems("id: \(deep)").contains { $0.message.contains("nested") })
        let layers = (1...8).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        let laughs = (["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + layers).joined(separator: "\n")
        #expect(try problems(laughs).contains { $0.message.contains("nested") })
    }

    @Test("An empty folder says that there is no association")
    func empty() throws {
        let loaded = try ConfigurationFolder().load()
        #expect(loaded.problems.map(\.severity) == [.error])
    }
}
