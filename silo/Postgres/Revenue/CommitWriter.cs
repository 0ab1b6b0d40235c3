using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Writes a commit of the projection. The position goes first: it makes two projections wait for each other, and the second then
/// finds that it is not where it thought.
/// </summary>
internal static class CommitWriter
{
    public static async Task<MatrixChangeRecord> Write(StoreSession session, ProjectionCommit commit)
    {
        await Hold(session, commit.Source, commit.Epoch, commit.From, commit.Zone);
        await session.Execute(Sql.Advance, commit.Source, commit.To, commit.Zone);
        await LedgerWriter.Write(session, commit.Source, commit.Epoch, commit.From, commit.Ledgers);
        return await MatrixWriter.Write(session, commit.Source, commit.Change, commit.Months);
    }

    /// <summary>Locks the position where it is the expected one, until the transaction ends. Who only reads it does not wait.</summary>
    /// <param name="zone">The zone that months are cut in; null: any may be the stored one.</param>
    /// <exception cref="StaleProjectionException">It is another.</exception>
    /// <exception cref="TxException">The stored zone is another.</exception>
    public static async Task Hold(StoreSession session, string source, int epoch, long position, string? zone)
    {
        if ((epoch, position) == (1, 0))
            await session.Execute(Sql.First, source);
        var stored = await session.First(Sql.Hold, row => row.GetString(0), source, epoch, position)
            ?? throw new StaleProjectionException($"{source} is no longer at epoch {epoch}, batch {position}: another projection moved it.");
        if (zone is not null && stored.Length > 0 && stored != zone)
            throw new TxException(TxError.Invalid, $"The months of {source} were cut in {stored}, not in {zone}: rebuild the aggregates.");
    }

    private static class Sql
    {
        public const string First = "insert into tx.projections (source) values ($1) on conflict do nothing";

        public const string Hold = """
            select coalesce(zone, '') from tx.projections where source = $1 and epoch = $2 and position = $3 for update
            """;

        public const string Advance = "update tx.projections set position = $2, zone = coalesce(zone, $3) where source = $1";
    }
}
