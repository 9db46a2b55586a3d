import BoxOfficeDomain

extension Transaction {
    /// What time it is at the database. Of PostgreSQL: an embedded database has no clock of its own.
    func databaseClock() throws -> Moment {
        try rows("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)")[0].moment(0)
    }
}
