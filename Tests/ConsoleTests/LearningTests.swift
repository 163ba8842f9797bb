import Casework
import Foundation
import Testing

@testable import Console

@Suite("The pages of learning and trial")
struct LearningTests {
    @Test(
        "It shows errors by kind and month, what is taken for what, each model with its reason, and from whom was learnt"
    )
    func learning() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let page = try await browser.get("/console/learning")
            for words in [
                "أكتوبر ٢٠٢٦م", "١٠٪", "٤ من ٤٠", "النموذج ٢", "لم يُستعمل: ساءت قراءة شكوى", "العودة إلى النموذج ٠",
                "&lt;b&gt;سعود: ٩", "هدى القحطاني", "<td class=\"wrong\">٤</td>", "<td class=\"right\">٣٦</td>",
            ] { #expect(page.text.contains(words), "\(words)") }
            let english = try await browser.get("/console/learning?lang=en")
            for words in ["October 2026", "10%", "4 of 40", "Not used: reads worse: Complaint", "Go back to model 0"] {
                #expect(english.text.contains(words), "\(words)")
            }
        }
    }

    @Test("One click rolls back from the model that the page showed; a model is chosen by its number")
    func rollBack() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            try await browser.signIn()
            let page = try await browser.get("/console/learning")
            let back = try await browser.post("/console/learning/roll-back", ["current": "1"], from: page)
            #expect(back.header("location") == "/console/learning?done=rolled_back")
            let late = try await browser.post("/console/learning/roll-back", ["current": "7"], from: page)
            #expect(late.header("location") == "/console/learning?done=model_unchanged")
            let chosen = try await browser.post("/console/learning/models/2/promotion", [:], from: page)
            #expect(chosen.header("location") == "/console/learning?done=promoted")
            #expect(try await browser.post("/console/learning/models/9/promotion", [:], from: page).status == 404)
            #expect(try await browser.post("/console/learning/roll-back", ["current": "x"], from: page).status == 400)
        }
        #expect(
            sample.learning.steps == ["roll back from 1", "roll back from 7", "promote 2", "promote 9"])
    }

    @Test("A trial is asked for since a day of either calendar, and its result says who would have got what")
    func backtest() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            try await browser.signIn()
            let page = try await browser.get("/console/back-test")
            for words in [
                "أُعيدت قراءة ١٢٠ رسالة، ويتغير قرار ٢ منها.", "أبكر", "new-rules",
                "/console/tickets/saa/\(SampleTickets.reference(5))",
            ] { #expect(page.text.contains(words), "\(words)") }
            for (since, model) in [("2026-02-13", ""), ("١٤٤٧-٠٨-٢٥", "2"), ("1447-08-25", "")] {
                let answer = try await browser.post(
                    "/console/back-test", ["since": since, "model": model, "settings": ""], from: page)
                #expect(answer.header("location") == "/console/back-test?done=backtest_asked")
            }
            for fields in [
                ["since": "yesterday"], ["since": "2026-02-31"], ["since": "1447-13-01"],
                ["since": "2026-02-13", "settings": "gone"],
            ] { #expect(try await browser.post("/console/back-test", fields, from: page).status == 422) }
        }
        #expect(
            sample.learning.steps.prefix(3)
                == ["try - - since 2026-02-13", "try 2 - since 2026-02-13", "try - - since 2026-02-13"])
    }

    @Test(
        "An officer who is no administrator finds neither page", arguments: ["/console/learning", "/console/back-test"])
    func administratorsOnly(path: String) async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn("saud")
            #expect(try await browser.get(path).status == 404)
            #expect(try await browser.get("/console").text.contains(path) == false)
        }
    }
}
