using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Wire;

public sealed class SizeTests
{
    private const string Echo = "/tx.probe.Probe/Echo";

    [Theory]
    [InlineData(4 * 1024 * 1024, StatusCode.OK)]
    [InlineData((4 * 1024 * 1024) + 1, StatusCode.ResourceExhausted)]
    public async Task Message_of_more_than_four_megabytes_is_refused(int length, StatusCode status)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        // A field's tag and length take five bytes of it.
        var request = new EchoRequest { Data = ByteString.CopyFrom(new byte[length - 5]), };
        Assert.Equal(length, request.CalculateSize());

        Assert.Equal(status, (await client.Call("Echo", request)).Status);
    }

    [Fact]
    public async Task Length_is_refused_before_the_message_has_arrived()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call(Echo, [0, .. RawClient.LengthOf(int.MaxValue)]);

        Assert.Equal(StatusCode.ResourceExhausted, answer.Status);
    }

    [Fact]
    public async Task Limit_can_be_lifted_beyond_that_of_the_web_server()
    {
        await using var server = await ProbeServer.Start(options => options.MaxReceiveMessageSize = null);
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest { Data = ByteString.CopyFrom(new byte[29_000_000]) });

        Assert.Equal(29_000_000, answer.Only(EchoReply.Parser).Data.Length);
    }

    [Fact]
    public async Task Answer_that_is_longer_than_allowed_is_not_sent()
    {
        await using var server = await ProbeServer.Start(options => options.MaxSendMessageSize = 1000);
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest { Answer = 1001 });

        Assert.Empty(answer.Messages);
        Assert.Equal(StatusCode.ResourceExhausted, answer.Status);
    }

    [Fact]
    public async Task Little_that_unpacks_to_much_is_refused()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);
        var bomb = CompressionTests.Gzip(new byte[100_000_000], CompressionLevel.SmallestSize);
        Assert.True(bomb.Length < 200_000);

        var answer = await client.Call(Echo, RawClient.Frame(bomb, flag: 1), ("grpc-encoding", "gzip"));

        Assert.Equal(StatusCode.ResourceExhausted, answer.Status);
    }
}
