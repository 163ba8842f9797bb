import Casework

/// The frame around every page: language, direction, navigation, the token of its forms.
struct Shell: Sendable {
    /// One entry of the navigation.
    struct Entry: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
        /// The figure beside it, nil for none.
        let figure: String?
        /// Whether the figure asks for attention.
        let isAlarming: Bool
    }

    /// `ar` or `en`.
    let language: String
    /// `rtl` or `ltr`.
    let direction: String
    /// The window's title.
    let title: String
    /// The same page in the other language.
    let otherLanguageURL: String
    /// The other language's own name, its code and direction.
    let otherLanguageName: String
    let otherLanguage: String
    /// The token that each form on the page carries.
    let csrf: String
    /// The style sheet's and the script's addresses.
    let styleURL: String
    let scriptURL: String
    let iconURL: String
    /// The signed-in officer's name; nil on public pages.
    let officer: String?
    /// The navigation of the console; empty elsewhere.
    let entries: [Entry]
    /// The association whose public page this is.
    let associationName: String?
    let associationURL: String?
    /// Where the console begins, and some other fixed addresses.
    let homeURL: String
    let queueURL: String
    let searchURL: String
    let signOutURL: String
    let passwordURL: String
    let liveURL: String
    /// A sentence shown once at the top: what was just done.
    let notice: String?
    /// Whether many tickets of the emergency kind wait, said aloud on each page.
    let alarm: String?
}
