using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.Tx.House.Tests.Wire;

/// <summary>All that crosses grain interfaces, found by walking their signatures.</summary>
internal static class WireTypes
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(double), typeof(decimal),
        typeof(string), typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    private static readonly HashSet<Type> Wrappers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    ];

    private static readonly HashSet<Type> Answers = [typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    /// <summary>The assembly that holds all grain interfaces.</summary>
    public static Assembly Contract { get; } = typeof(Grains.TxException).Assembly;

    public static IReadOnlyList<Type> Interfaces { get; } = [.. Written(Contract).Where(IsGrain)];

    /// <summary>The product's own types that cross, exceptions included.</summary>
    public static IReadOnlyList<Type> Own { get; } = [.. Reached(Crossing.Concat(Written(Contract).Where(IsException))).Where(IsOwn)];

    /// <summary>Types that cross and are neither plain nor the product's.</summary>
    public static IReadOnlyList<Type> Foreign { get; } = [.. Reached(Crossing).Where(type => !IsOwn(type) && !Plain.Contains(type))];

    /// <summary>What grains keep in grain storage.</summary>
    public static IReadOnlyList<Type> Stored { get; } = [.. Written(Assembly.Load("Orleans.Tx.Grains")).Where(Attributes.IsSerialized)];

    /// <summary>A type's name on the wire, or C#'s where it has none.</summary>
    public static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return NameOf(value) + "?";
        if (!type.IsGenericType)
            return type.Alias() ?? type.Name;

        return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    /// <summary>What a grain call may answer with: nothing, one value, or a stream of them.</summary>
    public static IEnumerable<Type> AnswersOf(Type returned)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return [];
        return returned.IsGenericType && Answers.Contains(returned.GetGenericTypeDefinition()) ? returned.GetGenericArguments() : [returned];
    }

    public static bool IsException(Type type) => type.IsAssignableTo(typeof(Exception));

    private static IEnumerable<Type> Crossing =>
        from grain in Interfaces
        from method in grain.GetMethods()
        from type in method.GetParameters().Select(parameter => parameter.ParameterType).Concat(AnswersOf(method.ReturnType))
        where type != typeof(CancellationToken)
        select type;

    private static HashSet<Type> Reached(IEnumerable<Type> from)
    {
        var (reached, left) = (new HashSet<Type>(), new Stack<Type>(from));
        while (left.TryPop(out var type))
        {
            var isWrapper = type.IsGenericType && Wrappers.Contains(type.GetGenericTypeDefinition());
            if (!isWrapper && !reached.Add(type))
                continue;

            var parts = isWrapper ? type.GetGenericArguments() : IsOwn(type) && !type.IsEnum ? WireMember.Of(type).Select(member => member.Type) : [];
            foreach (var part in parts)
                left.Push(part);
        }

        return reached;
    }

    // What people wrote, not what a serializer's generator added.
    private static IEnumerable<Type> Written(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Namespace?.StartsWith("Orleans.Tx", StringComparison.Ordinal) == true && !type.Name.StartsWith('<'));

    private static bool IsGrain(Type type) => type.IsInterface && type.GetInterfaces().Any(inherited => inherited.FullName == "Orleans.IGrain");

    private static bool IsOwn(Type type) => type.Assembly == Contract;
}
