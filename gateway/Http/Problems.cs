using Microsoft.AspNetCore.Diagnostics;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Turns what a grain refuses into problem details (RFC 9457). Other exceptions are left to the default: a 500 that tells nothing.</summary>
internal sealed class Problems(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = exception switch
        {
            TxException { Error: TxError.Invalid } => StatusCodes.Status400BadRequest,
            TxException { Error: TxError.NotFound } => StatusCodes.Status404NotFound,
            TxException { Error: TxError.Unavailable } => StatusCodes.Status503ServiceUnavailable,
            TimeoutException => StatusCodes.Status504GatewayTimeout,
            _ => 0,
        };
        if (status == 0)
            return false;

        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Detail = exception.Message },
        });
    }
}
