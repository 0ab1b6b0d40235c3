using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What all activations of a silo share.</summary>
internal sealed class SiloRuntime(
    IServiceProvider services,
    TimeProvider time,
    CoarseClock clock,
    PendingCalls pending,
    IOptions<GrainCollectionOptions> collection,
    IOptions<SiloMessagingOptions> messaging,
    ILogger<Silo> logger)
{
    internal IServiceProvider Services { get; } = services;

    internal TimeProvider Time { get; } = time;

    internal CoarseClock Clock { get; } = clock;

    internal PendingCalls Pending { get; } = pending;

    internal GrainCollectionOptions Collection { get; } = collection.Value;

    internal TimeSpan ResponseTimeout { get; } = messaging.Value.ResponseTimeout;

    internal ILogger Logger { get; } = logger;

    internal Catalog Catalog { get; set; } = null!;
}
