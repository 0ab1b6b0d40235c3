using System.Collections.Concurrent;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Grains.Tests.Imports;

/// <summary>Imports in memory; rows are only counted.</summary>
internal sealed class FakeImportStore : IImportStore
{
    private readonly ConcurrentDictionary<string, List<StoredImport>> _sources = new(StringComparer.Ordinal);

    /// <summary>What the next call that stores something ends with.</summary>
    public Exception? Failure { get; set; }

    public Task<IReadOnlyList<StoredImport>> List(string source, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredImport>>([.. Of(source)]);

    public Task<StoredImport?> Find(string source, int number, CancellationToken cancellationToken) =>
        Task.FromResult(Of(source).Find(import => import.Number == number));

    public Task<IReadOnlyList<StoredImport>> Open(string source, Func<IReadOnlyList<StoredImport>, ImportPlan> plan, CancellationToken cancellationToken)
    {
        var planned = plan(Of(source));
        foreach (var (replaced, by) in planned.Replaced)
            Put(Of(source).Single(import => import.Number == replaced) with { ReplacedBy = by });
        Of(source).AddRange(planned.New.Select(import => Stored.Import(import.File, import.Number, source) with
        {
            State = import.TakesOut ? ImportState.Replacing : ImportState.Storing,
            Keyed = import.Keyed,
            Line = 0,
            Counts = default,
        }));
        return Task.FromResult<IReadOnlyList<StoredImport>>([.. planned.Opened.Select(number => Of(source).Single(import => import.Number == number))]);
    }

    public Task<StoredImport> TakeOut(StoredImport import, CancellationToken cancellationToken) => Change(import with { State = ImportState.Storing });

    public Task<StoredImport> Store(StoredImport import, ImportRows rows, CancellationToken cancellationToken) =>
        Change(import with { Line = rows.To, Counts = import.Counts with { Stored = import.Counts.Stored + rows.Count } });

    public Task<StoredImport> Mark(StoredImport import, ImportState state, CancellationToken cancellationToken) => Change(import with { State = state });

    private List<StoredImport> Of(string source) => _sources.GetOrAdd(source, _ => []);

    private Task<StoredImport> Change(StoredImport import)
    {
        if (Failure is { } failure)
            return Task.FromException<StoredImport>(failure);
        Put(import);
        return Task.FromResult(import);
    }

    private void Put(StoredImport import)
    {
        var imports = Of(import.Source);
        imports[imports.FindIndex(stored => stored.Number == import.Number)] = import;
    }
}
