using Google.Protobuf.WellKnownTypes;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>What fields of messages mean.</summary>
internal static class Fields
{
    /// <summary>A text that was left out is an empty one.</summary>
    public static string? OrNull(this string text) => text.Length == 0 ? null : text;

    public static Timestamp? ToMessage(this DateTimeOffset? time) => time is { } at ? Timestamp.FromDateTimeOffset(at) : null;

    public static Timestamp ToMessage(this DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    /// <exception cref="TxException">It is no instant of the years 1 to 9999; the message names the field.</exception>
    public static DateTimeOffset? ToTime(this Timestamp? time, string field)
    {
        try
        {
            return time?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw new TxException(TxError.Invalid, $"{field}: is no instant; allowed are those of the years 1 to 9999, with 0 to 999999999 nanos");
        }
    }
}
