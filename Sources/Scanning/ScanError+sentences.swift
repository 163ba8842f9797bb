extension ScanError: CustomStringConvertible {
    /// The sentence for the log and for officers who read English; holds nothing of the file.
    public var description: String { english }

    /// What happened and what to do, in English.
    public var english: String {
        switch self {
        case .unreadable: "The file cannot be opened: check that it is still there and may be read."
        case .empty: "The file is empty: ask the sender to send it again."
        case .tooLarge(let limit):
            "The file is larger than \(limit >> 20) MB: open it by hand or ask for a smaller one."
        case .tooManyPages(let limit):
            "The file has more than \(limit) pages: open it by hand and enter what matters."
        case .tooManyPixels(let limit):
            "A page has more than \(limit / 1_000_000) million pixels: ask for a scan at 200 dots per inch."
        case .unsupported: "The file is no PDF, TIFF, JPEG, PNG or text: open it by hand or ask for another kind."
        case .damaged: "The file is damaged or incomplete: ask the sender to send it again."
        case .encrypted: "The PDF is locked with a password: ask the sender for an unlocked one."
        case .languageMissing(let code):
            "The letter models for \(code) are missing: install tesseract-ocr-ara and tesseract-ocr-eng."
        case .timedOut(let seconds):
            "Reading took longer than \(seconds) seconds and was stopped: try again or open the file by hand."
        case .outputTooLong(let limit):
            "More than \(limit >> 20) MB of text were read: open the file by hand and enter what matters."
        case .processFailed(let status):
            "The reading process failed (status \(status)): open the file by hand and tell the operator."
        }
    }

    /// What happened and what to do, in Arabic.
    public var arabic: String {
        switch self {
        case .unreadable: "تعذر فتح الملف: تأكد من وجوده ومن صلاحية قراءته."
        case .empty: "الملف فارغ: اطلب من المرسل إعادة إرساله."
        case .tooLarge(let limit): "حجم الملف أكبر من \(limit >> 20) ميجابايت: افتحه يدويًا أو اطلب ملفًا أصغر."
        case .tooManyPages(let limit): "عدد صفحات الملف أكثر من \(limit): افتحه يدويًا وأدخل المهم منه."
        case .tooManyPixels(let limit):
            "في الملف صفحة تزيد على \(limit / 1_000_000) مليون نقطة: اطلب مسحًا ضوئيًا بدقة ٢٠٠ نقطة في البوصة."
        case .unsupported: "الملف ليس من نوع PDF أو TIFF أو JPEG أو PNG أو نص: افتحه يدويًا أو اطلب نوعًا آخر."
        case .damaged: "الملف تالف أو ناقص: اطلب من المرسل إعادة إرساله."
        case .encrypted: "ملف PDF محمي بكلمة مرور: اطلب من المرسل نسخة غير محمية."
        case .languageMissing(let code):
            "نماذج الحروف للغة \(code) غير مثبتة: ثبّت tesseract-ocr-ara وtesseract-ocr-eng."
        case .timedOut(let seconds):
            "استغرقت القراءة أكثر من \(seconds) ثانية فأُوقفت: أعد المحاولة أو افتح الملف يدويًا."
        case .outputTooLong(let limit):
            "زاد النص المقروء على \(limit >> 20) ميجابايت: افتح الملف يدويًا وأدخل المهم منه."
        case .processFailed(let status): "تعطلت عملية القراءة (الحالة \(status)): افتح الملف يدويًا وأبلغ مسؤول النظام."
        }
    }
}
