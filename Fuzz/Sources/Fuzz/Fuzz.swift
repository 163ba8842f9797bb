import Casework
import Foundation
import Reading

@testable import Channels
@testable import MIME
@testable import Markup

/// What libFuzzer calls: the reader that `WASL_FUZZ` names gets the bytes, and what it makes of them is checked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Reader.chosen.run(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}

/// The readers of foreign bytes.
enum Reader: String, CaseIterable {
    case mail, header, address, word, charset, structure, html, tnef, rtf, packed, envelope, calendar
    case message, reply, composed

    static let chosen: Reader = {
        let name = ProcessInfo.processInfo.environment["WASL_FUZZ"] ?? ""
        guard let reader = Reader(rawValue: name) else {
            print("WASL_FUZZ is one of: \(allCases.map(\.rawValue).joined(separator: " "))")
            exit(2)
        }
        return reader
    }()

    func run(_ bytes: [UInt8]) {
        switch self {
        case .mail: Self.mail(Data(bytes), .standard)
        case .structure: Self.mail(Data(bytes), Self.narrow)
        case .header: Self.header(bytes)
        case .address:
            var list = AddressList(hint: nil, limit: 1_000)
            list.read(bytes)
            for mailbox in list.mailboxes { Self.expectLine((mailbox.name ?? "") + mailbox.address) }
        case .word: Self.expectLine(HeaderText.decode(Array("=?utf-8?B?".utf8) + bytes, hint: nil).text)
        case .charset: Self.charset(bytes)
        case .html: Self.html(String(decoding: bytes, as: UTF8.self))
        case .tnef:
            let whole = [0x78, 0x9F, 0x3E, 0x22, 1, 0] + bytes
            _ = TNEF(whole)
            _ = MAPIProperties(bytes[...])
        case .rtf:
            _ = RTFText(bytes).text
            _ = CompressedRTF.decoded([1, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0, 0, 0, 0] + bytes[...])
        case .packed: Self.packed(bytes)
        case .envelope: _ = SignedData(bytes).content
        case .calendar: _ = Invitation("BEGIN:VEVENT\n" + String(decoding: bytes, as: UTF8.self))
        case .message: Self.message(Data(bytes))
        case .reply: Self.reply(String(decoding: bytes, as: UTF8.self))
        case .composed: Self.composed(bytes)
        }
    }

    private static let narrow: MIMELimits = {
        var limits = MIMELimits()
        limits.maxDepth = 4
        limits.maxParts = 20
        limits.maxHeaders = 10
        limits.maxHeaderBytes = 500
        limits.maxTextBytes = 400
        limits.maxUnpackedBytes = 300
        limits.maxUnpackedFiles = 3
        limits.maxListed = 5
        return limits
    }()

    private static func mail(_ raw: Data, _ limits: MIMELimits) {
        let mail = MIMEParser.parse(raw, limits: limits)
        expect(!mail.text.utf8.contains(0), "NUL in the text")
        expect(mail.text.utf8.count <= 4 * max(limits.maxTextBytes, 64 * 1_024) + 100_000, "text beyond the limit")
        expect(
            mail.from.count <= limits.maxListed && mail.attachments.count <= limits.maxParts + 200,
            "lists beyond the limit")
        for attachment in mail.attachments.prefix(5) {
            let content = MIMEParser.attachment(at: attachment.index, of: raw, limits: limits)
            expect(content?.count == attachment.bytes, "attachment of another size")
        }
    }

    /// A mail as the hub reads it: words, machine's marks, what a bounce says.
    private static func message(_ raw: Data) {
        guard let association = AssociationID(rawValue: "al-eman") else { return }
        let kept = KeptDelivery(
            association: association, channel: ChannelID(rawValue: "email"), receivedAt: Date(timeIntervalSince1970: 0),
            sender: nil, recipients: [], attributes: [:], raw: raw)
        let message = MailReading.read(kept)
        expectLine(message.subject)
        expect(message.automatic?.failed.count ?? 0 <= 20, "recipients beyond the limit")
        for failed in message.automatic?.failed ?? [] { expectLine(failed.diagnostic) }
    }

    /// No word of a mail is lost when it is taken apart.
    private static func reply(_ text: String) {
        let parts = ReplyCleaning.clean(text, subject: "Re: x")
        let words = { (text: String) in text.utf8.reduce(0) { $0 + ($1 > 0x20 && $1 < 0x7F ? 1 : 0) } }
        expect(words(parts.reply + parts.quoted + parts.signature) == words(text), "words lost or doubled")
    }

    /// Foreign words in a mail of ours do not become fields, and it is read as it was written.
    private static func composed(_ bytes: [UInt8]) {
        let words = bytes.split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        func word(_ index: Int) -> String { index < words.count ? words[index] : "" }
        let box = Mailbox(name: word(1), address: "nora@person.example")
        var mail = OutgoingMail(
            from: box, to: [box], subject: word(0), date: Date(timeIntervalSince1970: 0), messageID: "1.a@hub.example",
            text: word(2), html: word(3).isEmpty ? nil : word(3))
        mail.attachments =
            word(4).isEmpty
            ? [] : [OutgoingAttachment(name: word(4), type: word(5), data: Data(word(3).utf8))]
        mail.extraHeaders.fields.append(HeaderFields.Field(name: "X-Words", value: word(5)))
        guard let raw = try? MIMEComposer.compose(mail) else { return expect(false, "a mail of ours was not composed") }
        expect(raw.allSatisfy { $0 < 0x80 }, "eight bits")
        let read = MIMEParser.parse(raw)
        expect(read.from.map(\.address) == [box.address] && read.to.count == 1, "another sender or recipient")
        expect(read.messageID == "1.a@hub.example", "another id")
        // Words may hold a packed file, which is listed too.
        expect(read.attachments.count >= mail.attachments.count, "a file is lost")
    }

    private static func header(_ bytes: [UInt8]) {
        expectLine(HeaderText.decode(bytes, hint: .windows1256).text)
        _ = MailDate.read(bytes)
        _ = MessageIDs.read(bytes)
        let type = MediaType.read(bytes)
        _ = type.boundary
        for name in ["charset", "name", "filename"] { expectLine(type.first(name) ?? "") }
        expectLine(FileName.cleaned(String(decoding: bytes, as: UTF8.self)) ?? "")
    }

    private static func charset(_ bytes: [UInt8]) {
        let labels: [String?] = [
            nil, "utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-7", "iso-2022-jp", "gb2312", "x",
        ]
        let label = labels[Int(bytes.first ?? 0) % labels.count]
        let text = TextDecoding.decode(Array(bytes.dropFirst()), label: label, hint: .windows1256).text
        expect(text.utf8.count <= bytes.count * 8 + 16, "text grows")
        if let label = String(validating: bytes, as: UTF8.self) { _ = Charset(label: label) }
    }

    private static func packed(_ bytes: [UInt8]) {
        var files = UnpackedFiles()
        let rest = files.takeFiles(from: bytes, place: 0, narrow)
        expect(rest.count <= bytes.count && files.files.count <= 3, "files beyond the limit")
        bytes.withUnsafeBytes { _ = Base64Text($0) }
        _ = EnrichedText.plain(String(decoding: bytes, as: UTF8.self))
    }

    private static func html(_ html: String) {
        for allowed in [false, true] {
            let safe = Markup.sanitized(
                html, options: SanitizerOptions(allowRemoteImages: allowed, inlineImages: ["a": "/files/1"]))
            var look = Look(remote: allowed)
            HTMLTree.walk(Array(safe.utf8), visitor: &look)
            expect(look.found.isEmpty, "\(look.found) in \(safe)")
            expect(safe.utf8.count <= html.utf8.count * 400 + 1_000, "HTML grows")
        }
        expect(Markup.plainText(fromHTML: html).utf8.count <= html.utf8.count * 40 + 1_000, "text grows")
    }

    private static func expectLine(_ text: String) {
        expect(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" },
            "control characters in \(text.debugDescription)")
    }

    /// Ends the process so that libFuzzer keeps the bytes.
    static func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) {
        guard !holds else { return }
        print(sentence())
        abort()
    }
}

/// What an unprepared parser finds in HTML that was made safe.
struct Look: TreeVisitor {
    let remote: Bool
    private(set) var found: [String] = []

    init(remote: Bool) { self.remote = remote }

    mutating func enter(_ element: Element) {
        let isKnown = KnownTags.written[element.name] != nil || ["label", "dfn", "var", "bdi"].contains(element.name)
        if !isKnown { found.append(element.name) }
        if element.name == "img", !remote, element.attributes["src"]?.hasPrefix("/files/") != true {
            found.append("img")
        }
        for (name, value) in element.attributes {
            let lower = value.lowercased()
            if name.hasPrefix("on") || name == "style" || name == "id" || name == "class" { found.append(name) }
            let isAddress = name == "href" || name == "src"
            // By bytes: a letter that joins the last one of a scheme makes it no other scheme.
            let schemes = ["http://", "https://", "mailto:", "tel:", "/files/"]
            if isAddress, !schemes.contains(where: { lower.utf8.starts(with: $0.utf8) }) {
                found.append(value)
            }
        }
    }

    mutating func leave(_: Element) {}

    mutating func text(_: String) {}
}
