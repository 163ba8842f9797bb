/// The closed list of wordings; the raw value is the name of the template's file.
public enum MessageTemplate: String, Sendable, Codable, CaseIterable, Hashable {
    /// A message has come.
    case acknowledgement = "ack_general"
    /// An aid request has come.
    case aidAcknowledgement = "ack_aid"
    /// A form has come.
    case formReceipt = "form_receipt"
    /// A complaint has come.
    case complaintReceived = "complaint_received"
    /// A message has come while nobody works.
    case outOfHours = "out_of_hours"
    /// A neutral receipt that gives nothing away.
    case safeguarding = "safeguarding_neutral"
    /// Documents are missing.
    case missingDocuments = "missing_docs"
    /// Documents are still missing.
    case documentsReminder = "reminder_docs"
    /// The applicant is asked to confirm and sign.
    case declaration
    /// The request is with the committee.
    case committeeReferral = "referred_committee"
    /// The request is approved.
    case approved
    /// The request is not approved.
    case rejected
    /// The complaint is being looked into.
    case complaintProgress = "complaint_progress"
    /// The complaint is settled.
    case complaintSettled = "complaint_settled"
    /// Compensation is offered.
    case compensationOffer = "compensation_offer"
    /// The person is asked how it was.
    case survey
    /// An appointment is near.
    case appointmentReminder = "reminder_appointment"
    /// Where the ticket stands.
    case status = "status_reply"
    /// No ticket fits the number and the person.
    case statusNotFound = "status_not_found"
    /// Another body is responsible.
    case referral = "referral_out"
    /// Thanks for thanks.
    case thanks = "thanks_reply"
    /// Awareness and promotional texts are stopped.
    case optOutDone = "opt_out_done"
    /// A promised date will be missed; said before it is.
    case promiseReminder = "promise_reminder"
    /// An officer's answer, with greeting, signature and reference around it.
    case reply
    /// The ticket is closed.
    case ticketClosed = "ticket_closed"
    /// The ticket is open again.
    case ticketReopened = "ticket_reopened"
    /// A file was too large to be taken.
    case attachmentTooLarge = "attachment_too_large"

    /// Whether it is sent without a person pressing "send"; its short form must fit into two parts.
    public var isAutomatic: Bool { self != .reply }
}
