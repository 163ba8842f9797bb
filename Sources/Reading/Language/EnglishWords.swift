/// The words by which English is known.
enum EnglishWords {
    /// The same, to be looked up quickly.
    static let known = WordTable(Array(common))

    /// Common English words that are not common Arabizi spellings.
    static let common = Set(
        """
        the a an and or but if of to in on at for from with by about is are was were be been have has had do does did \
        not no yes can could will would should may might must i me my mine we us our you your he him his she her it its \
        they them their this that these those there here what when where which who whom why how please thank thanks \
        hello hi dear sir madam help need want want know get got give take make made send sent ask asked tell told \
        call called wait waiting number name time day days week month year today tomorrow yesterday now later new old \
        any some all every each more most other same so than then too very just also only still again after before \
        because while as until since up down out over into money food children child family mother father son daughter \
        husband wife house home school work job medicine hospital doctor blood charity donate donation volunteer \
        complaint suggestion question request regards sorry am im dont cant good bad great kind stop
        """
        .split(separator: " ").map(String.init))
}
