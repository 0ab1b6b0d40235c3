namespace Orleans.Tx.Grains.Watching;

/// <summary>Something that needs a person, as it is stored: instants as milliseconds since 1970.</summary>
[GenerateSerializer, Alias("tx.Condition")]
internal sealed class Condition
{
    [Id(0)]
    public string Kind { get; set; } = "";

    [Id(1)]
    public string Source { get; set; } = "";

    [Id(2)]
    public string? Week { get; set; }

    [Id(3)]
    public string? State { get; set; }

    [Id(4)]
    public string Message { get; set; } = "";

    [Id(5)]
    public long Since { get; set; }

    /// <summary>A person was told of it.</summary>
    [Id(6)]
    public bool IsTold { get; set; }

    /// <summary>It is over, which a person has still to be told.</summary>
    [Id(7)]
    public bool IsOver { get; set; }

    /// <summary>There is something to tell.</summary>
    public bool IsDue() => !IsTold || IsOver;

    public bool IsSameAs(Condition other) => (Kind, Source, Week) == (other.Kind, other.Source, other.Week);

    public Alert ToAlert(DateTimeOffset now)
    {
        string?[] parts = [Kind, Source, Week, FormattableString.Invariant($"{Since}")];
        return new Alert(
            string.Join('/', parts.OfType<string>()), Kind, Source, Week, State, Message, DateTimeOffset.FromUnixTimeMilliseconds(Since), now,
            Resolved: IsTold && IsOver);
    }
}
