using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;
using static Orleans.Tx.Grains.Tests.Revenue.Projecting;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>Another zone is configured than the aggregates were begun in.</summary>
public sealed class ReportingZoneTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private readonly TestSilo _silo = new();

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Aggregates_stay_in_the_zone_they_were_begun_in_and_say_that_a_rebuild_is_due()
    {
        // By UTC the first of March is March, in New York its first hours are February.
        var source = await Begun();

        source.Add(Order("bob", "2026-03-01", 5m));
        await _silo.Carry(source);
        var (status, answer) = (await _silo.ProjectionOf(source).Status(), await _silo.Report(source));

        AssertAggregatesRight(source, TimeZoneInfo.Utc);
        AssertOneSnapshot(source, answer);
        Assert.Equal("UTC", answer.Zone);
        Assert.Equal("the months are those of UTC, Reporting:Zone is America/New_York: tx rebuild cuts them anew", status.Notice);
        Assert.Equal(status.Notice, answer.Coverage!.Notice);
        Assert.Null(status.Message);
    }

    [Fact]
    public async Task After_a_rebuild_months_are_in_the_configured_zone()
    {
        var source = await Begun();

        var done = await _silo.Rebuild(source);
        source.Add(Order("bob", "2026-04-01", 5m));
        await _silo.Carry(source);
        var (status, answer) = (await _silo.ProjectionOf(source).Status(), await _silo.Report(source));

        Assert.Equal("America/New_York", done.Zone);
        AssertAggregatesRight(source, NewYork);
        Assert.Equal(("America/New_York", null, null), (answer.Zone, answer.Coverage!.Notice, status.Notice));
        Assert.Equal(["2026-02", "2026-03"], answer.Currencies.Single().Months!.Value.Select(month => month.Month));
    }

    [Fact]
    public async Task Months_that_the_zones_rules_would_cut_otherwise_now_stay_as_they_were_cut_and_say_that_a_rebuild_is_due()
    {
        var source = await Begun();
        var march = new Month(2026, 3);
        source.Store.Aggregates.Cut(march.Next, march.Next.StartIn(TimeZoneInfo.Utc).AddHours(30));
        _silo.Zone = TimeZoneInfo.Utc;
        await _silo.Restart();

        source.Add(Order("bob", "2026-04-01", 5m));
        source.Add(Order("bob", "2026-04-03", 7m));
        await _silo.Carry(source);
        var status = await _silo.ProjectionOf(source).Status();

        var cells = source.Store.Aggregates.Matrix(0).Matrix.Cells;
        Assert.Equal(2, cells[new Domain.Revenue.CellKey(march, march, Domain.Monetary.Currency.Parse("EUR"))].Customers);
        Assert.StartsWith("by the rules of UTC as they are known now 2026-04 would begin at another instant", status.Notice, StringComparison.Ordinal);

        await _silo.Rebuild(source);
        Assert.Null((await _silo.ProjectionOf(source).Status()).Notice);
        AssertAggregatesRight(source);
    }

    [Fact]
    public async Task A_zone_that_is_not_known_here_is_told_and_a_rebuild_helps()
    {
        var source = _silo.NewSource();
        source.Add(Order("ann", "2026-03-01", 10m));
        source.Store.Aggregates.Commit(new ProjectionCommit(source.Name, 1, 0, 0, "Mars/Olympus", [], new Domain.Revenue.MatrixChange()));

        await _silo.ProjectionOf(source).Advance();
        var status = await _silo.ProjectionOf(source).Status();
        var done = await _silo.Rebuild(source);

        Assert.Contains("Mars/Olympus", status.Notice, StringComparison.Ordinal);
        Assert.Equal("UTC", done.Zone);
        await _silo.AssertAllRight(source);
    }

    private async Task<FakeSource> Begun()
    {
        var source = _silo.NewSource();
        source.Add(Order("ann", "2026-03-01", 10m), Order("ann", "2026-03-05", 1m));
        await _silo.Carry(source);
        _silo.Zone = NewYork;
        await _silo.Restart();
        return source;
    }
}
