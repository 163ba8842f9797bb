import CStemmer

/// The forms under which a word is found, for the query and the index alike.
///
/// A word is found as it is written (letters and digits in one form), by its light stem, and by the stem of what is left
/// without the article and the particles written before it: «المساعدات» is found under «مساعدة», and «لوالدتي» under
/// «والدتي», though a beginning such as «و» may belong to the word or not.
public enum SearchForm {
    /// Each word's forms, the written one first, without repetitions; punctuation is gone.
    public static func forms(_ text: String) -> [[String]] {
        let words = Words(normal: NormalForm.scalars(of: text))
        guard let stemmer = sb_stemmer_new("arabic", "UTF_8") else {
            return (0..<words.count).map { [words.word($0)] }
        }
        defer { sb_stemmer_delete(stemmer) }
        // Most words of a text stand in it more than once.
        var known: [String: [String]] = [:]
        return (0..<words.count).map { index in
            let written = words.word(index)
            if let forms = known[written] { return forms }
            let forms = forms(written, words, index, stemmer)
            known[written] = forms
            return forms
        }
    }

    private static func forms(
        _ written: String, _ words: Words, _ index: Int, _ stemmer: OpaquePointer
    ) -> [String] {
        var forms = [written]
        // The stemmer knows Arabic letters alone.
        if written.utf8.allSatisfy({ $0 < 0x80 }) { return forms }
        var last = ""
        for word in [written, bare(words, index), withoutParticle(written)] where word != last {
            last = word
            let form = stem(word, with: stemmer)
            if !form.isEmpty, !forms.contains(form) { forms.append(form) }
        }
        return forms
    }

    /// The word without the article and what is written before it, which the stemmer would treat differently.
    private static func bare(_ words: Words, _ index: Int) -> String {
        let (start, end) = (words.starts[index], words.ends[index])
        let cut = words.buffer.withUnsafeBufferPointer { Proclitics.lengths($0, start: start, end: end).2 }
        return cut > 0 && end - start - cut >= 2 ? words.word(index, without: cut) : words.word(index)
    }

    /// The word without one particle that is written as a part of it («لوالدتي»); as it is when it is short.
    private static func withoutParticle(_ word: String) -> String {
        guard let first = word.unicodeScalars.first, particles.contains(first.value), word.unicodeScalars.count >= 5
        else {
            return word
        }
        return String(String.UnicodeScalarView(word.unicodeScalars.dropFirst()))
    }

    /// ل ب ف ك و
    private static let particles: [UInt32] = [0x644, 0x628, 0x641, 0x643, 0x648]

    private static func stem(_ word: String, with stemmer: OpaquePointer) -> String {
        guard let length = Int32(exactly: word.utf8.count), length < 256 else { return word }
        var word = word
        let stemmed = word.withUTF8 { bytes -> String? in
            guard let base = bytes.baseAddress, let result = sb_stemmer_stem(stemmer, base, length) else { return nil }
            let count = Int(sb_stemmer_length(stemmer))
            return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
        }
        return stemmed ?? word
    }
}
