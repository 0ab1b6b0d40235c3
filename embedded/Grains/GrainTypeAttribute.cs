using Orleans.Runtime;

namespace Orleans;

/// <summary>Names a grain class in ids, so that stored state and reminders outlive a renaming of the class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute
{
    private readonly GrainType _grainType;

    /// <summary>Takes the name as it is.</summary>
    public GrainTypeAttribute(string grainType) => _grainType = GrainType.Create(grainType);

    /// <summary>The name; the same for every class and every host.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
