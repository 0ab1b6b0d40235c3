using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Rpc;

/// <summary>The whole contract, called by clients that nobody here wrote. What each scenario does and expects stands in their scripts.</summary>
public sealed class ForeignContractTests(ServedGateway served) : IClassFixture<ServedGateway>
{
    private const int Million = 1_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Clients => ["python", "node"];

    public static MatrixTheoryData<string, string> Calls => new(Clients.Select(client => client.Data), ["every", "large", "argument"]);

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Client_gets_what_it_expects(string client, string scenario) => Run(client, scenario, served.Fresh());

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Client_reads_a_million_rows_in_bounded_memory_here_and_there(string client)
    {
        var gateway = served.Fresh();
        var rows = gateway.Service.Rows = new ScriptedRows(Million);

        await Run(client, "million", gateway);

        Assert.Equal(Million, rows.Read);
        Assert.True(rows.MemoryGrowth < 100_000_000, $"the service grew by {rows.MemoryGrowth} bytes");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Client_that_cancels_ends_the_reading_of_the_store(string client)
    {
        var gateway = served.Fresh();
        var rows = gateway.Service.Rows = new ScriptedRows(Million);

        await Run(client, "cancel", gateway);

        await rows.Closed.Task.WaitAsync(Cancellation);
        Assert.InRange(rows.Read, 100 * ScriptedRows.Chunk, Million - 1);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Deadline_that_expires_ends_the_reading_of_the_store(string client)
    {
        var gateway = served.Fresh();
        var rows = gateway.Service.Rows = new ScriptedRows(Million) { Stuck = 2 * ScriptedRows.Chunk };

        await Run(client, "deadline", gateway);

        await rows.Closed.Task.WaitAsync(Cancellation);
        Assert.Equal(2 * ScriptedRows.Chunk, rows.Read);
    }

    private static async Task Run(string client, string scenario, RunningGateway gateway)
    {
        if (client == "node")
        {
            await NodeClient.Run("contract.js", gateway.RpcAddress.Authority, Path.Combine(AppContext.BaseDirectory, "Protos"), scenario);
            return;
        }

        var descriptors = Path.Combine(AppContext.BaseDirectory, $"tx-{Guid.NewGuid():N}.descriptors");
        FileDescriptor[] files = [DescriptorReflection.Descriptor, DurationReflection.Descriptor, TimestampReflection.Descriptor, TxReflection.Descriptor];
        var set = new FileDescriptorSet { File = { files.Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)) } };
        await File.WriteAllBytesAsync(descriptors, set.ToByteArray(), Cancellation);
        try
        {
            await PythonClient.Run("contract.py", gateway.RpcAddress.Authority, descriptors, scenario);
        }
        finally
        {
            File.Delete(descriptors);
        }
    }
}
