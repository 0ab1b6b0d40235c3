namespace Orleans.Tx.Client.Calendar;

/// <summary>Time zones by their IANA names.</summary>
internal static class TimeZones
{
    /// <exception cref="FormatException">There is no such zone; the message says what is allowed.</exception>
    public static TimeZoneInfo Parse(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : throw new FormatException($"'{name}' is no time zone that this machine knows: write an IANA name, such as Europe/Berlin or UTC");
}
