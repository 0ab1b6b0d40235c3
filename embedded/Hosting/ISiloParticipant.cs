namespace Orleans.Hosting;

/// <summary>A part of the engine that starts and stops with the silo.</summary>
internal interface ISiloParticipant
{
    /// <summary>When: see <see cref="SiloStage"/>. Stopping goes the other way round.</summary>
    int Stage { get; }

    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken cancellationToken);
}
