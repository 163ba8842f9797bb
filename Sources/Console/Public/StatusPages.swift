import Casework

/// Where a message stands, for whoever has its number and a contact of its person.
struct StatusPages: Sendable {
    /// The longest number and contact looked at, in characters.
    static let longestAnswer = 254

    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.status(":association"), .visitor) { visit in
                let profile = try site.profile(of: visit)
                return try show(nil, profile, visit)
            },
            // A number and a contact are personal, so they are never part of an address.
            .post(.status(":association"), .visitor, body: .form(limit: 8 * 1024), allowance: .statusQuestions) {
                try await ask($0)
            },
        ]
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let profile = try site.profile(of: visit)
        let number = String(visit.field("number").prefix(Self.longestAnswer))
        let contact = String(visit.field("contact").prefix(Self.longestAnswer))
        let status = try await site.desk.publicStatus(profile.id, number: number, contact: contact)
        guard let status else {
            return try show(nil, profile, visit, number: number, contact: contact, isUnknown: true)
        }
        return try show(status, profile, visit)
    }

    private func show(
        _ status: PublicStatus?, _ profile: AssociationProfile, _ visit: Visit, number: String = "",
        contact: String = "", isUnknown: Bool = false
    ) throws -> Answer {
        let words = site.words(visit)
        let found = status.map { FoundStatus($0, words, profile) }
        let view = StatusView(
            askURL: ConsoleRoute.status(profile.id.rawValue).path, number: number, contact: contact,
            problem: isUnknown ? words["status.unknown"] : nil, found: found)
        return try site.publicPage("public/status", view, visit, title: words["status.title"], profile: profile)
    }
}

/// The status page: the question, and the answer when there is one.
struct StatusView: Sendable {
    let askURL: String
    let number: String
    let contact: String
    let problem: String?
    let found: FoundStatus?
}

/// Where a message stands.
struct FoundStatus: Sendable {
    let reference: String
    let stage: String
    let stageName: String
    let opened: Moment
    let updated: Moment
    let promised: Moment?
    let answers: [String]
    let hasAnswers: Bool

    init(_ status: PublicStatus, _ words: Words, _ profile: AssociationProfile) {
        reference = status.reference.description
        stage = status.stage.rawValue
        stageName = words["public_stage.\(status.stage.rawValue)"]
        opened = words.moment(status.openedAt, in: profile.calendar)
        updated = words.moment(status.updatedAt, in: profile.calendar)
        promised = status.stage.isOwed ? status.dueAt.map { words.moment($0, in: profile.calendar) } : nil
        answers = status.answers
        hasAnswers = !answers.isEmpty
    }
}
