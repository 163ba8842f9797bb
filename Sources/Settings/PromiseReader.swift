import Casework

/// Reads the promised times of a profile.
struct PromiseReader {
    let list: ProblemList

    /// The key `promises`; what is wrong is in the list.
    func promises(_ profile: SettingReader) -> PromiseTimes {
        let missing = SettingValue(.map([]), place: profile.value.place.child("promises"))
        let reader = SettingReader(profile.required("promises") ?? missing, list)
        defer { reader.finish() }
        var byKind: [MessageKind: PromisedTime] = [:]
        for entry in reader.optional("first_answer_by_kind")?.entries ?? [] {
            guard let kind: MessageKind = reader.word(SettingValue(.string(entry.key), place: entry.place)) else {
                continue
            }
            byKind[kind] = promisedTime(entry.value, reader)
        }
        return PromiseTimes(
            firstAnswer: reader.required("first_answer").flatMap { promisedTime($0, reader) } ?? .workingDays(3),
            firstAnswerByKind: byKind,
            complaintResult: reader.required("complaint_result").flatMap { promisedTime($0, reader) }
                ?? .workingDays(10),
            decisionMinimumDays: reader.number("decision_minimum_days", in: 1...365),
            decisionDueDays: reader.number("decision_due_days", in: 1...365),
            appealDays: reader.number("appeal_days", in: 1...365) ?? 30,
            documentsDays: reader.number("documents_days", in: 1...365) ?? 14)
    }

    private func promisedTime(_ value: SettingValue, _ reader: SettingReader) -> PromisedTime? {
        reader.parsed(value, "a time like ‘3 working days’, ‘4 working hours’ or ‘30 minutes’") { PromisedTime($0) }
    }
}
