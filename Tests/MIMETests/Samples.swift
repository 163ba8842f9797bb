/// Mails written for the tests.
enum Samples {
    static let mixed = """
        From: =?windows-1256?B?4+3j5cAg0esgwunG?= <sender@example.org>\r
        To: "Hub, The" <hub@example.org>, friends: a@example.org, b@example.org;\r
        Subject: =?utf-8?B?2KrYrNix2A==?= =?utf-8?B?qNip?= one\r
        Message-ID: <1@example.org>\r
        In-Reply-To: <0@example.org>\r
        References: <a@example.org>\r
        \t<0@example.org>\r
        Date: Tue, 1 Jul 2003 10:52:37 +0300\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary=outer\r
        \r
        preamble\r
        --outer\r
        Content-Type: multipart/alternative; boundary="inner"\r
        \r
        --inner\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        السلام عليكم\r
        \r
        --inner\r
        Content-Type: text/html; charset=utf-8\r
        \r
        <p>السلام عليكم</p>\r
        --inner--\r
        --outer\r
        Content-Type: application/pdf; name="=?utf-8?Q?=D9=85=D9=84=D9=81.pdf?="\r
        Content-Transfer-Encoding: base64\r
        \r
        SGVsbG8\r
        --outer\r
        Content-Type: text/calendar\r
        Content-Disposition: attachment; filename*0*=utf-8''%D9%85; filename*1*=%D9%88%D8%B9%D8%AF; filename*2=.ics\r
        \r
        BEGIN:VCALENDAR\r
        --outer\r
        Content-Type: message/rfc822\r
        \r
        Subject: inside\r
        \r
        forwarded\r
        --outer--\r

        """

    /// A text within so many multiparts.
    static func nested(_ depth: Int) -> String {
        var mail = ""
        for level in 0..<depth { mail += "Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n--b\(level)\r\n" }
        mail += "Content-Type: text/plain\r\n\r\ninnermost\r\n"
        for level in (0..<depth).reversed() { mail += "--b\(level)--\r\n" }
        return mail
    }

    /// A mail of so many parts.
    static func multipart(_ parts: [String], type: String = "multipart/mixed") -> String {
        "Content-Type: \(type); boundary=frontier\r\n\r\n"
            + parts.map { "--frontier\r\n\($0)\r\n" }.joined() + "--frontier--\r\n"
    }
}
