import ArgumentParser

/// The command line of the hub.
@main
struct Wasl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wasl", abstract: "A communications hub for charities and the people they serve.",
        subcommands: [
            Serve.self, Work.self, Check.self, Ingest.self, Read.self, Reread.self, Train.self, Evaluate.self,
            Tickets.self, Outbox.self, Verify.self, Backup.self, Restore.self, Release.self, Migrate.self, User.self,
            Scan.self, Measure.self,
            Models.self, Backtest.self,
        ], defaultSubcommand: Serve.self)

    static func main() async {
        Surroundings.startLogging()
        Surroundings.plantFaults()
        await main(nil)
    }
}
