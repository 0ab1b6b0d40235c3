using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Answers the calls of one method.</summary>
internal abstract class CallHandler<TService, TRequest, TResponse>(CallParts<TService> parts, Method<TRequest, TResponse> method)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private const int Cancel = 8;

    protected CallParts<TService> Parts { get; } = parts;

    protected Method<TRequest, TResponse> Method { get; } = method;

    public Task Handle(HttpContext http)
    {
        if (CallHandler.Refuses(http))
            return Task.CompletedTask;
        var call = new ServerCall(http, Parts.Settings, Parts.Logger);
        return Deadline.Of(http, Parts.Clock) is { } deadline ? HandleInTime(call, deadline) : HandleAnyhow(call);
    }

    /// <summary>Reads, calls the service's method, writes.</summary>
    protected abstract Task Serve(ServerCall call);

    /// <summary>Calls the service's method on an object that is there for this call.</summary>
    protected async Task With(ServerCallContext context, Func<TService, Task> act)
    {
        var (service, isOwn) = Parts.Take(context.GetHttpContext().RequestServices);
        try
        {
            await act(service);
        }
        finally
        {
            if (isOwn)
                await CallParts<TService>.Release(service);
        }
    }

    private async Task HandleAnyhow(ServerCall call) => call.End(await Outcome(call));

    private async Task HandleInTime(ServerCall call, Deadline deadline)
    {
        await using (deadline)
        {
            call.Deadline = deadline;
            var outcome = Outcome(call);
            if (await Task.WhenAny(outcome, deadline.Passed) == outcome && deadline.TryStop())
                call.End(await outcome);
            else
                await EndLate(call, deadline, outcome);
        }
    }

    // The caller is told at once. What the method still does is waited for, since it holds on to the request.
    private async Task EndLate(ServerCall call, Deadline deadline, Task<Status> outcome)
    {
        try
        {
            await deadline.Cancel(Parts.Logger);
            if (call.Gate.TryShut())
            {
                call.End(new Status(StatusCode.DeadlineExceeded, "The deadline has passed."));
                await call.Http.Response.CompleteAsync();
            }
            else
            {
                // A message is half-way out and the caller does not take it.
                call.Http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(Cancel);
            }
        }
        finally
        {
            await outcome;
        }
    }

    private async Task<Status> Outcome(ServerCall call)
    {
        try
        {
            await Serve(call);
            return call.Status;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return call.StatusOf(failure);
        }
    }
}
