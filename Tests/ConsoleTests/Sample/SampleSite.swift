import Casework
import Console
import Foundation
import Logging

/// The site over the samples.
struct SampleSite {
    /// Saturday 21 November 2026, 12:00 in Riyadh.
    static let noon = Date(timeIntervalSince1970: 1_795_251_600)

    let desk: SampleDesk
    let accounts = SampleAccounts()
    let forms: SampleForms
    let learning = SampleLearning()
    let site: ConsoleSite

    init(baseURL: String = "http://localhost:8080", isFull: Bool = false, formsPerTenMinutes: Int = 12) throws {
        desk = SampleDesk(now: Self.noon)
        forms = SampleForms(isFull: isFull)
        let configuration = ConsoleConfiguration(
            templates: Self.templates, baseURL: baseURL, secret: Data(repeating: 7, count: 32),
            replyTemplates: { _ in
                [
                    ReplyTemplate(
                        id: "missing_docs",
                        name: BilingualText(arabic: "استكمال مستندات", english: "Missing documents")),
                    ReplyTemplate(
                        id: "status_reply", name: BilingualText(arabic: "إفادة بالحالة", english: "Status")),
                ]
            }, formsPerTenMinutes: formsPerTenMinutes)
        var logger = Logger(label: "console")
        logger.logLevel = .error
        site = try ConsoleSite(
            configuration: configuration, desk: desk, accounts: accounts, forms: forms, learning: learning,
            webhook: { call in
                let echo = "\(call.channel) \(call.method) \(call.url) \(call.body.count)"
                return ConsoleWebhookReply(status: call.channel == "missing" ? 404 : 200, body: Data(echo.utf8))
            },
            metrics: { "wasl_tickets_open 6\n" }, readiness: { true }, now: { Self.noon }, logger: logger)
    }

    /// The shipped templates.
    static var templates: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates/pages")
    }
}
