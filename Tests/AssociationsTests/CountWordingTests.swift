import Casework
import Testing

@Suite("Counted things in words")
struct CountWordingTests {
    @Test(
        "Working days have the plural of their number",
        arguments: [
            (1, "يوم عمل واحد", "1 working day"), (2, "يومي عمل", "2 working days"),
            (3, "٣ أيام عمل", "3 working days"),
            (10, "١٠ أيام عمل", "10 working days"), (11, "١١ يوم عمل", "11 working days"),
            (99, "٩٩ يوم عمل", "99 working days"),
            (100, "١٠٠ يوم عمل", "100 working days"), (102, "١٠٢ يوم عمل", "102 working days"),
            (103, "١٠٣ أيام عمل", "103 working days"),
        ])
    func workingDays(count: Int, arabic: String, english: String) {
        #expect(CountWording.workingDays(count, .arabic) == arabic)
        #expect(CountWording.workingDays(count, .english) == english)
    }

    @Test("The dual shows its case")
    func dual() {
        #expect(CountWording.workingDays(2, .arabic, .nominative) == "يوما عمل")
        #expect(CountWording.workingHours(2, .arabic) == "ساعتي عمل")
        #expect(CountWording.days(2, .arabic) == "يومين")
        #expect(CountWording.minutes(2, .arabic, .nominative) == "دقيقتان")
    }

    @Test(
        "The attachments of a letter are counted",
        arguments: [
            (0, "بدون", "none"), (1, "مرفق واحد", "1 attachment"), (2, "مرفقان", "2 attachments"),
            (3, "٣ مرفقات", "3 attachments"), (11, "١١ مرفقاً", "11 attachments"),
        ])
    func attachments(count: Int, arabic: String, english: String) {
        #expect(CountWording.attachments(count, .arabic) == arabic)
        #expect(CountWording.attachments(count, .english) == english)
    }

    @Test("Days, hours and minutes after eleven take the singular")
    func singular() {
        #expect(CountWording.days(14, .arabic) == "١٤ يوماً")
        #expect(CountWording.days(100, .arabic) == "١٠٠ يوم")
        #expect(CountWording.workingHours(4, .arabic) == "٤ ساعات عمل")
        #expect(CountWording.minutes(15, .arabic) == "١٥ دقيقة")
    }

    @Test(
        "A promised time is read, said and written back",
        arguments: [
            ("3 working days", PromisedTime.workingDays(3), "٣ أيام عمل"),
            ("1 working day", .workingDays(1), "يوم عمل واحد"),
            ("4 working hours", .workingHours(4), "٤ ساعات عمل"), ("30 minutes", .minutes(30), "٣٠ دقيقة"),
        ])
    func promised(text: String, time: PromisedTime, arabic: String) {
        #expect(PromisedTime(text) == time)
        #expect(time.description == text)
        #expect(time.text(.arabic) == arabic)
    }

    @Test(
        "A promised time that cannot be kept or read is refused",
        arguments: [
            "", "3", "0 working days", "-1 minutes", "366 working days", "3 days", "three minutes",
            "99999999999999999999 minutes",
        ])
    func refused(text: String) { #expect(PromisedTime(text) == nil) }
}
