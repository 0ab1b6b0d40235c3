using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Rpc;

public sealed class ReflectionServiceTests
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task Services_are_listed(string version)
    {
        var answer = await Ask(new ServerReflectionRequest { ListServices = "*" }, version);

        Assert.Equal(
            [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
                "tx.v1.Customers", "tx.v1.Imports", "tx.v1.Operation", "tx.v1.Rejects", "tx.v1.Revenue", "tx.v1.Transactions", "tx.v1.Weeks",
            ],
            answer.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("tx.v1.Revenue")]
    [InlineData("tx.v1.Revenue.Months")]
    [InlineData("tx.v1.MonthRevenue")]
    [InlineData("tx.v1.MonthRevenue.new_percent")]
    [InlineData("tx.v1.WeekState")]
    public async Task Symbol_is_described_by_its_file_and_all_that_it_imports(string symbol)
    {
        var answer = await Ask(new ServerReflectionRequest { Host = "here", FileContainingSymbol = symbol });

        var files = answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).Select(file => file.Name);
        Assert.Equal(["tx/v1/tx.proto", "google/protobuf/descriptor.proto", "google/protobuf/duration.proto", "google/protobuf/timestamp.proto"], files);
        Assert.Equal(("here", symbol), (answer.ValidHost, answer.OriginalRequest.FileContainingSymbol));
    }

    [Fact]
    public async Task File_is_found_by_its_name()
    {
        var answer = await Ask(new ServerReflectionRequest { FileByFilename = "google/protobuf/duration.proto" });

        Assert.Equal("google.protobuf", FileDescriptorProto.Parser.ParseFrom(Assert.Single(answer.FileDescriptorResponse.FileDescriptorProto)).Package);
    }

    [Fact]
    public async Task Message_has_no_extensions()
    {
        var answer = await Ask(new ServerReflectionRequest { AllExtensionNumbersOfType = "tx.v1.Week" });

        Assert.Equal("tx.v1.Week", answer.AllExtensionNumbersResponse.BaseTypeName);
        Assert.Empty(answer.AllExtensionNumbersResponse.ExtensionNumber);
    }

    private static ServerReflectionRequest[] Unknown =>
    [
        new ServerReflectionRequest { FileByFilename = "no.proto" },
        new ServerReflectionRequest { FileContainingSymbol = "tx.v1.Nothing" },
        new ServerReflectionRequest { AllExtensionNumbersOfType = "tx.v1.Revenue" },
        new ServerReflectionRequest { FileContainingExtension = new ExtensionRequest { ContainingType = "tx.v1.Week", ExtensionNumber = 1 } },
    ];

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        foreach (var request in Unknown)
            Assert.Equal((int)StatusCode.NotFound, (await Ask(request)).ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task Request_that_asks_for_nothing_is_refused() =>
        Assert.Equal((int)StatusCode.InvalidArgument, (await Ask(new ServerReflectionRequest())).ErrorResponse.ErrorCode);

    private static async Task<ServerReflectionResponse> Ask(ServerReflectionRequest request, string version = "v1")
    {
        await using var gateway = await RunningGateway.Start();
        using var client = new RpcClient(gateway.RpcAddress);
        return await client.Call($"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo", request, ServerReflectionResponse.Parser);
    }
}
