import Casework

/// The navigation of the console for one viewer.
struct ConsoleMenu: Sendable {
    let words: Words
    let counts: DeskCounts
    let viewer: Viewer
    let current: ConsoleRoute

    /// The entries that the viewer may open.
    var entries: [Shell.Entry] {
        var entries = [
            entry("menu.mine", .queue, counts.mine, alarming: counts.overdue > 0),
            entry("menu.triage", .list("triage"), counts.triage),
            entry("menu.waiting", .list("waiting")),
            entry("menu.closed", .list("closed")),
            entry("menu.all", .list("all")),
            entry("menu.set_aside", .setAside, counts.setAside, alarming: counts.setAside > 0),
            entry("menu.outgoing", .outgoing, counts.undelivered, alarming: counts.undelivered > 0),
            entry("menu.channels", .channels),
        ]
        if viewer.isAdministrator {
            entries += [
                entry("menu.ledger", .ledger), entry("menu.learning", .learning), entry("menu.backtest", .backtest),
                entry("menu.accounts", .accounts),
            ]
        }
        return entries
    }

    /// Said on each page while an emergency waits.
    var alarm: String? {
        counts.urgent > 0 ? words.fill("menu.urgent", ["count": words.count(counts.urgent, "urgent")]) : nil
    }

    /// What was just done, from the closed list of `done.…` words.
    func notice(_ key: String?) -> String? {
        guard let key, let sentence = words.table["done"]?[key] else { return nil }
        return sentence
    }

    private func entry(_ key: String, _ route: ConsoleRoute, _ figure: Int = 0, alarming: Bool = false) -> Shell.Entry {
        // From a thousand on figures are counted no further (``DeskCounts``).
        let more = figure >= 1000 ? "+" : ""
        return Shell.Entry(
            label: words[key], url: route.path, isCurrent: route == current,
            figure: figure > 0 ? words.number(figure) + more : nil, isAlarming: alarming)
    }
}
