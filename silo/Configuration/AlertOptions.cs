namespace Orleans.Tx.Silo.Configuration;

/// <summary>Whom to tell what needs a person.</summary>
public sealed class AlertOptions
{
    /// <summary>Gets JSON by POST on a failed or stalled week and on lag, and again when that is over; null for nobody.</summary>
    public HookUrl? Url { get; init; }

    /// <summary>Is sent as a bearer token.</summary>
    public SecretReference? Secret { get; init; }

    /// <summary>How old the first batch may be that is not counted.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a week that is under way may go without anything stored.</summary>
    public TimeSpan Stalled { get; init; } = TimeSpan.FromHours(1);
}
