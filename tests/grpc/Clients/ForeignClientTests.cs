using Google.Protobuf;
using Google.Protobuf.Reflection;
using Orleans.Tx.Grpc.Tests.Protos;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Clients;

/// <summary>The probe called by clients that nobody here wrote. What each scenario does and expects stands in their scripts.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class ForeignClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Scenarios =>
        ["unary", "metadata", "large", "gzip", "refusal", "unknown", "deadline", "talk"];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Python_client_gets_what_it_expects(string scenario)
    {
        await using var server = await ProbeServer.Start();
        await Python(server, scenario);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Node_client_gets_what_it_expects(string scenario)
    {
        await using var server = await ProbeServer.Start();
        await Node(server, scenario);
    }

    [Fact]
    public async Task Python_client_reads_compressed_answers()
    {
        await using var server = await ProbeServer.Start(options => options.ResponseCompressionAlgorithm = "gzip");
        await Python(server, "large");
    }

    [Fact]
    public async Task Node_client_reads_compressed_answers()
    {
        await using var server = await ProbeServer.Start(options => options.ResponseCompressionAlgorithm = "gzip");
        await Node(server, "large");
    }

    [Fact]
    public async Task Python_client_that_cancels_ends_the_method()
    {
        await using var server = await ProbeServer.Start();
        await Python(server, "cancel");
        await Cancelled(server, "python-cancel");
    }

    [Fact]
    public async Task Node_client_that_cancels_ends_the_method()
    {
        await using var server = await ProbeServer.Start();
        await Node(server, "cancel");
        await Cancelled(server, "node-cancel");
    }

    [Fact]
    public async Task Python_client_reads_a_million_rows_in_bounded_memory_here_and_there()
    {
        await using var server = await ProbeServer.Start();
        await Python(server, "million");
        Million(server, "python-million");
    }

    [Fact]
    public async Task Node_client_reads_a_million_rows_in_bounded_memory_here_and_there()
    {
        await using var server = await ProbeServer.Start();
        await Node(server, "million");
        Million(server, "node-million");
    }

    private static async Task Cancelled(ProbeServer server, string call)
    {
        await server.Log[call].Ended.Task.WaitAsync(Cancellation);
        Assert.InRange(server.Log[call].Written, 5000, 999_999);
    }

    private static void Million(ProbeServer server, string call)
    {
        Assert.Equal(1_000_000, server.Log[call].Written);
        Assert.InRange(server.Log[call].MostMemory, 1, 100_000_000);
    }

    private static Task Node(ProbeServer server, string scenario) =>
        NodeClient.Run("probe.js", server.Address.Authority, Path.Combine(AppContext.BaseDirectory, "Protos", "probe.proto"), scenario);

    private static async Task Python(ProbeServer server, string scenario)
    {
        var descriptors = Path.Combine(AppContext.BaseDirectory, $"probe-{Guid.NewGuid():N}.descriptors");
        var set = new FileDescriptorSet { File = { FileDescriptorProto.Parser.ParseFrom(ProbeReflection.Descriptor.SerializedData) } };
        await File.WriteAllBytesAsync(descriptors, set.ToByteArray(), Cancellation);
        try
        {
            await PythonClient.Run("probe.py", server.Address.Authority, descriptors, scenario);
        }
        finally
        {
            File.Delete(descriptors);
        }
    }
}
