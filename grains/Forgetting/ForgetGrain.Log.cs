using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Forgetting;

// Event ids of this folder: 1700-1799. No message says who.
internal sealed partial class ForgetGrain
{
    [LoggerMessage(1700, LogLevel.Information, "A customer of {Source} was forgotten: {Rows} rows of {Weeks} weeks")]
    private partial void LogForgotten(string source, long rows, int weeks);
}
