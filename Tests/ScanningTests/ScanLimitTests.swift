import Foundation
import Testing

@testable import Scanning

@Suite("Files that cannot be read as letters")
struct ScanLimitTests {
    private func reading(_ name: String, _ bytes: some Sequence<UInt8>, limits: ScanLimits = ScanLimits()) -> ScanError?
    {
        do {
            let samples = try Samples()
            _ = try ScanReader.read(fileAt: samples.file(name, bytes), languages: "eng", limits: limits)
            return nil
        } catch {
            return error as? ScanError
        }
    }

    @Test("an empty, a missing or a special file is refused at once")
    func nothing() throws {
        #expect(reading("a.pdf", []) == .empty)
        #expect(throws: ScanError.unreadable) {
            try ScanReader.read(fileAt: URL(fileURLWithPath: "/no/such/file.pdf"))
        }
        #expect(throws: ScanError.unreadable) { try ScanReader.read(fileAt: URL(fileURLWithPath: "/dev/zero")) }
        #expect(throws: ScanError.unreadable) { try ScanReader.read(fileAt: URL(fileURLWithPath: "/tmp")) }
    }

    @Test("a file over the limit of bytes is refused before it is opened")
    func bytes() {
        #expect(reading("a.txt", Data(repeating: 0x41, count: 101), limits: .init(bytes: 100)) == .tooLarge(limit: 100))
        #expect(reading("a.txt", Data(repeating: 0x41, count: 100), limits: .init(bytes: 100)) == nil)
    }

    @Test("a picture of thirty thousand by thirty thousand dots is refused by its header")
    func pictureBomb() {
        #expect(reading("a.png", Samples.pngHeader(width: 30_000, height: 30_000)) == .tooManyPixels(limit: 40_000_000))
        #expect(
            reading("a.png", Samples.pngHeader(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)) != nil)
        #expect(
            reading("a.tif", Samples.tiff(pages: 1, width: 40_000, height: 40_000)) == .tooManyPixels(limit: 40_000_000)
        )
    }

    @Test("more pages than the limit are refused, as many as the limit are read")
    func pages() {
        #expect(reading("a.pdf", Samples.pdf(pages: 51)) == .tooManyPages(limit: 50))
        #expect(reading("a.pdf", Samples.pdf(pages: 2), limits: .init(pages: 2)) == nil)
        #expect(reading("a.tif", Samples.tiff(pages: 51)) == .tooManyPages(limit: 50))
        #expect(reading("a.tif", Samples.tiff(pages: 2), limits: .init(pages: 2)) == nil)
        #expect(reading("a.txt", Data(String(repeating: "a\u{0C}", count: 50).utf8)) == .tooManyPages(limit: 50))
    }

    @Test("a poster-sized page is drawn coarser, an endless one is refused")
    func hugePages() {
        #expect(reading("a.pdf", Samples.pdf(pages: 1, side: 9_000), limits: .init(pixels: 1_000_000)) == nil)
        #expect(reading("a.pdf", Samples.pdf(pages: 1, side: 2_000_000)) == .damaged)
    }

    @Test("a file that breaks off is damaged, not empty and not a crash")
    func truncated() {
        let whole = Samples.pdf(pages: 1)
        #expect(reading("a.pdf", whole.prefix(20)) == .damaged)
        #expect(reading("a.png", Samples.pngHeader(width: 100, height: 100)) == .damaged)
        #expect(reading("a.png", Samples.pngHeader(width: 100, height: 100).prefix(12)) == .damaged)
        #expect(reading("a.tif", Samples.tiff(pages: 1).prefix(40)) == .damaged)
        #expect(reading("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]) == .damaged)
    }

    @Test("bytes decide what a file is, not its name")
    func wrongName() throws {
        let samples = try Samples()
        let text = try ScanReader.read(fileAt: samples.file("letter.pdf", Data("السلام عليكم".utf8)), type: .pdf)
        #expect(text.pages == [ScannedPage(text: "السلام عليكم", confidence: 100, source: .plain)])
        #expect(
            reading("letter.txt", Samples.pngHeader(width: 30_000, height: 30_000)) == .tooManyPixels(limit: 40_000_000)
        )
        let program: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0]
        #expect(reading("letter.txt", program) == .unsupported)
        #expect(throws: ScanError.damaged) { try ScanReader.read(fileAt: samples.file("b.pdf", program), type: .pdf) }
    }

    @Test("a language without letter models is named")
    func language() throws {
        let samples = try Samples()
        let file = try samples.file("a.tif", Samples.tiff(pages: 1))
        for languages in ["xyz", "", "../eng", "ara;eng"] {
            #expect(throws: ScanError.languageMissing(languages)) {
                try ScanReader.read(fileAt: file, languages: languages)
            }
        }
    }

    @Test("a preview of a page that is not there is no picture")
    func previews() throws {
        let samples = try Samples()
        let pdf = try samples.file("a.pdf", Samples.pdf(pages: 1))
        let tiff = try samples.file("a.tif", Samples.tiff(pages: 1))
        let png = Data([0x89, 0x50, 0x4E, 0x47])
        #expect(try #require(ScanReader.pagePNG(fileAt: pdf, page: 0)).starts(with: png))
        #expect(try #require(ScanReader.pagePNG(fileAt: tiff, page: 0, dpi: .nan)).starts(with: png))
        #expect(ScanReader.pagePNG(fileAt: pdf, page: 1) == nil)
        #expect(ScanReader.pagePNG(fileAt: tiff, page: 1) == nil)
        #expect(ScanReader.pagePNG(fileAt: pdf, page: -1) == nil)
        #expect(ScanReader.pagePNG(fileAt: try samples.file("a.txt", Data("a".utf8)), page: 0) == nil)
    }

    @Test("every refusal says in both languages what to do")
    func sentences() {
        let errors: [ScanError] = [
            .unreadable, .empty, .tooLarge(limit: 64 << 20), .tooManyPages(limit: 50),
            .tooManyPixels(limit: 40_000_000),
            .unsupported, .damaged, .encrypted, .languageMissing("ara"), .timedOut(seconds: 120),
            .outputTooLong(limit: 32 << 20), .processFailed(status: 139),
        ]
        #expect(Set(errors.map(\.english)).count == errors.count)
        #expect(Set(errors.map(\.arabic)).count == errors.count)
        #expect(errors.allSatisfy { $0.english.contains(": ") && $0.arabic.contains(": ") })
    }
}
