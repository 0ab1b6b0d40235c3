using Orleans.Tx.Gateway.Protos;
using GrainCheck = Orleans.Tx.Grains.Ingestion.SourceCheck;
using GrainRow = Orleans.Tx.Grains.Ingestion.CheckedRow;

namespace Orleans.Tx.Gateway.Rpc.Operation;

/// <summary>What was understood of an API's answer, as messages.</summary>
internal static class CheckMessages
{
    public static SourceCheck ToMessage(this GrainCheck check)
    {
        var message = new SourceCheck
        {
            Source = check.Source, Week = check.Week, Outcome = (CheckOutcome)(check.Outcome + 1), Items = check.Items, Good = check.Good,
            Outside = check.Outside, Filtered = check.Filtered, SetAside = check.SetAside, Rows = { check.Rows.Select(ToMessage) },
            Rejects = { check.Rejects.Select(reject => new CheckedReject { Place = reject.Place, Reason = reject.Reason, Raw = reject.Raw }) },
            Advice = { check.Advice },
        };
        if (check.Message is { } text)
            message.Message = text;
        if (check.TotalPages is { } pages)
            message.TotalPages = pages;
        if (check.Total is { } total)
            message.Total = total;
        if (check.HasMore is { } hasMore)
            message.HasMore = hasMore;
        if (check.Next is { } next)
            message.Next = next;
        return message;
    }

    private static CheckedRow ToMessage(GrainRow row)
    {
        var message = new CheckedRow { Id = row.Id, Customer = row.Customer, OccurredAt = row.OccurredAt.ToMessage(), Amount = row.Amount };
        if (row.Currency is { } currency)
            message.Currency = currency;
        if (row.Extra is { } extra)
            message.Extra = extra;
        return message;
    }
}
