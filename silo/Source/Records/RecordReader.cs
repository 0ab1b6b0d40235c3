using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>Turns a source's record into a transaction.</summary>
internal sealed class RecordReader(SourceOptions source)
{
    private readonly RecordOptions _fields = source.Records;
    private readonly OccurredAtReader _times = new(source.Zone, source.Records.OccurredAtFormat);
    private readonly AmountReader _amounts = new(source.Records);
    private readonly FieldTests _where = new(source.Records.Where);
    private readonly FieldTests _negative = new(source.Records.Negative);

    /// <returns>Why there is no transaction, a <see cref="SetAsideReason"/>; null where there is one.</returns>
    public string? Read(JsonElement record, ExtraWriter extra, out Transaction? transaction)
    {
        transaction = null;
        if (record.ValueKind != JsonValueKind.Object)
            return SetAsideReason.NotAnObject;
        try
        {
            var raw = JsonMarshal.GetRawUtf8Value(record);
            return Utf8.IsValid(raw) && !EscapedNul.IsIn(raw) ? ReadFields(record, extra, out transaction) : SetAsideReason.BadText;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
            return SetAsideReason.BadText;
        }
    }

    /// <summary>The id of a record that is no transaction; null where that can't be read.</summary>
    public string? IdOf(JsonElement record)
    {
        try
        {
            return record.ValueKind == JsonValueKind.Object && !EscapedNul.IsIn(JsonMarshal.GetRawUtf8Value(record))
                && ReadName(record, _fields.Id, out var id) is true ? id : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
            return null;
        }
    }

    /// <summary>The customer of a record that is no transaction; where that can't be read, every text and number that it may be.</summary>
    public IReadOnlyCollection<string> CustomersOf(JsonElement record)
    {
        try
        {
            if (record.ValueKind == JsonValueKind.Object && ReadCustomer(record, out var customer, out _) is true && PossibleNames.IsName(customer))
                return [customer];
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
        }

        return PossibleNames.In(JsonMarshal.GetRawUtf8Value(record));
    }

    private string? ReadFields(JsonElement record, ExtraWriter extra, out Transaction? transaction)
    {
        transaction = null;
        if (!_where.All(record))
            return SetAsideReason.Filtered;
        if (ReadName(record, _fields.Id, out var id) is not { } goodId)
            return SetAsideReason.BadId;
        if (!goodId)
            return SetAsideReason.MissingId;
        if (ReadCustomer(record, out var customer, out var customerAt) is not { } goodCustomer)
            return SetAsideReason.BadCustomer;
        if (!goodCustomer)
            return SetAsideReason.MissingCustomer;
        if (!TryFind(record, _fields.OccurredAt, out var time))
            return SetAsideReason.MissingTime;
        if (!_times.TryRead(time, out var occurredAt))
            return SetAsideReason.BadTime;
        if (!TryReadCurrency(record, out var currency))
            return SetAsideReason.BadCurrency;
        if (!TryFind(record, _fields.Amount, out var value))
            return SetAsideReason.MissingAmount;
        if (_amounts.Read(value, currency, out var amount) is { } reason)
            return reason;
        if (_negative.Any(record))
            amount = -amount;

        var rest = extra.Write(record, [_fields.Id, customerAt, _fields.OccurredAt, _fields.Amount, _fields.Currency]);
        transaction = new Transaction(id!, customer!, occurredAt, amount, currency, rest);
        return null;
    }

    /// <summary>The first place that holds something; null where that is no name, false where none does.</summary>
    private bool? ReadCustomer(JsonElement record, out string? customer, out JsonPointer? at)
    {
        foreach (var place in _fields.Customer)
        {
            at = place;
            if (ReadName(record, place, out customer) is not false and var good)
                return good;
        }

        (customer, at) = (null, null);
        return false;
    }

    /// <summary>Text, or a number by its literal; null where it is neither or too long, false where nothing is there.</summary>
    private static bool? ReadName(JsonElement record, JsonPointer at, out string? name)
    {
        name = null;
        if (!TryFind(record, at, out var value))
            return false;

        name = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (name is null || name.Length > Transaction.MaxIdLength)
            return null;
        return !string.IsNullOrWhiteSpace(name);
    }

    private bool TryReadCurrency(JsonElement record, out Currency currency)
    {
        currency = _fields.DefaultCurrency ?? Currency.None;
        if (_fields.Currency is null || !TryFind(record, _fields.Currency, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.String || !Currency.TryParse(value.GetString(), out var named))
            return false;
        if (named.Code is not null)
            currency = named;
        return true;
    }

    /// <summary>A null is as good as nothing.</summary>
    private static bool TryFind(JsonElement record, JsonPointer at, out JsonElement value) =>
        at.TryFind(record, out value) && value.ValueKind != JsonValueKind.Null;
}
