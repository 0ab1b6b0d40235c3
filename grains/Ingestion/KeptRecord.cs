using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A record that was set aside, as it is kept.</summary>
/// <param name="SeenAt">When it was set aside, by the store's clock.</param>
/// <param name="PresentRun">The run that its week is at by now.</param>
/// <param name="State">What its week is doing.</param>
public sealed record KeptRecord(SetAsideId Id, string Reason, string Raw, DateTimeOffset SeenAt, int PresentRun, WeekState State)
{
    /// <summary>Its week's pages are being read, or soon will be.</summary>
    public bool IsUnderWay => State == WeekState.Queued || State.IsUnderWay();

    /// <summary>Its week was read anew since.</summary>
    public bool IsOfEarlierRun => Id.Run < PresentRun;
}
