using Grpc.Health.V1;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Rpc;

namespace Orleans.Tx.Gateway.Tests.Rpc;

public sealed class MethodScopesTests
{
    private static readonly MethodScopes Scopes = new(new ServedServices([.. TxReflection.Descriptor.Services, HealthReflection.Descriptor.Services[0]]));

    [Fact]
    public void Method_that_only_reads_over_HTTP_wants_no_more_by_gRPC()
    {
        var expected = ContractCalls.All.ToDictionary(call => call.Key, call => IsReading(call.Value.Http) ? Scope.Read : Scope.Operate);
        expected["Operation/Events"] = Scope.Read;

        Assert.Equal(expected, expected.Keys.ToDictionary(method => method, method => Scopes.Of($"/tx.v1.{method}") ?? Scope.Unspecified));

        static bool IsReading(string http) => http.StartsWith("GET ", StringComparison.Ordinal) || http.StartsWith("POST /v1/query/", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/grpc.health.v1.Health/Check")]
    [InlineData("/tx.v1.Nothing/Sing")]
    [InlineData("")]
    public void Method_that_is_not_of_the_contract_has_no_scope(string method) => Assert.Null(Scopes.Of(method));
}
