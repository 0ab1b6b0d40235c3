using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Grains.Catalog;

/// <summary>What the grains need to know of a configured source.</summary>
/// <param name="Fingerprint">A hash of all settings that decide which records a page holds: a week goes on from its cursor only under the same.</param>
/// <param name="Limit">What the source allows.</param>
/// <param name="InFlight">The most requests of one week under way at once.</param>
/// <param name="Weeks">The most weeks that are pulled at once.</param>
/// <param name="PageSize">Records a page.</param>
/// <param name="Zone">The zone that weeks are cut in.</param>
/// <param name="Since">The first week that the source has; null where that is not told.</param>
/// <param name="Calendar">When weeks are pulled without being asked for.</param>
/// <param name="GoesByCalendar">Whether they are.</param>
/// <param name="MostRemoved">The share of a week's rows that may leave without a person because the source no longer has them.</param>
/// <param name="ByToken">Each page tells the token of the next.</param>
/// <param name="EndsShort">The first page that is not full is the last, where the API tells nothing else.</param>
public sealed record SourceSettings(
    string Name, string Fingerprint, WindowLimit Limit, int InFlight, int Weeks, int PageSize, TimeZoneInfo Zone, Week? Since,
    WeeklySchedule Calendar, bool GoesByCalendar, double MostRemoved = 0.01, bool ByToken = false, bool EndsShort = false)
{
    public PagingManner Paging => new(PageSize, ByToken, EndsShort);
}
