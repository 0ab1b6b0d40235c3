using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Faults;

/// <summary>Decides, by the seed, which request and which record is struck by what. The shares may be changed at run time.</summary>
internal sealed class FaultInjector(long seed, FaultOptions faults)
{
    private const int Kinds = 16;
    private const int FarthestShift = 5;

    private readonly long[] _struck = new long[Kinds];
    private volatile FaultOptions _faults = faults;

    public FaultOptions Faults
    {
        get => _faults;
        set => _faults = value;
    }

    /// <summary>Whether this request is struck, by the number of its arrival; counted when it is.</summary>
    public bool Strikes(FaultKind kind, long request)
    {
        var struck = Drawn(kind, request) < ShareOf(kind);
        if (struck)
            Interlocked.Increment(ref _struck[(int)kind]);
        return struck;
    }

    /// <summary>By how many rows this request's page begins late (or early, below zero); 0 mostly.</summary>
    public int ShiftOf(long request)
    {
        if (!Strikes(FaultKind.ShiftedPage, request))
            return 0;

        var chance = new Draw(seed, DrawPurpose.Shift, request);
        var rows = 1 + (int)chance.NextBelow(FarthestShift);
        return chance.NextBelow(2) == 0 ? rows : -rows;
    }

    /// <summary>How the record of this id can't be read, by a draw of its own that stays the same from page to page.</summary>
    public Malformation MalformationOf(string id)
    {
        var share = ShareOf(FaultKind.MalformedRecord);
        if (share <= 0)
            return Malformation.None;

        var record = Draw.KeyOf(id);
        if (Drawn(FaultKind.MalformedRecord, record) >= share)
            return Malformation.None;

        var chance = new Draw(seed, DrawPurpose.Malformation, record);
        return (Malformation)(1 + chance.NextBelow((long)Malformation.UnreadableAmount));
    }

    public void CountMalformed(int records) => Interlocked.Add(ref _struck[(int)FaultKind.MalformedRecord], records);

    /// <summary>How often each kind has struck so far.</summary>
    public long CountOf(FaultKind kind) => Interlocked.Read(ref _struck[(int)kind]);

    private double Drawn(FaultKind kind, long key) => new Draw(seed, DrawPurpose.Fault + (int)kind, key).Next();

    private double ShareOf(FaultKind kind) => kind switch
    {
        FaultKind.ServerError => _faults.ServerErrors,
        FaultKind.CutBody => _faults.CutBodies,
        FaultKind.SlowAnswer => _faults.SlowAnswers,
        FaultKind.Hang => _faults.Hangs,
        FaultKind.MalformedRecord => _faults.MalformedRecords,
        FaultKind.ShiftedPage => _faults.ShiftedPages,
        FaultKind.HtmlAnswer => _faults.HtmlAnswers,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such fault."),
    };
}
