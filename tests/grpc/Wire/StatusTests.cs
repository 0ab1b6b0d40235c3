using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Wire;

public sealed class StatusTests
{
    [Fact]
    public async Task Thrown_status_is_the_answer_with_its_trailers_and_those_of_the_call()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Fail", new FailRequest { Code = (int)StatusCode.NotFound, Detail = "no such week", Trailers = { { "hint", "look" } } });

        Assert.Empty(answer.Messages);
        Assert.Equal((true, StatusCode.NotFound, "no such week"), (answer.IsTrailersOnly, answer.Status, answer.Message));
        Assert.Equal(("look", "yes"), (RawAnswer.Value(answer.End, "hint"), RawAnswer.Value(answer.End, "thrown")));
    }

    [Fact]
    public async Task Status_that_a_method_sets_is_the_answer_s()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Fail", new FailRequest { Code = (int)StatusCode.Aborted, Detail = "lost", Returns = true });

        Assert.Equal((StatusCode.Aborted, "lost"), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("100 %", "100 %25")]
    [InlineData("zu spät", "zu sp%C3%A4t")]
    [InlineData("a\r\nb", "a%0D%0Ab")]
    [InlineData("\U0001F40B", "%F0%9F%90%8B")]
    public async Task Message_of_a_status_is_percent_encoded(string detail, string written)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        Assert.Equal(written, (await client.Call("Fail", new FailRequest { Code = (int)StatusCode.Internal, Detail = detail })).Message);
    }

    [Fact]
    public async Task Exception_that_is_no_status_tells_the_caller_nothing()
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Fail", new FailRequest { Detail = "the password is 123" });

        Assert.Equal(StatusCode.Unknown, answer.Status);
        Assert.DoesNotContain("123", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidTimeZone", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_is_told_where_that_is_switched_on()
    {
        await using var server = await ProbeServer.Start(options => options.EnableDetailedErrors = true);
        using var client = new RawClient(server);

        var answer = await client.Call("Fail", new FailRequest { Detail = "details" });

        Assert.Equal(StatusCode.Unknown, answer.Status);
        Assert.EndsWith("InvalidTimeZoneException: details", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tx.probe.Probe/Sing")]
    [InlineData("/tx.probe.Choir/Sing")]
    public async Task Method_or_service_that_is_not_there_is_unimplemented(string path)
    {
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call(path, RawClient.Frame(new EchoRequest()));

        Assert.Equal((true, StatusCode.Unimplemented), (answer.IsTrailersOnly, answer.Status));
    }

    [Fact]
    public async Task Trailer_that_no_header_can_hold_fails_the_call_and_not_the_connection()
    {
        Assert.SkipUnless(Engine.IsEmbedded, Engine.Differs);
        await using var server = await ProbeServer.Start();
        using var client = new RawClient(server);

        var answer = await client.Call("Fail", new FailRequest { Code = (int)StatusCode.NotFound, Trailers = { { "hint", "a\nb" } } });

        Assert.Equal(StatusCode.Unknown, answer.Status);
        Assert.Equal(StatusCode.OK, (await client.Call("Echo", new EchoRequest())).Status);
    }
}
