import Casework

/// Whether the association issued a letter, for whoever holds it and reads the code on it.
struct LetterProofPages: Sendable {
    /// The longest code looked at, in characters.
    static let longestCode = 80

    let site: Site

    var endpoints: [Endpoint] {
        [.get(.letterProof(":association", ":code"), .visitor) { try await show($0) }]
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let profile = try site.profile(of: visit)
        let code = visit.parameters["code"] ?? ""
        guard code.count <= Self.longestCode, let proof = try await site.desk.letterProof(profile.id, code: code) else {
            throw Refusal.notFound
        }
        let words = site.words(visit)
        let number = words.language == .arabic ? ArabicDigits.arabicIndic(proof.letterNumber) : proof.letterNumber
        let day = CalendarDay(of: proof.writtenAt, in: profile.calendar.timeZone)
        let view = LetterProofView(
            letterNumber: number,
            date: day.textInBothCalendars(words.language, overrides: profile.calendar.hijriOverrides))
        return try site.publicPage(
            "public/letter-proof", view, visit, title: words["letter_proof.title"], profile: profile)
    }
}

/// What the register says.
struct LetterProofView: Sendable {
    let letterNumber: String
    let date: String
}
