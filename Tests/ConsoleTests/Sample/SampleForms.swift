import Casework
import Console
import Foundation
import Synchronization

/// Keeps forms in memory and gives each token one number; full when told so.
final class SampleForms: FormIntake {
    private let kept = Mutex<[SubmittedForm]>([])
    private let isFull: Bool

    init(isFull: Bool = false) { self.isFull = isFull }

    /// The forms kept, in order.
    var forms: [SubmittedForm] { kept.withLock { $0 } }

    func submit(_ form: SubmittedForm) async throws(AcceptanceError) -> Receipt {
        if isFull { throw .storeFull }
        return kept.withLock { kept in
            if let index = kept.firstIndex(where: { $0.token == form.token }) {
                return Receipt(number: SampleTickets.reference(index + 100), isRepeat: true)
            }
            kept.append(form)
            return Receipt(number: SampleTickets.reference(kept.count + 99), isRepeat: false)
        }
    }
}

/// Bytes for attachments.
enum SampleFiles {
    /// A picture of one green dot.
    static let png =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        ?? Data()
}
