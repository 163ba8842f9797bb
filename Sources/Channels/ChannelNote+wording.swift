public import Casework

extension ChannelNote {
    /// The sentence without detail.
    public var wording: BilingualText {
        switch self {
        case .numberNotMobile:
            text("هذا الرقم ليس جوالاً يستقبل الرسائل القصيرة.", "This number is not a mobile that can receive texts.")
        case .gatewayRefused: text("رفض مزود الرسائل هذه الرسالة.", "The SMS gateway refused this text.")
        case .gatewayBusy:
            text("مزود الرسائل مشغول، وستعاد المحاولة.", "The SMS gateway is busy; it will be tried again.")
        case .gatewayUnreachable:
            text(
                "تعذر الاتصال بمزود الرسائل، وستعاد المحاولة.",
                "The SMS gateway was not reached; it will be tried again.")
        case .gatewaySilent:
            text(
                "انقطع الاتصال بعد إرسال الرسالة، ولا يُعرف هل وصلت إلى المزود.",
                "The connection broke after the text was handed over; nobody knows whether the gateway took it.")
        case .gatewayUnclear:
            text(
                "لم يُفهم جواب مزود الرسائل، فراجعوا لوحته قبل الإعادة.",
                "The gateway's answer was not understood; look at its own panel before sending again.")
        case .credentialsRefused:
            text(
                "رفض المزود بيانات الدخول، فصححوها في الإعدادات.",
                "The credentials were refused; correct them in the settings.")
        case .noBalance: text("رصيد الرسائل غير كافٍ.", "The SMS balance is not enough.")
        case .senderRefused: text("اسم المرسل غير معتمد لدى المزود.", "The sender name is not approved by the gateway.")
        case .numberRefused: text("لم يقبل المزود رقم المستلم.", "The gateway does not accept the recipient's number.")
        case .textRefused: text("لم يقبل المزود نص الرسالة.", "The gateway does not accept the words of the text.")
        case .alreadyAccepted: text("سبق أن قبل المزود هذه الرسالة.", "The gateway had accepted this text before.")
        case .textNotEncodable:
            text("في النص أحرف لا يستطيع المزود إرسالها.", "The text holds characters that the gateway cannot send.")
        case .settingsWrong: text("إعدادات القناة تحتاج إلى تصحيح.", "The channel's settings need to be corrected.")
        default: mailWording
        }
    }

    private var mailWording: BilingualText {
        switch self {
        case .outboxNotWritable:
            text("تعذر حفظ الملف في مجلد الصادر.", "The file could not be written to the outbox folder.")
        case .addressNotUsable: text("عنوان المستلم لا يصلح للإرسال.", "The recipient's address cannot be used.")
        case .mailRefused: text("رفض خادم البريد هذه الرسالة.", "The mail server refused this mail.")
        case .mailServerBusy:
            text("خادم البريد مشغول، وستعاد المحاولة.", "The mail server is busy; it will be tried again.")
        case .mailServerUnreachable:
            text(
                "تعذر الاتصال بخادم البريد، وستعاد المحاولة.",
                "The mail server was not reached; it will be tried again.")
        case .mailServerSilent:
            text(
                "انقطع الاتصال بخادم البريد أثناء الإرسال، وستعاد المحاولة بالمعرّف نفسه.",
                "The connection to the mail server broke while sending; it will be tried again under the same Message-ID."
            )
        case .mailTooLarge:
            text(
                "رسالة أكبر من الحد بقيت في صندوق البريد، فاقرؤوها هناك.",
                "A mail larger than allowed stays in the mailbox; read it there.")
        case .mailNotFetched:
            text(
                "رسالة تعذر جلبها فبقيت في صندوق البريد، فاقرؤوها هناك.",
                "A mail that could not be fetched stays in the mailbox; read it there.")
        case .attachmentMissing: text("لم يوجد أحد المرفقات.", "An attachment was not found.")
        default: readingWording
        }
    }

    private var readingWording: BilingualText {
        switch self {
        case .senderMissing: text("لا يُعرف مرسل هذه الرسالة.", "The message does not say who sent it.")
        case .senderNotANumber:
            text("المرسل ليس رقماً يمكن الرد عليه.", "The sender is not a number that can be answered.")
        case .senderNotAnAddress:
            text(
                "عنوان المرسل غير صحيح، فلا يمكن الرد عليه.",
                "The sender's address is not valid and cannot be answered.")
        case .bodyNotReadable:
            text("تعذرت قراءة المحتوى، فراجعوا الأصل.", "The content could not be read; look at the original.")
        case .textGuessed:
            text(
                "ترميز النص غير مؤكد، فقد تكون بعض الأحرف خطأ.",
                "The text's encoding was guessed; some letters may be wrong.")
        case .textCut:
            text("النص أطول من الحد، فراجعوا الأصل.", "The text is longer than the limit; look at the original.")
        case .mailDamaged:
            text("بنية الرسالة تالفة، فراجعوا الأصل.", "The mail's structure is damaged; look at the original.")
        case .textRepaired:
            text(
                "وصل النص بترميز معطوب فأُصلح، فراجعوا الأصل عند الشك.",
                "The text arrived with damaged letters that were put right; when in doubt look at the original.")
        case .mailEncrypted:
            text(
                "الرسالة مشفرة ولا يقرؤها إلا برنامج من أُرسلت إليه، فاطلبوا إعادة إرسالها بلا تشفير.",
                "The mail is encrypted and only its recipient's program can read it; ask for it unencrypted.")
        case .mailSigned:
            text("على الرسالة توقيع رقمي لم يُتحقق منه.", "The mail bears a digital signature, which was not checked.")
        case .scanNotRead:
            text("لم يُقرأ نص الخطاب الممسوح، فاقرؤوا المرفق.", "The scanned letter was not read; read the attachment.")
        case .scanUnsure:
            text(
                "قراءة الخطاب الممسوح غير مؤكدة، فقارنوها بالمرفق.",
                "The scanned letter was read with doubt; compare with the attachment.")
        case .letterNotSet:
            text("تعذر تجهيز ملف الخطاب، فاطبعوا نصه.", "The letter's PDF could not be made; print its text.")
        case .fileElsewhere:
            text(
                "أُرسل معها ملف بقي عند المزود؛ انظروه في لوحته أو اطلبوه من الشخص.",
                "A file came with it and stayed with the gateway; look there, or ask the person for it.")
        case .textIncomplete:
            text(
                "لم تصل كل أجزاء هذه الرسالة؛ النقاط مكان الناقص.",
                "Not all parts of this text came; dots stand where one is missing.")
        case .callsRefused:
            text(
                "رُفضت نداءات من المزود منذ التشغيل؛ قارنوا إعداداته بما هنا.",
                "Calls of the gateway were refused since the start; compare its settings with ours.")
        case .callsPassedOver:
            text(
                "أحداث من المزود لا تعني الجمعية منذ التشغيل، أُجيبت ولم تُحفظ.",
                "Events of the gateway that are no news since the start; answered, not kept.")
        default: text(rawValue, rawValue)
        }
    }

    private func text(_ arabic: String, _ english: String) -> BilingualText {
        BilingualText(arabic: arabic, english: english)
    }
}
