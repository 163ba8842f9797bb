import Casework

/// The words for a kind of message in texts to people.
enum KindName {
    static func text(_ kind: MessageKind, _ language: Language) -> String {
        let names: (String, String) =
            switch kind {
            case .inquiry: ("استفسار", "inquiry")
            case .complaint: ("شكوى", "complaint")
            case .aidRequest: ("طلب مساعدة", "aid request")
            case .volunteering: ("تطوع", "volunteering")
            case .suggestion: ("مقترح", "suggestion")
            case .thanks: ("شكر", "thanks")
            case .donation: ("تبرع", "donation")
            case .appeal: ("تظلم", "appeal")
            case .document: ("استكمال مستندات", "documents")
            case .optOut: ("إيقاف الرسائل", "opt-out")
            case .other: ("رسالة", "message")
            }
        return language == .arabic ? names.0 : names.1
    }
}

/// The words for a wire in texts to people.
enum MediumName {
    static func text(_ medium: Medium, _ language: Language) -> String {
        let names: (String, String) =
            switch medium {
            case .email: ("البريد الإلكتروني", "e-mail")
            case .sms: ("رسالة نصية", "text message")
            case .letter: ("خطاب", "letter")
            case .web: ("نموذج الموقع", "web form")
            case .chat: ("المحادثة", "chat")
            case .phone: ("الهاتف", "telephone")
            case .counter: ("الحضور", "visit")
            }
        return language == .arabic ? names.0 : names.1
    }
}

/// The words for a stage in texts to people, and what comes next.
enum StageName {
    static func text(_ stage: TicketStage, _ language: Language) -> String {
        let names: (String, String) =
            switch stage {
            case .new, .triage: ("قيد التوجيه", "being passed to an officer")
            case .open, .reopened: ("لدى الموظف المختص", "with the officer in charge")
            case .waiting: ("بانتظار إفادتكم", "waiting for your word")
            case .answered: ("تم الرد", "answered")
            case .closed: ("مغلق", "closed")
            }
        return language == .arabic ? names.0 : names.1
    }

    static func next(_ stage: TicketStage, _ language: Language) -> String {
        let names: (String, String) =
            switch stage {
            case .new, .triage, .open, .reopened: ("الرد عليكم", "our answer to you")
            case .waiting: ("إفادتكم بالمطلوب", "your answer")
            case .answered, .closed: ("لا شيء، ويسعدنا تواصلكم", "nothing; you may write again")
            }
        return language == .arabic ? names.0 : names.1
    }
}

/// A promised time in words, in the genitive after «خلال».
enum DurationName {
    static func text(_ promise: PromisedTime, _ language: Language) -> String {
        switch promise {
        case .workingDays(let count): CountWording.workingDays(count, language)
        case .workingHours(let count): CountWording.workingHours(count, language)
        case .minutes(let count): CountWording.minutes(count, language)
        }
    }
}

/// How a person is addressed when it is not known whether man or woman.
enum Salutation {
    static func text(name: String?, language: Language) -> String {
        let name = name.map { String($0.utf8.first == 0x20 ? $0.trimmingPrefix(" ") : $0[...]).cut(to: 60) } ?? ""
        switch language {
        case .arabic: return name.isEmpty ? "المستفيد/ة الكريم/ة" : "المكرم/ة \(name)"
        case .english: return name.isEmpty ? "Dear beneficiary," : "Dear \(name),"
        }
    }
}
