extension Site {
    /// Everything the site answers; a test goes over all of it.
    var endpoints: [Endpoint] {
        MachinePages(site: self).endpoints
            + TicketAPI(site: self).endpoints
            + SignInPages(site: self).endpoints
            + ListPages(site: self).endpoints
            + TicketPages(site: self).endpoints
            + MessageFiles(site: self).endpoints
            + OversightPages(site: self).endpoints
            + LedgerPages(site: self).endpoints
            + LearningPages(site: self).endpoints
            + AccountPages(site: self).endpoints
            + LivePage(site: self).endpoints
            + AssociationPages(site: self).endpoints
            + FormPages(site: self).endpoints
            + StatusPages(site: self).endpoints
            + LetterProofPages(site: self).endpoints
    }
}
