using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.Tx.Grains.Tests.Wire;

/// <summary>Values of any type that crosses, made of its parts: one with something in every place, and one with as little as may be.</summary>
internal static class SampleValue
{
    private static readonly Dictionary<Type, object> Plain = new()
    {
        [typeof(bool)] = true,
        [typeof(byte)] = (byte)200,
        [typeof(short)] = (short)-300,
        [typeof(int)] = -70_000,
        [typeof(long)] = 5_000_000_000L,
        [typeof(uint)] = 4_000_000_000u,
        [typeof(ulong)] = ulong.MaxValue,
        [typeof(double)] = 0.1,
        [typeof(decimal)] = -12345678901234.00000001m,
        [typeof(string)] = "žluť \0 😀",
        [typeof(Guid)] = new Guid("5f6f0a3e-0c1d-4a43-9d43-5d1a6f1f6d11"),
        [typeof(DateOnly)] = new DateOnly(2026, 2, 28),
        [typeof(TimeOnly)] = new TimeOnly(23, 59, 59, 999, 999),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 11, 22, 23, 59, 59, TimeSpan.FromHours(5.5)).AddTicks(1),
        [typeof(TimeSpan)] = TimeSpan.FromTicks(-1),
    };

    public static IEnumerable<object> Of(Type type) => type.IsEnum ? Enum.GetValues(type).Cast<object>() : [Make(type, full: true)!, Make(type, full: false)!];

    private static object? Make(Type type, bool full)
    {
        if (Plain.TryGetValue(type, out var plain))
            return full || type == typeof(string) ? plain : Activator.CreateInstance(type);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return full ? Make(value, full) : null;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(full ? Enum.GetValues(type).Length - 1 : 0);
        if (type.IsGenericType && type.Namespace == typeof(ImmutableArray).Namespace)
            return Collection(type, full);
        return Build(type, full);
    }

    // By its largest constructor, then what can be set besides.
    private static object Build(Type type, bool full)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(candidate => candidate.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .OrderByDescending(candidate => candidate.IsPublic)
            .ThenByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault();
        var made = constructor?.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, full))]) ?? Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null && property.IsDefined(typeof(IdAttribute), inherit: false)))
            property.SetValue(made, Make(property.PropertyType, full));
        return made;
    }

    private static object Collection(Type type, bool full)
    {
        var parts = type.GetGenericArguments();
        var empty = type.GetField("Empty")!.GetValue(null)!;
        if (!full)
            return empty;
        var add = type.GetMethod("Add", parts)!;
        return add.Invoke(empty, [.. parts.Select(part => Make(part, full))])!;
    }
}
