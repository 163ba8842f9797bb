import Casework
import Foundation
import Logging

/// One association's folders for incoming letters: takes whole files from `in`, keeps them, and puts them into `done` under
/// their receipt's number, or into `refused` with a word why.
struct LetterDesk {
    let association: AssociationID
    private let root: URL
    private var folder: LetterFolder

    /// The folders below `root`, made when first looked at.
    init(association: AssociationID, root: URL) {
        self.association = association
        self.root = root
        folder = LetterFolder(folder: root.appending(path: "in", directoryHint: .isDirectory))
    }

    /// Looks once and takes what is whole; what cannot be kept now stays for the next look.
    mutating func round(channel: ChannelID, _ doors: ChannelDoors, _ logger: Logger) async {
        for name in ["in", "done", "refused"] {
            let url = root.appending(path: name, directoryHint: .isDirectory)
            try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        for found in folder.look() {
            do {
                try await take(found, channel, doors)
            } catch {
                logger.warning(
                    "a letter could not be taken; it will be tried again", metadata: ["size": "\(found.size)"])
            }
        }
    }

    private func take(_ found: LetterFolder.Found, _ channel: ChannelID, _ doors: ChannelDoors) async throws {
        let name = found.url.lastPathComponent
        guard found.size > 0 else { return try refuse(found.url, Self.empty) }
        guard found.size <= LetterFolder.largestFile else { return try refuse(found.url, Self.tooLarge) }
        let envelope = Envelope(
            association: association, channel: channel, receivedAt: doors.now(),
            attributes: ["filename": name, "content-type": LetterType.of(name), "via": "folder"],
            content: .file(found.url, size: found.size))
        do throws(AcceptanceError) {
            let receipt = try await doors.intake.accept(envelope)
            try? move(found.url, to: "done", as: "\(receipt.number)-\(name)")
        } catch .tooLarge {
            try refuse(found.url, Self.tooLarge)
        }
    }

    /// A letter accepted again after a crash keeps its receipt, so an older copy of the same name is the same letter.
    private func move(_ file: URL, to folder: String, as name: String) throws {
        let target = root.appending(path: folder).appending(path: name)
        if FileManager.default.fileExists(atPath: target.path) { try FileManager.default.removeItem(at: target) }
        try FileManager.default.moveItem(at: file, to: target)
    }

    private func refuse(_ file: URL, _ why: String) throws {
        let name = file.lastPathComponent
        try move(file, to: "refused", as: name)
        try Data(why.utf8).write(to: root.appending(path: "refused").appending(path: name + ".txt"), options: .atomic)
    }

    private static let tooLarge = """
        الملف أكبر من الحد المسموح. أعيدوا مسحه بدقة أقل أو قسّموه.
        The file is larger than allowed. Scan it again at a lower resolution, or split it.

        """

    private static let empty = """
        الملف فارغ. أعيدوا مسح الخطاب.
        The file is empty. Scan the letter again.

        """
}
