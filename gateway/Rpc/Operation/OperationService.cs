using Grpc.Core;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Gateway.Protos;

namespace Orleans.Tx.Gateway.Rpc.Operation;

/// <summary>How the service is doing, and what may take long, by gRPC.</summary>
internal sealed class OperationService(StatusMethods status, JobMethods jobs, SourceChoice sources, ProgressFeed feed) : Protos.Operation.OperationBase
{
    public override async Task<Protos.SourceStatus> Status(SourceRequest request, ServerCallContext context) =>
        (await status.Status(request.Source.OrNull())).ToMessage();

    public override async Task<LimiterSnapshot> Limiter(SourceRequest request, ServerCallContext context) =>
        (await status.Limiter(request.Source.OrNull())).ToMessage();

    public override async Task Events(SourceRequest request, IServerStreamWriter<Event> responseStream, ServerCallContext context)
    {
        await foreach (var told in feed.Of(await sources.Choose(request.Source.OrNull()), context.CancellationToken))
            await responseStream.WriteAsync(told.ToMessage(), context.CancellationToken);
        throw new RpcException(new Status(StatusCode.Unavailable, "The server is stopping."));
    }

    public override async Task<SourceCheck> Check(CheckSourceRequest request, ServerCallContext context) =>
        (await status.Check(request.Source.OrNull(), request.HasWeek ? request.Week : null)).ToMessage();

    public override async Task<VerificationStatus> StartVerification(SourceRequest request, ServerCallContext context) =>
        (await jobs.StartVerification(request.Source.OrNull())).ToMessage();

    public override async Task<VerificationStatus> GetVerification(JobRequest request, ServerCallContext context) =>
        (await jobs.GetVerification(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<VerificationStatus> CancelVerification(JobRequest request, ServerCallContext context) =>
        (await jobs.CancelVerification(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<RebuildStatus> StartRebuild(SourceRequest request, ServerCallContext context) =>
        (await jobs.StartRebuild(request.Source.OrNull())).ToMessage();

    public override async Task<RebuildStatus> GetRebuild(JobRequest request, ServerCallContext context) =>
        (await jobs.GetRebuild(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<RebuildStatus> CancelRebuild(JobRequest request, ServerCallContext context) =>
        (await jobs.CancelRebuild(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<ForgetStatus> StartForgetting(ForgetRequest request, ServerCallContext context) =>
        (await jobs.StartForgetting(request.Source.OrNull(), new Grains.Forgetting.ForgetRequest(request.Customer.OrNull()))).ToMessage();

    public override async Task<ForgetStatus> GetForgetting(JobRequest request, ServerCallContext context) =>
        (await jobs.GetForgetting(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<ForgetStatus> CancelForgetting(JobRequest request, ServerCallContext context) =>
        (await jobs.CancelForgetting(request.Source.OrNull(), request.Id)).ToMessage();
}
