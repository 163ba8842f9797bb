/// An encoding in which each byte is one letter: the letters of the bytes from 128 on.
struct SingleByteTable: Sendable {
    private let scalars: [Unicode.Scalar]
    private let encoded: [[UInt8]]

    /// A table of 128 letters; U+FFFD stands where a byte means nothing.
    init?(_ letters: String) {
        let scalars = Array(letters.unicodeScalars)
        guard scalars.count == 128 else { return nil }
        self.scalars = scalars
        encoded = scalars.map { Array(String($0).utf8) }
    }

    /// A table as the C library knows it; what it does not know in windows-1252 stands for itself, as in browsers.
    init?(iconvName: String) {
        var letters = String.UnicodeScalarView()
        for byte in UInt8(0x80)...0xFF {
            let text = Iconv.convert([byte], named: iconvName)
            guard let text else { return nil }
            let own: Unicode.Scalar = iconvName == "CP1252" ? Unicode.Scalar(byte) : "\u{FFFD}"
            letters.append(text.failures == 0 ? text.text.unicodeScalars.first ?? own : own)
        }
        self.init(String(letters))
    }

    /// The letter of a byte.
    func scalar(_ byte: UInt8) -> Unicode.Scalar { byte < 0x80 ? Unicode.Scalar(byte) : scalars[Int(byte) - 0x80] }

    /// The byte of a letter; nil when the encoding lacks it.
    func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII { return UInt8(scalar.value) }
        return scalars.firstIndex(of: scalar).map { UInt8($0 + 0x80) }
    }

    /// The text of bytes, and how many of them mean nothing.
    func convert(_ bytes: [UInt8]) -> (text: String, failures: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        var failures = 0
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else {
                let place = Int(byte) - 0x80
                output += encoded[place]
                if scalars[place] == "\u{FFFD}" { failures += 1 }
            }
        }
        return (String(decoding: output, as: UTF8.self), failures)
    }

    static let windows1252 = SingleByteTable(iconvName: "CP1252")
    static let windows1256 = SingleByteTable(iconvName: "CP1256")
    static let iso88596 = SingleByteTable(iconvName: "ISO-8859-6")

    /// Mac OS Arabic, which the C library lacks.
    static let macArabic = SingleByteTable(
        "Ä\u{A0}ÇÉÑÖÜáàâäں«çéèêëí…îïñó»ôö÷úùûü"
            + " !\"#$٪&'()*+،-./٠١٢٣٤٥٦٧٨٩:؛<=>؟"
            + "❊ءآأؤإئابةتثجحخدذرزسشصضطظعغ[\\]^_"
            + "\u{640}فقكلمنهوىي\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}پٹچەڤگڈڑ{|}ژے")

    /// Arabic of MS-DOS, which the C library lacks.
    static let dos720 = SingleByteTable(
        "\u{80}\u{81}éâ\u{84}à\u{86}çêëèïî\u{8D}\u{8E}\u{8F}\u{90}\u{651}\u{652}ô¤\u{640}ûùءآأؤ£إئا"
            + "بةتثجحخدذرزسشص«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "ضطظعغفµقكلمنهوىي≡\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}≈°∙·√ⁿ²■\u{A0}")
}
