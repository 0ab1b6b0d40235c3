using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Tests;

/// <summary>Generators of the values that many tests need.</summary>
internal static class Any
{
    /// <summary>Days that .NET and the time zone database both know well.</summary>
    public static Gen<DateOnly> Day { get; } = DaysBetween(new DateOnly(1970, 1, 2), new DateOnly(2037, 12, 30));

    public static Gen<TimeZoneInfo> Zone { get; } = Gen.Elements<TimeZoneInfo>(TimeZoneInfo.GetSystemTimeZones());

    /// <summary>Amounts with few digits, so that they often meet, and now and then with many.</summary>
    public static Gen<Money> Amount { get; } = Gen.Frequency(
        (8, Gen.Choose(-300, 900).Select(cents => Money.Of(cents / 100m))),
        (1, Gen.Choose(int.MinValue, int.MaxValue).Select(tiny => Money.Of(tiny / 100_000_000m))),
        (1, Gen.Choose(int.MinValue, int.MaxValue).Select(large => Money.Of(large * 1000m + 0.01m))));

    public static Gen<Currency> Currency { get; } = Gen.Elements("", "EUR", "USD").Select(Domain.Monetary.Currency.Parse);

    public static Gen<DateOnly> DaysBetween(DateOnly first, DateOnly last) =>
        Gen.Choose(0, last.DayNumber - first.DayNumber).Select(first.AddDays);

    /// <summary>Instants of about a year: few months, few days, few hours, so that orders often share them.</summary>
    public static Gen<DateTimeOffset> Instant { get; } =
        from month in Gen.Choose(0, 13)
        from day in Gen.Choose(0, 2)
        from hour in Gen.Choose(0, 2)
        select new DateTimeOffset(2025, 1, 31, 22, 0, 0, TimeSpan.Zero).AddMonths(month).AddDays(day).AddHours(hour);

    public static Month MonthOf(DateTimeOffset instant) => Month.Of(instant, TimeZoneInfo.Utc);
}
