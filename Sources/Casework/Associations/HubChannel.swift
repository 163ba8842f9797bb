/// The ways in and out that the hub itself offers; the raw value is the word used in settings.
public enum HubChannel: String, Sendable, Codable, CaseIterable, Hashable {
    case email
    case sms
    case whatsApp = "whatsapp"
    case telegram
    case webForm = "web_form"
    case counter
    case phone
    case letter
    case fax
    case social
    case branch
    case store
}
