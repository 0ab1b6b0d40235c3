using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>Reads texts that say of themselves what they are: <c>good 7</c> is the week's seventh record, all else the reason why it is none.</summary>
internal sealed class FakeRecords : ISourceRecords
{
    public RereadRecord Read(string source, Week week, string reason, string raw) => raw.StartsWith("good ", StringComparison.Ordinal)
        ? RereadRecord.Good(Pulling.Record(week, int.Parse(raw.AsSpan(5), CultureInfo.InvariantCulture)))
        : RereadRecord.Left(raw);

    public IReadOnlyCollection<string> CustomersOf(string source, string raw) => raw.Split(' ');
}
