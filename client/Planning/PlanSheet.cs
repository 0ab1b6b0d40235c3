using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Planning;

/// <summary>A plan as text, JSON or CSV.</summary>
internal static class PlanSheet
{
    public static void Write(PullPlan plan, OutputFormat format, Terminal terminal) => terminal.Write(
        format, plan,
        csv: () =>
        {
            SheetCsv.Write(Sheet(plan), terminal.Out);
            Tell(plan, terminal.SayAside);
        },
        text: () =>
        {
            SheetTable.Write(Sheet(plan), terminal);
            Tell(plan, terminal.Say);
        });

    private static void Tell(PullPlan plan, Action<string> say)
    {
        var unknown = plan.Unknown > 0;
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"{(unknown ? "At least " : "")}{plan.Requests} requests{(unknown ? $"; {plan.Unknown} of {plan.Weeks.Length} weeks do not tell how many pages they have" : "")}."));
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"The limit, {plan.Allowed} in any {plan.Window:c} of which {plan.Held} are used now, lets them go in {Length(plan.LeastTime)}{(unknown ? " at least" : "")}."));
        if (plan.QueuedRequests > 0 || plan.QueuedUnknown > 0)
        {
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"Other weeks that are queued or under way: {plan.QueuedRequests} requests{(plan.QueuedUnknown > 0 ? $", and {plan.QueuedUnknown} weeks of which it is not known" : "")}."));
        }

        var early = unknown || plan.QueuedUnknown > 0;
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"Begun now, it will be done {(early ? "not before" : "at about")} {plan.ExpectedFinish.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."));
    }

    private static string Length(TimeSpan time) =>
        TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);

    private static Sheet Sheet(PullPlan plan)
    {
        var sheet = new Sheet(
            SheetColumn.Text("week", "Week"), SheetColumn.Text("basis", "Known from"), SheetColumn.Number("requests", "Requests"),
            SheetColumn.Number("records", "Records"));
        foreach (var week in plan.Weeks)
        {
            sheet.Add(
                week.Week, Word(week.Basis), week.Requests?.ToString(CultureInfo.InvariantCulture) ?? "",
                week.Records?.ToString(CultureInfo.InvariantCulture));
        }

        return sheet;
    }

    private static string Word(PlanBasis basis) => basis switch
    {
        PlanBasis.Complete => "complete",
        PlanBasis.UnderWay => "under way",
        PlanBasis.Told => "first page",
        PlanBasis.NotTold => "unknown: the API tells no totals",
        _ => "not asked",
    };
}
