/// A character encoding that the C library can convert from.
struct Charset: Hashable, Sendable {
    /// The name iconv knows.
    var iconvName: String

    static let ascii = Charset(iconvName: "US-ASCII")
    static let utf8 = Charset(iconvName: "UTF-8")
    static let windows1252 = Charset(iconvName: "CP1252")
    static let windows1256 = Charset(iconvName: "CP1256")
    static let iso88596 = Charset(iconvName: "ISO-8859-6")

    /// The encodings whose labels are often put on Arabic text that is in another of them.
    static let oftenConfused: Set<Charset> = [
        ascii, utf8, windows1252, windows1256, iso88596, Charset(iconvName: "ISO-8859-15"),
    ]

    private init(iconvName: String) { self.iconvName = iconvName }

    /// The encoding of a label in a mail (IANA names and the names that mail programs invent); nil when unknown.
    init?(label: String) {
        let bytes = label.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        let name = String(decoding: bytes.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
            .lowercased()
        if let known = Self.aliases[name] {
            self = Charset(iconvName: known)
            return
        }
        let plain = name.hasPrefix("x-") ? String(name.dropFirst(2)) : name
        guard (1...40).contains(plain.utf8.count), plain.utf8.allSatisfy(Self.isNameByte) else { return nil }
        let candidates = [plain, plain.hasPrefix("windows-") ? "cp" + plain.dropFirst(8) : plain]
        guard let found = candidates.first(where: Iconv.knows) else { return nil }
        self = Charset(iconvName: found.uppercased())
    }

    /// True when bytes below 128 may mean something other than ASCII.
    var isNotASCIIBased: Bool {
        ["UTF-7", "UTF-16", "UTF-32", "UCS-", "ISO-2022-", "HZ", "CP037", "EBCDIC", "UNICODE"].contains {
            iconvName.hasPrefix($0)
        }
    }

    /// True when a letter outside ASCII takes one byte, so that such text is practically never valid UTF-8.
    var isSingleByte: Bool {
        ["ISO-8859-", "CP125", "CP8", "KOI8", "MAC", "TIS-620", "US-ASCII"].contains { iconvName.hasPrefix($0) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x28, 0x29, 0x2B: true
        default: false
        }
    }

    /// Labels that iconv does not know, or knows as less than senders mean by them.
    private static let aliases: [String: String] = [
        "utf8": "UTF-8", "utf-8": "UTF-8", "unicode-1-1-utf-8": "UTF-8", "utf8mb4": "UTF-8", "x-utf-8": "UTF-8",
        "utf-7": "UTF-7", "unicode-1-1-utf-7": "UTF-7", "x-unicode-2-0-utf-7": "UTF-7", "utf7": "UTF-7",
        "us-ascii": "US-ASCII", "ascii": "US-ASCII", "ansi-x3.4-1968": "US-ASCII", "iso646-us": "US-ASCII",
        "iso-8859-1": "CP1252", "iso8859-1": "CP1252", "latin1": "CP1252", "l1": "CP1252", "cp1252": "CP1252",
        "windows-1252": "CP1252", "x-ansi": "CP1252", "iso-8859-1-windows-3.1-latin-1": "CP1252",
        "windows-1256": "CP1256", "x-windows-1256": "CP1256", "cp1256": "CP1256", "x-cp1256": "CP1256",
        "win-1256": "CP1256", "windows1256": "CP1256", "ms-arab": "CP1256", "cp-1256": "CP1256", "1256": "CP1256",
        "windows-arabic": "CP1256", "arabic(windows)": "CP1256", "ansi-1256": "CP1256",
        "iso-8859-6": "ISO-8859-6", "iso-8859-6-i": "ISO-8859-6", "iso-8859-6-e": "ISO-8859-6",
        "asmo-708": "ISO-8859-6", "ecma-114": "ISO-8859-6", "arabic": "ISO-8859-6", "csisolatinarabic": "ISO-8859-6",
        "iso-ir-127": "ISO-8859-6", "iso8859-6": "ISO-8859-6", "dos-720": "CP864", "dos-864": "CP864",
        "iso-8859-8-i": "ISO-8859-8", "iso-8859-8-e": "ISO-8859-8", "iso-8859-9": "CP1254", "iso-8859-11": "CP874",
        "gb2312": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030", "cp936": "GB18030", "hz-gb-2312": "HZ",
        "ks-c-5601-1987": "CP949", "ks-c-5601": "CP949", "euc-kr": "CP949", "shift-jis": "CP932", "sjis": "CP932",
        "x-sjis": "CP932", "windows-31j": "CP932", "iso-2022-jp": "ISO-2022-JP-2", "macintosh": "MACINTOSH",
        "x-mac-roman": "MACINTOSH",
    ]
}
