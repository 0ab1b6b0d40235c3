using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>Writes down what becomes of its instances.</summary>
internal sealed class CountedService(List<string> life) : Probe.ProbeBase, IAsyncDisposable
{
    public override Task<EchoReply> Echo(EchoRequest request, ServerCallContext context)
    {
        life.Add("called");
        return Task.FromResult(new EchoReply());
    }

    public ValueTask DisposeAsync()
    {
        life.Add("disposed");
        return ValueTask.CompletedTask;
    }
}
