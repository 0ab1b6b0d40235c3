using Grpc.Core;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Protos;

namespace Orleans.Tx.Gateway.Rpc.Customers;

/// <summary>The customers, by gRPC.</summary>
internal sealed class CustomersService(QueryMethods queries) : Protos.Customers.CustomersBase
{
    public override async Task<CustomerDetail> Get(CustomerRequest request, ServerCallContext context) =>
        (await queries.Customer(request.Source.OrNull(), request.Id)).ToMessage();
}
