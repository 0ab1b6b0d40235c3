namespace Orleans.Tx.Simulator.Faults;

/// <summary>What can go wrong with an answer, or with one record of it.</summary>
internal enum FaultKind
{
    ServerError,
    CutBody,
    SlowAnswer,
    Hang,
    MalformedRecord,
    ShiftedPage,
    HtmlAnswer,
}
