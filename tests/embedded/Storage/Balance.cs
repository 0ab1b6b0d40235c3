namespace Orleans.Tx.Embedded.Tests.Storage;

/// <summary>A state as grains have them: settable, with a list, a dictionary and a property only it sets itself.</summary>
public sealed class Balance
{
    public decimal Amount { get; set; }

    public List<BalanceLine> Lines { get; set; } = [];

    public Dictionary<string, int> ByMonth { get; init; } = [];

    public string? ClosedBy { get; private set; }

    public void Close(string by) => ClosedBy = by;
}
