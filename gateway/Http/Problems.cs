using Microsoft.AspNetCore.Diagnostics;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Turns what a grain refuses into problem details (RFC 9457). Other exceptions are left to the default: a 500 that tells nothing.</summary>
internal sealed class Problems(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StatusOf(exception) is not { } status)
            return false;

        httpContext.Response.StatusCode = status;
        var context = new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status, Detail = exception.Message } };
        // Who accepts rows alone is told all the same.
        if (!await problems.TryWriteAsync(context))
            await httpContext.Response.WriteAsJsonAsync(context.ProblemDetails, options: null, "application/problem+json", cancellationToken);
        return true;
    }

    /// <summary>The status that tells of a failure; null where it is a fault of this program.</summary>
    public static int? StatusOf(Exception exception) => exception switch
    {
        TxException { Error: TxError.Invalid } => StatusCodes.Status400BadRequest,
        TxException { Error: TxError.NotFound } => StatusCodes.Status404NotFound,
        TxException { Error: TxError.Unavailable } => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        TimeoutException => StatusCodes.Status504GatewayTimeout,
        // The engine can't reach a grain at present: its silo has just gone, say.
        OrleansException => StatusCodes.Status503ServiceUnavailable,
        _ => null,
    };
}
