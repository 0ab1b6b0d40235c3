using Orleans.Tx.Silo.Postgres.Ownership;

namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>One step of the schema. Once released it never changes: a change is the next step.</summary>
/// <param name="Version">Its number; they follow each other from 1.</param>
/// <param name="Name">What it brings, in a word or two.</param>
/// <param name="Sql">The statements, run in one transaction with those of all other steps that are due.</param>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, "log", LogTables.Sql),
        new(2, "aggregates", AggregateTables.Sql),
        new(3, "engine", EngineTables.Sql + EngineQueries.Sql),
        new(4, "owner", OwnerTable.Sql),
        new(5, "filtered", FilteredRecords.Sql),
        new(6, "refresh tokens", RefreshTokenTable.Sql),
        new(7, "runs", RunTables.Sql),
        new(8, "month bounds", MonthBoundTable.Sql),
        new(9, "imports", ImportTables.Sql),
        new(10, "forgotten", ForgottenTables.Sql),
        new(11, "queries", QueryIndexes.Sql),
        new(12, "acquired", AcquiredIndex.Sql),
        new(13, "traces", BatchTraces.Sql),
        new(14, "restorations", RestorationTable.Sql),
        new(15, "engines", EngineChangeTable.Sql),
        new(16, "weeks of ledgers", LedgerWeeks.Sql),
    ];
}
