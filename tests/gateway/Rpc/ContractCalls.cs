using Google.Protobuf.WellKnownTypes;
using Orleans.Tx.Gateway.Protos;

namespace Orleans.Tx.Gateway.Tests.Rpc;

/// <summary>A call of each method of the contract, as message and as request over HTTP.</summary>
internal static class ContractCalls
{
    private static readonly ImportRow[] Rows =
    [
        new() { Line = 2, Customer = "ada", Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddSeconds(1)), Amount = "12.50", Currency = "EUR" },
        new() { Line = 3, Customer = "bob", Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddSeconds(2)), Amount = "-1" },
    ];

    private static readonly ImportFile File = new()
    {
        Name = "a.csv", Sha256 = "00", Options = "as usual", Lines = 12, Rows = 10, Bad = { ["bad-date"] = 1 }, First = Rows[0].Time, Last = Rows[1].Time,
    };

    private const string FileAsJson = """
        {"name":"a.csv","sha256":"00","options":"as usual","lines":12,"rows":10,"bad":{"bad-date":1},"first":"1970-01-01T00:00:01Z","last":"1970-01-01T00:00:02Z"}
        """;

    public static IReadOnlyDictionary<string, ContractCall> All { get; } = new Dictionary<string, ContractCall>(StringComparer.Ordinal)
    {
        ["Revenue/Months"] = new(new RevenueRequest(), "GET /v1/revenue/months"),
        ["Revenue/Cohorts"] = new(
            new RevenueRequest { Source = "shop", From = "2026-09", To = "2026-10", Customer = { "a/b", "'; --" }, Currency = "EUR", New = "first-order" },
            "POST /v1/query/cohorts?source=shop", """{"from":"2026-09","to":"2026-10","customer":["a/b","'; --"],"currency":"EUR","new":"first-order"}"""),
        ["Customers/Get"] = new(new CustomerRequest { Id = "a/b%'\"😀" }, "GET /v1/customers?id=a%2Fb%25%27%22%F0%9F%98%80"),
        ["Transactions/List"] = new(
            new ListTransactionsRequest { From = "2026-W40", To = "2026-10", Customer = { "a", "b" }, Currency = "EUR", Limit = 7, After = "xyz" },
            "GET /v1/transactions?from=2026-W40&to=2026-10&customer=a&customer=b&currency=EUR&limit=7&after=xyz"),
        ["Transactions/Groups"] = new(
            new GroupRequest { By = "customer", From = "2026-W40", To = "2026-10", Customer = { "a", "b" }, Currency = "EUR", New = "first-order" },
            "GET /v1/transactions/groups?by=customer&from=2026-W40&to=2026-10&customer=a&customer=b&currency=EUR&new=first-order"),
        ["Weeks/List"] = new(new ListWeeksRequest(), "GET /v1/weeks", Root: ".weeks"),
        ["Weeks/Get"] = new(new WeekRequest { Week = "2026-W41" }, "GET /v1/weeks/2026-W41"),
        ["Weeks/Runs"] = new(new WeekRequest { Week = "2026-W41" }, "GET /v1/weeks/2026-W41/runs", Root: ".runs"),
        ["Weeks/Plan"] = new(new WeekRange { From = "2026-W40", To = "2026-W41" }, "POST /v1/plan?from=2026-W40&to=2026-W41"),
        ["Weeks/Pull"] = new(new WeekRange { From = "2026-W40" }, "POST /v1/weeks/2026-W40/pull", Root: ".weeks"),
        ["Weeks/Change"] = new(new ChangeWeeksRequest { Order = WeekOrder.Repull, From = "2026-W40", To = "2026-W41" }, "POST /v1/weeks/2026-W40..2026-W41/repull", Root: ".weeks"),
        ["Rejects/List"] = new(
            new ListRejectsRequest { From = "2026-W40", To = "2026-W41", Reason = "bad-time", After = "2026-W40/1/0/0", Limit = 7 },
            "GET /v1/rejects?from=2026-W40&to=2026-W41&reason=bad-time&after=2026-W40/1/0/0&limit=7"),
        ["Rejects/Get"] = new(new RejectRequest { Id = "2026-W40/1/17/3" }, "GET /v1/rejects/2026-W40/1/17/3"),
        ["Rejects/Retry"] = new(
            new RetryRejectsRequest { Ids = { "2026-W40/1/17/3" }, From = "2026-W40", To = "2026-W41", Reason = "bad-time", All = true, After = "2026-W40/1/0/0" },
            "POST /v1/rejects/retry", """{"ids":["2026-W40/1/17/3"],"from":"2026-W40","to":"2026-W41","reason":"bad-time","all":true,"after":"2026-W40/1/0/0"}"""),
        ["Imports/List"] = new(new ListImportsRequest(), "GET /v1/imports"),
        ["Imports/Open"] = new(
            new OpenImportsRequest { Source = "old", Files = { File }, Keyed = true, Overlap = ImportOverlap.Replace },
            "POST /v1/imports?source=old", $$"""{"files":[{{FileAsJson}}],"keyed":true,"overlap":"replace"}"""),
        ["Imports/Get"] = new(new ImportRequest { Id = 7 }, "GET /v1/imports/7"),
        ["Imports/Replace"] = new(new ImportRequest { Id = 7 }, "POST /v1/imports/7/replace"),
        ["Imports/Store"] = new(
            new StoreRowsRequest { Id = 7, After = 1, To = 3, Rows = { Rows } }, "POST /v1/imports/7/rows",
            """{"after":1,"to":3,"lines":[2,3],"customers":["ada","bob"],"times":[1000000,2000000],"amounts":["12.50","-1"],"currencies":["EUR",null]}"""),
        ["Imports/Finish"] = new(new ImportRequest { Id = 7 }, "POST /v1/imports/7/finish"),
        ["Imports/Cancel"] = new(new ImportRequest { Id = 7 }, "POST /v1/imports/7/cancel"),
        ["Operation/Status"] = new(new SourceRequest(), "GET /v1/status"),
        ["Operation/Limiter"] = new(new SourceRequest(), "GET /v1/limiter"),
        ["Operation/Check"] = new(new CheckSourceRequest { Week = "2026-W40" }, "POST /v1/sources/check?week=2026-W40"),
        ["Operation/StartVerification"] = new(new SourceRequest(), "POST /v1/verification"),
        ["Operation/GetVerification"] = new(new JobRequest { Id = "a" }, "GET /v1/verification/a"),
        ["Operation/CancelVerification"] = new(new JobRequest { Id = "a" }, "POST /v1/verification/a/cancel"),
        ["Operation/StartRebuild"] = new(new SourceRequest(), "POST /v1/rebuild"),
        ["Operation/GetRebuild"] = new(new JobRequest { Id = "a" }, "GET /v1/rebuild/a"),
        ["Operation/CancelRebuild"] = new(new JobRequest { Id = "a" }, "POST /v1/rebuild/a/cancel"),
        ["Operation/StartForgetting"] = new(new ForgetRequest { Customer = "ada" }, "POST /v1/forget", """{"customer":"ada"}"""),
        ["Operation/GetForgetting"] = new(new JobRequest { Id = "a" }, "GET /v1/forget/a"),
        ["Operation/CancelForgetting"] = new(new JobRequest { Id = "a" }, "POST /v1/forget/a/cancel"),
    };
}
