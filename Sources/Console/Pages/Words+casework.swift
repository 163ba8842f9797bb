import Casework

extension Words {
    /// The name of a kind of message.
    func kind(_ kind: MessageKind) -> String { self["kind.\(kind.rawValue)"] }

    /// The name of a level of urgency.
    func urgency(_ urgency: Urgency) -> String { self["urgency.\(urgency.rawValue)"] }

    /// Where a ticket stands, for officers.
    func stage(_ stage: TicketStage) -> String { self["stage.\(stage.rawValue)"] }

    /// The name of a wire.
    func medium(_ medium: Medium) -> String { self["medium.\(medium.rawValue)"] }

    /// Where an outgoing text stands.
    func delivery(_ state: DeliveryState) -> String { self["delivery.\(state.rawValue)"] }

    /// The name of a field of work; the bare word when the profile no longer has it.
    func field(_ id: String?, of profile: AssociationProfile?) -> String {
        guard let id else { return self["ticket.no_field"] }
        return profile?.field(id)?.name[language] ?? id
    }

    /// The title of a position; the bare word when the profile no longer has it.
    func officer(_ id: String?, of profile: AssociationProfile?) -> String {
        guard let id else { return self["ticket.no_officer"] }
        return profile?.officer(id)?.title[language] ?? id
    }

    /// A contact as it is read: the address, the number, or that there is none.
    func contact(_ contact: Contact) -> String {
        if contact.kind == .anonymous || contact.value.isEmpty { return self["contact.anonymous"] }
        return contact.value
    }
}
