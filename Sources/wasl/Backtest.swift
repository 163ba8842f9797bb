import ArgumentParser
import Casework
import Flows
import Foundation
import Reading
import Settings
import Storage

/// Replays past messages through a changed model or changed settings before they are switched on.
struct Backtest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a changed model or changed settings would have done with past messages; writes nothing.")

    @Option(help: "The first day, as 2026-02-13 or 1447-08-25.") var since: String
    @Option(help: "The changed model; the hub's own unless given.") var model: String?
    @Option(help: "The folder with the changed settings (associations/); the hub's own unless given.") var config:
        String?
    @Option(help: "text, or jsonl: a line for each message for which something changes, then the counts.")
    var format: String = "text"

    func run() async throws {
        guard let day = CalendarDay(inEitherCalendar: since) else {
            throw Complaint("--since is a day, written like 2026-02-13 or 1447-08-25.")
        }
        guard format == "text" || format == "jsonl" else { throw Complaint("The format is text or jsonl.") }
        let assembly = try Assembly(try Surroundings())
        let present = try assembly.model()
        let profiles = assembly.configuration.associations
        let database = try await assembly.database()
        let test = BacktestFlow(
            database: database, objects: assembly.surroundings.bucket, channels: try assembly.channels(),
            before: BacktestSide(model: present, profiles: profiles),
            after: BacktestSide(
                model: try model.map { try Model(contentsOf: URL(filePath: $0)) } ?? present,
                profiles: try config.map {
                    try Candidates.profiles(of: URL(filePath: $0, directoryHint: .isDirectory))
                } ?? profiles))
        let zone = profiles.first?.calendar.timeZone ?? WorkingCalendar.riyadh
        let writesLines = format == "jsonl"
        let report = try await test.run(since: day.start(in: zone)) { if writesLines { try Lines.print($0) } }
        if writesLines { try Lines.print(report) } else { print(Self.text(report)) }
        try await database.close()
    }

    private static func text(_ report: BacktestReport) -> String {
        var lines = ["\(report.messages) messages, \(report.changed) would be decided otherwise."]
        if report.unread > 0 { lines.append("\(report.unread) could not be replayed: their bytes could not be had.") }
        let parts = [
            ("Officers", report.officers), ("Kinds", report.kinds), ("Fields", report.fields),
            ("Urgency", report.urgencies), ("Sealing", report.sealed),
        ]
        for (title, counts) in parts where !counts.isEmpty {
            lines.append(title)
            for (step, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                lines.append("  \(count)  \(step)")
            }
        }
        lines.append(
            "Promised times: \(report.sooner) sooner, \(report.later) later, \(report.promiseHours) hours in all.")
        return lines.joined(separator: "\n")
    }
}
