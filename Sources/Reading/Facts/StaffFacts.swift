import Casework

/// Members of staff who are named: «الموظفة نورة», «الأخصائي اسمه خالد», "your employee Ahmed".
struct StaffFacts: Sendable {
    let text: FactText

    private static let names: Set<WordCode> = Set(
        """
        محمد احمد عبدالله عبدالرحمن عبدالعزيز خالد فهد سعد سعود سلطان ناصر فيصل تركي بندر ماجد سلمان علي حسن حسين عمر عثمان ابراهيم
        يوسف صالح سامي وليد طارق هاني ياسر نايف مشعل عادل حمد راشد بدر زياد مازن ايمن عبدالكريم عبدالمجيد جمال كمال سليمان موسي عيسي
        نوره ساره فاطمه عايشه مريم هدي منال امل ريم نجلاء هند لطيفه حصه منيره موضي العنود الجوهره هيفاء شيماء اسماء ايمان خديجه زينب
        ليلي سعاد سميه رنا دانه لمي غاده بشاير شهد رهف نجود وفاء سلوي عبير مها امنه حنان سميره ندي هيا
        ahmed ahmad mohammed mohamed muhammad khalid khaled fahad fahd saad saud abdullah abdulaziz omar ali hassan hussein nasser
        faisal turki bandar majed salman ibrahim yousef saleh sami noura sara sarah fatima fatimah aisha mariam maryam huda hoda amal
        reem hind latifa hessa munira mona nada
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { WordCode(NormalForm.text(String($0))) })

    func find(at index: Int) -> FactFind? {
        guard text[index]?.lexeme?.cues.contains(.staff) == true else { return nil }
        var next = index + 1
        while next < index + 4, let token = text[next],
            token.lexeme?.cues.contains(.named) == true || Self.between.contains(token.text)
        {
            next += 1
        }
        guard let name = text[next], name.kind == .word, !name.startsLine, Self.names.contains(name.text) else {
            return nil
        }
        var end = next + 1
        if let second = text[end],
            Self.names.contains(second.text)
                || text.begins(second, with: "ال") && second.lexeme == nil && second.letters.count > 8
        {
            end += second.startsLine ? 0 : 1
        }
        return FactFind(kind: .staff, value: text.written(next..<end).words, tokens: index..<end, confidence: 0.8)
    }

    private static let between: Set<WordCode> = [
        "الاستاذ", "الاستاذه", "استاذ", "استاذه", "الاخ", "الاخت", "المدعو", "عندكم", "mr", "ms", "mrs", ".",
    ]
}
