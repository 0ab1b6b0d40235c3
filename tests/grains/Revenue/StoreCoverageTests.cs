using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests.Revenue;

public sealed class StoreCoverageTests
{
    // January 2026 begins within 2026-W01 and ends within 2026-W05.
    private static readonly Week First = Week.Parse("2026-W01");

    private static readonly SourceSettings Settings = new(
        "shop", "", new WindowLimit(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), 1, 1, 1, TimeZoneInfo.Utc, First,
        new WeeklySchedule(DayOfWeek.Monday, TimeOnly.MinValue, TimeZoneInfo.Utc, TimeSpan.Zero, 0), GoesByCalendar: false);

    [Fact]
    public void An_answer_of_nothing_but_complete_weeks_is_complete()
    {
        var answer = Answer(Settings, Weeks(9));

        Assert.Equal((true, true), (answer.Coverage!.Complete, answer.Coverage.NewComplete));
        Assert.Equal((true, true), Month(answer, "2026-01"));
        Assert.Equal((true, true), Month(answer, "2026-02"));
        Assert.Equal((true, true), Cohort(answer, "2026-01"));
        Assert.Empty(answer.Coverage.Weeks);
    }

    [Fact]
    public void A_week_that_is_missing_is_absent_and_spoils_its_months_and_who_is_new_in_all_later_ones()
    {
        var answer = Answer(Settings, [.. Weeks(9).Where(week => week.Week != Week.Parse("2026-W03"))]);

        Assert.Equal((false, false), (answer.Coverage!.Complete, answer.Coverage.NewComplete));
        Assert.Equal((false, false), Month(answer, "2026-01"));
        Assert.Equal((true, false), Month(answer, "2026-02"));
        Assert.Equal((false, false), Cohort(answer, "2026-01"));
        Assert.Equal((true, false), Cohort(answer, "2026-02"));
        Assert.Equal([new WeekCoverage("2026-W03", "absent", null, null)], answer.Coverage.Weeks);
    }

    [Fact]
    public void A_later_week_that_is_not_complete_spoils_what_cohorts_have_gained()
    {
        var weeks = Weeks(9);
        weeks[8] = weeks[8] with { State = WeekState.Pulling, Cursor = PageCursor.At(4), Pages = 7 };

        var answer = Answer(Settings, weeks);

        Assert.Equal((true, true), Month(answer, "2026-01"));
        Assert.Equal((false, true), Cohort(answer, "2026-01"));
        Assert.Equal((false, false), Month(answer, "2026-02"));
        Assert.Equal([new WeekCoverage("2026-W09", "pulling", 4, 7)], answer.Coverage!.Weeks);
    }

    [Theory]
    [InlineData(WeekState.Queued, "queued")]
    [InlineData(WeekState.Waiting, "waiting")]
    [InlineData(WeekState.Failed, "failed")]
    [InlineData(WeekState.Pulled, "pulled")]
    public void Only_complete_weeks_are_final(WeekState state, string word)
    {
        var weeks = Weeks(9);
        weeks[0] = weeks[0] with { State = state };

        var answer = Answer(Settings, weeks);

        Assert.False(answer.Coverage!.Complete);
        Assert.Equal([word], answer.Coverage.Weeks.Select(week => week.Status));
    }

    [Fact]
    public void Batches_that_are_not_in_the_aggregates_leave_nothing_final()
    {
        var answer = Answer(Settings, Weeks(9), position: 5, lastBatch: 8);

        Assert.Equal((false, false, 3L, 5L), (answer.Coverage!.Complete, answer.Coverage.NewComplete, answer.Coverage.LagBatches, answer.Coverage.Position));
        Assert.Equal((false, false), Month(answer, "2026-01"));
        Assert.Equal((false, false), Cohort(answer, "2026-01"));
    }

    [Fact]
    public void Without_a_first_week_who_is_new_is_never_final()
    {
        var answer = Answer(Settings with { Since = null }, Weeks(9));

        Assert.Equal((true, false), (answer.Coverage!.Complete, answer.Coverage.NewComplete));
        Assert.Equal((true, false), Month(answer, "2026-01"));
    }

    [Fact]
    public void Without_a_first_week_the_range_begins_with_what_was_asked_for()
    {
        var answer = Answer(Settings with { Since = null }, [.. Weeks(9).Skip(3)]);

        Assert.Equal((true, false), (answer.Coverage!.Complete, answer.Coverage.NewComplete));
        Assert.Equal((false, false), Month(answer, "2026-01"));
        Assert.Empty(answer.Coverage.Weeks);
    }

    [Fact]
    public void Weeks_since_the_first_that_were_never_asked_for_are_absent()
    {
        var answer = Answer(Settings, [.. Weeks(9).Skip(7)]);

        Assert.Equal((false, false), (answer.Coverage!.Complete, answer.Coverage.NewComplete));
        Assert.Equal(7, answer.Coverage.Weeks.Count(week => week.Status == "absent"));
    }

    [Fact]
    public void A_source_without_weeks_is_not_complete()
    {
        var answer = Answer(Settings, []);

        Assert.Equal((false, false), (answer.Coverage!.Complete, answer.Coverage.NewComplete));
    }

    [Fact]
    public void Records_set_aside_are_added_up()
    {
        var weeks = Weeks(2);
        weeks[0] = weeks[0] with { Counts = new WeekCounts(1, 2, 3, 4, 5) };
        weeks[1] = weeks[1] with { Counts = new WeekCounts(0, 0, 0, 6, 0) };

        Assert.Equal(10, Answer(Settings, weeks).Coverage!.Rejected);
    }

    private static StoredWeek[] Weeks(int count) =>
    [
        .. Enumerable.Range(0, count).Select(place =>
            WeekRow.Queued("shop", Week.Of(First.Monday.AddDays(7 * place))).Week with { State = WeekState.Complete }),
    ];

    // Ann bought in January and February, bob in February.
    private static RevenueAnswer Answer(SourceSettings settings, IReadOnlyList<StoredWeek> weeks, long position = 8, long lastBatch = 8)
    {
        var (january, february) = (new Month(2026, 1), new Month(2026, 2));
        var matrix = new RevenueMatrix(
            [Cell(january, january), Cell(february, january), Cell(february, february)],
            [Size(january, null), Size(january, Currency.None), Size(february, null), Size(february, Currency.None)]);
        var coverage = new StoreCoverage(weeks, settings, TimeZoneInfo.Utc, new StoredPosition(1, position, lastBatch, "UTC"));
        return coverage.Onto(RevenueAnswers.From(RevenueReport.From(matrix), "UTC"));
    }

    private static KeyValuePair<CellKey, CellValue> Cell(Month month, Month cohort) =>
        new(new CellKey(month, cohort, Currency.None), new CellValue(Money.Of(1m), 1, 1));

    private static KeyValuePair<CohortKey, long> Size(Month cohort, Currency? currency) => new(new CohortKey(cohort, currency), 1);

    private static (bool?, bool?) Month(RevenueAnswer answer, string name)
    {
        var month = answer.Currencies[0].Months!.Value.Single(month => month.Month == name);
        return (month.Complete, month.NewComplete);
    }

    private static (bool?, bool?) Cohort(RevenueAnswer answer, string name)
    {
        var cohort = answer.Currencies[0].Cohorts!.Value.Single(cohort => cohort.Cohort == name);
        return (cohort.Complete, cohort.NewComplete);
    }
}
