using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>The engine's life within a host.</summary>
internal sealed partial class Silo(
    IServiceProvider services,
    Catalog catalog,
    IdleCollector collector,
    PendingCalls pending,
    IEnumerable<ISiloParticipant> participants,
    IEnumerable<StartupWork> startup,
    ILogger<Silo> logger) : IHostedService
{
    private readonly List<ISiloParticipant> _participants = [.. participants.OrderBy(participant => participant.Stage)];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in _participants.Where(participant => participant.Stage < SiloStage.Grains))
            await participant.StartAsync(cancellationToken).ConfigureAwait(false);
        catalog.Open();
        collector.Start();
        foreach (var participant in _participants.Where(participant => participant.Stage > SiloStage.Grains))
            await participant.StartAsync(cancellationToken).ConfigureAwait(false);
        foreach (var work in startup.OrderBy(work => work.Stage))
            await work.RunAsync(services, cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in _participants.AsEnumerable().Reverse().Where(participant => participant.Stage > SiloStage.Grains))
            await participant.StopAsync(cancellationToken).ConfigureAwait(false);
        collector.Dispose();
        var left = await catalog.CloseAsync(cancellationToken).ConfigureAwait(false);
        foreach (var activation in left)
            LogLeftBehind(logger, activation.GrainId);
        pending.RejectAll(() => new SiloUnavailableException("The silo has stopped before the call was answered."));
        foreach (var participant in _participants.AsEnumerable().Reverse().Where(participant => participant.Stage < SiloStage.Grains))
            await participant.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 9040, Level = LogLevel.Warning, Message = "Grain {GrainId} had not ended when the time to stop was up.")]
    private static partial void LogLeftBehind(ILogger logger, GrainId grainId);
}
