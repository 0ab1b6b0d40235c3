using Google.Protobuf;
using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Wire;

public sealed class UnaryTests
{
    [Fact]
    public async Task Unary_call_is_answered_by_one_message_and_a_status_behind_it()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest { Text = "täst", Data = ByteString.CopyFromUtf8("bytes") });

        var reply = answer.Only(EchoReply.Parser);
        Assert.Equal(("täst", "bytes"), (reply.Text, reply.Data.ToStringUtf8()));
        Assert.Equal("application/grpc", answer.ContentType);
        Assert.Equal((false, StatusCode.OK, ""), (answer.IsTrailersOnly, answer.Status, answer.Message));
    }

    [Fact]
    public async Task Context_tells_the_method_the_host_the_peer_and_the_headers()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call(
            "Echo", new EchoRequest(), ("X-Told", "a"), ("x-told-bin", "AP8"), ("x-padded-bin", "AP8="), ("grpc-timeout", "1H"));

        var reply = answer.Only(EchoReply.Parser);
        Assert.Equal("/tx.probe.Probe/Echo", reply.Method);
        Assert.Equal(server.Address.Authority, reply.Host);
        Assert.StartsWith("ipv4:127.0.0.1:", reply.Peer, StringComparison.Ordinal);
        Assert.True(reply.HasDeadline);
        Assert.Equal(("a", "00FF", "00FF"), (reply.Headers["x-told"], reply.Headers["x-told-bin"], reply.Headers["x-padded-bin"]));
        Assert.DoesNotContain("grpc-timeout", reply.Headers.Keys);
        Assert.DoesNotContain("content-type", reply.Headers.Keys);
    }

    [Fact]
    public async Task Headers_and_trailers_of_the_service_are_sent_text_as_it_is_and_bytes_in_base64()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest { Header = "first", Trailer = "last" });

        Assert.Equal(("first", "AP8="), (RawAnswer.Value(answer.Headers, "told-by-probe"), RawAnswer.Value(answer.Headers, "told-bin")));
        Assert.Equal(("last", "AQID"), (RawAnswer.Value(answer.Trailers, "told-by-probe"), RawAnswer.Value(answer.Trailers, "told-bin")));
        Assert.Equal(StatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Message_of_no_bytes_is_a_message()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal("", (await client.Call("Echo", new EchoRequest())).Only(EchoReply.Parser).Text);
    }

    [Fact]
    public async Task Large_message_is_taken_and_sent_whole()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);
        var data = new byte[4_000_000];
        new Random(7).NextBytes(data);

        var answer = await client.Call("Echo", new EchoRequest { Data = ByteString.CopyFrom(data) });

        Assert.Equal(data, answer.Only(EchoReply.Parser).Data.ToByteArray());
    }
}
