namespace Orleans.Tx.Client.Orders;

/// <summary>A row that can't be counted.</summary>
/// <param name="Line">The line of the file that it begins in, from 1.</param>
/// <param name="Reason">One of <see cref="BadReason"/>.</param>
/// <param name="Detail">What is wrong with it, for a person.</param>
internal sealed record BadRow(string File, long Line, string Reason, string Detail)
{
    public override string ToString() => $"{File}, line {Line}: {Reason}: {Detail}";
}
