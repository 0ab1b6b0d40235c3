using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>A source's API: honest about what it holds, but for the answers that a test puts in the way.</summary>
internal sealed class ScriptedApi(FakeSource source, TimeProvider time)
{
    private readonly ConcurrentDictionary<Week, IReadOnlyList<Transaction>> _records = [];
    private readonly ConcurrentDictionary<(Week Week, long Page), ConcurrentQueue<Func<CancellationToken, Task<PageAnswer?>>>> _scripted = [];
    private readonly ConcurrentQueue<(Week Week, long Page, DateTimeOffset At)> _requests = [];
    private int _underWay;
    private int _mostUnderWay;

    /// <summary>The API tells how many pages and records there are.</summary>
    public bool TellsTotals { get; set; } = true;

    /// <summary>What every answer tells of the source's own count.</summary>
    public SourceBudget? Budget { get; set; }

    /// <summary>What a rule answers instead; null lets the request pass.</summary>
    public Func<Week, long, PageAnswer?> Rule { get; set; } = (_, _) => null;

    /// <summary>Every request that came, in order.</summary>
    public IReadOnlyList<(Week Week, long Page, DateTimeOffset At)> Requests => [.. _requests];

    /// <summary>Requests that are not answered yet.</summary>
    public int UnderWay => _underWay;

    /// <summary>The most requests that were ever under way at once.</summary>
    public int MostUnderWay => _mostUnderWay;

    public IEnumerable<long> PagesAskedOf(Week week) => Requests.Where(request => request.Week == week).Select(request => request.Page);

    public void Holds(Week week, IReadOnlyList<Transaction> records) => _records[week] = records;

    /// <summary>The next requests for a page get these answers, then the truth again.</summary>
    public void Answer(Week week, long page, params IEnumerable<PageAnswer> answers)
    {
        foreach (var answer in answers)
            Script(week, page, _ => Task.FromResult<PageAnswer?>(answer));
    }

    /// <summary>The next request for a page is not answered before the gate is open.</summary>
    public Gate Hold(Week week, long page)
    {
        var gate = new Gate();
        Script(
            week,
            page,
            async cancellationToken =>
            {
                await gate.Pass(cancellationToken);
                return null;
            });
        return gate;
    }

    /// <summary>The next request for a page ends in an exception.</summary>
    public void Throw(Week week, long page, Exception failure) => Script(week, page, _ => Task.FromException<PageAnswer?>(failure));

    /// <summary>A page is known by its number, or by the token that the page before told of: no number is believed then.</summary>
    public async Task<PageAnswer> Fetch(Week week, PageCursor at, CancellationToken cancellationToken)
    {
        var page = source.Settings.ByToken && at.Token is { } token ? long.Parse(token.AsSpan("after ".Length), CultureInfo.InvariantCulture) : at.Page;
        _requests.Enqueue((week, page, time.GetUtcNow()));
        InterlockedMax(Interlocked.Increment(ref _underWay));
        try
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            var scripted = _scripted.TryGetValue((week, page), out var script) && script.TryDequeue(out var next)
                ? await next(cancellationToken)
                : null;
            return (scripted ?? Rule(week, page) ?? Truth(week, page)) with { Budget = Budget };
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private PageAnswer.Fetched Truth(Week week, long page)
    {
        var records = _records.GetValueOrDefault(week, []);
        var size = source.Settings.PageSize;
        var inPage = records.Skip((int)page * size).Take(size).ToList();
        var facts = new PageFacts(
            inPage.Count, TellsTotals ? (records.Count + size - 1) / size : null, TellsTotals ? records.Count : null);
        var next = source.Settings.ByToken && (page + 1) * size < records.Count ? string.Create(CultureInfo.InvariantCulture, $"after {page + 1}") : null;
        return new PageAnswer.Fetched(facts with { Next = next }, inPage, [], 0);
    }

    private void Script(Week week, long page, Func<CancellationToken, Task<PageAnswer?>> answer) =>
        _scripted.GetOrAdd((week, page), _ => []).Enqueue(answer);

    private void InterlockedMax(int underWay)
    {
        for (var most = _mostUnderWay; underWay > most; most = _mostUnderWay)
            Interlocked.CompareExchange(ref _mostUnderWay, underWay, most);
    }
}
