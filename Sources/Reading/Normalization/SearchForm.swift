import CStemmer

/// The search form N2 of a text: N1 with every Arabic word lightly stemmed, for the query and the index alike.
///
/// It finds «المساعدات» under «مساعدة»; matches on it rank below exact matches on N1.
public enum SearchForm {
    /// The search form; words are separated by single spaces, punctuation is gone.
    public static func text(_ text: String) -> String {
        let words = Words(normal: NormalForm.scalars(of: text))
        guard let stemmer = sb_stemmer_new("arabic", "UTF_8") else {
            return (0..<words.count).map(words.word).joined(separator: " ")
        }
        defer { sb_stemmer_delete(stemmer) }
        return (0..<words.count).map { stem(bare(words, $0), with: stemmer) }.joined(separator: " ")
    }

    /// The word without the article and what is written before it, which the stemmer would treat differently.
    private static func bare(_ words: Words, _ index: Int) -> String {
        let (start, end) = (words.starts[index], words.ends[index])
        let cut = words.buffer.withUnsafeBufferPointer { Proclitics.lengths($0, start: start, end: end).2 }
        return cut > 0 && end - start - cut >= 2 ? words.word(index, without: cut) : words.word(index)
    }

    private static func stem(_ word: String, with stemmer: OpaquePointer) -> String {
        guard let length = Int32(exactly: word.utf8.count), length < 256 else { return word }
        let stemmed = Array(word.utf8).withUnsafeBufferPointer { bytes -> String? in
            guard let base = bytes.baseAddress, let result = sb_stemmer_stem(stemmer, base, length) else { return nil }
            let count = Int(sb_stemmer_length(stemmer))
            return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
        }
        return stemmed ?? word
    }
}
