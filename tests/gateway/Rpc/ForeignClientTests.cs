using Google.Protobuf;
using Google.Protobuf.Reflection;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Rpc;

/// <summary>The gateway called by clients that nobody here wrote. What they do and expect stands in their scripts.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public Task Python_client_learns_all_it_calls_by_reflection() => Reflect("grpc.reflection.v1", Grpc.Reflection.V1.ReflectionReflection.Descriptor);

    [Fact]
    public Task Python_client_learns_all_it_calls_by_reflection_under_its_older_name() =>
        Reflect("grpc.reflection.v1alpha", Grpc.Reflection.V1Alpha.ReflectionReflection.Descriptor);

    [Fact]
    public async Task Node_client_calls_revenue_health_and_reflection_from_the_proto()
    {
        await using var gateway = await RunningGateway.Start();
        await NodeClient.Run("gateway.js", gateway.RpcAddress.Authority, Path.Combine(AppContext.BaseDirectory, "Protos"));
    }

    private static async Task Reflect(string package, FileDescriptor reflection)
    {
        await using var gateway = await RunningGateway.Start();
        var descriptors = Path.Combine(AppContext.BaseDirectory, $"{package}.descriptors");
        var set = new FileDescriptorSet { File = { FileDescriptorProto.Parser.ParseFrom(reflection.SerializedData) } };
        await File.WriteAllBytesAsync(descriptors, set.ToByteArray(), TestContext.Current.CancellationToken);
        await PythonClient.Run("reflect.py", gateway.RpcAddress.Authority, descriptors, package);
    }
}
