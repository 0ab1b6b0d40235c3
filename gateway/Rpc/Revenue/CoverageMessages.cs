using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Rpc.Revenue;

/// <summary>How final an answer is, as messages.</summary>
internal static class CoverageMessages
{
    public static Protos.Coverage ToMessage(this Coverage coverage)
    {
        var message = new Protos.Coverage
        {
            Complete = coverage.Complete,
            NewComplete = coverage.NewComplete,
            Rejected = coverage.Rejected,
            LagBatches = coverage.LagBatches,
            Position = coverage.Position,
            Weeks = { coverage.Weeks.Select(ToMessage) },
        };
        if (coverage.Notice is { } notice)
            message.Notice = notice;
        return message;
    }

    private static Protos.WeekCoverage ToMessage(WeekCoverage week)
    {
        var message = new Protos.WeekCoverage { Week = week.Week, Status = week.Status };
        if (week.Page is { } page)
            message.Page = page;
        if (week.Pages is { } pages)
            message.Pages = pages;
        return message;
    }
}
