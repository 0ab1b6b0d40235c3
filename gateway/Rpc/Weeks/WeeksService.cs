using Grpc.Core;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using PullPlan = Orleans.Tx.Gateway.Protos.PullPlan;
using WeekOrder = Orleans.Tx.Grains.Ingestion.WeekOrder;

namespace Orleans.Tx.Gateway.Rpc.Weeks;

/// <summary>The pulls of weeks, by gRPC.</summary>
internal sealed class WeeksService(WeekMethods weeks) : Protos.Weeks.WeeksBase
{
    private static readonly string Orders = string.Join(", ", Enum.GetValues<Protos.WeekOrder>().Skip(1).Select(order => $"WEEK_ORDER_{order.ToString().ToUpperInvariant()}"));

    public override async Task<WeekList> List(ListWeeksRequest request, ServerCallContext context) =>
        (await weeks.List(request.Source.OrNull())).ToMessage();

    public override async Task<Week> Get(WeekRequest request, ServerCallContext context) =>
        (await weeks.Get(request.Source.OrNull(), request.Week)).ToMessage();

    public override async Task<WeekRuns> Runs(WeekRequest request, ServerCallContext context) =>
        (await weeks.Runs(request.Source.OrNull(), request.Week)).ToMessage();

    public override async Task<PullPlan> Plan(WeekRange request, ServerCallContext context) =>
        (await weeks.Plan(request.Source.OrNull(), request.From, request.HasTo ? request.To : null)).ToMessage();

    public override async Task<WeekList> Pull(WeekRange request, ServerCallContext context)
    {
        var range = WeekMethods.Range(request.From, request.HasTo ? request.To : null);
        return (await weeks.Pull(request.Source.OrNull(), range, Named(request.HasTo))).ToMessage();
    }

    public override async Task<WeekList> Change(ChangeWeeksRequest request, ServerCallContext context)
    {
        var change = new WeekChange(Order(request.Order), request.HasFrom ? request.From : null, request.HasTo ? request.To : null);
        return (await weeks.Change(request.Source.OrNull(), change, Named(request.HasTo))).ToMessage();
    }

    private static string Named(bool isRange) => isRange ? "from, to" : "from";

    private static WeekOrder Order(Protos.WeekOrder order) => order is >= Protos.WeekOrder.Pause and <= Protos.WeekOrder.Confirm
        ? (WeekOrder)(order - 1)
        : throw new TxException(TxError.Invalid, $"order: {(order == Protos.WeekOrder.Unspecified ? "is missing" : $"{(int)order} is none")}; allowed: {Orders}");
}
