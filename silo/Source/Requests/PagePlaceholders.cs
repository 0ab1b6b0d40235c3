using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>What placeholders stand for in the request for one page.</summary>
internal readonly record struct PagePlaceholders(SourceOptions Source, Week Week, PageCursor At)
{
    /// <exception cref="ArgumentOutOfRangeException">The paging has no such placeholder.</exception>
    public string Value(string name) => name switch
    {
        Placeholders.From => Write(Week.StartIn(Source.Zone)),
        Placeholders.To => Write(Week.EndIn(Source.Zone)),
        Placeholders.Last => Write(Week.EndIn(Source.Zone).AddMicroseconds(-1)),
        Placeholders.Page => Number(Source.Paging.FirstPage + At.Page),
        Placeholders.Offset => Number(Source.Paging.FirstOffset + At.Page * Source.Paging.PageSize),
        Placeholders.Cursor => At.Token ?? "",
        Placeholders.Size => Number(Source.Paging.PageSize),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"is not known by Paging:Kind {Source.Paging.Kind}"),
    };

    /// <summary>Whether a placeholder stands for a number.</summary>
    public bool IsNumber(string name) => name is Placeholders.Page or Placeholders.Offset or Placeholders.Size
        || (name is not Placeholders.Cursor && Source.TimeFormat.Kind is TimeFormatKind.Unix or TimeFormatKind.UnixMilliseconds);

    private string Write(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Source.Zone);
        return Source.TimeFormat.Kind switch
        {
            TimeFormatKind.Iso => Iso(local),
            TimeFormatKind.Date => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeFormatKind.Unix => Number(instant.ToUnixTimeSeconds()),
            TimeFormatKind.UnixMilliseconds => Number(instant.ToUnixTimeMilliseconds()),
            _ => local.ToString(Source.TimeFormat.Pattern, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Only the last instant of a week has a fraction.</summary>
    private static string Iso(DateTimeOffset local)
    {
        var zone = local.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return local.ToString($"yyyy-MM-dd'T'HH:mm:ss.FFFFFF{zone}", CultureInfo.InvariantCulture);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
