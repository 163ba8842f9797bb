public import Casework
public import Foundation

extension SQLConnection {
    /// The person behind a contact, nil when unknown. Anonymous contacts are nobody's.
    public func person(behind contact: Contact, of association: AssociationID) throws -> KnownPerson? {
        guard contact.kind != .anonymous, !contact.value.isEmpty else { return nil }
        let row = try first(
            """
            SELECT people.id, people.name, people.language, identities.trouble FROM identities
            JOIN people ON people.association = identities.association AND people.id = identities.person
            WHERE identities.association = $1 AND identities.kind = $2 AND identities.value = $3
            """, [.text(association.rawValue), .text(contact.kind.rawValue), .text(contact.value)])
        return try row.map {
            KnownPerson(
                id: try $0.int(0), name: try $0.textOrNil(1), language: try $0.word(2), trouble: try $0.textOrNil(3))
        }
    }

    /// Adds a person.
    public func addPerson(
        _ id: Identifier, name: String?, language: Language, at moment: Date, to association: AssociationID
    ) throws {
        try run(
            "INSERT INTO people (association, id, name, language, since) VALUES ($1, $2, $3, $4, $5)",
            [.text(association.rawValue), .int(id), .text(orNull: name), .text(language.rawValue), .date(moment)])
    }

    /// Ties a contact to a person; a contact that is somebody's already stays theirs.
    public func addContact(_ contact: Contact, to person: Identifier, of association: AssociationID) throws {
        guard contact.kind != .anonymous, !contact.value.isEmpty else { return }
        try run(
            """
            INSERT INTO identities (association, kind, value, person) VALUES ($1, $2, $3, $4)
            ON CONFLICT (association, kind, value) DO NOTHING
            """,
            [.text(association.rawValue), .text(contact.kind.rawValue), .text(contact.value), .int(person)])
    }

    /// Marks a contact as failing, with the reason, or as working again.
    public func setTrouble(_ trouble: String?, of contact: Contact, of association: AssociationID) throws {
        try run(
            "UPDATE identities SET trouble = $4 WHERE association = $1 AND kind = $2 AND value = $3",
            [
                .text(association.rawValue), .text(contact.kind.rawValue), .text(contact.value),
                .text(orNull: trouble),
            ])
    }

    /// A person's name.
    public func personName(_ id: Identifier, of association: AssociationID) throws -> String? {
        try first(
            "SELECT name FROM people WHERE association = $1 AND id = $2", [.text(association.rawValue), .int(id)]
        )?.textOrNil(0)
    }

    /// All contacts of a person.
    public func contacts(of person: Identifier, _ association: AssociationID) throws -> [KnownContact] {
        try query(
            "SELECT kind, value, trouble FROM identities WHERE association = $1 AND person = $2 ORDER BY kind, value",
            [.text(association.rawValue), .int(person)]
        ).map {
            KnownContact(
                contact: Contact(kind: try $0.word(0), value: try $0.text(1)), trouble: try $0.textOrNil(2))
        }
    }
}
