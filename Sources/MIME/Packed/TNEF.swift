/// What a winmail.dat of Outlook and Exchange holds (MS-OXTNEF): files, and the text of the mail.
///
/// Read by own code in the language's checked memory, since mail of strangers is decoded in the hub's own process.
struct TNEF {
    /// A file in it.
    struct File {
        var name: String?
        var type = "application/octet-stream"
        var contentID: String?
        var content: [UInt8] = []
    }

    /// The files in their order.
    private(set) var files: [File] = []
    /// The words of the mail; nil when there are none.
    private(set) var text: String?
    /// Its HTML; nil when there is none.
    private(set) var html: String?
    /// False when the bytes break off or make no sense from some place on.
    private(set) var isWhole = true

    var hasBody: Bool { text != nil || html != nil }

    /// Messages within messages that are opened.
    static let maxDepth = 4
    /// Files that are taken.
    static let maxFiles = 200

    private let depth: Int
    private var charset = "windows-1252"
    private var message: [MAPIProperties] = []

    /// Reads the bytes of a winmail.dat; nil when they are none.
    init?(_ bytes: [UInt8], depth: Int = 0) {
        var reader = ByteReader(bytes[...])
        guard reader.number(4) == 0x223E_9F78, reader.number(2) != nil, depth < Self.maxDepth else { return nil }
        self.depth = depth
        while reader.left > 0 {
            guard reader.byte() != nil, let id = reader.number(4), let length = reader.number(4),
                let data = reader.block(length), reader.number(2) != nil
            else {
                isWhole = false
                break
            }
            take(id & 0xFFFF, data)
        }
        settle()
    }

    private mutating func take(_ id: Int, _ data: ArraySlice<UInt8>) {
        var reader = ByteReader(data)
        switch id {
        case 0x9007: if let page = reader.number(4) { charset = Self.label(page) ?? charset }
        case 0x800C: text = text ?? decoded(data)
        case 0x9003: message.append(MAPIProperties(data))
        case 0x9002:
            if files.count < Self.maxFiles { files.append(File()) } else { isWhole = false }
        case 0x8010:
            let name = decoded(data)
            change { $0.name = $0.name ?? name }
        case 0x800F: change { $0.content = Array(data) }
        case 0x9005: takeProperties(MAPIProperties(data))
        default: break
        }
    }

    /// Changes the file that is being described; some programs leave out the mark that begins it.
    private mutating func change(_ change: (inout File) -> Void) {
        if files.isEmpty { files.append(File()) }
        change(&files[files.count - 1])
    }

    private mutating func takeProperties(_ properties: MAPIProperties) {
        let charset = charset
        let name = [0x3707, 0x3704, 0x3001].compactMap { properties.text($0, charset: charset) }.first
        let type = properties.text(0x370E, charset: charset)?.lowercased()
        let contentID = properties.text(0x3712, charset: charset)
        let object = properties.bytes(0x3701)
        change { file in
            file.name = name ?? file.name
            if let type, type.utf8.count <= 100 { file.type = HeaderText.oneLine(type) }
            file.contentID = contentID.flatMap { MessageIDs.read(Array($0.utf8)).first }
            if file.content.isEmpty, let object { file.content = Array(object) }
        }
        if let object { openMessage(object) }
    }

    /// A message within the message stands behind the 16 bytes of its kind: its files and its words take its place.
    private mutating func openMessage(_ object: ArraySlice<UInt8>) {
        guard let inner = TNEF(Array(object.dropFirst(16)), depth: depth + 1), let outer = files.popLast() else {
            return
        }
        files += inner.files.prefix(Self.maxFiles - files.count)
        guard let words = inner.text ?? inner.html, files.count < Self.maxFiles else { return }
        let ending = inner.text == nil ? "html" : "txt"
        files.append(
            File(
                name: (outer.name ?? "message") + "." + ending, type: inner.text == nil ? "text/html" : "text/plain",
                content: Array(words.utf8)))
    }

    private mutating func settle() {
        for properties in message {
            if let page = properties.number(0x3FFD) ?? properties.number(0x3FDE) {
                charset = Self.label(page) ?? charset
            }
            let page = properties.number(0x3FDE).flatMap(Self.label) ?? charset
            text = properties.text(0x1000, charset: charset) ?? text
            html = html ?? properties.text(0x1013, charset: page)
            if text == nil, html == nil, let rtf = properties.bytes(0x1009).flatMap(CompressedRTF.decoded) {
                text = RTFText(rtf).text
            }
        }
        if text?.utf8.contains(where: { $0 > 0x20 }) != true { text = nil }
        files.removeAll { $0.content.isEmpty && $0.name == nil }
    }

    private func decoded(_ data: ArraySlice<UInt8>) -> String? {
        let bytes = Array(data.prefix { $0 != 0 })
        return bytes.isEmpty ? nil : TextDecoding.decode(bytes, label: charset, hint: nil).text
    }

    /// The name of a Windows code page.
    static func label(_ page: Int) -> String? {
        switch page {
        case 65001: "utf-8"
        case 20127: "us-ascii"
        case 28591...28605: "iso-8859-\(page - 28590)"
        case 1250...1258: "windows-\(page)"
        case 1...1361: "cp\(page)"
        default: nil
        }
    }
}
