/// Arabic-Indic digits (٠١٢٣٤٥٦٧٨٩) and Latin ones.
public enum ArabicDigits {
    /// A number in Arabic-Indic digits: «١٤٤٧».
    public static func text(_ number: Int) -> String { arabicIndic(String(number)) }

    /// Replaces every Latin digit by its Arabic-Indic one.
    public static func arabicIndic(_ text: String) -> String {
        mapped(text) { (0x30...0x39).contains($0) ? $0 - 0x30 + 0x660 : nil }
    }

    /// Replaces every Arabic-Indic and Persian digit by its Latin one.
    public static func latin(_ text: String) -> String {
        mapped(text) { value in
            switch value {
            case 0x660...0x669: value - 0x660 + 0x30
            case 0x6F0...0x6F9: value - 0x6F0 + 0x30
            default: nil
            }
        }
    }

    /// Like `arabicIndic`, but leaves words that hold a Latin letter as they are: links, addresses, codes.
    public static func arabicIndicProse(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var word: [Unicode.Scalar] = []
        func finishWord() {
            let isCode = word.contains { $0.isASCII && $0.properties.isAlphabetic }
            result.append(contentsOf: isCode ? word : word.map { digit($0) })
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            guard scalar.properties.isWhitespace else {
                word.append(scalar)
                continue
            }
            finishWord()
            result.append(scalar)
        }
        finishWord()
        return String(result)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x30...0x39).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0x30 + 0x660) ?? scalar
    }

    private static func mapped(_ text: String, _ replace: (UInt32) -> UInt32?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(replace(scalar.value).flatMap(Unicode.Scalar.init) ?? scalar)
        }
        return String(result)
    }
}
