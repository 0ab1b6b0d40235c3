using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Domain.Tests.Paging;

/// <summary>An API that gives out a list in pages, while the list may grow.</summary>
internal sealed class ScriptedSource(int pageSize, int records, Telling telling)
{
    public int Records { get; private set; } = records;

    public int Pages => (Records + pageSize - 1) / pageSize;

    public void Grow(int more) => Records += more;

    public PageFacts Fetch(long page) => new(
        (int)Math.Clamp(Records - page * pageSize, 0, pageSize),
        telling == Telling.Pages ? Pages : null,
        telling == Telling.Records ? Records : null);
}
