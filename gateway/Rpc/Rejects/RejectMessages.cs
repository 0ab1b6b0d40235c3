using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Rpc.Rejects;

/// <summary>Records that were set aside, as messages.</summary>
internal static class RejectMessages
{
    public static RejectList ToMessage(this SetAsideList list)
    {
        var message = new RejectList
        {
            Source = list.Source,
            Reasons = { (list.Reasons ?? []).Select(reason => new RejectCount { Reason = reason.Reason, Count = reason.Count }) },
            Records = { list.Records.Select(ToMessage) },
        };
        if (list.Next is { } next)
            message.Next = next;
        return message;
    }

    public static RejectDetail ToMessage(this SetAsideDetail record) => new()
    {
        Source = record.Source, Id = record.Id, Reason = record.Reason, SeenAt = record.SeenAt.ToMessage(), Raw = record.Raw, Advice = record.Advice,
    };

    public static RejectsRetried ToMessage(this SetAsideRetried retried)
    {
        var message = new RejectsRetried
        {
            Stored = retried.Stored,
            Restated = retried.Restated,
            AlreadyThere = retried.AlreadyThere,
            Left = { retried.Left.Select(left => new RejectsLeft { Reason = left.Reason, Count = left.Count, Example = left.Example, Advice = left.Advice }) },
        };
        if (retried.Next is { } next)
            message.Next = next;
        return message;
    }

    private static Reject ToMessage(SetAsideEntry entry) =>
        new() { Id = entry.Id, Reason = entry.Reason, SeenAt = entry.SeenAt.ToMessage(), Raw = entry.Raw, Bytes = entry.Bytes };
}
