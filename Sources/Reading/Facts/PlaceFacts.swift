import Casework

/// Places: towns by name, districts after «حي», hospitals after «مستشفى» or before "hospital".
struct PlaceFacts: Sendable {
    let text: FactText

    func find(at index: Int) -> FactFind? {
        guard let token = text[index], token.kind == .word else { return nil }
        let cues = token.lexeme?.cues ?? []
        if cues.contains(.hospital) { return after(index, kind: .hospital, title: "مستشفى", most: 3) }
        if cues.contains(.district) {
            return token.isLatin ? nil : after(index, kind: .place, title: "حي", most: 2)
        }
        return hospitalAfterName(index) ?? town(index)
    }

    // MARK: Towns

    private func town(_ index: Int) -> FactFind? {
        guard let token = text[index] else { return nil }
        return text.withLetters(of: token) { word in
            let cuts = FactLexicon.prefixes(of: word) | 1
            for letters in 0...4 where cuts & 1 << letters != 0 {
                let (prefix, bare) = (word[..<(letters * 2)], word[(letters * 2)...])
                // «للرياض» has lost the article of its name, «بالرياض» has it.
                let article = FactLexicon.losesArticle(prefix) ? WordCode(bare, after: FactLexicon.article) : nil
                for first in [WordCode(bare), article].compactMap(\.self) {
                    for name in PlaceNames.byFirstWord[first] ?? [] where matches(name, at: index) {
                        if let find = town(name, index, hasPreposition: Self.isPreposition(prefix)) { return find }
                    }
                }
            }
            return nil
        }
    }

    private func matches(_ name: PlaceNames.Name, at index: Int) -> Bool {
        name.words.indices.dropFirst().allSatisfy { text[index + $0]?.text == name.words[$0] }
    }

    /// Whether «ب» or «ل» ends what is joined on, before the article or not.
    private static func isPreposition(_ prefix: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let hasArticle = prefix.suffix(4).elementsEqual([0xD8, 0xA7, 0xD9, 0x84])
        let last = prefix.dropLast(hasArticle ? 4 : 0).suffix(2)
        return last.elementsEqual([0xD8, 0xA8]) || last.elementsEqual([0xD9, 0x84])
    }

    private func town(_ name: PlaceNames.Name, _ index: Int, hasPreposition: Bool) -> FactFind? {
        let cues = text[index - 1]?.lexeme?.cues ?? []
        let isCued = hasPreposition || cues.contains(.at) || cues.contains(.city)
        let isCity = cues.contains(.city)
        if name.needsCue, !isCity { return nil }
        // «جده» is also "his grandfather": written with ه it needs a word for a place.
        if name.words == ["جده"], !isCued, !text.isWritten(index, endingIn: 0x629) { return nil }
        return FactFind(
            kind: .place, value: name.place, tokens: index..<index + name.words.count, confidence: isCued ? 0.93 : 0.75)
    }

    // MARK: Districts and hospitals

    private func after(_ index: Int, kind: Fact.Kind, title: String, most: Int) -> FactFind? {
        var names: [String] = []
        var end = index + 1
        while names.count < most, let token = text[end], token.kind == .word, !token.startsLine,
            goesOn(token, names.count, kind)
        {
            names.append(text.written(end..<end + 1).words)
            end += 1
        }
        guard !names.isEmpty else { return nil }
        return FactFind(
            kind: kind, value: title + " " + names.joined(separator: " "), tokens: index..<end, confidence: 0.85)
    }

    /// The first word of a name is anything but a particle; further words must be names by their look.
    private func goesOn(_ token: FactToken, _ count: Int, _ kind: Fact.Kind) -> Bool {
        if token.lexeme?.cues.contains(.stop) == true && !Self.inNames.contains(token.text) { return false }
        if count == 0 { return token.text != "سكني" }
        if Self.isAfterTitle(token.text) { return true }
        let hasArticle =
            text.begins(token, with: "ال") && token.lexeme?.weekday == nil && token.lexeme?.dayOffset == nil
        return hasArticle && (kind == .hospital || count == 1 && false)
    }

    private static let inNames: Set<WordCode> = ["الملك"]
    private static let names: Set<WordCode> = [
        "فهد", "فيصل", "عبدالعزيز", "عبدالله", "خالد", "سعود", "سلمان", "سلطان", "نايف", "محمد", "عبد", "العزيز",
        "العام",
        "التخصصي", "الجامعي", "بن", "عبدالرحمن", "سعد", "مشاري", "متعب",
    ]
    private static func isAfterTitle(_ word: WordCode) -> Bool { names.contains(word) }

    /// "King Fahd Hospital": the capitalised words before it.
    private func hospitalAfterName(_ index: Int) -> FactFind? {
        guard text.isCapitalised(index),
            text[index - 1].map({ !text.isCapitalised(index - 1) || $0.text == "at" }) ?? true
        else { return nil }
        var end = index
        while end < index + 5, text.isCapitalised(end), text[end]?.text != "hospital" { end += 1 }
        guard end > index, text[end]?.text == "hospital" else { return nil }
        return FactFind(
            kind: .hospital, value: text.written(index..<end + 1).words, tokens: index..<end + 1, confidence: 0.85)
    }
}
