using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Wire;

public sealed class CompressionTests
{
    private const string Echo = "/tx.probe.Probe/Echo";

    [Fact]
    public async Task Request_in_gzip_is_read()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);
        var packed = Gzip(new EchoRequest { Text = new string('a', 1000) }.ToByteArray());

        var answer = await client.Call(Echo, RawClient.Frame(packed, flag: 1), ("grpc-encoding", "gzip"));

        Assert.Equal(new string('a', 1000), answer.Only(EchoReply.Parser).Text);
        Assert.Equal(0, Assert.Single(answer.Messages).Flag);
    }

    [Fact]
    public async Task Request_that_says_gzip_and_is_as_it_is_is_read()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal("a", (await client.Call("Echo", new EchoRequest { Text = "a" }, ("grpc-encoding", "gzip"))).Only(EchoReply.Parser).Text);
    }

    [Fact]
    public async Task Request_in_another_encoding_is_unimplemented_and_told_what_is_read()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call(Echo, RawClient.Frame([1], flag: 1), ("grpc-encoding", "snappy"));

        Assert.Equal(StatusCode.Unimplemented, answer.Status);
        Assert.Contains("snappy", answer.Message, StringComparison.Ordinal);
        var accepted = RawAnswer.Value(answer.Headers, "grpc-accept-encoding").Split(',', StringSplitOptions.TrimEntries);
        Assert.Superset(new HashSet<string> { "identity", "gzip" }, accepted.ToHashSet());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    public async Task Request_that_is_compressed_and_does_not_say_how_is_an_internal_error(string? encoding)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call(Echo, RawClient.Frame([1], flag: 1), encoding is null ? [] : [("grpc-encoding", encoding)]);

        Assert.Equal(StatusCode.Internal, answer.Status);
    }

    [Fact]
    public async Task Request_that_only_says_it_is_gzip_is_an_internal_error()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.Internal, (await client.Call(Echo, RawClient.Frame([1, 2, 3], flag: 1), ("grpc-encoding", "gzip"))).Status);
    }

    [Fact]
    public async Task Answers_are_compressed_for_callers_that_accept_it()
    {
        await using var server = await ProbeServer.Start(options => options.ResponseCompressionAlgorithm = "gzip");
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest { Answer = 100_000 }, ("grpc-accept-encoding", "identity, gzip"));

        Assert.Equal("gzip", RawAnswer.Value(answer.Headers, "grpc-encoding"));
        var (flag, bytes) = Assert.Single(answer.Messages);
        Assert.Equal(1, flag);
        Assert.True(bytes.Length < 2000, $"{bytes.Length} bytes");
        Assert.Equal(100_000, EchoReply.Parser.ParseFrom(Gunzip(bytes)).Data.Length);
    }

    [Fact]
    public async Task Answers_are_as_they_are_for_callers_that_do_not_accept_gzip()
    {
        await using var server = await ProbeServer.Start(options => options.ResponseCompressionAlgorithm = "gzip");
        using var client = new RawClient(server);

        var answer = await client.Call("Echo", new EchoRequest { Answer = 100 }, ("grpc-accept-encoding", "identity,gzipped"));

        Assert.Equal(0, Assert.Single(answer.Messages).Flag);
        Assert.Equal("", RawAnswer.Value(answer.Headers, "grpc-encoding"));
    }

    [Fact]
    public async Task Compression_that_is_not_known_is_refused_at_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ProbeServer.Start(options => options.ResponseCompressionAlgorithm = "snappy"));

        Assert.Contains("snappy", refusal.ToString(), StringComparison.Ordinal);
    }

    internal static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Gunzip(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
