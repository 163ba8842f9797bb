import Casework
import Foundation
import Transfer

extension SMSGateway {
    /// The places in which one text fills the templates.
    struct Filling: Sendable {
        /// The number in the gateway's form, or a chat's own name.
        var to: String
        var from: String
        var text: String
        var id: Identifier
        var reference: ReferenceNumber
        /// The address for reports, whose own placeholders are filled already.
        var reportURL: String
    }

    /// The HTTP request that hands over a text; nil when the gateway's charset lacks one of its characters.
    func request(_ filling: Filling) -> HTTPRequest? {
        guard let text = charset.encode(filling.text) else { return nil }
        var words = plainWords(filling)
        words["text"] = filling.text
        func bytes(_ name: String) -> [UInt8]? { name == "text" ? text : words[name].map { Array($0.utf8) } }

        var url = send.url.filled { bytes($0).map { URLFields.encoded($0) } }
        if !send.query.isEmpty { url += (url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + pairs(send.query, bytes) }
        var headers = send.headers.map { HTTPHeader($0.name, Self.oneLine($0.value.filled { words[$0] })) }
        if let basic = send.basic {
            let pair = basic.user.filled { words[$0] } + ":" + basic.password.filled { words[$0] }
            headers.append(HTTPHeader("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        }
        var body: Data?
        switch send.content {
        case .none: break
        case .form(let fields):
            headers.append(HTTPHeader("Content-Type", "application/x-www-form-urlencoded"))
            body = Data(pairs(fields, bytes).utf8)
        case .json(let template):
            headers.append(HTTPHeader("Content-Type", "application/json"))
            words["text"] = String(decoding: text, as: UTF8.self)
            body = template.filled { words[$0] }.encoded
        }
        return HTTPRequest(
            method: send.method, url: url, headers: headers, body: body, timeout: .seconds(timeout))
    }

    private func plainWords(_ filling: Filling) -> [String: String] {
        var words = values
        words["to"] = filling.to
        words["from"] = sender.map { $0.filled { values[$0] } } ?? filling.from
        words["id"] = String(filling.id)
        words["reference"] = filling.reference.description
        words["coding"] = coding[SMSSegments.count(filling.text).encoding]
        words["report_url"] = filling.reportURL
        return words
    }

    private func pairs(_ templates: [PairTemplate], _ bytes: (String) -> [UInt8]?) -> String {
        templates.map { pair in
            URLFields.encoded(pair.name.utf8) + "=" + URLFields.encoded(pair.value.bytes(bytes))
        }.joined(separator: "&")
    }

    /// A header value cannot hold a line end or another control character (trust claim S51).
    private static func oneLine(_ value: String) -> String {
        String(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
    }
}

extension SMSGateway.JSONTemplate {
    /// The JSON value with every string filled.
    func filled(_ value: (String) -> String?) -> JSONTree {
        switch self {
        case .text(let template): .string(template.filled(value))
        case .value(let tree): tree
        case .array(let items): .array(items.map { $0.filled(value) })
        case .object(let members): .object(members.mapValues { $0.filled(value) })
        }
    }
}
