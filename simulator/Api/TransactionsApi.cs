using System.Globalization;
using Orleans.Tx.Simulator.Faults;
using Orleans.Tx.Simulator.Limiting;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Api;

/// <summary>The third party's face: <c>GET /v1/transactions</c>, behind its limit and its bad days.</summary>
internal sealed class TransactionsApi(
    SimulatorOptions options, RateLimit limit, LateRecords records, FaultInjector faults, Pauses pauses, Tally tally)
{
    public const string Path = "/v1/transactions";

    private static readonly int[] ServerErrors = [500, 502, 503, 504];

    private readonly PageDelivery _delivery = new(faults, pauses, tally);

    public async Task HandleAsync(HttpContext context)
    {
        var arrival = limit.Arrive();
        try
        {
            await pauses.WaitAsync(LatencyOf(arrival.Number), context);
            await (arrival.Accepted ? AnswerAsync(context, arrival.Number) : RejectAsync(context, arrival.RetryAfter));
        }
        catch (BadHttpRequestException bad)
        {
            tally.CountBadRequest();
            await Answers.WriteErrorAsync(context, StatusCodes.Status400BadRequest, bad.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left, or the simulator is stopping: there is nobody to answer.
        }
    }

    private async Task AnswerAsync(HttpContext context, long request)
    {
        if (faults.Strikes(FaultKind.Hang, request))
            await pauses.WaitAsync(Timeout.InfiniteTimeSpan, context);
        else if (faults.Strikes(FaultKind.ServerError, request))
            await Answers.WriteErrorAsync(context, ServerErrors[request % ServerErrors.Length], "Something went wrong on our side");
        else if (faults.Strikes(FaultKind.HtmlAnswer, request))
            await Answers.WriteHtmlAsync(context);
        else if (context.Request.Path != Path)
            await Answers.WriteErrorAsync(context, StatusCodes.Status404NotFound, $"There is nothing here but {Path}");
        else if (!HttpMethods.IsGet(context.Request.Method))
            await Answers.WriteErrorAsync(context, StatusCodes.Status405MethodNotAllowed, $"{Path} answers GET only");
        else
            await SendPageAsync(context, request);
    }

    private Task SendPageAsync(HttpContext context, long request)
    {
        var query = PageQuery.Read(context.Request.Query);
        return _delivery.SendAsync(context, Page.Take(records.Log, query, faults.ShiftOf(request)), request);
    }

    private Task RejectAsync(HttpContext context, TimeSpan retryAfter)
    {
        if (options.RejectedStatus == StatusCodes.Status429TooManyRequests)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Answers.WriteErrorAsync(context, options.RejectedStatus, "Too many requests: rate limit exceeded");
    }

    private TimeSpan LatencyOf(long request) =>
        options.LatencyMin + ((options.LatencyMax - options.LatencyMin) * new Draw(options.Seed, DrawPurpose.Latency, request).Next());
}
