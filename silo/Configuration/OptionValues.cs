using System.Globalization;
using System.Text.RegularExpressions;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>The types that one value of the configuration may have.</summary>
internal static class OptionValues
{
    private static readonly Dictionary<Type, OptionValue> Kinds = new()
    {
        [typeof(string)] = Kind(text => text, "text", text => text),
        [typeof(int)] = Kind<int>(
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            "a whole number", number => number.ToString(CultureInfo.InvariantCulture)),
        [typeof(decimal)] = Kind<decimal>(
            text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
            "a number such as 0.01", number => number.ToString(CultureInfo.InvariantCulture)),
        [typeof(bool)] = Kind<bool>(
            text => bool.TryParse(text, out var flag) ? flag : null, "true, false", flag => flag ? "true" : "false"),
        [typeof(TimeSpan)] = Kind<TimeSpan>(
            ReadSpan, "hours:minutes:seconds such as 00:10:00", span => span.ToString("c", CultureInfo.InvariantCulture)),
        [typeof(TimeOnly)] = Kind<TimeOnly>(
            ReadTimeOfDay, "a time of day such as 02:00", time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        [typeof(Week)] = Kind<Week>(
            text => Week.TryParse(text, out var week) ? week : null, "an ISO week such as 2026-W47", week => week.ToString()),
        [typeof(Currency)] = Kind<Currency>(
            text => Currency.TryParse(text, out var currency) && currency.Code is not null ? currency : null,
            $"a currency code of 1 to {Currency.MaxLength} letters or digits such as USD", currency => currency.ToString()),
        [typeof(TimeZoneInfo)] = Kind(ReadZone, "an IANA zone such as UTC or Europe/Berlin", zone => zone.Id),
        [typeof(Uri)] = Kind(ReadUrl, "an absolute http or https URL without user, query and fragment", url => url.OriginalString) with
        {
            MayShow = text => text is null || text.IndexOfAny(['@', '?']) < 0,
        },
        [typeof(HookUrl)] = Kind(HookUrl.TryParse, "an absolute http or https URL without user and fragment", url => url.ToString()) with
        {
            MayShow = _ => false,
        },
        [typeof(Regex)] = Kind(ReadRegex, "a regular expression", regex => regex.ToString()),
        [typeof(JsonPointer)] = Kind(JsonPointer.TryParse, "a JSON pointer (RFC 6901) such as /data/0/id", pointer => pointer.ToString()),
        [typeof(TimeFormat)] = Kind(TimeFormat.TryParse, "iso, date, unix, unix-ms or a .NET date format", format => format.ToString()),
        [typeof(SecretReference)] = Kind(SecretReference.TryParse, SecretReference.Allowed, secret => secret.ToString()) with
        {
            MayShow = _ => false,
        },
    };

    /// <exception cref="InvalidOperationException">No option may have this type.</exception>
    public static OptionValue Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
            return Kind(text => ReadName(plain, text), string.Join(", ", Enum.GetNames(plain)), value => value.ToString()!);
        return Kinds.TryGetValue(plain, out var kind) ? kind : throw new InvalidOperationException($"{type} is no type of an option");
    }

    private static OptionValue Kind<T>(Func<string, T?> tryParse, string allowed, Func<T, string> write) where T : class =>
        new(tryParse, allowed, value => write((T)value), _ => true);

    private static OptionValue Kind<T>(Func<string, T?> tryParse, string allowed, Func<T, string> write) where T : struct =>
        new(text => tryParse(text), allowed, value => write((T)value), _ => true);

    /// <summary>A name, never a number: names are what is documented.</summary>
    private static object? ReadName(Type type, string text) =>
        Array.Find(Enum.GetNames(type), name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse(type, name)
            : null;

    private static TimeOnly? ReadTimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>A lone number would be read as days, which nobody means.</summary>
    private static TimeSpan? ReadSpan(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span)
            ? span
            : null;

    private static TimeZoneInfo? ReadZone(string text)
    {
        try
        {
            return text.Length == 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(text);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return null;
        }
    }

    private static Uri? ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0
        && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            ? url
            : null;

    private static Regex? ReadRegex(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
