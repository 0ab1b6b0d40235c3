using System.Text.Json;
using Orleans.Tx.Simulator.Api;
using Orleans.Tx.Simulator.Faults;
using Orleans.Tx.Simulator.Limiting;

namespace Orleans.Tx.Simulator.Admin;

/// <summary>Gathers the counts of the limit, the tally and the faults into one answer.</summary>
internal sealed class CountReport(RateLimit limit, Tally tally, FaultInjector faults)
{
    private static readonly (FaultKind Kind, string Name)[] FaultNames =
    [
        (FaultKind.ServerError, nameof(FaultOptions.ServerErrors)),
        (FaultKind.CutBody, nameof(FaultOptions.CutBodies)),
        (FaultKind.SlowAnswer, nameof(FaultOptions.SlowAnswers)),
        (FaultKind.Hang, nameof(FaultOptions.Hangs)),
        (FaultKind.MalformedRecord, nameof(FaultOptions.MalformedRecords)),
        (FaultKind.ShiftedPage, nameof(FaultOptions.ShiftedPages)),
        (FaultKind.HtmlAnswer, nameof(FaultOptions.HtmlAnswers)),
    ];

    public SimulatorCounts Now()
    {
        var atDoor = limit.Report();
        var (badRequests, pages, rows) = tally.Report();
        return new SimulatorCounts
        {
            Received = atDoor.Received,
            Accepted = atDoor.Accepted,
            Rejected = atDoor.Rejected,
            BadRequests = badRequests,
            GreatestReceivedInWindow = atDoor.GreatestReceived,
            GreatestCountedInWindow = atDoor.GreatestCounted,
            Capacity = atDoor.Capacity,
            Pages = pages,
            Rows = rows,
            Faults = FaultNames.Where(fault => faults.CountOf(fault.Kind) > 0)
                .ToDictionary(static fault => JsonNamingPolicy.CamelCase.ConvertName(fault.Name), fault => faults.CountOf(fault.Kind)),
        };
    }
}
