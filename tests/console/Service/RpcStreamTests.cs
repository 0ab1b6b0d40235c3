using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Orleans.Tx.Chaos.Tests.Running;
using Orleans.Tx.Console.Tests.Importing;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>Rows by gRPC from a service with a store, seen from the store.</summary>
public sealed class RpcStreamTests(ServedImports served) : IClassFixture<ServedImports>
{
    // More than fits into what lies between the store and a caller who takes nothing.
    private const int Rows = 120_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caller_that_leaves_or_is_out_of_time_ends_the_query_in_the_store()
    {
        var source = await Import();
        using var http = new HttpClient { BaseAddress = new Uri(served.GrpcAddress) };

        using (var left = await List(http, source, timeout: null))
        {
            await ReadToRows(left);
            Assert.Equal(1, await Queries());
        }

        await Eventually.Holds(async () => await Queries() == 0, "the query of who left has ended");
        using var late = await List(http, source, timeout: "4S");
        await ReadToRows(late);
        // It takes nothing more, and does not leave.
        await Eventually.Holds(async () => await Queries() == 0, "the query of who is out of time has ended");
    }

    // The first message tells of the answer; the second has rows, so that their query has begun.
    private static async Task ReadToRows(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync(Cancellation);
        for (var message = 0; message < 2; message++)
        {
            var header = new byte[5];
            await body.ReadExactlyAsync(header, Cancellation);
            await body.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))], Cancellation);
        }
    }

    private async Task<string> Import()
    {
        var source = served.NextSource();
        var file = served.Work[$"{source}.csv"];
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Rows).Select(Line).Prepend("customer,date,amount"), Cancellation);
        await served.Output("import", source, file);
        return source;
    }

    private static string Line(int row) => string.Create(
        CultureInfo.InvariantCulture, $"customer-{row % 1000:000000000000000000000000000000000000000000000000000000000000},{DateTime.UnixEpoch.AddDays(19_000).AddSeconds(row):yyyy-MM-ddTHH:mm:ssZ},{row}.25");

    // The request is its first field, the source.
    private static async Task<HttpResponseMessage> List(HttpClient http, string source, string? timeout)
    {
        byte[] message = [10, (byte)source.Length, .. source.Select(letter => (byte)letter)];
        using var call = new HttpRequestMessage(HttpMethod.Post, "/tx.v1.Transactions/List")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, (byte)message.Length, .. message]) { Headers = { { "content-type", "application/grpc" } } },
        };
        if (timeout is not null)
            call.Headers.Add("grpc-timeout", timeout);
        var response = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.False(response.Headers.Contains("grpc-status"), "rows come, not a refusal");
        return response;
    }

    private async Task<long> Queries() => (await new StoreDatabase(served.Work.Data).All(
        "select count(*) from pg_stat_activity where state <> 'idle' and query like '%from tx.transactions t where%' and pid <> pg_backend_pid()",
        row => row.GetInt64(0)))[0];
}
