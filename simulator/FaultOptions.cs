namespace Orleans.Tx.Simulator;

/// <summary>
/// How often the API misbehaves. Each value is a share from 0 (never) to 1 (always) of the accepted requests, drawn by the seed for
/// each kind independently of the others. All are off by default.
/// </summary>
public sealed record FaultOptions
{
    /// <summary>Answers 500, 502, 503 or 504 with a JSON message.</summary>
    public double ServerErrors { get; init; }

    /// <summary>Bodies that end midway: the headers promise all of it (a length, or chunks), then the connection is aborted.</summary>
    public double CutBodies { get; init; }

    /// <summary>Answers that stop halfway through the body for <see cref="SlowFor"/> and then go on.</summary>
    public double SlowAnswers { get; init; }

    /// <summary>How long a slow answer stops.</summary>
    public TimeSpan SlowFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests that are accepted and never answered; they end when the client leaves.</summary>
    public double Hangs { get; init; }

    /// <summary>
    /// Share of the records, not of the requests, that can't be read: no id, no customer, a time or an amount that is none. It belongs
    /// to the record, so that reading the page again gives the same.
    /// </summary>
    public double MalformedRecords { get; init; }

    /// <summary>Pages that begin up to five rows early or late, so that records come twice or are missed.</summary>
    public double ShiftedPages { get; init; }

    /// <summary>Answers 200 with an HTML page where JSON was asked for.</summary>
    public double HtmlAnswers { get; init; }
}
