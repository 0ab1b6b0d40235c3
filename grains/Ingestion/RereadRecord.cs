using System.Diagnostics.CodeAnalysis;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What a kept record is by the present configuration: a row, or the reason why it stays set aside.</summary>
public readonly record struct RereadRecord
{
    private RereadRecord(Transaction? row, string? reason) => (Row, Reason) = (row, reason);

    public Transaction? Row { get; }

    public string? Reason { get; }

    [MemberNotNullWhen(true, nameof(Row))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsGood => Row is not null;

    public static RereadRecord Good(Transaction row) => new(row, null);

    /// <param name="reason">Why it can't be read, or one of <see cref="LeftReason"/>.</param>
    public static RereadRecord Left(string reason) => new(null, reason);
}
