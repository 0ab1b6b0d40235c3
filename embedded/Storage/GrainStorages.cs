using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The storages of a silo, by name.</summary>
internal static class GrainStorages
{
    internal const string DefaultName = "Default";

    internal static IGrainStorage Get(IServiceProvider services, string name, GrainId grain) =>
        services.GetKeyedService<IGrainStorage>(name)
        ?? throw new BadProviderConfigException(
            $"Grain {grain} keeps state in the storage '{name}', which is not configured: add it in UseOrleans by that name, "
            + "for instance with AddAdoNetGrainStorage or AddMemoryGrainStorage.");
}
