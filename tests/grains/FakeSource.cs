using System.Collections.Concurrent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Tests.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests;

/// <summary>All that lies outside the grains for one source: settings, API, its part of the store, and what goes wrong there.</summary>
internal sealed class FakeSource
{
    public FakeSource(string name, World world)
    {
        Name = name;
        Settings = new SourceSettings(
            name,
            Fingerprint: "as it is",
            new WindowLimit(1000, TimeSpan.FromMinutes(10), timeout: TimeSpan.FromSeconds(30), lease: TimeSpan.FromSeconds(30)),
            InFlight: 4,
            Weeks: 2,
            PageSize: 2,
            TimeZoneInfo.Utc,
            Since: null,
            new WeeklySchedule(DayOfWeek.Monday, new TimeOnly(2, 0), TimeZoneInfo.Utc, Settle: TimeSpan.FromHours(2), Lookback: 1),
            GoesByCalendar: false);
        Store = new StoredSource(name, world.Clock);
        Api = new ScriptedApi(this, world.Clock);
        States = world.States;
    }

    public string Name { get; }

    public SourceSettings Settings { get; set; }

    /// <summary>Taken out of the configuration: only the store still knows of it.</summary>
    public bool IsForgotten { get; set; }

    public Faults Faults { get; } = new();

    public StoredSource Store { get; }

    public ScriptedApi Api { get; }

    /// <summary>Records that could not be read: their reason and text.</summary>
    public ConcurrentDictionary<SetAsideId, (string Reason, string Raw)> SetAside { get; } = [];

    public KeptStates States { get; }
}
