namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>What may happen to a projection while it works.</summary>
internal enum Mishap
{
    CommitFails,
    CommitIsNotAnswered,
    ReadFails,
    BulkFails,
    BulkIsNotAnswered,
    SomeoneElseCommitsBeforeBulk,
    IsRebuilt,
    RebuildFails,
    RebuildIsGivenUp,
    PositionFails,
    LedgerFails,
    SomeoneElseCommitsFirst,
    SomeoneElseCommitsWhileLedgersAreRead,
    SomeoneElseCommits,
    CustomersAreLost,
    ProjectionIsLost,
    EveryoneIsLost,
    SiloRestarts,
}
