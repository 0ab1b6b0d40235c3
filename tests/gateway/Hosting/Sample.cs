using System.Collections.Immutable;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>Answers of the service.</summary>
internal static class Sample
{
    public static readonly LimiterSnapshot Limiter = new("shop", 1000, TimeSpan.FromMinutes(10), 412, 16, 5000, 2, null, 640,
        [new LimiterMoment(DateTimeOffset.UnixEpoch, 300, 1000, 0), new LimiterMoment(DateTimeOffset.UnixEpoch.AddSeconds(30), 412, 640, 2)]);

    public static readonly RevenueAnswer Revenue = new(
        "first-month", "UTC", 30, 12, ImmutableSortedDictionary<string, long>.Empty,
        [
            Currency("EUR", 900m, 100m),
            Currency("USD", 12345.678m, 0.5m),
        ],
        new Coverage(false, false, 3, 1, 41, [new WeekCoverage("2026-W41", "pulling", 412, 900)]));

    public static readonly TransactionRecord[] Transactions =
    [
        new("t1", "+41 79", DateTimeOffset.UnixEpoch, 12.5m, "EUR", """{"a":1}"""),
        new("t2", "ada, \"the\" one", DateTimeOffset.UnixEpoch.AddMilliseconds(1.5), -0.01m, null, null),
    ];

    public static readonly CustomerAnswer Customer = new(
        "shop", "ada", DateTimeOffset.UnixEpoch, "1970-01", "UTC", 3, [new("EUR", 10m, 3, [new("1970-01", 10m, 3)])], [.. Transactions], Revenue.Coverage!);

    public static readonly SetAsideList Rejects = new(
        "shop", [new("bad-amount", 7)], [new("2026-W40/1/17/3", "bad-amount", DateTimeOffset.UnixEpoch, "{\"id\":\"ä\"}", 10)], "2026-W40/1/17/3");

    public static readonly PullPlan Plan = new(
        "shop", [new("2026-W40", PlanBasis.Complete, 0, 90_000), new("2026-W41", PlanBasis.NotTold, null, null)], 0, 1, 0, TimeSpan.FromMinutes(10), 7, 0,
        DateTimeOffset.UnixEpoch, 1000, TimeSpan.FromMinutes(10), 412);

    public static readonly SourceCheck Check = new(
        "shop", "2026-W40", CheckOutcome.RateLimited, "slow down", 3, 1, 1, 0, 1, 200, 20_000, true, "2",
        [new("t1", "ada", DateTimeOffset.UnixEpoch, "12.50", "EUR", """{"a":1}"""), new("t2", "bob", DateTimeOffset.UnixEpoch, "1.00", null, null)],
        [new(2, "bad-time", "{}")], ["look at Records:OccurredAt"]);

    public static readonly WeekRun Run = new(
        2, WeekState.Pulled, "done", 9, 900, 890, 1, 2, 3, 4, 5, 6, 7, 10, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1));

    public static readonly VerificationStatus Verification = new(
        "shop", "20261101T1200", JobState.Running, "checking", 41, 42, 1000, 12, 3, 1, [new Difference("cell", "2026-09 of cohort 2026-09", "revenue 1", null)], null);

    public static readonly ForgetStatus Forgetting = new(
        "shop", "20261101T1300", JobState.Running, "removing rows of 2026-W41", 3, 1, [new ForgottenWeek("2026-W40", 3, 1)], null);

    public static readonly RebuildStatus Rebuild = new("shop", "20261101T1200", JobState.Running, "counting 500 of 1,000 entries", 500, 1000, 0, 0, "UTC", null);

    public static readonly ProjectionStatus Projection =
        new("shop", 1, 41, 42, null, EntriesBehind: 70, SecondsBehind: 1.5, InBulk: new BulkProgress(20, 70), Notice: "a rebuild is due");

    public static WeekStatus Week(string week, WeekState state = WeekState.Complete, string? message = null, DateTimeOffset? until = null) => new(
        "shop", week, state, 412, 900, 41_200, 1, 3, 2, 4, 90_000, 430, 2, message, until, DateTimeOffset.UnixEpoch, null);

    private static CurrencyAnswer Currency(string code, decimal fresh, decimal again) => new(
        code, fresh + again + fresh,
        [
            new MonthAnswer("2026-09", fresh, fresh, 0m, 100m, 10, 10, 8, 8, true, true),
            new MonthAnswer("2026-10", fresh + again, fresh, again, 90m, 20, 5, 10, 4, false, false),
        ],
        [
            new CohortAnswer("2026-09", 8, fresh + again, [new CohortMonthAnswer("2026-09", fresh, 10, 8), new CohortMonthAnswer("2026-10", again, 15, 6)], false, true),
            new CohortAnswer("2026-10", 4, fresh, [new CohortMonthAnswer("2026-10", fresh, 5, 4)], false, false),
        ]);
}
