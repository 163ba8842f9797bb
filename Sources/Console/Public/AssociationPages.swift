import Casework

/// The associations of the hub, and what one can do at each.
struct AssociationPages: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.associations, .visitor) { try list($0) },
            .get(.association(":association"), .visitor) { try show($0) },
        ]
    }

    private func list(_ visit: Visit) throws -> Answer {
        let words = site.words(visit)
        let view = AssociationListView(
            associations: site.desk.profiles.map { AssociationCard($0, visit.language) },
            consoleURL: ConsoleRoute.queue.path)
        return try site.publicPage("public/associations", view, visit, title: words["public.title"])
    }

    private func show(_ visit: Visit) throws -> Answer {
        let profile = try site.profile(of: visit)
        let view = AssociationPageView(profile, site.words(visit))
        return try site.publicPage(
            "public/association", view, visit, title: profile.name[visit.language], profile: profile)
    }
}

/// The list of associations.
struct AssociationListView: Sendable {
    let associations: [AssociationCard]
    let consoleURL: String
}

/// One association in the list.
struct AssociationCard: Sendable {
    let cardURL: String
    let name: String
    let place: String

    init(_ profile: AssociationProfile, _ language: Language) {
        cardURL = ConsoleRoute.association(profile.id.rawValue).path
        name = profile.name[language]
        place = profile.place[language]
    }
}

/// What one can do at an association: forms, following a message, its channels, numbers to call in danger.
struct AssociationPageView: Sendable {
    /// A form that can be opened.
    struct FormLink: Sendable {
        let formURL: String
        let title: String
        let hint: String
        let kind: String
    }

    /// A number to call in danger.
    struct Emergency: Sendable {
        let number: String
        let who: String
    }

    let name: String
    let hours: String
    let phone: String?
    let place: String
    let mail: String
    let forms: [FormLink]
    let statusURL: String
    let channels: [String]
    let hasChannels: Bool
    let emergencies: [Emergency]
    let hasEmergencies: Bool
    let promise: String

    init(_ profile: AssociationProfile, _ words: Words) {
        let language = words.language
        name = profile.name[language]
        let week = profile.calendar.week.text(language)
        hours = language == .arabic ? ArabicDigits.arabicIndicProse(week) : week
        phone = profile.phone
        place = profile.place[language]
        mail = "\(profile.id)@\(profile.domain)"
        forms = profile.forms.map { form in
            FormLink(
                formURL: ConsoleRoute.form(profile.id.rawValue, form.id).path, title: form.name[language],
                hint: words["form.hint_\(form.kind.rawValue)"], kind: form.kind.rawValue)
        }
        statusURL = ConsoleRoute.status(profile.id.rawValue).path
        channels = profile.policyChannels.map { $0.name[language] }
        hasChannels = !channels.isEmpty
        emergencies = Self.emergencies(profile, language)
        hasEmergencies = !emergencies.isEmpty
        promise = words.fill("public.promise", ["time": profile.promises.firstAnswer.text(language)])
    }

    /// The numbers to call in danger, as pages list them.
    static func emergencies(_ profile: AssociationProfile, _ language: Language) -> [Emergency] {
        profile.emergencyNumbers.map { Emergency(number: $0.number, who: $0.name[language]) }
    }
}
