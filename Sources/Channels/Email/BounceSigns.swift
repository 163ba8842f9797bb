import Casework
import Foundation
import MIME

/// By what a mail sent back by a server is told from other mail.
enum BounceSigns {
    /// The beginnings of the names under which mail servers write.
    static let serverNames = [
        "mailer-daemon", "mailer daemon", "mailerdaemon", "mailer_daemon", "postmaster", "mail delivery s",
        "mail-daemon", "maildaemon", "mdaemon", "mmdf", "mailer@", "delivery subsystem", "mail delivery",
        "mail administrator", "microsoft exchange", "double-bounce", "post_master", "post-master", "microsoftexchange",
    ]

    /// Whether a mail without a report looks like one that a mail server sent back.
    static func isReturned(_ mail: ParsedMail, hasNoReturn: Bool) -> Bool {
        if mail.headers.first("X-Failed-Recipients") != nil { return true }
        let subject = AbsenceWords.folded(mail.subject)
        let isServers = (mail.from + mail.sender).contains { mailbox in
            let name = (mailbox.name ?? "").lowercased()
            let address = mailbox.address.lowercased()
            return serverNames.contains { address.hasPrefix($0) || name.holds($0) }
        }
        let isFailure = failureSubjects.contains(where: { subject.holds($0) })
        if isServers || hasNoReturn { return isFailure || saysFailure(mail) }
        return isFailure && !AbsenceWords.isAnswer(mail.subject) && saysFailure(mail) && quotesServer(mail)
    }

    /// Whether the server goes on trying.
    static func isDelay(_ subject: String, _ words: String) -> Bool {
        let (subject, words) = (subject.lowercased(), words.lowercased())
        return subject.holds("delayed") || subject.holds("delay)") || subject.holds("warning: could not send")
            || words.holds("warning message only") || words.holds("has not been delivered yet")
            || words.holds("delivery attempts will continue") || words.holds("not yet been delivered")
            || words.holds("you do not need to resend your message") || words.holds("will continue trying")
    }

    /// Whether a server gave up after many tries: what stopped them was not final.
    static func wasTried(_ words: String) -> Bool {
        let lower = words.lowercased()
        return lower.holds("full: retry timeout exceeded") || lower.holds("been failing for a long time")
    }

    /// The words of a notice that name the command that was refused.
    static func moments(in words: String) -> String {
        let lower = words.lowercased()
        return moments.filter { lower.holds($0) }.joined(separator: " ")
    }

    private static let moments = [
        "in reply to rcpt to", "in reply to end of data", "in reply to data", "in reply to mail from",
        "after rcpt to", "after end of data", "after mail from", ">>> data", ">>> rcpt to", ">>> mail from",
        "no valid recipients", "need rcpt", "must precede data", "rcpt first", "rcpt commands were rejected",
    ]

    /// Whether a mail from somewhere else passes on a server's own words or the mail that it returns: a person who tells
    /// of a mail that came back does neither.
    private static func quotesServer(_ mail: ParsedMail) -> Bool {
        if mail.headers.first("X-MLServer") != nil || mail.attachments.contains(where: { $0.type == "message/rfc822" })
        {
            return true
        }
        let words = BounceReading.words(of: mail)
        let lower = words.lowercased()
        return SMTPWords.enhancedStatus(in: words) != nil || SMTPWords.replyCode(in: words) != nil
            || lower.holds("received: from") || lower.holds("return-path:") || lower.holds("message-id:")
    }

    private static func saysFailure(_ mail: ParsedMail) -> Bool {
        let words = AbsenceWords.folded(String(BounceReading.words(of: mail).prefix(4_000)))
        return failurePhrases.contains(where: { words.holds($0) })
    }

    private static let failureSubjects = [
        "undeliver", "delivery status notification", "delivery failure", "delivery failed", "failure notice",
        "returned mail", "mail delivery failed", "returned to sender", "delivery notification", "mail delivery problem",
        "delivery error", "non delivery", "non-delivery", "nondeliver", "could not be delivered", "message rejected",
        "rejected mail", "user unknown", "failed mail", "mail failure", "permanent delivery failure",
        "unable to deliver", "delivery report", "delayed", "warning: could not send", "mail system error",
        "delivery has failed", "not delivered", "failure delivery", "error sending", "mail could not be", "mail error",
        "bounce", "delivery problem", "returned message", "message undeliver", "sending problem", "unknown user",
        "unzustellbar", "nicht zustellbar", "zustellung", "échec", "non remis", "no se pudo entregar", "devuelto",
        "mancato recapito", "mensagem não entregue", "falha na entrega", "niedostarczon", "не доставлено",
        "недоставлен",
        "неудачн", "退信", "配信", "are not member",
        "mail failed", "message status - undeliverable", "you sent blocked", "no se puede entregar", "no entregado",
        "entrega fallida", "error de entrega", "impossible de remettre", "non distribuable", "remise impossible",
        "non recapitabile", "mancata consegna", "não é possível entregar", "não entregue", "falha no envio",
        "onbestelbaar", "niet bezorgd", "bezorging mislukt", "niedostarczaln", "nie dostarczono", "kan inte levereras",
        "kunne ikke leveres", "kan ikke leveres", "toimitus epäonnistui", "ei voitu toimittaa", "nedoručiteln",
        "nedoručen", "kézbesíthetetlen", "nelivrabil", "nu poate fi livrat", "не вдалося доставити", "недоставлене",
        "μη παραδοτέ", "לא ניתן למסור", "לא נמסר", "تحویل داده نشد", "未送达", "投递失败", "投遞失敗", "無法傳遞", "傳送失敗", "未送達", "반송",
        "전송 실패", "배달되지", "배달할 수 없", "không gửi được", "không thể gửi", "tidak terkirim", "gagal dikirim",
        "tidak dapat dikirim", "تعذر الارسال", "فشل توصيل", "تعذر توصيل", "فشلت عمليه التسليم", "رساله مرتجعه",
        "رساله معاده", "エラー", "送信できません", "送信不能", "postfix smtp server: errors", "loop alert",
        "تعذر التسليم", "لم يتم التسليم", "فشل التسليم", "تعذر تسليم", "فشل ارسال", "فشل في التسليم", "تعذر التسليم",
        "لم يتم تسليم", "غير قابل للتسليم", "غير قابله للتسليم", "تم ارجاع", "اخطار حاله التسليم", "اشعار حاله التسليم",
        "تاخر التسليم", "teslim edilemedi", "iletilemedi",
    ]

    private static let failurePhrases = [
        "could not be delivered", "couldn't be delivered", "wasn't able to deliver", "unable to deliver",
        "delivery failed", "delivery to the following", "undeliverable", "user unknown", "permanent error",
        "permanent fatal errors", "not delivered", "not able to deliver", "was not delivered", "did not reach",
        "delivery errors", "delivery error", "cannot be delivered", "can not be delivered", "not be delivered",
        "error occurred while", "were incorrectly constructed", "error delivering", "transcript of session",
        "failed to deliver", "could not deliver", "has been rejected", "rejected by", "recipient address rejected",
        "trouble delivering", "delivery status notification", "are not member", "unexpected or invalid smtp",
        "error message below", "delivery failure", "message has been blocked", "unknown user", "no such user",
        "mailbox full",
        "mailbox is full", "not a member of this", "duplicated message-id", "you tried to contact", "smtp error",
        "was undelivered", "送信先",
        "メールサーバ", "配信",
        "failed addresses follow", "not been delivered", "permanent errors", "did not receive this message",
        "error en la entrega", "la entrega a estos", "échec de la remise", "remise à ces destinataires",
        "impossibile recapitare", "recapito non riuscito", "falha na entrega", "não foi possível entregar",
        "kan niet worden bezorgd", "niet worden afgeleverd", "nie można dostarczyć", "nie została dostarczona",
        "teslim edilemedi", "iletilemedi", "kunde inte levereras", "kunne ikke leveres", "toimittaminen",
        "nelze doručit", "nem kézbesíthető", "nu a putut fi livrat", "не удалось доставить", "не может быть доставлен",
        "не вдалося доставити", "δεν ήταν δυνατή η παράδοση", "לא ניתן למסור", "无法传递", "無法傳遞", "被退回", "投递失败", "전달하지 못",
        "배달되지", "전송되지 못", "không thể gửi", "không gửi được", "tidak dapat dikirim", "فشل التسليم", "التسليم الي هولاء",
        "لم يتم العثور علي العنوان", "تعذر توصيل",
        "لم يتم تسليم", "تعذر تسليم", "لا يمكن تسليم", "تعذر تسليم", "فشل تسليم", "لم تصل رسالتك", "لم نتمكن من تسليم",
        "konnte nicht zugestellt", "n'a pas pu être", "no se ha podido entregar", "no se pudo entregar",
        "non è stato possibile",
        "не может быть доставлено", "не было доставлено", "无法投递", "無法投遞", "无法送达",
    ]
}
