/// The language of a letter's labels and the direction of its text.
public enum LetterLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    case arabic = "ar"
    case english = "en"

    /// Whether text begins at the right edge.
    public var isRightToLeft: Bool { self == .arabic }
}

/// What an association prints on all its letters.
public struct Letterhead: Sendable, Hashable, Codable {
    /// The association's name in Arabic, shown at the right.
    public var nameArabic: String
    /// The association's name in English, shown at the left.
    public var nameEnglish: String
    /// The licence line below the Arabic name, such as «المسجلة برقم (٤٦٣) بالمركز الوطني».
    public var registrationLine: String?
    /// The licence line below the English name.
    public var registrationLineEnglish: String?
    /// Accounts, e-mail, telephone: the lines at the foot of every page.
    public var footerLines: [String]

    /// Collects what an association prints on all its letters.
    public init(
        nameArabic: String, nameEnglish: String, registrationLine: String? = nil,
        registrationLineEnglish: String? = nil, footerLines: [String] = []
    ) {
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
        self.registrationLine = registrationLine
        self.registrationLineEnglish = registrationLineEnglish
        self.footerLines = footerLines
    }
}

/// One letter's content, every date, number and form of address already worded in the letter's language.
public struct Letter: Sendable, Hashable, Codable {
    /// What the association prints on all its letters.
    public var head: Letterhead
    /// The language of the labels and the direction of the text.
    public var language: LetterLanguage
    /// The number in the outgoing register, such as «١٢٥/١٤٤٧/م»; nil or empty leaves it to be filled in by hand.
    public var number: String?
    /// The Hijri date as it is shown, such as «٢٥ شعبان ١٤٤٧هـ»; empty leaves it to be filled in by hand.
    public var dateHijri: String
    /// The corresponding Gregorian date as it is shown; empty omits the line.
    public var dateGregorian: String
    /// The enclosures as they are shown, such as «مرفقان»; empty means none.
    public var attachments: String
    /// The person or body with the form of address, such as «المكرمة/ …».
    public var addressee: String
    /// The wish or honorific at the far end of the addressee's line, such as «حفظها الله»; may be empty.
    public var honorific: String
    /// The greeting before the subject.
    public var salutation: String
    /// The subject without its label.
    public var subject: String
    /// Paragraphs parted by empty lines; single line ends are kept.
    public var body: String
    /// The sentence before the signature.
    public var closing: String
    /// The office of the person who signs.
    public var signerTitle: String
    /// The person who signs; nil leaves the line to be filled in by hand.
    public var signerName: String?
    /// The ticket's reference in plain digits, repeated at the foot of every page.
    public var reference: String?
    /// The address or code by which a reader verifies the letter, shown with a QR code on the last page.
    public var verification: String?
    /// The day of issue (ISO 8601, `2026-02-13`) for the PDF's properties only.
    public var issuedOn: String?

    /// Collects one letter's content.
    public init(
        head: Letterhead, language: LetterLanguage, number: String?, dateHijri: String, dateGregorian: String,
        attachments: String, addressee: String, honorific: String, salutation: String, subject: String, body: String,
        closing: String, signerTitle: String, signerName: String? = nil, reference: String? = nil,
        verification: String? = nil, issuedOn: String? = nil
    ) {
        self.head = head
        self.language = language
        self.number = number
        self.dateHijri = dateHijri
        self.dateGregorian = dateGregorian
        self.attachments = attachments
        self.addressee = addressee
        self.honorific = honorific
        self.salutation = salutation
        self.subject = subject
        self.body = body
        self.closing = closing
        self.signerTitle = signerTitle
        self.signerName = signerName
        self.reference = reference
        self.verification = verification
        self.issuedOn = issuedOn
    }
}
