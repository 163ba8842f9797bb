import Casework

/// Reads one file of `associations/` into a profile.
struct AssociationReader {
    let list: ProblemList

    /// The profile; what is wrong is in the list, with stand-ins in its place.
    func profile(_ root: SettingValue) -> AssociationProfile? {
        let reader = SettingReader(root, list)
        defer { reader.finish() }
        let read = identifier(reader)
        // The reading goes on without an id, so that all other problems are found too.
        guard let id = read ?? AssociationID(rawValue: "unnamed") else { return nil }
        let profile = AssociationProfile(
            id: id, name: reader.bilingual("name"), shortName: shortName(reader),
            domain: domain(reader), smsSender: sender(reader), phone: reader.optionalText("phone"),
            place: reader.bilingual("place"), policyChannels: reader.maps("channels").compactMap(channel),
            officerTools: reader.elements("officer_tools").map(reader.bilingual),
            steps: reader.maps("steps").compactMap(step), committees: reader.maps("committees").map(committee),
            fields: reader.maps("fields").map(field), officers: reader.maps("officers").map(officer),
            promises: PromiseReader(list: list).promises(reader),
            calendar: CalendarReader(list: list).calendar(reader),
            letterhead: letterhead(reader.nested("letterhead")), forms: reader.maps("forms").map(form),
            requiredDocuments: reader.maps("required_documents").map(document),
            emergencyNumbers: reader.maps("emergency_numbers").map(emergencyNumber),
            quietHours: reader.optional("quiet_hours").flatMap { value in
                reader.parsed(value, "hours like 20:00-09:00") { OpenHours($0).map(QuietHours.init) }
            })
        return read == nil ? nil : profile
    }

    private func identifier(_ reader: SettingReader) -> AssociationID? {
        reader.required("id").flatMap { value in
            reader.parsed(value, "an id of lowercase letters, digits and hyphens", AssociationID.init(rawValue:))
        }
    }

    private func shortName(_ reader: SettingReader) -> BilingualText {
        let name = reader.bilingual("short_name")
        let limit = AssociationProfile.shortNameLimit
        if let value = reader.value["short_name"], max(name.arabic.utf16.count, name.english.utf16.count) > limit {
            list.add(
                value.problem(
                    "A short name is longer than \(limit) letters.",
                    cure: "Shorten it: it stands at the head of every short text."))
        }
        return name
    }

    private func domain(_ reader: SettingReader) -> String {
        reader.required("domain").flatMap { value in
            reader.parsed(value, "a domain like al-eman.example") { text in
                let labels = text.split(separator: ".", omittingEmptySubsequences: false)
                let isDomain = labels.count >= 2 && text.utf8.count <= 253 && labels.allSatisfy(Self.isLabel)
                return isDomain ? text : nil
            }
        } ?? ""
    }

    private func sender(_ reader: SettingReader) -> String {
        reader.required("sms_sender").flatMap { value in
            reader.parsed(value, "1 to 11 Latin letters and digits") { text in
                (1...11).contains(text.utf8.count) && text.utf8.allSatisfy(Self.isSenderByte) ? text : nil
            }
        } ?? ""
    }

    private func channel(_ reader: SettingReader) -> PolicyChannel? {
        defer { reader.finish() }
        let name = reader.bilingual("name")
        let servedBy: [HubChannel] = reader.words("served_by")
        guard let value = reader.required("id"), let id: PolicyChannel.Kind = reader.word(value) else { return nil }
        if servedBy.isEmpty {
            list.add(value.problem("Nothing serves the channel ‘\(id.rawValue)’.", cure: "Add ‘served_by: [counter]’."))
        }
        return PolicyChannel(id: id, name: name, servedBy: servedBy)
    }

    private func step(_ reader: SettingReader) -> HandlingStep? {
        defer { reader.finish() }
        let name = reader.bilingual("name")
        guard let value = reader.required("id"), let id: HandlingStep.Kind = reader.word(value) else { return nil }
        return HandlingStep(id: id, name: name)
    }

    private func committee(_ reader: SettingReader) -> Committee {
        defer { reader.finish() }
        return Committee(id: reader.text("id"), name: reader.bilingual("name"))
    }

    private func field(_ reader: SettingReader) -> FieldOfWork {
        defer { reader.finish() }
        return FieldOfWork(
            id: reader.text("id"), name: reader.bilingual("name"), keywords: reader.texts("keywords"),
            liaison: reader.texts("liaison"), urgencyFloor: reader.word("urgency_floor"),
            firstLookMinutes: reader.number("first_look_minutes", in: 1...10_080),
            restricted: reader.flag("restricted"), aroundTheClock: reader.flag("around_the_clock"))
    }

    private func officer(_ reader: SettingReader) -> OfficerPosition {
        defer { reader.finish() }
        return OfficerPosition(
            id: reader.text("id"), title: reader.bilingual("title"), fields: reader.texts("fields"),
            deputy: reader.optionalText("deputy"), away: reader.maps("away").compactMap(absence),
            duties: reader.words("duties"), sealed: reader.flag("sealed"))
    }

    private func absence(_ reader: SettingReader) -> OfficerPosition.Absence? {
        defer { reader.finish() }
        guard let days = CalendarReader(list: list).days(reader) else { return nil }
        return OfficerPosition.Absence(from: days.from, through: days.through)
    }

    private func letterhead(_ reader: SettingReader?) -> Letterhead {
        guard let reader else { return Letterhead(printsNumber: false, printsDate: false, printsAttachments: false) }
        defer { reader.finish() }
        let registration = reader.nested("registration").map { registration in
            defer { registration.finish() }
            return Letterhead.Registration(
                number: registration.optionalText("number") ?? "", authority: registration.bilingual("authority"))
        }
        return Letterhead(
            printsNumber: reader.flag("number"), printsDate: reader.flag("date"),
            printsAttachments: reader.flag("attachments"), registration: registration,
            accountPurposes: reader.elements("account_purposes").map(reader.bilingual))
    }

    private func form(_ reader: SettingReader) -> OfferedForm {
        defer { reader.finish() }
        return OfferedForm(
            id: reader.text("id"), name: reader.bilingual("name"),
            kind: reader.required("kind").flatMap { reader.word($0) } ?? .other, field: reader.optionalText("field"))
    }

    private func document(_ reader: SettingReader) -> RequiredDocument {
        defer { reader.finish() }
        return RequiredDocument(
            id: reader.text("id"), name: reader.bilingual("name"), fields: reader.texts("fields"),
            expires: reader.flag("expires"))
    }

    private func emergencyNumber(_ reader: SettingReader) -> EmergencyNumber {
        defer { reader.finish() }
        return EmergencyNumber(
            number: reader.text("number"), name: reader.bilingual("name"), inShortTexts: reader.flag("in_short_texts"))
    }

    private static func isLabel(_ label: Substring) -> Bool {
        AssociationID(rawValue: String(label)) != nil
    }

    private static func isSenderByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
