using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Source;

internal sealed partial class SourceApi
{
    [LoggerMessage(2100, LogLevel.Debug, "{Source}: page {Page} of {Week} was {Answer} after {Milliseconds:F0} ms")]
    private partial void LogAnswer(string source, Week week, long page, string answer, double milliseconds);
}
