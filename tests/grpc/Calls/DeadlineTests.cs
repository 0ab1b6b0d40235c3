using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;
using Orleans.Tx.Grpc.Tests.Wire;

namespace Orleans.Tx.Grpc.Tests.Calls;

public sealed class DeadlineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("50m")]
    [InlineData("50000u")]
    [InlineData("50000000n")]
    [InlineData("1S")]
    public async Task Call_whose_deadline_passes_is_told_so_and_its_method_cancelled(string timeout)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Wait", new WaitRequest { Name = timeout }, ("grpc-timeout", timeout));

        Assert.Equal((true, StatusCode.DeadlineExceeded), (answer.IsTrailersOnly, answer.Status));
        await server.Log[timeout].Ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Stream_whose_deadline_passes_ends_behind_the_rows_that_were_sent()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("WaitRows", new WaitRequest { Name = "late" }, ("grpc-timeout", "1S"));

        Assert.Equal((1, StatusCode.DeadlineExceeded), (answer.Messages.Count, answer.Status));
        await server.Log["late"].Ended.Task.WaitAsync(Cancellation);
    }

    [Theory]
    [InlineData("1H", true)]
    [InlineData("1M", true)]
    [InlineData("99999999H", true)]
    [InlineData("10", false)]
    [InlineData("S", false)]
    [InlineData("-1S", false)]
    [InlineData("1.5S", false)]
    [InlineData("1s", false)]
    [InlineData("", false)]
    public async Task Timeout_that_can_t_be_read_is_none(string timeout, bool isDeadline)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest(), ("grpc-timeout", timeout));

        Assert.Equal(isDeadline, answer.Only(EchoReply.Parser).HasDeadline);
    }

    [Fact]
    public async Task Caller_with_a_deadline_that_leaves_before_it_ends_the_method()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using (await client.Open("WaitRows", new WaitRequest { Name = "left" }, ("grpc-timeout", "1H")))
            await server.Log["left"].Begun.Task.WaitAsync(Cancellation);

        await server.Log["left"].Ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Caller_that_takes_nothing_until_its_deadline_ends_the_method()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using var response = await client.Open("Rows", new RowsRequest { Name = "stuck", Count = 20_000, Length = 100_000 }, ("grpc-timeout", "1S"));

        await server.Log["stuck"].Ended.Task.WaitAsync(Cancellation);
        Assert.True(server.Log["stuck"].Written < 20_000);
    }
}
