import Casework
import Testing
import Wording

@Suite("Writing texts from templates")
struct WordingTests {
    private let association: AssociationProfile

    init() throws { association = try #require(Shipped.associations.first { $0.id.rawValue == "saa" }) }

    private func write(
        _ source: String, _ values: [WordingVariable: String], medium: Medium = .email,
        files: [String: String] = [:]
    ) throws -> WrittenText {
        let all = files.merging(["messages/en/survey.mustache": source]) { first, _ in first }
        return try Shipped.wording(all).text(
            .survey, language: .english, values: values, association: association, medium: medium)
    }

    @Test("A missing value is refused with the template's and the variable's name; an empty one counts as missing")
    func missing() {
        let source = "=== mail\nRate {{ref}} at {{link}}"
        for values in [[WordingVariable.reference: "1"], [.reference: "1", .link: ""]] {
            #expect(throws: WordingError.missingVariable(template: "survey", variable: "link")) {
                try write(source, values)
            }
        }
    }

    @Test(
        "A value inside a section is needed only when the section speaks",
        arguments: [("", "None."), ("5", "Call 5.")])
    func sections(phone: String, expected: String) throws {
        let source = "=== mail\n{{#unit}}Call {{unit}}.{{/unit}}{{^unit}}None.{{/unit}}"
        #expect(try write(source, [.unit: phone]).body == expected)
        let nested = "=== mail\n{{#unit}}Call {{unit}} at {{time}}{{/unit}}{{^unit}}None.{{/unit}}"
        if phone.isEmpty {
            #expect(try write(nested, [:]).body == expected)
        } else {
            #expect(throws: WordingError.missingVariable(template: "survey", variable: "time")) {
                try write(nested, [.unit: phone])
            }
        }
    }

    @Test("The same wording is written anew for each choice of values, in any order")
    func drafts() throws {
        let source =
            "=== subject\n{{subject}}{{#unit}} ({{unit}}){{/unit}}\n=== mail\n{{ref}}{{^unit}} -{{/unit}} {{ref}}"
        let association = association
        let wording = try Shipped.wording(["messages/en/survey.mustache": source])
        for unit in ["", "A", "", "B", "{{ref}}"] {
            let text = try wording.text(
                .survey, language: .english, values: [.subject: "s", .reference: "7", .unit: unit],
                association: association, medium: .email)
            #expect(text.subject == (unit.isEmpty ? "s" : "s (\(unit))"))
            #expect(text.body == (unit.isEmpty ? "7 - 7" : "7 7"))
        }
    }

    @Test("A wording with a private-use character is refused, for these mark where values go")
    func privateUse() {
        #expect(throws: WordingError.self) { try write("=== mail\nx\u{F0000}0\u{F0001}", [:]) }
    }

    @Test("Values are put in as they are: no escaping in plain text, no second reading")
    func plain() throws {
        let text = try write("=== mail\n{{answer}}", [.answer: "a < b & \"{{link}}\" 'c'"])
        #expect(text.body == "a < b & \"{{link}}\" 'c'")
    }

    @Test(
        "A line break in a value cannot begin a second header",
        arguments: ["a\r\nBcc: x", "a\nBcc: x", "a\u{0}b", "a\u{85}b"])
    func oneLine(subject: String) throws {
        let text = try write("=== subject\n{{subject}}\n=== mail\nx", [.subject: subject])
        #expect(!text.subject.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(text.subject.hasPrefix("a "))
    }

    @Test("An association's own wording takes precedence, for itself only")
    func overrides() throws {
        let files = ["saa/messages/en/survey.mustache": "=== mail\nOurs {{ref}}"]
        #expect(try write("=== mail\nCommon", [.reference: "1"], files: files).body == "Ours 1")
        let wording = try Shipped.wording(
            files.merging(["messages/en/survey.mustache": "=== mail\nCommon"]) { a, _ in a })
        let other = try #require(Shipped.associations.first { $0.id.rawValue == "khairat" })
        #expect(
            try wording.text(.survey, language: .english, values: [:], association: other, medium: .email).body
                == "Common")
    }

    @Test("A shared text is put in where it is asked for, and what it needs is needed")
    func shared() throws {
        let files = ["messages/en/_opening.mustache": "Dear {{salutation}},\n"]
        let source = "=== mail\n{{> opening}}\n\nHello."
        #expect(try write(source, [.salutation: "friend"], files: files).body == "Dear friend,\n\nHello.")
        #expect(throws: WordingError.missingVariable(template: "survey", variable: "salutation")) {
            try write(source, [:], files: files)
        }
    }

    @Test("The profile fills in what it knows")
    func profile() throws {
        let source = "=== sms\n{{assoc}} {{emergency}}\n=== mail\n{{assoc}} {{hours}}"
        #expect(try write(source, [:], medium: .sms).body == "SAA 911 or 997")
        #expect(try write(source, [:]).body.hasPrefix("SAA for Hajj and Omra Charitable Services Association Sunday"))
        #expect(throws: WordingError.missingVariable(template: "survey", variable: "phone")) {
            try write("=== mail\n{{phone}}", [:])
        }
    }

    @Test("A medium without a wording of its own is refused, a letter falls back to the mail's")
    func media() throws {
        #expect(throws: WordingError.missingPart(template: "survey", part: "sms")) {
            try write("=== mail\nx", [:], medium: .sms)
        }
        #expect(try write("=== mail\nx", [:], medium: .letter).body == "x")
    }

    @Test(
        "A file that is not written as it should be is refused with its line",
        arguments: [
            ("=== mail\n{{ref", 2), ("=== mail\n\n{{#unit}}x", 3), ("=== mail\nx{{/unit}}", 2), ("=== post\nx", 1),
            ("=== mail\nx\n=== mail\ny", 3), ("=== mail\n{{> nothing}}", 2), ("=== mail\n{{&ref}}", 2),
            ("=== mail\n{{{ref}}}", 2), ("=== mail\n{{% CONTENT_TYPE:HTML}}", 2), ("=== mail\n{{=<% %>=}}", 2),
        ])
    func malformed(source: String, line: Int) {
        let error = #expect(throws: WordingError.self) { try write(source, [:]) }
        guard case .malformed(let file, let found, let message) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(file == "messages/en/survey.mustache")
        #expect(found == line)
        #expect(!message.isEmpty)
    }

    @Test("A folder without templates is refused")
    func empty() {
        #expect(throws: WordingError.self) { try Shipped.wording(["readme.txt": "nothing"]) }
    }

    @Test("The check names missing wordings, unknown variables, strangers and long short texts")
    func check() throws {
        let wording = try Shipped.wording([
            "messages/en/survey.mustache": "=== subject\nx\n=== sms\n" + String(repeating: "long ", count: 80)
                + "\n=== mail\n{{nmae}}",
            "messages/en/surwey.mustache": "=== mail\nx",
        ])
        let problems = wording.problems(associations: [association])
        #expect(problems.contains { $0.file == "messages/ar/survey.mustache" && $0.message.contains("missing") })
        #expect(problems.contains { $0.line == 6 && $0.message.contains("‘nmae’") })
        #expect(problems.contains { $0.file == "messages/en/surwey.mustache" && $0.message.contains("surwey") })
        #expect(problems.contains { $0.message.contains("3 parts") })
    }
}
