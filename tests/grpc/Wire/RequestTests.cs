using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Wire;

public sealed class RequestTests
{
    private const string Echo = "/tx.probe.Probe/Echo";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    [InlineData("Application/GRPC")]
    public async Task Content_type_of_gRPC_is_taken(string contentType)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using var response = await client.Send(HttpMethod.Post, Echo, contentType, HttpVersion.Version20);

        Assert.Equal(StatusCode.OK, (await RawAnswer.Of(response, Cancellation)).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpcish")]
    [InlineData(null)]
    public async Task Other_content_type_is_unsupported(string? contentType)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using var response = await client.Send(HttpMethod.Post, Echo, contentType, HttpVersion.Version20);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Path_that_is_no_call_is_left_to_the_rest_of_the_application()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using var response = await client.Send(HttpMethod.Post, "/some/thing", "application/json", HttpVersion.Version20);

        Assert.Equal("not gRPC", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Other_HTTP_method_is_no_call()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        using var response = await client.Send(HttpMethod.Put, Echo, "application/grpc", HttpVersion.Version20);

        Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
    }

    [Fact]
    public async Task Call_over_HTTP_1_is_told_to_upgrade()
    {
        await using var server = await ProbeServer.Start(HttpProtocols.Http1);
        using var client = new RawClient(server);

        using var response = await client.Send(HttpMethod.Post, Echo, "application/grpc", HttpVersion.Version11);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Contains("HTTP/2", response.Headers.Upgrade.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    public async Task Message_that_is_cut_off_is_an_internal_error(byte[] body)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.Internal, (await client.Call(Echo, body)).Status);
    }

    [Fact]
    public async Task Second_message_of_a_call_that_takes_one_is_an_internal_error()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.Internal, (await client.Call(Echo, [.. RawClient.Frame([]), .. RawClient.Frame([])])).Status);
    }

    [Fact]
    public async Task Message_that_is_no_message_is_an_internal_error()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.Internal, (await client.Call(Echo, RawClient.Frame([0xff, 0xff]))).Status);
    }

    [Fact]
    public async Task Message_with_a_flag_that_is_not_known_is_an_internal_error()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal(StatusCode.Internal, (await client.Call(Echo, RawClient.Frame([], flag: 2))).Status);
    }

    [Fact]
    public async Task Binary_header_that_is_no_base64_fails_the_call()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.NotEqual(StatusCode.OK, (await client.Call("Echo", new EchoRequest(), ("x-bin", "!"))).Status);
    }

    [Fact]
    public async Task Binary_header_may_hold_several_values()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        // The service keeps the last of them.
        Assert.Equal("01", (await client.Call("Echo", new EchoRequest(), ("x-bin", "AP8,AQ"))).Only(EchoReply.Parser).Headers["x-bin"]);
    }
}
