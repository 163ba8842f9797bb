/// A character encoding that the C library can convert from.
struct Charset: Hashable, Sendable {
    /// The name iconv knows.
    var iconvName: String

    static let ascii = Charset(iconvName: "US-ASCII")
    static let utf8 = Charset(iconvName: "UTF-8")
    static let windows1252 = Charset(iconvName: "CP1252")
    static let windows1256 = Charset(iconvName: "CP1256")
    static let iso88596 = Charset(iconvName: "ISO-8859-6")
    static let macArabic = Charset(iconvName: "MACARABIC")
    static let utf7 = Charset(iconvName: "UTF-7")
    static let utf16LittleEndian = Charset(iconvName: "UTF-16LE")
    static let utf16BigEndian = Charset(iconvName: "UTF-16BE")
    static let utf32LittleEndian = Charset(iconvName: "UTF-32LE")
    static let utf32BigEndian = Charset(iconvName: "UTF-32BE")

    /// The encodings whose labels are often put on Arabic text that is in another of them.
    static let oftenConfused: Set<Charset> = [
        ascii, utf8, windows1252, windows1256, iso88596, macArabic, Charset(iconvName: "ISO-8859-15"),
        Charset(iconvName: "CP1254"), Charset(iconvName: "CP1250"), Charset(iconvName: "ISO-8859-2"),
        Charset(iconvName: "MACINTOSH"), Charset(iconvName: "CP720"), Charset(iconvName: "CP864"),
    ]

    /// The letters of each byte, for the encodings that Arabic mail is often in.
    var table: SingleByteTable? {
        switch iconvName {
        case "CP1252": SingleByteTable.windows1252
        case "CP1256": SingleByteTable.windows1256
        case "ISO-8859-6": SingleByteTable.iso88596
        case "MACARABIC": SingleByteTable.macArabic
        case "CP720": SingleByteTable.dos720
        default: nil
        }
    }

    private init(iconvName: String) { self.iconvName = iconvName }

    /// The encoding of a label in a mail (IANA names and the names that mail programs invent); nil when unknown.
    init?(label: String) {
        let noise = Array("\"'`;,<>[]".utf8)
        let bytes = label.utf8.filter { $0 > 0x20 && !noise.contains($0) }
        let name = String(decoding: bytes.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
            .lowercased()
        if let known = Self.aliases[name] {
            self = Charset(iconvName: known)
            return
        }
        let plain = name.hasPrefix("x-") ? String(name.dropFirst(2)) : name
        guard (1...40).contains(plain.utf8.count), plain.utf8.allSatisfy(Self.isNameByte) else { return nil }
        let candidates = [plain.hasPrefix("windows-") ? "cp" + plain.dropFirst(8) : plain, plain]
        guard let found = candidates.first(where: Iconv.isKnown) else { return nil }
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
        ["ISO-8859-", "CP125", "CP8", "CP720", "KOI8", "MAC", "TIS-620", "US-ASCII"].contains {
            iconvName.hasPrefix($0)
        }
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
        "iso-8859-1": "CP1252", "iso8859-1": "CP1252", "latin1": "CP1252", "latin-1": "CP1252", "l1": "CP1252",
        "cp1252": "CP1252",
        "windows-1252": "CP1252", "x-ansi": "CP1252", "iso-8859-1-windows-3.1-latin-1": "CP1252",
        "windows-1256": "CP1256", "x-windows-1256": "CP1256", "cp1256": "CP1256", "x-cp1256": "CP1256",
        "win-1256": "CP1256", "windows1256": "CP1256", "ms-arab": "CP1256", "cp-1256": "CP1256", "1256": "CP1256",
        "windows-arabic": "CP1256", "arabic(windows)": "CP1256", "ansi-1256": "CP1256",
        "iso-8859-6": "ISO-8859-6", "iso-8859-6-i": "ISO-8859-6", "iso-8859-6-e": "ISO-8859-6",
        "asmo-708": "ISO-8859-6", "ecma-114": "ISO-8859-6", "arabic": "ISO-8859-6", "csisolatinarabic": "ISO-8859-6",
        "iso-ir-127": "ISO-8859-6", "iso8859-6": "ISO-8859-6", "iso88596": "ISO-8859-6", "8859-6": "ISO-8859-6",
        "csiso88596e": "ISO-8859-6", "csiso88596i": "ISO-8859-6", "iso-8859-6:1987": "ISO-8859-6",
        "dos-720": "CP720", "cp720": "CP720", "ibm720": "CP720", "dos-864": "CP864", "cp864": "CP864",
        "macarabic": "MACARABIC", "x-mac-arabic": "MACARABIC", "mac-arabic": "MACARABIC", "x-macarabic": "MACARABIC",
        "iso88591": "CP1252", "8859-1": "CP1252", "iso-ir-100": "CP1252", "csisolatin1": "CP1252", "ansi": "CP1252",
        "iso-8859-1:1987": "CP1252", "x-cp1252": "CP1252", "cp-1252": "CP1252", "1252": "CP1252", "win-1252": "CP1252",
        "ibm819": "CP1252", "cp819": "CP1252", "x-user-defined": "CP1252", "iso-8859-8": "CP1255",
        "unicode": "UTF-16", "utf16": "UTF-16", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE", "unicodefffe": "UTF-16BE",
        "iso-10646-ucs-2": "UTF-16", "ucs-2": "UTF-16", "csunicode": "UTF-16", "utf32": "UTF-32", "ucs-4": "UTF-32",
        "unicodefeff": "UTF-16LE", "65001": "UTF-8", "cp65001": "UTF-8", "utf-8n": "UTF-8", "utf-8-sig": "UTF-8",
        "latin9": "ISO-8859-15", "latin-9": "ISO-8859-15", "latin5": "CP1254", "latin2": "ISO-8859-2",
        "iso-8859-8-i": "CP1255", "iso-8859-8-e": "CP1255", "iso-8859-9": "CP1254", "iso-8859-11": "CP874",
        "gb2312": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030", "cp936": "GB18030", "hz-gb-2312": "HZ",
        "ks-c-5601-1987": "CP949", "ks-c-5601": "CP949", "euc-kr": "CP949", "shift-jis": "CP932", "sjis": "CP932",
        "x-sjis": "CP932", "windows-31j": "CP932", "iso-2022-jp": "ISO-2022-JP-2", "macintosh": "MACINTOSH",
        "x-mac-roman": "MACINTOSH",
    ]
}
