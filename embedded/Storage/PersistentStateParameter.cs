using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A constructor's parameter that stands for a stored state.</summary>
internal sealed class PersistentStateParameter
{
    private readonly string _stateName;
    private readonly string _storageName;
    private readonly MethodInfo _create;

    private PersistentStateParameter(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        ParameterType = parameter.ParameterType;
        if (!ParameterType.IsGenericType || ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new ArgumentException(
                $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType} has [PersistentState] but is a {ParameterType}: "
                + $"only {typeof(IPersistentState<>)} can have it.");
        _stateName = attribute.StateName.Length > 0 ? attribute.StateName : parameter.Name!;
        _storageName = attribute.StorageName ?? GrainStorages.DefaultName;
        _create = typeof(PersistentStateParameter)
            .GetMethod(nameof(CreateOf), BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(ParameterType.GetGenericArguments());
    }

    internal Type ParameterType { get; }

    /// <summary>Those of the grain class's constructor.</summary>
    internal static IReadOnlyList<PersistentStateParameter> Of(Type grainClass) =>
    [
        .. grainClass.GetConstructors()
            .Select(constructor => constructor.GetParameters())
            .OrderByDescending(parameters => parameters.Length)
            .FirstOrDefault([])
            .Where(parameter => parameter.IsDefined(typeof(PersistentStateAttribute)))
            .Select(parameter => new PersistentStateParameter(parameter, parameter.GetCustomAttribute<PersistentStateAttribute>()!)),
    ];

    internal object Create(Activation activation) =>
        _create.Invoke(this, BindingFlags.DoNotWrapExceptions, null, [activation], null)!;

    private PersistentState<TState> CreateOf<TState>(Activation activation) =>
        new(activation, _stateName, GrainStorages.Get(activation.ActivationServices, _storageName, activation.GrainId));
}
