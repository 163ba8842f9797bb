import Casework
import Foundation

/// The association's own forms; answers are read on the status page, so a text is sent as soon as it is recorded.
struct WebFormChannel: Channel {
    let id: ChannelID
    let associations: [AssociationID]

    var medium: Medium { .web }

    func read(_ delivery: KeptDelivery) async -> IncomingMessage { WebFormReading.read(delivery) }

    func attachment(_ index: Int, of delivery: KeptDelivery) async -> (AttachmentNote, Data)? {
        guard let files = FormSubmission(reading: delivery.raw)?.files, files.indices.contains(index) else {
            return nil
        }
        return (WebFormReading.note(files[index], at: index), Data(files[index].content))
    }

    func deliver(_ text: OutgoingText, _ tools: DeliveryTools) async -> DeliveryOutcome {
        .sent(providerID: nil, note: "status page")
    }
}
