using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Looks for idle activations, once in a collection quantum.</summary>
internal sealed class IdleCollector(Catalog catalog, TimeProvider time, IOptions<GrainCollectionOptions> options) : IDisposable
{
    private ITimer? _timer;

    internal void Start()
    {
        var settings = options.Value;
        if (settings.CollectionQuantum <= TimeSpan.Zero || settings.CollectionAge <= settings.CollectionQuantum)
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}.{nameof(settings.CollectionAge)} is {settings.CollectionAge}: it must be longer than "
                + $"{nameof(settings.CollectionQuantum)}, which is {settings.CollectionQuantum} and must be positive.");
        _timer = time.CreateTimer(_ => catalog.Collect(), null, settings.CollectionQuantum, settings.CollectionQuantum);
    }

    public void Dispose() => _timer?.Dispose();
}
