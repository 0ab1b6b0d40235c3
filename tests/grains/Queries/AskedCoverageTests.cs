using System.Collections.Immutable;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Imports.Stored;

namespace Orleans.Tx.Grains.Tests.Queries;

public sealed class AskedCoverageTests
{
    // January 2026 begins within 2026-W01 and ends within 2026-W05, February ends within 2026-W09.
    private static readonly Week First = Week.Parse("2026-W01");
    private static readonly Month January = new(2026, 1);
    private static readonly Month February = new(2026, 2);

    private static readonly SourceSettings Settings = new(
        "shop", "", new WindowLimit(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), 1, 1, 1, TimeZoneInfo.Utc, First,
        new WeeklySchedule(DayOfWeek.Monday, TimeOnly.MinValue, TimeZoneInfo.Utc, TimeSpan.Zero, 0), GoesByCalendar: false);

    [Fact]
    public void A_range_of_complete_weeks_is_complete_though_later_ones_are_missing()
    {
        var answer = Answer(Weeks(9).Without("2026-W08"), to: "2026-02-01");

        Assert.Equal((true, true, 0), Summary(answer));
        Assert.Equal((true, true), MonthOf(answer, January));
    }

    [Fact]
    public void A_week_missing_before_the_range_leaves_open_who_is_new_in_it()
    {
        var answer = Answer(Weeks(9).Without("2026-W02"), from: "2026-02-01");

        Assert.Equal((true, false, 0), Summary(answer));
        Assert.Equal((true, false), MonthOf(answer, February));
    }

    [Fact]
    public void A_week_missing_in_the_range_is_told_and_spoils_its_month()
    {
        var answer = Answer(Weeks(9).Without("2026-W03"), to: "2026-02-15");

        Assert.Equal((false, false, 1), Summary(answer));
        Assert.Equal(("2026-W03", "absent"), (answer.Coverage!.Weeks[0].Week, answer.Coverage.Weeks[0].Status));
        Assert.Equal((false, false), MonthOf(answer, January));
        Assert.Equal((true, false), MonthOf(answer, February));
    }

    [Fact]
    public void A_month_is_judged_by_what_the_range_holds_of_it()
    {
        var answer = Answer(Weeks(9).Without("2026-W02"), from: "2026-01-12", to: "2026-02-01");

        Assert.Equal((true, false), MonthOf(answer, January));
    }

    [Fact]
    public void Weeks_behind_the_last_that_was_asked_for_are_absent()
    {
        var answer = Answer(Weeks(2), to: "2026-02-01");

        Assert.False(answer.Coverage!.Complete);
        Assert.Equal(["2026-W03", "2026-W04", "2026-W05"], answer.Coverage.Weeks.Select(week => week.Week));
    }

    [Fact]
    public void A_range_without_end_names_no_more_weeks_than_fit_an_answer()
    {
        var answer = Answer(Weeks(2), to: "9999-01-01");

        Assert.False(answer.Coverage!.Complete);
        Assert.Equal(100, answer.Coverage.Weeks.Length);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2026-01-01", "2026-02-01")]
    public void A_file_that_is_half_imported_leaves_every_range_open(string? from, string? to)
    {
        var half = Import(File("a")) with { State = ImportState.Storing };

        Assert.Equal((false, false, 0), Summary(Answer(Weeks(9), from, to, imports: half)));
        Assert.Equal((true, true, 0), Summary(Answer(Weeks(9), from, to, imports: half with { State = ImportState.Done })));
    }

    [Fact]
    public void Batches_that_are_not_counted_yet_leave_a_range_open() =>
        Assert.Equal((false, false, 0), Summary(Answer(Weeks(9), from: "2026-01-01", to: "2026-02-01", position: 7)));

    [Fact]
    public void Records_set_aside_are_those_of_the_range_and_of_files()
    {
        var weeks = Weeks(9);
        foreach (var (place, setAside) in ((int, long)[])[(0, 1), (3, 20), (8, 300)])
            weeks[place] = weeks[place] with { Counts = new WeekCounts(0, 0, 0, setAside, 0) };
        var file = Import(File("a"));
        var bad = file with { File = file.File with { Bad = ImmutableSortedDictionary<string, long>.Empty.Add("bad-date", 4000) } };

        Assert.Equal(4020, Answer(weeks, from: "2026-01-12", to: "2026-02-01", imports: bad).Coverage!.Rejected);
    }

    private static StoredWeek[] Weeks(int count) =>
    [
        .. Enumerable.Range(0, count).Select(place =>
            WeekRow.Queued("shop", Week.Of(First.Monday.AddDays(7 * place))).Week with { State = WeekState.Complete }),
    ];

    private static RevenueAnswer Answer(
        IReadOnlyList<StoredWeek> weeks, string? from = null, string? to = null, long position = 8, params StoredImport[] imports)
    {
        var matrix = new RevenueMatrix([Cell(January), Cell(February)], [Size(January, null), Size(January, Currency.None), Size(February, null), Size(February, Currency.None)]);
        var scope = AskedOrders.Scope("shop", new OrderFilter(from, to), TimeZoneInfo.Utc);
        var coverage = new AskedCoverage(weeks, Settings, TimeZoneInfo.Utc, new StoredPosition(1, position, 8, "UTC"), scope, new ImportCoverage(imports));
        return coverage.Onto(RevenueAnswers.From(RevenueReport.From(matrix), "UTC"));
    }

    private static KeyValuePair<CellKey, CellValue> Cell(Month month) => new(new CellKey(month, month, Currency.None), new CellValue(Money.Of(1m), 1, 1));

    private static KeyValuePair<CohortKey, long> Size(Month cohort, Currency? currency) => new(new CohortKey(cohort, currency), 1);

    private static (bool Complete, bool NewComplete, int Weeks) Summary(RevenueAnswer answer) =>
        (answer.Coverage!.Complete, answer.Coverage.NewComplete, answer.Coverage.Weeks.Length);

    private static (bool?, bool?) MonthOf(RevenueAnswer answer, Month name)
    {
        var month = answer.Currencies[0].Months!.Value.Single(month => month.Month == name.ToString());
        return (month.Complete, month.NewComplete);
    }
}

file static class WeekList
{
    public static StoredWeek[] Without(this StoredWeek[] weeks, string week) => [.. weeks.Where(stored => stored.Week != Week.Parse(week))];
}
