/// Why a text cannot be written, with what to do about it.
public enum WordingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folder of templates cannot be read.
    case unreadableFolder(String)
    /// The file of a template is not written as it should be.
    case malformed(file: String, line: Int, message: String)
    /// There is no such template in the language.
    case unknownTemplate(String, language: String)
    /// The template has no wording for the medium.
    case missingPart(template: String, part: String)
    /// A variable that the wording needs was not given.
    case missingVariable(template: String, variable: String)

    /// A sentence for whoever looks after the templates; holds no value of a variable.
    public var description: String {
        switch self {
        case .unreadableFolder(let folder):
            "The folder ‘\(folder)’ holds no templates; it needs messages/ar, messages/en, letters/ar and letters/en."
        case .malformed(let file, let line, let message): "\(file):\(line): \(message)"
        case .unknownTemplate(let template, let language):
            "There is no template ‘\(template)’ in the language ‘\(language)’; add \(language)/\(template).mustache."
        case .missingPart(let template, let part):
            "The template ‘\(template)’ has no part ‘\(part)’; add a line ‘=== \(part)’ with its wording."
        case .missingVariable(let template, let variable):
            "The template ‘\(template)’ needs ‘\(variable)’, which was not given."
        }
    }
}
