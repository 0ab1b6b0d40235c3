namespace Orleans.Tx.Client.Orders;

/// <summary>Puts the outcomes of a file's blocks back into their order, so that bad rows are shown with their lines, the first ones first.</summary>
internal sealed class BlockOrder(OrderFile file, BadRows bad, IReadProgress progress, long rowsBefore)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, BlockOutcome> _waiting = [];
    private long _next;

    /// <summary>How many lines of the file are done, with all those before them.</summary>
    public long Lines { get; private set; }

    /// <summary>How many rows were read, of files before this one too.</summary>
    public long Rows { get; private set; } = rowsBefore;

    /// <exception cref="Running.WorkException">A bad row is to end the work.</exception>
    public void Add(long number, BlockOutcome outcome)
    {
        lock (_lock)
        {
            _waiting.Add(number, outcome);
            while (_waiting.Remove(_next, out var next))
            {
                _next++;
                var linesBefore = Lines;
                Lines += next.Lines;
                Rows += next.Rows;
                if (next.Bad is { } part)
                    bad.Add(part, linesBefore);
            }

            progress.Report(file, Rows);
        }
    }
}
