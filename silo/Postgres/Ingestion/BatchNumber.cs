using System.Diagnostics;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>Gives what a transaction has stored under its uid the next place in the source's log.</summary>
internal static class BatchNumber
{
    /// <summary>The last statement of a transaction: from here to the commit everyone else of the source waits.</summary>
    /// <param name="rows">Rows that the batch put in place.</param>
    /// <param name="takenBack">Rows of earlier batches that it replaced or removed.</param>
    public static Task Take(StoreSession session, string source, Week week, int run, long uid, int rows, int takenBack) =>
        session.Execute(Sql.Number, source, uid, week.Monday, run, rows, takenBack, Trace);

    // Whoever counts the batch goes on from here, if anybody looks.
    private static string? Trace => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;

    private static class Sql
    {
        public const string Number = """
            with counter as (
                insert into tx.sources as s (name, last_batch) values ($1, 1)
                on conflict (name) do update set last_batch = s.last_batch + 1
                returning last_batch
            )
            insert into tx.batches (source, number, uid, week, run, rows, taken_back, trace)
            select $1, last_batch, $2, $3, $4, $5, $6, $7 from counter
            """;
    }
}
