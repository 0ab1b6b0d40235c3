using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting;
using Status = Grpc.Core.Status;

namespace Orleans.Tx.Gateway.Rpc.Health;

/// <summary>The health service of gRPC. The services stand and fall together: with the grains and the database.</summary>
internal sealed class HealthService(ServedServices services, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider clock)
    : global::Grpc.Health.V1.Health.HealthBase
{
    /// <summary>How long after a change a watcher hears of it, at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => Knows(request.Service)
        ? new HealthCheckResponse { Status = await Look(context.CancellationToken) }
        : throw new RpcException(new Status(StatusCode.NotFound, $"service: there is no '{request.Service}'"));

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Interval, clock);
        HealthCheckResponse.Types.ServingStatus? told = null;
        try
        {
            do
            {
                var now = Knows(request.Service) ? await Look(end.Token) : HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
                if (now != told)
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = now });
                told = now;
            }
            while (await timer.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The server is stopping."));
        }
    }

    private bool Knows(string service) => service.Length == 0 || services.Has(service);

    private async Task<HealthCheckResponse.Types.ServingStatus> Look(CancellationToken cancellationToken) => await readiness.IsReady(cancellationToken)
        ? HealthCheckResponse.Types.ServingStatus.Serving
        : HealthCheckResponse.Types.ServingStatus.NotServing;
}
