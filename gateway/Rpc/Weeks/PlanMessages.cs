using Google.Protobuf.WellKnownTypes;
using GrainPlan = Orleans.Tx.Grains.Ingestion.PullPlan;
using GrainWeek = Orleans.Tx.Grains.Ingestion.PlannedWeek;

namespace Orleans.Tx.Gateway.Rpc.Weeks;

/// <summary>What a pull will cost, as messages.</summary>
internal static class PlanMessages
{
    public static Protos.PullPlan ToMessage(this GrainPlan plan) => new()
    {
        Source = plan.Source, Weeks = { plan.Weeks.Select(ToMessage) }, Requests = plan.Requests, Unknown = plan.Unknown, Pending = plan.Pending,
        LeastTime = plan.LeastTime.ToDuration(), QueuedRequests = plan.QueuedRequests, QueuedUnknown = plan.QueuedUnknown,
        ExpectedFinish = plan.ExpectedFinish.ToMessage(), Allowed = plan.Allowed, Window = plan.Window.ToDuration(), Held = plan.Held,
    };

    private static Protos.PlannedWeek ToMessage(GrainWeek week)
    {
        var message = new Protos.PlannedWeek { Week = week.Week, Basis = (Protos.PlanBasis)(week.Basis + 1) };
        if (week.Requests is { } requests)
            message.Requests = requests;
        if (week.Records is { } records)
            message.Records = records;
        return message;
    }
}
