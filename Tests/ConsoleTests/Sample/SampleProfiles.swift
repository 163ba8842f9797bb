import Casework

/// Two invented associations with everything that a page shows.
enum SampleProfiles {
    static let eman = "al-eman"
    static let saa = "saa"

    static func all() -> [AssociationProfile] { [first, second].compactMap(\.self) }

    private static var first: AssociationProfile? {
        guard let id = AssociationID(rawValue: eman) else { return nil }
        return AssociationProfile(
            id: id, name: text("جمعية الإيمان لرعاية مرضى السرطان", "Al-Eman Cancer Care Society"),
            shortName: text("الإيمان", "Al-Eman"), domain: "al-eman.example", smsSender: "AlEman", phone: "920000000",
            place: text("جدة، حي السلامة", "Jeddah, As Salamah"),
            policyChannels: [
                channel(.interview, "المقابلة", "Interview", [.counter]),
                channel(.phone, "الاتصالات الهاتفية", "Telephone", [.phone]),
                channel(.letters, "الخطابات", "Letters", [.letter]),
                channel(.email, "البريد الإلكتروني", "Email", [.email]),
                channel(.website, "الموقع الإلكتروني", "Website", [.webForm]),
            ],
            officerTools: [], steps: [],
            fields: [
                FieldOfWork(id: "treatment", name: text("دعم العلاج", "Treatment"), liaison: ["treatment-liaison"]),
                FieldOfWork(id: "medicines", name: text("الأدوية", "Medicines"), liaison: ["medicines-liaison"]),
                FieldOfWork(
                    id: "transport_lodging", name: text("النقل والإسكان", "Transport and lodging"),
                    liaison: ["treatment-liaison"]),
                FieldOfWork(
                    id: "protection", name: text("الحماية", "Protection"), liaison: ["safeguarding"], restricted: true),
            ],
            officers: [
                OfficerPosition(id: "treatment-liaison", title: text("مسؤول دعم العلاج", "Treatment liaison")),
                OfficerPosition(id: "medicines-liaison", title: text("مسؤولة الأدوية", "Medicines liaison")),
                OfficerPosition(id: "complaints", title: text("وحدة الشكاوى", "Complaints unit")),
                OfficerPosition(
                    id: "safeguarding", title: text("مسؤولة الحماية", "Safeguarding officer"), sealed: true),
            ],
            promises: promises, calendar: calendar, letterhead: letterhead, forms: forms,
            requiredDocuments: [
                RequiredDocument(id: "national_id", name: text("الهوية الوطنية", "National ID"), expires: true),
                RequiredDocument(id: "medical_report", name: text("تقرير طبي حديث", "Recent medical report")),
            ],
            emergencyNumbers: [
                EmergencyNumber(number: "997", name: text("الإسعاف", "Ambulance"), inShortTexts: true),
                EmergencyNumber(number: "911", name: text("الطوارئ الموحدة", "Emergency"), inShortTexts: true),
                EmergencyNumber(
                    number: "1919", name: text("بلاغات العنف الأسري", "Domestic violence"), inShortTexts: false),
            ])
    }

    private static var second: AssociationProfile? {
        guard let id = AssociationID(rawValue: saa), var profile = first else { return nil }
        profile.id = id
        profile.name = text("جمعية ساع لخدمات الحج والعمرة", "Saa Hajj and Umrah Services Association")
        profile.shortName = text("ساع", "Saa")
        profile.domain = "saa.example"
        profile.place = text("مكة المكرمة، العزيزية", "Makkah, Al Aziziyah")
        profile.forms = Array(forms.prefix(2))
        return profile
    }

    private static var forms: [OfferedForm] {
        [
            OfferedForm(id: "inquiry", name: text("استفسار", "Inquiry"), kind: .inquiry),
            OfferedForm(id: "complaint", name: text("شكوى", "Complaint"), kind: .complaint),
            OfferedForm(id: "aid-request", name: text("طلب مساعدة", "Aid request"), kind: .aidRequest),
            OfferedForm(id: "volunteering", name: text("التطوع معنا", "Volunteer with us"), kind: .volunteering),
            OfferedForm(id: "suggestion", name: text("مقترح", "Suggestion"), kind: .suggestion),
        ]
    }

    private static var promises: PromiseTimes {
        PromiseTimes(firstAnswer: .workingDays(3), complaintResult: .workingDays(10))
    }

    private static var calendar: WorkingCalendar {
        let hours = ["08:00", "16:00"].compactMap { ClockTime($0) }
        let span = hours.count == 2 ? OpenHours(opens: hours[0], closes: hours[1]) : nil
        return WorkingCalendar(
            week: WorkingWeek(
                days: [.sunday, .monday, .tuesday, .wednesday, .thursday], hours: [span].compactMap(\.self)))
    }

    private static var letterhead: Letterhead {
        Letterhead(printsNumber: true, printsDate: true, printsAttachments: true)
    }

    private static func channel(
        _ kind: PolicyChannel.Kind, _ arabic: String, _ english: String, _ served: [HubChannel]
    ) -> PolicyChannel {
        PolicyChannel(id: kind, name: text(arabic, english), servedBy: served)
    }

    private static func text(_ arabic: String, _ english: String) -> BilingualText {
        BilingualText(arabic: arabic, english: english)
    }
}
