using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Tests.Rpc;

public sealed class ArgumentTests(ServedGateway served) : IClassFixture<ServedGateway>
{
    private static readonly Timestamp Time = new() { Seconds = 1 };

    private static (string Method, IMessage Request, string Detail)[] Wrong =>
    [
        ("Customers/Get", new CustomerRequest(), "id: is missing;"),
        ("Weeks/Plan", new WeekRange(), "from: is missing; write a week like 2026-W40"),
        ("Weeks/Pull", new WeekRange { To = "2026-W40" }, "from: is missing; write a week like 2026-W40"),
        ("Weeks/Change", new ChangeWeeksRequest(), "order: is missing; allowed: WEEK_ORDER_PAUSE, WEEK_ORDER_RESUME, WEEK_ORDER_RETRY,"),
        ("Weeks/Change", new ChangeWeeksRequest { Order = (Protos.WeekOrder)77 }, "order: 77 is none; allowed: WEEK_ORDER_PAUSE,"),
        ("Imports/Open", new OpenImportsRequest { Overlap = (ImportOverlap)(-1) }, "overlap: -1 is none; allowed: IMPORT_OVERLAP_REFUSE,"),
        ("Imports/Open", new OpenImportsRequest { Files = { new ImportFile { First = new Timestamp { Nanos = -1 } } } }, "files[0].first: is no instant;"),
        ("Imports/Store", Rows(new ImportRow { Amount = "1" }), "rows[0].time: is missing"),
        ("Imports/Store", Rows(new ImportRow { Amount = "1", Time = new Timestamp { Seconds = long.MaxValue } }), "rows[0].time: is no instant;"),
        ("Imports/Store", Rows(new ImportRow { Amount = "1", Time = Time }, new ImportRow { Amount = "1e5", Time = Time }), "rows[1].amount: '1e5' is no amount;"),
        ("Imports/Store", Rows(new ImportRow { Amount = "1", Time = Time, Id = "a" }, new ImportRow { Amount = "1", Time = Time }), "rows[1].id: either each row has one or none has"),
    ];

    [Fact]
    public async Task Argument_that_is_wrong_is_named()
    {
        var gateway = served.Fresh();
        using var client = new RpcClient(gateway.RpcAddress);
        foreach (var (method, request, expected) in Wrong)
        {
            var (status, detail, _) = await client.Call($"/tx.v1.{method}", request);

            Assert.Equal((method, StatusCode.InvalidArgument), (method, status));
            Assert.StartsWith(expected, detail, StringComparison.Ordinal);
        }

        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task What_a_grain_refuses_names_the_fields_that_it_was_told()
    {
        var gateway = served.Fresh();
        gateway.Service.Failures[typeof(ISourceGrain)] = new TxException(TxError.Invalid, "2099-W01 lies in the future");
        using var client = new RpcClient(gateway.RpcAddress);

        var one = await client.Call("/tx.v1.Weeks/Pull", new WeekRange { From = "2099-W01" });
        var range = await client.Call("/tx.v1.Weeks/Pull", new WeekRange { From = "2026-W01", To = "2099-W01" });

        Assert.Equal((StatusCode.InvalidArgument, "from: 2099-W01 lies in the future"), (one.Status, one.Detail));
        Assert.Equal((StatusCode.InvalidArgument, "from, to: 2099-W01 lies in the future"), (range.Status, range.Detail));
    }

    [Fact]
    public async Task Order_without_weeks_is_for_all()
    {
        var gateway = served.Fresh();
        using var client = new RpcClient(gateway.RpcAddress);

        await client.Call("/tx.v1.Weeks/Change", new ChangeWeeksRequest { Order = Protos.WeekOrder.Pause }, WeekList.Parser);

        Assert.Equal(["shop: Pause .."], gateway.Service.Asked);
    }

    [Fact]
    public async Task Message_may_have_16_MB()
    {
        var gateway = served.Fresh();
        using var client = new RpcClient(gateway.RpcAddress);
        var ids = Enumerable.Range(0, 100_000).Select(number => $"customer-{number:000000000000000000000000000000}-{number % 7}");

        await client.Call("/tx.v1.Revenue/Months", new RevenueRequest { Customer = { ids } }, RevenueResponse.Parser);
        var (status, detail, _) = await client.Call("/tx.v1.Revenue/Months", new RevenueRequest { Customer = { new string('x', 17 << 20) } });

        Assert.Equal(StatusCode.ResourceExhausted, status);
        Assert.NotEmpty(detail);
        Assert.Contains("099999-4 ", Assert.Single(gateway.Service.Asked), StringComparison.Ordinal);
    }

    private static StoreRowsRequest Rows(params ImportRow[] rows) => new() { Rows = { rows } };
}
