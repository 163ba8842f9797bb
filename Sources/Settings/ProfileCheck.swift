import Casework

/// Checks that the parts of one profile fit together: every name that is used exists, every field has its officers.
struct ProfileCheck {
    let profile: AssociationProfile
    let root: SettingValue
    let list: ProblemList

    /// Adds every problem to the list.
    func run() {
        for key in ["channels", "steps", "committees", "fields", "officers", "forms", "required_documents"] {
            checkIdentifiers(key)
        }
        pairs("fields", profile.fields).forEach(check(field:at:))
        pairs("officers", profile.officers).forEach(check(officer:at:))
        pairs("forms", profile.forms).forEach { form, place in
            if let field = form.field { reference(field, fieldNames, "field of work", place["field"] ?? place) }
        }
        pairs("required_documents", profile.requiredDocuments).forEach { _, place in
            references(place["fields"], fieldNames, "field of work")
        }
        checkDuties()
        checkCommittees()
    }

    private var fieldNames: [String] { profile.fields.map(\.id) }
    private var officerNames: [String] { profile.officers.map(\.id) }

    private func checkIdentifiers(_ key: String) {
        var seen: Set<String> = []
        for element in root[key]?.elements ?? [] {
            guard let id = element["id"], let text = id.text else { continue }
            if !seen.insert(text).inserted {
                list.add(
                    id.problem("The id ‘\(text)’ is used twice in ‘\(key)’.", cure: "Give one of them another id."))
            }
            if !Self.isIdentifier(text) {
                list.add(
                    id.problem(
                        "‘\(text)’ is not an id.",
                        cure: "Use lowercase letters, digits, hyphens or underscores, at most 40."))
            }
        }
    }

    private func check(field: FieldOfWork, at place: SettingValue) {
        if field.liaison.isEmpty {
            list.add(
                place.problem(
                    "The field ‘\(field.id)’ has no liaison officer.",
                    cure: "Add ‘liaison: [position]’ with an officer's id."))
        }
        references(place["liaison"], officerNames, "officer")
        let liaison = field.liaison.compactMap(profile.officer)
        for officer in liaison where !officer.fields.contains(field.id) {
            list.add(
                place.problem(
                    "‘\(officer.id)’ answers for the field ‘\(field.id)’ but may not see it.",
                    cure: "Add ‘\(field.id)’ to that officer's ‘fields’."))
        }
        for officer in liaison where field.restricted && !officer.sealed {
            list.add(
                place.problem(
                    "The restricted field ‘\(field.id)’ has the liaison ‘\(officer.id)’ outside the safeguarding pair.",
                    cure: "Name a position with ‘sealed: true’."))
        }
        if liaison.count == 1, liaison.allSatisfy({ $0.deputy == nil }) {
            list.add(
                place.problem(
                    "Nobody stands in for the only liaison of the field ‘\(field.id)’.",
                    cure: "Give that officer a ‘deputy’ or name a second liaison.", severity: .warning))
        }
    }

    private func check(officer: OfficerPosition, at place: SettingValue) {
        references(place["fields"], fieldNames, "field of work")
        if let deputy = officer.deputy {
            reference(deputy, officerNames, "officer", place["deputy"] ?? place)
            if deputy == officer.id {
                list.add(place.problem("‘\(officer.id)’ is named as its own deputy.", cure: "Name another position."))
            }
            if officer.sealed, let found = profile.officer(deputy), !found.sealed {
                list.add(
                    place.problem(
                        "The deputy of ‘\(officer.id)’ is outside the safeguarding pair.",
                        cure: "Name the other sealed position."))
            }
        }
        for field in officer.fields.compactMap(profile.field) where field.restricted && !officer.sealed {
            list.add(
                (place["fields"] ?? place).problem(
                    "‘\(officer.id)’ would see the restricted field ‘\(field.id)’.",
                    cure: "Take the field away, or set ‘sealed: true’ for a member of the safeguarding pair."))
        }
    }

    private func checkDuties() {
        let place = root["officers"] ?? root
        for duty in OfficerDuty.allCases where profile.officers(with: duty).isEmpty {
            // Without triage a message that cannot be placed would reach nobody.
            list.add(
                place.problem(
                    "No officer has the duty ‘\(duty.rawValue)’.", cure: "Add it to the ‘duties’ of a position.",
                    severity: duty == .triage ? .error : .warning))
        }
        if profile.safeguardingPair.count < 2 {
            list.add(
                place.problem(
                    "Fewer than two positions may read sealed tickets.",
                    cure: "Set ‘sealed: true’ for the two members of the safeguarding pair.", severity: .warning))
        }
    }

    private func checkCommittees() {
        let hasStep = profile.hasStep(.committee)
        guard hasStep == profile.committees.isEmpty else { return }
        list.add(
            (root["steps"] ?? root).problem(
                hasStep ? "There is a committee step but no committee." : "There are committees but no committee step.",
                cure: "Add the one or take away the other."))
    }

    private func references(_ names: SettingValue?, _ known: [String], _ what: String) {
        for name in names?.elements ?? [] { reference(name.text ?? "", known, what, name) }
    }

    private func reference(_ name: String, _ known: [String], _ what: String, _ place: SettingValue) {
        guard !known.contains(name) else { return }
        let cure = name.nearest(among: known).map { "Did you mean ‘\($0)’?" }
        list.add(
            place.problem(
                "There is no \(what) ‘\(name)’.", cure: cure ?? "Use one of: \(known.joined(separator: ", "))."))
    }

    /// The elements read beside their places; nothing when some could not be read.
    private func pairs<Element>(_ key: String, _ elements: [Element]) -> [(Element, SettingValue)] {
        let places = root[key]?.elements ?? []
        return places.count == elements.count ? Array(zip(elements, places)) : []
    }

    private static func isIdentifier(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
