using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Operating;

/// <summary>How far what is stored is counted, in a line.</summary>
internal static class ProjectionLine
{
    public static string Of(ProjectionStatus projection) => string.Create(
        CultureInfo.InvariantCulture,
        $"batch {projection.Position} of {projection.LastBatch}{Behind(projection)}{InBulk(projection)}{(projection.Message is { } trouble ? $": {trouble}" : "")}");

    /// <summary>How far a part of the log is that is carried at once; empty where none is.</summary>
    public static string InBulk(ProjectionStatus projection) => projection.InBulk is { } bulk
        ? $", counting {Digits.Grouped(bulk.Carried)} of {Digits.Grouped(bulk.Entries)} entries"
        : "";

    private static string Behind(ProjectionStatus projection) => projection.SecondsBehind is { } seconds
        ? string.Create(CultureInfo.InvariantCulture, $", {Digits.Grouped(projection.EntriesBehind)} entries and {seconds:0} s behind")
        : "";
}
