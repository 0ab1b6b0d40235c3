using System.Globalization;
using Grpc.Core;

namespace Orleans.Tx.Gateway.Security;

/// <summary>Answers a request that is not let in: with problem details (RFC 9457), or the status of a call where it came by gRPC.</summary>
internal static class Refusal
{
    private const string Rpc = "application/grpc";

    public static async Task Write(HttpContext context, int status, string why)
    {
        if (context.Request.ContentType?.StartsWith(Rpc, StringComparison.OrdinalIgnoreCase) != true)
        {
            await Results.Problem(why, statusCode: status).ExecuteAsync(context);
            return;
        }

        // An answer without messages has its status among the headers.
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = Rpc;
        response.Headers["grpc-status"] = ((int)CodeOf(status)).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(why);
    }

    private static StatusCode CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status429TooManyRequests => StatusCode.ResourceExhausted,
        StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
        _ => StatusCode.PermissionDenied,
    };
}
