import Casework
import Foundation
import Logging

/// The public forms: shown, checked, kept, and the receipt given.
struct FormPages: Sendable {
    /// How long a receipt page can be opened, in seconds.
    static let receiptSeconds = 24 * 3600.0

    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.form(":association", ":form"), .visitor) { try show($0) },
            .post(
                .form(":association", ":form"), .visitor, body: .upload(limit: Endpoint.uploadLimit),
                allowance: .formSubmissions
            ) { try await submit($0) },
            .get(.receipt(":association"), .visitor) { try receipt($0) },
        ]
    }

    private func show(_ visit: Visit) throws -> Answer {
        let (profile, offered) = try form(visit)
        let empty = submitted(visit, profile, offered, token: Seal.randomToken())
        return try show(empty, [], profile, offered, visit)
    }

    private func show(
        _ form: SubmittedForm, _ problems: [FormProblem], _ profile: AssociationProfile, _ offered: OfferedForm,
        _ visit: Visit, failure: String? = nil, status: Int = 200
    ) throws -> Answer {
        let words = site.words(visit)
        let view = FormView(form, problems, offered, profile, words, failure: failure.map { words[$0] })
        return try site.publicPage(
            "public/form", view, visit, title: offered.name[visit.language], profile: profile, status: status)
    }

    /// Keeps a form that is in order; otherwise shows it again with what was typed.
    private func submit(_ visit: Visit) async throws -> Answer {
        let (profile, offered) = try form(visit)
        let token = visit.field(FormField.token.rawValue)
        let form = submitted(visit, profile, offered, token: token.utf8.count == 32 ? token : Seal.randomToken())
        let problems = FormCheck.problems(form, offered, profile)
        guard problems.isEmpty else { return try show(form, problems, profile, offered, visit, status: 422) }
        do {
            let receipt = try await site.forms.submit(form)
            let until = Int(visit.now.timeIntervalSince1970 + Self.receiptSeconds)
            let value = site.seal.sealed("receipt \(profile.id)", "\(receipt.number)-\(until)")
            return .see(.receipt(profile.id.rawValue), query: "?r=\(value)")
        } catch {
            site.logger.error("A public form could not be kept.", metadata: ["association": "\(profile.id)"])
            return try show(form, [], profile, offered, visit, failure: Self.failure(error), status: 503)
        }
    }

    /// Shows the number of a form just sent; the address cannot be made by anybody else.
    private func receipt(_ visit: Visit) throws -> Answer {
        let profile = try site.profile(of: visit)
        let words = site.words(visit)
        let sealed = visit.query["r"].flatMap { site.seal.opened("receipt \(profile.id)", $0) }
        let parts = (sealed ?? "").split(separator: "-").map(String.init)
        guard parts.count == 2, let number = ReferenceNumber(parts[0]), let until = Double(parts[1]),
            visit.now.timeIntervalSince1970 < until
        else { return .see(.status(profile.id.rawValue)) }
        let view = ReceiptView(
            number: number.description, statusURL: ConsoleRoute.status(profile.id.rawValue).path,
            homeURL: ConsoleRoute.association(profile.id.rawValue).path,
            promise: words.fill("public.promise", ["time": profile.promises.firstAnswer.text(visit.language)]),
            emergencies: AssociationPageView.emergencies(profile, visit.language),
            hasEmergencies: !profile.emergencyNumbers.isEmpty)
        return try site.publicPage(
            "public/receipt", view, visit, title: words["receipt.title"], profile: profile)
    }

    private func form(_ visit: Visit) throws -> (AssociationProfile, OfferedForm) {
        let profile = try site.profile(of: visit)
        guard let offered = profile.forms.first(where: { $0.id == visit.parameters["form"] }) else {
            throw Refusal.notFound
        }
        return (profile, offered)
    }

    /// The form's own fields, trimmed; whatever else was sent is left out.
    private func submitted(
        _ visit: Visit, _ profile: AssociationProfile, _ offered: OfferedForm, token: String
    ) -> SubmittedForm {
        var fields: [String: String] = [:]
        for field in FormField.allCases where field != .token && field != .files {
            let value = visit.field(field.rawValue)
            if !value.isEmpty { fields[field.rawValue] = value }
        }
        return SubmittedForm(
            association: profile.id, formID: offered.id, token: token, fields: fields,
            files: visit.files.filter { $0.field == FormField.files.rawValue }, language: visit.language,
            receivedAt: visit.now, remote: visit.remote)
    }

    private static func failure(_ error: AcceptanceError) -> String {
        switch error {
        case .tooLarge: "form.too_large"
        case .storeFull, .storeUnavailable: "form.not_kept"
        }
    }
}
