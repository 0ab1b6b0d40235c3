namespace Orleans.Tx.Domain.Tests.Paging;

/// <summary>What an API tells of how much there is.</summary>
internal enum Telling
{
    Nothing,
    Records,
    Pages,
}
