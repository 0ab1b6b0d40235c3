using System.Net;
using System.Net.Sockets;
using System.Text;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Limits;

public sealed class RequestSizeTests
{
    [Theory]
    [InlineData("/v1/query/months")]
    [InlineData("/v1/query/transactions")]
    [InlineData("/v1/imports")]
    [InlineData("/v1/imports/1/rows")]
    [InlineData("/v1/forget")]
    public async Task Body_of_100_MB_is_refused_before_it_is_sent(string path)
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();

        // Whoever waits for leave to send the body, gets none.
        var head = $"POST {path} HTTP/1.1\r\nHost: {gateway.Authority}\r\nContent-Type: application/json\r\nContent-Length: {100 << 20}\r\nExpect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Body_that_does_not_tell_its_size_is_read_only_to_the_limit()
    {
        await using var gateway = await RunningGateway.Start();
        var body = new Endless();
        try
        {
            using var response = await gateway.Send(HttpMethod.Post, "/v1/forget", request => request.Content = new StreamContent(body) { Headers = { { "Content-Type", "application/json" } } });
            await RunningGateway.Problem(response, HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException)
        {
            // The connection is closed while the client still sends, which may come before it reads the answer.
        }

        Assert.InRange(body.Sent, 1, 100L << 20);
        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Question_with_fifty_thousand_customers_is_answered()
    {
        await using var gateway = await RunningGateway.Start();
        var ids = Enumerable.Range(0, 50_000).Select(number => $"\"customer-{number:0000000000}\"");
        using var response = await gateway.Post("/v1/query/months", $$"""{ "customer": [{{string.Join(',', ids)}}] }""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("o'Hara\"; drop table transactions; --")]
    [InlineData("a/b//c/../d")]
    [InlineData("50%25%zz%")]
    [InlineData("😀👩‍👩‍👧‍👦 ünï")]
    [InlineData("a\tb\nc")]
    [InlineData("?&=#+ ;:@")]
    [InlineData("{id}")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Id_is_taken_as_it_is(string id)
    {
        await using var gateway = await RunningGateway.Start();

        var answer = await gateway.Json($"/v1/customers?id={Uri.EscapeDataString(id)}");

        Assert.Equal(id, answer.GetProperty("customer").GetString());
        await gateway.Json($"/v1/transactions?customer={Uri.EscapeDataString(id)}");
        Assert.Contains($"shop: transactions .. customers={id} currency= limit=100 after=", gateway.Service.Asked);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%")]
    [InlineData("😀")]
    public async Task Id_of_ten_kilobytes_is_taken(string text)
    {
        var id = string.Concat(Enumerable.Repeat(text, 10_000 / Encoding.UTF8.GetByteCount(text)));
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(id, (await gateway.Json($"/v1/customers?id={Uri.EscapeDataString(id)}")).GetProperty("customer").GetString());
    }

    [Fact]
    public async Task Address_that_is_longer_than_any_is_refused()
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Get, $"/v1/customers?id={new string('x', 100_000)}");

        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
    }

    [Theory]
    [InlineData("limit=0", "limit: 0 is not allowed; 1 to 1000 are allowed")]
    [InlineData("limit=-1", "limit: -1 is not allowed; 1 to 1000 are allowed")]
    [InlineData("limit=1e9", "limit: '1e9' is no number; 1 to 1000 are allowed")]
    [InlineData("limit=1000000000", "limit: 1000000000 is too many for a page of JSON; 1 to 1000 are allowed")]
    [InlineData("limit=99999999999999999999", "limit: '99999999999999999999' is no number; 1 to 1000 are allowed")]
    [InlineData("limit=", "limit: '' is no number; 1 to 1000 are allowed")]
    public async Task Number_of_rows_that_can_t_be_is_a_400_that_names_it(string query, string message)
    {
        await using var gateway = await RunningGateway.Start();

        Assert.StartsWith(message, await gateway.Problem($"/v1/transactions?{query}", HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    private sealed class Endless : Stream
    {
        public long Sent { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Sent; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)' ', offset, count);
            Sent += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
