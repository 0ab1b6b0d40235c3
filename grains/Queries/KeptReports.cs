using System.Security.Cryptography;
using System.Text.Json;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// Reports by question and position: as long as nothing new is in the aggregates, the same question costs nothing, and who asks it while
/// it is being answered gets the same answer. As many as fit into memory for certain.
/// </summary>
internal sealed class KeptReports(IQueryStore store)
{
    private const int Most = 64;

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <param name="at">Where the aggregates are now.</param>
    public async Task<(RevenueReport Report, StoredPosition At)> Report(
        OrderScope scope, NewDefinition definition, StoredPosition at, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var key = KeyOf(scope, definition);
        if (!_kept.TryGetValue(key, out var kept) || kept.Epoch != at.Epoch || kept.Position != at.Position || kept.Report.IsFaulted)
        {
            Forget();
            // For all who ask, so not with the token of the first; the store's own timeout bounds it.
            kept = new Kept(at.Epoch, at.Position, Read(scope, definition, zone));
            _kept[key] = kept;
        }

        var (report, stored) = await kept.Report.WaitAsync(cancellationToken);
        return (report, stored with { LastBatch = Math.Max(stored.LastBatch, at.LastBatch) });
    }

    private async Task<(RevenueReport Report, StoredPosition At)> Read(OrderScope scope, NewDefinition definition, TimeZoneInfo zone)
    {
        var stored = await store.Revenue(scope, definition, zone, CancellationToken.None);
        var matrix = scope.Currency is { } currency ? Of(currency, stored.Matrix) : stored.Matrix;
        return (RevenueReport.From(matrix, stored.FirstOrders), stored.At);
    }

    private void Forget()
    {
        if (_kept.Count >= Most)
            _kept.Clear();
    }

    // Rows and customers of an answer about one currency are those of the currency.
    private static RevenueMatrix Of(Currency currency, RevenueMatrix matrix)
    {
        var cohorts = matrix.Cohorts.Where(cohort => cohort.Key.Currency == currency).ToList();
        return new RevenueMatrix(
            matrix.Cells.Where(cell => cell.Key.Currency == currency),
            cohorts.Concat(cohorts.Select(cohort => KeyValuePair.Create(cohort.Key with { Currency = null }, cohort.Value))));
    }

    private static string KeyOf(OrderScope scope, NewDefinition definition)
    {
        var customers = scope.Customers is { } ids
            ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ids.Order(StringComparer.Ordinal))))
            : "";
        return $"{definition}|{scope.From?.UtcTicks}|{scope.To?.UtcTicks}|{customers}|{scope.Currency is not null}{scope.Currency}";
    }

    private sealed record Kept(int Epoch, long Position, Task<(RevenueReport Report, StoredPosition At)> Report);
}
