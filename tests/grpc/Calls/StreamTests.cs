using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;
using Orleans.Tx.Grpc.Tests.Wire;

namespace Orleans.Tx.Grpc.Tests.Calls;

public sealed class StreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_brings_every_row_in_order_then_the_status(bool buffered)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Rows", new RowsRequest { Count = 5000, Length = 10, Buffered = buffered });

        Assert.Equal(Enumerable.Range(1, 5000), answer.Messages.Select(message => Row.Parser.ParseFrom(message.Bytes).Number));
        Assert.Equal((false, StatusCode.OK), (answer.IsTrailersOnly, answer.Status));
    }

    [Fact]
    public async Task Stream_without_rows_is_a_status_alone()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Rows", new RowsRequest());

        Assert.Equal((0, StatusCode.OK), (answer.Messages.Count, answer.Status));
    }

    [Fact]
    public async Task Stream_that_fails_has_its_rows_and_the_failure_behind_them()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Rows", new RowsRequest { Count = 3, Code = (int)StatusCode.DataLoss });

        Assert.Equal((3, StatusCode.DataLoss, "after the rows"), (answer.Messages.Count, answer.Status, answer.Message));
    }

    [Fact]
    public async Task Row_arrives_while_the_method_goes_on()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using var response = await client.Open("WaitRows", new WaitRequest { Name = "slow" });
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var frame = new byte[7];
        await body.ReadExactlyAsync(frame, Cancellation);

        Assert.Equal([0, 0, 0, 0, 2, 8, 1], frame);
        Assert.False(server.Log["slow"].Ended.Task.IsCompleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Method_goes_no_faster_than_its_caller_reads(bool buffered)
    {
        // The packages gather such rows without end.
        Assert.SkipUnless(!buffered || Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);
        const int length = 100_000;

        using (await client.Open("Rows", new RowsRequest { Name = "full", Count = 20_000, Length = length, Buffered = buffered }))
        {
            // Nothing of two gigabytes is read: a write has to wait.
            await server.Log["full"].Begun.Task.WaitAsync(Cancellation);
        }

        await server.Log["full"].Ended.Task.WaitAsync(Cancellation);
        Assert.InRange((long)server.Log["full"].Written * length, 0, 64_000_000);
    }

    [Fact]
    public async Task Caller_that_leaves_ends_the_method()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using (await client.Open("WaitRows", new WaitRequest { Name = "left" }))
            await server.Log["left"].Begun.Task.WaitAsync(Cancellation);

        await server.Log["left"].Ended.Task.WaitAsync(Cancellation);
    }
}
