namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>A batch for the log, and what happens right after it.</summary>
/// <param name="Entries">How many orders the batch adds, restates or removes.</param>
/// <param name="Chance">Decides which.</param>
/// <param name="Many">As many batches as are carried in bulk, each of one order.</param>
/// <param name="Carried">The projection is given the time to carry it.</param>
internal sealed record ProjectionStep(int Entries, int Chance, bool Many, Mishap? Mishap, bool Carried)
{
    public override string ToString() => $"{(Many ? "many batches" : $"{Entries} entries")} by chance {Chance}, then {Mishap?.ToString() ?? "nothing"}{(Carried ? ", carried" : "")}";
}
