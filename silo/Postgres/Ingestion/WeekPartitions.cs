using System.Collections.Concurrent;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>Sees to it that a week has its partition before rows come.</summary>
internal sealed class WeekPartitions(Database database)
{
    private readonly ConcurrentDictionary<Week, bool> _known = [];

    /// <remarks>In a transaction of its own: the locks that a new partition takes must not last as long as the writing of rows.</remarks>
    public async Task Ensure(Week week, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(week))
            return;
        await database.Run(session => session.Value<bool>(Sql.AddWeek, week.Monday), cancellationToken);
        _known.TryAdd(week, true);
    }

    private static class Sql
    {
        public const string AddWeek = "select tx.add_week($1)";
    }
}
